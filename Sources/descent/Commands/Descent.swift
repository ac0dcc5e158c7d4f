import ArgumentParser

/// The program: without a subcommand it goes on where the student stopped.
struct Descent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "descent",
    abstract: "A tutor for training neural networks, in the terminal.",
    discussion: "Without a subcommand it goes on where you stopped.",
    version: "descent \(Version.text)",
    subcommands: [
      OpenCommand.self, ListCommand.self, RenderCommand.self, RunCommand.self, CodeCommand.self,
      RecordCommand.self, QuizCommand.self, CheckCommand.self, StatsCommand.self,
      ConfigCommand.self,
    ])

  /// The words that may follow the program's name.
  static let commandNames =
    configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]

  @OptionGroup var globals: Globals

  func run() throws { try Tutor.goOn(globals) }
}

/// The version, as in CHANGELOG.md.
enum Version {
  static let text = "0.1.0"
}
