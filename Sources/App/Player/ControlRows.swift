import Figures
import Plot

/// Where the controls of a figure that stands alone are: all of them, in rows, with a row that says more of the one
/// that has the focus.
struct ControlRows {
  /// Each control's place, and the rows they take together.
  let places: [(row: Int, column: Int)]
  let rows: Int

  /// - Parameters:
  ///   - widths: of the pieces, in columns.
  ///   - limit: at most so many rows; what does not fit is left out.
  init(widths: [Int], columns: Int, limit: Int) {
    var places: [(row: Int, column: Int)] = []
    var row = 0
    var column = 0
    for width in widths {
      if column > 0, column + width > columns {
        row += 1
        column = 0
      }
      places.append((row, column))
      column += width + 3
    }
    self.places = places
    rows = min(limit, widths.isEmpty ? 0 : row + 1)
  }
}
