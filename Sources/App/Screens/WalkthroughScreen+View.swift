import Lessons
import Plot

/// The steps on the screen: what is solved, what is asked, what comes.
extension WalkthroughScreen {
  func columns(_ desk: Desk) -> Int { min(76, desk.size.columns - 4) }

  /// The lines, and the row of the current step's first line.
  func lines(_ desk: Desk) -> (all: [StyledText], cursor: (row: Int, column: Int)?) {
    let columns = columns(desk)
    var lines = ProseView.lines(exercise.ask[desk.language], columns: columns, desk)
    var cursor: (row: Int, column: Int)?
    if showsRules {
      lines.append(StyledText())
      for rule in exercise.rules {
        let isIt = current?.rule == rule.id
        lines += ProseView.wrap(
          StyledText(isIt ? "> " : "  ", Style(.accent, bold: true))
            + ProseView.styled(rule.text[desk.language], desk, base: isIt ? .strong : .dim),
          columns: columns, desk)
      }
    }
    var number = 0
    for step in exercise.steps {
      lines.append(StyledText())
      switch step.content {
      case .say(let text):
        let said = StyledText("    ") + ProseView.styled(text[desk.language], desk)
        lines += desk.glyphs.shown(said).wrapped(to: columns, indent: 4)
      case .ask(let part, let allHints, let why, _):
        number += 1
        let ask = ProseView.lines(part.ask[desk.language], columns: columns - 4, desk)
        for (row, line) in ask.enumerated() {
          let head = row == 0 ? TextWidth.pad("\(number).", to: 4) : "    "
          lines.append(
            StyledText(head, step.state == .current ? Style(.accent, bold: true) : .dim) + line)
        }
        switch step.state {
        case .current:
          let (own, place) = answerLines(part, desk)
          if let place { cursor = (lines.count + place.row, place.column + 4) }
          lines += own.map { StyledText("    ") + $0 }
          for (index, hint) in allHints.prefix(hints).enumerated() {
            let head = StyledText(
              "   " + desk.say("Hint \(index + 1): ", "힌트 \(index + 1): "), Style(.warn, bold: true)
            )
            lines += (head + ProseView.styled(hint[desk.language], desk)).wrapped(
              to: columns, indent: 3)
          }
        case .solved(let mark):
          let isCarried = mark.verdict == .carried
          let isSlip = mark.verdict == .wrong
          var line =
            StyledText(isSlip ? "    ✗ " : "    ✓ ", Style(isSlip ? .bad : .good, bold: true))
            + StyledText(mark.reading, .strong)
          if isSlip { line.append(desk.say("  carried on", "  그대로 이어 감"), .dim) }
          if isCarried {
            line.append(desk.say("  with the values carried along", "  앞에서 이어 온 값으로"), .dim)
          }
          lines += desk.glyphs.shown(line).wrapped(to: columns, indent: 6)
          if !why.isEmpty, !isSlip { lines += whyLines(why, desk) }
        case .shown:
          let line =
            StyledText("    = ", Style(.accent, bold: true))
            + ProseView.styled(part.solution[desk.language], desk, base: .strong)
          lines += desk.glyphs.shown(line).wrapped(to: columns, indent: 6)
          if !why.isEmpty { lines += whyLines(why, desk) }
        case .ahead: break
        }
      }
    }
    if exercise.isFinished {
      lines.append(StyledText())
      let see =
        exercise.figure == nil ? "" : desk.say("v shows it as a figure.   ", "v로 그림을 본다.   ")
      lines.append(
        StyledText(
          see + desk.say("r draws new numbers.   Enter goes back.", "r로 새 숫자.   Enter로 돌아간다."), .dim
        ))
    }
    return (lines, cursor)
  }

  func whyLines(_ why: RichText, _ desk: Desk) -> [StyledText] {
    let text = StyledText("      ") + ProseView.styled(why[desk.language], desk, base: .dim)
    return desk.glyphs.shown(text).wrapped(to: columns(desk), indent: 6)
  }

  func answerLines(_ part: Part, _ desk: Desk) -> ([StyledText], (row: Int, column: Int)?) {
    guard let form else { return ([], nil) }
    let question = Question(
      item: walkthrough.id, skill: "", seed: 0, hasDraws: false, ask: RichText(),
      parts: [
        Part(
          id: nil, ask: RichText(), form: part.form, precision: part.precision,
          solution: part.solution)
      ],
      hints: [], why: RichText(), replay: nil,
      marker: { _ in Marking(verdict: .invalid, parts: []) })
    let marks = marking.map { Marking(verdict: $0.verdict, parts: [$0]) }
    let view = QuestionView(
      question: question, form: form, marking: marks, columns: columns(desk) - 4, desk: desk)
    var lines = view.lines.map(\.text)
    if marking?.verdict == .wrong {
      lines.append(
        StyledText(
          desk.say(
            "Enter tries again, n carries your value on, h gives a hint, s shows the solution.",
            "Enter로 다시 풀고, n으로 이 값을 그대로 이어 가고, h로 힌트, s로 풀이를 본다."), .dim))
    }
    return (lines, view.cursor)
  }

  func firstRow(_ count: Int, cursor: Int?, _ desk: Desk) -> Int {
    let room = desk.size.rows - 3
    if let scroll { return min(scroll, max(0, count - room)) }
    // The end is where the student works; the start of a finished one is worth reading.
    return max(0, count - room)
  }

  func draw(on surface: inout Surface, _ desk: Desk) {
    let done = exercise.steps.count { $0.state != .current }
    Chrome.header(
      walkthrough.title[desk.language], "\(done)/\(exercise.stepCount)", on: &surface, desk)
    let (lines, cursor) = lines(desk)
    let first = firstRow(lines.count, cursor: cursor?.row, desk)
    for (offset, line) in lines.dropFirst(first).prefix(desk.size.rows - 3).enumerated() {
      surface.write(line, row: 2 + offset, column: 2, limit: desk.size.columns - 4)
    }
  }

  func cursor(_ desk: Desk) -> (row: Int, column: Int)? {
    guard marking?.verdict != .wrong else { return nil }
    let (lines, cursor) = lines(desk)
    guard let cursor else { return nil }
    let row = cursor.row - firstRow(lines.count, cursor: cursor.row, desk)
    return row >= 0 && row < desk.size.rows - 3 ? (2 + row, 2 + cursor.column) : nil
  }
}
