import ArgumentParser

/// `descent code FIGURE`: the Python that prints the same numbers.
struct CodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code", abstract: "Print a Python script that computes the same numbers.",
    usage: "descent code FIGURE [--set NAME=VALUE]...")

  @Argument(
    help: ArgumentHelp("A figure, with settings if you like.", valueName: "figure"),
    completion: Completions.figures)
  var figure: String
  @OptionGroup var settings: SettingOptions
  @OptionGroup var globals: Globals

  func run() throws {
    let choice = try FigureChoice(figure, sets: settings.set)
    let script: String
    do {
      script = try choice.figure.python(choice.settings)
    } catch {
      throw Failure(running: error, of: choice.figure)
    }
    let output = Output()
    try output.write(script.hasSuffix("\n") ? script : script + "\n")
    try output.flush()
  }
}
