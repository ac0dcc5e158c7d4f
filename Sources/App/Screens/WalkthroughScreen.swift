import Figures
import Lessons
import Plot
import Study

/// A worked exam problem, step by step; what the student gave is carried on.
struct WalkthroughScreen: ScreenState {
  let walkthrough: Walkthrough
  var exercise: Exercise
  var form: AnswerForm?
  var marking: Marking.PartMark?
  var attempts = 0
  var hints = 0
  var showing: String
  var began: Double
  var scroll: Int?
  var showsRules = false

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

  var current: Exercise.Step? { exercise.steps.last { $0.state == .current } }

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

  /// While a field is open, other keys are text.
  func prompt(_ desk: Desk) -> String? {
    guard let form, !exercise.isFinished, marking?.verdict != .wrong else { return nil }
    return form.prompt(desk)
  }

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
}
