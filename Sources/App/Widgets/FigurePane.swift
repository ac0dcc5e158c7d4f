import Figures
import Lessons
import Plot

/// Draws a player: the scene, the controls and the timeline, or what the student is asked first.
struct FigurePane {
  let player: Player
  let area: Area
  let hasFocus: Bool
  let desk: Desk

  /// Two rows for controls and timeline where there is room, else one.
  private var stripRows: Int { area.rows >= 15 ? 2 : 1 }
  private var sceneArea: Area {
    Area(row: area.row, column: area.column, rows: area.rows - stripRows, columns: area.columns)
  }
  /// The row and columns of the timeline's track, for the mouse.
  var timeline: Area {
    let width = stripRows == 2 ? max(10, area.columns - 22) : min(24, max(8, area.columns / 4))
    let row = area.row + area.rows - 1
    let column = stripRows == 2 ? area.column + 1 : area.column + area.columns - width - 1
    return Area(row: row, column: column, rows: 1, columns: width)
  }
  private var controlStrip: Area {
    Area(
      row: area.row + area.rows - stripRows, column: area.column + 1, rows: 1,
      columns: stripRows == 2 ? area.columns - 2 : max(0, area.columns - timeline.columns - 4))
  }

  func draw(on surface: inout Surface) {
    guard area.rows >= 4, area.columns >= 20 else { return }
    drawScene(on: &surface)
    drawControls(on: &surface)
    drawTimeline(on: &surface)
    if let guessing = player.guessing, guessing.phase == .asking { draw(guessing, on: &surface) }
  }

  private func drawScene(on surface: inout Surface) {
    if let error = player.error {
      let lines =
        [
          StyledText(player.figure.title[desk.language], .heading),
          StyledText(error.says[desk.language], Style(.bad)),
        ].flatMap { desk.glyphs.shown($0).wrapped(to: max(1, sceneArea.columns - 2)) }
        + pointer(to: error)
        + desk.glyphs.shown(StyledText(error.mend[desk.language])).wrapped(
          to: max(1, sceneArea.columns - 2))
      for (row, line) in lines.prefix(sceneArea.rows).enumerated() {
        surface.write(line, row: sceneArea.row + row, column: sceneArea.column + 1)
      }
      return
    }
    guard let film = player.film else {
      surface.write(
        StyledText(desk.say("computing ...", "계산 중 ..."), .dim),
        row: sceneArea.row + sceneArea.rows / 2,
        column: sceneArea.column + max(0, sceneArea.columns / 2 - 6))
      return
    }
    if let kept = player.kept, sceneArea.columns >= 100 || sceneArea.rows >= 24 {
      drawBoth(film, beside: kept, on: &surface)
    } else {
      surface.draw(scene(of: film), in: sceneArea)
    }
    if player.pending != nil {
      surface.write(
        StyledText(desk.say(" computing ... ", " 계산 중 ... "), Style(.warn, reverse: true)),
        row: sceneArea.row, column: sceneArea.column + max(0, sceneArea.columns - 16))
    }
  }

  /// The value that is wrong with a mark under the character.
  private func pointer(to error: ControlError) -> [StyledText] {
    guard let column = error.column,
      let control = player.figure.controls.first(where: { $0.name == error.control })
    else { return [] }
    let text = control.print(player.settings[control])
    let before = TextWidth.columns(of: desk.glyphs.shown(String(text.prefix(max(0, column - 1)))))
    guard before + 4 < sceneArea.columns else { return [] }
    return [
      StyledText("  ") + desk.glyphs.shown(StyledText(text, .strong)),
      StyledText(String(repeating: " ", count: before + 2) + "^", Style(.bad, bold: true)),
    ]
  }

