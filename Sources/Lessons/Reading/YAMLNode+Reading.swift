import Figures

// How the rest of the room reads YAML:
//
//     guard let item = node.mapping(["id", "kind"], optional: ["draw", "hints"], in: "an item", into: &diagnostics)
//     else { return nil }
//     let id = item["id"]?.text(into: &diagnostics)
//     let ask = item["ask"]?.texts(into: &diagnostics)      // .en and .ko: nodes, to point into
//     let hints = item["hints"]?.list(into: &diagnostics) ?? []

extension YAMLNode {
  /// The values of a mapping by name, all keys known and none empty.
  package struct Fields: Sendable {
    package let node: YAMLNode
    /// In the order of the file; only keys that are known and have a value.
    package let entries: [Entry]

    package subscript(name: String) -> YAMLNode? { entries.first { $0.name == name }?.value }
    /// Where a key stands, else the mapping.
    package func location(ofKey name: String) -> SourceLocation {
      entries.first { $0.name == name }?.key.location ?? node.location
    }
  }

  /// Reads a mapping with known keys.
  ///
  /// - Parameters:
  ///   - required: keys that must be there.
  ///   - optional: keys that may be there; any other is a mistake.
  ///   - what: names the mapping in messages: "an item".
  /// - Returns: nil if the node is no mapping. Missing keys are told, and absent in the result.
  package func mapping(
    _ required: [String], optional: [String] = [], in what: String,
    into diagnostics: inout Diagnostics
  ) -> Fields? {
    guard let fields = mapping(of: what, into: &diagnostics) else { return nil }
    let known = required + optional
    for entry in fields.entries where !known.contains(entry.name) {
      let fix =
        if let name = nearName(entry.name, among: known) {
          "write '\(name)'"
        } else {
          "delete it; known are: \(known.joined(separator: ", "))"
        }
      diagnostics.error(entry.key.location, "\(what) has no key '\(entry.name)'", fix: fix)
    }
    for name in required where fields[name] == nil && !hasEmptyKey(name) {
      diagnostics.error(location, "\(what) lacks '\(name)'", fix: "add '\(name): …'")
    }
    return Fields(node: self, entries: fields.entries.filter { known.contains($0.name) })
  }

  /// Reads a mapping with names of the author's own (draws, lets). Empty values are told and left out.
  package func mapping(of what: String, into diagnostics: inout Diagnostics) -> Fields? {
    guard case .mapping(let entries) = content else {
      diagnostics.error(
        location, "\(what) must be a mapping, not \(kindDescription)",
        fix: "write its keys below each other, as 'key: value'")
      return nil
    }
    for entry in entries where entry.value.isEmpty {
      diagnostics.error(
        entry.key.location, "the key '\(entry.name)' is empty", fix: "give it a value, or delete it"
      )
    }
    return Fields(node: self, entries: entries.filter { !$0.value.isEmpty })
  }

  /// A text.
  package func text(into diagnostics: inout Diagnostics) -> String? {
    if case .text(let text) = content { return text }
    diagnostics.error(
      location, "a text is wanted here, not \(kindDescription)",
      fix: kindDescription == "a mapping" ? "put quotes around it" : "write one value")
    return nil
  }

  /// A list.
  package func list(into diagnostics: inout Diagnostics) -> [YAMLNode]? {
    if case .list(let list) = content { return list }
    diagnostics.error(
      location, "a list is wanted here, not \(kindDescription)", fix: "write '[…]', or '- …' lines")
    return nil
  }

  /// A list of texts, each with its node.
  package func texts(
    listInto diagnostics: inout Diagnostics
  ) -> [(text: String, node: YAMLNode)] {
    (list(into: &diagnostics) ?? []).compactMap { node in
      node.text(into: &diagnostics).map { ($0, node) }
    }
  }

  /// A text in both languages: `{en, ko}`, or one plain text for both (then both are the same node).
  package struct Texts: Sendable {
    package let en: YAMLNode
    package let ko: YAMLNode
    package subscript(language: Language) -> YAMLNode { language == .en ? en : ko }
    package var words: Words { Words(en: en.plainText, ko: ko.plainText) }
  }

  package func texts(into diagnostics: inout Diagnostics) -> Texts? {
    switch content {
    case .text: return Texts(en: self, ko: self)
    case .list:
      diagnostics.error(
        location, "a text is wanted here, not a list",
        fix: "write one text, or {en: '…', ko: '…'}")
      return nil
    case .mapping:
      guard let fields = mapping(["en", "ko"], in: "a text", into: &diagnostics),
        let en = fields["en"], let ko = fields["ko"],
        en.text(into: &diagnostics) != nil, ko.text(into: &diagnostics) != nil
      else { return nil }
      return Texts(en: en, ko: ko)
    }
  }

  /// A text in both languages, when no place inside it is needed.
  package func words(into diagnostics: inout Diagnostics) -> Words? {
    texts(into: &diagnostics)?.words
  }

  /// The text; empty for a list or a mapping.
  package var plainText: String {
    if case .text(let text) = content { return text }
    return ""
  }

  /// "a text", "a list" or "a mapping".
  package var kindDescription: String {
    switch content {
    case .text: isEmpty ? "nothing" : "a text"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  private func hasEmptyKey(_ name: String) -> Bool {
    guard case .mapping(let entries) = content else { return false }
    return entries.contains { $0.name == name && $0.value.isEmpty }
  }
}
