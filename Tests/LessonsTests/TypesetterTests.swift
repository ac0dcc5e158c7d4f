import Figures
import Glibc
import Plot
import Testing

@testable import Lessons

@Suite struct TypesetterTests {
  private static let packs =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    .joined(separator: "/") + "/Packs"

  @Test(
    "a page of everything looks as recorded", arguments: [36, 50, 80], [Language.en, .ko])
  func goldenPage(_ columns: Int, _ language: Language) throws {
    for glyphs in [Glyphs.ascii, .unicode] {
      let pack = try Pack.open("\(Self.packs)/valid", catalogue: .standard)
      let blocks = try #require(try pack.page("second")?.documents[language])
      let lines = Typesetter(columns: columns, glyphs: glyphs, language: language).lines(blocks)
      for line in lines { #expect(line.text.columns <= columns, "\(line.text.text)") }
      if glyphs == .ascii, language == .en {
        #expect(lines.allSatisfy { $0.text.text.utf8.allSatisfy { $0 < 0x80 } })
      }
      let name = "second-\(columns)-\(language)-\(glyphs.repertoire)"
      let drawn =
        lines.map { line in
          var text = line.text.text
          while text.last == " " { text.removeLast() }
          return text
        }.joined(separator: "\n") + "\n"
      let path = "\(Self.packs)/frames/\(name).txt"
      if getenv("RECORD") != nil, let file = fopen(path, "w") {
        fputs(drawn, file)
        fclose(file)
      }
      let expected = try PackFiles("\(Self.packs)/frames")?.source("\(name).txt").text
      #expect(drawn == expected)
    }
    #expect(getenv("RECORD") == nil, "recorded: look at the difference before you commit it")
  }

  private func paragraph(_ text: String) -> [Inline] {
    var diagnostics = Diagnostics()
    let source = Source(file: "f", text: "k: |\n  x\n")
    let node = YAMLNode(.text(text), style: .plain, source: source, line: 1, scalarColumn: 4)
    let inlines = ShortText.inlines(text, at: node, into: &diagnostics)
    #expect(diagnostics.all.isEmpty)
    return inlines
  }

  @Test func shortFormulasStayOnOneRow() {
    let setter = Typesetter(columns: 20, glyphs: .unicode, language: .en)
    let rows = setter.rows(of: paragraph("With a rate of $p = 0.5$ and more"))
    #expect(rows.map(\.text.text) == ["With a rate of", "p = 0.5 and more"])
    let glued = setter.rows(of: paragraph("We choose the rate $p$ = 0.5 here"))
    #expect(glued.map(\.text.text) == ["We choose the rate", "p = 0.5 here"])
  }

  @Test func linksAreFoundAgainAfterWrapping() {
    let setter = Typesetter(columns: 12, glyphs: .unicode, language: .en)
    let rows = setter.rows(of: paragraph("See [the next page](second?t=3) now"))
    #expect(rows.map(\.text.text) == ["See the next", "page now"])
    #expect(
      rows.flatMap(\.anchors) == [
        ProseLine.Anchor(destination: "second?t=3", column: 4, columns: 8),
        ProseLine.Anchor(destination: "second?t=3", column: 0, columns: 4),
      ])
  }

  @Test func wideDisplaysBreakAtTheirGaps() throws {
    let math = try MathText(#"a_1 + b_1 = c_1 \quad d_1 + e_1 = f_1"#)
    let setter = Typesetter(columns: 18, glyphs: .unicode, language: .en)
    #expect(
      setter.lines([.math(math)]).map { $0.text.text.trimmed } == ["a₁ + b₁ = c₁", "d₁ + e₁ = f₁"])
  }

  @Test func anyWidthIsFilledAndNeverExceeded() throws {
    let pack = try Pack.open("\(Self.packs)/valid", catalogue: .standard)
    let page = try #require(try pack.page("second"))
    for columns in [1, 2, 3, 7, 12, 20, 200] {
      for (language, blocks) in page.documents {
        let lines = Typesetter(columns: columns, glyphs: .unicode, language: language).lines(blocks)
        #expect(!lines.isEmpty)
        // Below a handful of columns hanging indents leave less than one syllable's room.
        if columns >= 12 { #expect(lines.allSatisfy { $0.text.columns <= columns }) }
      }
    }
  }
}
