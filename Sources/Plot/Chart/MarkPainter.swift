import Glibc

/// Draws marks onto a canvas.
struct MarkPainter {
  let x: Scale
  let y: Scale
  let glyphs: Glyphs
  private var isAscii: Bool { glyphs.repertoire == .ascii }

  func draw(_ marks: [Mark], on canvas: inout Canvas) {
    // Contour labels keep clear of what lies in front.
    var labels: [(ScalarField, [Double], Style, layer: Int32)] = []
    for mark in marks {
      canvas.beginLayer()
      switch mark {
      case .line(let points, let style): line(points, style, isFront: true, on: &canvas)
      case .ghost(let points, let style): line(points, style, isFront: false, on: &canvas)
      case .path(let points, let style): path(points, style, on: &canvas)
      case .points(let points, let marker, let style):
        for point in points { put(marker.code, point, style, on: &canvas) }
      case .contours(let field, let levels, let style):
        contours(field, levels, style, on: &canvas)
        labels.append((field, levels, style, canvas.layer))
      case .bars(let edges, let heights, let style): bars(edges, heights, style, on: &canvas)
      case .horizontal(let value, let style):
        line(
          [Point(x.range.lowerBound, value), Point(x.range.upperBound, value)], style,
          isFront: false, on: &canvas)
      case .vertical(let value, let style):
        line(
          [Point(value, y.range.lowerBound), Point(value, y.range.upperBound)], style,
          isFront: false, on: &canvas)
      case .label(let point, let text, let style, let centred):
        label(text, at: point, style, centred: centred, on: &canvas)
      case .stems(let points, let base, let style):
        for point in points {
          line([Point(point.x, base), point], style, isFront: true, on: &canvas)
        }
      }
    }
    for (field, levels, style, layer) in labels {
      levelLabels(field, levels, style, layer: layer, on: &canvas)
    }
  }

  // MARK: Lines

  private func line(_ points: [Point], _ style: Style, isFront: Bool, on canvas: inout Canvas) {
    if isAscii {
      let cells = points.map { (u: x.place($0.x), v: y.place($0.y)) }
      for piece in Strokes.pieces(cells, rows: canvas.rows, columns: canvas.columns) {
        canvas.put(Strokes.glyph(piece, isFront: isFront), piece.row, piece.column, style)
      }
    } else {
      var run = 0
      for (a, b) in zip(points, points.dropFirst()) {
        dots(a, b, style, isThick: false, isDashed: !isFront, run: &run, on: &canvas)
      }
    }
  }

  private func dots(
    _ a: Point, _ b: Point, _ style: Style, isThick: Bool, isDashed: Bool, run: inout Int,
    on canvas: inout Canvas
  ) {
    let start = (u: x.dot(a.x), v: y.dot(a.y)), end = (u: x.dot(b.x), v: y.dot(b.y))
    guard start.u.isFinite, start.v.isFinite, end.u.isFinite, end.v.isFinite,
      let (p, q) = Strokes.clip(start, end, rows: canvas.rows * 4, columns: canvas.columns * 2)
    else { return }
    let length = max(abs(q.u - p.u), abs(q.v - p.v))
    let steps = max(1, min(4000, Int(length.rounded(.up))))
    let isSteep = abs(q.v - p.v) > abs(q.u - p.u)
    for step in 0...steps {
      let t = Double(step) / Double(steps)
      let u = Int((p.u + (q.u - p.u) * t).rounded()), v = Int((p.v + (q.v - p.v) * t).rounded())
      // Every third dot is left out along the line, so that a ghost looks the same at every slope.
      if step > 0 { run += 1 }
      if isDashed, run % 3 == 2 { continue }
      canvas.dot(u, v, style)
      if isThick { canvas.dot(isSteep ? u + 1 : u, isSteep ? v : v + 1, style) }
    }
  }

  // MARK: Paths

  private func path(_ points: [Point], _ style: Style, on canvas: inout Canvas) {
    let behind = canvas.layer - 1
    if isAscii {
      line(points, style, isFront: true, on: &canvas)
    } else {
      var run = 0
      for (a, b) in zip(points, points.dropFirst()) {
        dots(a, b, style, isThick: true, isDashed: false, run: &run, on: &canvas)
      }
    }
    canvas.halo(before: behind)
    exits(points, style, on: &canvas)
    canvas.beginLayer()
    let strong = Style(style.ink, bold: true)
    // Iterates: numbered while they are few, the present one last of all.
    var taken: [(row: Int, column: Int)] = []
    let last = points.count - 1
    if let end = points.last, let place = cell(end) { taken.append(place) }
    for index in points.indices where index != last && isNumbered(index, of: points.count) {
      guard let place = cell(points[index]), !taken.contains(where: { $0 == place }) else {
        continue
      }
      let text = String(index)
      guard
        !taken.contains(where: { $0.row == place.row && abs($0.column - place.column) < text.count }
        )
      else { continue }
      for (offset, scalar) in text.unicodeScalars.enumerated() {
        canvas.put(scalar.value, place.row, place.column + offset, strong)
        taken.append((place.row, place.column + offset))
      }
    }
    if let end = points.last { put(Marker.now.code, end, strong, on: &canvas) }
  }

