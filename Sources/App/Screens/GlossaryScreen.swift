import Figures
import Lessons
import Plot

/// Every term in both languages.
struct GlossaryScreen: ScreenState {
  var scroll = 0
  private let terms: [Term]

  init(_ desk: Desk) { terms = desk.pack.glossary }

  var context: Context { .contents }
  var status: [Command] { [.scrollDown, .halfDown, .language, .back] }

  func link(_ desk: Desk) -> Link? { Link("glossary") }

  private func lines(_ desk: Desk) -> [StyledText] {
    let columns = min(desk.size.columns - 4, 90)
    return terms.flatMap { term -> [StyledText] in
      var head = StyledText(term.name[desk.language], .strong)
      let other = term.name[desk.language == .en ? .ko : .en]
      if other != term.name[desk.language] { head.append("  " + other, .dim) }
      if let symbol = term.symbol, !symbol.isEmpty { head.append("   " + symbol, Style(.accent)) }
      let body = StyledText("   " + term.definition[desk.language])
      return [desk.glyphs.shown(head)] + desk.glyphs.shown(body).wrapped(to: columns, indent: 3)
    }
  }

  mutating func perform(_ command: Command, _ desk: inout Desk) -> Turn {
    let room = max(1, desk.size.rows - 3)
    switch command {
    case .scrollDown: scroll += 1
    case .scrollUp: scroll -= 1
    case .halfDown: scroll += room / 2
    case .halfUp: scroll -= room / 2
    case .top: scroll = 0
    case .bottom: scroll = .max / 2
    default: return .stay
    }
    scroll = min(max(0, scroll), max(0, lines(desk).count - room))
    return .stay
  }

  mutating func mouse(_ mouse: Mouse, _ desk: inout Desk) -> Turn {
    switch mouse.action {
    case .wheelDown: perform(.scrollDown, &desk)
    case .wheelUp: perform(.scrollUp, &desk)
    default: .stay
    }
  }

  func draw(on surface: inout Surface, _ desk: Desk) {
    Chrome.header(desk.say("Glossary", "용어집"), "", on: &surface, desk)
    for (offset, line) in lines(desk).dropFirst(scroll).prefix(max(1, desk.size.rows - 3))
      .enumerated()
    {
      surface.write(line, row: 2 + offset, column: 2, limit: desk.size.columns - 4)
    }
  }
}
