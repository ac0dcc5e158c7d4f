extension PlotCanvas {
  /// Bars to the right (or left) over `[edge, next edge)` of y, in whole rows; one other than 0 is never invisible.
  mutating func barsAcross(_ edges: [Double], _ lengths: [Double], _ style: Style) {
    let zero = projection.x.fraction(0) ?? (projection.x.isReversed ? 1 : 0)
    let foot = min(max(zero, 0), 1) * Double(columns)
    for (index, length) in lengths.enumerated() where index + 1 < edges.count && length != 0 {
      guard let from = projection.y.fraction(edges[index]),
        let to = projection.y.fraction(edges[index + 1]), max(from, to) > 0, min(from, to) < 1,
        let reach = projection.x.fraction(length)
      else { continue }
      let top = (1 - min(max(max(from, to), 0), 1)) * Double(rows)
      let bottom = (1 - min(max(min(from, to), 0), 1)) * Double(rows)
      let first = min(Int(top.rounded()), rows - 1)
      let end = max(first + 1, min(Int(bottom.rounded()), rows))
      let last = end - first >= 4 ? end - 1 : end
      for row in first..<last where row >= 0 {
        barAcross(row, from: foot, to: min(max(reach, 0), 1) * Double(columns), style)
      }
    }
  }

  private mutating func barAcross(_ row: Int, from foot: Double, to end: Double, _ style: Style) {
    let low = min(foot, end)
    let high = max(foot, end)
    let first = min(Int(low), columns - 1)
    var column = first
    while column < columns, Double(column) < high || column == first {
      // What of the cell the bar covers, from its left; at least a sliver of the first.
      let left = max(0, low - Double(column))
      let right = min(1, high - Double(column))
      if let code = blockAcross(right - left, fromRight: left > 0 && right >= 1, column == first) {
        set(code, column, row, style, .stroke)
      }
      column += 1
    }
  }

  /// The block that fills a part of a cell from one side; nil for none.
  private func blockAcross(_ part: Double, fromRight: Bool, _ isVisible: Bool) -> UInt32? {
    let steps = isAscii || !glyphs.ambiguousIsNarrow || fromRight ? 2 : 8
    let level = min(max(Int((part * Double(steps)).rounded()), isVisible ? 1 : 0), steps)
    guard level > 0 else { return nil }
    if isAscii { return level == 1 ? 0x2D : 0x3D }
    if steps == 8 { return 0x2590 - UInt32(level) }
    return level == 2 ? 0x28FF : fromRight ? 0x28B8 : 0x2847
  }
}
