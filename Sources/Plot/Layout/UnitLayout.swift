/// How units stand: a square each, or a cell each where they are many.
struct UnitLayout {
  let perRow: Int
  let pitch: Int

  init(_ grid: UnitGrid, within room: Size) {
    let count = max(1, grid.kept.count)
    let rows = max(1, room.rows - (grid.caption.isEmpty ? 0 : 1))
    var perRow = grid.perRow
    if perRow <= 0 { perRow = [8, 10, 16, 20, 32].first { (count + $0 - 1) / $0 <= rows } ?? 40 }
    if perRow * 2 - 1 <= room.columns, (count + perRow - 1) / perRow <= rows || grid.perRow > 0 {
      self.perRow = max(1, perRow)
      pitch = 2
    } else {
      self.perRow = max(1, min(max(perRow, (count + rows - 1) / rows), room.columns))
      pitch = 1
    }
  }
}
