import Glibc

extension PlotCanvas {
  /// A light filling between two curves; what stands there already stays.
  mutating func band(_ spreads: [Spread], _ style: Style) {
    let (across, down) = isAscii ? (1, 1) : (2, 4)
    let width = Double(across)
    let corners = spreads.map { spread -> (column: Double, top: Double, bottom: Double)? in
      guard let column = projection.column(spread.x), let a = projection.row(spread.low),
        let b = projection.row(spread.high)
      else { return nil }
      return (column * width, min(a, b) * Double(down), max(a, b) * Double(down))
    }
    for (from, to) in zip(corners, corners.dropFirst()) {
      guard let from, let to else { continue }
      let (left, right) = from.column <= to.column ? (from, to) : (to, from)
      let first = max(0, Int(max(-1, ceil(left.column - 0.5))))
      let last = min(columns * across - 1, Int(min(1e6, floor(right.column - 0.5))))
      guard first <= last else { continue }
      for place in first...last {
        let length = right.column - left.column
        let part = length > 0 ? (Double(place) + 0.5 - left.column) / length : 0
        let top = left.top + (right.top - left.top) * part
        let bottom = left.bottom + (right.bottom - left.bottom) * part
        fill(place, from: top, to: bottom)
      }
    }
    if !isAscii { commitDots(style, .texture, isBehind: true) } else { layFill(style) }
  }

  /// Marks a column of cells (dots) for filling; every fourth dot, every second cell.
  private mutating func fill(_ place: Int, from top: Double, to bottom: Double) {
    let count = Double(isAscii ? rows : rows * 4)
    guard bottom >= 0, top < count else { return }
    let first = Int(max(0, floor(top)))
    let last = Int(min(count - 1, floor(bottom)))
    guard first <= last else { return }
    for row in first...last {
      if isAscii {
        if (place + row * 2) % 4 == 0 || first == last && place % 4 == 0 {
          fills.append(row * columns + place)
        }
      } else if (place + 2 * row) % 4 == 0 {
        setDot(place, row)
      }
    }
  }

  private mutating func layFill(_ style: Style) {
    for index in fills where contents[index] == .empty {
      codes[index] = 0x3A
      styles[index] = style
      contents[index] = .texture
    }
    fills = []
  }

  /// A field in colours: with half blocks two values a cell, else a character of the ramp that colour covers.
  mutating func heat(_ map: HeatMap) {
    let isHalf = glyphs.hasHalfBlocks
    var known: [Double]?
    if case .field(let field) = map.source {
      known = field.cellValues(projection, perCell: isHalf ? 2 : 1)
    }
    // Where the rectangle lies, in cells; a cell whose middle is on its edge belongs to it.
    guard let left = projection.column(map.x.lowerBound),
      let right = projection.column(map.x.upperBound), let low = projection.row(map.y.lowerBound),
      let high = projection.row(map.y.upperBound)
    else { return }
    let across = min(left, right) - 1e-6...max(left, right) + 1e-6
    let down = min(low, high) - 1e-6...max(low, high) + 1e-6
    /// - Parameter half: 0 the upper half or the whole cell, 1 the lower half.
    func level(_ column: Int, _ row: Int, half: Int = 0) -> UInt8? {
      let offset = isHalf ? half == 0 ? -0.25 : 0.25 : 0
      guard across.contains(Double(column) + 0.5), down.contains(Double(row) + 0.5 + offset) else {
        return nil
      }
      if let known {
        return map.level(of: known[(isHalf ? row * 2 + half : row) * columns + column])
      }
      let place = projection.point(column: column, row: Double(row) + offset)
      return map.level(
        of: map.value(
          min(max(place.x, map.x.lowerBound), map.x.upperBound),
          min(max(place.y, map.y.lowerBound), map.y.upperBound)))
    }
    if grounds.isEmpty { grounds = Array(repeating: nil, count: columns * rows) }
    for row in 0..<rows {
      for column in 0..<columns {
        let index = row * columns + column
        if isHalf {
          let top = level(column, row)
          let bottom = level(column, row, half: 1)
          guard let ground = bottom ?? top else { continue }
          let style = Style(
            .dim, shade: Shade(map.map, top ?? ground),
            ground: bottom.map { Shade(map.map, $0) })
          set(top == nil ? 0x2584 : 0x2580, column, row, style, .ground)
          grounds[index] = Shade(map.map, ground)
        } else if let level = level(column, row) {
          let shade = Shade(map.map, level)
          set(
            map.glyph(level, glyphs), column, row, Style(.dim, shade: shade, ground: shade),
            .ground)
          grounds[index] = shade
        }
      }
    }
  }
}
