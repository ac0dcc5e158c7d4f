/// Draws a layered network: layers as columns of nodes, edges only between kept units.
///
/// A kept unit is `(#)` (in braille a disc), a dropped one `( )` (a ring) without edges.
struct NetworkPainter {
  let network: NetworkDiagram
  let glyphs: Glyphs
  private var isAscii: Bool { glyphs.repertoire == .ascii }

  /// Where a node stands: its middle column and its row.
  private struct Node {
    var column: Int
    var row: Int
    var isKept: Bool
    /// Which unit of its layer.
    var unit: Int
    var shadow: UnitShadow?
    /// It was kept in the earlier run.
    var wasKept: Bool { isKept ? shadow != .onlyNow : shadow == .onlyEarlier }
  }

  func draw(on surface: inout Surface, in area: Area) {
    let layers = network.layers
    guard !layers.isEmpty, area.rows >= 3, area.columns >= layers.count * 6 - 2 else { return }
    let hasNames = layers.contains { !$0.name.isEmpty } && area.rows >= 5
    let rows = area.rows - (hasNames ? 1 : 0)
    let unit = Axis("", 0...1)
    var canvas = PlotCanvas(
      Projection(x: unit, y: unit, columns: area.columns, rows: rows, glyphs: glyphs),
      glyphs: glyphs)
    let columns = layers.indices.map { column(of: $0, room: area.columns) }
    let tallest = min(rows, layers.map(\.kept.count).max() ?? 1)
    let pitch = tallest > 1 ? min(3, Double(rows - 1) / Double(tallest - 1)) : 1
    let nodes = zip(layers, columns).map { layer, column in
      place(layer, column, rows: rows, pitch: pitch)
    }
    if nodes.joined().contains(where: { $0.shadow != nil }) { shadows(nodes, on: &canvas) }
    let largest = network.weights.joined().joined().map(\.magnitude).max() ?? 0
    for (gap, (left, right)) in zip(nodes, nodes.dropFirst()).enumerated() {
      // The negative edges first: the others lie over them.
      for isNegative in network.weights.isEmpty ? [false] : [true, false] {
        for from in left where from.isKept {
          for to in right where to.isKept {
            let weight = network.weight(gap, from: from.unit, to: to.unit)
            if let weight {
              guard (weight < 0) == isNegative, weight.magnitude >= 0.1 * largest else { continue }
            }
            edge(from, to, isFaint: isNegative, on: &canvas)
          }
        }
        let style = network.weights.isEmpty ? Style.dim : Style(isNegative ? .second : .first)
        if isAscii { restyle(style, on: &canvas) } else { canvas.commitDots(style, .texture) }
      }
    }
    for node in nodes.joined() { draw(node, on: &canvas) }
    for (layer, shown) in zip(layers, nodes) where shown.count < layer.kept.count {
      guard let last = shown.last else { continue }
      canvas.write("+\(layer.kept.count - shown.count)", last.column - 1, last.row + 1, .dim)
    }
    canvas.show(
      on: &surface, at: Area(row: area.row, column: area.column, rows: rows, columns: area.columns))
    guard hasNames else { return }
    // A row below the lowest unit, or its count: names far from their layers are nobody's.
    let lowest = nodes.joined().map(\.row).max() ?? 0
    names(columns, row: area.row + min(rows, lowest + 2), in: area, on: &surface)
  }

  /// The edges that an earlier run had and this one has not, faint.
  private func shadows(_ nodes: [[Node]], on canvas: inout PlotCanvas) {
    for (left, right) in zip(nodes, nodes.dropFirst()) {
      for from in left where from.wasKept {
        for to in right where to.wasKept && !(from.isKept && to.isKept) {
          edge(from, to, isFaint: true, on: &canvas)
        }
      }
    }
    if isAscii { restyle(.dim, on: &canvas) } else { canvas.commitDots(.dim, .texture) }
  }

  /// The middle column of a layer.
  private func column(of layer: Int, room: Int) -> Int {
    let count = network.layers.count
    guard count > 1 else { return room / 2 }
    let margin = min(5, max(2, room / 10))
    return margin + layer * (room - 1 - 2 * margin) / (count - 1)
  }

