import Core
import Figures
import Plot

/// A test that the pack gives with an item or walkthrough: a seed, what is answered, and the verdict.
struct MarkingTest: Sendable {
  /// What is answered to one part; formulas in it are filled in exactly.
  indirect enum Input: Sendable {
    case text(Template)
    case list([Template])
    case mapping([(name: String, input: Input)])
  }
  /// `right`, `wrong`, `invalid`, `carried`, or the id of a mistake.
  struct Wanted: Sendable {
    let word: String
    let location: SourceLocation
  }
  let seed: Int
  let input: Input
  /// One for all, or by part or step.
  let verdict: Wanted?
  let verdicts: [(name: String, wanted: Wanted)]
  let location: SourceLocation

  static func read(_ node: YAMLNode?, into diagnostics: inout Diagnostics) -> [MarkingTest] {
    guard let node else { return [] }
    return (node.list(into: &diagnostics) ?? []).compactMap { test($0, into: &diagnostics) }
  }

  private static func test(
    _ node: YAMLNode, into diagnostics: inout Diagnostics
  ) -> MarkingTest? {
    guard
      let fields = node.mapping(
        ["input", "verdict"], optional: ["seed"], in: "a test", into: &diagnostics),
      let input = fields["input"], let verdict = fields["verdict"]
    else { return nil }
    var seed = 0
    if let node = fields["seed"] {
      if let number = Int(node.plainText), (0...99).contains(number) {
        seed = number
      } else {
        diagnostics.error(
          node.location, "'\(node.plainText)' is no seed of a test",
          fix: "write a whole number, 0 to 99")
      }
    }
    func wanted(_ node: YAMLNode) -> Wanted {
      Wanted(word: node.plainText, location: node.location)
    }
    var one: Wanted?
    var several: [(String, Wanted)] = []
    switch verdict.content {
    case .text: one = wanted(verdict)
    case .mapping(let entries): several = entries.map { ($0.name, wanted($0.value)) }
    case .list:
      diagnostics.error(
        verdict.location, "a verdict is a word, or one per part", fix: "write 'right', say")
      return nil
    }
    return MarkingTest(
      seed: seed, input: Self.input(input, into: &diagnostics), verdict: one, verdicts: several,
      location: node.location)
  }

  private static func input(_ node: YAMLNode, into diagnostics: inout Diagnostics) -> Input {
    switch node.content {
    case .text: .text(Template(node, use: .control, into: &diagnostics))
    case .list(let list):
      .list(list.map { Template($0, use: .control, into: &diagnostics) })
    case .mapping(let entries):
      .mapping(entries.map { ($0.name, input($0.value, into: &diagnostics)) })
    }
  }

  /// What the input answers to a part.
  static func response(
    to part: DrawnPart, _ input: Input, in scope: Scope
  ) throws(Diagnostic) -> Response {
    var scope = scope
    if let value = part.value { scope["answer"] = .value(value) }
    var texts: [String] = []
    var pairs: [(String, String)] = []
    switch input {
    case .text(let template): texts = [try template.filled(in: scope)]
    case .list(let list): for template in list { texts.append(try template.filled(in: scope)) }
    case .mapping(let entries):
      for (name, input) in entries {
        if case .text(let template) = input { pairs.append((name, try template.filled(in: scope))) }
      }
    }
    let words = texts.flatMap {
      $0.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    }
    switch part.part.form {
    case .field: return .typed(texts)
    case .table(let labels, _):
      if texts.count == labels.count { return .typed(texts) }
      return .typed(words)
    case .cloze(let pieces):
      return .typed(texts.count == pieces.count - 1 ? texts : words)
    case .single, .multiple: return .chosen(words)
    case .order: return .ordered(words)
    case .match: return .matched(Dictionary(pairs, uniquingKeysWith: { $1 }))
    case .point:
      guard case .success(let value) = part.typedKey(.vector([0, 0])).read(texts),
        case .vector(let entries) = value, entries.count == 2
      else { return .typed(texts) }
      return .point(Point(entries[0], entries[1]))
    }
  }

  /// Compares a verdict with the wanted one; nil if it is as wanted.
  static func complaint(_ mark: Marking.PartMark, _ wanted: Wanted, _ subject: String)
    -> Diagnostic?
  {
    let word = mark.mistake ?? mark.verdict.rawValue
    if wanted.word == mark.mistake || (mark.verdict.rawValue == wanted.word) { return nil }
    let reading = mark.reading.isEmpty ? "" : ", read as \(mark.reading)"
    return Diagnostic(
      wanted.location, "this test finds \(subject)'\(word)', not '\(wanted.word)'\(reading)",
      fix: "mend the item, or write '\(word)'")
  }
}
