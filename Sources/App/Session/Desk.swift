import Figures
import Lessons
import Plot
import Study

/// What every screen shares: the pack, the student's log, and how things are shown.
package struct Desk: Sendable {
  package let pack: Pack
  package var size: Size
  package var language: Language
  package var glyphs: Glyphs
  package var record: Record
  /// Films jump between bookmarks instead of moving.
  package var reducesMotion: Bool
  /// The settings that figures were left with, as links, by their names in the log.
  package var kept: [String: String]
  /// One line on the status row until the next key.
  package var notice: String?
  /// Answers that are not on disk.
  package var unsaved = 0
  /// Answers given since the program started.
  package var answered = 0
  /// Begins the names of this run's showings, so that they are unique in the log.
  private let nonce: String
  private var showings = 0
  /// Seconds of play and thought since the start, told by ticks and events.
  package var clock = 0.0

  package init(
    pack: Pack, size: Size, language: Language, glyphs: Glyphs, record: Record = Record(),
    kept: [String: String] = [:], reducesMotion: Bool = false, nonce: String = "0"
  ) {
    self.pack = pack
    self.size = size
    self.language = language
    self.glyphs = glyphs
    self.record = record
    self.kept = kept
    self.reducesMotion = reducesMotion
    self.nonce = nonce
  }

  package func say(_ en: String, _ ko: String) -> String { language == .en ? en : ko }

  mutating func newShowing() -> String {
    showings += 1
    return "\(nonce)-\(showings)"
  }

  /// The numbers an item is shown with next: the curriculum's own at first, then others in an order of its own.
  func seed(for item: String) -> Int {
    let shown = record[item].showings
    guard shown > 0 else { return 0 }
    let offset = item.unicodeScalars.reduce(0) { ($0 &* 31 &+ Int($1.value)) & 0xFFFF }
    return 1 + (offset + shown * 37) % 99
  }
}
