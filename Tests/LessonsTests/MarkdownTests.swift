import Core
import Figures
import Testing

@testable import Lessons

@Suite struct MarkdownTests {
  private func read(_ text: String) -> (blocks: [Block], told: [String]) {
    let source = Source(file: "f", text: text)
    var markdown = Markdown(
      source, lines: 1..<source.lineCount + 1,
      fill: { piece, diagnostics in
        PlainFilling().inlines(piece, source: source, into: &diagnostics)
      },
      figure: { fence, _ in .figure(0, caption: [.text("\(fence.argument) \(fence.lines)")]) })
    let blocks = markdown.blocks()
    return (blocks, markdown.diagnostics.sorted.map { "\($0.location) \($0.message)" })
  }

  private func math(_ latex: String) throws -> Inline { .math(try MathText(latex)) }

  @Test func mathsIsLeftAloneByMarkdown() throws {
    let (blocks, told) = read(#"So $a_1*b*c$ and $x_{i}\\y$"# + "\n")
    #expect(told.count == 1)
    guard case .paragraph(let inlines)? = blocks.first else {
      Issue.record("no paragraph")
      return
    }
    #expect(inlines.prefix(2) == [.text("So "), try math("a_1*b*c")])
  }

  @Test func aBarInAFormulaDoesNotSplitATable() throws {
    let (blocks, told) = read("| a | $|x|$ |\n| :-: | --: |\n| 1 | {{2 | 3 digits}} |\n")
    #expect(told.isEmpty)
    #expect(
      blocks == [
        .table(
          header: [[.text("a")], [try math("|x|")]],
          rows: [[[.text("1")], [.text("{{2 | 3 digits}}")]]], alignments: [.centre, .right])
      ])
  }

  @Test func displaysBecomeBlocks() throws {
    let (blocks, _) = read("Before\n$$x = 1$$\nafter.\n\n$$y$$\n")
    #expect(
      blocks == [
        .paragraph([.text("Before")]), .math(try MathText("x = 1")), .paragraph([.text("after.")]),
        .math(try MathText("y")),
      ])
  }

  @Test func aFormulaOverTwoLinesLeavesNoSpaceBehindIt() throws {
    let (blocks, _) = read("값 $a\n+ b$의 합 - c\n\n<b>\n")
    #expect(
      blocks == [
        .paragraph([.text("값 "), try math("a\n+ b"), .text("의"), .text(" "), .text("합 - c")])
      ])
    #expect(read("$a\n+ b$ x\n\n<b>\n").told == ["f:4:1 HTML is not shown"])
  }

  @Test func codeAndEscapesHoldNoMaths() {
    let (blocks, told) = read("`$a$` costs \\$5\n\n```\n$b$\n```\n")
    #expect(told.isEmpty)
    #expect(
      blocks == [
        .paragraph([.code("$a$"), .text(" costs $5")]), .code("$b$\n"),
      ])
  }

  @Test func fencesKnowTheirLines() {
    let (blocks, _) = read("Text\n\n```figure some-id\na: 1\nb: 2\n```\n")
    #expect(blocks.last == .figure(0, caption: [.text("some-id 4..<6")]))
  }

  @Test(arguments: [
    ("- one\n- two $\\leq$\n", "f:2:8 there is no command '\\leq'"),
    ("> quoted\n> $a &$\n", "f:2:6 '&' belongs into a matrix, cases or aligned"),
    ("가나 $x^$ 다\n", "f:1:7 '^' lacks what it applies to"),
    ("$$\na + \\foo\n$$\n", "f:2:5 there is no command '\\foo'"),
    ("a\n\nb $c\n\nd$ e\n", "f:3:3 this '$' is never closed"),
    ("a ![b](c)\n", "f:1:1 pictures are not shown"),
    ("a {{b\n", "f:1:3 this '{{' is never closed"),
    ("a $ $ b\n", "f:1:3 there is nothing between '$' and '$'"),
  ])
  func mistakesStandWhereTheyAre(_ text: String, _ first: String) {
    #expect(read(text).told.first == first)
  }

  @Test func privateCharactersOfTheAuthorAreNoFormulas() {
    #expect(read("a \u{F0000} b $x$\n").blocks.first?.plain == "a \u{FFFD} b x")
  }

  @Test func deepNestingEnds() {
    let (_, told) = read(String(repeating: "> ", count: 5000) + "x\n")
    #expect(told.contains { $0.contains("nested more than 32 deep") })
    _ = read(String(repeating: "*", count: 50_000) + "x")
    #expect(read(String(repeating: "{{", count: 9000)).told.count == 1)
    _ = read(String(repeating: "[", count: 50_000))
  }

  @Test func filmExpressionsReadStepsAndKeepTheirColumns() throws {
    let text = "step(2).f / step(last).x[1] + result.mean + mystep(1)"
    let expression = FilmExpression(text)
    #expect(expression.formula.count == text.count)
    #expect(expression.reads.map(\.path) == [["f"], ["x"], ["mean"]])
    #expect(expression.reads.map(\.column) == [1, 13, 31])
    #expect(Set(expression.reads.map(\.name)).count == 3)
    #expect(expression.formula.hasSuffix("+ mystep(1)"))

    let figure = try #require(Catalogue.standard.figure("dropout-mask"))
    let film = try figure.film(
      figure.settings([(name: "units", value: "4"), (name: "draws", value: "3")]))
    let scope = try FilmExpression("step(last).mask + step(0).kept").scope(
      over: Scope(), film: film)
    #expect(scope.meanings.count == 2)
    let error = #expect(throws: FormulaError.self) {
      try FilmExpression("1 + step(9).kept").scope(over: Scope(), film: film)
    }
    #expect(error?.column == 5)
    #expect(error?.fix == "the last is step(\(film.frames - 1))")
    let key = #expect(throws: FormulaError.self) {
      try FilmExpression("step(0).kpet").scope(over: Scope(), film: film)
    }
    #expect(key?.fix == "write 'kept'")
  }
}

extension Block {
  fileprivate var plain: String? {
    if case .paragraph(let inlines) = self { return inlines.plainText }
    return nil
  }
}
