import Figures
import Lessons
import Plot
import Synchronization

/// A page's prose as lines, set once for a width, a language and a set of characters: a film that plays beside it asks
/// for it thirty times a second.
final class KeptProse: Sendable {
  private struct Key: Equatable {
    var columns: Int
    var glyphs: Glyphs
    var language: Language
  }
  private let page: Page
  private let kept = Mutex<(key: Key, lines: [ProseLine])?>(nil)

  init(_ page: Page) { self.page = page }

  func lines(columns: Int, _ desk: Desk) -> [ProseLine] {
    let key = Key(columns: columns, glyphs: desk.glyphs, language: desk.language)
    if let kept = kept.withLock({ $0 }), kept.key == key { return kept.lines }
    let blocks = page.documents[desk.language] ?? page.documents[.en] ?? []
    let lines = Typesetter(columns: columns, glyphs: desk.glyphs, language: desk.language).lines(
      blocks)
    kept.withLock { $0 = (key, lines) }
    return lines
  }
}
