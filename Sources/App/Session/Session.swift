import Figures
import Lessons
import Plot
import Study

/// The whole program as a value: events in, effects and a surface out. No clock, no terminal, no file.
package struct Session: Sendable {
  package private(set) var desk: Desk
  private var screens: [Screen]
  private var overlay: Overlay?
  package private(set) var isFinished = false
  /// 0 for quitting, 130 for Ctrl-C.
  package private(set) var exitStatus: Int32 = 0

  init(desk: Desk, screens: [Screen]) {
    self.desk = desk
    self.screens = screens.isEmpty ? [.contents(ContentsScreen())] : screens
  }

  package var language: Language { desk.language }
  package var size: Size { desk.size }

  // MARK: Events

  package mutating func handle(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key):
      desk.notice = nil
      return keepingSettings { $0.handle(key) }
    case .paste(let text):
      top { screen, _ in
        screen.paste(text)
        return .stay
      }
      return []
    case .mouse(let mouse):
      if let overlay, overlay.isOpen {
        return scrollOverlay(mouse)
      }
      return keepingSettings { session in session.top { $0.mouse(mouse, &$1) } }
    case .resize(let size):
      desk.size = size
      return []
    case .tick(let seconds):
      desk.clock += max(0, seconds)
      return top { screen, _ in
        screen.tick(seconds)
        return .stay
      }
    case .film(let ticket, let result):
      return keepingTyped { session in
        for index in session.screens.indices {
          session.screens[index].state.receive(ticket, result)
        }
      }
    case .growing(let ticket, let film, let progress):
      return keepingTyped { session in
        for index in session.screens.indices {
          session.screens[index].state.receive(ticket, film, progress)
        }
      }
    case .recorded(_, _, let saved):
      if saved {
        desk.unsaved = 0
      } else {
        desk.unsaved += 1
      }
      return []
    }
  }

  /// What a key or the mouse changed of a figure's settings is kept for the next visit.
  private mutating func keepingSettings(_ body: (inout Session) -> [Effect]) -> [Effect] {
    var effects = body(&self)
    guard let screen = screens.last?.state as? any PlayerScreen else { return effects }
    for change in screen.changes(from: desk.kept) {
      desk.kept[change.name] = change.link
      effects.append(.settings(figure: change.name, link: change.link))
    }
    return effects
  }

  /// What was typed is kept once its run has taken it.
  private mutating func keepingTyped(_ body: (inout Session) -> Void) -> [Effect] {
    let screen = screens.last?.state as? any PlayerScreen
    guard screen?.players.contains(where: { $0.unproven != nil }) ?? false else {
      body(&self)
      return []
    }
    return keepingSettings {
      body(&$0)
      return []
    }
  }

  private mutating func handle(_ key: Key) -> [Effect] {
    if key == .control("c") { return quit(status: 130) }
    if key == .control("z") { return [.suspend] }
    if key == .control("l") { return [] }
    if overlay != nil { return handleOverlay(key) }
    if let turn = take(key) { return turn }
    guard let screen = screens.last,
      let command = Keymap.command(for: key, in: screen.state.context)
    else { return [] }
    return perform(command)
  }

  private mutating func take(_ key: Key) -> [Effect]? {
    guard var state = screens.last?.state else { return nil }
    guard let turn = state.take(key, &desk) else { return nil }
    screens[screens.count - 1].state = state
    return apply(turn)
  }

  private mutating func perform(_ command: Command) -> [Effect] {
    switch command {
    case .quit: return quit(status: 0)
    case .help:
      overlay = .help(context: screens.last?.state.context ?? .contents, desk)
      return []
    case .language:
      desk.language = desk.language == .en ? .ko : .en
      return [.configure(key: "lang", value: desk.language.rawValue)]
    case .glyphs:
      desk.glyphs.repertoire = desk.glyphs.repertoire == .ascii ? .unicode : .ascii
      return [.configure(key: "glyphs", value: desk.glyphs.repertoire.rawValue)]
    case .glossary:
      if case .glossary? = screens.last { return [] }
      return apply(.go(.push(.glossary(GlossaryScreen(desk)))))
    case .contents:
      return apply(.go(.home))
    case .palette:
      var contents = ContentsScreen()
      contents.search = TextField(mapsJamo: false)
      return apply(.go(.push(.contents(contents))))
    case .copyLink:
      guard let link = screens.last?.state.link(desk) else { return [] }
      let text = "descent open '\(link.text)'"
      desk.notice = text
      return [.copy(text)]
    case .back, .escape:
      let turn = topTurn { $0.perform(command, &$1) }
      if turn.isHandled || turn.move != nil || !turn.effects.isEmpty { return apply(turn) }
      if screens.count > 1 { return apply(.go(.pop)) }
      if case .contents? = screens.last {
        return command == .back ? quit(status: 0) : []
      }
      return apply(.go(.home))
    default:
      return apply(topTurn { $0.perform(command, &$1) })
    }
  }

  private mutating func topTurn(_ body: (inout any ScreenState, inout Desk) -> Turn) -> Turn {
    guard var state = screens.last?.state else { return .stay }
    let turn = body(&state, &desk)
    screens[screens.count - 1].state = state
    return turn
  }

  @discardableResult
  private mutating func top(_ body: (inout any ScreenState, inout Desk) -> Turn) -> [Effect] {
    apply(topTurn(body))
  }

  private mutating func apply(_ turn: Turn) -> [Effect] {
    var effects = turn.effects
    switch turn.move {
    case nil: return effects
    case .overlay(let new): overlay = new
    case .push(let screen):
      screens.append(screen)
      effects += entered()
    case .replace(let screen):
      screens[screens.count - 1] = screen
      effects += entered()
    case .pop:
      if screens.count > 1 { screens.removeLast() }
      effects += entered()
    case .home:
      var contents = ContentsScreen()
      if let link = screens.last?.state.link(desk) { contents.select(link.id, desk) }
      screens = [.contents(contents)]
    }
    return effects
  }

  /// A screen came to the top: its films are asked for and its place is kept.
  package mutating func entered() -> [Effect] {
    guard var state = screens.last?.state as? any PlayerScreen else { return place() }
    let effects = state.requests()
    screens[screens.count - 1].state = state
    return effects + place()
  }

  private func place() -> [Effect] {
    guard let link = screens.last?.state.place(desk) else { return [] }
    return [.place(link.text)]
  }

  private mutating func quit(status: Int32) -> [Effect] {
    isFinished = true
    exitStatus = status
    return leaving() + [.quit]
  }

  /// What must be kept when the program ends, however it ends.
  package func leaving() -> [Effect] {
    let links = screens.reversed().compactMap { $0.state.place(desk) }
    return links.first.map { [.place($0.text)] } ?? []
  }

  // MARK: Overlays

  private mutating func handleOverlay(_ key: Key) -> [Effect] {
    guard var current = overlay else { return [] }
    switch Keymap.command(for: key, in: .overlay) {
    case .quit: return quit(status: 0)
    case .scrollDown: current.scroll += 1
    case .scrollUp: current.scroll -= 1
    case .halfDown: current.scroll += max(1, desk.size.rows / 2)
    case .halfUp: current.scroll -= max(1, desk.size.rows / 2)
    case .top: current.scroll = 0
    case .bottom: current.scroll = .max
    case .language, .glyphs:
      return []
    case nil where key == .pageDown || key == .character(" "):
      current.scroll += max(1, desk.size.rows - 4)
    case nil where key == .pageUp: current.scroll -= max(1, desk.size.rows - 4)
    default:
      overlay = nil
      return []
    }
    current.clampScroll(desk)
    overlay = current
    return []
  }

  private mutating func scrollOverlay(_ mouse: Mouse) -> [Effect] {
    switch mouse.action {
    case .wheelDown: overlay?.scroll += 3
    case .wheelUp: overlay?.scroll -= 3
    default: return []
    }
    overlay?.clampScroll(desk)
    return []
  }

  /// Whether any screen still wants a film: one that nobody wants need not be computed.
  package func awaits(_ ticket: FilmTicket) -> Bool {
    screens.contains { $0.state.awaits(ticket) }
  }

  var topState: (any ScreenState)? { screens.last?.state }

  // MARK: The view

  /// Seconds until the next tick is wanted; nil: nothing moves, and nothing needs to wake.
  package var tickInterval: Double? {
    guard overlay == nil, let tempo = screens.last?.state.tempo, tempo > 0 else { return nil }
    return 1 / min(30, max(1, tempo))
  }

  package var isPlaying: Bool { tickInterval != nil }

  /// Where the terminal's cursor belongs; nil: it is hidden.
  package var cursor: (row: Int, column: Int)? {
    overlay == nil ? screens.last?.state.cursor(desk) : nil
  }

  package func surface() -> Surface {
    var surface = Surface(size: desk.size, glyphs: desk.glyphs)
    guard desk.size.rows >= 5, desk.size.columns >= 24 else {
      surface.write(desk.say("Too small", "너무 작다"), row: 0, column: 0)
      surface.write("60x18", row: 1, column: 0, style: .dim)
      return surface
    }
    guard let state = screens.last?.state else { return surface }
    if desk.size.rows < 18 || desk.size.columns < 60 {
      if state is any PlayerScreen || state is ContentsScreen {
        Chrome.tooSmall(on: &surface, desk)
        return surface
      }
    }
    state.draw(on: &surface, desk)
    if let overlay {
      overlay.draw(on: &surface, desk)
    } else {
      Chrome.status(on: &surface, state: state, desk)
    }
    return surface
  }
}

extension Screen {
  var state: any ScreenState {
    get {
      switch self {
      case .welcome(let state): state
      case .contents(let state): state
      case .page(let state): state
      case .figure(let state): state
      case .quiz(let state): state
      case .walkthrough(let state): state
      case .glossary(let state): state
      }
    }
    set {
      switch newValue {
      case let state as WelcomeScreen: self = .welcome(state)
      case let state as ContentsScreen: self = .contents(state)
      case let state as PageScreen: self = .page(state)
      case let state as FigureScreen: self = .figure(state)
      case let state as QuizScreen: self = .quiz(state)
      case let state as WalkthroughScreen: self = .walkthrough(state)
      case let state as GlossaryScreen: self = .glossary(state)
      default: break
      }
    }
  }
}
