import Figures
import Lessons
import Plot
import Study

/// A self-check: some items one after the other.
struct QuizScreen: ScreenState {
  let items: [Item]
  let title: Words
  /// The page it belongs to, for the way back.
  private let place: String
  var index = 0
  var round: Round?
  /// Per item: right at the first try, later, or not.
  var results: [Outcome?]
  var scroll = 0

  enum Outcome: Sendable { case firstTry, later, missed }

  /// One showing of an item.
  struct Round: Sendable {
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

  /// While a field is open, other keys are text.
  func prompt(_ desk: Desk) -> String? {
    guard let round, !round.isOver, round.marking?.verdict != .wrong else { return nil }
    return round.form.prompt(desk)
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
}
