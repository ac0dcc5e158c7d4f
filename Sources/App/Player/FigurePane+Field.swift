import Figures
import Plot

/// The field of a control that is typed, and below it what may be written, or what is wrong and how to mend it.
extension FigurePane {
  struct OpenField {
    let label: String
    let row: Int
    let column: Int
    let view: FieldView
    let below: [StyledText]
  }

  /// It takes the pane's last rows; the figure stays in sight above.
  var openField: OpenField? {
    guard let field = player.field, let control = player.focusedControl else { return nil }
    let label = desk.glyphs.shown(name(of: control) + ": ")
    let column = area.column + 1 + TextWidth.columns(of: label)
    let view = FieldView(field: field, room: max(0, area.column + area.columns - column - 1))
    let lines = player.fieldError.map { words(of: $0, under: view, column - area.column - 1) }
    let below = (lines ?? hint(control)).prefix(max(1, min(5, area.rows - 3)))
    return OpenField(
      label: label, row: area.row + area.rows - 1 - below.count, column: column, view: view,
      below: Array(below))
  }

  /// The cursor of an open field.
  var cursor: (row: Int, column: Int)? {
    openField.map { ($0.row, $0.column + $0.view.cursorColumn) }
  }

  /// The character of the open field under the mouse.
  func character(row: Int, column: Int) -> Int? {
    guard let field = openField, row == field.row, column >= field.column else { return nil }
    return field.view.character(at: column - field.column)
  }

  func draw(_ field: OpenField, on surface: inout Surface) {
    surface.fill(
      Area(
        row: field.row, column: area.column, rows: field.below.count + 1, columns: area.columns))
    surface.write(
      StyledText(field.label, Style(.accent, bold: true)), row: field.row, column: area.column + 1)
    field.view.draw(on: &surface, row: field.row, column: field.column)
    for (offset, line) in field.below.enumerated() {
      surface.write(
        line, row: field.row + 1 + offset, column: area.column + 1, limit: area.columns - 2)
    }
    guard let place = player.fieldError?.column else { return }
    surface.restyle(
      Area(
        row: field.row, column: field.column + field.view.column(of: place - 1), rows: 1, columns: 1
      ), Style(.bad, reverse: true))
  }

  private func hint(_ control: Control) -> [StyledText] {
    // Names as they are typed, with what each means.
    func listed(_ choices: [Control.Choice]) -> String {
      choices.map { choice in
        let label = choice.label[desk.language]
        return label == choice.id ? choice.id : "\(choice.id) (\(label))"
      }.joined(separator: ", ")
    }
    let words =
      switch control.kind {
      case .choice(let choices):
        desk.say("one of ", "다음 중 하나: ") + listed(choices)
      case .set(let choices):
        desk.say("one or more, separated by commas: ", "다음 중 하나 이상, 쉼표로 나눈다: ")
          + listed(choices)
      default: control.range[desk.language]
      }
    return wrapped(StyledText(words, .dim))
  }

  /// The mistake under its character, then how to mend it.
  private func words(of error: ControlError, under view: FieldView, _ start: Int) -> [StyledText] {
    // In its own field the control is named already.
    let isHere = error.control == player.focusedControl?.name
    let problem = StyledText(
      isHere ? error.problem[desk.language] : error.says[desk.language], Style(.bad))
    let mend = wrapped(StyledText(error.mend[desk.language]))
    guard let place = error.column else { return wrapped(problem) + mend }
    let mark = StyledText("^", Style(.bad, bold: true))
    let column = start + view.column(of: place - 1)
    let shown = desk.glyphs.shown(problem)
    if column + 2 + shown.columns <= area.columns - 2 {
      return [StyledText(String(repeating: " ", count: column)) + mark + StyledText(" ") + shown]
        + mend
    }
    if shown.columns < column {
      let blanks = String(repeating: " ", count: column - 1 - shown.columns)
      return [StyledText(blanks) + shown + StyledText(" ") + mark] + mend
    }
    return [StyledText(String(repeating: " ", count: column)) + mark] + wrapped(problem) + mend
  }

  private func wrapped(_ text: StyledText) -> [StyledText] {
    desk.glyphs.shown(text).wrapped(to: max(10, area.columns - 2))
  }
}
