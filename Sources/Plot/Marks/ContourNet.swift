import Glibc

/// The crossings of one level, in the order in which they were found, joined to lines.
struct ContourNet {
  /// A square by its top left value, and which of its corners lie above a level: 1 top left, 2 top right, 4 bottom
  /// right, 8 bottom left.
  struct Square {
    var index: Int32
    var mask: UInt8
  }

  /// The edges that a crossing is joined to, at most two; -1 for none.
  struct Link {
    var first: Int32 = -1
    var second: Int32 = -1
    var isDone = false
  }

  let values: UnsafeBufferPointer<Double>
  let columns: Int
  let scale: Double
  let target: Double
  let links: UnsafeMutableBufferPointer<Link>
  let crossed: UnsafeMutableBufferPointer<Int32>
  private var count = 0

  init(
    values: UnsafeBufferPointer<Double>, columns: Int, scale: Double, target: Double,
    links: UnsafeMutableBufferPointer<Link>,
    crossed: UnsafeMutableBufferPointer<Int32>
  ) {
    self.values = values
    self.columns = columns
    self.scale = scale
    self.target = target
    self.links = links
    self.crossed = crossed
  }

  /// Joins the crossings of a square.
  mutating func join(_ square: Square) {
    let along = values.count
    let i = Int(square.index)
    let (top, right, bottom, left) = (i, along + i + 1, i + columns, along + i)
    switch square.mask {
    case 1, 14: link(left, top)
    case 2, 13: link(top, right)
    case 4, 11: link(right, bottom)
    case 8, 7: link(bottom, left)
    case 3, 12: link(left, right)
    case 6, 9: link(top, bottom)
    default:
      let corners = [values[i], values[i + 1], values[i + columns + 1], values[i + columns]]
      let mean = corners.reduce(0) { $0 + asinh($1 / scale) } / 4
      if (mean > target) == (square.mask == 5) {
        link(top, right)
        link(bottom, left)
      } else {
        link(left, top)
        link(right, bottom)
      }
    }
  }

  private mutating func link(_ a: Int, _ b: Int) {
    linkOneWay(a, b)
    linkOneWay(b, a)
  }

  private mutating func linkOneWay(_ edge: Int, _ other: Int) {
    let other = Int32(truncatingIfNeeded: other)
    if links[edge].first < 0 {
      links[edge].first = other
      crossed.initializeElement(at: count, to: Int32(truncatingIfNeeded: edge))
      count += 1
    } else {
      links[edge].second = other
    }
  }

  func clear() { for index in 0..<count { links[Int(crossed[index])] = .init() } }

  /// Those with ends first, then those that are closed.
  func lines() -> [[Place]] {
    var lines: [[Place]] = []
    for index in 0..<count {
      let edge = Int(crossed[index])
      if links[edge].second < 0, !links[edge].isDone { lines.append(line(from: crossed[index])) }
    }
    for index in 0..<count where !links[Int(crossed[index])].isDone {
      lines.append(line(from: crossed[index]))
    }
    return lines
  }

  private func isOpen(_ edge: Int32) -> Bool { edge >= 0 && !links[Int(edge)].isDone }

  private func line(from start: Int32) -> [Place] {
    var line: [Place] = []
    line.reserveCapacity(min(count, 64))
    line.append(place(start))
    links[Int(start)].isDone = true
    var current = start
    while true {
      let link = links[Int(current)]
      if isOpen(link.first) {
        current = link.first
      } else if isOpen(link.second) {
        current = link.second
      } else {
        if line.count > 2, link.first == start || link.second == start { line.append(line[0]) }
        return line
      }
      links[Int(current)].isDone = true
      line.append(place(current))
    }
  }

  /// Where the level crosses an edge.
  private func place(_ edge: Int32) -> Place {
    let along = values.count
    let isDown = Int(edge) >= along
    let i = isDown ? Int(edge) - along : Int(edge)
    let low = asinh(values[i] / scale)
    let high = asinh(values[isDown ? i + columns : i + 1] / scale)
    let part = high == low ? 0.5 : min(max((target - low) / (high - low), 0), 1)
    let (row, rest) = i.quotientAndRemainder(dividingBy: columns)
    let (x, y) = (Double(rest), Double(row))
    return isDown ? Place(x, y + part) : Place(x + part, y)
  }
}
