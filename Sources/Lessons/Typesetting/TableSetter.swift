import Plot

/// Sets a table: columns as wide as their widest cell, or, where there is no room, wrapped cells.
struct TableSetter {
  let typesetter: Typesetter
  private static let gap = 2

  func lines(
    _ header: [[Inline]], _ rows: [[[Inline]]], _ alignments: [Block.Alignment]
  ) -> [ProseLine] {
    let count = max(header.count, rows.map(\.count).max() ?? 0)
    guard count > 0 else { return [] }
    func texts(_ cells: [[Inline]], _ style: Style) -> [StyledText] {
      (0..<count).map { $0 < cells.count ? typesetter.text(cells[$0], style: style) : StyledText() }
    }
    let head = texts(header, .strong)
    let body = rows.map { texts($0, .plain) }
    let widths = self.widths(([head] + body), count: count)
    var lines = self.row(head, widths, alignments)
    let rule = widths.map { String(repeating: typesetter.glyphs.rule, count: $0) }
      .joined(separator: String(repeating: " ", count: Self.gap))
    lines.append(StyledText(rule, .dim))
    let isAiry = body.contains { cells in
      zip(cells, widths).contains { $0.columns > $1 }
    }
    for (index, cells) in body.enumerated() {
      if index > 0, isAiry { lines.append(StyledText()) }
      lines += row(cells, widths, alignments)
    }
    return lines.map { ProseLine($0) }
  }

  /// The natural widths, the widest cut down until all fit.
  private func widths(_ rows: [[StyledText]], count: Int) -> [Int] {
    var widths = (0..<count).map { column in max(1, rows.map { $0[column].columns }.max() ?? 1) }
    let room = max(count, typesetter.columns - Self.gap * (count - 1))
    while widths.reduce(0, +) > room, let widest = widths.max(), widest > 1,
      let column = widths.lastIndex(of: widest)
    {
      widths[column] -= 1
    }
    return widths
  }

  private func row(
    _ cells: [StyledText], _ widths: [Int], _ alignments: [Block.Alignment]
  ) -> [StyledText] {
    let wrapped = zip(cells, widths).map { $0.wrapped(to: $1) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { line in
      var result = StyledText()
      for (column, rows) in wrapped.enumerated() {
        let cell = line < rows.count ? rows[line] : StyledText()
        let free = max(0, widths[column] - cell.columns)
        let before: Int =
          switch column < alignments.count ? alignments[column] : .left {
          case .left: 0
          case .right: free
          case .centre: free / 2
          }
        if before > 0 { result.append(String(repeating: " ", count: before)) }
        result.runs += cell.runs
        let isLast = column == wrapped.count - 1
        let after = isLast ? 0 : free - before + Self.gap
        if after > 0 { result.append(String(repeating: " ", count: after)) }
      }
      return result
    }
  }
}
