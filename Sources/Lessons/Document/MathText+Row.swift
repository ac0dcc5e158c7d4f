import Figures
import Plot

extension MathText {
  package func row(_ glyphs: Glyphs) -> String { source }
  package func rows(_ glyphs: Glyphs) -> [String] { [source] }
  package func spoken(_ language: Language) -> String { source }
}
