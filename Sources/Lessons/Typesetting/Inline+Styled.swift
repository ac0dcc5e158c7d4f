import Plot

extension [Inline] {
  /// Running text as runs of styled text, its maths in one row.
  package func styled(_ glyphs: Glyphs, base: Style = .plain) -> StyledText {
    Typesetter(columns: 80, glyphs: glyphs, language: .en).text(self, style: base)
  }
}