  private func isNumbered(_ index: Int, of count: Int) -> Bool {
    if count <= 11 { return true }
    var digits = index
    if index == 0 { return true }
    while digits % 10 == 0 { digits /= 10 }
    return [1, 2, 5].contains(digits)
  }

  /// Where the path leaves the window: an arrow head at the edge.
  private func exits(_ points: [Point], _ style: Style, on canvas: inout Canvas) {
    for (a, b) in zip(points, points.dropFirst()) {
      guard (cell(a) == nil) != (cell(b) == nil) else { continue }
      let inside = cell(a) == nil ? b : a, outside = cell(a) == nil ? a : b
      let p = (u: x.place(inside.x), v: y.place(inside.y))
      var q = (u: x.place(outside.x), v: y.place(outside.y))
      if !q.u.isFinite || !q.v.isFinite { continue }
      // Far away is far enough: the direction is what counts.
      let reach = max(abs(q.u - p.u), abs(q.v - p.v))
      if reach > 1e6 { q = (p.u + (q.u - p.u) / reach * 1e6, p.v + (q.v - p.v) / reach * 1e6) }
      let du = q.u - p.u, dv = q.v - p.v
      var t = 1.0
      if du > 0 { t = min(t, (Double(canvas.columns) - 0.01 - p.u) / du) }
      if du < 0 { t = min(t, (0.01 - p.u) / du) }
      if dv > 0 { t = min(t, (Double(canvas.rows) - 0.01 - p.v) / dv) }
      if dv < 0 { t = min(t, (0.01 - p.v) / dv) }
      guard t.isFinite, t >= 0 else { continue }
      let row = Int((p.v + t * dv).rounded(.down)), column = Int((p.u + t * du).rounded(.down))
      let head: Character = abs(du) > 2 * abs(dv) ? (du > 0 ? ">" : "<") : (dv > 0 ? "v" : "^")
      canvas.put(head.unicodeScalars.first?.value ?? 62, row, column, Style(style.ink, bold: true))
    }
  }

  // MARK: Points and words

  private func cell(_ point: Point) -> (row: Int, column: Int)? {
    guard let column = x.cell(point.x), let row = y.cell(point.y) else { return nil }
    return (row, column)
  }

  private func put(_ code: UInt32, _ point: Point, _ style: Style, on canvas: inout Canvas) {
    guard let place = cell(point) else { return }
    canvas.put(code, place.row, place.column, style)
  }

  private func label(
    _ text: String, at point: Point, _ style: Style, centred: Bool, on canvas: inout Canvas
  ) {
    guard let place = cell(point) else { return }
    let shown = glyphs.shown(text)
    let width = TextWidth.columns(of: shown)
    var column = min(
      max(0, centred ? place.column - width / 2 : place.column), max(0, canvas.columns - width))
    for cluster in TextWidth.clusters(in: shown) {
      guard let scalar = cluster.scalars.first else { continue }
      canvas.put(scalar.value, place.row, column, style)
      // A stroke in its second cell would cut a wide character in two.
      if cluster.columns == 2 { canvas.clear(place.row, column + 1) }
      column += max(1, cluster.columns)
    }
  }

  // MARK: Bars

  private func bars(_ edges: [Double], _ heights: [Double], _ style: Style, on canvas: inout Canvas)
  {
    // Levels a cell is divided into: thirds in ASCII, quarters in braille, eighths where they are safe.
    let parts = isAscii ? 3 : glyphs.ambiguousIsNarrow ? 8 : 4
    let base = y.range.lowerBound > 0 || y.isLog ? y.range.lowerBound : max(0, y.range.lowerBound)
    for (index, height) in heights.enumerated() where index + 1 < edges.count {
      guard height > 0 || (height != 0 && height.isFinite), let floor = y.cell(base) else {
        continue
      }
      let left = x.dot(edges[index]) / 2, right = x.dot(edges[index + 1]) / 2
      guard left.isFinite, right.isFinite else { continue }
      let first = max(0, Int(left.rounded()))
      let last = min(
        canvas.columns - 1, max(first, Int(right.rounded()) - (right - left >= 2.5 ? 2 : 1)))
      guard first <= last else { continue }
      let bottom = Double(floor + 1)
      let place = y.dot(height)
      let clamped = place.isFinite ? min(max(place, 0), Double(canvas.rows * 4)) : 0
      let filled = max((bottom * 4 - clamped) / 4, 1 / Double(parts))
      let whole = Int((filled * Double(parts)).rounded())
      for column in first...last {
        for step in 0..<(whole / parts) {
          canvas.put(
            Self.full(isAscii, narrow: glyphs.ambiguousIsNarrow), floor - step, column, style)
        }
        let rest = whole % parts
        if rest > 0 {
          canvas.put(
            Self.part(rest, isAscii, narrow: glyphs.ambiguousIsNarrow), floor - whole / parts,
            column, style)
        }
      }
    }
  }

