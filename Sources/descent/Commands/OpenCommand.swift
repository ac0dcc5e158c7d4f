import ArgumentParser

/// `descent open LINK`: a page, figure, walkthrough or screen.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a page, figure, walkthrough or screen.",
    usage: "descent open LINK",
    discussion: "A link is an id with settings if you like, such as 'minimize?f=x^4&start=1'.")

  @Argument(
    help: ArgumentHelp("What to open.", valueName: "link"), completion: Completions.links)
  var link: String
  @OptionGroup var globals: Globals

  func run() throws { try Tutor.open(link, globals) }
}
