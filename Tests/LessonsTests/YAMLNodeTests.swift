import Testing

@testable import Lessons

@Suite struct YAMLNodeTests {
  private func parse(_ text: String) -> (node: YAMLNode?, diagnostics: [Diagnostic]) {
    var diagnostics = Diagnostics()
    let node = YAMLNode.parse(Source(file: "f.yaml", text: text), into: &diagnostics)
    return (node, diagnostics.sorted)
  }

  @Test func scalarsStayTexts() throws {
    let (node, diagnostics) = parse("a: no\nb: 1e-3\nc: 12:30\nd: '\\frac'\n")
    var collected = Diagnostics()
    let fields = try #require(
      node?.mapping(["a", "b", "c", "d"], in: "a test", into: &collected))
    #expect(fields.entries.map(\.value.plainText) == ["no", "1e-3", "12:30", "\\frac"])
    #expect(diagnostics.isEmpty && collected.all.isEmpty)
  }

  @Test func mistakesHavePlaces() throws {
    let (node, _) = parse("id: a\nkidn: number\nask:\n")
    var collected = Diagnostics()
    _ = node?.mapping(["id", "kind", "ask"], in: "an item", into: &collected)
    let told = collected.sorted.map {
      "\($0.location.line):\($0.location.column) \($0.message) | \($0.fix)"
    }
    #expect(
      told == [
        "1:1 an item lacks 'kind' | add 'kind: …'",
        "2:1 an item has no key 'kidn' | write 'kind'",
        "3:1 the key 'ask' is empty | give it a value, or delete it",
      ])
  }

  @Test(arguments: [
    ("'a''b + c'", 4, "1:10"),
    ("plain words\n    go on", 12, "2:5"),
    ("|\n  line one\n    line two", 11, "3:5"),
    (">\n  folded\n  text", 7, "3:3"),
    ("\"a\\u0041b\"", 2, "1:12"),
    ("가나 다", 3, "1:7"),
  ])
  func offsetsPointIntoTheFile(_ scalar: String, _ offset: Int, _ place: String) throws {
    let (node, _) = parse("k: " + scalar + "\n")
    guard case .mapping(let entries)? = node?.content else {
      Issue.record("no mapping")
      return
    }
    let at = try #require(entries.first).value.location(offset: offset)
    #expect("\(at.line):\(at.column)" == place)
  }

  @Test func duplicatesNameTheSecond() {
    let (_, diagnostics) = parse("a: 1\nb: 2\na: 3\n")
    #expect(diagnostics.first?.location == SourceLocation(file: "f.yaml", line: 3, column: 1))
    let (_, flow) = parse("x: {en: 1, en: 2}\n")
    #expect(flow.first?.location == SourceLocation(file: "f.yaml", line: 1, column: 12))
  }

  @Test func backslashInDoubleQuotesIsRejected() {
    let (_, diagnostics) = parse("a: \"x \\frac\"\n")
    #expect(diagnostics.first?.location.line == 1)
    #expect(parse("a: \"x \\\\ y\"\n").diagnostics.first?.location.column == 7)
    #expect(parse("a: \"plain\"\n").diagnostics.isEmpty)
  }

  @Test func aliasesAreRefused() {
    let (node, diagnostics) = parse("a: &x [1, 2]\nb: *x\n")
    #expect(node == nil)
    #expect(diagnostics.first?.location == SourceLocation(file: "f.yaml", line: 2, column: 4))
    #expect(parse("a: 'f=2 *x and &y'\nb: 'r?a=1&x=2'\n").diagnostics.isEmpty)
  }

  @Test(arguments: ["[", "- ", "? ", "{a: ", "[{a: "])
  func deepNestingEnds(_ opening: String) {
    let (_, diagnostics) = parse(String(repeating: opening, count: 100_000))
    #expect(!diagnostics.isEmpty)
  }

  @Test func controlCharactersBecomeReplacementCharacters() {
    let source = Source(file: "f", text: "a\u{1B}[2J\r\nb\u{202E}c\u{85}d")
    #expect(source.text == "a\u{FFFD}[2J\nb\u{FFFD}c\u{FFFD}d")
    #expect(source.warnings.map { "\($0.location)" } == ["f:1:2", "f:2:2", "f:2:4"])
  }
}
