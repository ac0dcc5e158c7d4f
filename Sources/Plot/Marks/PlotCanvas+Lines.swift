extension PlotCanvas {
  /// The places of points in cells; nil where a point has none.
  func places(_ points: [Point]) -> [Place?] { points.map(projection.place) }

  /// A polyline: in front as strokes or single dots, behind as lighter strokes or every other dot.
  mutating func line(_ places: [Place?], _ style: Style, isFront: Bool) {
    if isAscii {
      var walk = Walk(columns: columns, rows: rows)
      walk.add(places)
      walk.thin()
      for visit in walk.visits where !visit.isDropped {
        set(
          UInt32(visit.stroke(isFront: isFront)), Int(visit.column), Int(visit.row), style,
          isFront ? .stroke : .texture)
      }
    } else {
      var walk = Walk(columns: columns * 2, rows: rows * 4)
      walk.add(places, across: 2, down: 4)
      walk.thin()
      var index = 0
      for visit in walk.visits where !visit.isDropped {
        if visit.startsChain { index = 0 }
        if isFront || index % 3 == 0 { setDot(Int(visit.column), Int(visit.row)) }
        index += 1
      }
      commitDots(style, isFront ? .stroke : .texture)
    }
  }

  /// A horizontal guide.
  mutating func horizontal(_ value: Double, _ style: Style) {
    guard let place = projection.row(value), place >= 0, place < Double(rows) else { return }
    let row = Int(place)
    let height = place - Double(row)
    for column in 0..<columns {
      if isAscii {
        guard column % 2 == 0 else { continue }
        let code: UInt32 = height < 0.3 ? 0x27 : height <= 0.68 ? 0x2D : 0x2E
        set(code, column, row, style, .texture)
      } else {
        setDot(column * 2, Int(place * 4))
      }
    }
    if !isAscii { commitDots(style, .texture) }
  }

  /// A vertical guide.
  mutating func vertical(_ value: Double, _ style: Style) {
    guard let place = projection.column(value), place >= 0, place < Double(columns) else { return }
    for row in 0..<rows {
      if isAscii {
        set(0x3A, Int(place), row, style, .texture)
      } else {
        setDot(Int(place * 2), row * 4)
        setDot(Int(place * 2), row * 4 + 2)
      }
    }
    if !isAscii { commitDots(style, .texture) }
  }

  /// A line with a head at its end.
  mutating func arrow(_ from: Point, _ to: Point, _ style: Style) {
    guard let start = projection.place(from), let end = projection.place(to) else { return }
    line([start, end], style, isFront: true)
    guard let cell = projection.cell(to) else { return }
    let direction = Self.direction(end.column - start.column, end.row - start.row)
    set(arrowHead(direction), cell.column, cell.row, style, .marker)
  }

  /// Faint lines at the long ticks, but not along the edges.
  mutating func grid(_ frame: ChartFrame) {
    for tick in frame.yTicks.ticks where !tick.isMinor {
      guard let row = projection.row(tick.value), row >= 1, row < Double(rows - 1) else { continue }
      horizontal(tick.value, .dim)
    }
    for tick in frame.xTicks.ticks where !tick.isMinor {
      guard let column = projection.column(tick.value), column >= 1, column < Double(columns - 1)
      else { continue }
      vertical(tick.value, .dim)
    }
  }
}
