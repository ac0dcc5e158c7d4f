import Core
import Figures

/// Reads the items of a quiz file.
package enum ItemReader {
  private static let keys = [
    "id", "skill", "aliases", "ask", "hints", "why", "replay", "tests", "mistakes",
  ]

  /// Reads a quiz file's list of items; mistakes are told, and the items without one returned.
  ///
  /// - Parameter page: the page it belongs to.
  package static func read(
    _ node: YAMLNode, page: String, context: ItemContext, into diagnostics: inout Diagnostics
  ) -> [Item] {
    (node.list(into: &diagnostics) ?? []).compactMap {
      source($0, page: page, context: context, into: &diagnostics).map(item)
    }
  }

  static func item(_ source: ItemSource) -> Item {
    Item(
      id: source.id, skill: source.skill, aliases: source.aliases, page: source.page,
      readsFilm: source.formulas.contains { !$0.filmNames.isEmpty },
      drawing: { seed, film throws(Diagnostic) in
        var ignored = Diagnostics()
        return try source.drawn(seed: seed, film: film, into: &ignored).question
      },
      checking: { source.check(film: $0) })
  }

  static func source(
    _ node: YAMLNode, page: String, context: ItemContext, into diagnostics: inout Diagnostics
  ) -> ItemSource? {
    let before = diagnostics.all.count
    let hasParts = node.has("parts")
    let kind = hasParts ? nil : PartSource.kind(of: node, into: &diagnostics)
    var required = ["id"]
    var optional = keys.filter { $0 != "id" } + Numbers.keys
    if hasParts {
      required.append("parts")
      optional.removeAll { $0 == "mistakes" }
    } else {
      required += ["kind", "ask"]
      if let kind {
        let own = PartSource.keys(of: kind)
        required += own.required
        optional += own.optional
      } else {
        optional += PartSource.allKeys
      }
    }
    optional.removeAll(where: required.contains)
    guard
      let fields = node.mapping(required, optional: optional, in: "an item", into: &diagnostics),
      let id = fields["id"]?.text(into: &diagnostics)
    else { return nil }
    let numbers = Numbers(fields, into: &diagnostics)
    var parts: [PartSource] = []
    if hasParts {
      parts = self.parts(fields, numbers, context, into: &diagnostics)
    } else if let kind,
      let part = PartSource(fields, id: nil, kind: kind, context, into: &diagnostics)
    {
      parts = [part]
    }
    let source = ItemSource(
      id: id, skill: fields["skill"]?.text(into: &diagnostics) ?? id,
      aliases: fields["aliases"]?.texts(listInto: &diagnostics).map(\.text) ?? [], page: page,
      numbers: numbers,
      ask: hasParts || kind != .cloze ? TextSource(fields["ask"], into: &diagnostics) : nil,
      parts: parts, isInParts: hasParts, hints: texts(fields["hints"], into: &diagnostics),
      why: TextSource(fields["why"], into: &diagnostics),
      replay: fields["replay"].map { Template($0, use: .control, into: &diagnostics) },
      tests: MarkingTest.read(fields["tests"], into: &diagnostics),
      location: node.location, context: context)
    // An item with a mistake cannot be drawn; warnings do not count.
    let isSound = diagnostics.all.dropFirst(before).allSatisfy { $0.severity == .warning }
    return isSound && !parts.isEmpty ? source : nil
  }

  private static func parts(
    _ fields: YAMLNode.Fields, _ numbers: Numbers, _ context: ItemContext,
    into diagnostics: inout Diagnostics
  ) -> [PartSource] {
    var taken = numbers.names.map(\.name)
    var parts: [PartSource] = []
    for node in fields["parts"]?.list(into: &diagnostics) ?? [] {
      let kind = PartSource.kind(of: node, into: &diagnostics)
      let own = kind.map(PartSource.keys) ?? (required: [], optional: PartSource.allKeys)
      guard
        let part = node.mapping(
          ["id", "ask", "kind"] + own.required, optional: ["mistakes"] + own.optional, in: "a part",
          into: &diagnostics),
        let id = part["id"]?.text(into: &diagnostics)
      else { continue }
      if kind?.isValue != false {
        Numbers.checkName(
          id, at: part["id"]?.location ?? node.location, taken: taken, into: &diagnostics)
      } else if taken.contains(id) {
        diagnostics.error(
          part["id"]?.location ?? node.location, "the name '\(id)' is used twice",
          fix: "give one of them another name")
      }
      taken.append(id)
      if let kind, let read = PartSource(part, id: id, kind: kind, context, into: &diagnostics) {
        parts.append(read)
      }
    }
    return parts
  }

  static func texts(_ node: YAMLNode?, into diagnostics: inout Diagnostics) -> [TextSource] {
    guard let node else { return [] }
    return (node.list(into: &diagnostics) ?? []).compactMap { TextSource($0, into: &diagnostics) }
  }
}

extension PartSource {
  static let allKeys = [
    "answer", "tolerance", "unit", "labels", "options", "items", "pairs", "blanks",
  ]
}

extension YAMLNode {
  /// Whether a mapping has a key.
  func has(_ key: String) -> Bool {
    guard case .mapping(let entries) = content else { return false }
    return entries.contains { $0.name == key }
  }
}
