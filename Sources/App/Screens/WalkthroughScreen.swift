import Figures
import Lessons
import Plot
import Study

/// A worked exam problem, step by step; what the student gave is carried on.
struct WalkthroughScreen: ScreenState {
  private let walkthrough: Walkthrough
  private var exercise: Exercise
  private var form: AnswerForm?
  private var marking: Marking.PartMark?
  private var attempts = 0
  private var hints = 0
  private var showing: String
  private var began: Double
  private var scroll: Int?
  private var showsRules = false

  init(_ walkthrough: Walkthrough, frame: Link.Frame?, _ desk: inout Desk) throws {
    self.walkthrough = walkthrough
    let seed = walkthrough.items.first.map { desk.seed(for: $0) } ?? 0
    exercise = try walkthrough.exercise(seed: seed)
    showing = desk.newShowing()
    began = desk.clock
    switch frame {
    case .last: exercise = exercise.solved()
    case .number(let number):
      for _ in 0..<min(max(0, number), exercise.stepCount) where !exercise.isFinished {
        exercise.showSolution()
      }
    case nil: break
    }
    prepare()
  }

  private var current: Exercise.Step? { exercise.steps.last { $0.state == .current } }

  private mutating func prepare() {
    marking = nil
    attempts = 0
    hints = 0
    scroll = nil
    guard case .ask(let part, _, _, _)? = current?.content else {
      form = nil
      return
    }
    form = AnswerForm([part.form])
  }

  var context: Context { .walkthrough }
  var status: [Command] { [.primary, .hint, .solution, .newSeed, .back] }

  func link(_ desk: Desk) -> Link? { Link(walkthrough.id) }

  mutating func paste(_ text: String) { form?.insert(text) }

  // MARK: Keys

  mutating func take(_ key: Key, _ desk: inout Desk) -> Turn? {
    guard var form, !exercise.isFinished else {
      return key == .enter || key == .character(" ") ? .go(.pop) : nil
    }
    if let marking, marking.verdict == .wrong {
      if key == .enter || key == .character(" ") {
        self.marking = nil
        form.retry(nil)
        self.form = form
        return .stay
      }
      form.isTyping = false
      self.form = form
      return nil
    }
    let wasTyping = form.isTyping && form.isOnField
    if !wasTyping, key == .escape { return nil }
    let outcome = form.handle(key)
    if outcome != .ignored, marking?.verdict == .invalid { marking = nil }
    self.form = form
    switch outcome {
    case .ignored: return wasTyping ? .stay : nil
    case .changed: return .stay
    case .submit: return submit(&desk)
    }
  }

  private mutating func submit(_ desk: inout Desk) -> Turn {
    guard var form, let response = form.responses.first, let step = current else { return .stay }
    guard form.isComplete else {
      desk.notice = desk.say("type an answer first", "먼저 답을 쓴다")
      return .stay
    }
    let text = form.parts.map(\.text).joined()
    let mark = exercise.submit(response)
    guard mark.verdict != .invalid else {
      marking = mark
      form.retry(nil)
      self.form = form
      return .stay
    }
    attempts += 1
    let turn = log(step, response: text, mark.verdict, mark.mistake, isShown: false, &desk)
    if mark.verdict == .wrong {
      marking = mark
      form.isTyping = false
      self.form = form
    } else {
      began = desk.clock
      prepare()
    }
    return turn
  }

  private func log(
    _ step: Exercise.Step, response: String, _ verdict: Verdict, _ mistake: String?, isShown: Bool,
    _ desk: inout Desk
  ) -> Turn {
    guard case .ask(_, _, _, let skill) = step.content else { return .stay }
    let answer = Answer(
      pack: desk.pack.id, item: "\(walkthrough.id).\(step.id)", skill: skill, origin: .walkthrough,
      seed: exercise.seed, showing: "\(showing).\(step.id)", attempt: attempts, response: response,
      verdict: verdict, mistake: mistake, hints: hints, solutionShown: isShown,
      duration: max(0, desk.clock - began))
    desk.record.add(answer)
    desk.answered += 1
    return Turn([.record(answer)])
  }

  mutating func perform(_ command: Command, _ desk: inout Desk) -> Turn {
    switch command {
    case .hint:
      guard let step = current, case .ask(_, let all, _, _) = step.content else { return .stay }
      if hints < all.count {
        hints += 1
      } else if let rule = step.rule, !showsRules, exercise.rules.contains(where: { $0.id == rule })
      {
        showsRules = true
      } else {
        desk.notice = desk.say("no more hints", "힌트가 더 없다")
      }
    case .solution:
      guard let step = current else { return .stay }
      attempts += 1
      let turn = log(step, response: "", .wrong, nil, isShown: true, &desk)
      exercise.showSolution()
      began = desk.clock
      prepare()
      return turn
    case .newSeed:
      do {
        exercise = try walkthrough.exercise(seed: exercise.seed % 99 + 1)
        showing = desk.newShowing()
        prepare()
      } catch {
        desk.notice = error.message
      }
    case .nextPage:
      // A wrong value is carried into the later steps, as on paper.
      guard exercise.canCarryOn else {
        desk.notice = desk.say("answer this step, or press s", "이 단계에 답하거나 s를 누른다")
        return .stay
      }
      exercise.carryOn()
      began = desk.clock
      prepare()
    case .previousPage:
      exercise.back()
      prepare()
    case .replay, .zoom:
      guard let link = exercise.figure, let found = desk.pack.catalogue.figure(link.id),
        let settings = try? link.apply(to: found, over: found.initialSettings)
      else { return .stay }
      return .go(
        .push(
          .figure(
            FigureScreen(
              Player(found, settings: settings, frame: link.frame), home: Link(walkthrough.id)))))
    case .scrollDown: scroll = (scroll ?? 0) + 1
    case .scrollUp: scroll = max(0, (scroll ?? 0) - 1)
    case .top: scroll = 0
    case .bottom: scroll = nil
    default: return .stay
    }
    return .stay
  }

  // MARK: The view

  private func columns(_ desk: Desk) -> Int { min(76, desk.size.columns - 4) }

  /// The lines, and the row of the current step's first line.
  private func lines(_ desk: Desk) -> (all: [StyledText], cursor: (row: Int, column: Int)?) {
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

  private func whyLines(_ why: RichText, _ desk: Desk) -> [StyledText] {
    let text = StyledText("      ") + ProseView.styled(why[desk.language], desk, base: .dim)
    return desk.glyphs.shown(text).wrapped(to: columns(desk), indent: 6)
  }

  private func answerLines(_ part: Part, _ desk: Desk) -> ([StyledText], (row: Int, column: Int)?) {
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

  private func firstRow(_ count: Int, cursor: Int?, _ desk: Desk) -> Int {
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
