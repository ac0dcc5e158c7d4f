import Figures
import Glibc
import Plot

/// A figure as lines that tell what changes: Enter for the next frame. Ends with its input.
struct PlainFigure {
  private var choice: FigureChoice
  private var film: Film
  private var frame: Int
  private let manner: Manner
  private let output = Output()
  private var language: Language { manner.language }
  private var plain: PlainText { PlainText(language: language, glyphs: manner.glyphs) }

  /// At most about so many frames are told when it plays by itself.
  private static let playedFrames = 40

  init(_ choice: FigureChoice, manner: Manner) throws {
    self.choice = choice
    self.manner = manner
    film = try choice.film()
    frame = try choice.index(nil, else: .number(0), in: film)
  }

  mutating func run() throws {
    try tellAll()
    // Who pipes lines in knows the words.
    if isatty(STDIN_FILENO) == 1 { try say(help[language]) }
    try output.flush()
    while let line = readLine() {
      let word = line.split(separator: " ").joined(separator: " ")
      if word == "quit" || word == "q" { break }
      do {
        try act(on: word)
      } catch let failure as Failure {
        try say("\(failure.place): \(failure.what[language])")
        try say("fix: \(failure.fix[language])")
      }
      try output.flush()
    }
    try output.flush()
  }

  private mutating func act(on word: String) throws {
    switch word {
    case "", "n", "next": try move(to: frame + 1)
    case "b", "back": try move(to: frame - 1)
    case "first": try move(to: 0)
    case "last": try move(to: film.frames - 1)
    case "look": try tellAll()
    case "play": try play()
    case "?", "help": try say(help[language])
    case _ where word.contains("="): try set(word)
    default:
      throw Failure(
        .usage, word, Words(en: "this is no word here", ko: "여기에 없는 말이다"), fix: help)
    }
  }

  // MARK: - Moving

  private mutating func move(to next: Int) throws {
    guard (0..<film.frames).contains(next) else {
      return try say(
        next < 0
          ? say("This is the first frame.", "첫 장면이다.")
          : say("This is the last frame.", "마지막 장면이다."))
    }
    guard next != frame else { return try tellAll() }
    let before = film.twin(frame, language)
    frame = next
    let news = Narration(of: film.twin(frame, language), after: before, language)
    try say(news.sentence)
    for row in news.rows { try say(row, indent: 2) }
  }

  /// To the end, from the start if it stands there; of long films some frames, every bookmark among them.
  private mutating func play() throws {
    if frame == film.frames - 1, frame > 0 {
      frame = 0
      try tellAll()
    }
    let stride = max(1, (film.frames - frame + Self.playedFrames - 1) / Self.playedFrames)
    let stops = Set(film.bookmarks.map(\.frame))
    for next in frame..<film.frames
    where next > frame && (stops.contains(next) || next % stride == 0 || next == film.frames - 1) {
      try move(to: next)
    }
  }

  /// `name=value`, or `t=frame` as in links.
  private mutating func set(_ word: String) throws {
    let (name, value) = try FigureChoice.pair(word)
    guard name != "t" else {
      do {
        return try move(to: try Link.Frame(parsing: value).index(in: film.frames))
      } catch let error as LinkError {
        throw Failure(.usage, word, error.says, fix: error.mend)
      }
    }
    let changed = try choice.setting([word])
    film = try changed.film()
    choice = changed
    frame = min(frame, film.frames - 1)
    try tellAll()
  }

  // MARK: - Telling

  private func tellAll() throws {
    try TwinText(film.twin(frame, language), manner: manner).write(to: output)
  }

  private func say(_ text: String, indent: Int = 0) throws {
    for line in plain.lines(text, indent: indent) { try output.line(line) }
  }

  private func say(_ en: String, _ ko: String) -> String { language == .ko ? ko : en }

  private var help: Words {
    Words(
      en:
        "Enter: the next frame; play: all that follow; back, first, last, t=N: another frame; "
        + "look: this frame in full; NAME=VALUE: set a control; quit.",
      ko:
        "Enter: 다음 장면. play: 끝까지. back, first, last, t=번호: 다른 장면. look: 이 장면 전체. "
        + "이름=값: 조절값을 바꾼다. quit: 끝.")
  }
}
