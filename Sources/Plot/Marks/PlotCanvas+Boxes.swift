extension PlotCanvas {
  /// Whiskers, boxes and medians, each drawn whole: in braille as dots of one layer, in strokes cell by cell.
  mutating func boxes(_ boxes: [BoxSummary], _ style: Style) {
    for box in boxes {
      if isAscii { strokes(box, style) } else { dots(box, style) }
      let outliers = box.outliers.map {
        box.isAcross ? Point($0, box.place) : Point(box.place, $0)
      }
      points(outliers, .medium, style)
    }
  }

  /// The numbers of a box along its own axis, in cells (dots) of the canvas, and the sides on the other.
  private func span(_ box: BoxSummary, _ across: Int, _ down: Int) -> (
    numbers: [Int], sides: ClosedRange<Int>, middle: Int
  )? {
    func along(_ value: Double) -> Int? {
      let place =
        box.isAcross
        ? projection.column(value).map { $0 * Double(across) }
        : projection.row(value).map { $0 * Double(down) }
      return place.map { Int(min(max($0, -1e6), 1e6).rounded(.down)) }
    }
    func beside(_ value: Double) -> Int? {
      let place =
        box.isAcross
        ? projection.row(value).map { $0 * Double(down) }
        : projection.column(value).map { $0 * Double(across) }
      return place.map { Int(min(max($0, -1e6), 1e6).rounded(.down)) }
    }
    let values = [box.low, box.lowerQuartile, box.median, box.upperQuartile, box.high]
    let numbers = values.compactMap(along)
    guard numbers.count == 5, let a = beside(box.place - box.halfWidth),
      let b = beside(box.place + box.halfWidth), let middle = beside(box.place)
    else { return nil }
    return (numbers, min(a, b)...max(a, b), middle)
  }

  private mutating func dots(_ box: BoxSummary, _ style: Style) {
    guard let (numbers, sides, middle) = span(box, 2, 4) else { return }
    func dot(_ along: Int, _ beside: Int) {
      box.isAcross ? setDot(along, beside) : setDot(beside, along)
    }
    func line(_ from: Int, _ to: Int, _ beside: Int) {
      let limit = box.isAcross ? columns * 2 : rows * 4
      let (low, high) = (max(0, min(from, to)), min(limit - 1, max(from, to)))
      if low <= high { for along in low...high { dot(along, beside) } }
    }
    line(numbers[0], numbers[1], middle)
    line(numbers[3], numbers[4], middle)
    line(numbers[1], numbers[3], sides.lowerBound)
    line(numbers[1], numbers[3], sides.upperBound)
    let limit = box.isAcross ? rows * 4 : columns * 2
    let across = max(0, sides.lowerBound)...max(0, min(limit - 1, sides.upperBound))
    for beside in across {
      dot(numbers[1], beside)
      dot(numbers[3], beside)
      // The median is two dots thick.
      dot(numbers[2], beside)
      dot(numbers[2] + (numbers[2] < max(numbers[1], numbers[3]) ? 1 : -1), beside)
    }
    commitDots(style, .stroke)
  }

  private mutating func strokes(_ box: BoxSummary, _ style: Style) {
    guard let (numbers, sides, middle) = span(box, 1, 1) else { return }
    func put(_ code: UInt32, _ along: Int, _ beside: Int, _ style: Style) {
      box.isAcross
        ? set(code, along, beside, style, .stroke) : set(code, beside, along, style, .stroke)
    }
    let limit = box.isAcross ? columns : rows
    func each(_ from: Int, _ to: Int, _ body: (Int) -> Void) {
      let (low, high) = (max(0, min(from, to)), min(limit - 1, max(from, to)))
      if low <= high { for along in low...high { body(along) } }
    }
    let (wire, side): (UInt32, UInt32) = box.isAcross ? (0x2D, 0x7C) : (0x7C, 0x2D)
    each(numbers[0], numbers[1]) { put(wire, $0, middle, style) }
    each(numbers[3], numbers[4]) { put(wire, $0, middle, style) }
    if box.isAcross, sides.count < 3 {
      // One row: |--[==#==]--|
      each(numbers[1], numbers[3]) { put(0x3D, $0, middle, style) }
      put(0x5B, min(numbers[1], numbers[3]), middle, style)
      put(0x5D, max(numbers[1], numbers[3]), middle, style)
    } else {
      let beside = box.isAcross ? rows : columns
      for cell in max(0, sides.lowerBound)...max(0, min(beside - 1, sides.upperBound)) {
        let isCorner = cell == sides.lowerBound || cell == sides.upperBound
        each(numbers[1], numbers[3]) { along in
          let isEnd = along == numbers[1] || along == numbers[3]
          if isEnd {
            put(isCorner ? 0x2B : side, along, cell, style)
          } else if isCorner {
            put(wire, along, cell, style)
          }
        }
      }
    }
    let strong = Style(style.ink, bold: true)
    for cell in box.isAcross && sides.count < 3 ? middle...middle : sides {
      put(box.isAcross ? 0x23 : 0x3D, numbers[2], cell, strong)
    }
  }
}
