extension Surface {
  /// Draws the axes, ticks, labels and names of a chart.
  mutating func drawAxes(_ frame: ChartFrame, glyphs: Glyphs) {
    let isAscii = glyphs.repertoire == .ascii
    drawYAxis(frame, isAscii: isAscii)
    drawXAxis(frame, glyphs: glyphs)
    if let name = frame.yName { write(name.text, row: name.row, column: name.column, style: .dim) }
    if let name = frame.xName { write(name.text, row: name.row, column: name.column, style: .dim) }
    if let title = frame.title {
      write(title.text, row: title.row, column: title.column, style: .strong)
    }
    if let name = frame.scaleName {
      write(name.text, row: name.row, column: name.column, style: .dim)
    }
    for place in frame.legend { draw(place) }
  }

  private mutating func drawYAxis(_ frame: ChartFrame, isAscii: Bool) {
    guard let column = frame.axisColumn else { return }
    let plot = frame.plot
    for row in 0..<plot.rows {
      put(isAscii ? 0x7C : 0x28B8, row: plot.row + row, column: column, style: .dim)
    }
    for tick in frame.yTicks.ticks.sorted(by: { $0.isMinor && !$1.isMinor }) {
      guard let place = frame.projection.row(tick.value) else { continue }
      let dot = Int((place * 4 - 0.5).rounded())
      let cell = isAscii ? Int(place) : dot / 4
      guard cell >= 0, cell < plot.rows else { continue }
      let row = plot.row + cell
      if isAscii {
        put(tick.isMinor ? 0x2D : 0x2B, row: row, column: column, style: .dim)
      } else {
        let bit = dot - cell * 4
        put(0x28B8 | Self.leftDots[bit], row: row, column: column, style: .dim)
        if !tick.isMinor && frame.yTicks.labelColumns > 0 {
          put(0x2800 | Self.rightDots[bit], row: row, column: column - 1, style: .dim)
        }
      }
      if let label = tick.label {
        let end = column - (isAscii ? 1 : 2)
        write(label, row: row, column: end - TextWidth.columns(of: label))
      }
    }
  }

  private mutating func drawXAxis(_ frame: ChartFrame, glyphs: Glyphs) {
    guard let row = frame.axisRow else { return }
    let isAscii = glyphs.repertoire == .ascii
    let plot = frame.plot
    if let column = frame.axisColumn {
      put(isAscii ? 0x2B : 0x2808, row: row, column: column, style: .dim)
    }
    for column in 0..<plot.columns {
      put(isAscii ? 0x2D : 0x2809, row: row, column: plot.column + column, style: .dim)
    }
    let room = LabelRoom(
      frame.projection.x, length: plot.columns, .across, margin: frame.plot.column, glyphs: glyphs)
    for tick in frame.xTicks.ticks.sorted(by: { $0.isMinor && !$1.isMinor }) {
      guard let place = frame.projection.column(tick.value) else { continue }
      let dot = Int((place * 2 - 0.5).rounded())
      let cell = isAscii ? Int(place) : dot / 2
      guard cell >= 0, cell < plot.columns else { continue }
      if isAscii {
        put(tick.isMinor ? 0x27 : 0x2B, row: row, column: plot.column + cell, style: .dim)
      } else {
        let isLeft = dot % 2 == 0
        let code: UInt32 =
          tick.isMinor ? (isLeft ? 0x280B : 0x2819) : (isLeft ? 0x280F : 0x2839)
        put(code, row: row, column: plot.column + cell, style: .dim)
      }
      if let label = tick.label, let labelRow = frame.labelRow,
        let span = room.span(of: label, at: tick.value)
      {
        write(label, row: labelRow, column: plot.column + span.lowerBound)
      }
    }
  }

  /// The bits of a braille cell's left and right dots, from the top.
  static let leftDots: [UInt32] = [0x01, 0x02, 0x04, 0x40]
  static let rightDots: [UInt32] = [0x08, 0x10, 0x20, 0x80]
}
