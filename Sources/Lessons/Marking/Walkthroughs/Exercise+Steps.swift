import Core
import Figures

extension Exercise {
  /// Those shown so far, the current one last; all when finished.
  package var steps: [Step] {
    let last = isFinished ? course.source.steps.count : course.current + 1
    return (0..<min(last, course.source.steps.count)).map(step)
  }

  /// All steps, lines that are said among them.
  package var stepCount: Int { course.source.steps.count }

  package var isFinished: Bool { course.current >= course.source.steps.count }

  /// The figure's link, once the steps that it uses are done.
  package var figure: Link? {
    guard let template = course.source.figure else { return nil }
    let names = Set(template.formulas.flatMap(\.expression.names))
    for (index, step) in course.source.steps.enumerated() where names.contains(step.id) {
      guard course.outcomes[index] != nil else { return nil }
    }
    let scope = course.carriedScope(before: stepCount)
    return
      (try? template.link(in: scope, catalogue: course.source.context.catalogue))
      ?? (try? template.link(in: course.trueScope, catalogue: course.source.context.catalogue))
  }

  /// Marks a response to the current step. Moves on when it is right or carried; a wrong one may be carried on
  /// (`carryOn`), an invalid one changes nothing.
  package mutating func submit(_ response: Response) -> Marking.PartMark {
    guard !isFinished else { return .misfit }
    let index = course.current
    let (mark, value) = course.mark(response, at: index)
    switch mark.verdict {
    case .invalid: break
    case .wrong:
      course.responses[index] = response
      course.slip = (mark, value)
    case .right, .carried:
      course.responses[index] = response
      settle(.given(mark, value))
    }
    return mark
  }

  /// Whether the current step has a wrong value that later steps may be worked with.
  package var canCarryOn: Bool { course.slip?.value != nil }

  /// Moves on with the wrong value given last: later steps are marked with it, too. Nothing happens without one.
  package mutating func carryOn() {
    guard !isFinished, let slip = course.slip, slip.value != nil else { return }
    settle(.given(slip.mark, slip.value))
  }

  /// Shows the current step's solution and moves on.
  package mutating func showSolution() {
    guard !isFinished else { return }
    settle(.shown)
  }

  private mutating func settle(_ outcome: Course.Outcome) {
    course.outcomes[course.current] = outcome
    course.slip = nil
    course.current += 1
    course.skipLines()
  }

  /// Back to the step before, its response kept (`response`); what came after it is asked again.
  package mutating func back() {
    guard
      let before = (0..<min(course.current, stepCount)).last(where: { course.truths[$0] != nil })
    else { return }
    course.current = before
    course.slip = nil
    for index in before..<stepCount { course.outcomes[index] = nil }
  }

  /// What was given last to the current step.
  package var response: Response? { isFinished ? nil : course.responses[course.current] }

  /// With all steps shown.
  package func solved() -> Exercise {
    var solved = self
    while !solved.isFinished { solved.showSolution() }
    return solved
  }

  // MARK: One step

  private func step(_ index: Int) -> Step {
    let source = course.source.steps[index]
    let state: Step.State
    if index == course.current {
      state = .current
    } else {
      switch course.outcomes[index] {
      case .given(let mark, _)?: state = .solved(mark)
      case .shown?: state = .shown
      // A line is said once it is reached.
      case nil: state = source.part == nil && index < course.current ? .shown : .ahead
      }
    }
    return Step(id: source.id, content: content(index), state: state, rule: source.rule)
  }

  private func content(_ index: Int) -> Step.Content {
    let source = course.source.steps[index]
    let carried = course.carriedScope(before: index)
    func rich(_ text: TextSource?) -> RichText {
      guard let text else { return RichText() }
      return (try? text.rich(in: carried)) ?? (try? text.rich(in: course.trueScope)) ?? RichText()
    }
    switch source.content {
    case .say(let text): return .say(rich(text))
    case .ask(_, let hints, let why):
      guard let part = course.parts(at: index)?.carried.part else { return .say(RichText()) }
      var whyScope = carried
      if let value = course.truths[index]?.value { whyScope[source.id] = .value(value) }
      let because = why.flatMap { try? $0.rich(in: whyScope) } ?? rich(why)
      return .ask(
        part, hints: hints.map(rich), why: because, skill: "\(course.source.id).\(source.id)")
    }
  }
}
