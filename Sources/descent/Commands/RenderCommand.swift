import ArgumentParser
import Figures
import Plot

/// `descent render LINK`: a page, figure or walkthrough as text.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Print a page, figure or walkthrough as text.",
    usage:
      "descent render LINK [--size 80x24] [--frame N|last] [--scroll N] [--set NAME=VALUE]... [--twin | --ansi]"
  )

  @Argument(help: ArgumentHelp("What to print.", valueName: "link")) var link: String
  @Option(help: ArgumentHelp("Columns and rows.", valueName: "80x24")) var size = "80x24"
  @Option(help: ArgumentHelp("Which frame: a number from 0, or last.", valueName: "n"))
  var frame: String?
  @Option(help: ArgumentHelp("Which screen of a page, from 0.", valueName: "n")) var scroll = 0
  @OptionGroup var settings: SettingOptions
  @Flag(help: "The figure in words instead of a picture.") var twin = false
  @Flag(help: "With the colours of a terminal.") var ansi = false
  @OptionGroup var globals: Globals

  func run() throws {
    let manner = try globals.resolved()
    _ = try Self.size(size)
    let choice = try FigureChoice(link, sets: settings.set)
    let film = try choice.film()
    let index = try choice.index(frame, else: .last, in: film)
    let output = Output()
    try TwinText(film.twin(index, manner.language), manner: manner).write(to: output)
    try output.flush()
  }

  /// `80x24`: columns, then rows.
  static func size(_ text: String) throws -> Size {
    let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]),
      (1...1000).contains(columns), (1...1000).contains(rows)
    else {
      throw Failure(
        .usage, "--size", "'\(text)' is not a size",
        fix: "write columns and rows from 1x1 to 1000x1000, such as 80x24")
    }
    return Size(rows: rows, columns: columns)
  }
}
