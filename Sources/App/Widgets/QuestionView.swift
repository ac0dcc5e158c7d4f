import Figures
import Lessons
import Plot

/// A question being answered, as lines: what is asked, the fields or options, the verdict of each part.
struct QuestionView {
  let question: Question
  let form: AnswerForm
  let marking: Marking?
  let columns: Int
  let desk: Desk

  struct Line {
    var text: StyledText
    /// The field that stands in this line, and at which column.
    var field: (part: Int, index: Int, column: Int)?
    /// The option that a key would choose.
    var isLit = false

    init(_ text: StyledText, field: (part: Int, index: Int, column: Int)? = nil) {
      self.text = text
      self.field = field
    }
  }

  var lines: [Line] {
    var lines = ProseView.lines(question.ask[desk.language], columns: columns, desk).map {
      Line($0)
    }
    for (index, part) in question.parts.enumerated() {
      if !part.ask.isEmpty {
        lines.append(Line(StyledText()))
        let label = question.parts.count > 1 ? "\(index + 1). " : ""
        let ask = ProseView.lines(part.ask[desk.language], columns: columns - 3, desk)
        lines += ask.enumerated().map {
          Line(StyledText($0.offset == 0 ? label : "   ", .dim) + $0.element)
        }
      }
      lines += answerLines(part, index: index)
      if let mark = partMark(index) { lines += verdictLines(mark) }
    }
    return lines
  }

  /// Where the open field's cursor stands, in these lines.
  var cursor: (row: Int, column: Int)? {
    guard form.isTyping, form.parts.indices.contains(form.focus) else { return nil }
    let part = form.parts[form.focus]
    guard part.fields.indices.contains(part.cursor) else { return nil }
    for (row, line) in lines.enumerated() {
      if let field = line.field, field.part == form.focus, field.index == part.cursor {
        let view = FieldView(
          field: part.fields[part.cursor], room: max(4, columns - field.column - 12))
        return (row, field.column + view.cursorColumn)
      }
    }
    return nil
  }

  /// The first row of the option that is lit, in these lines.
  var litRow: Int? { lines.firstIndex(where: \.isLit) }

  private func partMark(_ index: Int) -> Marking.PartMark? {
    guard let marking, marking.parts.indices.contains(index) else { return nil }
    return marking.parts[index]
  }

  private func answerLines(_ part: Part, index: Int) -> [Line] {
    guard form.parts.indices.contains(index) else { return [] }
    let state = form.parts[index]
    let hasFocus = form.focus == index
    switch part.form {
    case .field(let example, let unit):
      return [
        field(state, 0, part: index, label: hasFocus ? "> " : "  ", unit: unit)
      ] + note(part, example: example, shown: hasFocus)
    case .table(let labels, let unit):
      let names = labels.map { desk.glyphs.shown(ProseView.styled($0[desk.language], desk)) }
      let width = names.map(\.columns).max() ?? 0
      return names.enumerated().map { row, name in
        let isHere = hasFocus && state.cursor == row
        let label =
          StyledText(isHere ? "> " : "  ", Style(.accent, bold: true)) + name
          + StyledText(String(repeating: " ", count: width - name.columns + 1))
        return field(state, row, part: index, label: label, unit: unit)
      } + note(part, example: "", shown: hasFocus)
    case .single(let options), .multiple(let options):
      var isMultiple = false
      if case .multiple = part.form { isMultiple = true }
      return options.enumerated().flatMap { row, option in
        choice(
          option, number: row + 1, isLit: hasFocus && state.cursor == row,
          tick: state.chosen.contains(option.id)
            ? (isMultiple ? "[x]" : "(o)") : (isMultiple ? "[ ]" : "( )"))
      }
    case .order:
      return state.order.enumerated().flatMap { row, option in
        let isLit = hasFocus && state.cursor == row
        return choice(
          option, number: row + 1, isLit: isLit, tick: isLit && state.isLifted ? "<=>" : "   ")
      }
    case .match(let left, let right):
      return matchLines(state, left, right, hasFocus: hasFocus)
    case .cloze(let pieces):
      return clozeLines(state, pieces, part: index)
    case .point:
      let text =
        state.point.map { NumberText.vector([$0.x, $0.y]) }
        ?? desk.say(
          "set it on the plot: arrows or a click", "그래프에서 화살표나 마우스로 정한다")
      return [
        Line(
          StyledText("> ", Style(.accent, bold: true))
            + StyledText(text, state.point == nil ? .dim : .strong))
      ]
    }
  }

