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

extension Substring {
  /// The first place of a text in this one, by characters.
  func range(of wanted: String) -> Range<Index>? {
    guard !wanted.isEmpty else { return nil }
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(wanted),
        let end = index(start, offsetBy: wanted.count, limitedBy: endIndex)
      {
        return start..<end
      }
      start = index(after: start)
    }
    return nil
  }
}

extension String {
  /// Whether a text stands in this one.
  func contains(_ wanted: String) -> Bool {
    wanted.isEmpty || Substring(self).range(of: wanted) != nil
  }
}
