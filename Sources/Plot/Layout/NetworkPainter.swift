/// Draws a layered network: layers as columns of nodes, edges only between kept units.
struct NetworkPainter {
  let network: NetworkDiagram
  let glyphs: Glyphs

  func draw(on surface: inout Surface, in area: Area) {
    let layers = network.layers
    guard layers.count >= 1, area.rows >= 3, area.columns >= layers.count * 4 else { return }
    let hasNames = layers.contains { !$0.name.isEmpty } && area.rows >= 5
    let rows = area.rows - (hasNames ? 1 : 0)
    var canvas = Canvas(rows: rows, columns: area.columns, isAscii: glyphs.repertoire == .ascii)
    let margin = min(5, area.columns / 8)
    func column(_ layer: Int) -> Int {
      layers.count == 1
        ? area.columns / 2 : margin + layer * (area.columns - 1 - 2 * margin) / (layers.count - 1)
    }
    let tallest = layers.map(\.kept.count).max() ?? 1
    let pitch = max(1, min(3, tallest > 1 ? (rows - 1) / max(1, tallest - 1) : 1))
    func row(_ unit: Int, of count: Int) -> Int {
      let span = min(rows - 1, pitch * (count - 1))
      return (rows - 1 - span) / 2 + (count > 1 ? unit * span / (count - 1) : 0)
    }
    canvas.beginLayer()
    for index in layers.indices.dropLast() {
      drawEdges(
        from: layers[index], at: column(index), to: layers[index + 1], at: column(index + 1),
        row: row,
        on: &canvas)
    }
    canvas.beginLayer()
    for (index, layer) in layers.enumerated() {
      for (unit, isKept) in layer.kept.enumerated() {
        let place = (row: row(unit, of: layer.kept.count), column: column(index))
        let style = isKept ? Style(.first, bold: true) : Style.dim
        // A node stands clear of its edges.
        canvas.put(0x28, place.row, place.column - 1, style)
        canvas.put(isKept ? 0x23 : 0x20, place.row, place.column, style)
        canvas.put(0x29, place.row, place.column + 1, style)
      }
    }
    canvas.copy(to: &surface, row: area.row, column: area.column)
    guard hasNames else { return }
    for (index, layer) in layers.enumerated() {
      let name = glyphs.shown(layer.name)
      let width = TextWidth.columns(of: name)
      let start = min(max(0, column(index) - width / 2), max(0, area.columns - width))
      surface.write(
        StyledText(name, .dim), row: area.row + rows, column: area.column + start, limit: width)
    }
  }

  private func drawEdges(
    from left: NetworkDiagram.Layer, at leftColumn: Int, to right: NetworkDiagram.Layer,
    at rightColumn: Int, row: (Int, Int) -> Int, on canvas: inout Canvas
  ) {
    for (i, isKept) in left.kept.enumerated() where isKept {
      for (j, reaches) in right.kept.enumerated() where reaches {
        let from = row(i, left.kept.count), to = row(j, right.kept.count)
        let start = (u: Double(leftColumn) + 2, v: Double(from) + 0.5)
        let end = (u: Double(rightColumn) - 1, v: Double(to) + 0.5)
        if canvas.isAscii {
          drawStrokes(from: start, to: end, on: &canvas)
        } else {
          let length = max(abs(end.u - start.u) * 2, abs(end.v - start.v) * 4)
          let steps = max(1, Int(length.rounded(.up)))
          for step in 0...steps {
            let t = Double(step) / Double(steps)
            canvas.dot(
              Int((start.u + (end.u - start.u) * t) * 2),
              Int((start.v + (end.v - start.v) * t) * 4), .dim)
          }
        }
      }
    }
  }

  /// An edge in ASCII: level runs of `-`, and a slanted stroke where it changes its row.
  private func drawStrokes(
    from start: (u: Double, v: Double), to end: (u: Double, v: Double), on canvas: inout Canvas
  ) {
    let first = Int(start.u), last = Int(end.u) - 1
    guard first <= last else { return }
    func row(_ column: Int) -> Int {
      let t = (Double(column) + 0.5 - start.u) / max(1, end.u - start.u)
      return Int((start.v + (end.v - start.v) * min(max(0, t), 1)).rounded(.down))
    }
    for column in first...last {
      let here = row(column)
      let next = column < last ? row(column + 1) : here
      let stroke: Character = next > here ? "\\" : next < here ? "/" : "-"
      canvas.put(stroke.unicodeScalars.first?.value ?? 45, here, column, .dim)
      // A steep edge passes several rows in one column.
      if abs(next - here) > 1 {
        for between in min(here, next) + 1..<max(here, next) {
          canvas.put(stroke.unicodeScalars.first?.value ?? 45, between, column, .dim)
        }
      }
    }
  }
}
