/// Where the parts of a scene stand: the same for cells, for pictures and for what lies under a cross-hair.
struct SceneLayout {
  /// A pane that is drawn as a whole, and where.
  struct Part {
    let pane: Pane
    let area: Area
    /// Columns left of a chart's plot at least, so that charts one below the other line up.
    var gutter = 0
  }

  let glyphs: Glyphs
  /// The row of title and readout.
  let head: Area
  /// What to see, wrapped, below the body.
  let look: [StyledText]
  let lookRow: Int
  private(set) var parts: [Part] = []

  /// Nil where there is only room for a title.
  init?(_ scene: Scene, in area: Area, glyphs: Glyphs) {
    guard area.rows >= 3, area.columns >= 12 else { return nil }
    self.glyphs = glyphs
    head = Area(row: area.row, column: area.column + 1, rows: 1, columns: area.columns - 2)
    let lines = glyphs.shown(StyledText(scene.look)).wrapped(to: head.columns)
    look =
      scene.look.isEmpty
      ? [] : Self.fitted(lines, to: area.rows >= 9 ? max(2, area.rows / 5) : 1, head.columns)
    lookRow = area.row + area.rows - look.count
    let room = Area(
      row: area.row + 1, column: head.column, rows: area.rows - 1 - look.count,
      columns: head.columns)
    place(Self.body(of: scene, in: room.size, glyphs: glyphs), in: room)
  }

  /// The body, and its listing where that leaves enough for both: whole below it or beside it, else below it the
  /// lines around the lit ones.
  private static func body(of scene: Scene, in room: Size, glyphs: Glyphs) -> Pane {
    guard let listing = scene.listing else { return scene.body }
    let natural = ListingText.natural(listing, within: room, glyphs: glyphs)
    let whole = ListingText(listing, columns: room.columns, glyphs: glyphs).rowCount
    let measure = PaneMeasure(glyphs: glyphs)
    let free = room.rows - measure.rowsAboveListing(scene.body, within: room)
    // Beside it the body may lose a part: then rather some lines below.
    let least = measure.natural(scene.body, within: room)?.columns ?? 0
    let isWhole = least + 2 + natural.columns <= room.columns
    func side(rows: Int) -> Slot {
      Slot(.listing(listing), minimum: Size(rows: rows, columns: 1), share: 0)
    }
    let body = Slot(scene.body, share: 1, priority: 1)
    if room.columns >= 60, whole <= free { return .column([body, side(rows: whole)]) }
    if room.columns >= 98, natural.rows <= room.rows, isWhole || free < 5 {
      return .row([body, side(rows: 0)])
    }
    if room.columns >= 60, free >= 5 { return .column([body, side(rows: free)]) }
    return scene.body
  }

  /// The first lines; where some are left out it is seen.
  private static func fitted(_ lines: [StyledText], to count: Int, _ columns: Int) -> [StyledText] {
    guard lines.count > count, count > 0 else { return lines }
    let last = lines[count - 1].clipped(to: max(0, columns - 3))
    return Array(lines.prefix(count - 1)) + [last + StyledText("...")]
  }

  init(_ pane: Pane, in area: Area, glyphs: Glyphs) {
    self.glyphs = glyphs
    head = Area(row: area.row, column: area.column, rows: 0, columns: area.columns)
    look = []
    lookRow = area.row + area.rows
    place(pane, in: area)
  }

  private mutating func place(_ pane: Pane, in area: Area, gutter: Int = 0) {
    guard !area.isEmpty else { return }
    switch pane {
    case .row(let slots): place(slots, across: true, in: area)
    case .column(let slots): place(slots, across: false, in: area)
    case .panels(let panels):
      for panel in PanelGrid(panels, in: area, glyphs: glyphs).panels {
        parts.append(Part(pane: .chart(panel.chart), area: panel.area, gutter: panel.gutter))
      }
    default: parts.append(Part(pane: pane, area: area, gutter: gutter))
    }
  }

