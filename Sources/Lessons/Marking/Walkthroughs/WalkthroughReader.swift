import Core
import Figures

/// Reads a walkthrough's file.
package enum WalkthroughReader {
  /// Reads a walkthrough; nil if there are mistakes in it, which are told.
  package static func read(
    _ node: YAMLNode, context: ItemContext, into diagnostics: inout Diagnostics
  ) -> Walkthrough? {
    guard let source = source(node, context: context, into: &diagnostics) else { return nil }
    return Walkthrough(
      id: source.id, title: source.title, page: source.page,
      items: source.asked.map { "\(source.id).\($0)" },
      drawing: { seed throws(Diagnostic) in
        var ignored = Diagnostics()
        return try source.exercise(seed: seed, into: &ignored)
      },
      checking: { source.check() })
  }

  static func source(
    _ node: YAMLNode, context: ItemContext, into diagnostics: inout Diagnostics
  ) -> WalkthroughSource? {
    let before = diagnostics.all.count
    guard
      let fields = node.mapping(
        ["id", "title", "page", "ask", "steps"],
        optional: Numbers.keys + ["rules", "figure", "tests"], in: "a walkthrough",
        into: &diagnostics),
      let id = fields["id"]?.text(into: &diagnostics)
    else { return nil }
    let numbers = Numbers(fields, into: &diagnostics)
    let rules = rules(fields["rules"], into: &diagnostics)
    let steps = steps(fields, numbers, rules.map(\.id), context, into: &diagnostics)
    let ask = TextSource(fields["ask"], into: &diagnostics)
    let title = fields["title"]?.words(into: &diagnostics)
    let page = fields["page"]?.text(into: &diagnostics)
    let figure = fields["figure"].map { Template($0, use: .control, into: &diagnostics) }
    let tests = MarkingTest.read(fields["tests"], into: &diagnostics)
    let isSound = diagnostics.all.dropFirst(before).allSatisfy { $0.severity == .warning }
    guard isSound, let ask, let title, let page, steps.contains(where: { $0.part != nil }) else {
      if isSound, ask != nil, title != nil, page != nil {
        diagnostics.error(
          fields.location(ofKey: "steps"), "no step asks anything", fix: "add a step with 'answer'")
      }
      return nil
    }
    return WalkthroughSource(
      id: id, title: title, page: page, numbers: numbers, ask: ask, rules: rules, figure: figure,
      steps: steps, tests: tests, location: node.location, context: context)
  }

  private static func rules(
    _ node: YAMLNode?, into diagnostics: inout Diagnostics
  ) -> [(id: String, text: TextSource)] {
    guard let node else { return [] }
    return (node.list(into: &diagnostics) ?? []).compactMap { node in
      guard let fields = node.mapping(["id", "text"], in: "a rule", into: &diagnostics),
        let id = fields["id"]?.text(into: &diagnostics),
        let text = TextSource(fields["text"], into: &diagnostics)
      else { return nil }
      return (id, text)
    }
  }

  private static func steps(
    _ fields: YAMLNode.Fields, _ numbers: Numbers, _ rules: [String], _ context: ItemContext,
    into diagnostics: inout Diagnostics
  ) -> [WalkthroughSource.Step] {
    var taken = numbers.names.map(\.name)
    var steps: [WalkthroughSource.Step] = []
    var said = 0
    for node in fields["steps"]?.list(into: &diagnostics) ?? [] {
      if node.has("say"), !node.has("kind") {
        guard let line = node.mapping(["say"], in: "a line that is said", into: &diagnostics),
          let text = TextSource(line["say"], into: &diagnostics)
        else { continue }
        said += 1
        steps.append(
          .init(id: "say-\(said)", content: .say(text), rule: nil, location: node.location))
        continue
      }
      let kind = PartSource.kind(of: node, into: &diagnostics)
      let own = kind.map(PartSource.keys) ?? (required: [], optional: PartSource.allKeys)
      guard
        let step = node.mapping(
          ["id", "kind", "ask"] + own.required,
          optional: ["mistakes", "rule", "hints", "why"] + own.optional, in: "a step",
          into: &diagnostics),
        let id = step["id"]?.text(into: &diagnostics)
      else { continue }
      let place = step["id"]?.location ?? node.location
      if kind?.isValue != false {
        Numbers.checkName(id, at: place, taken: taken, into: &diagnostics)
      } else if taken.contains(id) {
        diagnostics.error(
          place, "the name '\(id)' is used twice", fix: "give one of them another name")
      }
      taken.append(id)
      let rule = step["rule"]?.text(into: &diagnostics)
      if let rule, !rules.contains(rule) {
        diagnostics.error(
          step["rule"]?.location ?? place, "there is no rule '\(rule)'",
          fix: nearName(rule, among: rules).map { "write '\($0)'" } ?? "add it to 'rules'")
      }
      let hints = ItemReader.texts(step["hints"], into: &diagnostics)
      let why = TextSource(step["why"], into: &diagnostics)
      if kind == .point {
        diagnostics.error(place, "a step cannot ask for a point", fix: "ask for a vector")
      }
      guard let kind,
        let part = PartSource(step, id: id, kind: kind, context, into: &diagnostics)
      else { continue }
      steps.append(
        .init(
          id: id, content: .ask(part, hints: hints, why: why), rule: rule, location: node.location))
    }
    return steps
  }
}
