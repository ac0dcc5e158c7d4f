/// The cells that polylines pass through, with the run of the line in each: what strokes and dots are chosen by.
struct Walk {
  /// A cell that a line passes.
  struct Visit {
    var column: Int32
    var row: Int32
    /// The run in this cell: signed sums, and sums of magnitudes.
    var across: Float = 0
    var down: Float = 0
    var allAcross: Float = 0
    var allDown: Float = 0
    /// The sum of height × length, and of length: their ratio is the mean height, 0 top, 1 bottom.
    var weighted: Float = 0
    var length: Float = 0
    var startsChain: Bool
    var isDropped = false
  }

  /// The grid: cells, or dots.
  let columns: Int
  let rows: Int
  private(set) var visits: [Visit] = []
  /// Where and through which side (`<`, `>`, `^`, `v`) a line left the grid.
  private(set) var exits: [(column: Int, row: Int, side: Side)] = []
  private var isNewChain = true

  enum Side { case left, right, top, bottom }

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  mutating func breakChain() { isNewChain = true }

  /// Adds joined places, scaled from cells to this grid.
  mutating func add(_ places: [Place?], across: Double = 1, down: Double = 1) {
    breakChain()
    var previous: Place?
    for place in places {
      if let previous, let place {
        segment(
          previous.column * across, previous.row * down, place.column * across, place.row * down)
      } else {
        breakChain()
      }
      previous = place
    }
  }

  /// Adds a line without gaps, moved by `offset` and then scaled to this grid.
  mutating func add(
    _ places: [Place], from offset: Double = 0, across: Double = 1, down: Double = 1
  ) {
    breakChain()
    guard let first = places.first else { return }
    var (x, y) = ((first.column + offset) * across, (first.row + offset) * down)
    for place in places.dropFirst() {
      let (nextX, nextY) = ((place.column + offset) * across, (place.row + offset) * down)
      segment(x, y, nextX, nextY)
      (x, y) = (nextX, nextY)
    }
  }

  /// The part of a segment inside the grid, from 0 to 1, and the side through which it leaves (Liang and Barsky).
  private struct Part {
    var from = 0.0
    var to = 1.0
    var side: Side?

    /// False where nothing is left.
    mutating func cut(_ d: Double, _ low: Double, _ high: Double, _ first: Side, _ last: Side)
      -> Bool
    {
      if d == 0 { return low <= 0 && high >= 0 }
      let (enter, leave) = d > 0 ? (low / d, high / d) : (high / d, low / d)
      if enter > from { from = enter }
      if leave < to {
        to = leave
        side = d > 0 ? last : first
      }
      return from <= to
    }
  }

  /// Adds the part of a segment inside the grid.
  mutating func segment(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
    let dx = x1 - x0
    let dy = y1 - y0
    let (width, height) = (Double(columns), Double(rows))
    guard width > 0, height > 0 else { return }
    // Most segments of contours and curves stay in one cell, and nearly all in the grid.
    let isInside =
      x0 > 0 && x0 < width && y0 > 0 && y0 < height && x1 > 0 && x1 < width && y1 > 0
      && y1 < height
    if isInside {
      let (c, r) = (x0.rounded(.down), y0.rounded(.down))
      if x0 > c, y0 > r, x1 > c, y1 > r, x1 < c + 1, y1 < r + 1 {
        visit(Int(c), Int(r), dx, dy, (y0 + y1) / 2 - r)
        return
      }
    }
    var part = Part()
    if !isInside {
      guard part.cut(dx, -x0, width - x0, .left, .right),
        part.cut(dy, -y0, height - y0, .top, .bottom)
      else {
        isNewChain = true
        return
      }
    }
    let (t0, t1, side) = (part.from, part.to, part.side)
    if t0 > 0 { isNewChain = true }
    var t = t0
    var column = min(max(0, Int(x0 + dx * t)), columns - 1)
    var row = min(max(0, Int(y0 + dy * t)), rows - 1)
    // A start exactly on a grid line belongs to the cell it enters.
    if dx < 0, column > 0, x0 + dx * t <= Double(column) { column -= 1 }
    if dy < 0, row > 0, y0 + dy * t <= Double(row) { row -= 1 }
    // Where the line meets the next column and the next row.
    func meetX() -> Double {
      dx > 0 ? (Double(column + 1) - x0) / dx : dx < 0 ? (Double(column) - x0) / dx : .infinity
    }
    func meetY() -> Double {
      dy > 0 ? (Double(row + 1) - y0) / dy : dy < 0 ? (Double(row) - y0) / dy : .infinity
    }
    var (nextX, nextY) = (meetX(), meetY())
    while true {
      let end = min(max(min(nextX, nextY), t), t1)
      visit(column, row, dx * (end - t), dy * (end - t), y0 + dy * (t + end) / 2 - Double(row))
      if end >= t1 { break }
      t = end
      if nextX <= nextY {
        column += dx > 0 ? 1 : -1
        nextX = meetX()
      } else {
        row += dy > 0 ? 1 : -1
        nextY = meetY()
      }
      guard column >= 0, row >= 0, column < columns, row < rows else { break }
    }
    if t1 < 1, let side {
      exits.append(
        (column: min(max(0, column), columns - 1), row: min(max(0, row), rows - 1), side))
      isNewChain = true
    }
  }

