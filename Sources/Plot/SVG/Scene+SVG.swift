extension Scene {
  /// The scene as a picture with real text and with lines from the data themselves; the same scene gives the same
  /// text.
  ///
  /// - Parameters:
  ///   - width: in user units (pixels), at least 240 and at most 4000; rounded down to whole columns of text.
  ///   - height: at least 120 and at most 4000; rounded down to whole rows.
  ///   - glyphs: its repertoire only decides how words are written (7-bit or not).
  package func svg(
    width: Int = 960, height: Int = 510, theme: SVGTheme = .light, glyphs: Glyphs = .unicode
  ) -> String {
    let columns = min(max(width, 240), 4000) / Int(SVGWriter.cell.width)
    let rows = min(max(height, 120), 4000) / Int(SVGWriter.cell.height)
    var writer = SVGWriter(columns: columns, rows: rows, theme: theme)
    let area = Area(row: 0, column: 0, rows: rows, columns: columns)
    guard let layout = SceneLayout(self, in: area, glyphs: glyphs) else {
      writer.text(glyphs.shown(title), row: 0, column: 0, .heading)
      return writer.document(title: title, description: look)
    }
    writer.head(self, in: layout.head, glyphs)
    for part in layout.parts {
      switch part.pane {
      case .chart(let chart):
        writer.draw(chart, in: part, glyphs)
      case .units(let grid): writer.draw(grid, in: part.area, glyphs)
      case .network(let network): writer.draw(network, in: part.area, glyphs)
      case .table(let table):
        let text = TableText(table, columns: part.area.columns, glyphs: glyphs)
        for line in text.window(part.area.rows).enumerated() {
          writer.text(line.element, row: part.area.row + line.offset, column: part.area.column)
        }
      case .text(let lines): writer.draw(lines, in: part.area, glyphs)
      case .listing(let listing): writer.draw(listing, in: part.area, glyphs)
      case .row, .column, .panels: break  // The layout has taken them apart.
      }
    }
    for (offset, line) in layout.look.enumerated() {
      writer.text(line, row: layout.lookRow + offset, column: layout.head.column)
    }
    return writer.document(title: title, description: look)
  }
}

extension SVGWriter {
  fileprivate mutating func head(_ scene: Scene, in area: Area, _ glyphs: Glyphs) {
    let head = SceneHead(scene, columns: area.columns, glyphs: glyphs)
    text(head.title, row: area.row, column: area.column, .heading)
    text(head.readout, row: area.row, column: area.column + head.readoutStart, .strong)
  }
}
