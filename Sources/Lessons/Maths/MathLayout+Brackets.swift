import Plot

/// Brackets and grids.
extension MathLayout {
  func fenced(_ open: String, _ body: MathBox, _ close: String) -> MathBox {
    .joined([bracket(open, for: body), body, bracket(close, for: body)])
  }

  func bracket(_ sign: String, for body: MathBox) -> MathBox {
    let plain = sign == "\\|" ? (isAscii ? "||" : "‖") : sign.replacing("\\", with: "")
    guard body.height > 1, !plain.isEmpty else { return MathBox(plain) }
    if isAscii || plain == "|" || plain == "‖" {
      let column = [String](repeating: asciiColumn(plain), count: body.height)
      return MathBox(rounded(plain, column), baseline: body.baseline)
    }
    let parts: (String, String, String, String)? =
      switch plain {
      case "(": ("⎛", "⎜", "⎝", "⎜")
      case ")": ("⎞", "⎟", "⎠", "⎟")
      case "[": ("⎡", "⎢", "⎣", "⎢")
      case "]": ("⎤", "⎥", "⎦", "⎥")
      case "{": ("⎧", "⎪", "⎩", "⎨")
      case "}": ("⎫", "⎪", "⎭", "⎬")
      default: nil
      }
    guard let (top, middle, bottom, centre) = parts else { return MathBox(plain) }
    var rows = [String](repeating: middle, count: body.height)
    rows[0] = top
    rows[body.height - 1] = bottom
    if body.height > 2 { rows[body.height / 2] = centre }
    return MathBox(rows, baseline: body.baseline)
  }

  func asciiColumn(_ sign: String) -> String {
    switch sign {
    case "(", ")": "|"
    default: sign
    }
  }

  /// Round brackets in 7 bits: `/ | \`.
  func rounded(_ sign: String, _ column: [String]) -> [String] {
    var rows = column
    if sign == "(" {
      rows[0] = "/"
      rows[rows.count - 1] = "\\"
    } else if sign == ")" {
      rows[0] = "\\"
      rows[rows.count - 1] = "/"
    }
    return rows
  }

  func grid(_ grid: MathNode.Grid, _ rows: [[MathNode]]) -> MathBox {
    guard isDisplay else { return MathBox(flatGrid(grid, rows)) }
    let columns = rows.map(\.count).max() ?? 0
    let cells = rows.map { row in
      (0..<columns).map { $0 < row.count ? box(row[$0]) : MathBox("") }
    }
    let widths = (0..<columns).map { column in cells.map { $0[column].width }.max() ?? 0 }
    let isTall = cells.contains { $0.contains { !$0.isFlat } }
    var lines: [String] = []
    for (index, row) in cells.enumerated() {
      let above = row.map(\.above).max() ?? 0
      let below = row.map(\.below).max() ?? 0
      var boxes: [MathBox] = []
      for (column, cell) in row.enumerated() {
        let alignment: TextWidth.Alignment =
          switch grid {
          case .aligned: column % 2 == 0 ? .right : .left
          case .cases: .left
          case .bmatrix, .pmatrix: .right
          }
        let padded = cell.padded(above: above, below: below)
        let filled = padded.rows.map { TextWidth.pad($0, to: widths[column], alignment) }
        if column > 0 {
          boxes.append(MathBox(grid == .aligned ? (column % 2 == 1 ? " " : "   ") : "  "))
        }
        boxes.append(MathBox(filled, baseline: padded.baseline))
      }
      if index > 0, isTall { lines.append("") }
      lines += MathBox.joined(boxes).rows
    }
    let body = MathBox(lines, baseline: (lines.count - 1) / 2)
    switch grid {
    case .aligned: return body
    case .cases: return .joined([bracket("\\{", for: body), MathBox(" "), body])
    case .bmatrix:
      return .joined([
        bracket("[", for: body), MathBox(" "), body, MathBox(" "), bracket("]", for: body),
      ])
    case .pmatrix:
      return .joined([
        bracket("(", for: body), MathBox(" "), body, MathBox(" "), bracket(")", for: body),
      ])
    }
  }

  func flatGrid(_ grid: MathNode.Grid, _ rows: [[MathNode]]) -> String {
    let cells = rows.map { $0.map { flat($0) } }
    switch grid {
    case .aligned:
      return cells.map { $0.filter { !$0.isEmpty }.joined(separator: " ") }.joined(separator: ";  ")
    case .cases:
      return "{ " + cells.map { $0.joined(separator: " ") }.joined(separator: "; ")
    case .bmatrix, .pmatrix:
      if cells.allSatisfy({ $0.count == 1 }) {
        return "(" + cells.map { $0.joined() }.joined(separator: ", ") + ")"
      }
      return "[" + cells.map { "[" + $0.joined(separator: ", ") + "]" }.joined(separator: ", ")
        + "]"
    }
  }
}
