import Figures
import Plot

/// The first run: what this is, the language, four keys. One key skips it.
struct WelcomeScreen: ScreenState {
  var context: Context { .overlay }
  var status: [Command] { [] }
  /// The exam's date being typed, and the one taken.
  private var field: TextField?
  private var examDate: String?
  private var isRefused = false

  init() {}

  mutating func take(_ key: Key, _ desk: inout Desk) -> Turn? {
    if let field { return type(key, field) }
    switch key {
    case .character(let letter) where "dDㅇ".contains(letter):
      field = TextField(examDate ?? "")
      return .stay
    case .character(let letter) where "lLㅣ".contains(letter):
      desk.language = desk.language == .en ? .ko : .en
      return Turn([.configure(key: "lang", value: desk.language.rawValue)])
    case .character("?"), .character("a"), .character("A"): return nil
    default:
      guard let first = desk.pack.modules.lazy.flatMap(\.pages).first else { return .go(.pop) }
      var effects: [Effect] = [.configure(key: "lang", value: desk.language.rawValue)]
      let turn = Opening.turn(to: Link(first.id), replacing: true, &desk)
      effects += turn.effects
      return Turn(effects, move: turn.move ?? .pop)
    }
  }

  /// Enter takes a date as 2026-12-18; an empty field takes none.
  private mutating func type(_ key: Key, _ field: TextField) -> Turn {
    var field = field
    switch key {
    case .enter:
      let text = field.text.filter { $0 != " " }
      guard text.isEmpty || Self.isDate(text) else {
        isRefused = true
        return .stay
      }
      self.field = nil
      isRefused = false
      examDate = text.isEmpty ? nil : text
      return text.isEmpty ? .stay : Turn([.configure(key: "exam.date", value: text)])
    case .escape:
      self.field = nil
      isRefused = false
    default:
      _ = field.handle(key)
      self.field = field
      isRefused = false
    }
    return .stay
  }

  /// A day of the calendar, written year-month-day.
  static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, text.utf8.count == 10, let year = parts[0], let month = parts[1],
      let day = parts[2], (2000...2200).contains(year), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    return (1...days).contains(day)
  }

  mutating func perform(_ command: Command, _ desk: inout Desk) -> Turn { .stay }

  private func dateLine(_ desk: Desk) -> StyledText {
    if let field {
      let label =
        isRefused
        ? desk.say("a day, as 2026-12-18: ", "날짜를 2026-12-18처럼: ")
        : desk.say("exam on (2026-12-18): ", "시험일(2026-12-18): ")
      return StyledText("        " + label, isRefused ? Style(.bad) : .plain)
        + StyledText(field.text + "_", Style(bold: true, underline: true))
    }
    let words =
      examDate.map { desk.say("exam on ", "시험일 ") + $0 }
      ?? desk.say("the date of your exam", "시험일 정하기")
    return StyledText("d", .strong) + StyledText("       " + words)
  }

  /// In that language itself, for who cannot read this one; where Hangul may not be drawn, in English.
  private func otherLanguage(_ desk: Desk) -> String {
    desk.glyphs.repertoire == .ascii
      ? desk.say("in Korean", "in English") : desk.say("한국어로 보기", "in English")
  }

  func draw(on surface: inout Surface, _ desk: Desk) {
    Chrome.header("descent", "", on: &surface, desk)
    let say = desk.say
    let lines: [StyledText] = [
      StyledText(desk.pack.title[desk.language], .heading),
      StyledText(),
      StyledText(
        say(
          "Every page has a figure that computes what the page says. Predict, run it, change its numbers, then test yourself.",
          "쪽마다 그 내용을 바로 계산하는 그림이 있다. 먼저 예측하고, 실행하고, 값을 바꿔 보고, 스스로 시험해 보자.")),
      StyledText(),
      StyledText("Right", .strong) + StyledText(say("   the next page", "   다음 쪽")),
      StyledText("Space", .strong) + StyledText(say("   play what you see", "   보이는 그림을 재생")),
      StyledText("?", .strong) + StyledText(say("       all keys", "       모든 키")),
      StyledText("q", .strong)
        + StyledText(say("       back, and out; your place is kept", "       뒤로, 그리고 끝내기. 자리는 남는다")),
      StyledText(),
      StyledText("l", .strong) + StyledText("       " + otherLanguage(desk)),
      dateLine(desk),
      StyledText(),
      StyledText(say("Any other key begins.", "다른 아무 키나 누르면 시작한다."), .dim),
    ]
    let columns = min(64, desk.size.columns - 4)
    let left = max(2, (desk.size.columns - columns) / 2)
    var row = max(2, (desk.size.rows - 16) / 2)
    for line in lines {
      let rows = desk.glyphs.shown(line).wrapped(to: columns)
      for text in rows.isEmpty ? [StyledText()] : rows {
        surface.write(text, row: row, column: left, limit: columns)
        row += 1
      }
    }
  }
}
