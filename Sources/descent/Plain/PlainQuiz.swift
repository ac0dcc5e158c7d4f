import Figures
import Lessons
import Store
import Study

/// Questions and answers as lines: asks, reads a line per field, says the verdict. Ends with its input.
struct PlainQuiz {
  let pack: Pack
  let manner: Manner
  let logbook: Logbook
  private let output = Output()
  private var words: PlainWords { PlainWords(language: manner.language, glyphs: manner.glyphs) }
  private var plain: PlainText { PlainText(language: manner.language, glyphs: manner.glyphs) }

  init(pack: Pack, manner: Manner, logbook: Logbook) {
    self.pack = pack
    self.manner = manner
    self.logbook = logbook
  }

  /// - Parameter id: of a page or a module; nil: the page where the student stopped, else the first.
  /// - Throws: `Failure` 74 if answers could not be saved.
  func run(_ id: String?) throws {
    let entries = try entries(id)
    let items = entries.flatMap(\.items)
    guard !items.isEmpty else {
      try say(words.noQuestions)
      return try output.flush()
    }
    var answered = 0
    try say(words.help)
    for (index, id) in items.enumerated() {
      guard let item = try item(id) else { continue }
      let (count, goesOn) = try ask(item, "\(index + 1)/\(items.count)")
      answered += count
      guard goesOn else { break }
    }
    try leave(answered)
  }

  private func entries(_ id: String?) throws -> [Module.Entry] {
    let pages = pack.modules.flatMap(\.pages)
    guard let id else {
      let place = logbook.place(in: pack.id).flatMap { try? Link(parsing: $0).id }
      let page = pages.first { $0.id == place } ?? pages.first { !$0.items.isEmpty }
      return page.map { [$0] } ?? []
    }
    switch try Place(FigureChoice.link(id).id, in: pack) {
    case .page(let page): return [page]
    case .module(let module): return module.pages
    case .walkthrough(let walkthrough):
      throw Failure(
        .usage, walkthrough.id, "this is a walkthrough, not a page",
        fix: "write 'descent open \(walkthrough.id)'")
    case .figure, .screen:
      throw Failure(
        .usage, id, "only pages and modules have questions", fix: "see 'descent list'")
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

  /// - Returns: how many answers were given, and whether there is more input.
  private func ask(_ item: Item, _ number: String) throws -> (answers: Int, goesOn: Bool) {
    let showings = Record(logbook.answers())[item.id].showings
    let question = try question(item, seed: showings == 0 ? 0 : (showings - 1) % 99 + 1)
    var asking = PlainAsking(question: question, words: words, plain: plain)
    let showing = Showings.name()
    try say("")
    try say("\(number)  \(plain.text(question.ask))")
    var answers = 0
    var attempt = 1
    let clock = Showings.clock
    while true {
      switch try asking.responses(to: output) {
      case .end:
        return (answers, false)
      case .skip:
        return (answers, true)
      case .solution:
        try showSolution(question)
        record(
          question, showing, attempt: attempt, response: "", verdict: .wrong, mistake: nil,
          hints: asking.hints, solutionShown: true, since: clock)
        return (answers, true)
      case .given(let responses):
        let marking = question.mark(responses)
        guard marking.verdict != .invalid else {
          try say(marking, asking, saved: true)
          continue
        }
        answers += 1
        let saved = record(
          question, showing, attempt: attempt, response: asking.text(of: responses),
          verdict: marking.verdict, mistake: marking.parts.lazy.compactMap(\.mistake).first,
          hints: asking.hints, solutionShown: false, since: clock)
        try say(marking, asking, saved: saved)
        if marking.verdict != .wrong {
          for line in plain.lines(plain.text(question.why), indent: 2) { try output.line(line) }
          return (answers, true)
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
      throw Failure(.malformed, error.location.description, error.message, fix: error.fix)
    }
  }

  @discardableResult
  private func record(
    _ question: Question, _ showing: String, attempt: Int, response: String, verdict: Verdict,
    mistake: String?, hints: Int, solutionShown: Bool, since start: Double
  ) -> Bool {
    let now = Surroundings.now
    return logbook.record(
      Answer(
        pack: pack.id, item: question.item, skill: question.skill, origin: .quiz,
        seed: question.seed, showing: showing, attempt: attempt, response: response,
        verdict: verdict, mistake: mistake, hints: hints, solutionShown: solutionShown, time: now,
        day: StudyDay.number(at: now, offset: Surroundings.offset(at: now)),
        duration: max(0, Showings.clock - start)))
  }

  // MARK: - Saying

  private func say(_ marking: Marking, _ asking: PlainAsking, saved: Bool) throws {
    var head = words.verdict(marking.verdict)
    let readings = marking.parts.map(\.reading).filter { !$0.isEmpty }
    if !readings.isEmpty { head += "  " + words.read(readings.joined(separator: ", ")) }
    if !saved { head += "  (\(words.notSaved))" }
    try say(head)
    for part in marking.parts where !part.feedback.isEmpty {
      for line in plain.lines(plain.text(part.feedback), indent: 2) { try output.line(line) }
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

  private func leave(_ answered: Int) throws {
    let stats = Stats(
      of: logbook.answers(), on: Material.today, scheduler: Material.scheduler(manner.preferences))
    let exam = StudyDay.number(of: manner.preferences.value(of: .examDate))
    let summary = Summary(
      answers: answered, dueTomorrow: stats.dueTomorrow,
      daysToExam: exam.map { $0 - Material.today })
    try say("")
    try say(summary.sentence(inKorean: manner.language == .ko))
    try output.flush()
    try Showings.close(logbook)
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

  /// The last try to save, on leaving.
  /// - Throws: `Failure` 74 if something stays unsaved.
  static func close(_ logbook: Logbook) throws {
    guard !logbook.flush(), !logbook.unsaved.isEmpty else { return }
    let count = logbook.unsaved.count
    throw Failure(
      .inputOutput, Globals.paths.database ?? "progress",
      "\(count) answer\(count == 1 ? "" : "s") could not be saved",
      fix: "make room or give yourself the right to write there")
  }
}
