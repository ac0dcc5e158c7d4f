import ArgumentParser
import Figures

/// What the argument parser has to say, in our two lines.
enum UsageError {
  static func failure(for error: any Error, arguments: [String]) -> Failure {
    let command = arguments.first { Descent.commandNames.contains($0) }
    let place = command ?? "arguments"
    let help = Words(
      en: "see 'descent \(command.map { $0 + " " } ?? "")--help'",
      ko: "'descent \(command.map { $0 + " " } ?? "")--help'를 보라")
    // Only the first line; the parser adds usage below it.
    var message = Descent.message(for: error).split(separator: "\n").first.map(String.init) ?? ""
    if message.hasPrefix("Error: ") { message.removeFirst("Error: ".count) }
    guard !message.isEmpty else {
      return Failure(
        .usage, place,
        Words(en: "these arguments cannot be understood", ko: "이 인수들은 알아들을 수 없다"), fix: help)
    }
    var fix = help
    if let question = message.range(of: "Did you mean '"),
      let end = message[question.upperBound...].firstIndex(of: "'")
    {
      fix = .write("'\(message[question.upperBound..<end])'")
      message = String(message[..<question.lowerBound])
    } else if message.hasPrefix("Missing expected argument '") {
      fix = Words(en: "give it: \(usage(of: command))", ko: "이렇게 적어라: \(usage(of: command))")
    } else if message.contains("nexpected argument") {
      fix = Words(
        en: "leave out what is too much: \(usage(of: command))",
        ko: "남는 것을 빼라: \(usage(of: command))")
    }
    while let last = message.last, ". ".contains(last) { message.removeLast() }
    let what = Words(
      en: message.prefix(1).lowercased() + message.dropFirst(), ko: korean(message) ?? message)
    return Failure(.usage, place, what, fix: fix)
  }

  /// The parser's sentences that name one thing in quotes.
  private static func korean(_ message: String) -> String? {
    let pieces = message.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
    guard pieces.count >= 3 else { return nil }
    let name = "'\(pieces[1])'"
    return switch pieces[0] {
    case "Unknown option ": "\(Josa.topic(name)) 모르는 옵션이다"
    case "Missing expected argument ": "인수 \(Josa.subject(name)) 빠져 있다"
    case "Missing value for ": "\(name)의 값이 빠져 있다"
    case "Unexpected argument ": "인수 \(Josa.topic(name)) 쓸 데가 없다"
    case "The value ": pieces.count >= 5 ? "\(Josa.topic(name)) '\(pieces[3])'의 값이 아니다" : nil
    default:
      pieces[0].hasSuffix("unexpected arguments: ")
        ? "쓸 데가 없는 인수가 있다: \(message.dropFirst(pieces[0].count))" : nil
    }
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