  /// Two runs on one clock: side by side where it is wide, else one below the other.
  private func drawBoth(
    _ film: Film, beside kept: (settings: Settings, film: Film), on surface: inout Surface
  ) {
    let share = Double(player.frame) / Double(max(1, film.frames - 1))
    let keptFrame =
      kept.film.frames == film.frames
      ? player.frame : Int((share * Double(kept.film.frames - 1)).rounded())
    let other = kept.film.scene(min(max(0, keptFrame), kept.film.frames - 1), desk.language)
    let own = film.scene(player.frame, desk.language)
    let pane = Pane.row([Slot(other.asPane), Slot(own.asPane)])
    let column = Pane.column([Slot(other.asPane), Slot(own.asPane)])
    surface.draw(sceneArea.columns >= 100 ? pane : column, in: sceneArea)
  }

  private func scene(of film: Film) -> Scene {
    if let guessing = player.guessing, guessing.phase == .given, player.isAtEnd,
      let prediction = guessing.drawable, let draw = film.predicted
    {
      return draw(prediction, player.frame, desk.language)
    }
    var scene = film.scene(player.frame, desk.language)
    if let mark = player.placed?.bookmarks.first(where: { $0.frame == player.frame }) {
      scene.look = mark.say[desk.language]
    }
    if let guessing = player.guessing, guessing.phase == .given, player.isAtEnd,
      let words = guessing.outcome(desk.language)
    {
      scene.look = words
    }
    return scene
  }

  // MARK: Controls

  private func drawControls(on surface: inout Surface) {
    let strip = controlStrip
    if let field = player.field, let control = player.focusedControl {
      drawField(field, of: control, in: strip, on: &surface)
      return
    }
    let shown = pieces()
    surface.write(
      row(of: shown.map(\.text), columns: strip.columns).text, row: strip.row,
      column: strip.column, limit: strip.columns)
  }

  /// Each control with its value; the one that has the focus with its slider.
  private func pieces() -> [(text: StyledText, sliderStart: Int?)] {
    player.controls.enumerated().map { index, control in
      let isFocused = hasFocus && player.focus == index
      let value = control.print(player.settings[control])
      let shortened =
        TextWidth.columns(of: value) > 28 && !isFocused
        ? TextWidth.clip(value, to: 26) + ".." : value
      let name = desk.language == .ko ? control.label.ko : control.name
      var piece = StyledText(name + " ", isFocused ? Style(.accent, bold: true) : .dim)
      piece.append(
        shortened,
        isFocused
          ? Style(.accent, bold: true, reverse: true)
          : player.isLocked(control)
            ? .dim : Style(bold: player.settings[control] != player.start[control]))
      piece = desk.glyphs.shown(piece)
      guard isFocused, let fraction = control.fraction(of: player.settings[control]) else {
        return (piece, nil)
      }
      let start = piece.columns + 2
      piece.append(" " + slider(fraction, columns: Self.sliderColumns), Style(.accent))
      return (piece, start)
    }
  }

  private static let sliderColumns = 12

  /// As many pieces as fit, the lit one always among them; `<` and `>` say that there are more. With where each
  /// piece begins.
  private func row(of pieces: [StyledText], columns: Int) -> (text: StyledText, starts: [Int: Int])
  {
    guard !pieces.isEmpty else { return (StyledText(), [:]) }
    let lit = hasFocus ? min(player.focus ?? 0, pieces.count - 1) : 0
    let widths = pieces.map { $0.columns + 2 }
    var first = 0
    while first < lit, widths[first...lit].reduce(0, +) > columns - 4 { first += 1 }
    var text = StyledText(first > 0 ? "< " : "", .dim)
    var used = first > 0 ? 2 : 0
    var starts: [Int: Int] = [:]
    for index in first..<pieces.count {
      if used + widths[index] > columns, index > lit {
        text.append(">", .dim)
        break
      }
      starts[index] = used
      text = text + pieces[index]
      text.append("  ")
      used += widths[index]
    }
    return (text, starts)
  }

