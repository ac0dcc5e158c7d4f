import Core
import Figures

extension Exercise {
  /// How far an exercise has come: what was given or shown at each step, and what follows from it.
  struct Course: Sendable {
    /// What became of a step.
    enum Outcome: Sendable {
      case given(Marking.PartMark, Value?)
      case shown
    }
    let source: WalkthroughSource
    let seed: Int
    /// Draws and lets.
    let scope: Scope
    /// Each step that asks with all true values; nil for lines that are said.
    let truths: [DrawnPart?]
    /// The true values of all steps.
    let trueScope: Scope
    /// By step; nil: not yet.
    var outcomes: [Outcome?]
    /// The step that is asked; `steps.count` at the end.
    var current: Int
    /// What was submitted last at each step, right or not.
    var responses: [Response?]
    /// The mark of a wrong answer to the current step, whose value may be carried on.
    var slip: (mark: Marking.PartMark, value: Value?)?

    init(
      of source: WalkthroughSource, seed: Int, scope: Scope, into diagnostics: inout Diagnostics
    ) throws(Diagnostic) {
      self.source = source
      self.seed = seed
      self.scope = scope
      var truth = scope
      var truths: [DrawnPart?] = []
      for step in source.steps {
        guard let part = step.part else {
          truths.append(nil)
          continue
        }
        let drawn = try part.drawn(
          in: truth, key: "\(source.id).\(step.id)/\(seed)", showsAsk: true, into: &diagnostics)
        if let value = drawn.value { truth[step.id] = .value(value) }
        truths.append(drawn)
      }
      self.truths = truths
      trueScope = truth
      outcomes = source.steps.map { _ in nil }
      responses = source.steps.map { _ in nil }
      current = 0
      skipLines()
    }

    /// Lines that are said ask nothing.
    mutating func skipLines() {
      while current < truths.count, truths[current] == nil { current += 1 }
    }

    /// Draws, lets and what the student carries: the values given last, or the right ones where they were shown.
    func carriedScope(before index: Int) -> Scope {
      var carried = scope
      for step in 0..<min(index, truths.count) {
        guard let truth = truths[step], let right = truth.value else { continue }
        let id = source.steps[step].id
        if case .given(_, let value?)? = outcomes[step] {
          carried[id] = .value(value)
        } else {
          // A shown value is the right one for the student's own numbers, where it has one.
          carried[id] = .value(carriedPart(step, in: carried)?.value ?? right)
        }
      }
      return carried
    }

    /// A step with carried values; nil where they give no result (a singular H).
    private func carriedPart(_ index: Int, in scope: Scope) -> DrawnPart? {
      guard let part = source.steps[index].part else { return nil }
      var ignored = Diagnostics()
      return try? part.drawn(
        in: scope, key: "\(source.id).\(source.steps[index].id)/\(seed)", showsAsk: true,
        into: &ignored)
    }

    /// A step as the student meets it, and with the true values.
    func parts(at index: Int) -> (carried: DrawnPart, truth: DrawnPart)? {
      guard index < truths.count, let truth = truths[index] else { return nil }
      guard hasSlips(before: index) || isRounded(before: index) else { return (truth, truth) }
      return (carriedPart(index, in: carriedScope(before: index)) ?? truth, truth)
    }

    /// Whether some value given before is wrong.
    func hasSlips(before index: Int) -> Bool {
      outcomes.prefix(index).contains {
        if case .given(let mark, _)? = $0 { mark.verdict != .right } else { false }
      }
    }

    /// Whether values given before may differ a little from the true ones.
    private func isRounded(before index: Int) -> Bool {
      outcomes.prefix(index).contains { if case .given(_, _?)? = $0 { true } else { false } }
    }

    /// Marks a response to the step: right for the carried values or the true ones; carried if only the former,
    /// after an earlier slip.
    func mark(_ response: Response, at index: Int) -> (mark: Marking.PartMark, value: Value?) {
      guard let (carried, truth) = parts(at: index) else { return (.misfit, nil) }
      let true_ = truth.marker(response)
      let value = truth.given(response)
      guard true_.verdict != .right else { return (true_, value) }
      var own = carried.marker(response)
      if own.verdict == .right {
        own.verdict = hasSlips(before: index) ? .carried : .right
        return (own, value)
      }
      // What cannot be read, or is rounded too far for either, is told by the student's own numbers.
      if own.verdict == .wrong, true_.verdict == .invalid { return (true_, value) }
      if own.verdict == .wrong, own.mistake == nil, true_.mistake != nil {
        own.mistake = true_.mistake
        own.feedback = true_.feedback
      }
      return (own, value)
    }
  }
}
