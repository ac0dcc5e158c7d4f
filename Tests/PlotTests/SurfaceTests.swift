import Plot
import Testing

struct SurfaceTests {
  @Test func overwritingAHalfBlanksTheOther() {
    var surface = Surface(size: Size(rows: 1, columns: 6))
    surface.write("가나다", row: 0, column: 0)
    surface.write("x", row: 0, column: 1)
    #expect(surface.lines() == [" x나다"])
    surface.write("y", row: 0, column: 2)
    #expect(surface.lines() == [" xy 다"])
    surface.write("한", row: 0, column: 3)
    #expect(surface.lines() == [" xy한"])
  }

  @Test func clipsAtEveryEdge() {
    var surface = Surface(size: Size(rows: 2, columns: 5))
    surface.write("가나다", row: 0, column: -1)
    #expect(surface.lines()[0] == " 나다")
    surface.write("가나다", row: 1, column: 0)
    #expect(surface.lines()[1] == "가나")
    surface.write("abc", row: 5, column: 0)
    surface.write("abc", row: -1, column: 0)
    surface.write("abc", row: 0, column: .max)
    surface.write("abc", row: 0, column: .min)
    surface.fill(Area(row: -5, column: -5, rows: .max, columns: .max), with: "#")
    #expect(surface.lines() == ["#####", "#####"])
  }

  @Test func limitLeavesASpaceForHalfASyllable() {
    var surface = Surface(size: Size(rows: 1, columns: 10))
    surface.write("..........", row: 0, column: 0)
    #expect(surface.write("가나다", row: 0, column: 0, limit: 3) == 3)
    #expect(surface.lines() == ["가 ......."])
  }

  @Test func controlsNeverReachACell() {
    var surface = Surface(size: Size(rows: 1, columns: 20))
    surface.write("a\u{1b}[31mb\u{202E}c\u{9b}\u{7f}\r\n", row: 0, column: 0)
    #expect(surface.lines() == ["a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"])
  }

  @Test func jamoCompose() {
    var surface = Surface(size: Size(rows: 1, columns: 8))
    surface.write("\u{1100}\u{1161}\u{11A8}|", row: 0, column: 0)
    #expect(surface.lines() == ["각|"])
    #expect(surface.cell(row: 0, column: 0).text == "각")
    #expect(surface.cell(row: 0, column: 1).isContinuation)
    surface.write("e\u{301}x\u{305}|", row: 0, column: 3)
    #expect(surface.cell(row: 0, column: 3).text == "é")
    #expect(surface.cell(row: 0, column: 4).text.unicodeScalars.count == 2)
    #expect(surface.cell(row: 0, column: 5).text == "|")
  }

  @Test func asciiIsSevenBitApartFromHangul() {
    var surface = Surface(size: Size(rows: 1, columns: 40), glyphs: .ascii)
    surface.write("δ = −H⁻¹∇J ≤ 3×10⁻⁴ … 가중치", row: 0, column: 0)
    #expect(
      surface.lines()
        == ["delta = -H^-1 grad J <= 3x10^-4 ... 가중치"].map { TextWidth.clip($0, to: 40) })
  }

  @Test func copiesWithWideCharacters() {
    var from = Surface(size: Size(rows: 1, columns: 6))
    from.write("가나다", row: 0, column: 0)
    var to = Surface(size: Size(rows: 1, columns: 8))
    to.copy(from: from, Area(row: 0, column: 1, rows: 1, columns: 4), toRow: 0, column: 2)
    #expect(to.lines() == ["   나"])
    to.copy(from: from, from.area, toRow: 0, column: 3)
    #expect(to.lines() == ["   가나"])
  }

  @Test func emptySurfacesTakeAnything() {
    for size in [
      Size(rows: 0, columns: 0), Size(rows: 0, columns: 5), Size(rows: 5, columns: 0),
      Size(rows: -1, columns: .min),
    ] {
      var surface = Surface(size: size)
      surface.write("가", row: 0, column: 0)
      surface.fill(surface.area, with: "x")
      surface.copy(from: surface.area, toRow: 1, column: 1)
      #expect(surface.lines().allSatisfy { $0.isEmpty })
    }
  }

  @Test func inkLinesNameTheStyles() {
    var surface = Surface(size: Size(rows: 1, columns: 6))
    surface.write("a", row: 0, column: 0)
    surface.write("b", row: 0, column: 1, style: .dim)
    surface.write("c", row: 0, column: 2, style: Style(.accent, bold: true))
    surface.write(" ", row: 0, column: 3, style: Style(reverse: true))
    #expect(surface.inkLines() == [" dA~"])
  }
}
