import Figures
import Plot

/// A piece of running text.
package indirect enum Inline: Equatable, Sendable {
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case code(String)
  case math(MathText)
  case link([Inline], destination: String)
  case lineBreak
}

/// A formula written in LaTeX, of the commands `pack.md` §1 lists.
package struct MathText: Equatable, Sendable {
  package let source: String
  // In Document/MathText+….swift (owner: docs):
  //   init(_ latex: String) throws(FormulaError-like with column)
  //   func row(_ glyphs: Glyphs) -> String            one row, unicode or 7-bit
  //   func rows(_ glyphs: Glyphs) -> [String]         a display: fractions, sums, matrices
  //   func spoken(_ language: Language) -> String
}

/// Running text in both languages, its numbers filled in.
package struct RichText: Equatable, Sendable {
  package var en: [Inline]
  package var ko: [Inline]

  package init(en: [Inline] = [], ko: [Inline] = []) {
    self.en = en
    self.ko = ko
  }
  package subscript(language: Language) -> [Inline] { language == .en ? en : ko }
  package var isEmpty: Bool { en.isEmpty && ko.isEmpty }
}
