import Glibc

extension PlotCanvas {
  /// A path that dominates: strokes with a halo, numbered joints, `@` at its end, arrow heads where it leaves.
  mutating func path(_ points: [Point], _ style: Style) {
    let places = places(points)
    let exits = pathStrokes(places, style)
    arrowHeads(places, style)
    for exit in exits {
      let direction: Direction =
        switch exit.side {
        case .left: .left
        case .right: .right
        case .top: .up
        case .bottom: .down
        }
      set(arrowHead(direction), exit.column, exit.row, style, .marker)
    }
    joints(points, style)
  }

  private mutating func pathStrokes(_ places: [Place?], _ style: Style) -> [(
    column: Int, row: Int, side: Walk.Side
  )] {
    var cells = Walk(columns: columns, rows: rows)
    cells.add(places)
    cells.thin()
    let touched = cells.visits.filter { !$0.isDropped }
    if isAscii {
      halo(touched.map { (Int($0.column), Int($0.row)) })
      for visit in touched {
        set(UInt32(visit.stroke(isFront: true)), Int(visit.column), Int(visit.row), style, .stroke)
      }
      return cells.exits
    }
    var walk = Walk(columns: columns * 2, rows: rows * 4)
    walk.add(places, across: 2, down: 4)
    walk.thin()
    for visit in walk.visits where !visit.isDropped {
      let (column, row) = (Int(visit.column), Int(visit.row))
      setDot(column, row)
      if visit.allDown > visit.allAcross {
        setDot(column + 1, row)
      } else {
        setDot(column, row + 1)
      }
    }
    halo(dots.indices.filter { dots[$0] != 0 }.map { ($0 % columns, $0 / columns) })
    commitDots(style, .stroke)
    return cells.exits
  }

  /// Blanks the textures left and right of cells.
  private mutating func halo(_ cells: [(Int, Int)]) {
    for (column, row) in cells {
      for column in [column - 1, column + 1] {
        guard let content = content(column, row), content == .texture || content == .empty else {
          continue
        }
        set(0x20, column, row, .plain, .blanked)
      }
    }
  }

  enum Direction { case left, right, up, down }

  func arrowHead(_ direction: Direction) -> UInt32 {
    switch direction {
    case .left: isAscii ? 0x3C : 0x25C2
    case .right: isAscii ? 0x3E : 0x25B8
    case .up: isAscii ? 0x5E : 0x25B4
    case .down: isAscii ? 0x76 : 0x25BE
    }
  }

  /// Which way a run points; a row is as high as two columns are wide.
  static func direction(_ across: Double, _ down: Double) -> Direction {
    if across.magnitude > 2 * down.magnitude { return across > 0 ? .right : .left }
    return down > 0 ? .down : .up
  }

  /// An arrow head in the middle of each segment longer than 12 cells.
  private mutating func arrowHeads(_ places: [Place?], _ style: Style) {
    for (from, to) in zip(places, places.dropFirst()) {
      guard let from, let to else { continue }
      let (across, down) = (to.column - from.column, to.row - from.row)
      guard max(across.magnitude, down.magnitude) > 12 else { continue }
      let column = floor((from.column + to.column) / 2)
      let row = floor((from.row + to.row) / 2)
      guard column >= 0, row >= 0, column < Double(columns), row < Double(rows) else { continue }
      set(arrowHead(Self.direction(across, down)), Int(column), Int(row), style, .marker)
    }
  }

  /// Numbers 0, 1, 2 … (0, 1, 2, 5, 10, 20 … where there are many) and small joints between.
  private mutating func joints(_ points: [Point], _ style: Style) {
    let last = points.count - 1
    guard last >= 0 else { return }
    let strong = Style(style.ink, bold: true)
    var taken: Set<Int> = []
    // Two numbers side by side would read as one.
    var digits: Set<Int> = []
    func standsApart(_ column: Int, _ row: Int, _ width: Int) -> Bool {
      let before = column > 0 && digits.contains(row * columns + column - 1)
      let after = column + width < columns && digits.contains(row * columns + column + width)
      return !before && !after
    }
    func isFree(_ column: Int, _ row: Int, _ width: Int) -> Bool {
      guard column >= 0, column + width <= columns else { return false }
      return (column..<column + width).allSatisfy { !taken.contains(row * columns + $0) }
    }
    if let cell = projection.cell(points[last]) {
      set(0x40, cell.column, cell.row, strong, .marker)
      taken.insert(cell.row * columns + cell.column)
    }
    for index in 0..<last where Self.isNumbered(index, last: last) {
      guard let cell = projection.cell(points[index]) else { continue }
      let text = String(index)
      let width = text.utf8.count
      guard isFree(cell.column, cell.row, width), standsApart(cell.column, cell.row, width) else {
        continue
      }
      for (offset, byte) in text.utf8.enumerated() {
        set(UInt32(byte), cell.column + offset, cell.row, strong, .marker)
        taken.insert(cell.row * columns + cell.column + offset)
        digits.insert(cell.row * columns + cell.column + offset)
      }
    }
    for index in 0..<last where !Self.isNumbered(index, last: last) {
      guard let cell = projection.cell(points[index]) else { continue }
      let around = (-1...1).allSatisfy {
        isFree(max(0, min(columns - 1, cell.column + $0)), cell.row, 1)
      }
      guard around else { continue }
      set(isAscii ? 0x6F : 0x25E6, cell.column, cell.row, style, .marker)
      taken.insert(cell.row * columns + cell.column)
    }
  }

  static func isNumbered(_ index: Int, last: Int) -> Bool {
    if last <= 10 || index < 3 { return true }
    var unit = index
    while unit % 10 == 0 { unit /= 10 }
    return unit == 1 || unit == 2 || unit == 5
  }
}