  private mutating func place(_ slots: [Slot], across: Bool, in area: Area) {
    let gap = across ? 2 : 0
    let room = across ? area.columns : area.rows
    let (kept, sizes) = Self.share(
      slots, room, across ? area.rows : area.columns, gap: gap,
      least: least(of: slots, across: across, in: area), across: across)
    var placed: [(pane: Pane, area: Area)] = []
    var start = across ? area.column : area.row
    let end = start + room
    for (index, wanted) in zip(kept, sizes) {
      let size = min(wanted, end - start)
      guard size > 0 else { break }
      let part =
        across
        ? Area(row: area.row, column: start, rows: area.rows, columns: size)
        : Area(row: start, column: area.column, rows: size, columns: area.columns)
      placed.append((slots[index].pane, part))
      start += size + gap
    }
    let gutter = across ? 0 : commonGutter(placed)
    for part in placed { place(part.pane, in: part.area, gutter: gutter) }
  }

  /// What each slot needs: its natural size where it does not stretch.
  private func least(of slots: [Slot], across: Bool, in area: Area) -> [Int] {
    let measure = PaneMeasure(glyphs: glyphs)
    return slots.map { slot in
      let asked = across ? slot.minimum.columns : slot.minimum.rows
      // A listing shows what matters of it in any number of rows.
      if !across, asked > 0, case .listing = slot.pane { return asked }
      guard slot.share == 0, let natural = measure.natural(slot.pane, within: area.size) else {
        return max(1, asked)
      }
      return max(asked, across ? natural.columns : min(natural.rows, area.rows))
    }
  }

  /// Which slots are kept and how long each is.
  private static func share(
    _ slots: [Slot], _ room: Int, _ other: Int, gap: Int, least: [Int], across: Bool
  ) -> (kept: [Int], sizes: [Int]) {
    // What matters most is drawn in whatever room there is.
    let first = slots.indices.max { (slots[$0].priority, -$0) < (slots[$1].priority, -$1) }
    var kept = slots.indices.filter {
      $0 == first || (across ? slots[$0].minimum.rows : slots[$0].minimum.columns) <= other
    }
    while kept.count > 1,
      kept.reduce(0, { $0 + least[$1] }) + gap * (kept.count - 1) > room
    {
      // The lowest priority goes first; of equals, the last.
      guard let loser = kept.min(by: { (slots[$0].priority, -$0) < (slots[$1].priority, -$1) })
      else { break }
      kept.removeAll { $0 == loser }
    }
    var sizes = kept.map { least[$0] }
    let shares = kept.map { max(0, slots[$0].share) }
    var weight = shares.reduce(0, +)
    guard weight > 0 else { return (kept, sizes) }
    let fixed = zip(shares, sizes).filter { $0.0 == 0 }.reduce(0) { $0 + $1.1 }
    var left = room - fixed - gap * (kept.count - 1)
    // Shares first; whoever would fall below its least keeps that, and the rest is shared anew.
    var open = kept.indices.filter { shares[$0] > 0 }
    func part(_ place: Int) -> Int { Int(Double(left) * shares[place] / max(weight, 1e-9)) }
    while let place = open.first(where: { part($0) < sizes[$0] }) {
      left -= sizes[place]
      weight -= shares[place]
      open.removeAll { $0 == place }
    }
    var used = 0
    for place in open {
      sizes[place] = place == open.last ? max(1, left - used) : part(place)
      used += sizes[place]
    }
    return (kept, sizes)
  }

  /// The widest gutter of charts one below the other; 0 if there are not two.
  private func commonGutter(_ parts: [(pane: Pane, area: Area)]) -> Int {
    let charts = parts.compactMap { part -> (Chart, Area)? in
      if case .chart(let chart) = part.pane { (chart, part.area) } else { nil }
    }
    guard charts.count > 1 else { return 0 }
    return charts.map { chart, area in
      ChartFrame.of(chart, in: area, glyphs: glyphs).plot.column - area.column
    }.max() ?? 0
  }
}
