import Glibc

/// Level lines of values on a grid, joined to polylines.
///
/// The values stand row by row from the top, `columns × rows` of them. Lines are interpolated on asinh(f / s), s the
/// smallest level other than 0, so that they lie well in steep valleys too. A cell with a corner that is not a number is
/// skipped; in a saddle the mean of the corners decides.
struct MarchingSquares {
  /// A square by its top left value, and which of its corners lie above a level: 1 top left, 2 top right, 4 bottom
  /// right, 8 bottom left.
  private struct Square {
    var index: Int32
    var mask: UInt8
  }

  let values: [Double]
  let columns: Int
  let rows: Int
  let levels: [Double]
  let scale: Double
  /// The squares that each level crosses, in reading order.
  private let squares: [[Square]]
  /// Edges: first those along rows, then those along columns. Each crossing joins at most two others. Both are clean
  /// between levels.
  private var links: [(Int32, Int32)]
  private var isDone: [Bool]

  init(values: [Double], columns: Int, rows: Int, levels: [Double]) {
    self.values = values
    self.columns = columns
    self.rows = rows
    self.levels = levels
    scale = levels.map(\.magnitude).filter { $0 > 0 && $0.isFinite }.min() ?? 1
    squares =
      columns > 1 && rows > 1 && values.count == columns * rows
      ? Self.squares(values, columns, rows, levels) : []
    links = Array(repeating: (-1, -1), count: 2 * values.count)
    isDone = Array(repeating: false, count: 2 * values.count)
  }

  /// The lines of one of the levels, in grid coordinates (0, 0 is the first value).
  mutating func lines(at level: Double) -> [[Place]] {
    guard let number = levels.firstIndex(of: level), number < squares.count else { return [] }
    let target = asinh(level / scale)
    var crossed: [Int32] = []
    for square in squares[number] { join(square, target, &crossed) }
    let lines = trace(crossed, target)
    for edge in crossed {
      links[Int(edge)] = (-1, -1)
      isDone[Int(edge)] = false
    }
    return lines
  }

  /// All levels in one pass: each value is told by how many levels it lies above, and only squares whose corners
  /// differ are looked at.
  private static func squares(
    _ values: [Double], _ columns: Int, _ rows: Int, _ levels: [Double]
  ) -> [[Square]] {
    let sorted = levels.enumerated().filter { $0.element.isFinite }.sorted {
      $0.element < $1.element
    }
    let bounds = sorted.prefix(250).map(\.element)
    let ranks = values.map { value in
      var rank: UInt8 = 0
      for bound in bounds where value > bound { rank += 1 }
      return rank
    }
    var squares = Array(repeating: [Square](), count: levels.count)
    ranks.withUnsafeBufferPointer { ranks in
      for row in 0..<rows - 1 {
        var i = row * columns
        for _ in 0..<columns - 1 {
          let (a, b) = (ranks[i], ranks[i + 1])
          let (c, d) = (ranks[i + columns + 1], ranks[i + columns])
          defer { i += 1 }
          if a == b, c == d, a == c { continue }
          let sum = values[i] + values[i + 1] + values[i + columns + 1] + values[i + columns]
          guard sum.isFinite else { continue }
          for rank in min(a, b, c, d)..<max(a, b, c, d) {
            let mask: UInt8 =
              (a > rank ? 1 : 0) | (b > rank ? 2 : 0) | (c > rank ? 4 : 0) | (d > rank ? 8 : 0)
            squares[sorted[Int(rank)].offset].append(
              Square(index: Int32(truncatingIfNeeded: i), mask: mask))
          }
        }
      }
    }
    return squares
  }

  /// Joins the crossings of a square.
  private mutating func join(_ square: Square, _ target: Double, _ crossed: inout [Int32]) {
    let along = columns * rows
    let i = Int(square.index)
    let (top, right, bottom, left) = (i, along + i + 1, i + columns, along + i)
    switch square.mask {
    case 1, 14: link(left, top, &crossed)
    case 2, 13: link(top, right, &crossed)
    case 4, 11: link(right, bottom, &crossed)
    case 8, 7: link(bottom, left, &crossed)
    case 3, 12: link(left, right, &crossed)
    case 6, 9: link(top, bottom, &crossed)
    default:
      let corners = [values[i], values[i + 1], values[i + columns + 1], values[i + columns]]
      let mean = corners.reduce(0) { $0 + asinh($1 / scale) } / 4
      if (mean > target) == (square.mask == 5) {
        link(top, right, &crossed)
        link(bottom, left, &crossed)
      } else {
        link(left, top, &crossed)
        link(right, bottom, &crossed)
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
