import Glibc
import Synchronization

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
  private var squares: [[Square]]
  private var edges: Edges

  /// Edges: first those along rows, then those along columns. Each crossing joins at most two others. Both are clean
  /// between levels, so that another picture can take them as they are.
  private struct Edges {
    var links: [(Int32, Int32)] = []
    var isDone: [Bool] = []

    mutating func grow(to count: Int) {
      guard links.count < count else { return }
      links = Array(repeating: (-1, -1), count: count)
      isDone = Array(repeating: false, count: count)
    }
  }

  /// The edges of the picture before, when nobody has them: a fifth of a megabyte at 80×24, whose making took longer
  /// than the lines. Large ones are not kept.
  private static let spareEdges = Mutex(Edges())
  private static let mostSpareEdges = 200_000

  init(values: [Double], columns: Int, rows: Int, levels: [Double]) {
    self.values = values
    self.columns = columns
    self.rows = rows
    self.levels = levels
    scale = levels.map(\.magnitude).filter { $0 > 0 && $0.isFinite }.min() ?? 1
    squares =
      columns > 1 && rows > 1 && values.count == columns * rows
      ? Self.squares(values, columns, rows, levels) : []
    edges = Self.spareEdges.withLock { spare in
      defer { spare = Edges() }
      return spare
    }
    edges.grow(to: 2 * values.count)
  }

  /// Gives the edges to the next picture. There are no lines any more after that.
  mutating func end() {
    let edges = edges
    self.edges = Edges()
    squares = []
    guard edges.links.count <= Self.mostSpareEdges else { return }
    Self.spareEdges.withLock { $0 = edges }
  }

  /// The lines of one of the levels, in grid coordinates (0, 0 is the first value).
  mutating func lines(at level: Double) -> [[Place]] {
    guard let number = levels.firstIndex(of: level), number < squares.count else { return [] }
    let target = asinh(level / scale)
    var crossed: [Int32] = []
    for square in squares[number] { join(square, target, &crossed) }
    let lines = trace(crossed, target)
    for edge in crossed {
      edges.links[Int(edge)] = (-1, -1)
      edges.isDone[Int(edge)] = false
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
    var squares = Array(repeating: [Square](), count: levels.count)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: values.count) { ranks in
      rank(values, among: bounds, into: ranks)
      func look(at i: Int) {
        let (a, b) = (ranks[i], ranks[i + 1])
        let (c, d) = (ranks[i + columns + 1], ranks[i + columns])
        if a == b, c == d, a == c { return }
        let sum = values[i] + values[i + 1] + values[i + columns + 1] + values[i + columns]
        guard sum.isFinite else { return }
        for rank in min(a, b, c, d)..<max(a, b, c, d) {
          let mask: UInt8 =
            (a > rank ? 1 : 0) | (b > rank ? 2 : 0) | (c > rank ? 4 : 0) | (d > rank ? 8 : 0)
          squares[sorted[Int(rank)].offset].append(
            Square(index: Int32(truncatingIfNeeded: i), mask: mask))
        }
      }
      let bytes = UnsafeRawBufferPointer(ranks)
      func eight(_ i: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      }
      for row in 0..<rows - 1 {
        var i = row * columns
        let end = i + columns - 1
        while i < end {
          // Eight squares at a time, while no level crosses any of them.
          if i + 8 <= end {
            let first = eight(i)
            let others =
              (first ^ eight(i + 1)) | (first ^ eight(i + columns))
              | (first ^ eight(i + columns + 1))
            if others == 0 {
              i += 8
              continue
            }
            i += others.trailingZeroBitCount / 8
          }
          look(at: i)
          i += 1
        }
      }
    }
    return squares
  }

  /// By how many of the levels each value lies above.
  private static func rank(
    _ values: [Double], among bounds: [Double], into ranks: UnsafeMutableBufferPointer<UInt8>
  ) {
    ranks.initialize(repeating: 0)
    values.withUnsafeBufferPointer { values in
      for bound in bounds {
        for i in values.indices { ranks[i] &+= values[i] > bound ? 1 : 0 }
      }
    }
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
    if edges.links[edge].0 < 0 {
      edges.links[edge].0 = Int32(truncatingIfNeeded: other)
      crossed.append(Int32(truncatingIfNeeded: edge))
    } else {
      edges.links[edge].1 = Int32(truncatingIfNeeded: other)
    }
  }

  private mutating func trace(_ crossed: [Int32], _ target: Double) -> [[Place]] {
    var lines: [[Place]] = []
    for edge in crossed where edges.links[Int(edge)].1 < 0 && !edges.isDone[Int(edge)] {
      lines.append(line(from: edge, target))
    }
    for edge in crossed where !edges.isDone[Int(edge)] { lines.append(line(from: edge, target)) }
    return lines
  }

  private mutating func line(from start: Int32, _ target: Double) -> [Place] {
    var line = [place(start, target)]
    edges.isDone[Int(start)] = true
    var current = start
    while true {
      let (first, second) = edges.links[Int(current)]
      if first >= 0, !edges.isDone[Int(first)] {
        current = first
      } else if second >= 0, !edges.isDone[Int(second)] {
        current = second
      } else {
        if line.count > 2, first == start || second == start { line.append(line[0]) }
        return line
      }
      edges.isDone[Int(current)] = true
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
