import ArgumentParser

/// `descent quiz [PAGE|MODULE]`: self-check now.
struct QuizCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quiz", abstract: "Answer the questions of a page or a module.",
    usage: "descent quiz [PAGE|MODULE]")

  @Argument(
    help: ArgumentHelp("A page or a module; else where you stopped.", valueName: "page"),
    completion: Completions.questions)
  var page: String?
  @OptionGroup var globals: Globals

  func run() throws { try Tutor.quiz(page, globals) }
}
