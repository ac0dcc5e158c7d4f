extension Surface {
  /// Draws a scene: title and readout in the first row, the body, and at the bottom what to see.
  package mutating func draw(_ scene: Scene, in area: Area) {
    let area = area.clipped(to: self.area)
    let kept = glyphs
    glyphs = glyphs.inGrid
    defer { glyphs = kept }
    guard let layout = SceneLayout(scene, in: area, glyphs: glyphs) else {
      write(
        StyledText(glyphs.shown(scene.title), .heading), row: area.row, column: area.column,
        limit: area.columns)
      return
    }
    drawHead(scene, in: layout.head)
    for part in layout.parts { draw(part) }
    for (offset, line) in layout.look.enumerated() {
      write(
        line, row: layout.lookRow + offset, column: layout.head.column, limit: layout.head.columns)
    }
  }

  private mutating func drawHead(_ scene: Scene, in area: Area) {
    let head = SceneHead(scene, columns: area.columns, glyphs: glyphs)
    write(StyledText(head.title, .heading), row: area.row, column: area.column)
    write(
      StyledText(head.readout, .strong), row: area.row, column: area.column + head.readoutStart)
  }

  /// Draws a pane; what does not fit is left out.
  package mutating func draw(_ pane: Pane, in area: Area) {
    let kept = glyphs
    glyphs = glyphs.inGrid
    defer { glyphs = kept }
    for part in SceneLayout(pane, in: area, glyphs: glyphs).parts { draw(part) }
  }

  private mutating func draw(_ part: SceneLayout.Part) {
    switch part.pane {
    case .chart(let chart): draw(chart, in: part.area, glyphs: glyphs, gutter: part.gutter)
    case .units(let grid): draw(grid, in: part.area)
    case .network(let network):
      if let valued = ValuedNetworkPainter(network, glyphs, in: part.area) {
        valued.draw(on: &self)
      } else {
        NetworkPainter(network: network, glyphs: glyphs).draw(on: &self, in: part.area)
      }
    case .table(let table):
      let lines = TableText(table, columns: part.area.columns, glyphs: glyphs).window(
        part.area.rows)
      for (offset, line) in lines.enumerated() {
        write(
          line, row: part.area.row + offset, column: part.area.column, limit: part.area.columns)
      }
    case .text(let lines): draw(lines, in: part.area)
    case .listing(let listing):
      let lines = ListingText(listing, columns: part.area.columns, glyphs: glyphs)
      for (offset, line) in lines.window(part.area.rows).enumerated() {
        write(
          line, row: part.area.row + offset, column: part.area.column, limit: part.area.columns)
      }
    case .row, .column, .panels: break  // The layout has taken them apart.
    }
  }

  private mutating func draw(_ lines: [StyledText], in area: Area) {
    var row = area.row
    for line in lines {
      let rows = glyphs.shown(line).wrapped(to: area.columns)
      for text in rows.isEmpty ? [StyledText()] : rows {
        guard row < area.row + area.rows else { return }
        write(text, row: row, column: area.column, limit: area.columns)
        row += 1
      }
    }
  }

  // MARK: Units

  private mutating func draw(_ grid: UnitGrid, in area: Area) {
    let layout = UnitLayout(grid, within: area.size)
    var row = area.row
    if let caption = layout.caption(of: grid) {
      write(
        StyledText(glyphs.shown(caption), .dim), row: row, column: area.column,
        limit: area.columns)
      row += 1
    }
    for index in 0..<layout.cells(of: grid) {
      let place = (row: row + index / layout.perRow, column: index % layout.perRow)
      guard place.row < area.row + area.rows else { return }
      let units = layout.units(index, of: grid)
      let kept = grid.kept[units].count { $0 }
      let hasChanged = units.contains { $0 < grid.changed.count && grid.changed[$0] }
      // Of several units in a cell the part that is kept.
      var code: UInt32 =
        kept == units.count
        ? 0x23 : kept == 0 ? 0x2E : [0x3A, 0x2B, 0x6F][min(2, 3 * kept / units.count)]
      if layout.perCell == 1,
        let shadow = UnitShadow(grid.kept[index], grid.earlier, at: index)
      {
        code = shadow.code
      }
      put(
        code, row: place.row, column: area.column + place.column * layout.pitch,
        style: kept > 0 ? Style(.first, bold: hasChanged) : Style(.dim, bold: hasChanged))
    }
  }
}
