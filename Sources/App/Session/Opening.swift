import Figures
import Lessons
import Plot
import Study

/// Why a link does not open.
package enum OpeningError: Error, Equatable, Sendable {
  /// No page, figure, walkthrough or screen has this id.
  case unknown(id: String, nearest: String?)
  case setting(ControlError)
  case pack(PackError)
  /// Beyond the last frame.
  case frame(asked: Int, last: Int)
}

/// Links into screens.
enum Opening {
  /// The screen a link names.
  static func screen(_ link: Link, _ desk: inout Desk) throws(OpeningError) -> Screen {
    let pack = desk.pack
    do {
      switch link.id {
      case "contents": return .contents(ContentsScreen())
      case "glossary": return .glossary(GlossaryScreen(desk))
      default: break
      }
      if let page = try pack.page(link.id) {
        for (index, placed) in page.figures.enumerated() {
          _ = try link.apply(to: placed.figure, over: placed.settings, isFirst: index == 0)
        }
        var screen = PageScreen(page, link: link)
        if link.isBare { restore(&screen, &desk) }
        return .page(screen)
      }
      if let figure = pack.catalogue.figure(link.id) {
        let settings = try link.apply(to: figure, over: figure.initialSettings)
        var screen = FigureScreen(Player(figure, settings: settings, frame: link.frame))
        if link.isBare { restore(&screen, &desk) }
        return .figure(screen)
      }
      if let walkthrough = try pack.walkthrough(link.id) {
        return .walkthrough(try WalkthroughScreen(walkthrough, frame: link.frame, &desk))
      }
      if let module = pack.modules.first(where: { $0.id == link.id }),
        let first = module.pages.first
      {
        return try screen(Link(first.id), &desk)
      }
    } catch let error as ControlError {
      throw .setting(error)
    } catch let error as PackError {
      throw .pack(error)
    } catch let error as Diagnostic {
      throw .pack(PackError([error]))
    } catch let error as OpeningError {
      throw error
    } catch {
      throw .unknown(id: link.id, nearest: nil)
    }
    throw .unknown(id: link.id, nearest: nearest(to: link.id, among: names(pack)))
  }

  /// A link that sets nothing comes back to what the student set last.
  private static func restore(_ screen: inout some PlayerScreen, _ desk: inout Desk) {
    guard screen.restore(desk.kept) else { return }
    desk.notice = desk.say(
      "as you left it; 0 puts the controls back", "지난번 설정 그대로이다. 0으로 처음 값으로 돌린다")
  }

  static func names(_ pack: Pack) -> [String] {
    pack.modules.flatMap { [$0.id] + ($0.pages + $0.walkthroughs).map(\.id) }
      + pack.catalogue.figures.map(\.id) + ["contents", "glossary"]
  }

  /// From inside the program: what does not open is said on the status line.
  static func turn(to link: Link, replacing: Bool, _ desk: inout Desk) -> Turn {
    do {
      let screen = try screen(link, &desk)
      return .go(replacing ? .replace(screen) : .push(screen))
    } catch {
      desk.notice = words(error, desk)
      return .stay
    }
  }

  private static func words(_ error: OpeningError, _ desk: Desk) -> String {
    switch error {
    case .unknown(let id, _): desk.say("nothing is called '\(id)'", "'\(id)'라는 것은 없다")
    case .setting(let error): error.says[desk.language]
    case .pack(let error): error.diagnostics.first.map { "\($0.location): \($0.message)" } ?? ""
    case .frame(_, let last): desk.say("the last frame is \(last)", "마지막 장면은 \(last)이다")
    }
  }
}

extension Link {
  /// It names a place and nothing of it.
  fileprivate var isBare: Bool { settings.isEmpty && frame == nil }
}

extension Session {
  /// A session that starts at a link, its page's quiz, or the contents.
  package init(
    desk: Desk, opening link: Link?, quiz: Bool = false, isFirstRun: Bool = false
  ) throws(OpeningError) {
    var desk = desk
    var screens: [Screen] = [.contents(ContentsScreen())]
    if let link {
      if quiz {
        screens.append(.quiz(try QuizScreen.opening(link.id, &desk)))
      } else {
        let screen = try Opening.screen(link, &desk)
        if case .contents = screen {} else { screens.append(screen) }
      }
    }
    if isFirstRun { screens.append(.welcome(WelcomeScreen())) }
    self.init(desk: desk, screens: screens)
  }

  /// Feeds an event and computes the films it asks for on the spot: for tests and for pictures without a terminal.
  @discardableResult
  package mutating func settle(_ event: Event) -> [Effect] {
    settle(handle(event))
  }

  @discardableResult
  package mutating func settle(_ effects: [Effect]) -> [Effect] {
    var others: [Effect] = []
    var queue = effects
    while !queue.isEmpty {
      let effect = queue.removeFirst()
      if case .film(let ticket, let figure) = effect {
        queue += handle(.film(ticket, figure.result(ticket.settings)))
      } else {
        others.append(effect)
      }
    }
    return others
  }

  /// Scrolls the prose of a page, as `render --scroll`.
  package mutating func scroll(by rows: Int) {
    var shown = surface()
    for _ in 0..<max(0, rows) {
      settle(.key(.character("j")))
      let next = surface()
      // The end is reached.
      if next == shown { break }
      shown = next
    }
  }

  /// The frames of what is on top: of a figure or a page's first figure; nil for other screens.
  package var frames: Int? { topPlayer?.film?.frames }
  package var figureError: ControlError? { topPlayer?.error }
  private var topPlayer: Player? { (topState as? any PlayerScreen)?.players.first }
}

extension Figure {
  /// The film, or what is wrong with the settings.
  package func result(_ settings: Settings) -> Result<Film, ControlError> {
    do {
      return .success(try film(settings))
    } catch let error as ControlError {
      return .failure(error)
    } catch let error as BuiltInData.Missing {
      return .failure(ControlError(control: id, says: error.says, mend: error.mend))
    } catch {
      return .failure(
        ControlError(
          control: id, says: Words("\(error)"),
          mend: Words(en: "change the settings back with 0", ko: "0으로 처음 값으로 되돌려라")))
    }
  }
}
