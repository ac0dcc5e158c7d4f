extension Surface {
  /// Draws a scene: title and readout in the first row, the body, and at the bottom what to see.
  package mutating func draw(_ scene: Scene, in area: Area) {
    let area = area.clipped(to: self.area)
    guard area.rows >= 3, area.columns >= 12 else {
      write(
        StyledText(glyphs.shown(scene.title), .heading), row: area.row, column: area.column,
        limit: area.columns)
      return
    }
    let inner = Area(
      row: area.row, column: area.column + 1, rows: area.rows, columns: area.columns - 2)
    drawHead(scene, in: inner)
    var look = glyphs.shown(StyledText(scene.look)).wrapped(to: inner.columns)
    look = scene.look.isEmpty ? [] : Array(look.prefix(area.rows >= 9 ? 2 : 1))
    let body = Area(
      row: area.row + 1, column: inner.column, rows: area.rows - 1 - look.count,
      columns: inner.columns)
    draw(scene.body, in: body)
    for (offset, line) in look.enumerated() {
      write(
        line, row: area.row + area.rows - look.count + offset, column: inner.column,
        limit: inner.columns)
    }
  }

  private mutating func drawHead(_ scene: Scene, in area: Area) {
    let readout = glyphs.shown(scene.readout)
    let width = TextWidth.columns(of: readout)
    let title = TextWidth.clip(glyphs.shown(scene.title), to: area.columns)
    let titleWidth = TextWidth.columns(of: title)
    // The numbers of the moment matter more than the title, which stands above anyway.
    if titleWidth + 2 + width <= area.columns {
      write(StyledText(title, .heading), row: area.row, column: area.column)
      write(StyledText(readout, .strong), row: area.row, column: area.column + area.columns - width)
    } else if width > 0 {
      let room = max(0, area.columns - width - 2)
      write(
        StyledText(TextWidth.clip(title, to: room), .heading), row: area.row, column: area.column)
      let start = max(0, area.columns - width)
      write(
        StyledText(readout, .strong), row: area.row, column: area.column + start,
        limit: area.columns - start)
    } else {
      write(StyledText(title, .heading), row: area.row, column: area.column)
    }
  }

  /// Draws a pane; what does not fit is left out.
  package mutating func draw(_ pane: Pane, in area: Area) { draw(pane, in: area, gutter: 0) }

  /// - Parameter gutter: columns left of a chart's plot at least, so that charts one below the other line up.
  private mutating func draw(_ pane: Pane, in area: Area, gutter: Int) {
    guard !area.isEmpty else { return }
    switch pane {
    case .chart(let chart): draw(chart, in: area, glyphs: glyphs, gutter: gutter)
    case .units(let grid): draw(grid, in: area)
    case .network(let network):
      NetworkPainter(network: network, glyphs: glyphs).draw(on: &self, in: area)
    case .table(let table): draw(table, in: area)
    case .text(let lines): draw(lines, in: area)
    case .row(let slots): draw(slots, across: true, in: area)
    case .column(let slots): draw(slots, across: false, in: area)
    }
  }

  private mutating func draw(_ lines: [StyledText], in area: Area) {
    var row = area.row
    for line in lines {
      let rows = glyphs.shown(line).wrapped(to: area.columns)
      for text in rows.isEmpty ? [StyledText()] : rows {
        guard row < area.row + area.rows else { return }
        write(text, row: row, column: area.column, limit: area.columns)
        row += 1
      }
    }
  }

  private mutating func draw(_ slots: [Slot], across: Bool, in area: Area) {
    let gap = across ? 2 : 0
    let room = across ? area.columns : area.rows
    let other = across ? area.rows : area.columns
    let measure = PaneMeasure(glyphs: glyphs)
    func least(_ slot: Slot) -> Int {
      let natural = slot.share == 0 ? measure.natural(slot.pane, within: area.size) : nil
      let asked = across ? slot.minimum.columns : slot.minimum.rows
      guard let natural else { return max(1, asked) }
      return max(asked, across ? natural.columns : min(natural.rows, area.rows))
    }
    var kept = slots.indices.filter {
      (across ? slots[$0].minimum.rows : slots[$0].minimum.columns) <= other
    }
    func total() -> Int {
      kept.map { least(slots[$0]) }.reduce(0, +) + gap * max(0, kept.count - 1)
    }
    while kept.count > 1, total() > room {
      // The lowest priority goes first; of equals, the last.
      guard let loser = kept.min(by: { (slots[$0].priority, -$0) < (slots[$1].priority, -$1) })
      else { break }
      kept.removeAll { $0 == loser }
    }
    guard !kept.isEmpty else { return }
    let shares = kept.map { max(0, slots[$0].share) }
    let sum = shares.reduce(0, +)
    let fixed = kept.filter { slots[$0].share == 0 }.map { least(slots[$0]) }.reduce(0, +)
    let free = room - fixed - gap * (kept.count - 1)
    var sizes = kept.map { least(slots[$0]) }
    if sum > 0 {
      // Shares first; whoever would fall below its least keeps that, and the rest is shared anew.
      var open = kept.indices.filter { slots[kept[$0]].share > 0 }
      var left = free
      var weight = sum
      var changed = true
      while changed {
        changed = false
        for place in open {
          let wanted = Int(Double(left) * shares[place] / max(weight, 1e-9))
          if wanted < sizes[place] {
            left -= sizes[place]
            weight -= shares[place]
            open.removeAll { $0 == place }
            changed = true
            break
          }
        }
      }
      var used = 0
      for (order, place) in open.enumerated() {
        let isLast = order == open.count - 1
        sizes[place] =
          isLast ? max(1, left - used) : Int(Double(left) * shares[place] / max(weight, 1e-9))
        used += sizes[place]
      }
    }
    var parts: [(pane: Pane, area: Area)] = []
    var start = across ? area.column : area.row
    let end = start + room
    for (place, index) in kept.enumerated() {
      let size = min(sizes[place], end - start)
      guard size > 0 else { break }
      let part =
        across
        ? Area(row: area.row, column: start, rows: area.rows, columns: size)
        : Area(row: start, column: area.column, rows: size, columns: area.columns)
      parts.append((slots[index].pane, part))
      start += size + gap
    }
    let gutter = across ? 0 : commonGutter(parts)
    for part in parts { draw(part.pane, in: part.area, gutter: gutter) }
  }

  /// The widest gutter of charts one below the other; 0 if there are not two.
  private func commonGutter(_ parts: [(pane: Pane, area: Area)]) -> Int {
    var gutters: [Int] = []
    for case (.chart(let chart), let area) in parts {
      let frame = ChartFrame(chart, in: area, glyphs: glyphs)
      gutters.append(frame.plot.column - area.column)
    }
    return gutters.count > 1 ? gutters.max() ?? 0 : 0
  }

  // MARK: Units and tables

  private mutating func draw(_ grid: UnitGrid, in area: Area) {
    let layout = UnitLayout(grid, within: area.size)
    var row = area.row
    if !grid.caption.isEmpty, area.rows > 1 {
      write(
        StyledText(glyphs.shown(grid.caption), .dim), row: row, column: area.column,
        limit: area.columns)
      row += 1
    }
    for (index, isKept) in grid.kept.enumerated() {
      let place = (row: index / layout.perRow, column: index % layout.perRow)
      guard row + place.row < area.row + area.rows else {
        let rest = grid.kept.count - index
        write(
          StyledText("+\(rest)", .dim), row: area.row + area.rows - 1,
          column: area.column + area.columns - 6, limit: 6)
        return
      }
      let hasChanged = index < grid.changed.count && grid.changed[index]
      put(
        isKept ? 0x23 : 0x2E, row: row + place.row,
        column: area.column + place.column * layout.pitch,
        style: isKept ? Style(.first, bold: hasChanged) : Style(.dim, bold: hasChanged))
    }
  }

  private mutating func draw(_ table: TextTable, in area: Area) {
    let widths = PaneMeasure(glyphs: glyphs).columns(of: table)
    let isNumeric = widths.indices.map { column in
      table.rows.allSatisfy { column >= $0.count || $0[column].isEmpty || $0[column].looksNumeric }
    }
    func line(_ cells: [String], _ style: Style) -> StyledText {
      var text = ""
      for (column, width) in widths.enumerated() {
        let cell = column < cells.count ? glyphs.shown(cells[column]) : ""
        text += TextWidth.pad(cell, to: width, isNumeric[column] ? .right : .left)
        if column + 1 < widths.count { text += "  " }
      }
      return StyledText(text, style)
    }
    var row = area.row
    if table.header.contains(where: { !$0.isEmpty }) {
      write(line(table.header, .dim), row: row, column: area.column, limit: area.columns)
      row += 1
    }
    let room = max(0, area.row + area.rows - row)
    let current = table.current ?? table.rows.count - 1
    let first = min(max(0, current - room / 2), max(0, table.rows.count - room))
    for index in table.rows.indices.dropFirst(first).prefix(room) {
      let isCurrent = index == table.current
      write(
        line(table.rows[index], isCurrent ? Style(.accent, bold: true) : .plain), row: row,
        column: area.column, limit: area.columns)
      row += 1
    }
  }
}

extension String {
  /// Right-aligned in a table: digits with signs, points, exponents, percent or brackets.
  fileprivate var looksNumeric: Bool {
    unicodeScalars.contains { (48...57).contains($0.value) }
      && unicodeScalars.allSatisfy { "0123456789+-−.,eE%()/ ".unicodeScalars.contains($0) }
  }
}

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

/// How much room a pane takes by itself.
struct PaneMeasure {
  let glyphs: Glyphs

  /// nil for what stretches.
  func natural(_ pane: Pane, within room: Size) -> Size? {
    switch pane {
    case .chart, .network: nil
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

  private func natural(_ grid: UnitGrid, within room: Size) -> Size {
    let layout = UnitLayout(grid, within: room)
    let rows = (grid.kept.count + layout.perRow - 1) / layout.perRow
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
