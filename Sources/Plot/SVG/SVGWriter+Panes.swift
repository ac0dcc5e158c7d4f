extension SVGWriter {
  mutating func draw(_ lines: [StyledText], in area: Area, _ glyphs: Glyphs) {
    var row = area.row
    for line in lines {
      let wrapped = glyphs.shown(line).wrapped(to: area.columns)
      for text in wrapped.isEmpty ? [StyledText()] : wrapped {
        guard row < area.row + area.rows else { return }
        self.text(text, row: row, column: area.column)
        row += 1
      }
    }
  }

  mutating func draw(_ listing: Listing, in area: Area, _ glyphs: Glyphs) {
    let lines = ListingText(listing, columns: area.columns, glyphs: glyphs).window(area.rows)
    for (offset, line) in lines.enumerated() {
      if line.runs.first?.style.ink == .accent {
        rect(
          Double(area.column) * Self.cell.width - 3,
          Double(area.row + offset) * Self.cell.height - 0.5,
          Double(area.columns) * Self.cell.width + 3, Self.cell.height,
          fill: theme.colour(.accent), " fill-opacity=\"0.12\" rx=\"2\"")
      }
      text(line, row: area.row + offset, column: area.column)
    }
  }

  /// Units as squares: filled if kept, hollow if dropped, with a thick border if changed.
  mutating func draw(_ grid: UnitGrid, in area: Area, _ glyphs: Glyphs) {
    let layout = UnitLayout(grid, within: area.size)
    var row = area.row
    if let caption = layout.caption(of: grid) {
      text(
        TextWidth.clip(glyphs.shown(caption), to: area.columns), row: row, column: area.column,
        .dim)
      row += 1
    }
    let side = layout.pitch == 2 ? 12.0 : 7
    for index in 0..<layout.cells(of: grid) {
      let place = (row: row + index / layout.perRow, column: index % layout.perRow)
      guard place.row < area.row + area.rows else { return }
      let units = layout.units(index, of: grid)
      let share = Double(grid.kept[units].count { $0 }) / Double(max(1, units.count))
      let x = Double(area.column + place.column * layout.pitch) * Self.cell.width
      let y = Double(place.row) * Self.cell.height + 2
      let hasChanged = units.contains { $0 < grid.changed.count && grid.changed[$0] }
      let stroke = share > 0 ? theme.colour(.first) : theme.dim
      rect(
        x + 0.5, y + 0.5, side, side, fill: share > 0 ? stroke : "none",
        " fill-opacity=\"\(Self.number(share))\" stroke=\"\(stroke)\" stroke-width=\"\(hasChanged ? "2.5" : "1")\""
      )
    }
  }

  /// Layers as columns of circles; edges only between kept units, dashed and in another colour where the weight is
  /// negative, the thicker the larger it is.
  mutating func draw(_ network: NetworkDiagram, in area: Area, _ glyphs: Glyphs) {
    let layers = network.layers
    guard !layers.isEmpty else { return }
    let hasNames = layers.contains { !$0.name.isEmpty } && area.rows >= 5
    let height = Double(area.rows - (hasNames ? 1 : 0)) * Self.cell.height
    let top = Double(area.row) * Self.cell.height
    let tallest = Double(max(1, layers.map(\.kept.count).max() ?? 1))
    let hasValues = layers.contains { !$0.values.isEmpty }
    let pitch = min((hasValues ? 6 : 3) * Self.cell.height, height / tallest)
    let radius = min(hasValues ? 15 : 9, max(1.5, pitch * 0.35))
    func x(_ layer: Int) -> Double {
      let width = Double(area.columns) * Self.cell.width
      let part = layers.count > 1 ? Double(layer) / Double(layers.count - 1) : 0.5
      return Double(area.column) * Self.cell.width + 40 + part * max(0, width - 80)
    }
    func y(_ layer: Int, _ unit: Int) -> Double {
      top + height / 2 + (Double(unit) - Double(layers[layer].kept.count - 1) / 2) * pitch
    }
    let largest = network.weights.joined().joined().map(\.magnitude).max() ?? 0
    for layer in layers.indices.dropLast() where network.edges.isEmpty {
      for (from, isKept) in layers[layer].kept.enumerated() where isKept {
        for (to, isKept) in layers[layer + 1].kept.enumerated() where isKept {
          let weight = network.weight(layer, from: from, to: to)
          let share = weight.map { largest > 0 ? $0.magnitude / largest : 0 } ?? 0.4
          line(
            x(layer) + radius, y(layer, from), x(layer + 1) - radius, y(layer + 1, to),
            weight.map { theme.colour($0 < 0 ? .bad : .first) } ?? theme.dim,
            width: 0.4 + 2 * share, dashes: (weight ?? 0) < 0 ? "4 3" : nil)
        }
      }
    }
    var taken: [(x: Double, y: Double)] = []
    for edge in network.edges where layers.indices.contains(edge.layer + 1) {
      line(
        x(edge.layer) + radius, y(edge.layer, edge.from), x(edge.layer + 1) - radius,
        y(edge.layer + 1, edge.to), theme.colour(edge.isLit ? .accent : .dim),
        width: edge.isLit ? 2 : 0.8, dashes: edge.isLit ? nil : "2 3")
    }
    for edge in network.edges where layers.indices.contains(edge.layer + 1) {
      let (from, to) = (y(edge.layer, edge.from), y(edge.layer + 1, edge.to))
      let (left, right) = (x(edge.layer), x(edge.layer + 1))
      // Along the edge to where no other number stands.
      let places = [0.3, 0.7, 0.4, 0.6, 0.2, 0.8, 0.5].map {
        (x: left + (right - left) * $0, y: from + (to - from) * $0)
      }
      let free = places.first { place in
        taken.allSatisfy { ($0.x - place.x).magnitude > 28 || ($0.y - place.y).magnitude > 13 }
      }
      guard let place = free else { continue }
      taken.append(place)
      words(
        glyphs.shown(edge.text), place.x, place.y + 4,
        edge.isLit ? Style(.accent, bold: true) : .plain, anchor: "middle", halo: true, size: 11)
    }
    for (layer, shown) in layers.enumerated() {
      for (unit, isKept) in shown.kept.enumerated() {
        let isLit = shown.lit.contains(unit)
        let colour = isLit ? theme.colour(.accent) : isKept ? theme.colour(.first) : theme.dim
        let isFull = isKept && shown.values.isEmpty
        circle(
          x(layer), y(layer, unit), radius,
          "fill=\"\(isFull ? colour : theme.background)\" stroke=\"\(colour)\""
            + (isKept ? "" : " stroke-dasharray=\"2 2\"") + (isLit ? " stroke-width=\"2.5\"" : ""))
        if isKept, unit < shown.values.count {
          words(
            glyphs.shown(shown.values[unit]), x(layer), y(layer, unit) + 4,
            Style(isLit ? .accent : .plain, bold: true), anchor: "middle", halo: true, size: 11)
        }
      }
      if hasNames {
        words(
          glyphs.shown(shown.name), x(layer), Self.baseline(area.row + area.rows - 1), .dim,
          anchor: "middle")
      }
    }
  }
}
