import Figures

/// One row of the key table.
package struct Binding: Sendable {
  package let keys: [Key]
  package let command: Command
  package let contexts: Set<Context>
  /// One or two words, for the status line.
  package let short: Words
  /// A phrase, for the help.
  package let help: Words

  init(
    _ keys: [Key], _ command: Command, in contexts: Set<Context>, _ short: Words, _ help: Words
  ) {
    self.keys = keys
    self.command = command
    self.contexts = contexts
    self.short = short
    self.help = help
  }
}

/// The one table of keys: it drives dispatch, the help, the status line and the manual.
package enum Keymap {
  /// What a key asks for where the focus is. Two-set Hangul jamo count as the Latin keys they lie on.
  package static func command(for key: Key, in context: Context) -> Command? {
    if let found = index[context]?[key] { return found }
    guard case .character(let letter) = key, let latin = Jamo.key(for: letter) else { return nil }
    return index[context]?[.character(latin)]
  }

  /// The rows that mean something in a context, in the table's order.
  package static func bindings(in context: Context) -> [Binding] {
    table.filter { $0.contexts.contains(context) }
  }

  private static let index: [Context: [Key: Command]] = {
    var index: [Context: [Key: Command]] = [:]
    for binding in table {
      for context in binding.contexts {
        for key in binding.keys where index[context, default: [:]][key] == nil {
          index[context, default: [:]][key] = binding.command
        }
      }
    }
    return index
  }()

  private static func letters(_ text: String) -> [Key] { text.map { .character($0) } }

  private static let reading: Set<Context> = [.prose, .film, .control, .cross]
  private static let playing: Set<Context> = [.film, .control, .prose, .cross]
  private static let everywhere = Set(Context.allCases)

  package static let table: [Binding] = [
    Binding(
      [.character(" "), .enter], .primary, in: [.film, .cross],
      Words(en: "play", ko: "재생"),
      Words(en: "play or pause; first ask for a prediction", ko: "재생·멈춤, 처음에는 예측을 먼저 묻는다")),
    Binding(
      [.character(" "), .enter], .primary, in: [.contents],
      Words(en: "open", ko: "열기"), Words(en: "open what is lit", ko: "고른 것을 연다")),
    Binding(
      [.character(" "), .enter], .primary, in: [.question, .walkthrough],
      Words(en: "choose, submit", ko: "고르기, 제출"),
      Words(en: "Space ticks, Enter submits or goes on", ko: "Space로 고르고 Enter로 제출하거나 넘어간다")),
    Binding(
      [.character(" ")], .primary, in: [.control],
      Words(en: "play", ko: "재생"), Words(en: "play or pause", ko: "재생·멈춤")),
    Binding(
      [.character(" ")], .primary, in: [.prose],
      Words(en: "play", ko: "재생"), Words(en: "play or pause the figure", ko: "그림 재생·멈춤")),
    Binding(
      [.enter], .typeValue, in: [.control],
      Words(en: "type", ko: "입력"), Words(en: "type a value, a formula too", ko: "값이나 식을 입력한다")),
    Binding(
      letters("+=") + [.right], .increase, in: [.control],
      Words(en: "more", ko: "늘림"), Words(en: "one notch up", ko: "한 눈금 올린다")),
    Binding(
      letters("-_") + [.left], .decrease, in: [.control],
      Words(en: "less", ko: "줄임"), Words(en: "one notch down", ko: "한 눈금 내린다")),
    Binding(
      letters("n") + [.right, .pageDown], .nextPage, in: [.prose, .film],
      Words(en: "next", ko: "다음"), Words(en: "next page", ko: "다음 쪽")),
    Binding(
      letters("p") + [.left, .pageUp], .previousPage, in: [.prose, .film],
      Words(en: "previous", ko: "이전"), Words(en: "previous page", ko: "이전 쪽")),
    Binding(
      letters("n") + [.pageDown], .nextPage, in: [.control, .cross],
      Words(en: "next", ko: "다음"), Words(en: "next page", ko: "다음 쪽")),
    Binding(
      letters("p") + [.pageUp], .previousPage, in: [.control, .cross],
      Words(en: "previous", ko: "이전"), Words(en: "previous page", ko: "이전 쪽")),
    Binding(
      letters("n") + [.right], .nextPage, in: [.question, .walkthrough],
      Words(en: "next", ko: "다음"), Words(en: "next question", ko: "다음 문제")),
    Binding(
      letters("p") + [.left], .previousPage, in: [.question, .walkthrough],
      Words(en: "previous", ko: "이전"), Words(en: "previous question", ko: "이전 문제")),
    Binding(
      [.tab], .focusNext, in: everywhere.subtracting([.overlay, .contents]),
      Words(en: "controls", ko: "조절"),
      Words(en: "focus: figure, each control, text", ko: "초점 옮기기: 그림, 조절 값, 글")),
    Binding(
      [.backTab], .focusPrevious, in: everywhere.subtracting([.overlay, .contents]),
      Words(en: "back", ko: "거꾸로"), Words(en: "focus backwards", ko: "초점을 거꾸로 옮긴다")),
    Binding(
      letters("j") + [.down], .scrollDown, in: everywhere.subtracting([.cross]),
      Words(en: "down", ko: "아래"), Words(en: "scroll down, next line", ko: "아래로")),
    Binding(
      letters("k") + [.up], .scrollUp, in: everywhere.subtracting([.cross]),
      Words(en: "up", ko: "위"), Words(en: "scroll up, line before", ko: "위로")),
    Binding(
      letters("j"), .scrollDown, in: [.cross],
      Words(en: "down", ko: "아래"), Words(en: "scroll down, next line", ko: "아래로")),
    Binding(
      letters("k"), .scrollUp, in: [.cross],
      Words(en: "up", ko: "위"), Words(en: "scroll up, line before", ko: "위로")),
    Binding(
      [.left], .crossLeft, in: [.cross],
      Words(en: "left", ko: "왼쪽"), Words(en: "the cross-hair to the left", ko: "십자선을 왼쪽으로")),
    Binding(
      [.right], .crossRight, in: [.cross],
      Words(en: "right", ko: "오른쪽"), Words(en: "the cross-hair to the right", ko: "십자선을 오른쪽으로")),
    Binding(
      [.up], .crossUp, in: [.cross],
      Words(en: "up", ko: "위"), Words(en: "the cross-hair up", ko: "십자선을 위로")),
    Binding(
      [.down], .crossDown, in: [.cross],
      Words(en: "down", ko: "아래"), Words(en: "the cross-hair down", ko: "십자선을 아래로")),
    Binding(
      [.control("d")], .halfDown, in: everywhere,
      Words(en: "half down", ko: "반 쪽 아래"), Words(en: "half a screen down", ko: "반 화면 아래로")),
    Binding(
      [.control("u")], .halfUp, in: everywhere,
      Words(en: "half up", ko: "반 쪽 위"), Words(en: "half a screen up", ko: "반 화면 위로")),
    Binding(
      letters("g") + [.home], .top, in: everywhere,
      Words(en: "top", ko: "처음"), Words(en: "to the top", ko: "맨 위로")),
    Binding(
      letters("G") + [.end], .bottom, in: everywhere,
      Words(en: "bottom", ko: "끝"), Words(en: "to the bottom", ko: "맨 아래로")),
    Binding(
      letters(","), .stepBack, in: playing,
      Words(en: "step back", ko: "한 걸음 뒤"), Words(en: "one step back", ko: "한 걸음 뒤로")),
    Binding(
      letters("."), .stepForward, in: playing,
      Words(en: "step", ko: "한 걸음"), Words(en: "one step forward", ko: "한 걸음 앞으로")),
    Binding(
      letters("<"), .slower, in: playing,
      Words(en: "slower", ko: "느리게"), Words(en: "half the speed", ko: "절반 속도로")),
    Binding(
      letters(">"), .faster, in: playing,
      Words(en: "faster", ko: "빠르게"), Words(en: "twice the speed", ko: "두 배 속도로")),
    Binding(
      letters("["), .bookmarkBack, in: playing,
      Words(en: "mark before", ko: "앞 표시"), Words(en: "bookmark before", ko: "앞 책갈피로")),
    Binding(
      letters("]"), .bookmarkForward, in: playing,
      Words(en: "next mark", ko: "다음 표시"), Words(en: "next bookmark", ko: "다음 책갈피로")),
    Binding(
      letters("{"), .scrubBack, in: playing,
      Words(en: "scrub back", ko: "되감기"),
      Words(en: "a tenth of the film back", ko: "필름의 10분의 1만큼 뒤로")),
    Binding(
      letters("}"), .scrubForward, in: playing,
      Words(en: "scrub", ko: "빨리 감기"),
      Words(en: "a tenth of the film forward", ko: "필름의 10분의 1만큼 앞으로")),
    Binding(
      letters("b"), .reverse, in: playing,
      Words(en: "backwards", ko: "거꾸로"),
      Words(en: "play the other way round", ko: "재생 방향을 뒤집는다")),
    Binding(
      letters("m"), .mark, in: playing,
      Words(en: "loop", ko: "반복"),
      Words(en: "mark the start of a loop, its end, no loop", ko: "반복할 처음, 끝을 차례로 정하고 다시 누르면 푼다")),
    Binding(
      letters("0"), .reset, in: playing,
      Words(en: "reset", ko: "초기화"), Words(en: "controls as the page set them", ko: "조절 값을 처음대로")),
    Binding(
      letters("123456789"), .preset, in: [.film, .control, .cross],
      Words(en: "presets", ko: "예제"),
      Words(en: "in a laboratory: a start worth trying", ko: "실험실에서 해 볼 만한 설정을 고른다")),
    Binding(
      letters("r"), .newSeed, in: playing,
      Words(en: "new seed", ko: "새 시드"), Words(en: "a new seed", ko: "새 시드로 다시 뽑는다")),
    Binding(
      letters("r"), .newSeed, in: [.question, .walkthrough],
      Words(en: "new numbers", ko: "새 숫자"),
      Words(en: "the same question with new numbers", ko: "같은 문제를 새 숫자로")),
    Binding(
      letters("c"), .compare, in: playing,
      Words(en: "compare", ko: "비교"),
      Words(
        en: "this setting beside another, on one clock", ko: "지금 설정과 다른 설정을 같은 시계로 나란히 본다")),
    Binding(
      letters("s"), .ghosts, in: playing,
      Words(en: "shadows", ko: "잔상"),
      Words(en: "shadows of the runs before this one", ko: "앞선 실행의 잔상을 보이거나 숨긴다")),
    Binding(
      letters("z"), .zoom, in: playing,
      Words(en: "zoom", ko: "크게"), Words(en: "the figure alone, and back", ko: "그림만 크게, 다시 원래대로")),
    Binding(
      letters("x"), .crossHair, in: playing,
      Words(en: "exact", ko: "정확한 값"),
      Words(
        en: "read exact values: from datum to datum, from cell to cell, off",
        ko: "정확한 값 읽기: 자료점마다, 칸마다, 끄기")),
    Binding(
      letters("P"), .predict, in: playing,
      Words(en: "predict", ko: "예측"), Words(en: "predict before it runs", ko: "실행 전에 예측한다")),
    Binding(
      letters("h"), .hint, in: [.question, .walkthrough],
      Words(en: "hint", ko: "힌트"), Words(en: "a hint", ko: "힌트")),
    Binding(
      letters("s"), .solution, in: [.question, .walkthrough],
      Words(en: "solution", ko: "풀이"), Words(en: "show the solution", ko: "풀이를 본다")),
    Binding(
      letters("v"), .replay, in: [.question],
      Words(en: "see it run", ko: "실행해 보기"), Words(en: "the answer as a figure", ko: "답을 그림으로 본다")),
    Binding(
      letters("t"), .quiz, in: reading,
      Words(en: "quiz", ko: "퀴즈"), Words(en: "test yourself on this page", ko: "이 쪽의 퀴즈를 푼다")),
    Binding(
      letters("e"), .drill, in: reading,
      Words(en: "exam problem", ko: "시험 문제"),
      Words(
        en: "exam problems of this page; of several, choose one", ko: "이 쪽의 시험 문제를 푼다, 여럿이면 고른다")),
    Binding(
      letters("y"), .python, in: playing,
      Words(en: "Python", ko: "파이썬"),
      Words(en: "the Python that prints the same numbers", ko: "같은 수를 찍는 파이썬 코드")),
    Binding(
      letters("T"), .twin, in: playing,
      Words(en: "in words", ko: "글로"), Words(en: "the figure in words and numbers", ko: "그림을 글과 표로")
    ),
    Binding(
      letters("u"), .copyLink, in: playing.union([.walkthrough]),
      Words(en: "link", ko: "링크"),
      Words(en: "copy the command that brings you back here", ko: "이 자리로 돌아오는 명령을 복사한다")),
    Binding(
      letters("lL"), .language, in: everywhere,
      Words(en: "Korean", ko: "영어"), Words(en: "the other language", ko: "영어로")),
    Binding(
      letters("aA"), .glyphs, in: everywhere,
      Words(en: "glyphs", ko: "글리프"), Words(en: "ASCII or Unicode", ko: "아스키와 유니코드 전환")),
    Binding(
      letters("w"), .glossary, in: everywhere.subtracting([.overlay]),
      Words(en: "words", ko: "용어"), Words(en: "the glossary", ko: "용어집")),
    Binding(
      letters("/"), .search, in: reading.union([.contents]),
      Words(en: "search", ko: "찾기"),
      Words(en: "search; n goes to the next match", ko: "찾기, n으로 다음 일치")),
    Binding(
      letters(":"), .palette, in: everywhere.subtracting([.overlay]),
      Words(en: "go to", ko: "이동"),
      Words(en: "type where to go", ko: "갈 곳을 입력해 이동한다")),
    Binding(
      letters("o"), .contents, in: everywhere.subtracting([.overlay, .contents]),
      Words(en: "contents", ko: "차례"), Words(en: "contents", ko: "차례")),
    Binding(
      letters("?"), .help, in: everywhere,
      Words(en: "help", ko: "도움말"), Words(en: "these keys", ko: "이 도움말")),
    Binding(
      letters("q"), .back, in: everywhere,
      Words(en: "back", ko: "뒤로"), Words(en: "back; on the contents, quit", ko: "뒤로, 차례에서는 끝내기")),
    Binding(
      [.escape], .escape, in: everywhere,
      Words(en: "back", ko: "뒤로"), Words(en: "back (never quits)", ko: "뒤로(끝내지는 않는다)")),
    Binding(
      letters("Q") + [.control("c")], .quit, in: everywhere,
      Words(en: "quit", ko: "끝내기"), Words(en: "quit; the place is kept", ko: "끝내기, 자리는 남는다")),
  ]
}

extension Key {
  /// How the key is written on the screen. Arrows are words: their glyphs are of ambiguous width.
  package var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let letter): String(letter)
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .control(let letter): "Ctrl-" + letter.uppercased()
    }
  }
}
