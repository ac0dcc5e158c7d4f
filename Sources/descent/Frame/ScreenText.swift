import Plot
import TUI

/// What a terminal must be sent to show one surface after another: the first whole, then what changed.
struct ScreenText {
  private let palette: Palette
  private var shown: Surface?
  /// So many unchanged cells are sent again rather than jumped over.
  private static let gap = 4

  init(colours: Int) { palette = Palette(colours: colours) }

  /// The text for the next picture, empty if nothing changed. All surfaces have one size.
  mutating func next(_ surface: Surface) -> String {
    defer { shown = surface }
    var text = shown == nil ? "\u{1B}[?25l\u{1B}[0m\u{1B}[H\u{1B}[2J" : ""
    var style = Style.plain
    for row in 0..<surface.size.rows {
      for run in runs(of: surface, row: row) {
        text += "\u{1B}[\(row + 1);\(run.lowerBound + 1)H"
        for column in run {
          let cell = surface.cell(row: row, column: column)
          guard !cell.isContinuation else { continue }
          if cell.style != style {
            text += ANSIText.escape(palette.look(of: cell.style))
            style = cell.style
          }
          text += cell.text
        }
      }
    }
    return style == .plain ? text : text + "\u{1B}[0m"
  }

  /// Gives the cursor back below the picture.
  func leaving(rows: Int) -> String { "\u{1B}[0m\u{1B}[\(rows);1H\u{1B}[?25h" }

  /// Columns of a row that differ from what is shown, small gaps closed; never half of a wide character.
  private func runs(of surface: Surface, row: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var column = 0
    while column < surface.size.columns {
      let isWide = surface.cell(row: row, column: column + 1).isContinuation
      let next = column + (isWide && column + 1 < surface.size.columns ? 2 : 1)
      let isChanged = (column..<next).contains {
        let cell = surface.cell(row: row, column: $0)
        guard let shown else { return cell.text != " " || cell.style != .plain }
        return cell != shown.cell(row: row, column: $0)
      }
      if isChanged {
        if let last = runs.last, column - last.upperBound <= Self.gap {
          runs[runs.count - 1] = last.lowerBound..<next
        } else {
          runs.append(column..<next)
        }
      }
      column = next
    }
    return runs
  }
}
