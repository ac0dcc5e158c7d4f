import Figures
import Lessons

/// What a link leads to.
enum Place {
  case page(Module.Entry)
  case walkthrough(Module.Entry)
  case module(Module)
  case figure(Figure)
  case screen(Screen)

  enum Screen: String, CaseIterable { case contents, progress, glossary }

  /// - Throws: `Failure` 64 with the nearest name.
  init(_ id: String, in pack: Pack) throws {
    if let module = pack.modules.first(where: { $0.id == id }) {
      self = .module(module)
    } else if let page = pack.modules.lazy.flatMap(\.pages).first(where: { $0.id == id }) {
      self = .page(page)
    } else if let drill = pack.modules.lazy.flatMap(\.walkthroughs).first(where: { $0.id == id }) {
      self = .walkthrough(drill)
    } else if let figure = pack.catalogue.figure(id) {
      self = .figure(figure)
    } else if let screen = Screen(rawValue: id) {
      self = .screen(screen)
    } else {
      throw Self.unknown(id, in: pack)
    }
  }

  private static func unknown(_ id: String, in pack: Pack) -> Failure {
    let names =
      pack.modules.flatMap { [$0.id] + $0.pages.map(\.id) + $0.walkthroughs.map(\.id) }
      + pack.catalogue.figures.map(\.id) + Screen.allCases.map(\.rawValue)
    let near = nearest(to: id, among: names)
    return Failure(
      .usage, id,
      Words(
        en: "there is no such page, figure, walkthrough or screen", ko: "그런 쪽, 그림, 풀이, 화면은 없다"),
      fix: near.map(Words.near) ?? .seeList)
  }
}
