import App
import Figures
import Lessons
import Plot
import Study

/// A session at a link, for pictures and for the screen.
struct Opening {
  let pack: Pack
  let manner: Manner
  var size = Size(rows: 24, columns: 80)
  var record = Record()
  /// The settings that figures were left with.
  var kept: [String: String] = [:]
  var isFirstRun = false
  /// One line on the status row at first.
  var notice: String?

  private var desk: Desk {
    var desk = Desk(
      pack: pack, size: size, language: manner.language, glyphs: manner.glyphs, record: record,
      kept: kept,
      reducesMotion: !manner.hasMotion, nonce: Showings.name())
    desk.notice = notice
    return desk
  }

  /// - Parameters:
  ///   - link: nil opens the contents.
  ///   - quiz: the questions of the link's page or module.
  /// - Throws: `Failure` 64 for what does not exist or cannot be set, 65 for a mistake in the pack.
  func session(_ link: Link?, quiz: Bool = false) throws -> Session {
    do {
      return try Session(desk: desk, opening: link, quiz: quiz, isFirstRun: isFirstRun)
    } catch {
      throw Failure(error, at: link ?? Link("contents"), in: pack)
    }
  }
}

extension Failure {
  init(_ error: OpeningError, at link: Link, in pack: Pack) {
    switch error {
    case .unknown(let id, let near):
      self.init(
        .usage, id,
        Words(
          en: "there is no such page, figure, walkthrough or screen", ko: "그런 쪽, 그림, 풀이, 화면은 없다"),
        fix: near.map(Words.near) ?? .seeList)
    case .setting(let error):
      self.init(setting: error, at: link, in: pack)
    case .pack(let error):
      self.init(error)
    case .frame(let asked, let last):
      self.init(
        .usage, link.id,
        Words(en: "there is no frame \(asked)", ko: "장면 \(Josa.topic("\(asked)")) 없다"),
        fix: .lastFrame(last + 1))
    }
  }

  /// A control of one of a page's figures.
  init(setting error: ControlError, at link: Link, in pack: Pack) {
    let names =
      pack.modules.lazy.flatMap(\.pages).first { $0.id == link.id }?.figures ?? [link.id]
    let figures = names.compactMap { pack.catalogue.figure($0) }
    if let figure = figures.first(where: { $0.control(named: error.control) != nil }) {
      self.init(error, of: figure)
    } else {
      self.init(
        error.isMalformed ? .malformed : .usage, link.id, error.says, fix: error.mend)
    }
  }
}
