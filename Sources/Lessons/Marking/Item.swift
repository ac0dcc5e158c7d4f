import Figures

/// A quiz item as the pack writes it; `question(seed:)` draws its numbers.
package struct Item: Sendable {
  package let id: String
  package let skill: String
  package let aliases: [String]
  package let page: String
  /// A replay's film, for a prediction that reads `step(last).…`.
  let drawing: @Sendable (_ seed: Int, _ film: Film?) throws(Diagnostic) -> Question

  package init(
    id: String, skill: String, aliases: [String], page: String,
    drawing: @escaping @Sendable (_ seed: Int, _ film: Film?) throws(Diagnostic) -> Question
  ) {
    self.id = id
    self.skill = skill
    self.aliases = aliases
    self.page = page
    self.drawing = drawing
  }

  /// - Parameters:
  ///   - seed: 0 for the curriculum's own numbers, 1…99 for drawn ones.
  ///   - film: the figure's film, for a prediction.
  package func question(seed: Int, film: Film? = nil) throws(Diagnostic) -> Question {
    try drawing(seed, film)
  }
}
