import Glibc

/// Level lines of values on a grid, joined to polylines.
///
/// The values stand row by row from the top, `columns × rows` of them. Lines are interpolated on asinh(f / s), s the
/// smallest level other than 0, so that they lie well in steep valleys too. A cell with a corner that is not a number is
/// skipped; in a saddle the mean of the corners decides.
struct MarchingSquares {
  let values: [Double]
  let columns: Int
  let rows: Int
  let scale: Double
  /// Edges: first those along rows, then those along columns. Each crossing joins at most two others. Both are clean
  /// between levels.
  private var links: [(Int32, Int32)]
  private var isDone: [Bool]

  init(values: [Double], columns: Int, rows: Int, levels: [Double]) {
    self.values = values
    self.columns = columns
    self.rows = rows
    scale = levels.map(\.magnitude).filter { $0 > 0 && $0.isFinite }.min() ?? 1
    links = Array(repeating: (-1, -1), count: 2 * values.count)
    isDone = Array(repeating: false, count: 2 * values.count)
  }

  /// The lines of one level, in grid coordinates (0, 0 is the first value).
  mutating func lines(at level: Double) -> [[Place]] {
    guard columns > 1, rows > 1, level.isFinite, values.count == columns * rows else { return [] }
    let target = asinh(level / scale)
    var crossed: [Int32] = []
    for row in 0..<rows - 1 { join(row, level, target, &crossed) }
    let lines = trace(crossed, target)
    for edge in crossed {
      links[Int(edge)] = (-1, -1)
      isDone[Int(edge)] = false
    }
    return lines
  }

  /// Joins the crossings of the squares below a row of values.
  private mutating func join(
    _ row: Int, _ level: Double, _ target: Double, _ crossed: inout [Int32]
  ) {
    let along = columns * rows
    let known = values
    known.withUnsafeBufferPointer { values in
      var i = row * columns
      // Bits of the corners above the level: 1 top left, 2 top right, 4 bottom right, 8 bottom left.
      var left = (values[i] > level ? 1 : 0) | (values[i + columns] > level ? 8 : 0)
      for _ in 0..<columns - 1 {
        let right = (values[i + 1] > level ? 2 : 0) | (values[i + columns + 1] > level ? 4 : 0)
        let mask = left | right
        if mask != 0, mask != 15 {
          let (a, b, c, d) = (
            values[i], values[i + 1], values[i + columns + 1], values[i + columns]
          )
          if (a + b + c + d).isFinite {
            let (top, right, bottom, left) = (i, along + i + 1, i + columns, along + i)
            switch mask {
            case 1, 14: link(left, top, &crossed)
            case 2, 13: link(top, right, &crossed)
            case 4, 11: link(right, bottom, &crossed)
            case 8, 7: link(bottom, left, &crossed)
            case 3, 12: link(left, right, &crossed)
            case 6, 9: link(top, bottom, &crossed)
            default:
              let mean =
                (asinh(a / scale) + asinh(b / scale) + asinh(c / scale) + asinh(d / scale)) / 4
              if (mean > target) == (mask == 5) {
                link(top, right, &crossed)
                link(bottom, left, &crossed)
              } else {
                link(left, top, &crossed)
                link(right, bottom, &crossed)
              }
            }
          }
        }
        left = right >> 1 & 1 | (right & 4) << 1
        i += 1
      }
    }
  }

  private mutating func link(_ a: Int, _ b: Int, _ crossed: inout [Int32]) {
    linkOneWay(a, b, &crossed)
    linkOneWay(b, a, &crossed)
  }

  private mutating func linkOneWay(_ edge: Int, _ other: Int, _ crossed: inout [Int32]) {
    if links[edge].0 < 0 {
      links[edge].0 = Int32(truncatingIfNeeded: other)
      crossed.append(Int32(truncatingIfNeeded: edge))
    } else {
      links[edge].1 = Int32(truncatingIfNeeded: other)
    }
  }

  private mutating func trace(_ crossed: [Int32], _ target: Double) -> [[Place]] {
    var lines: [[Place]] = []
    for edge in crossed where links[Int(edge)].1 < 0 && !isDone[Int(edge)] {
      lines.append(line(from: edge, target))
    }
    for edge in crossed where !isDone[Int(edge)] { lines.append(line(from: edge, target)) }
    return lines
  }

  private mutating func line(from start: Int32, _ target: Double) -> [Place] {
    var line = [place(start, target)]
    isDone[Int(start)] = true
    var current = start
    while true {
      let (first, second) = links[Int(current)]
      if first >= 0, !isDone[Int(first)] {
        current = first
      } else if second >= 0, !isDone[Int(second)] {
        current = second
      } else {
        if line.count > 2, first == start || second == start { line.append(line[0]) }
        return line
      }
      isDone[Int(current)] = true
      line.append(place(current, target))
    }
  }

  /// Where the level crosses an edge.
  private func place(_ edge: Int32, _ target: Double) -> Place {
    let along = columns * rows
    let isDown = Int(edge) >= along
    let i = isDown ? Int(edge) - along : Int(edge)
    let low = asinh(values[i] / scale)
    let high = asinh(values[isDown ? i + columns : i + 1] / scale)
    let part = high == low ? 0.5 : min(max((target - low) / (high - low), 0), 1)
    let (column, row) = (Double(i % columns), Double(i / columns))
    return isDown ? Place(column, row + part) : Place(column + part, row)
  }
}
