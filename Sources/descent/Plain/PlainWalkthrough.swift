import Figures
import Lessons
import Study

/// A worked problem, step by step, as lines.
struct PlainWalkthrough {
  private let world: World
  private let output = Output()
  private let words: PlainWords
  private let plain: PlainText

  init(_ world: World) {
    self.world = world
    let manner = world.manner
    words = PlainWords(language: manner.language, glyphs: manner.glyphs)
    plain = PlainText(language: manner.language, glyphs: manner.glyphs)
  }

  /// - Throws: `Failure` 74 if answers could not be saved.
  func run(_ id: String) throws {
    let walkthrough = try walkthrough(id)
    let record = Record(world.logbook.answers())
    let seen = walkthrough.items.map { record[$0].showings }.max() ?? 0
    var exercise = try exercise(walkthrough, seed: seen == 0 ? 0 : (seen - 1) % 99 + 1)
    let showing = Showings.name()
    try say(walkthrough.title[plain.language])
    try say(plain.text(exercise.ask))
    try say(words.help)
    var said = 0
    while true {
      let steps = exercise.steps
      for step in steps.dropFirst(said) {
        guard case .say(let text) = step.content else { break }
        try say(plain.text(text))
        said += 1
      }
      guard !exercise.isFinished, let step = steps.last(where: { $0.state == .current }),
        case .ask(let part, let hints, let why, let skill) = step.content
      else { break }
      said = steps.count
      let asking = PlainAsking(parts: [part], hints: hints, words: words, plain: plain)
      let log = Log(
        exercise: exercise, step: step.id, skill: skill, showing: "\(showing).\(step.id)")
      guard try ask(asking, why, log, &exercise) else { break }
    }
    try say("")
    try say(world.farewell(plain.language))
    try output.flush()
    try world.close()
  }

  /// What the rows of one step share.
  private struct Log {
    let exercise: Exercise
    let step: String
    let skill: String
    let showing: String
  }

  /// One step, until it is right or shown.
  /// - Returns: whether there is more input.
  private func ask(
    _ asking: PlainAsking, _ why: RichText, _ log: Log, _ exercise: inout Exercise
  ) throws -> Bool {
    var asking = asking
    var attempt = 1
    let start = Showings.clock
    try say("")
    while true {
      switch try asking.responses(to: output) {
      case .end: return false
      case .skip, .solution:
        for part in asking.parts { try say("\(words.solution) \(plain.text(part.solution))") }
        try say(plain.text(why))
        _ = record(log, "", .wrong, nil, attempt, asking.hints, isShown: true, since: start)
        exercise.showSolution()
        return true
      case .given(let responses):
        guard let response = responses.first else { return true }
        let mark = exercise.submit(response)
        var saved = true
        if mark.verdict != .invalid {
          saved = record(
            log, asking.text(of: responses), mark.verdict, mark.mistake, attempt, asking.hints,
            isShown: false, since: start)
          attempt += 1
        }
        let forms = asking.parts.map(\.form)
        for line in words.lines(mark.verdict, [mark], of: forms, saved: saved, plain) {
          try output.line(line)
        }
        if mark.verdict == .right || mark.verdict == .carried {
          try say(plain.text(why))
          return true
        }
      }
    }
  }

  private func record(
    _ log: Log, _ response: String, _ verdict: Verdict, _ mistake: String?, _ attempt: Int,
    _ hints: Int, isShown: Bool, since start: Double
  ) -> Bool {
    world.record(
      Answer(
        pack: world.pack.id, item: "\(log.exercise.walkthrough).\(log.step)", skill: log.skill,
        origin: .walkthrough, seed: log.exercise.seed, showing: log.showing, attempt: attempt,
        response: response, verdict: verdict, mistake: mistake, hints: hints,
        solutionShown: isShown, duration: max(0, Showings.clock - start)))
  }

  private func walkthrough(_ id: String) throws -> Walkthrough {
    do {
      if let found = try world.pack.walkthrough(id) { return found }
    } catch {
      throw Failure(error)
    }
    throw Failure(
      .usage, id, Words(en: "there is no such walkthrough", ko: "그런 풀이는 없다"), fix: .seeList)
  }

  private func exercise(_ walkthrough: Walkthrough, seed: Int) throws -> Exercise {
    do {
      return try walkthrough.exercise(seed: seed)
    } catch {
      throw Failure(.malformed, error.location.description, error.message, fix: Words(error.fix))
    }
  }

  private func say(_ text: String) throws {
    if text.isEmpty { return try output.line() }
    for line in plain.lines(text) { try output.line(line) }
  }
}
