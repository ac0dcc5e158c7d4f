import Figures
import Plot
import Testing

@testable import App

/// The screens that are kept: pages, the walkthrough, the contents, as `descent render` prints them.
@Suite("Frames")
struct FrameTests {
  struct Case: CustomStringConvertible, Sendable {
    let link: String
    let size: Size
    let language: Language
    let repertoire: Glyphs.Repertoire
    var description: String {
      "\(link.prefix { $0 != "?" }).\(size.columns)x\(size.rows).\(language.rawValue).\(repertoire.rawValue)"
    }
  }

  static let cases: [Case] = {
    var cases: [Case] = []
    for link in [
      "drop-mask?t=last", "hp-random?t=last", "newton-iterate?t=last", "exam-newton-2d?t=3",
    ] {
      for language in Language.allCases {
        for repertoire in Glyphs.Repertoire.allCases {
          cases.append(
            Case(
              link: link, size: Size(rows: 24, columns: 80), language: language,
              repertoire: repertoire))
        }
      }
      cases.append(
        Case(link: link, size: Size(rows: 40, columns: 120), language: .ko, repertoire: .unicode))
    }
    return cases
  }()

  @Test("a screen looks as it did", arguments: cases)
  func frame(of kept: Case) throws {
    let session = try start(
      kept.link, size: kept.size, language: kept.language, glyphs: Glyphs(kept.repertoire))
    try expectFrame(session.surface(), kept.description)
  }
}
