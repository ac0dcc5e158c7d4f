import App
import Figures
import Lessons
import Store
import Study
import TUI

/// The interactive commands: on a screen where there is one, else as plain lines.
enum Tutor {
  /// The bare command: where the student stopped, or the contents.
  static func goOn(_ globals: Globals) throws {
    let manner = try globals.resolved()
    let pack = try Material.open(globals)
    guard wantsScreen(globals) else { return try contents(pack, manner) }
    let world = World(pack: pack, manner: manner, logbook: try Material.record(for: .writing))
    let opening = opening(world)
    let place = world.logbook.place(in: pack.id).flatMap { try? Link(parsing: $0) }
    // A place that no longer exists leads to the contents.
    let session = try (place.flatMap { try? opening.session($0) }) ?? opening.session(nil)
    if try !show(session, world) { try contents(pack, manner) }
  }

  static func open(_ text: String, _ globals: Globals) throws {
    let manner = try globals.resolved()
    let link = try FigureChoice.link(text)
    let pack = try Material.open(globals)
    // What is wrong with the link is said in the same words on a screen and without one.
    _ = try Opening(pack: pack, manner: manner).session(link)
    if wantsScreen(globals) {
      let world = World(pack: pack, manner: manner, logbook: try Material.record(for: .writing))
      if try show(opening(world, isFirstRun: false).session(link), world) { return }
    }
    try plain(link, text, pack, manner)
  }

  static func quiz(_ id: String?, _ globals: Globals) throws {
    let manner = try globals.resolved()
    let pack = try Material.open(globals)
    let world = World(pack: pack, manner: manner, logbook: try Material.record(for: .writing))
    let quiz = PlainQuiz(world)
    let entries = try quiz.entries(id)
    if wantsScreen(globals), let first = id.map({ Link($0) }) ?? entries.first.map({ Link($0.id) }),
      try show(opening(world, isFirstRun: false).session(first, quiz: true), world)
    {
      return
    }
    try quiz.run(entries)
  }

  // MARK: - On the screen

  private static func wantsScreen(_ globals: Globals) -> Bool {
    !globals.plain && Surroundings.hasTerminal
  }

  private static func opening(_ world: World, isFirstRun: Bool? = nil) -> Opening {
    let log = world.logbook.answers()
    var opening = Opening(
      pack: world.pack, manner: world.manner.shown(),
      record: Record(log.filter { $0.pack == world.pack.id }))
    opening.kept = world.logbook.settings(in: world.pack.id)
    opening.isFirstRun =
      isFirstRun
      ?? (log.isEmpty && world.logbook.place(in: world.pack.id) == nil
        && world.manner.preferences == Preferences())
    opening.notice = world.logbook.notices.first?.words.what[world.manner.language]
    return opening
  }

  /// - Returns: false where there is no screen to be had, which is said in one line.
  private static func show(_ session: Session, _ world: World) throws -> Bool {
    var options = Terminal.Options()
    options.colour = world.manner.isColored
    options.mouse = world.manner.hasMouse
    options.crashNote = Globals.paths.state.map { Paths.joined($0, "crash.txt") }
    options.program = "descent \(Version.text)"
    var session = session
    let ending: Ending
    do {
      ending = try run(&session, world, options)
    } catch .refused {
      throw Failure(
        .noTerminal, "terminal", TerminalError.refused.words, fix: TerminalError.refused.mend)
    } catch {
      Talk.plainLines(because: error.words)
      return false
    }
    try leave(world, ending, session.language)
    return true
  }

  /// The terminal is ours only in here.
  private static func run(
    _ session: inout Session, _ world: World, _ options: Terminal.Options
  ) throws(TerminalError) -> Ending {
    var terminal = try Terminal(options)
    return ScreenLoop(world).run(&session, on: &terminal)
  }

  private static func leave(_ world: World, _ ending: Ending, _ language: Language) throws {
    if ending == .quit || ending == .interrupted {
      try world.close()
    } else {
      try? world.close()
    }
    if ending == .quit {
      let output = Output()
      try output.line(world.farewell(language))
      try output.flush()
    }
    if ending.exitStatus != 0 { throw Finish(code: ending.exitStatus) }
  }

  // MARK: - As plain lines

  private static func plain(
    _ link: Link, _ text: String, _ pack: Pack, _ manner: Manner
  ) throws {
    let output = Output()
    switch try Place(link.id, in: pack) {
    case .screen, .module:
      try contents(pack, manner)
    case .page(let entry):
      let page = try Material.page(entry.id, in: pack)
      try PlainPage(page: page, entry: entry, manner: manner).write(to: output)
    case .figure:
      var figure = try PlainFigure(FigureChoice(text, sets: []), manner: manner)
      try figure.run()
    case .walkthrough(let entry):
      let world = World(
        pack: pack, manner: manner, logbook: try Material.record(for: .writing))
      try PlainWalkthrough(world).run(entry.id)
    }
    try output.flush()
  }

  private static func contents(_ pack: Pack, _ manner: Manner) throws {
    let log = try Material.record(for: .reading).answers()
    let standing = Standing(
      log: log, pack: pack.id, today: Material.today,
      scheduler: Material.scheduler(manner.preferences))
    let output = Output()
    let text = ContentsText(manner: manner, standing: standing)
    try text.write(pack, to: output)
    try text.writeAdvice(pack, to: output)
    try output.flush()
  }
}