  /// What a click in the row of controls hits: a control, and how far along its slider.
  func hit(row: Int, column: Int) -> (control: Int, fraction: Double?)? {
    let strip = controlStrip
    guard player.field == nil, row == strip.row else { return nil }
    let shown = pieces()
    let starts = self.row(of: shown.map(\.text), columns: strip.columns).starts
    for (index, piece) in shown.enumerated() {
      guard let start = starts[index] else { continue }
      let offset = column - strip.column - start
      guard offset >= 0, offset < piece.text.columns else { continue }
      guard let sliderStart = piece.sliderStart, offset >= sliderStart - 1 else {
        return (index, nil)
      }
      let place = Double(offset - sliderStart) / Double(Self.sliderColumns - 1)
      return (index, min(max(0, place), 1))
    }
    return nil
  }

  private func drawField(
    _ field: TextField, of control: Control, in strip: Area, on surface: inout Surface
  ) {
    let whole = Area(row: strip.row, column: area.column, rows: 1, columns: area.columns)
    surface.fill(whole)
    let label = (desk.language == .ko ? control.label.ko : control.name) + ": "
    let start = whole.column + 1
    surface.write(StyledText(label, Style(.accent, bold: true)), row: strip.row, column: start)
    let column = start + TextWidth.columns(of: desk.glyphs.shown(label))
    FieldView(field: field, room: whole.column + whole.columns - column - 1).draw(
      on: &surface, row: strip.row, column: column)
    let hint =
      player.fieldError.map { "\($0.says[desk.language]); \($0.mend[desk.language])" }
      ?? desk.say("Enter sets it, Esc leaves   ", "Enter로 정하고 Esc로 그만둔다   ")
      + control.rangeDescription
    let lines = desk.glyphs.shown(StyledText(hint, player.fieldError == nil ? .dim : Style(.bad)))
      .wrapped(to: max(10, whole.columns - 2))
    let shown = lines.prefix(3)
    for (offset, line) in shown.enumerated() {
      let row = strip.row - shown.count + offset
      guard row >= area.row else { continue }
      surface.fill(Area(row: row, column: whole.column, rows: 1, columns: whole.columns))
      surface.write(line, row: row, column: start)
    }
    if let column0 = player.fieldError?.column {
      // The mistake itself, under the character.
      let at = column + FieldView(field: field, room: whole.columns - 2).column(of: column0 - 1)
      surface.restyle(
        Area(row: strip.row, column: at, rows: 1, columns: 1), Style(.bad, reverse: true))
    }
  }

  private func slider(_ fraction: Double, columns: Int) -> String {
    let place = min(columns - 1, max(0, Int((fraction * Double(columns - 1)).rounded())))
    return "[" + String(repeating: "=", count: place) + "o"
      + String(repeating: "-", count: columns - 1 - place) + "]"
  }

  // MARK: Timeline

  private func drawTimeline(on surface: inout Surface) {
    guard let film = player.film, player.field == nil || stripRows == 2 else { return }
    let track = timeline
    let inside = track.columns - 2
    guard inside >= 4 else { return }
    let last = max(1, film.frames - 1)
    let place = film.frames == 1 ? inside - 1 : player.frame * (inside - 1) / last
    var cells = Array(repeating: Character("-"), count: inside)
    for index in 0..<place { cells[index] = "=" }
    for mark in player.bookmarks where mark.frame >= 0 && mark.frame <= last {
      let spot = mark.frame * (inside - 1) / last
      if cells[spot] == "-" || cells[spot] == "=" { cells[spot] = "'" }
    }
    cells[place] = player.isPlaying ? ">" : "o"
    surface.write(
      StyledText(
        "[" + String(cells) + "]", hasFocus && player.focus == nil ? Style(.accent) : .dim),
      row: track.row, column: track.column)
    guard stripRows == 2 else { return }
    let speed = player.speed == 1 ? "" : "  x\(SpeedText.text(player.speed))"
    surface.write(
      StyledText("\(player.frame)/\(film.frames - 1)\(speed)", .dim), row: track.row,
      column: track.column + track.columns + 1)
  }