  private mutating func visit(
    _ column: Int, _ row: Int, _ across: Double, _ down: Double, _ height: Double
  ) {
    let c = Int32(truncatingIfNeeded: column)
    let r = Int32(truncatingIfNeeded: row)
    let last = visits.count - 1
    if isNewChain || last < 0 || visits[last].column != c || visits[last].row != r {
      visits.append(Visit(column: c, row: r, startsChain: isNewChain))
      isNewChain = false
    }
    let (du, dv) = (Float(across), Float(down))
    let length = du.magnitude + dv.magnitude
    // A line that turns back is followed by its magnitudes.
    visits.withUnsafeMutableBufferPointer { visits in
      var visit = visits[visits.count - 1]
      visit.across += du
      visit.down += dv
      visit.allAcross += du.magnitude
      visit.allDown += dv.magnitude
      visit.weighted += Float(height) * length
      visit.length += length
      visits[visits.count - 1] = visit
    }
  }

  /// The same lines on a grid of cells of so many dots; to be taken before `thin`. Heights are not kept.
  func coarsened(across: Int32, down: Int32) -> Walk {
    var coarse = Walk(columns: columns / Int(across), rows: rows / Int(down))
    coarse.visits.reserveCapacity(visits.count / 2 + 1)
    let (wide, high) = (1 / Float(across), 1 / Float(down))
    var last = (column: Int32(-1), row: Int32(-1))
    for visit in visits {
      let cell = (column: visit.column / across, row: visit.row / down)
      if visit.startsChain || cell != last {
        coarse.visits.append(
          Visit(column: cell.column, row: cell.row, startsChain: visit.startsChain))
        last = cell
      }
      coarse.visits[coarse.visits.count - 1].length +=
        visit.allAcross * wide + visit.allDown * high
    }
    return coarse
  }

  /// Drops the cells that a line only cuts a corner of, so that what is left is one cell wide.
  mutating func thin() {
    guard visits.count > 2 else { return }
    func touches(_ a: Visit, _ b: Visit) -> Bool {
      (a.column - b.column).magnitude == 1 && (a.row - b.row).magnitude == 1
    }
    var previous = 0
    for i in 1..<visits.count - 1 {
      if visits[i].startsChain || visits[i + 1].startsChain {
        previous = i
        continue
      }
      let canDrop = !visits[i].startsChain && touches(visits[previous], visits[i + 1])
      if canDrop {
        let next = i + 1
        let nextCanDrop =
          next + 1 < visits.count && !visits[next + 1].startsChain
          && touches(visits[i], visits[next + 1])
        if !nextCanDrop || visits[i].length <= visits[next].length {
          visits[i].isDropped = true
          continue
        }
      }
      previous = i
    }
  }
}

extension Walk.Visit {
  /// The 7-bit stroke of a line in this cell.
  func stroke(isFront: Bool) -> UInt8 {
    let height = length > 0 ? weighted / length : 0.5
    if allDown > (isFront ? 2.5 : 1.6) * allAcross { return UInt8(ascii: isFront ? "|" : ":") }
    if allDown > 0.4 * allAcross {
      if !isFront { return UInt8(ascii: height < 0.5 ? "'" : ".") }
      return UInt8(ascii: across * down < 0 ? "/" : "\\")
    }
    if height < 0.3 { return UInt8(ascii: "'") }
    if height <= 0.68 { return UInt8(ascii: "-") }
    return UInt8(ascii: isFront && allDown < 0.1 * allAcross ? "_" : ".")
  }
}
