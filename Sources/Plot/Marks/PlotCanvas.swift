/// The cells of a plot while its marks are drawn, back to front. The front layer wins; what lies below is
/// erased, not mixed.
struct PlotCanvas {
  /// What a cell holds, from what gives way first.
  enum Content: UInt8 {
    case empty, blanked, ground, texture, stroke, marker, text
  }

  let columns: Int
  let rows: Int
  let glyphs: Glyphs
  let projection: Projection
  var codes: [UInt32]
  var styles: [Style]
  var contents: [Content]
  /// What lies behind the cells of a heat map, whatever is drawn over them; empty without one.
  var grounds: [Shade?] = []
  /// Dots of the mark that is being drawn, one bit a dot.
  var dots: [UInt8]
  /// Cells of the mark that is being drawn that a light filling takes.
  var fills: [Int] = []
  /// Labels of contours, placed when everything else stands.
  var pendingLabels: [PendingLabels] = []
  /// Cells that they keep clear of although nothing stands there yet; empty if there are none.
  var isKept: [Bool] = []
  /// Where they were placed.
  var placedLabels: [(text: String, column: Int, row: Int, style: Style)] = []
  /// Where words of marks stand (a letter that is a marker is one): one column beside them stays free of strokes.
  var wordCells: [(row: Int, columns: Range<Int>, first: UInt32)] = []
  /// Right halves of wide characters have code 0, as in a surface.
  var isAscii: Bool { glyphs.repertoire == .ascii }

  struct PendingLabels {
    var places: [ContourLabel]
    var style: Style
  }

  init(_ projection: Projection, glyphs: Glyphs) {
    columns = projection.columns
    rows = projection.rows
    self.projection = projection
    self.glyphs = glyphs
    let count = columns * rows
    codes = Array(repeating: 0x20, count: count)
    styles = Array(repeating: .plain, count: count)
    contents = Array(repeating: .empty, count: count)
    dots = Array(repeating: 0, count: glyphs.repertoire == .ascii ? 0 : count)
  }

  mutating func set(_ code: UInt32, _ column: Int, _ row: Int, _ style: Style, _ content: Content) {
    guard column >= 0, row >= 0, column < columns, row < rows else { return }
    let index = row * columns + column
    codes[index] = code
    styles[index] = style
    contents[index] = content
  }

  func content(_ column: Int, _ row: Int) -> Content? {
    guard column >= 0, row >= 0, column < columns, row < rows else { return nil }
    return contents[row * columns + column]
  }

  /// Keeps the cells of what comes later, and those beside them, free of labels.
  mutating func keepClear(of marks: [Mark]) {
    guard !marks.isEmpty, !pendingLabels.isEmpty else { return }
    if isKept.isEmpty { isKept = Array(repeating: false, count: columns * rows) }
    func keep(_ place: Place) {
      let (column, row) = (place.column.rounded(.down), place.row.rounded(.down))
      guard column >= -1, row >= 0, column <= Double(columns), row < Double(rows) else { return }
      for near in Int(column) - 1...Int(column) + 1 where near >= 0 && near < columns {
        isKept[Int(row) * columns + near] = true
      }
    }
    for mark in marks {
      switch mark {
      case .path(let points, _), .line(let points, _):
        // Enough of a long path to see where it goes.
        let step = max(1, points.count / 256)
        let places = stride(from: 0, to: points.count, by: step).compactMap {
          projection.place(points[$0])
        }
        for (from, to) in zip(places, places.dropFirst()) {
          let (across, down) = (to.column - from.column, to.row - from.row)
          let count = min(400, max(1, Int(max(across.magnitude, down.magnitude).rounded(.up))))
          for part in 0...count {
            let share = Double(part) / Double(count)
            keep(Place(from.column + across * share, from.row + down * share))
          }
        }
      case .points(let points, _, _), .pinned(let points, _, _):
        for place in points.compactMap(projection.place) { keep(place) }
      default: break
      }
    }
  }

  func code(_ column: Int, _ row: Int) -> UInt32 {
    content(column, row) == nil ? 0x20 : codes[row * columns + column]
  }

  /// Writes a text starting at a cell; the caller has made it fit.
  mutating func write(_ text: String, _ column: Int, _ row: Int, _ style: Style) {
    var column = column
    for cluster in TextWidth.clusters(in: glyphs.shown(text)) {
      // Marks that join are left out here: names of axes and labels are composed.
      set(cluster.scalars[0].value, column, row, style, .text)
      if cluster.columns == 2 { set(0, column + 1, row, style, .text) }
      column += cluster.columns
    }
  }

  mutating func setDot(_ column: Int, _ row: Int) {
    guard column >= 0, row >= 0, column < columns * 2, row < rows * 4 else { return }
    let table = column & 1 == 0 ? Self.left : Self.right
    dots[(row >> 2) * columns + (column >> 1)] |= table[row & 3]
  }

  /// Lays the dots set so far over the canvas (behind: only where it is empty) and clears them.
  mutating func commitDots(_ style: Style, _ content: Content, isBehind: Bool = false) {
    for index in dots.indices where dots[index] != 0 {
      if isBehind, contents[index] != .empty {
        dots[index] = 0
        continue
      }
      codes[index] = 0x2800 | UInt32(dots[index])
      styles[index] = style
      contents[index] = content
      dots[index] = 0
    }
  }

  /// Clears the strokes right beside words, so that they can be read; other marks stay.
  mutating func clearBesideWords() {
    for word in wordCells {
      // What lies over it by now has a way of its own.
      guard code(word.columns.lowerBound, word.row) == word.first else { continue }
      for column in [word.columns.lowerBound - 1, word.columns.upperBound] {
        guard let content = content(column, word.row), content == .stroke || content == .texture
        else { continue }
        set(0x20, column, word.row, .plain, .blanked)
      }
    }
  }

  /// Keeps the characters of a heat map one column away from what is drawn over it; its colours go on.
  mutating func clearGround() {
    guard !grounds.isEmpty else { return }
    for index in contents.indices where contents[index] == .ground {
      let column = index % columns
      let isBeside =
        column > 0 && contents[index - 1].rawValue > Content.ground.rawValue
        || column + 1 < columns && contents[index + 1].rawValue > Content.ground.rawValue
      if isBeside { codes[index] = 0x20 }
    }
  }

  /// Puts what was drawn on a surface whose plot stands at a place.
  func show(on surface: inout Surface, at area: Area) {
    for row in 0..<rows {
      var column = 0
      while column < columns {
        let index = row * columns + column
        let ground = grounds.isEmpty ? nil : grounds[index]
        guard contents[index].rawValue > Content.blanked.rawValue || ground != nil else {
          column += 1
          continue
        }
        let isWide = column + 1 < columns && codes[index] != 0 && codes[index + 1] == 0
        let code = codes[index] == 0 ? 0x20 : codes[index]
        var style = styles[index]
        if contents[index] != .ground { style.ground = ground }
        surface.put(
          code, columns: isWide ? 2 : 1, row: area.row + row, column: area.column + column,
          style: style)
        column += isWide ? 2 : 1
      }
    }
  }

  private static let left: [UInt8] = [0x01, 0x02, 0x04, 0x40]
  private static let right: [UInt8] = [0x08, 0x10, 0x20, 0x80]
}
