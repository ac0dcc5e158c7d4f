extension Surface {
  /// The cells as a picture: real text, dots of braille as shapes (few fonts draw them well), styles as colours.
  package func svg(title: String = "", theme: SVGTheme = .light) -> String {
    var writer = SVGWriter(columns: size.columns, rows: size.rows, theme: theme)
    let (width, height) = SVGWriter.cell
    // One path of dots per colour, in the order of the inks.
    var dots: [(ink: Style, data: String)] = []
    for row in 0..<size.rows {
      var run = ""
      var start = 0
      var end = 0
      var style = Style.plain
      func flush(_ writer: inout SVGWriter) {
        if !run.isEmpty { writer.run(run, row: row, columns: start..<end, style) }
        run = ""
      }
      forEachCell(inRow: row) { column, scalar, marks, columns, cellStyle in
        if let ground = cellStyle.ground ?? cellStyle.shade {
          flush(&writer)
          writer.rect(
            Double(column) * width, Double(row) * height, width, height,
            fill: writer.theme.colour(ground))
          if cellStyle.shade == nil, scalar != Self.blank {
            style = cellStyle
            start = column
            if let scalar = Unicode.Scalar(scalar) { run.unicodeScalars.append(scalar) }
            end = column + columns
            flush(&writer)
          }
          if scalar == 0x2580, let shade = cellStyle.shade {
            writer.rect(
              Double(column) * width, Double(row) * height, width, height / 2,
              fill: writer.theme.colour(shade))
          }
          return
        }
        let isBraille = (0x2800...0x28FF).contains(scalar)
        if isBraille, !cellStyle.reverse {
          flush(&writer)
          let data = Self.dots(scalar, row: row, column: column)
          if let index = dots.firstIndex(where: { $0.ink == cellStyle }) {
            dots[index].data += data
          } else {
            dots.append((cellStyle, data))
          }
          return
        }
        if cellStyle != style || run.isEmpty || end != column {
          flush(&writer)
          style = cellStyle
          start = column
        }
        if scalar == Self.blank, run.isEmpty, !style.reverse, !style.underline { return }
        for code in [scalar] + marks {
          if let scalar = Unicode.Scalar(code) { run.unicodeScalars.append(scalar) }
        }
        end = column + columns
      }
      flush(&writer)
    }
    for layer in dots {
      writer.add("<path d=\"\(layer.data)\" fill=\"\(writer.ink(layer.ink))\"/>")
    }
    return writer.document(title: title, description: "")
  }

  /// The dots of a braille character as squares.
  private static func dots(_ scalar: UInt32, row: Int, column: Int) -> String {
    let (width, height) = SVGWriter.cell
    var data = ""
    for (side, table) in [leftDots, rightDots].enumerated() {
      for (down, bit) in table.enumerated() where scalar & bit != 0 {
        let x = (Double(column) + 0.25 + 0.5 * Double(side)) * width - 1.1
        let y = (Double(row) + (Double(down) + 0.5) / 4) * height - 1.1
        data += "M\(SVGWriter.number(x)) \(SVGWriter.number(y))h2.2v2.2h-2.2z"
      }
    }
    return data
  }
}

extension SVGWriter {
  /// A run of cells in one style; what is reversed stands on its colour.
  fileprivate mutating func run(_ text: String, row: Int, columns: Range<Int>, _ style: Style) {
    guard style.reverse else {
      self.text(text, row: row, column: columns.lowerBound, style)
      return
    }
    rect(
      Double(columns.lowerBound) * Self.cell.width, Double(row) * Self.cell.height,
      Double(columns.count) * Self.cell.width, Self.cell.height, fill: ink(style))
    add(
      "<text x=\"\(Self.number(Double(columns.lowerBound) * Self.cell.width))\" y=\"\(Self.number(Self.baseline(row)))\" fill=\"\(theme.background)\" xml:space=\"preserve\">\(Self.escaped(text))</text>"
    )
  }
}
