import Figures
import Testing

@testable import App
@testable import Plot

/// The screens that are kept: pages, the walkthrough, the contents, as `descent render` prints them.
@Suite("Frames")
struct FrameTests {
  struct Case: CustomStringConvertible, Sendable {
    let link: String
    let size: Size
    let language: Language
    let repertoire: Glyphs.Repertoire
    /// The terminal draws characters of ambiguous width in two cells.
    var isWide = false
    var description: String {
      "\(link.prefix { $0 != "?" }).\(size.columns)x\(size.rows).\(language.rawValue)\(isWide ? ".wide" : "").\(repertoire.rawValue)"
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
      for language in Language.allCases {
        cases.append(
          Case(
            link: link, size: Size(rows: 18, columns: 60), language: language, repertoire: .unicode)
        )
        cases.append(
          Case(
            link: link, size: Size(rows: 24, columns: 80), language: language, repertoire: .unicode,
            isWide: true))
      }
    }
    return cases
  }()

  @Test("where ambiguous characters are wide, none stands anywhere", arguments: Language.allCases)
  func wide(_ language: Language) throws {
    for link in [
      "newton-hessian", "quasi-newton-lbfgs", "drop-scaling", "exam-newton-2d", "contents",
      "glossary", "newton-1d-walk?t=last", "hp-log-scale",
    ] {
      for columns in [80, 120] {
        var session = try start(
          link, size: Size(rows: 40, columns: columns), language: language,
          glyphs: Glyphs(.unicode, ambiguousIsWide: true))
        for key in ["", "?"] {
          if !key.isEmpty { session.press(key) }
          let odd = session.text.unicodeScalars.filter(AmbiguousWidth.contains)
          #expect(odd.isEmpty, "\(link): \(odd.map(String.init).joined())")
        }
      }
    }
  }

  @Test("a screen looks as it did", arguments: cases)
  func frame(of kept: Case) throws {
    let session = try start(
      kept.link, size: kept.size, language: kept.language,
      glyphs: Glyphs(kept.repertoire, ambiguousIsWide: kept.isWide))
    try expectFrame(session.surface(), kept.description)
  }
}
