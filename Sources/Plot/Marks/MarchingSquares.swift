import Glibc
import Synchronization

/// Level lines of values on a grid, joined to polylines.
///
/// The values stand row by row from the top, `columns × rows` of them. Lines are interpolated on asinh(f / s), s the
/// smallest level other than 0, so that they lie well in steep valleys too. A cell with a corner that is not a number is
/// skipped; in a saddle the mean of the corners decides.
struct MarchingSquares {
  let values: [Double]
  let columns: Int
  let rows: Int
  let levels: [Double]
  let scale: Double
  /// The squares that each level crosses, in reading order.
  private var squares: [[ContourNet.Square]]
  private var edges: Edges

  /// Edges: first those along rows, then those along columns. They are clean between levels, so that another picture
  /// can take them as they are.
  private struct Edges {
    var links: [ContourNet.Link] = []

    mutating func grow(to count: Int) {
      guard links.count < count else { return }
      links = Array(repeating: ContourNet.Link(), count: count)
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
    let own = squares[number]
    var spare = Edges()
    swap(&spare, &edges)
    defer { swap(&spare, &edges) }
    return values.withUnsafeBufferPointer { values in
      spare.links.withUnsafeMutableBufferPointer { links in
        // Every square crosses at most four edges.
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: own.count * 4) { crossed in
          var net = ContourNet(
            values: values, columns: columns, scale: scale, target: target, links: links,
            crossed: crossed)
          for square in own { net.join(square) }
          defer { net.clear() }
          return net.lines()
        }
      }
    }
  }

  /// All levels in one pass: each value is told by how many levels it lies above, and only squares whose corners
  /// differ are looked at.
  private static func squares(
    _ values: [Double], _ columns: Int, _ rows: Int, _ levels: [Double]
  ) -> [[ContourNet.Square]] {
    let sorted = levels.enumerated().filter { $0.element.isFinite }.sorted {
      $0.element < $1.element
    }
    let bounds = sorted.prefix(250).map(\.element)
    var squares = Array(repeating: [ContourNet.Square](), count: levels.count)
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
            ContourNet.Square(index: Int32(truncatingIfNeeded: i), mask: mask))
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

  /// By how many of the levels each value lies above. Neighbours mostly lie between the same two.
  private static func rank(
    _ values: [Double], among bounds: [Double], into ranks: UnsafeMutableBufferPointer<UInt8>
  ) {
    var (low, high) = (Double.infinity, -Double.infinity)
    var rank: UInt8 = 0
    values.withUnsafeBufferPointer { values in
      for i in values.indices {
        let value = values[i]
        if !(value > low && value <= high) {
          let number = bounds.prefix { value > $0 }.count
          rank = UInt8(truncatingIfNeeded: number)
          low = number > 0 ? bounds[number - 1] : -.infinity
          high = number < bounds.count ? bounds[number] : .infinity
        }
        ranks.initializeElement(at: i, to: rank)
      }
    }
  }
}