  // MARK: Prediction

  private func draw(_ guessing: Guessing, on surface: inout Surface) {
    guard let question = guessing.question, let form = guessing.form else { return }
    let view = QuestionView(
      question: question, form: form, marking: guessing.marking, columns: area.columns - 4,
      desk: desk)
    var lines = [
      StyledText(
        desk.say("Before it runs: what do you expect?", "실행하기 전에: 어떻게 될까?"),
        Style(.accent, bold: true))
    ]
    lines += view.lines.map(\.text)
    lines.append(
      StyledText(
        desk.say("Enter keeps your prediction   Esc skips", "Enter로 예측을 남긴다   Esc로 건너뛴다"), .dim))
    let rows = min(area.rows, lines.count)
    let top = area.row + area.rows - rows
    surface.fill(Area(row: top, column: area.column, rows: rows, columns: area.columns))
    for (offset, line) in lines.suffix(rows).enumerated() {
      surface.write(line, row: top + offset, column: area.column + 2, limit: area.columns - 4)
    }
  }

  /// The cursor of an open field.
  var cursor: (row: Int, column: Int)? {
    if let field = player.field, let control = player.focusedControl {
      let label = (desk.language == .ko ? control.label.ko : control.name) + ": "
      let column = area.column + 1 + TextWidth.columns(of: desk.glyphs.shown(label))
      let view = FieldView(field: field, room: area.column + area.columns - column - 1)
      return (controlStrip.row, column + view.cursorColumn)
    }
    guard let guessing = player.guessing, guessing.phase == .asking,
      let question = guessing.question,
      let form = guessing.form, form.isTyping
    else { return nil }
    let view = QuestionView(
      question: question, form: form, marking: guessing.marking, columns: area.columns - 4,
      desk: desk)
    guard let place = view.cursor else { return nil }
    let count = view.lines.count + 2
    let top = area.row + area.rows - min(area.rows, count)
    return (top + 1 + place.row - max(0, count - area.rows), area.column + 2 + place.column)
  }
}

enum SpeedText {
  static func text(_ speed: Double) -> String {
    speed < 1 ? "1/\(Int((1 / speed).rounded()))" : "\(Int(speed))"
  }
}

extension Scene {
  /// The scene as part of another: its title and readout above its body.
  var asPane: Pane {
    let head = readout.isEmpty ? title : title + "   " + readout
    return .column([
      Slot(.text([StyledText(head, .heading)]), share: 0, priority: 1),
      Slot(body, minimum: Size(rows: 5, columns: 20), priority: 2),
      Slot(.text([StyledText(look)]), share: 0),
    ])
  }
}

/// One row of a text field; it scrolls so that the cursor is seen.
struct FieldView {
  let field: TextField
  let room: Int

  private var first: Int {
    var first = 0
    while first < field.cursor, width(first..<field.cursor) >= max(1, room - 1) { first += 1 }
    return first
  }

  private func width(_ range: Range<Int>) -> Int {
    field.characters[range].reduce(0) { $0 + TextWidth.columns(of: String($1)) }
  }

  var cursorColumn: Int { width(first..<field.cursor) }

  /// The column of a character; the room's end if it is out of sight.
  func column(of character: Int) -> Int {
    let place = min(max(first, character), field.characters.count)
    return min(max(0, room - 1), width(first..<place))
  }

  func draw(on surface: inout Surface, row: Int, column: Int) {
    surface.fill(
      Area(row: row, column: column, rows: 1, columns: max(0, room)), style: Style(underline: true))
    surface.write(
      StyledText(
        TextWidth.clip(String(field.characters[first...]), to: room),
        Style(bold: true, underline: true)),
      row: row, column: column)
  }
}
