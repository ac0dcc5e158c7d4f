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
///
/// ``row(_:)`` is its form in running text, ``rows(_:)`` as a display, ``spoken(_:)`` in words.
package struct MathText: Equatable, Sendable {
  package let source: String
  let root: MathNode

  /// - Parameter latex: what stands between the dollar signs.
  package init(_ latex: String) throws(MathError) {
    source = latex
    root = try MathParser.parse(latex)
  }

  init(source: String, root: MathNode) {
    self.source = source
    self.root = root
  }
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
