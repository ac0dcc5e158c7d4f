import Figures
import Lessons
import Plot
import Study

/// A self-check: some items one after the other.
struct QuizScreen: ScreenState {
  private let items: [Item]
  private let title: Words
  /// The page it belongs to, for the way back.
  private let place: String
  private var index = 0
  private var round: Round?
  /// Per item: right at the first try, later, or not.
  private var results: [Outcome?]
  private var scroll = 0

  enum Outcome: Sendable { case firstTry, later, missed }

  /// One showing of an item.
  private struct Round: Sendable {
    let question: Question
    var form: AnswerForm
    var marking: Marking?
    let showing: String
    var attempts = 0
    var hints = 0
    var isSolved = false
    var isShown = false
    var began: Double
    var isOver: Bool { isSolved || isShown }
  }

  init(items: [Item], title: Words, place: String, desk: inout Desk) {
    self.items = items
    self.title = title
    self.place = place
    results = items.map { _ in nil }
    begin(&desk)
  }

  static func opening(_ id: String, _ desk: inout Desk) throws(OpeningError) -> QuizScreen {
    let pack = desk.pack
    do {
      if let page = try pack.page(id) {
        return QuizScreen(items: page.items, title: page.title, place: id, desk: &desk)
      }
      if let module = pack.modules.first(where: { $0.id == id }) {
        var items: [Item] = []
        for entry in module.pages { items += try pack.page(entry.id)?.items ?? [] }
        return QuizScreen(
          items: items, title: module.title, place: module.pages.first?.id ?? id, desk: &desk)
      }
      if let item = try pack.item(id) {
        return QuizScreen(items: [item], title: Words(item.id), place: item.page, desk: &desk)
      }
    } catch {
      throw .pack(error)
    }
    throw .unknown(id: id, nearest: nearest(to: id, among: Opening.names(pack)))
  }

  private mutating func begin(_ desk: inout Desk, seed: Int? = nil) {
    scroll = 0
    guard items.indices.contains(index) else {
      round = nil
      return
    }
    let item = items[index]
    do {
      let question = try item.question(seed: seed ?? desk.seed(for: item.id))
      round = Round(
        question: question, form: AnswerForm(question), showing: desk.newShowing(),
        began: desk.clock)
    } catch {
      round = nil
      desk.notice = "\(error.location): \(error.message)"
    }
  }

  var context: Context { .question }
  var status: [Command] {
    guard let round else { return [.back] }
    if round.isOver {
      return [.primary, .newSeed, .nextPage, .back]
        + (round.question.replay == nil ? [] : [.replay])
    }
    return [.primary, .hint, .solution, .nextPage, .back]
  }

  func link(_ desk: Desk) -> Link? { Link(place) }

  mutating func paste(_ text: String) { round?.form.insert(text) }

  // MARK: Keys

  mutating func take(_ key: Key, _ desk: inout Desk) -> Turn? {
    guard var round else {
      return key == .enter || key == .character(" ") ? .go(.pop) : nil
    }
    if round.isOver {
      guard key == .enter || key == .character(" ") else { return nil }
      next(&desk)
      return .stay
    }
    if let marking = round.marking, marking.verdict == .wrong {
      // The verdict stands until the student goes on.
      if key == .enter || key == .character(" ") {
        round.form.retry(marking)
        round.marking = nil
        self.round = round
        return .stay
      }
      if round.form.isTyping {
        round.form.isTyping = false
        self.round = round
      }
      return nil
    }
    let wasTyping = round.form.isTyping && round.form.isOnField
    if !wasTyping, key == .escape { return nil }
    let outcome = round.form.handle(key)
    if outcome != .ignored, round.marking?.verdict == .invalid { round.marking = nil }
    self.round = round
    switch outcome {
    case .ignored: return wasTyping ? .stay : nil
    case .changed: return .stay
    case .submit: return submit(&desk)
    }
  }

