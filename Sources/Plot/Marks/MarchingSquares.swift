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

  init(values: [Double], columns: Int, rows: Int, levels: [Double]) {
    self.values = values
    self.columns = columns
    self.rows = rows
    scale = levels.map(\.magnitude).filter { $0 > 0 && $0.isFinite }.min() ?? 1
  }

  /// The lines of one level, in grid coordinates (0, 0 is the first value).
  func lines(at level: Double) -> [[Place]] {
    guard columns > 1, rows > 1, level.isFinite, values.count == columns * rows else { return [] }
    let target = asinh(level / scale)
    // Edges: first those along rows, then those along columns. Each crossing joins at most two others.
    let along = columns * rows
    var links = Array(repeating: (Int32(-1), Int32(-1)), count: 2 * along)
    var crossed: [Int32] = []
    func join(_ a: Int, _ b: Int) {
      for (edge, other) in [(a, b), (b, a)] {
        if links[edge].0 < 0 {
          links[edge].0 = Int32(other)
          crossed.append(Int32(edge))
        } else {
          links[edge].1 = Int32(other)
        }
      }
    }
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 {
        let i = row * columns + column
        let (a, b, c, d) = (values[i], values[i + 1], values[i + columns + 1], values[i + columns])
        let mask =
          (a > level ? 1 : 0) | (b > level ? 2 : 0) | (c > level ? 4 : 0) | (d > level ? 8 : 0)
        if mask == 0 || mask == 15 || !(a + b + c + d).isFinite { continue }
        let (top, right, bottom, left) = (i, along + i + 1, i + columns, along + i)
        switch mask {
        case 1, 14: join(left, top)
        case 2, 13: join(top, right)
        case 4, 11: join(right, bottom)
        case 8, 7: join(bottom, left)
        case 3, 12: join(left, right)
        case 6, 9: join(top, bottom)
        default:
          let mean = (asinh(a / scale) + asinh(b / scale) + asinh(c / scale) + asinh(d / scale)) / 4
          if (mean > target) == (mask == 5) {
            join(top, right)
            join(bottom, left)
          } else {
            join(left, top)
            join(right, bottom)
          }
        }
      }
    }
    return trace(crossed, &links, target)
  }

  private func trace(
    _ crossed: [Int32], _ links: inout [(Int32, Int32)], _ target: Double
  ) -> [[Place]] {
    var isDone = Array(repeating: false, count: links.count)
    var lines: [[Place]] = []
    func follow(from start: Int32) {
      var line = [place(start, target)]
      isDone[Int(start)] = true
      var current = start
      var isClosed = false
      while true {
        let (first, second) = links[Int(current)]
        if first >= 0, !isDone[Int(first)] {
          current = first
        } else if second >= 0, !isDone[Int(second)] {
          current = second
        } else {
          isClosed = line.count > 2 && (first == start || second == start)
          break
        }
        isDone[Int(current)] = true
        line.append(place(current, target))
      }
      if isClosed { line.append(line[0]) }
      lines.append(line)
    }
    for edge in crossed where links[Int(edge)].1 < 0 && !isDone[Int(edge)] { follow(from: edge) }
    for edge in crossed where !isDone[Int(edge)] { follow(from: edge) }
    return lines
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
