import Figures

/// A quiz item as the pack writes it; `question(seed:)` draws its numbers.
package struct Item: Sendable {
  package let id: String
  package let skill: String
  package let aliases: [String]
  package let page: String
  /// It reads the film of the figure that asks it: `step(last).…`.
  package let readsFilm: Bool
  /// With the film of the figure that asks it, for a prediction that reads `step(last).…`.
  let drawing: @Sendable (_ seed: Int, _ film: Film?) throws(Diagnostic) -> Question
  let checking: @Sendable (_ film: Film?) -> [Diagnostic]

  package init(
    id: String, skill: String, aliases: [String], page: String, readsFilm: Bool = false,
    drawing: @escaping @Sendable (_ seed: Int, _ film: Film?) throws(Diagnostic) -> Question,
    checking: @escaping @Sendable (_ film: Film?) -> [Diagnostic] = { _ in [] }
  ) {
    self.id = id
    self.skill = skill
    self.aliases = aliases
    self.page = page
    self.readsFilm = readsFilm
    self.drawing = drawing
    self.checking = checking
  }

  /// - Parameters:
  ///   - seed: 0 for the curriculum's own numbers, 1…99 for drawn ones.
  ///   - film: the figure's film, for a prediction.
  package func question(seed: Int, film: Film? = nil) throws(Diagnostic) -> Question {
    try drawing(seed, film)
  }

  /// Draws seeds 0…99 and runs the item's own tests: whatever is wrong with it.
  ///
  /// - Parameter film: the figure's film; without it an item that reads one is not drawn.
  package func check(film: Film? = nil) -> [Diagnostic] {
    readsFilm && film == nil ? [] : checking(film)
  }
}
