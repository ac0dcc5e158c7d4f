import Figures
import Lessons
import Store
import Study

/// Questions and answers as lines: asks, reads a line per field, says the verdict. Ends with its input.
struct PlainQuiz {
  private let world: World
  private var pack: Pack { world.pack }
  private var manner: Manner { world.manner }
  private let output = Output()
  private var words: PlainWords { PlainWords(language: manner.language, glyphs: manner.glyphs) }
  private var plain: PlainText { PlainText(language: manner.language, glyphs: manner.glyphs) }

  init(_ world: World) { self.world = world }

  /// - Throws: `Failure` 74 if answers could not be saved.
  func run(_ entries: [Module.Entry]) throws {
    let items = entries.flatMap(\.items)
    guard !items.isEmpty else {
      try say(words.noQuestions)
      return try output.flush()
    }
    try say(words.help)
    for (index, id) in items.enumerated() {
      guard let item = try item(id) else { continue }
      guard try ask(item, "\(index + 1)/\(items.count)") else { break }
    }
    try say("")
    try say(world.farewell(manner.language))
    try output.flush()
    try world.close()
  }

  /// What is asked.
  /// - Parameter id: of a page or a module; nil: the page where the student stopped, else the first.
  func entries(_ id: String?) throws -> [Module.Entry] {
    let pages = pack.modules.flatMap(\.pages)
    guard let id else {
      let place = world.logbook.place(in: pack.id).flatMap { try? Link(parsing: $0).id }
      let page = pages.first { $0.id == place } ?? pages.first { !$0.items.isEmpty }
      return page.map { [$0] } ?? []
    }
    switch try Place(FigureChoice.link(id).id, in: pack) {
    case .page(let page): return [page]
    case .module(let module): return module.pages
    case .walkthrough(let walkthrough):
      throw Failure(
        .usage, walkthrough.id,
        Words(en: "this is a walkthrough, not a page", ko: "쪽이 아니라 풀이이다"),
        fix: .write("'descent open \(walkthrough.id)'"))
    case .figure, .screen:
      throw Failure(
        .usage, id,
        Words(en: "only pages and modules have questions", ko: "문제는 쪽과 모듈에만 있다"), fix: .seeList)
    }
  }

  private func item(_ id: String) throws -> Item? {
    do {
      return try pack.item(id)
    } catch {
      throw Failure(error)
    }
  }

  // MARK: - One question

  /// - Returns: whether there is more input.
  private func ask(_ item: Item, _ number: String) throws -> Bool {
    let showings = Record(world.logbook.answers())[item.id].showings
    let question = try question(item, seed: showings == 0 ? 0 : (showings - 1) % 99 + 1)
    var asking = PlainAsking(
      parts: question.parts, hints: question.hints, words: words, plain: plain)
    let showing = Showings.name()
    try say("")
    try say("\(number)  \(plain.text(question.ask))")
    var attempt = 1
    let clock = Showings.clock
    while true {
      switch try asking.responses(to: output) {
      case .end:
        return false
      case .skip:
        return true
      case .solution:
        try showSolution(question)
        record(
          question, showing, attempt: attempt, response: "", verdict: .wrong, mistake: nil,
          hints: asking.hints, solutionShown: true, since: clock)
        return true
      case .given(let responses):
        let marking = question.mark(responses)
        guard marking.verdict != .invalid else {
          try say(marking, question, saved: true)
          continue
        }
        let saved = record(
          question, showing, attempt: attempt, response: asking.text(of: responses),
          verdict: marking.verdict, mistake: marking.parts.lazy.compactMap(\.mistake).first,
          hints: asking.hints, solutionShown: false, since: clock)
        try say(marking, question, saved: saved)
        if marking.verdict != .wrong {
          for line in plain.lines(plain.text(question.why), indent: 2) { try output.line(line) }
          return true
        }
        attempt += 1
      }
    }
  }

  private func question(_ item: Item, seed: Int) throws -> Question {
    do {
      let question = try item.question(seed: 0)
      return seed != 0 && question.hasDraws ? try item.question(seed: seed) : question
    } catch {
      throw Failure(.malformed, error.location.description, error.message, fix: Words(error.fix))
    }
  }

  @discardableResult
  private func record(
    _ question: Question, _ showing: String, attempt: Int, response: String, verdict: Verdict,
    mistake: String?, hints: Int, solutionShown: Bool, since start: Double
  ) -> Bool {
    world.record(
      Answer(
        pack: pack.id, item: question.item, skill: question.skill, origin: .quiz,
        seed: question.seed, showing: showing, attempt: attempt, response: response,
        verdict: verdict, mistake: mistake, hints: hints, solutionShown: solutionShown,
        duration: max(0, Showings.clock - start)))
  }

  // MARK: - Saying

  private func say(_ marking: Marking, _ question: Question, saved: Bool) throws {
    let forms = question.parts.map(\.form)
    for line in words.lines(marking.verdict, marking.parts, of: forms, saved: saved, plain) {
      try output.line(line)
    }
    try output.flush()
  }

  private func showSolution(_ question: Question) throws {
    for part in question.parts {
      try say("\(words.solution) \(plain.text(part.solution))")
    }
    for line in plain.lines(plain.text(question.why), indent: 2) { try output.line(line) }
  }

  private func say(_ text: String) throws {
    if text.isEmpty { return try output.line() }
    for line in plain.lines(text) { try output.line(line) }
  }
}

/// What every showing needs.
enum Showings {
  /// A name that no other showing has.
  static func name() -> String {
    let bits = UInt64.random(in: .min ... .max)
    return String(UInt64(max(0, Surroundings.now)), radix: 36) + "-" + String(bits, radix: 36)
  }

  /// Seconds on the monotonic clock.
  static var clock: Double { Surroundings.monotonic }
}
