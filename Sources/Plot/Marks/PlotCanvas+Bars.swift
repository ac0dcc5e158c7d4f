import Glibc

extension PlotCanvas {
  /// Bars over `[edge, next edge)`, in whole columns; a height other than 0 is never invisible.
  mutating func bars(_ edges: [Double], _ heights: [Double], _ style: Style) {
    // A bar starts at 0, or at the end of the axis that is nearest to it.
    let zero = projection.y.fraction(0) ?? (projection.y.isReversed ? 1 : 0)
    let foot = Double(rows) * (1 - min(max(zero, 0), 1))
    for (column, height) in columnHeights(edges, heights).enumerated() where height != 0 {
      guard let fraction = projection.y.fraction(height) else { continue }
      let top = Double(rows) * (1 - min(max(fraction, 0), 1))
      bar(column, from: foot, to: top, style)
    }
  }

  /// The height to draw in each column: the largest of the bars that fall into it.
  func columnHeights(_ edges: [Double], _ heights: [Double]) -> [Double] {
    var tallest = Array(repeating: 0.0, count: columns)
    for (index, height) in heights.enumerated() where index + 1 < edges.count && height != 0 {
      guard let from = projection.x.fraction(edges[index]),
        let to = projection.x.fraction(edges[index + 1]), max(from, to) > 0, min(from, to) < 1
      else { continue }
      let low = Int((min(max(min(from, to), 0), 1) * Double(columns)).rounded())
      let high = Int((min(max(max(from, to), 0), 1) * Double(columns)).rounded())
      // Wide bars are kept apart by a blank column.
      let end = high - low >= 6 ? high - 1 : high
      for column in min(low, columns - 1)..<max(end, low + 1) where column >= 0 && column < columns
      {
        if height.magnitude > tallest[column].magnitude { tallest[column] = height }
      }
    }
    return tallest
  }

  /// One column of a bar between two heights in rows from the top.
  private mutating func bar(_ column: Int, from foot: Double, to top: Double, _ style: Style) {
    if top <= foot {
      var row = min(rows, Int(ceil(foot - 1e-9))) - 1
      var isFirst = true
      while row >= 0, let code = block(Double(row + 1) - top, isVisible: isFirst) {
        set(code, column, row, style, .stroke)
        row -= 1
        isFirst = false
      }
    } else {
      var row = Int(foot)
      repeat {
        let isFull = top - Double(row) >= 0.75
        let half: UInt32 = isAscii ? 0x27 : 0x281B
        set(isFull ? block(1, isVisible: true) ?? 0x23 : half, column, row, style, .stroke)
        row += 1
      } while row < rows && Double(row) + 0.25 < top
    }
  }

  /// The block that fills a part of a cell from below; nil for none.
  func block(_ part: Double, isVisible: Bool) -> UInt32? {
    let steps = isAscii ? 3 : glyphs.ambiguousIsNarrow ? 8 : 4
    let level = min(max(Int((part * Double(steps)).rounded()), isVisible ? 1 : 0), steps)
    guard level > 0 else { return nil }
    if isAscii { return [0x2E, 0x3A, 0x23][level - 1] }
    if glyphs.ambiguousIsNarrow { return 0x2580 + UInt32(level) }
    return [0x28C0, 0x28E4, 0x28F6, 0x28FF][level - 1]
  }
}

extension PlotCanvas {
  /// Bars of counts; a bar that stands out of the axis is cut with a break and its count written beside it.
  mutating func histogram(_ edges: [Double], _ counts: [Double], _ style: Style) {
    bars(edges, counts, style)
    guard rows >= 3 else { return }
    for (index, count) in counts.enumerated() where index + 1 < edges.count {
      guard let fraction = projection.y.fraction(count), fraction > 1 + 1e-9,
        let from = projection.x.fraction(edges[index]),
        let to = projection.x.fraction(edges[index + 1])
      else { continue }
      let low = min(max(Int((min(from, to) * Double(columns)).rounded()), 0), columns - 1)
      let high = min(max(Int((max(from, to) * Double(columns)).rounded()), low + 1), columns)
      for column in low..<high { set(isAscii ? 0x7E : 0x2836, column, 1, style, .stroke) }
      let text = TickText.fixed(count, decimals: count == count.rounded() ? 0 : 1)
      let isRoomRight = high + 1 + text.utf8.count <= columns
      let start = isRoomRight ? high + 1 : low - 1 - text.utf8.count
      guard start >= 0 else { continue }
      write(text, start, 0, .plain)
    }
  }
}
