import Figures
import Lessons
import Plot

/// Running text as rows of cells.
enum ProseView {
  static func styled(_ inlines: [Inline], _ desk: Desk, base: Style = .plain) -> StyledText {
    inlines.styled(desk.glyphs, base: base)
  }

  static func lines(_ inlines: [Inline], columns: Int, _ desk: Desk) -> [StyledText] {
    inlines.isEmpty ? [] : wrap(styled(inlines, desk), columns: columns, desk)
  }

  static func wrap(_ text: StyledText, columns: Int, _ desk: Desk) -> [StyledText] {
    desk.glyphs.shown(text).wrapped(to: max(8, columns))
  }
}
