import App
import ArgumentParser
import Figures
import Lessons
import Plot

/// `descent render LINK`: a page, figure or walkthrough as text.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Print a page, figure or walkthrough as text.",
    usage:
      "descent render LINK [--size 80x24] [--frame N|last] [--scroll N] [--set NAME=VALUE]... [--twin | --ansi | --svg]"
  )

  @Argument(
    help: ArgumentHelp("What to print.", valueName: "link"), completion: Completions.links)
  var link: String
  @Option(help: ArgumentHelp("Columns and rows.", valueName: "80x24")) var size = "80x24"
  @Option(help: ArgumentHelp("Which frame: a number from 0, or last.", valueName: "n"))
  var frame: String?
  @Option(help: ArgumentHelp("Rows of prose to scroll by.", valueName: "n")) var scroll = 0
  @OptionGroup var settings: SettingOptions
  @Flag(help: "The figure in words instead of a picture.") var twin = false
  @Flag(help: "With the colours of a terminal.") var ansi = false
  @Flag(help: "As an SVG picture.") var svg = false
  @Option(
    help: ArgumentHelp("Of the SVG picture: light or dark.", valueName: "theme"),
    completion: .list(["light", "dark"]))
  var theme: String?
  @OptionGroup var globals: Globals

  private enum Theme: String, CaseIterable { case light, dark }

  func run() throws {
    let manner = try globals.resolved().shown(inColour: ansi)
    let size = try Self.size(size)
    guard scroll >= 0 else {
      throw Failure(
        .usage, "--scroll", Words(en: "'\(scroll)' is below 0", ko: "'\(scroll)'은 0보다 작다"),
        fix: Words(en: "write a number of rows from 0", ko: "0 이상의 줄 수를 적어라"))
    }
    try checkForms()
    let output = Output()
    let id = try FigureChoice.link(link).id
    if Catalogue.standard.figure(id) != nil {
      try figure(manner, size, output)
    } else {
      try page(manner, size, output)
    }
    try output.flush()
  }

  /// At most one form, and a theme only of what has one.
  private func checkForms() throws {
    let forms = [(twin, "--twin"), (ansi, "--ansi"), (svg, "--svg")].filter(\.0).map(\.1)
    guard forms.count <= 1 else {
      throw Failure(
        .usage, "render",
        Words(
          en: "\(forms.joined(separator: " and ")) exclude each other",
          ko: "\(Josa.topic(forms.joined(separator: ", "))) 함께 쓸 수 없다"),
        fix: .giveOne)
    }
    guard theme == nil || svg else {
      throw Failure(
        .usage, "--theme", Words(en: "only --svg has a theme", ko: "테마는 --svg에만 있다"),
        fix: Words(en: "give --svg, or leave it out", ko: "--svg를 주거나 --theme을 빼라"))
    }
    _ = try svgTheme
  }

  private var svgTheme: SVGTheme {
    get throws {
      let theme: Theme = try theme.map { try Choice.value($0, of: "--theme") } ?? .light
      return theme == .dark ? .dark : .light
    }
  }

  /// A figure alone has the whole size.
  private func figure(_ manner: Manner, _ size: Size, _ output: Output) throws {
    let choice = try FigureChoice(link, sets: settings.set)
    let film = try choice.film()
    let index = try choice.index(frame, else: .last, in: film)
    if twin {
      try TwinText(film.twin(index, manner.language), manner: manner).write(to: output)
    } else if svg {
      let scene = film.scene(index, manner.language)
      try output.write(
        scene.svg(
          width: size.columns * Self.cell.width, height: size.rows * Self.cell.height,
          theme: svgTheme, glyphs: manner.glyphs))
    } else {
      var surface = Surface(size: size, glyphs: manner.glyphs)
      surface.draw(film.scene(index, manner.language), in: surface.area)
      try show(surface, output)
    }
  }

  /// Pages, walkthroughs and screens look as they do in the program.
  private func page(_ manner: Manner, _ size: Size, _ output: Output) throws {
    let pack = try Material.open(globals)
    var link = try FigureChoice.link(link)
    link.settings += try settings.set.map(Self.setting)
    do {
      if let frame { link.frame = try Link.Frame(parsing: frame) }
    } catch {
      throw Failure(.usage, "--frame", error.says, fix: error.mend)
    }
    if twin { return try twins(of: link, in: pack, manner, output) }
    try refuse(settingsOf: link, at: Place(link.id, in: pack))
    let asked = link.frame
    link.frame = asked ?? .last
    var session = try Opening(pack: pack, manner: manner, size: size).session(link)
    session.settle(session.entered())
    if let error = session.figureError { throw Failure(setting: error, at: link, in: pack) }
    if case .number(let number)? = asked, let frames = session.frames, number >= frames {
      throw Failure(
        .usage, frame == nil ? link.id : "--frame",
        Words(en: "there is no frame \(number)", ko: "장면 \(Josa.topic("\(number)")) 없다"),
        fix: .lastFrame(frames))
    }
    session.scroll(by: scroll)
    guard svg else { return try show(session.surface(), output) }
    try output.write(session.surface().svg(title: link.id, theme: svgTheme))
  }

  /// User units that a cell of `--size` takes in an SVG picture.
  private static let cell = (width: 8, height: 17)

  /// What has no figure takes no settings, and no frame unless it is a walkthrough.
  private func refuse(settingsOf link: Link, at place: Place) throws {
    let hasFigure: Bool
    switch place {
    case .page(let entry): hasFigure = !entry.figures.isEmpty
    case .walkthrough: return
    case .figure: hasFigure = true
    case .module, .screen: hasFigure = false
    }
    guard !hasFigure, let stray = link.settings.first?.name ?? link.frame.map({ _ in "t" }) else {
      return
    }
    throw Failure(
      .usage, link.id,
      Words(
        en: "there is no figure here for '\(stray)'",
        ko: "여기에는 \(Josa.object("'\(stray)'")) 받을 그림이 없다"),
      fix: Words(en: "leave '\(stray)' out", ko: "\(Josa.object("'\(stray)'")) 빼라"))
  }

  /// The figures of a page in words.
  private func twins(of link: Link, in pack: Pack, _ manner: Manner, _ output: Output) throws {
    guard case .page(let entry) = try Place(link.id, in: pack) else {
      throw Failure(
        .usage, link.id,
        Words(en: "there is no figure here to put into words", ko: "여기에는 말로 옮길 그림이 없다"),
        fix: Words(
          en: "leave --twin out, or name a figure or a page",
          ko: "--twin을 빼거나 그림이나 쪽의 이름을 적어라"))
    }
    for (number, placed) in (try Material.page(entry.id, in: pack).figures).enumerated() {
      let base = FigureChoice(figure: placed.figure, settings: placed.settings, frame: link.frame)
      var choice = base
      do {
        choice.settings = try link.apply(
          to: placed.figure, over: placed.settings, isFirst: number == 0)
      } catch {
        throw Failure(error, of: placed.figure)
      }
      let film = try choice.film()
      let index = number == 0 ? try choice.index(frame, else: .last, in: film) : film.frames - 1
      if number > 0 { try output.line() }
      try TwinText(film.twin(index, manner.language), manner: manner).write(to: output)
    }
  }

  private func show(_ surface: Surface, _ output: Output) throws {
    for line in ansi ? ANSIText.lines(surface) : surface.lines() { try output.write(line + "\n") }
  }

  /// `name=value` or `figure.name=value`.
  private static func setting(_ text: String) throws -> Link.Setting {
    let (name, value) = try FigureChoice.pair(text)
    guard let dot = name.firstIndex(of: ".") else { return Link.Setting(name: name, value: value) }
    return Link.Setting(
      figure: String(name[..<dot]), name: String(name[name.index(after: dot)...]), value: value)
  }

  /// `80x24`: columns, then rows.
  static func size(_ text: String) throws -> Size {
    let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]),
      (1...1000).contains(columns), (1...1000).contains(rows)
    else {
      throw Failure(
        .usage, "--size",
        Words(en: "'\(text)' is not a size", ko: "\(Josa.topic("'\(text)'")) 크기가 아니다"),
        fix: Words(
          en: "write columns and rows from 1x1 to 1000x1000, such as 80x24",
          ko: "열과 행을 1x1부터 1000x1000까지로 적어라(예: 80x24)"))
    }
    return Size(rows: rows, columns: columns)
  }
}
