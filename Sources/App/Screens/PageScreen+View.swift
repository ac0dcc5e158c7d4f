import Figures
import Lessons
import Plot

/// A page on the screen: prose and figure, or the question in the prose's place.
extension PageScreen {
  /// Where prose and figure stand.
  func layout(_ desk: Desk) -> (prose: Area, figure: Area?) {
    let size = desk.size
    let body = Area(row: 1, column: 0, rows: size.rows - 2, columns: size.columns)
    guard player != nil else {
      let columns = min(76, body.columns - 4)
      return (
        Area(
          row: 1, column: max(2, (size.columns - columns) / 2), rows: body.rows, columns: columns),
        nil
      )
    }
    if isZoomed, !isAsking { return (Area(row: 1, column: 0, rows: 0, columns: 0), body) }
    if size.columns >= 100 {
      let figureColumns = min(size.columns * 3 / 5, size.columns - 42)
      let prose = Area(
        row: 1, column: figureColumns + 2, rows: body.rows,
        columns: min(76, size.columns - figureColumns - 4))
      return (prose, Area(row: 1, column: 0, rows: body.rows, columns: figureColumns))
    }
    let figureRows = size.rows == 24 ? 13 : max(11, (size.rows * 13 + 12) / 24)
    var proseRows = max(0, body.rows - figureRows)
    if let question = question(
      in: Area(row: 1, column: 2, rows: 0, columns: size.columns - 4), desk)
    {
      // A long question takes some of the figure's rows, never all of them.
      proseRows = min(max(proseRows, question.rows), max(proseRows, body.rows - 9))
    }
    let prose = Area(row: 1, column: 2, rows: proseRows, columns: min(76, size.columns - 4))
    return (
      prose,
      Area(row: 1 + proseRows, column: 0, rows: body.rows - proseRows, columns: size.columns)
    )
  }

  /// `page.figure`; a second figure of the same name gets its number.
  var keptNames: [String?] {
    players.indices.map { index in
      let id = players[index].figure.id
      let before = players[..<index].count { $0.figure.id == id }
      return "\(page.id).\(id)" + (before == 0 ? "" : ".\(before + 1)")
    }
  }

  var isAsking: Bool { player?.guessing?.phase == .asking }

  /// What is asked before the figure runs, in the place of the prose.
  func question(in area: Area, _ desk: Desk) -> GuessingView? {
    guard isAsking, let guessing = player?.guessing else { return nil }
    return GuessingView(guessing: guessing, area: area, desk: desk)
  }

  /// The figure in view as it is drawn.
  func pane(_ desk: Desk) -> FigurePane? {
    guard let player, let area = layout(desk).figure else { return nil }
    return FigurePane(player: player, area: area, hasFocus: !isReading, desk: desk)
  }

  func proseLines(_ desk: Desk, columns: Int) -> [ProseLine] {
    prose.lines(columns: columns, desk) + ending(desk, columns: columns)
  }

  /// What comes after reading.
  func ending(_ desk: Desk, columns: Int) -> [ProseLine] {
    var lines: [StyledText] = []
    if !page.items.isEmpty {
      let count = page.items.count
      lines.append(
        StyledText("t", .strong)
          + StyledText(desk.say("  \(count) questions on this page", "  이 쪽의 퀴즈 \(count)문제")))
    }
    lines += drillRows(desk, prefix: "e")
    guard !lines.isEmpty else { return [] }
    return [ProseLine()]
      + lines.flatMap { ProseView.wrap($0, columns: columns, desk).map { ProseLine($0) } }
  }

  func draw(on surface: inout Surface, _ desk: Desk) {
    let layout = layout(desk)
    if let chosenDrill {
      drawHeader(on: &surface, desk, lines: 0, first: 0, rows: 0)
      drawDrills(lit: chosenDrill, in: layout.prose, on: &surface, desk)
      if let player, let area = layout.figure {
        FigurePane(player: player, area: area, hasFocus: false, desk: desk).draw(on: &surface)
      }
      return
    }
    if let question = question(in: layout.prose, desk) {
      drawHeader(on: &surface, desk, lines: 0, first: 0, rows: 0)
      question.draw(on: &surface)
      if let player, let area = layout.figure {
        FigurePane(player: player, area: area, hasFocus: true, desk: desk).draw(on: &surface)
      }
      return
    }
    let lines = layout.prose.rows > 0 ? proseLines(desk, columns: layout.prose.columns) : []
    let first = min(scroll, max(0, lines.count - layout.prose.rows))
    drawHeader(on: &surface, desk, lines: lines.count, first: first, rows: layout.prose.rows)
    for (offset, line) in lines.dropFirst(first).prefix(layout.prose.rows).enumerated() {
      let row = layout.prose.row + offset
      surface.write(
        line.text, row: row, column: layout.prose.column, limit: layout.prose.columns)
      light(line.text.text, row: row, column: layout.prose.column, on: &surface)
    }
    if let player, let area = layout.figure {
      FigurePane(player: player, area: area, hasFocus: !isReading, desk: desk).draw(on: &surface)
    }
    if let searchField {
      let row = desk.size.rows - 2
      surface.fill(Area(row: row, column: 0, rows: 1, columns: desk.size.columns))
      surface.write(StyledText("/", .strong), row: row, column: 1)
      FieldView(field: searchField, room: desk.size.columns - 4).draw(
        on: &surface, row: row, column: 2)
    }
  }

  func drawHeader(
    on surface: inout Surface, _ desk: Desk, lines: Int, first: Int, rows: Int
  ) {
    let module = desk.pack.modules.first { $0.id == page.module }
    let name = module.map { $0.title[desk.language] + " > " } ?? ""
    var right = ""
    if rows > 0, lines > rows {
      right = desk.say(
        "lines \(first + 1)-\(min(lines, first + rows)) of \(lines)",
        "\(lines)줄 중 \(first + 1)-\(min(lines, first + rows))")
    }
    let title = page.title[desk.language]
    let room = desk.size.columns - 4 - TextWidth.columns(of: desk.glyphs.shown(right))
    let whole = name + title
    let fits = TextWidth.columns(of: desk.glyphs.shown(whole)) <= room
    Chrome.header(fits ? whole : title, right, on: &surface, desk)
  }

  func cursor(_ desk: Desk) -> (row: Int, column: Int)? {
    if chosenDrill != nil { return nil }
    if let searchField {
      let view = FieldView(field: searchField, room: desk.size.columns - 4)
      return (desk.size.rows - 2, 2 + view.cursorColumn)
    }
    let layout = layout(desk)
    if let question = question(in: layout.prose, desk) { return question.cursor }
    guard let player, let area = layout.figure else { return nil }
    return FigurePane(player: player, area: area, hasFocus: !isReading, desk: desk).cursor
  }
}
