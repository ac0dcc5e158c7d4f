import Figures
import Lessons

/// Asks the parts of a question, or a step, line by line.
struct PlainAsking {
  enum Outcome {
    case given([Response])
    case solution, skip, end
  }
  let parts: [Part]
  let help: [RichText]
  let words: PlainWords
  let plain: PlainText
  /// Hints taken so far.
  private(set) var hints = 0

  init(parts: [Part], hints: [RichText], words: PlainWords, plain: PlainText) {
    self.parts = parts
    help = hints
    self.words = words
    self.plain = plain
  }

  /// Reads until every part has an answer.
  mutating func responses(to output: Output) throws -> Outcome {
    var responses: [Response] = []
    for part in parts {
      if !part.ask.isEmpty { try show(plain.text(part.ask), output) }
      try show(part.form, output)
      let prompts = prompts(part)
      var lines: [String] = []
      while true {
        while lines.count < prompts.count {
          switch try line(prompts[lines.count], output) {
          case .text(let text): lines.append(text)
          case .word(let outcome): return outcome
          }
        }
        if let response = Self.response(part.form, lines) {
          responses.append(response)
          break
        }
        lines = []
        try show(words.notNumbers, output)
      }
    }
    return .given(responses)
  }

  // MARK: - Showing

  private func show(_ text: String, _ output: Output, indent: Int = 0) throws {
    for line in plain.lines(text, indent: indent) { try output.line(line) }
  }

  private func show(_ form: Form, _ output: Output) throws {
    switch form {
    case .single(let options), .multiple(let options), .order(let options):
      for (index, option) in options.enumerated() {
        try show("\(index + 1)) \(plain.text(option.text))", output, indent: 2)
      }
    case .match(let left, let right):
      for (index, option) in left.enumerated() {
        try show("\(Self.letter(index))) \(plain.text(option.text))", output, indent: 2)
      }
      for (index, option) in right.enumerated() {
        try show("\(index + 1)) \(plain.text(option.text))", output, indent: 4)
      }
    case .cloze(let pieces):
      let text = pieces.map { plain.text($0) }.joined(separator: "___")
      try show(text, output, indent: 2)
    case .field, .table, .point: break
    }
  }

  private func prompts(_ part: Part) -> [String] {
    switch part.form {
    case .field(let example, let unit):
      let shape = example.isEmpty ? "" : words.suchAs(example + (unit.map { " " + $0 } ?? ""))
      let notes = [part.precision[plain.language], shape].filter { !$0.isEmpty }
      return [notes.isEmpty ? "" : "(\(notes.joined(separator: "; ")))"]
    case .table(let labels, let unit):
      return labels.map { "\(plain.text($0))\(unit.map { " [\($0)]" } ?? "") " }
    case .single: return [words.chooseOne]
    case .multiple: return [words.chooseSome]
    case .order: return [words.order]
    case .match: return [words.match]
    case .cloze(let pieces): return (1..<max(2, pieces.count)).map { "\($0) " }
    case .point: return ["x, y "]
    }
  }

  private static func letter(_ index: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return letters.indices.contains(index) ? String(letters[index]) : "\(index + 1)'"
  }

  // MARK: - Reading

  private enum Line {
    case text(String)
    case word(Outcome)
  }

  private mutating func line(_ prompt: String, _ output: Output) throws -> Line {
    while true {
      try output.write(plain.lines(prompt.isEmpty ? "" : prompt).joined(separator: "\n") + "> ")
      try output.flush()
      guard let text = readLine(strippingNewline: true) else {
        try output.line()
        return .word(.end)
      }
      switch Self.trimmed(text).lowercased() {
      case "quit": return .word(.end)
      case "skip": return .word(.skip)
      case "solution": return .word(.solution)
      case "hint", "?":
        if hints < help.count {
          try show("\(words.hint) \(plain.text(help[hints]))", output)
          hints += 1
        } else {
          try show(words.noHint, output)
        }
      default: return .text(text)
      }
    }
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// nil when numbers were asked for and something else came.
  private static func response(_ form: Form, _ lines: [String]) -> Response? {
    switch form {
    case .field, .table, .cloze, .point:
      return .typed(lines)
    case .single(let options):
      return chosen(lines, options).flatMap { $0.count == 1 ? .chosen($0) : nil }
    case .multiple(let options):
      return chosen(lines, options).map { .chosen($0) }
    case .order(let options):
      return chosen(lines, options).map { .ordered($0) }
    case .match(let left, let right):
      guard let ids = chosen(lines, right), ids.count == left.count else { return nil }
      return .matched(
        Dictionary(zip(left.map(\.id), ids), uniquingKeysWith: { first, _ in first }))
    }
  }

  /// Ids by their numbers, or written out.
  private static func chosen(_ lines: [String], _ options: [Form.Option]) -> [String]? {
    let words = lines.flatMap { $0.split { ", \t;".contains($0) } }
    let ids = words.compactMap { word -> String? in
      if let number = Int(word), options.indices.contains(number - 1) {
        return options[number - 1].id
      }
      return options.first { $0.id == word }?.id
    }
    return ids.count == words.count && !ids.isEmpty ? ids : nil
  }

  // MARK: - The log

  /// What was given, as the log keeps it.
  func text(of responses: [Response]) -> String {
    responses.map { response in
      switch response {
      case .typed(let texts): texts.joined(separator: "; ")
      case .chosen(let ids), .ordered(let ids): ids.joined(separator: ", ")
      case .matched(let pairs):
        pairs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
      case .point(let point): "\(point.x), \(point.y)"
      }
    }.joined(separator: " | ")
  }
}
