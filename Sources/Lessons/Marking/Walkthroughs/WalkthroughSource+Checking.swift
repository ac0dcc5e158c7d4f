import Core
import Figures

extension WalkthroughSource {
  /// Draws seeds 0…99 and runs the tests.
  func check() -> [Diagnostic] {
    var diagnostics = Diagnostics()
    for seed in 0...(numbers.isDrawn ? 99 : 0) {
      do {
        let exercise = try exercise(seed: seed, into: &diagnostics)
        try check(exercise, seed: seed, into: &diagnostics)
      } catch {
        diagnostics.add(error.naming(seed: seed))
      }
      if diagnostics.hasErrors { break }
    }
    if !diagnostics.hasErrors {
      for test in tests { run(test, into: &diagnostics) }
    }
    return diagnostics.once
  }

  private func check(
    _ exercise: Exercise, seed: Int, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) {
    let course = exercise.course
    for (index, step) in steps.enumerated() {
      switch step.content {
      case .say(let text):
        _ = try text.rich(in: course.carriedScope(before: index), into: &diagnostics)
      case .ask(_, let hints, let why):
        guard let truth = course.truths[index] else { continue }
        for text in hints { _ = try text.rich(in: truth.scope, into: &diagnostics) }
        var scope = truth.scope
        if let value = truth.value { scope[step.id] = .value(value) }
        if let why { _ = try why.rich(in: scope, into: &diagnostics) }
        truth.checkMistakes(seed: seed, into: &diagnostics)
        if truth.marker(truth.rightResponse).verdict != .right {
          diagnostics.error(
            step.location, "the right answer itself is not marked right (seed \(seed))",
            fix: "check the answer and the tolerance")
        }
      }
    }
    if let figure { _ = try figure.link(in: course.trueScope, catalogue: context.catalogue) }
  }

  private func run(_ test: MarkingTest, into diagnostics: inout Diagnostics) {
    guard case .mapping(let entries) = test.input else {
      diagnostics.error(
        test.location, "a walkthrough is answered by step", fix: "write 'input: {\(asked[0]): …}'")
      return
    }
    for name in entries.map(\.name) + test.verdicts.map(\.name) where !asked.contains(name) {
      diagnostics.error(
        test.location, "there is no step '\(name)'",
        fix: nearName(name, among: asked).map { "write '\($0)'" }
          ?? "write one of: \(asked.joined(separator: ", "))")
    }
    let inputs = Dictionary(entries.map { ($0.name, $0.input) }, uniquingKeysWith: { $1 })
    do {
      var ignored = Diagnostics()
      var exercise = try exercise(seed: test.seed, into: &ignored)
      while !exercise.isFinished {
        let index = exercise.course.current
        let step = steps[index]
        guard let input = inputs[step.id], let truth = exercise.course.truths[index] else {
          exercise.showSolution()
          continue
        }
        let response = try MarkingTest.response(
          to: truth, input, in: exercise.course.trueScope)
        let mark = exercise.submit(response)
        let wanted = test.verdicts.first { $0.name == step.id }?.wanted ?? test.verdict
        if let wanted, let complaint = MarkingTest.complaint(mark, wanted, "\(step.id) ") {
          diagnostics.add(complaint)
        }
        guard exercise.course.current == index else { continue }
        // A slip is carried on; what is no value is shown instead.
        if exercise.canCarryOn { exercise.carryOn() } else { exercise.showSolution() }
      }
    } catch { diagnostics.add(error.naming(seed: test.seed)) }
  }
}