  private func field(
    _ state: PartForm, _ index: Int, part: Int, label: StyledText, unit: String?
  ) -> Line {
    let start = label.columns
    let room = max(4, columns - start - 12)
    guard state.fields.indices.contains(index) else { return Line(label) }
    let view = FieldView(field: state.fields[index], room: room)
    var surface = Surface(size: Size(rows: 1, columns: room), glyphs: desk.glyphs)
    view.draw(on: &surface, row: 0, column: 0)
    let width = min(room, max(16, TextWidth.columns(of: state.fields[index].text) + 1))
    var text = label
    text.append(
      TextWidth.pad(surface.lines().first ?? "", to: width), Style(bold: true, underline: true))
    if let unit { text.append(" " + unit, .dim) }
    return Line(text, field: (part, index, start))
  }

  private func field(
    _ state: PartForm, _ index: Int, part: Int, label: String, unit: String?
  ) -> Line {
    field(
      state, index, part: part, label: StyledText(label, Style(.accent, bold: true)), unit: unit)
  }

  private func note(_ part: Part, example: String, shown: Bool) -> [Line] {
    guard shown else { return [] }
    var pieces: [String] = []
    if !example.isEmpty { pieces.append(desk.say("for example ", "예: ") + example) }
    if !part.precision[desk.language].isEmpty { pieces.append(part.precision[desk.language]) }
    guard !pieces.isEmpty else { return [] }
    return ProseView.wrap(
      StyledText("  " + pieces.joined(separator: "; "), .dim), columns: columns, desk
    )
    .map { Line($0) }
  }

  private func choice(_ option: Form.Option, number: Int, isLit: Bool, tick: String) -> [Line] {
    let head = "\(isLit ? ">" : " ") \(number) \(tick) "
    let body = ProseView.lines(option.text[desk.language], columns: columns - head.count, desk)
    return body.enumerated().map { row, line in
      let lead = row == 0 ? head : String(repeating: " ", count: head.count)
      var text = StyledText(lead, isLit ? Style(.accent, bold: true) : .dim)
      text =
        text
        + (isLit
          ? StyledText(line.runs.map { StyledText.Run($0.text, Style($0.style.ink, bold: true)) })
          : line)
      var shown = Line(text)
      shown.isLit = isLit
      return shown
    }
  }

  private func matchLines(
    _ state: PartForm, _ left: [Form.Option], _ right: [Form.Option], hasFocus: Bool
  ) -> [Line] {
    var lines: [Line] = []
    for (row, option) in left.enumerated() {
      let isLit = hasFocus && state.cursor == row
      let paired = state.pairs[option.id].flatMap { id in right.firstIndex { $0.id == id } }
      let tick = paired.map { "[\($0 + 1)]" } ?? "[ ]"
      let head = "\(isLit ? ">" : " ") \(tick) "
      let body = ProseView.lines(option.text[desk.language], columns: columns - head.count, desk)
      for (offset, line) in body.enumerated() {
        let lead = offset == 0 ? head : String(repeating: " ", count: head.count)
        var shown = Line(StyledText(lead, isLit ? Style(.accent, bold: true) : .dim) + line)
        shown.isLit = isLit
        lines.append(shown)
      }
    }
    lines.append(Line(StyledText()))
    for (row, option) in right.enumerated() {
      let head = "      \(row + 1) "
      let body = ProseView.lines(option.text[desk.language], columns: columns - head.count, desk)
      for (offset, line) in body.enumerated() {
        let lead = offset == 0 ? head : String(repeating: " ", count: head.count)
        lines.append(Line(StyledText(lead, .strong) + line))
      }
    }
    return lines
  }

  private func clozeLines(_ state: PartForm, _ pieces: [RichText], part: Int) -> [Line] {
    var text = StyledText()
    for (index, piece) in pieces.enumerated() {
      text = text + ProseView.styled(piece[desk.language], desk)
      if index + 1 < pieces.count { text.append(" (\(index + 1)) ", Style(.accent, bold: true)) }
    }
    let body = ProseView.wrap(text, columns: columns, desk).map { Line($0) }
    let fields = state.fields.indices.map { index in
      field(state, index, part: part, label: "  (\(index + 1)) ", unit: nil)
    }
    return body + fields
  }

  private func verdictLines(_ mark: Marking.PartMark) -> [Line] {
    var head = StyledText()
    switch mark.verdict {
    case .right: head.append(desk.say("✓ right", "✓ 맞았다"), Style(.good, bold: true))
    case .carried:
      head.append(
        desk.say("✓ right for the values you carried along", "✓ 앞에서 이어 온 값으로는 맞다"),
        Style(.good, bold: true))
    case .wrong: head.append(desk.say("✗ not yet", "✗ 아직 아니다"), Style(.bad, bold: true))
    case .invalid:
      head.append(desk.say("? cannot read this", "? 읽을 수 없다"), Style(.warn, bold: true))
    }
    if !mark.reading.isEmpty {
      head.append(desk.say("   read as ", "   읽은 값: ") + mark.reading, .dim)
    }
    var lines = ProseView.wrap(head, columns: columns, desk).map { Line($0) }
    lines += ProseView.lines(mark.feedback[desk.language], columns: columns, desk).map { Line($0) }
    return lines
  }
}
