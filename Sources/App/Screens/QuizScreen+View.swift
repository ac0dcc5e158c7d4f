import Lessons
import Plot

/// A question on the screen, and what the round adds up to.
extension QuizScreen {
  func columns(_ desk: Desk) -> Int { min(76, desk.size.columns - 4) }

  func view(_ round: Round, _ desk: Desk) -> QuestionView {
    QuestionView(
      question: round.question, form: round.form, marking: round.marking, columns: columns(desk),
      desk: desk)
  }

  func draw(on surface: inout Surface, _ desk: Desk) {
    let count = items.count
    let place = index < count ? "\(index + 1)/\(count)" : ""
    Chrome.header(desk.say("Quiz: ", "퀴즈: ") + title[desk.language], place, on: &surface, desk)
    let lines = round.map { questionLines($0, desk) } ?? summaryLines(desk)
    let room = desk.size.rows - 3
    let first = min(scroll, max(0, lines.count - room))
    for (offset, line) in lines.dropFirst(first).prefix(room).enumerated() {
      surface.write(line, row: 2 + offset, column: 2, limit: desk.size.columns - 4)
    }
  }

  func questionLines(_ round: Round, _ desk: Desk) -> [StyledText] {
    var lines = view(round, desk).lines.map(\.text)
    func add(_ heading: String, _ text: RichText, _ style: Style) {
      lines.append(StyledText())
      let body = StyledText(heading + " ", style) + ProseView.styled(text[desk.language], desk)
      lines += ProseView.wrap(body, columns: columns(desk), desk)
    }
    for (number, hint) in round.question.hints.prefix(round.hints).enumerated() {
      add(desk.say("Hint \(number + 1):", "힌트 \(number + 1):"), hint, Style(.warn, bold: true))
    }
    if round.isShown {
      for part in round.question.parts {
        add(desk.say("Answer:", "답:"), part.solution, Style(.accent, bold: true))
      }
    }
    if round.isOver || round.marking?.verdict == .wrong && round.attempts > 1 {
      if round.isOver, !round.question.why.isEmpty {
        add(desk.say("Why:", "왜:"), round.question.why, .strong)
      }
    }
    lines.append(StyledText())
    if round.isOver {
      lines.append(StyledText(desk.say("Enter goes on.", "Enter로 넘어간다."), .dim))
    } else if round.marking?.verdict == .wrong {
      lines.append(
        StyledText(
          desk.say(
            "Enter tries again, h gives a hint, s shows the solution.",
            "Enter로 다시 풀고, h로 힌트, s로 풀이를 본다."), .dim))
    } else if !(round.form.isTyping && round.form.isOnField) {
      lines += ProseView.wrap(StyledText(help(round, desk), .dim), columns: columns(desk), desk)
    }
    return lines
  }

  func help(_ round: Round, _ desk: Desk) -> String {
    switch round.form.parts.first?.form {
    case .single:
      desk.say(
        "1-9 or Up Down and Space choose, Enter submits.", "1-9나 Up Down과 Space로 고르고 Enter로 제출한다.")
    case .multiple:
      desk.say(
        "1-9 or Space tick all that hold, Enter submits.", "맞는 것을 1-9나 Space로 모두 고르고 Enter로 제출한다.")
    case .order:
      desk.say(
        "Space lifts a row, Up Down move it, Enter submits.",
        "Space로 줄을 들고 Up Down으로 옮기고 Enter로 제출한다.")
    case .match:
      desk.say(
        "Up Down choose a row, a digit pairs it, Enter submits.",
        "Up Down으로 줄을 고르고 숫자로 짝짓고 Enter로 제출한다.")
    default: desk.say("Enter returns to the field.", "Enter로 칸으로 돌아간다.")
    }
  }

  func summaryLines(_ desk: Desk) -> [StyledText] {
    guard !items.isEmpty else {
      return [StyledText(desk.say("No questions here yet.", "아직 문제가 없다."))]
    }
    let first = results.count { $0 == .firstTry }
    var lines = [
      StyledText(
        desk.say(
          "\(first) of \(items.count) right at the first try",
          "\(items.count)문제 가운데 \(first)문제를 한 번에 맞혔다"), .heading),
      StyledText(),
    ]
    for (item, result) in zip(items, results) {
      let (mark, style, words): (String, Style, String) =
        switch result {
        case .firstTry: ("✓", Style(.good, bold: true), desk.say("at the first try", "한 번에"))
        case .later: ("✓", Style(.good), desk.say("with a second try or a hint", "다시 풀거나 힌트로"))
        case .missed: ("✗", Style(.bad, bold: true), desk.say("comes back", "다시 나온다"))
        case nil: (" ", .dim, desk.say("not answered", "풀지 않음"))
        }
      lines.append(
        StyledText(mark + " ", style) + StyledText(TextWidth.pad(item.id, to: 34))
          + StyledText(words, .dim))
    }
    lines += [StyledText(), StyledText(desk.say("Enter goes back.", "Enter로 돌아간다."), .dim)]
    return lines
  }

  func cursor(_ desk: Desk) -> (row: Int, column: Int)? {
    guard let round, !round.isOver, let place = view(round, desk).cursor else {
      return nil
    }
    let row = place.row - scroll
    return row >= 0 ? (2 + row, 2 + place.column) : nil
  }
}
