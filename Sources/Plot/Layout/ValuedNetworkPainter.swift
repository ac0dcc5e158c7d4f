/// Draws a network with a number in each node and on each edge: `(5)` a unit, `[5]` one that stands out, `( )` a
/// dropped one. Edges that stand out are solid, others dotted.
struct ValuedNetworkPainter {
  private let network: NetworkDiagram
  private let glyphs: Glyphs
  private let area: Area
  /// Rows for nodes; a row of names below.
  private let rows: Int
  /// By layer: how wide a node is, brackets included, and where the middle one stands.
  private let widths: [Int]
  private let middles: [Int]

  /// nil if the network has no numbers or there is no room for them.
  init?(_ network: NetworkDiagram, _ glyphs: Glyphs, in area: Area) {
    let layers = network.layers
    guard layers.count > 1, layers.allSatisfy({ !$0.values.isEmpty }) else { return nil }
    let widths = layers.map { layer in
      let widest = layer.values.map { TextWidth.columns(of: glyphs.shown($0)) }.max() ?? 1
      return 2 + max(1, layer.width, widest)
    }
    let hasNames = area.rows >= 5 && layers.contains { !$0.name.isEmpty }
    let rows = area.rows - (hasNames ? 1 : 0)
    let tallest = layers.map(\.kept.count).max() ?? 1
    let first = widths[0] / 2
    let last = area.columns - 1 - (widths[widths.count - 1] - 1) / 2
    let least = widths.reduce(0, +) + 5 * (widths.count - 1)
    guard rows >= tallest, area.columns >= least else { return nil }
    self.network = network
    self.glyphs = glyphs
    self.area = area
    self.rows = rows
    self.widths = widths
    middles = layers.indices.map { first + $0 * (last - first) / (layers.count - 1) }
  }

  private func row(_ unit: Int, _ layer: Int) -> Int {
    let tallest = network.layers.map(\.kept.count).max() ?? 1
    let count = network.layers[layer].kept.count
    let pitch = tallest > 1 ? min(5, Double(rows - 1) / Double(tallest - 1)) : 1
    let top = (Double(rows - 1) - pitch * Double(count - 1)) / 2
    return Int((top + pitch * Double(unit)).rounded())
  }

  func draw(on surface: inout Surface) {
    let known = network.edges.filter { edge in
      network.layers.indices.contains(edge.layer + 1)
        && network.layers[edge.layer].kept.indices.contains(edge.from)
        && network.layers[edge.layer + 1].kept.indices.contains(edge.to)
    }
    for edge in known where !edge.isLit { line(edge, on: &surface) }
    for edge in known where edge.isLit { line(edge, on: &surface) }
    var taken: [Area] = []
    for edge in known where edge.isLit { label(edge, &taken, on: &surface) }
    for edge in known where !edge.isLit { label(edge, &taken, on: &surface) }
    let lowest =
      network.layers.indices.map { row(network.layers[$0].kept.count - 1, $0) }.max() ?? 0
    for (index, layer) in network.layers.enumerated() {
      for (unit, isKept) in layer.kept.enumerated() {
        node(layer, unit, isKept, index, on: &surface)
      }
      let name = glyphs.shown(layer.name)
      let width = TextWidth.columns(of: name)
      guard rows < area.rows else { continue }
      let start = min(max(0, middles[index] - width / 2), max(0, area.columns - width))
      surface.write(
        name, row: area.row + min(rows, lowest + 2), column: area.column + start, style: .dim,
        limit: area.columns - start)
    }
  }

  private func node(
    _ layer: NetworkDiagram.Layer, _ unit: Int, _ isKept: Bool, _ index: Int,
    on surface: inout Surface
  ) {
    let isLit = layer.lit.contains(unit)
    // A number where it is kept; where only an earlier run kept it, its shadow.
    let value =
      isKept && layer.values.indices.contains(unit)
      ? glyphs.shown(layer.values[unit])
      : UnitShadow(isKept, layer.earlier, at: unit) == .onlyEarlier ? "," : ""
    let room = widths[index] - 2
    let text = TextWidth.pad(TextWidth.clip(value, to: room), to: room, .right)
    surface.write(
      isLit ? "[\(text)]" : "(\(text))", row: area.row + row(unit, index),
      column: area.column + middles[index] - widths[index] / 2,
      style: isLit
        ? Style(.accent, bold: true) : isKept ? Style(.first, bold: true) : .dim)
  }

