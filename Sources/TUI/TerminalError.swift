/// Why no screen could be opened.
package enum TerminalError: Error, Equatable, Sendable {
  /// Standard input or output is no terminal.
  case noTerminal
  case termUnset
  /// `TERM` names no known terminal.
  case termUnknown(String)
  /// The terminal cannot place its cursor (`dumb`).
  case noAddressing(String)
  /// The system refused.
  case refused

  /// What is wrong, in one line.
  package var message: String {
    switch self {
    case .noTerminal: "standard input or output is not a terminal"
    case .termUnset: "TERM is not set, so it is not known how to draw on this terminal"
    case .termUnknown(let name): "the terminal '\(Self.shown(name))' is not known here"
    case .noAddressing(let name): "the terminal '\(Self.shown(name))' cannot place its cursor"
    case .refused: "the terminal could not be opened"
    }
  }

  /// What to do about it.
  package var fix: String {
    switch self {
    case .noTerminal: "start it in a terminal, or use 'descent render' and 'descent list'"
    case .termUnset, .termUnknown, .noAddressing:
      "set TERM to what your terminal is, for example TERM=xterm-256color"
    case .refused: "try another terminal, or 'descent --plain'"
    }
  }

  /// A name from the environment, safe to print.
  private static func shown(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars.prefix(40) {
      text.unicodeScalars.append((0x20..<0x7F).contains(scalar.value) ? scalar : "?")
    }
    return text
  }
}
