import Figures
import Glibc
import Lessons
import Store
import Study

/// The interactive commands: on a screen where there is one, else as plain lines.
enum Tutor {
  /// The bare command.
  static func goOn(_ globals: Globals) throws {
    let manner = try globals.resolved()
    let pack = try Material.open(globals)
    try contents(pack, manner)
  }

  static func open(_ text: String, _ globals: Globals) throws {
    let manner = try globals.resolved()
    let link = try FigureChoice.link(text)
    let pack = try Material.open(globals)
    // What is wrong with the link is said in the same words on a screen and without one.
    _ = try Opening(pack: pack, manner: manner).session(link)
    let output = Output()
    switch try Place(link.id, in: pack) {
    case .screen, .module:
      try contents(pack, manner)
    case .page(let entry):
      try PlainPage(page: Material.page(entry.id, in: pack), manner: manner).write(to: output)
    case .figure:
      let choice = try FigureChoice(text, sets: [])
      let film = try choice.film()
      let index = try choice.index(nil, else: .number(0), in: film)
      try TwinText(film.twin(index, manner.language), manner: manner).write(to: output)
    case .walkthrough(let entry):
      let world = World(
        pack: pack, manner: manner, logbook: try Material.record(for: .writing))
      try PlainWalkthrough(world).run(entry.id)
    }
    try output.flush()
  }

  static func quiz(_ id: String?, _ globals: Globals) throws {
    let manner = try globals.resolved()
    let pack = try Material.open(globals)
    let logbook = try Material.record(for: .writing)
    try PlainQuiz(World(pack: pack, manner: manner, logbook: logbook)).run(id)
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
