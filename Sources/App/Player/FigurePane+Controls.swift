import Figures
import Plot

/// The controls of a figure in one row, and the field of one that is typed.
extension FigurePane {
  func name(of control: Control) -> String {
    desk.language == .ko ? control.label.ko : control.name
  }

  func drawControls(on surface: inout Surface) {
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
      var piece = StyledText(
        name(of: control) + " ", isFocused ? Style(.accent, bold: true) : .dim)
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
      return (index, Slider.fraction(at: offset - sliderStart))
    }
    return nil
  }

  private func drawField(
    _ field: TextField, of control: Control, in strip: Area, on surface: inout Surface
  ) {
    let whole = Area(row: strip.row, column: area.column, rows: 1, columns: area.columns)
    surface.fill(whole)
    let label = name(of: control) + ": "
    let start = whole.column + 1
    surface.write(StyledText(label, Style(.accent, bold: true)), row: strip.row, column: start)
    let column = start + TextWidth.columns(of: desk.glyphs.shown(label))
    let view = FieldView(field: field, room: whole.column + whole.columns - column - 1)
    view.draw(on: &surface, row: strip.row, column: column)
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
    if let place = player.fieldError?.column {
      // The mistake itself, under the character.
      surface.restyle(
        Area(row: strip.row, column: column + view.column(of: place - 1), rows: 1, columns: 1),
        Style(.bad, reverse: true))
    }
  }

  /// The cursor of an open field.
  var cursor: (row: Int, column: Int)? {
    guard let field = player.field, let control = player.focusedControl else { return nil }
    let label = name(of: control) + ": "
    let column = area.column + 1 + TextWidth.columns(of: desk.glyphs.shown(label))
    let view = FieldView(field: field, room: area.column + area.columns - column - 1)
    return (controlStrip.row, column + view.cursorColumn)
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
