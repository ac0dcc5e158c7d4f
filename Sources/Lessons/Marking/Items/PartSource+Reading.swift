import Core
import Figures

/// What reading items needs to know about the rest of the pack.
package struct ItemContext: Sendable {
  /// The text of a known misconception; nil: there is none of this id.
  package var misconception: @Sendable (String) -> Words?
  package var misconceptionIDs: [String]
  package var catalogue: Catalogue

  package init(misconceptions: [Misconception], catalogue: Catalogue) {
    let texts = Dictionary(misconceptions.map { ($0.id, $0.text) }, uniquingKeysWith: { $1 })
    misconception = { texts[$0] }
    misconceptionIDs = misconceptions.map(\.id)
    self.catalogue = catalogue
  }
}

extension PartSource {
  /// Keys that say what is asked, whatever the kind.
  static let commonKeys = ["kind", "ask", "mistakes"]

  static func keys(of kind: Kind) -> (required: [String], optional: [String]) {
    switch kind {
    case .number, .matrix: (["answer"], ["tolerance", "unit"])
    case .vector: (["answer"], ["tolerance", "unit", "labels"])
    case .set: (["answer"], ["tolerance", "unit"])
    case .point: (["answer"], ["tolerance"])
    case .single, .multiple: (["options"], [])
    case .order: (["items"], [])
    case .match: (["pairs"], [])
    case .cloze: (["blanks"], [])
    }
  }

  /// The kind that a node names; a mistake in it is told.
  static func kind(of node: YAMLNode, into diagnostics: inout Diagnostics) -> Kind? {
    guard case .mapping(let entries) = node.content,
      let kind = entries.first(where: { $0.name == "kind" })?.value
    else { return nil }
    if let known = Kind(rawValue: kind.plainText) { return known }
    let names = Kind.allCases.map(\.rawValue)
    diagnostics.error(
      kind.location, "there is no kind '\(kind.plainText)'",
      fix: nearName(kind.plainText, among: names).map { "write '\($0)'" }
        ?? "write one of: \(names.joined(separator: ", "))")
    return nil
  }

  /// Reads a part from the fields of an item, a part or a step.
  init?(
    _ fields: YAMLNode.Fields, id: String?, kind: Kind, _ context: ItemContext,
    into diagnostics: inout Diagnostics
  ) {
    self.id = id
    self.kind = kind
    location = fields.node.location
    ask = TextSource(fields["ask"], into: &diagnostics)
    answer = Formula.read(fields["answer"], into: &diagnostics)
    tolerance = Self.tolerance(fields["tolerance"], into: &diagnostics)
    unit = TextSource(fields["unit"], into: &diagnostics)
    labels = (fields["labels"]?.list(into: &diagnostics) ?? []).compactMap {
      TextSource($0, into: &diagnostics)
    }
    mistakes = (fields["mistakes"]?.list(into: &diagnostics) ?? []).compactMap {
      Self.mistake($0, kind, context, into: &diagnostics)
    }
    let list = fields[kind == .order ? "items" : "options"]?.list(into: &diagnostics) ?? []
    options = list.compactMap { Self.option($0, kind, context, into: &diagnostics) }
    pairs = (fields["pairs"]?.list(into: &diagnostics) ?? []).compactMap {
      Self.pair($0, context, into: &diagnostics)
    }
    blanks = (fields["blanks"]?.list(into: &diagnostics) ?? []).compactMap {
      Self.blank($0, context, into: &diagnostics)
    }
    Self.checkDoubles(options.map { ($0.id, $0.location) }, into: &diagnostics)
    Self.checkDoubles(pairs.map { ($0.id, $0.left.en.place.location()) }, into: &diagnostics)
    switch kind {
    case .number, .vector, .matrix, .set, .point:
      if answer == nil { return nil }
    case .single, .multiple, .order:
      if options.count < 2 {
        if !list.isEmpty { tooFew(fields, "options", into: &diagnostics) }
        return nil
      }
    case .match:
      if pairs.count < 2 {
        tooFew(fields, "pairs", into: &diagnostics)
        return nil
      }
    case .cloze:
      if blanks.isEmpty { return nil }
      checkBlanks(into: &diagnostics)
    }
  }

  private func tooFew(
    _ fields: YAMLNode.Fields, _ what: String, into diagnostics: inout Diagnostics
  ) {
    diagnostics.error(
      fields.location(ofKey: what), "there must be at least two \(what)", fix: "add one")
  }

  private func checkBlanks(into diagnostics: inout Diagnostics) {
    guard let ask else { return }
    for template in [ask.en, ask.ko].compactMap({ $0 }) {
      let text = template.place.node.plainText
      let count = Cloze.pieces(of: text).count - 1
      guard count != blanks.count else { continue }
      diagnostics.error(
        template.place.location(), "\(count) ___ in the text, but \(blanks.count) blanks",
        fix: "write one ___ (outside $…$) per blank")
    }
  }

  private static func checkDoubles(
    _ ids: [(String, SourceLocation)], into diagnostics: inout Diagnostics
  ) {
    var seen = Set<String>()
    for (id, location) in ids where !seen.insert(id).inserted {
      diagnostics.error(location, "the id '\(id)' is used twice", fix: "choose another")
    }
  }

