import ArgumentParser
import Figures
import Glibc
import Plot

/// `descent record FIGURE -o F`: a figure's film as an asciicast.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Write a figure's film as an asciicast (version 2).",
    usage:
      "descent record FIGURE [-o FILE] [--size 80x24] [--speed N] [--set NAME=VALUE]...",
    discussion: "Play it with 'asciinema play FILE', or on a page with asciinema-player.")

  @Argument(
    help: ArgumentHelp("A figure, with settings if you like.", valueName: "figure"),
    completion: Completions.figures)
  var figure: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write; else, or with -, on standard output.", valueName: "file"),
    completion: .file())
  var output: String?
  @Option(help: ArgumentHelp("Columns and rows.", valueName: "80x24")) var size = "80x24"
  @Option(
    help: ArgumentHelp("From 0.125 to 16; at 1 a film takes about 12 seconds.", valueName: "n"))
  var speed = "1"
  @OptionGroup var settings: SettingOptions
  @OptionGroup var globals: Globals

  func run() throws {
    var manner = try globals.resolved()
    manner = manner.shown(inColour: manner.isColored)
    let size = try RenderCommand.size(size)
    guard let speed = Double(speed), (0.125...16).contains(speed) else {
      throw Failure(
        .usage, "--speed",
        Words(
          en: "'\(self.speed)' is not a speed", ko: "\(Josa.topic("'\(self.speed)'")) 속도가 아니다"),
        fix: Words(en: "write a number from 0.125 to 16", ko: "0.125부터 16까지의 수를 적어라"))
    }
    let choice = try FigureChoice(figure, sets: settings.set)
    let film = try choice.film()
    let first = try choice.index(nil, else: .number(0), in: film)
    let cast = FilmCast(
      film: film, choice: choice, manner: manner, size: size, speed: speed, first: first)
    guard let path = output, path != "-" else {
      let output = Output()
      try cast.write { try output.write($0) }
      return try output.flush()
    }
    let file = try OutputFile(path)
    try cast.write { try file.write($0) }
    try file.close()
  }
}

/// A file that is written whole.
final class OutputFile {
  private let path: String
  private let descriptor: Int32
  private let output: Output

  /// - Throws: `Failure` 74 if it cannot be opened.
  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw Failure(
        .inputOutput, path.isEmpty ? "--output" : path, String(cString: strerror(errno)),
        fix: Words(
          en: "name a file in a directory where you may write", ko: "쓸 수 있는 디렉터리의 파일 이름을 적어라"))
    }
    output = Output(descriptor, name: path)
  }

  func write(_ text: String) throws { try output.write(text) }

  func close() throws {
    try output.flush()
    guard Glibc.close(descriptor) == 0 else {
      throw Failure(
        .inputOutput, path, String(cString: strerror(errno)),
        fix: .makeRoom)
    }
  }
}