  /// From where to where an edge runs, in cells.
  private func ends(_ edge: NetworkDiagram.Edge) -> (
    from: (column: Int, row: Int), to: (column: Int, row: Int)
  ) {
    let (left, right) = (edge.layer, edge.layer + 1)
    return (
      (middles[left] - widths[left] / 2 + widths[left], row(edge.from, left)),
      (middles[right] - widths[right] / 2 - 1, row(edge.to, right))
    )
  }

  private func line(_ edge: NetworkDiagram.Edge, on surface: inout Surface) {
    let (from, to) = ends(edge)
    let style = edge.isLit ? Style(.accent, bold: true) : .dim
    let length = to.column - from.column
    guard length > 0 else { return }
    let rise = Double(to.row - from.row) / Double(length)
    if glyphs.repertoire == .ascii {
      for column in from.column...to.column {
        let height = Double(from.row) + rise * Double(column - from.column)
        let next = (height + rise).rounded() - height.rounded()
        let stroke = !edge.isLit ? "." : next == 0 ? "-" : next > 0 ? "\\" : "/"
        surface.write(
          stroke, row: area.row + Int(height.rounded()), column: area.column + column, style: style)
      }
      return
    }
    // Two dots a column, four a row; a dotted edge leaves out every other.
    var dots: [Int: UInt32] = [:]
    var order: [Int] = []
    for dot in stride(from: 0, through: 2 * length + 1, by: edge.isLit ? 1 : 3) {
      let height = (Double(from.row) + 0.5 + rise * Double(dot) / 2) * 4 - 0.5
      for offset in edge.isLit ? [0, 1] : [0] {
        let level = min(max(0, Int(height.rounded()) + offset), rows * 4 - 1)
        let cell = level / 4 * area.columns + from.column + dot / 2
        if dots[cell] == nil { order.append(cell) }
        dots[cell, default: 0] |= Self.bits[level % 4][dot % 2]
      }
    }
    for cell in order {
      surface.put(
        0x2800 | (dots[cell] ?? 0), row: area.row + cell / area.columns,
        column: area.column + cell % area.columns, style: style)
    }
  }

  private static let bits: [[UInt32]] = [
    [0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80],
  ]

  /// The number on an edge: where edges lie apart, beside no other number.
  private func label(
    _ edge: NetworkDiagram.Edge, _ taken: inout [Area], on surface: inout Surface
  ) {
    let text = " \(glyphs.shown(edge.text)) "
    let width = TextWidth.columns(of: text)
    let (from, to) = ends(edge)
    let room = to.column - from.column + 1
    guard !edge.text.isEmpty, room >= width + 1 else { return }
    // Where many edges end in one node they are read near their beginning, else near their end.
    let spreads =
      network.layers[edge.layer + 1].kept.count >= network.layers[edge.layer].kept.count
    let base = spreads ? 0.7 : 0.35
    for shift in [0, -0.1, 0.1, -0.2, 0.2, -0.3, 0.3] {
      let t = min(max(base + shift, 0), 1)
      let row = Double(from.row) + t * Double(to.row - from.row)
      let start = min(
        max(from.column, from.column + Int(t * Double(room)) - width / 2), to.column + 1 - width)
      let place = Area(row: Int(row.rounded()), column: start, rows: 1, columns: width)
      guard
        !taken.contains(where: {
          $0.row == place.row && place.column < $0.column + $0.columns
            && $0.column < place.column + place.columns
        })
      else { continue }
      taken.append(place)
      surface.write(
        text, row: area.row + place.row, column: area.column + start,
        style: edge.isLit ? Style(.accent, bold: true) : .plain)
      return
    }
  }
}