  private static func full(_ isAscii: Bool, narrow: Bool) -> UInt32 {
    isAscii ? 0x23 : narrow ? 0x2588 : 0x28FF
  }
  private static func part(_ rest: Int, _ isAscii: Bool, narrow: Bool) -> UInt32 {
    if isAscii { return rest == 1 ? 0x2E : 0x3A }
    if narrow { return 0x2580 + UInt32(rest) }
    return [0x28C0, 0x28E4, 0x28F6][min(2, rest - 1)]
  }

  // MARK: Contours

  private func contours(
    _ field: ScalarField, _ levels: [Double], _ style: Style, on canvas: inout Canvas
  ) {
    if isAscii {
      for piece in stroked(field, levels, canvas) {
        canvas.put(
          Strokes.glyph(piece.piece, isFront: false), piece.piece.row, piece.piece.column, style)
      }
      return
    }
    let across = canvas.columns * 2, down = canvas.rows * 4
    for segment in field.contours(levels, x: x, y: y, across: across, down: down).segments {
      let length = max(abs(segment.u1 - segment.u0), abs(segment.v1 - segment.v0))
      let steps = length > 0.5 ? 2 : 1
      for step in 0..<steps {
        let t = (Float(step) + 0.5) / Float(steps)
        canvas.dot(
          Int((segment.u0 + (segment.u1 - segment.u0) * t).rounded()),
          Int((segment.v0 + (segment.v1 - segment.v0) * t).rounded()), style)
      }
    }
  }

  /// One stroke per cell: the segments of a grid of cell corners, short ones that only clip a corner left out.
  private func stroked(_ field: ScalarField, _ levels: [Double], _ canvas: Canvas)
    -> [(piece: Strokes.Piece, level: Int)]
  {
    let contours = field.contours(
      levels, x: x, y: y, across: canvas.columns + 1, down: canvas.rows + 1)
    return contours.segments.compactMap { segment in
      let du = Double(segment.u1 - segment.u0), dv = Double(segment.v1 - segment.v0)
      guard max(abs(du), abs(dv)) >= 0.45 else { return nil }
      let middle = Double(segment.v0 + segment.v1) / 2 - Double(segment.row)
      return (
        Strokes.Piece(
          row: Int(segment.row), column: Int(segment.column), du: du, dv: dv, meanV: middle),
        segment.level
      )
    }
  }

  /// One label per level, on the line where it runs flat, far from everything in front and from the others.
  private func levelLabels(
    _ field: ScalarField, _ levels: [Double], _ style: Style, layer: Int32, on canvas: inout Canvas
  ) {
    guard canvas.rows >= 7, canvas.columns >= 30 else { return }
    let pieces = stroked(field, levels, canvas)
    var placed: [(row: Int, column: Int)] = []
    var obstacles: [(row: Int, column: Int)] = []
    for row in 0..<canvas.rows {
      for column in 0..<canvas.columns where canvas.owner(row, column) > layer {
        obstacles.append((row, column))
      }
    }
    canvas.beginLayer()
    for (level, value) in levels.enumerated() {
      let text = " " + LevelText.text(value) + " "
      var best: (score: Double, row: Int, column: Int)?
      for (piece, own) in pieces where own == level {
        let start = piece.column - text.count / 2
        guard start >= 0, start + text.count <= canvas.columns else { continue }
        let isClear = (start..<start + text.count).allSatisfy {
          canvas.owner(piece.row, $0) <= layer
        }
        guard isClear else { continue }
        func distance(_ places: [(row: Int, column: Int)], _ cap: Double) -> Double {
          var least = cap
          for place in places {
            let d =
              abs(Double(place.row - piece.row)) * 2 + abs(Double(place.column - piece.column))
            if d < least { least = d }
          }
          return least
        }
        let slope = abs(piece.dv) / max(0.05, abs(piece.du))
        let score =
          min(distance(obstacles, 16), 16) + distance(placed, 24) * 0.8 - min(slope, 4) * 4
          - abs(piece.meanV - 0.5) * 3
        if best.map({ score > $0.score }) ?? true { best = (score, piece.row, start) }
      }
      guard let best, best.score > 0 else { continue }
      for (offset, scalar) in text.unicodeScalars.enumerated() {
        if scalar == " " {
          canvas.clear(best.row, best.column + offset)
        } else {
          canvas.put(scalar.value, best.row, best.column + offset, style)
        }
      }
      placed.append((best.row, best.column + text.count / 2))
    }
  }
}

enum LevelText {
  static func text(_ value: Double) -> String { Ticks.labels([value]).first ?? "" }
}

extension Marker {
  var code: UInt32 {
    switch self {
    case .now: 0x40
    case .target: 0x78
    case .large: 0x4F
    case .medium: 0x6F
    case .small: 0x2E
    case .plus: 0x2B
    case .square: 0x23
    case .question: 0x3F
    case .letter(let letter): letter.unicodeScalars.first?.value ?? 0x3F
    }
  }
}
