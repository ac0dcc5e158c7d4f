/// How much room a pane takes by itself.
struct PaneMeasure {
  let glyphs: Glyphs

  /// nil for what stretches.
  func natural(_ pane: Pane, within room: Size) -> Size? {
    switch pane {
    case .chart, .network, .panels: nil
    case .listing(let listing): ListingText.natural(listing, within: room, glyphs: glyphs)
    case .units(let grid):
      natural(grid, within: room)
    case .table(let table):
      Size(
        rows: table.rows.count + (table.header.contains { !$0.isEmpty } ? 1 : 0),
        columns: columns(of: table).reduce(0, +) + 2 * max(0, columns(of: table).count - 1))
    case .text(let lines):
      Size(
        rows: lines.reduce(0) {
          $0 + max(1, glyphs.shown($1).wrapped(to: max(1, room.columns)).count)
        },
        columns: min(room.columns, lines.map { glyphs.shown($0).columns }.max() ?? 0))
    case .row(let slots): combined(slots, across: true, within: room)
    case .column(let slots): combined(slots, across: false, within: room)
    }
  }

  /// Rows that a body must keep where a listing is to stand below it: a chart wants twenty, a network two a unit,
  /// three where its edges carry numbers, what does not stretch its own.
  func rowsAboveListing(_ body: Pane, within room: Size) -> Int {
    let rows =
      switch body {
      case .network(let diagram):
        (diagram.edges.isEmpty ? 2 : 3) * (diagram.layers.map(\.kept.count).max() ?? 0) + 2
      case .row(let slots): slots.map { rowsAboveListing($0.pane, within: room) }.max() ?? 0
      case .column(let slots): slots.reduce(0) { $0 + rowsAboveListing($1.pane, within: room) }
      default: natural(body, within: room)?.rows ?? 20
      }
    return min(20, rows)
  }

  private func natural(_ grid: UnitGrid, within room: Size) -> Size {
    let layout = UnitLayout(grid, within: room)
    let rows = (layout.cells(of: grid) + layout.perRow - 1) / layout.perRow
    let width = min(layout.perRow, max(1, grid.kept.count)) * layout.pitch - (layout.pitch - 1)
    return Size(
      rows: rows + (grid.caption.isEmpty ? 0 : 1),
      columns: min(room.columns, max(width, TextWidth.columns(of: glyphs.shown(grid.caption)))))
  }

  private func combined(_ slots: [Slot], across: Bool, within room: Size) -> Size? {
    var size = Size(rows: 0, columns: 0)
    for slot in slots {
      let own = natural(slot.pane, within: room) ?? slot.minimum
      if across {
        size.columns += own.columns
        size.rows = max(size.rows, own.rows)
      } else {
        size.rows += own.rows
        size.columns = max(size.columns, own.columns)
      }
    }
    if across { size.columns += 2 * max(0, slots.count - 1) }
    return size
  }

  func columns(of table: TextTable) -> [Int] {
    let rows = [table.header] + table.rows
    let count = rows.map(\.count).max() ?? 0
    return (0..<count).map { column in
      rows.map { column < $0.count ? TextWidth.columns(of: glyphs.shown($0[column])) : 0 }.max()
        ?? 0
    }
  }
}