  private static func tolerance(
    _ node: YAMLNode?, into diagnostics: inout Diagnostics
  ) -> Tolerance {
    guard let node else { return .auto }
    if let tolerance = Tolerance(node.plainText) { return tolerance }
    diagnostics.error(
      node.location, "'\(node.plainText)' is no tolerance",
      fix: "write 'auto', '0.01', '1%', '3 digits' or 'exact'")
    return .auto
  }

  // MARK: Options, pairs, blanks, mistakes

  private static func option(
    _ node: YAMLNode, _ kind: Kind, _ context: ItemContext, into diagnostics: inout Diagnostics
  ) -> Option? {
    let optional = kind == .order ? [] : ["right", "mistake", "say"]
    guard
      let fields = node.mapping(
        ["id", "text"], optional: optional, in: kind == .order ? "an item to order" : "an option",
        into: &diagnostics),
      let id = fields["id"]?.text(into: &diagnostics),
      let text = TextSource(fields["text"], into: &diagnostics)
    else { return nil }
    var right: Truth?
    if let node = fields["right"] {
      switch node.plainText {
      case "true": right = .always
      case "false": break
      default: right = Formula.read(node, into: &diagnostics).map { .when($0) }
      }
    }
    return Option(
      id: id, text: text, right: right,
      mistake: mistakeHere(fields, context, into: &diagnostics), location: node.location)
  }

  /// `mistake: MD7`, with `say:` beside it, of an option or a pair.
  private static func mistakeHere(
    _ fields: YAMLNode.Fields, _ context: ItemContext, into diagnostics: inout Diagnostics
  ) -> Mistake? {
    guard fields["mistake"] != nil || fields["say"] != nil else { return nil }
    let known = checkKnown(
      fields["mistake"], hasText: fields["say"] != nil, context, into: &diagnostics)
    return Mistake(
      trigger: .here, id: fields["mistake"]?.plainText,
      say: TextSource(fields["say"], into: &diagnostics), known: known,
      location: fields.node.location)
  }

  private static func pair(
    _ node: YAMLNode, _ context: ItemContext, into diagnostics: inout Diagnostics
  ) -> Pair? {
    guard
      let fields = node.mapping(
        ["id", "left", "right"], optional: ["mistake", "say"], in: "a pair", into: &diagnostics),
      let id = fields["id"]?.text(into: &diagnostics),
      let left = TextSource(fields["left"], into: &diagnostics),
      let right = TextSource(fields["right"], into: &diagnostics)
    else { return nil }
    return Pair(
      id: id, left: left, right: right,
      mistake: mistakeHere(fields, context, into: &diagnostics))
  }

  private static func blank(
    _ node: YAMLNode, _ context: ItemContext, into diagnostics: inout Diagnostics
  ) -> Blank? {
    guard
      let fields = node.mapping(
        ["accept"], optional: ["mistakes"], in: "a blank", into: &diagnostics),
      let list = fields["accept"]?.list(into: &diagnostics)
    else { return nil }
    let accept = list.compactMap { TextSource($0, into: &diagnostics) }
    guard !accept.isEmpty else { return nil }
    let mistakes = (fields["mistakes"]?.list(into: &diagnostics) ?? []).compactMap {
      mistake($0, .cloze, context, into: &diagnostics)
    }
    return Blank(accept: accept, mistakes: mistakes, location: node.location)
  }

  private static func mistake(
    _ node: YAMLNode, _ kind: Kind, _ context: ItemContext, into diagnostics: inout Diagnostics
  ) -> Mistake? {
    guard
      let fields = node.mapping(
        [], optional: ["value", "when", "id", "say"], in: "a mistake", into: &diagnostics)
    else { return nil }
    let trigger: Mistake.Trigger
    switch (fields["value"], fields["when"]) {
    case (let value?, nil) where kind == .cloze: trigger = .text(value.plainText)
    case (let value?, nil):
      guard let formula = Formula.read(value, into: &diagnostics) else { return nil }
      trigger = .value(formula)
    case (nil, let when?):
      guard let formula = Formula.read(when, into: &diagnostics) else { return nil }
      trigger = .when(formula)
    default:
      diagnostics.error(
        node.location, "a mistake has either 'value' or 'when'",
        fix: "write the value that shows it, or a condition on 'given'")
      return nil
    }
    let known = checkKnown(fields["id"], hasText: fields["say"] != nil, context, into: &diagnostics)
    if fields["id"] == nil, fields["say"] == nil {
      diagnostics.error(
        node.location, "a mistake without 'id' and 'say'",
        fix: "name a misconception of mistakes.yaml, or say what is wrong")
    }
    return Mistake(
      trigger: trigger, id: fields["id"]?.plainText,
      say: TextSource(fields["say"], into: &diagnostics), known: known, location: node.location)
  }

  private static func checkKnown(
    _ node: YAMLNode?, hasText: Bool, _ context: ItemContext, into diagnostics: inout Diagnostics
  ) -> Words? {
    guard let node else { return nil }
    let known = context.misconception(node.plainText)
    if known == nil {
      diagnostics.error(
        node.location, "mistakes.yaml has no '\(node.plainText)'",
        fix: nearName(node.plainText, among: context.misconceptionIDs).map { "write '\($0)'" }
          ?? "add it to mistakes.yaml")
    }
    return known
  }
}
