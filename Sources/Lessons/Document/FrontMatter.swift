/// What stands between the two `---` lines at the top of a page.
struct FrontMatter {
  let title: String
  let goals: [String]
  let needs: [(text: String, node: YAMLNode)]
  let covers: [String]
  let drills: [(text: String, node: YAMLNode)]
  let id: (text: String, node: YAMLNode)
  /// The first line behind it, 1-based.
  let bodyLine: Int

  /// - Returns: nil if there is none, or it has no id; why is among the diagnostics.
  init?(_ source: Source, into diagnostics: inout Diagnostics) {
    guard source.line(1).trimmed == "---" else {
      diagnostics.error(
        source.location(line: 1), "a page begins with front matter",
        fix: "write '---', then 'id:' and 'title:', then '---'")
      return nil
    }
    guard
      let end = (2...max(2, source.lineCount)).first(where: { source.line($0).trimmed == "---" })
    else {
      diagnostics.error(
        source.location(line: 1), "the front matter never ends", fix: "close it with a line '---'")
      return nil
    }
    bodyLine = end + 1
    guard let node = YAMLNode.parse(source, lines: 2..<end, into: &diagnostics),
      let fields = node.mapping(
        ["id", "title"], optional: ["goals", "needs", "covers", "drills"], in: "the front matter",
        into: &diagnostics)
    else {
      if !diagnostics.hasErrors {
        diagnostics.error(
          source.location(line: 1), "the front matter is empty", fix: "give it 'id:' and 'title:'")
      }
      return nil
    }
    guard let idNode = fields["id"], let id = idNode.text(into: &diagnostics),
      let title = fields["title"]?.text(into: &diagnostics)
    else { return nil }
    self.id = (id, idNode)
    self.title = title
    func list(_ name: String) -> [(text: String, node: YAMLNode)] {
      fields[name]?.texts(listInto: &diagnostics) ?? []
    }
    goals = list("goals").map(\.text)
    needs = list("needs")
    covers = list("covers").map(\.text)
    drills = list("drills")
  }
}
