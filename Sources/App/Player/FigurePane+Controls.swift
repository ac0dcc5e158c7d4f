import Figures
import Plot

/// The controls of a figure.
extension FigurePane {
  func name(of control: Control) -> String {
    desk.language == .ko ? control.label.ko : control.name
  }

  /// What a chosen word means, where its name does not say it: `(trained with dropout)`.
  private func words(for value: ControlValue, of control: Control) -> String? {
    guard case .choice(let choices) = control.kind, case .choice(let id) = value,
      let label = choices.first(where: { $0.id == id })?.label[desk.language], label != id
    else { return nil }
    return "(\(label))"
  }

  func drawControls(on surface: inout Surface) {
    let strip = controlStrip
    if showsAll { drawAll(on: &surface) }
    if let field = openField {
      draw(field, on: &surface)
      return
    }
    if showsAll {
      let text = desk.glyphs.shown(saying.text)
      let fits = text.columns <= strip.columns
      surface.write(
        text, row: strip.row, column: strip.column, limit: strip.columns - (fits ? 0 : 2))
      if !fits {
        surface.write("..", row: strip.row, column: strip.column + strip.columns - 2, style: .dim)
      }
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
        TextWidth.columns(of: value) > 28 && (showsAll || !isFocused)
        ? TextWidth.clip(value, to: 26) + ".." : value
      var piece = StyledText(
        name(of: control) + " ", isFocused ? Style(.accent, bold: true) : .dim)
      piece.append(
        shortened,
        isFocused
          ? Style(.accent, bold: true, reverse: true)
          : player.isLocked(control)
            ? .dim : Style(bold: player.settings[control] != player.start[control]))
      if isFocused, !showsAll, let words = words(for: player.settings[control], of: control) {
        piece.append(" " + words, .dim)
      }
      piece = desk.glyphs.shown(piece)
      guard isFocused, !showsAll,
        let fraction = control.fraction(of: player.settings[control])
      else { return (piece, nil) }
      let start = piece.columns + 2
      piece.append(" " + Slider.text(fraction), Style(.accent))
      return (piece, start)
    }
  }

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
    guard player.field == nil else { return nil }
    if showsAll { return hitAll(row: row, column: column) }
    guard row == strip.row else { return nil }
    let shown = pieces()
    let starts = self.row(of: shown.map(\.text), columns: strip.columns).starts
    for (index, piece) in shown.enumerated() {
      guard let start = starts[index] else { continue }
      let offset = column - strip.column - start
      guard offset >= 0, offset < piece.text.columns else { continue }
      guard let sliderStart = piece.sliderStart, offset >= sliderStart - 1 else {
        return (index, nil)
      }
      return (index, Slider.fraction(at: offset - sliderStart))
    }
    return nil
  }

  // MARK: All of them

  var controlRows: ControlRows {
    ControlRows(
      widths: pieces().map(\.text.columns), columns: area.columns - 2,
      limit: min(6, max(1, area.rows - 13)))
  }
  private var firstControlRow: Int { controlStrip.row - controlRows.rows }

  private func drawAll(on surface: inout Surface) {
    let rows = controlRows
    for (piece, place) in zip(pieces(), rows.places) where place.row < rows.rows {
      surface.write(
        piece.text, row: firstControlRow + place.row, column: area.column + 1 + place.column,
        limit: area.columns - 2 - place.column)
    }
    guard !player.presets.isEmpty else { return }
    surface.write(
      desk.glyphs.shown(presetNames), row: firstControlRow - 1, column: area.column + 1,
      limit: area.columns - 2)
  }

  private func hitAll(row: Int, column: Int) -> (control: Int, fraction: Double?)? {
    if row == controlStrip.row, let focus = player.focus, let start = saying.sliderStart {
      let offset = column - controlStrip.column - start
      guard offset >= -1, offset <= Slider.columns else { return nil }
      return (focus, Slider.fraction(at: offset))
    }
    let rows = controlRows
    for (index, (piece, place)) in zip(pieces(), rows.places).enumerated()
    where place.row < rows.rows && row == firstControlRow + place.row {
      let offset = column - area.column - 1 - place.column
      if offset >= 0, offset < piece.text.columns { return (index, nil) }
    }
    return nil
  }

  /// What the row below the controls says: the lit control's value, slider and what may be written; else what to
  /// look for, or which presets there are.
  private var saying: (text: StyledText, sliderStart: Int?) {
    guard hasFocus, let control = player.focusedControl else { return (presetWords, nil) }
    let value = player.settings[control]
    var text = StyledText(control.label[desk.language] + "  ", Style(.accent, bold: true))
    text.append(control.print(value), .strong)
    if let words = words(for: value, of: control) { text.append(" " + words, .plain) }
    text = desk.glyphs.shown(text)
    var start: Int?
    if let fraction = control.fraction(of: value) {
      start = text.columns + 3
      text.append("  " + Slider.text(fraction), Style(.accent))
    }
    if let preset = control.presets.first(where: { $0.value == value }) {
      text.append("   " + preset.say[desk.language], .plain)
    } else {
      text.append("   " + control.range[desk.language], .dim)
    }
    return (text, start)
  }

  /// What to look for with the preset that is set.
  private var presetWords: StyledText {
    guard let preset = player.preset else { return StyledText() }
    let text =
      StyledText(desk.say("Look: ", "볼 것: "), Style(.accent, bold: true))
      + StyledText(preset.say[desk.language])
    let room = controlStrip.columns
    guard desk.glyphs.shown(text).columns > room, room > 20 else { return text }
    // Whole words of it, and a sign that there are more.
    return (desk.glyphs.shown(text).wrapped(to: room - 3).first ?? text) + StyledText("...")
  }

  /// The presets by their digits, the one that is set lit; where they do not fit, the last ones by digits alone.
  private var presetNames: StyledText {
    let set = player.preset?.title
    let presets = player.figure.presets.prefix(9)
    var text = StyledText()
    for (index, preset) in presets.enumerated() {
      let isSet = preset.title == set
      let isLast = index == presets.count - 1
      let columns = TextWidth.columns(of: desk.glyphs.shown(preset.title[desk.language])) + 2
      if text.columns + columns + (isLast ? 0 : 5) > area.columns - 2 {
        text.append("\(index + 1)", Style(bold: true))
        if !isLast { text.append("-\(presets.count)", Style(bold: true)) }
        break
      }
      text.append("\(index + 1)", Style(isSet ? .accent : .plain, bold: true))
      text.append(" " + preset.title[desk.language], isSet ? Style(.accent, bold: true) : .dim)
      text.append("  ")
    }
    return text
  }
}

/// `[====o-------]`
enum Slider {
  static let columns = 12

  static func text(_ fraction: Double) -> String {
    let place = min(columns - 1, max(0, Int((fraction * Double(columns - 1)).rounded())))
    return "[" + String(repeating: "=", count: place) + "o"
      + String(repeating: "-", count: columns - 1 - place) + "]"
  }

  /// The place along the slider of a column counted from its first inner one.
  static func fraction(at column: Int) -> Double {
    min(max(0, Double(column) / Double(columns - 1)), 1)
  }
}
