import Glibc

/// Contours as cells, ready to be laid on a canvas, and where their labels may stand.
struct ContourCells: Sendable {
  struct Cell: Sendable {
    var index: Int
    var code: UInt32
  }
  let cells: [Cell]
  let labels: [ContourLabel]

  init(of field: ScalarField, _ projection: Projection, levels: [Double], glyphs: Glyphs) {
    let (columns, rows) = (projection.columns, projection.rows)
    let isAscii = glyphs.repertoire == .ascii
    let (across, down) = (columns * 2, rows * 4)
    let values = Self.sample(field, projection, across, down)
    var squares = MarchingSquares(values: values, columns: across, rows: down, levels: levels)
    var codes = Array(repeating: UInt32(0), count: columns * rows)
    var labels: [ContourLabel] = []
    for level in levels {
      // The first value stands in the middle of the first dot.
      let grid = isAscii ? (across: 0.5, down: 0.25) : (across: 1, down: 1)
      var dots = Walk(columns: isAscii ? columns : across, rows: isAscii ? rows : down)
      for line in squares.lines(at: level) {
        dots.add(line, from: 0.5, across: grid.across, down: grid.down)
      }
      var walk = isAscii ? dots : dots.coarsened(across: 2, down: 4)
      walk.thin()
      if isAscii {
        for visit in walk.visits where !visit.isDropped {
          codes[Int(visit.row) * columns + Int(visit.column)] = UInt32(visit.stroke(isFront: false))
        }
      } else {
        dots.thin()
        for visit in dots.visits where !visit.isDropped {
          let (column, row) = (Int(visit.column), Int(visit.row))
          let bits = column & 1 == 0 ? Surface.leftDots : Surface.rightDots
          codes[(row >> 2) * columns + (column >> 1)] |= 0x2800 | bits[row & 3]
        }
      }
      labels.append(ContourLabel(Self.text(level), on: walk, columns: columns, rows: rows))
    }
    squares.end()
    cells = codes.indices.filter { codes[$0] != 0 }.map { Cell(index: $0, code: codes[$0]) }
    self.labels = labels
  }

  /// The field on the dots of a plot, row by row from the top.
  static func sample(_ field: ScalarField, _ projection: Projection, _ across: Int, _ down: Int)
    -> [Double]
  {
    let xs = (0..<across).map { projection.x.value(Double($0) / Double(max(1, across - 1))) }
    let ys = (0..<down).map { projection.y.value(1 - Double($0) / Double(max(1, down - 1))) }
    var values: [Double] = []
    values.reserveCapacity(across * down)
    for y in ys {
      for x in xs { values.append(field.value(x, y)) }
    }
    return values
  }

  /// The shortest text of a level.
  static func text(_ level: Double) -> String {
    let size = level.magnitude
    if size != 0 && (size >= 1e5 || size < 1e-3) {
      let mantissa = TickText.scaled(level, by: -Int(floor(log10(size))))
      return TickText.scientific(
        level, decimals: min(2, TickText.decimals(of: [mantissa], step: 1)))
    }
    return TickText.fixed(level, decimals: min(4, TickText.decimals(of: [level], step: level)))
  }
}

/// The label of one level with the places on its line where it may stand, the best first.
struct ContourLabel: Sendable {
  let text: String
  /// Columns and rows of the first character.
  let places: [(column: Int, row: Int)]

  /// Places where the line runs flat over the whole label, apart from each other.
  init(_ text: String, on walk: Walk, columns: Int, rows: Int) {
    self.text = text
    let width = text.utf8.count
    let visits = walk.visits.filter { !$0.isDropped }
    var candidates: [(cost: Double, column: Int, row: Int)] = []
    for (index, visit) in visits.enumerated() {
      let start = Int(visit.column) - width / 2
      let row = Int(visit.row)
      guard start >= 1, start + width < columns, rows > 2 else { continue }
      // How far the line strays from this row over the label and one cell beside it.
      var cost = 0.0
      for side in [-1, 1] {
        var i = index
        var reach = 0
        while reach < width / 2 + 1 {
          let next = i + side
          guard next >= 0, next < visits.count, !(side > 0 ? visits[next] : visits[i]).startsChain
          else {
            cost += 2
            break
          }
          i = next
          let step = (visits[i].row - visit.row).magnitude
          cost += Double(step)
          if step > 3 { break }
          reach = Int((visits[i].column - visit.column).magnitude)
        }
      }
      let middle = (Double(visit.column) / Double(columns) - 0.5).magnitude
      let edge = row == 0 || row == rows - 1 ? 1.5 : 0
      candidates.append((cost + edge + middle, start, row))
    }
    candidates.sort { ($0.cost, $0.row, $0.column) < ($1.cost, $1.row, $1.column) }
    var places: [(column: Int, row: Int)] = []
    for candidate in candidates where places.count < 12 {
      let isApart = places.allSatisfy {
        ($0.column - candidate.column).magnitude >= 4 || ($0.row - candidate.row).magnitude >= 2
      }
      if isApart { places.append((candidate.column, candidate.row)) }
    }
    self.places = places
  }
}

extension PlotCanvas {
  mutating func contours(_ field: ScalarField, _ levels: [Double], _ style: Style) {
    guard columns > 1, rows > 1 else { return }
    let contours = field.contourCells(projection, levels: levels, glyphs: glyphs)
    for cell in contours.cells where cell.index < codes.count {
      codes[cell.index] = cell.code
      styles[cell.index] = style
      contents[cell.index] = .texture
    }
    pendingLabels.append(PendingLabels(places: contours.labels, style: style))
  }

  /// Writes each level once where nothing in front is in the way, one blank beside it.
  mutating func placeLabels() {
    var taken: [(column: Int, row: Int)] = []
    for pending in pendingLabels {
      for label in pending.places {
        let width = label.text.utf8.count
        let place = label.places.first { place in
          let isClear = (place.column - 1...place.column + width).allSatisfy { column in
            guard let content = content(column, place.row) else { return false }
            if !isKept.isEmpty, isKept[place.row * columns + column] { return false }
            let isPad = column < place.column || column == place.column + width
            return content == .empty || content == .ground || content == .texture
              || isPad && content == .blanked
          }
          return isClear
            && taken.allSatisfy {
              ($0.column - place.column).magnitude >= 8 || ($0.row - place.row).magnitude >= 2
            }
        }
        guard let place else { continue }
        taken.append(place)
        placedLabels.append((label.text, place.column, place.row, pending.style))
        set(0x20, place.column - 1, place.row, .plain, .blanked)
        write(label.text, place.column, place.row, pending.style)
        set(0x20, place.column + width, place.row, .plain, .blanked)
      }
    }
    pendingLabels = []
  }
}
