import Figures

extension PackCheck {
  /// Names in `data/numbers.yaml`; the file is told about in `checkLists`.
  mutating func numberNames() -> [String] {
    var quiet = Diagnostics()
    guard let source = try? files.source("data/numbers.yaml") else { return [] }
    return PackLists.numbers(source, into: &quiet).map(\.number.name)
  }

  mutating func checkLists() {
    let top = files.names()
    let data = files.names(in: "data")
    if data.contains("numbers.yaml"), let source = source("data/numbers.yaml") {
      for (number, node) in PackLists.numbers(source, into: &diagnostics)
      where !usedNumbers.contains(number.name) {
        diagnostics.warning(
          node.location, "no page quotes the number '\(number.name)'",
          fix: "delete it, or quote it as '{{numbers.\(number.name)}}'")
      }
    }
    if top.contains("glossary.yaml"), let source = source("glossary.yaml") {
      _ = PackLists.glossary(source, into: &diagnostics)
    }
    if top.contains("mistakes.yaml"), let source = source("mistakes.yaml") {
      for (misconception, node) in PackLists.misconceptions(source, into: &diagnostics) {
        guard let page = misconception.page, !pages.contains(page) else { continue }
        var quiet = Diagnostics()
        let fields = node.mapping(of: "a misconception", into: &quiet)
        unknown("page", page, at: fields?["page"]?.location ?? node.location, among: pages)
      }
    }
  }

  /// Study paths and papers of `pack.yaml`.
  mutating func checkPlans(_ head: PackHead) {
    for node in head.fields["paths"]?.list(into: &diagnostics) ?? [] {
      guard
        let fields = node.mapping(["id", "title", "pages"], in: "a study path", into: &diagnostics)
      else { continue }
      _ = fields["title"]?.words(into: &diagnostics)
      for (name, node) in fields["pages"]?.texts(listInto: &diagnostics) ?? []
      where !pages.contains(name) {
        unknown("page", name, at: node.location, among: pages)
      }
    }
    let items = pack?.modules.flatMap { $0.pages.flatMap(\.items) } ?? []
    for node in head.fields["papers"]?.list(into: &diagnostics) ?? [] {
      guard
        let fields = node.mapping(
          ["id", "title", "minutes", "parts"], in: "a paper", into: &diagnostics)
      else { continue }
      _ = fields["title"]?.words(into: &diagnostics)
      if let minutes = fields["minutes"] { wholeNumber(minutes, 1...1000) }
      for part in fields["parts"]?.list(into: &diagnostics) ?? [] {
        guard
          let part = part.mapping(
            ["points"], optional: ["all", "one"], in: "a part of a paper", into: &diagnostics)
        else { continue }
        if let points = part["points"] { wholeNumber(points, 1...1000) }
        if (part["all"] == nil) == (part["one"] == nil) {
          diagnostics.error(
            part.node.location, "a part takes 'all' of a list or 'one' of it",
            fix: "write 'all: […]' or 'one: […]'")
        }
        for (id, node) in (part["all"] ?? part["one"])?.texts(listInto: &diagnostics) ?? []
        where !items.contains(id) && !walkthroughs.contains(id) {
          unknown("item or walkthrough", id, at: node.location, among: items + walkthroughs)
        }
      }
    }
  }

  private mutating func wholeNumber(_ node: YAMLNode, _ range: ClosedRange<Int>) {
    guard Int(node.plainText).map(range.contains) != true else { return }
    diagnostics.error(
      node.location,
      "'\(node.plainText)' is not a whole number from \(range.lowerBound) to \(range.upperBound)",
      fix: "write one")
  }

  // MARK: Quizzes and walkthroughs

  /// The items of a page, each read by itself so that a mistake in one hides no other.
  ///
  /// - Returns: the ids of all items, those with a mistake among them.
  mutating func checkQuiz(_ page: PackIndex.PageFiles) -> [String] {
    guard let path = page.quiz, let source = source(path),
      let root = YAMLNode.parse(source, into: &diagnostics)
    else { return [] }
    items[page.id] = ItemReader.read(root, page: page.id, context: context, into: &diagnostics)
    var ids: [String: SourceLocation] = [:]
    var order: [String] = []
    for node in root.nodes {
      for (name, node) in node.ids {
        if let first = ids[name] {
          diagnostics.error(
            node.location, "the id '\(name)' is taken (line \(first.line))", fix: "choose another")
        }
        ids[name] = node.location
      }
      guard let (name, node) = node.ids.first else { continue }
      order.append(name)
      if !name.hasPrefix(page.id + ".") {
        diagnostics.error(
          node.location, "the id of an item begins with its page's",
          fix: "write '\(page.id).\(name.split(separator: ".").last ?? "")'")
      }
    }
    return order
  }

  /// Draws the items and runs their tests.
  ///
  /// - Parameter films: of the figures that ask an item, by the item's id.
  mutating func runItems(of page: PackIndex.PageFiles, films: [String: Film]) {
    for item in items[page.id] ?? [] {
      diagnostics.add(contentsOf: item.check(film: films[item.id]))
    }
  }

  mutating func checkWalkthrough(_ file: PackIndex.WalkthroughFile) {
    guard let source = source(file.path),
      let node = YAMLNode.parse(source, into: &diagnostics),
      let fields = node.mapping(of: "a walkthrough", into: &diagnostics)
    else { return }
    if let id = fields["id"] {
      if id.plainText != file.id {
        diagnostics.error(
          id.location, "the id '\(id.plainText)' is not the file's name",
          fix: "write 'id: \(file.id)', or rename the file")
      } else {
        claim(file.id, at: id.location)
      }
    }
    if let page = fields["page"], !pages.contains(page.plainText) {
      unknown("page", page.plainText, at: page.location, among: pages)
    }
    let read = WalkthroughReader.read(node, context: context, into: &diagnostics)
    if let read { diagnostics.add(contentsOf: read.check()) }
  }
}

extension YAMLNode {
  /// The nodes of a list; none if it is no list.
  fileprivate var nodes: [YAMLNode] {
    if case .list(let list) = content { return list }
    return []
  }

  /// The id of an item, then the ids it had before.
  fileprivate var ids: [(String, YAMLNode)] {
    guard case .mapping(let entries) = content,
      let id = entries.first(where: { $0.name == "id" })?.value, !id.plainText.isEmpty
    else { return [] }
    let aliases = entries.first { $0.name == "aliases" }?.value.nodes ?? []
    return [(id.plainText, id)] + aliases.map { ($0.plainText, $0) }
  }
}
