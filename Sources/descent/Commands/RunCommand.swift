import ArgumentParser
import Figures

/// `descent run FIGURE`: the numbers behind a figure.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Print the numbers behind a figure.",
    usage: "descent run FIGURE [--set NAME=VALUE]... [--input FILE] [--json | --csv]")

  @Argument(
    help: ArgumentHelp("A figure, with settings if you like.", valueName: "figure"),
    completion: Completions.figures)
  var figure: String
  @OptionGroup var settings: SettingOptions
  @Option(
    help: ArgumentHelp("JSON with values of controls; - reads it from here.", valueName: "file"),
    completion: .file())
  var input: String?
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Print CSV.") var csv = false
  @OptionGroup var globals: Globals

  func run() throws {
    guard !(json && csv) else {
      throw Failure(
        .usage, "run",
        Words(en: "--json and --csv exclude each other", ko: "--json과 --csv는 함께 쓸 수 없다"),
        fix: .giveOne)
    }
    let manner = json || csv ? nil : try globals.resolved()
    var choice = try FigureChoice(figure, sets: [])
    let file = try input.map { try InputFile($0) }
    if let file { choice = try file.applied(to: choice) }
    choice = try choice.setting(settings.set)
    let film = try file?.film(of: choice, beside: settings.set + [figure]) ?? choice.film()
    // A frame that the link names must be there, though the numbers of all are printed.
    _ = try choice.index(nil, else: .last, in: film)
    let result = RunResult(figure: choice.figure, settings: choice.settings, film: film)
    let output = Output()
    if json {
      try result.writeJSON { try output.write($0) }
      try output.write("\n")
    } else if csv {
      try result.writeCSV { try output.write($0) }
    } else {
      try result.writeTable(manner?.language ?? .en) { try output.write($0) }
    }
    try output.flush()
  }
}

/// `--set name=value`, as often as you like.
struct SettingOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Set a control; the last of a name wins.", valueName: "name=value"))
  var set: [String] = []
}
