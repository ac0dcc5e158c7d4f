import ArgumentParser

/// What the argument parser has to say, in our two lines.
enum UsageError {
  static func failure(for error: any Error, arguments: [String]) -> Failure {
    let command = arguments.first { Descent.commandNames.contains($0) }
    let place = command ?? "arguments"
    let help = "see 'descent \(command.map { $0 + " " } ?? "")--help'"
    // Only the first line; the parser adds usage below it.
    var message = Descent.message(for: error).split(separator: "\n").first.map(String.init) ?? ""
    if message.hasPrefix("Error: ") { message.removeFirst("Error: ".count) }
    guard !message.isEmpty else {
      return Failure(.usage, place, "these arguments cannot be understood", fix: help)
    }
    var fix = help
    if let question = message.range(of: "Did you mean '"),
      let end = message[question.upperBound...].firstIndex(of: "'")
    {
      fix = "write '\(message[question.upperBound..<end])'"
      message = String(message[..<question.lowerBound])
    } else if message.hasPrefix("Missing expected argument '") {
      fix = "give it: \(usage(of: command))"
    } else if message.contains("nexpected argument") {
      fix = "leave out what is too much: \(usage(of: command))"
    }
    while let last = message.last, ". ".contains(last) { message.removeLast() }
    return Failure(.usage, place, message.prefix(1).lowercased() + message.dropFirst(), fix: fix)
  }

  private static func usage(of command: String?) -> String {
    switch command {
    case "open": "descent open LINK"
    case "render": "descent render LINK"
    case "run": "descent run FIGURE"
    case "code": "descent code FIGURE"
    case "record": "descent record FIGURE -o FILE"
    case "quiz": "descent quiz [PAGE|MODULE]"
    case "check": "descent check [DIR]"
    case "config": "descent config KEY [VALUE]"
    case let command?: "descent \(command)"
    case nil: "descent COMMAND"
    }
  }
}

extension String {
  /// The first place where a text stands.
  fileprivate func range(of text: String) -> Range<Index>? {
    guard let first = text.first else { return nil }
    var start = startIndex
    while let place = self[start...].firstIndex(of: first) {
      if self[place...].hasPrefix(text) { return place..<index(place, offsetBy: text.count) }
      start = index(after: place)
    }
    return nil
  }
}
