import Figures

/// A number of a long simulation, quoted as `{{numbers.NAME}}`.
struct PackNumber: Equatable, Sendable {
  let name: String
  /// As it is printed.
  let value: String
  /// What it is, and the command that made it.
  let how: String
}

/// The lists of a pack that belong to no page: numbers, words, misconceptions.
enum PackLists {
  /// `data/numbers.yaml`: name, value, how.
  static func numbers(
    _ source: Source, into diagnostics: inout Diagnostics
  ) -> [(number: PackNumber, node: YAMLNode)] {
    var result: [(PackNumber, YAMLNode)] = []
    for fields in entries(source, ["name", "value", "how"], of: "a number", into: &diagnostics) {
      guard let name = fields["name"]?.text(into: &diagnostics),
        let value = fields["value"]?.text(into: &diagnostics),
        let how = fields["how"]?.text(into: &diagnostics)
      else { continue }
      result.append((PackNumber(name: name, value: value, how: how), fields.node))
    }
    return result
  }

  /// `glossary.yaml`: id, en, ko, definition, symbol.
  static func glossary(
    _ source: Source, into diagnostics: inout Diagnostics
  ) -> [(term: Term, node: YAMLNode)] {
    var result: [(Term, YAMLNode)] = []
    for fields in entries(
      source, ["id", "en", "ko", "definition"], optional: ["symbol"], of: "a word",
      into: &diagnostics)
    {
      guard let id = fields["id"]?.text(into: &diagnostics),
        let en = fields["en"]?.text(into: &diagnostics),
        let ko = fields["ko"]?.text(into: &diagnostics),
        let definition = fields["definition"]?.words(into: &diagnostics)
      else { continue }
      let symbol = fields["symbol"]?.text(into: &diagnostics)
      let name = Words(en: en, ko: ko)
      result.append((Term(id: id, name: name, definition: definition, symbol: symbol), fields.node))
    }
    return result
  }

  /// `mistakes.yaml`: id, text, page.
  static func misconceptions(
    _ source: Source, into diagnostics: inout Diagnostics
  ) -> [(misconception: Misconception, node: YAMLNode)] {
    var result: [(Misconception, YAMLNode)] = []
    for fields in entries(
      source, ["id", "text"], optional: ["page"], of: "a misconception", into: &diagnostics)
    {
      guard let id = fields["id"]?.text(into: &diagnostics),
        let text = fields["text"]?.words(into: &diagnostics)
      else { continue }
      let page = fields["page"]?.text(into: &diagnostics)
      result.append((Misconception(id: id, text: text, page: page), fields.node))
    }
    return result
  }

  /// The entries of a file that is one list of mappings, ids (the first key) once each.
  private static func entries(
    _ source: Source, _ required: [String], optional: [String] = [], of what: String,
    into diagnostics: inout Diagnostics
  ) -> [YAMLNode.Fields] {
    var fields: [YAMLNode.Fields] = []
    var seen: [String: Int] = [:]
    for node in YAMLNode.parse(source, into: &diagnostics)?.list(into: &diagnostics) ?? [] {
      guard let read = node.mapping(required, optional: optional, in: what, into: &diagnostics)
      else {
        continue
      }
      if let key = required.first, let name = read[key] {
        if let line = seen[name.plainText] {
          diagnostics.error(
            name.location, "'\(name.plainText)' stands twice (first in line \(line))",
            fix: "give this one another \(key)")
        }
        seen[name.plainText] = name.location.line
      }
      fields.append(read)
    }
    return fields
  }
}