  /// The nodes of a layer, centred; those that have no row of their own are left to a count.
  private func place(_ layer: NetworkDiagram.Layer, _ column: Int, rows: Int, pitch: Double)
    -> [Node]
  {
    let count = layer.kept.count <= rows ? layer.kept.count : rows - 1
    let top = max(0, (Double(rows - 1) - pitch * Double(count - 1)) / 2)
    return layer.kept.prefix(max(0, count)).enumerated().map { index, isKept in
      let row = layer.kept.count <= rows ? top + pitch * Double(index) : Double(index)
      return Node(
        column: column, row: Int(row.rounded()), isKept: isKept, unit: index,
        shadow: UnitShadow(isKept, layer.earlier, at: index))
    }
  }

  private func draw(_ node: Node, on canvas: inout PlotCanvas) {
    let style = node.isKept ? Style(.first, bold: true) : Style.dim
    if isAscii {
      canvas.set(0x28, node.column - 1, node.row, style, .marker)
      canvas.set(
        node.shadow?.code ?? (node.isKept ? 0x23 : 0x20), node.column, node.row, style, .marker)
      canvas.set(0x29, node.column + 1, node.row, style, .marker)
    } else {
      // A disc or a ring; kept only now: the disc has a gap, kept only then: the ring has a dot.
      let (left, right): (UInt32, UInt32) =
        switch node.shadow {
        case .onlyNow: (0x28AE, 0x2877)
        case .onlyEarlier: (0x289E, 0x2871)
        case nil: node.isKept ? (0x28BE, 0x2877) : (0x288E, 0x2871)
        }
      canvas.set(left, node.column, node.row, style, .marker)
      canvas.set(right, node.column + 1, node.row, style, .marker)
    }
  }

  /// Faint: every second stroke or dot.
  private func edge(_ from: Node, _ to: Node, isFaint: Bool, on canvas: inout PlotCanvas) {
    let start = Place(Double(from.column) + 2, Double(from.row) + 0.5)
    let end = Place(Double(to.column) - 1, Double(to.row) + 0.5)
    if isAscii {
      strokes([start, end], isFaint: isFaint, on: &canvas)
      return
    }
    var walk = Walk(columns: canvas.columns * 2, rows: canvas.rows * 4)
    walk.add([start, end], across: 2, down: 4)
    walk.thin()
    var index = 0
    for visit in walk.visits where !visit.isDropped {
      index += 1
      if isFaint, index % 3 != 0 { continue }
      canvas.setDot(Int(visit.column), Int(visit.row))
    }
  }

  /// Gives the edges drawn so far that have no style yet one.
  private func restyle(_ style: Style, on canvas: inout PlotCanvas) {
    for index in canvas.codes.indices
    where canvas.contents[index] == .texture && canvas.styles[index] == .plain {
      canvas.styles[index] = style
    }
  }

  /// An edge in strokes; where two of opposite slope meet in a cell they make an `X`.
  private func strokes(_ places: [Place], isFaint: Bool, on canvas: inout PlotCanvas) {
    var walk = Walk(columns: canvas.columns, rows: canvas.rows)
    walk.add(places)
    walk.thin()
    for visit in walk.visits where !visit.isDropped {
      let (column, row) = (Int(visit.column), Int(visit.row))
      if isFaint, column % 2 == 0 { continue }
      var code = UInt32(visit.stroke(isFront: !isFaint))
      if !isFaint, code == 0x5F || code == 0x2E || code == 0x27 { code = 0x2D }
      let known = canvas.code(column, row)
      if known == 0x58 || known == 0x2F && code == 0x5C || known == 0x5C && code == 0x2F {
        code = 0x58
      } else if known == 0x2F || known == 0x5C {
        if code == 0x2D { code = known }
      }
      canvas.set(code, column, row, .plain, .texture)
    }
  }

  private func names(_ columns: [Int], row: Int, in area: Area, on surface: inout Surface) {
    var end = 0
    for (layer, column) in zip(network.layers, columns) {
      let name = glyphs.shown(layer.name)
      let width = TextWidth.columns(of: name)
      let start = min(max(end, column - (width - 1) / 2), max(0, area.columns - width))
      guard start >= end, width > 0 else { continue }
      surface.write(
        StyledText(name, .dim), row: row, column: area.column + start, limit: area.columns - start)
      end = start + width + 1
    }
  }
}
