import Core
import Figures

/// A walkthrough as it was read.
struct WalkthroughSource: Sendable {
  /// A step that asks, or a line that is said.
  struct Step: Sendable {
    enum Content: Sendable {
      case ask(PartSource, hints: [TextSource], why: TextSource?)
      case say(TextSource)
    }
    /// Of a line that is said: `say-1`, …
    let id: String
    let content: Content
    let rule: String?
    let location: SourceLocation

    var part: PartSource? { if case .ask(let part, _, _) = content { part } else { nil } }
  }
  let id: String
  let title: Words
  let page: String
  let numbers: Numbers
  let ask: TextSource
  let rules: [(id: String, text: TextSource)]
  let figure: Template?
  let steps: [Step]
  let tests: [MarkingTest]
  let location: SourceLocation
  let context: ItemContext

  /// Ids of the steps that ask.
  var asked: [String] { steps.filter { $0.part != nil }.map(\.id) }

  func exercise(
    seed: Int, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> Exercise {
    let scope = try numbers.scope(seed: seed)
    let ask = try ask.rich(in: scope, into: &diagnostics)
    var rules: [Exercise.Rule] = []
    for (id, text) in self.rules {
      rules.append(Exercise.Rule(id: id, text: try text.rich(in: scope, into: &diagnostics)))
    }
    let course = try Exercise.Course(of: self, seed: seed, scope: scope, into: &diagnostics)
    return Exercise(
      walkthrough: id, seed: seed, ask: ask, rules: rules, course: course)
  }
}
