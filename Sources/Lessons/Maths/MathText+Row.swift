import Figures
import Plot

extension MathText {
  /// In one row, for running text: `∂J/∂w₁`, in 7 bits `dJ/dw1`.
  package func row(_ glyphs: Glyphs) -> String {
    let text = MathLayout(glyphs: glyphs, isDisplay: false).box(root).text.trimmed
    return glyphs.words == .ascii ? glyphs.shown(text) : text
  }

  /// As a display: fractions, sums and matrices over several rows, all of the same width.
  package func rows(_ glyphs: Glyphs) -> [String] {
    let rows = MathLayout(glyphs: glyphs, isDisplay: true).box(root).rows
    return glyphs.words == .ascii ? rows.map { glyphs.shown($0) } : rows
  }
}
