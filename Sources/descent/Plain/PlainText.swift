import Figures
import Lessons
import Plot

/// Running text as plain lines: for a pipe, a dumb terminal, a screen reader.
struct PlainText {
  let language: Language
  let glyphs: Glyphs
  var columns = 78

  func text(_ rich: RichText) -> String { text(rich[language]) }

  func text(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): text
      case .emphasis(let inner), .strong(let inner): text(inner)
      case .code(let code): code
      case .math(let math): math.row(glyphs)
      case .link(let inner, _): text(inner)
      case .lineBreak: " "
      }
    }.joined()
  }

  /// Wrapped, clean, in the characters that may be shown.
  func lines(_ text: String, indent: Int = 0) -> [String] {
    let clean = Sanitizer.clean(text)
    let shown = glyphs.repertoire == .ascii ? AsciiTable.map(clean) : clean
    let margin = String(repeating: " ", count: indent)
    return TextWidth.wrap(shown, to: columns - indent).map { margin + $0 }
  }
}
