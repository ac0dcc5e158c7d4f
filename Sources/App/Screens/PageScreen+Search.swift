import Lessons
import Plot

/// Words searched for on a page.
extension PageScreen {
  mutating func typeSearch(_ key: Key, _ desk: inout Desk) -> Turn {
    switch key {
    case .enter:
      query = searchField?.text ?? ""
      searchField = nil
      isZoomed = false
      if !query.isEmpty { findNext(from: scroll, &desk) }
    case .escape:
      searchField = nil
      query = ""
    default: _ = searchField?.handle(key)
    }
    return .stay
  }

  /// Scrolls to the next row that has the words, round at the end.
  mutating func findNext(from row: Int, _ desk: inout Desk) {
    let layout = layout(desk)
    let lines = proseLines(desk, columns: layout.prose.columns)
    let wanted = query.lowercased()
    let matches = lines.indices.filter { lines[$0].text.text.lowercased().contains(wanted) }
    guard let next = matches.first(where: { $0 >= row }) ?? matches.first else {
      desk.notice = desk.say("'\(query)' is not on this page", "'\(query)'이(가) 이 쪽에 없다")
      query = ""
      return
    }
    if next < row { desk.notice = desk.say("from the top again", "처음부터 다시 찾는다") }
    scroll = min(next, max(0, lines.count - layout.prose.rows))
    showFigureInView(desk)
    if next == matches.last, scroll < next { desk.notice = desk.say("the last match", "마지막 일치") }
  }

  /// Marks what is searched for.
  func light(_ text: String, row: Int, column: Int, on surface: inout Surface) {
    guard !query.isEmpty else { return }
    let wanted = query.lowercased()
    var rest = Substring(text.lowercased())
    var offset = 0
    while let found = rest.range(of: wanted) {
      let before = TextWidth.columns(of: String(rest[..<found.lowerBound]))
      let width = TextWidth.columns(of: String(rest[found]))
      surface.restyle(Area(row: row, column: column + offset + before, rows: 1, columns: width)) {
        $0.reverse = true
      }
      offset += before + width
      rest = rest[found.upperBound...]
    }
  }
}