  private mutating func submit(_ desk: inout Desk) -> Turn {
    guard var round else { return .stay }
    guard round.form.isComplete else {
      desk.notice = desk.say("answer every part first", "먼저 모든 칸에 답한다")
      return .stay
    }
    let marking = round.question.mark(round.form.responses)
    round.marking = marking
    guard marking.verdict != .invalid else {
      round.form.retry(marking)
      self.round = round
      return .stay
    }
    round.attempts += 1
    round.isSolved = marking.verdict == .right || marking.verdict == .carried
    round.form.isTyping = false
    self.round = round
    return log(marking.verdict, marking: marking, &desk)
  }

  private mutating func log(_ verdict: Verdict, marking: Marking?, _ desk: inout Desk) -> Turn {
    guard let round else { return .stay }
    let answer = Answer(
      pack: desk.pack.id, item: round.question.item, skill: round.question.skill, origin: .quiz,
      seed: round.question.seed, showing: round.showing, attempt: max(1, round.attempts),
      response: round.form.parts.map(\.text).joined(separator: " | "), verdict: verdict,
      mistake: marking?.parts.compactMap(\.mistake).first, hints: round.hints,
      solutionShown: round.isShown, duration: max(0, desk.clock - round.began))
    desk.record.add(answer)
    desk.answered += 1
    if results.indices.contains(index) {
      let isClean = round.isSolved && round.attempts == 1 && round.hints == 0
      if results[index] == nil || results[index] == .missed {
        results[index] = round.isSolved ? (isClean ? .firstTry : .later) : .missed
      }
    }
    return Turn([.record(answer)])
  }

  private mutating func next(_ desk: inout Desk) {
    index += 1
    begin(&desk)
  }

  mutating func perform(_ command: Command, _ desk: inout Desk) -> Turn {
    switch command {
    case .hint:
      guard var round, !round.isOver else { return .stay }
      if round.hints < round.question.hints.count {
        round.hints += 1
        self.round = round
      } else {
        desk.notice = desk.say("no more hints", "힌트가 더 없다")
      }
    case .solution:
      guard var round, !round.isOver else { return .stay }
      round.isShown = true
      round.attempts += 1
      round.marking = nil
      round.form.isTyping = false
      self.round = round
      return log(.wrong, marking: nil, &desk)
    case .newSeed:
      guard let round else { return .stay }
      guard round.question.hasDraws else {
        desk.notice = desk.say("this question has no numbers to draw", "이 문제에는 바꿀 숫자가 없다")
        return .stay
      }
      begin(&desk, seed: round.question.seed % 99 + 1)
    case .replay:
      guard let link = round?.question.replay, let round, round.isOver || round.marking != nil,
        let figure = desk.pack.catalogue.figure(link.id),
        let settings = try? link.apply(to: figure, over: figure.initialSettings)
      else {
        desk.notice = desk.say("nothing to run here", "여기서 실행할 그림이 없다")
        return .stay
      }
      return .go(
        .push(
          .figure(
            FigureScreen(
              Player(figure, settings: settings, frame: link.frame), home: Link(place)))))
    case .nextPage: if index < items.count { next(&desk) }
    case .previousPage:
      if index > 0 {
        index -= 1
        begin(&desk)
      }
    case .focusNext: return .stay
    case .halfDown, .scrollDown: scroll += command == .scrollDown ? 1 : desk.size.rows / 2
    case .halfUp, .scrollUp:
      scroll = max(0, scroll - (command == .scrollUp ? 1 : desk.size.rows / 2))
    case .top: scroll = 0
    default: return .stay
    }
    return .stay
  }

  // MARK: The view

  private func columns(_ desk: Desk) -> Int { min(76, desk.size.columns - 4) }

  private func view(_ round: Round, _ desk: Desk) -> QuestionView {
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

  private func questionLines(_ round: Round, _ desk: Desk) -> [StyledText] {
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
    } else if round.form.isTyping {
      lines.append(
        StyledText(
          desk.say(
            "Enter submits. Esc leaves the field; then h hint, s solution.",
            "Enter로 제출한다. Esc로 칸을 나가면 h 힌트, s 풀이."), .dim))
    } else {
      lines += ProseView.wrap(StyledText(help(round, desk), .dim), columns: columns(desk), desk)
    }
    return lines
  }

  private func help(_ round: Round, _ desk: Desk) -> String {
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

  private func summaryLines(_ desk: Desk) -> [StyledText] {
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
