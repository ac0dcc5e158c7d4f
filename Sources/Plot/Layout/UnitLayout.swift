/// How units stand: a square each, a cell each where they are many, several a cell where they are more.
struct UnitLayout {
  let perRow: Int
  /// Columns from one to the next.
  let pitch: Int
  let perCell: Int
  private let hasCaption: Bool

  init(_ grid: UnitGrid, within room: Size) {
    let count = max(1, grid.kept.count)
    hasCaption = !grid.caption.isEmpty && room.rows > 1
    let rows = max(1, room.rows - (hasCaption ? 1 : 0))
    let columns = max(1, room.columns)
    var perRow = grid.perRow
    if perRow <= 0 { perRow = [8, 10, 16, 20, 32].first { (count + $0 - 1) / $0 <= rows } ?? 40 }
    if perRow * 2 - 1 <= columns, (count + perRow - 1) / perRow <= rows {
      self.perRow = max(1, perRow)
      pitch = 2
      perCell = 1
    } else {
      pitch = 1
      perCell = (count + rows * columns - 1) / (rows * columns)
      let cells = (count + perCell - 1) / perCell
      self.perRow = max(1, min(max(perRow, (cells + rows - 1) / rows), columns))
    }
  }

  /// The caption, with how many units a cell stands for where that is more than one; nil without room.
  func caption(of grid: UnitGrid) -> String? {
    guard hasCaption else { return nil }
    return perCell > 1 ? grid.caption + " (1:\(perCell))" : grid.caption
  }

  func cells(of grid: UnitGrid) -> Int { (grid.kept.count + perCell - 1) / perCell }

  func units(_ cell: Int, of grid: UnitGrid) -> Range<Int> {
    cell * perCell..<min(grid.kept.count, (cell + 1) * perCell)
  }
}
