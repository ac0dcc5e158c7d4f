import Figures
import Plot

/// A text twin as lines: the sentence, then the table.
struct TwinText {
  let twin: Twin
  let manner: Manner

  init(_ twin: Twin, manner: Manner) {
    self.twin = twin
    self.manner = manner
  }

  func write(to output: Output) throws {
    let plain = PlainText(language: manner.language, glyphs: manner.glyphs)
    for line in plain.lines(twin.sentence) { try output.line(line) }
    guard let table = twin.table else { return }
    let rows = ([table.header] + table.rows).map { row in
      row.map { manner.glyphs.repertoire == .ascii ? AsciiTable.map($0) : $0 }
    }
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { $0.indices.contains(column) ? TextWidth.columns(of: $0[column]) : 0 }.max() ?? 0
    }
    try output.line()
    for (number, row) in rows.enumerated() {
      let cells = zip(row, widths).map { TextWidth.pad($0, to: $1, .right) }
      let mark = table.current == number - 1 && number > 0 ? "> " : "  "
      try output.line(mark + cells.joined(separator: "  "))
    }
  }
}
