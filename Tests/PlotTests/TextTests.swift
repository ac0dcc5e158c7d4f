import Plot
import Testing

struct TextTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("가중치", 6), ("\u{1100}\u{1161}\u{11A8}", 2), ("e\u{301}", 1), ("⠿⣿", 2),
    ("α→√", 3), ("\u{3000}", 2), ("a\u{200B}b", 2), ("\u{301}", 0), ("\u{E000}", 1), ("漢", 2),
  ])
  func columns(of text: String, are columns: Int) {
    #expect(TextWidth.columns(of: text) == columns)
    #expect(TextWidth.columns(of: TextWidth.pad(text, to: 9)) == 9)
  }

  @Test func clippingAndPadding() {
    #expect(TextWidth.clip("가나다", to: 3) == "가 ")
    #expect(TextWidth.clip("가나다", to: 4) == "가나")
    #expect(TextWidth.clip("abc", to: 0) == "")
    #expect(TextWidth.pad("가", to: 5, .right) == "   가")
    #expect(TextWidth.pad("가", to: 5, .centre) == " 가  ")
    #expect(TextWidth.pad("가나다", to: 5) == "가나 ")
  }

  @Test func wrapsAtSpacesFirst() {
    #expect(TextWidth.wrap("one two three", to: 8) == ["one two", "three"])
    #expect(TextWidth.wrap("one two three", to: 8, indent: 2) == ["one two", "  three"])
    #expect(TextWidth.wrap("드롭아웃은 과적합을 줄인다.", to: 12) == ["드롭아웃은", "과적합을", "줄인다."])
    #expect(TextWidth.wrap("", to: 5) == [""])
    #expect(TextWidth.wrap("a\n\nb", to: 5) == ["a", "", "b"])
    #expect(TextWidth.wrap("p\u{A0}= 1 or so", to: 7) == ["p\u{20}= 1", "or so"])
  }

  @Test func longWordsBreakBetweenSyllables() {
    #expect(TextWidth.wrap("하이퍼매개변수.", to: 8) == ["하이퍼매", "개변수."])
    #expect(TextWidth.wrap("하이퍼매.", to: 8) == ["하이퍼", "매."])
    #expect(TextWidth.wrap("(하이퍼)매개", to: 9) == ["(하이퍼)", "매개"])
    #expect(TextWidth.wrap("abcdefgh", to: 3) == ["abc", "def", "gh"])
    #expect(TextWidth.wrap("가나", to: 1).map { TextWidth.columns(of: $0) }.allSatisfy { $0 <= 2 })
  }

  @Test func wrappingKeepsEveryLetterAndStyle() {
    let text =
      StyledText("a long sentence with ") + StyledText("a bold part", .strong)
      + StyledText(" and 한글 끝.")
    for columns in 1...50 {
      let rows = text.wrapped(to: columns)
      let letters = rows.map(\.text).joined().filter { $0 != " " }
      #expect(letters == text.text.filter { $0 != " " })
      #expect(rows.allSatisfy { $0.columns <= max(2, columns) })
      let bold = rows.flatMap(\.runs).filter { $0.style == .strong }.map(\.text).joined()
      #expect(bold.filter { $0 != " " } == "aboldpart")
    }
  }

  @Test(arguments: [
    ("“x” – ‘y’…", "\"x\" - 'y'..."), ("a ≤ b → c", "a <= b -> c"), ("ηg", "eta g"),
    ("2η", "2 eta"),
    ("x²y", "x^2 y"), ("x² + 1", "x^2 + 1"), ("w₁", "w1"), ("rᵢ", "r_i"), ("Σ", "Sigma"),
    ("∑ᵢ", "sum_i"), ("café", "cafe"),
    ("√2", "sqrt2"), ("±0.5", "+-0.5"), ("과적합", "과적합"), ("漢", "?"), ("Aᵀb", "A^T b"),
  ])
  func ascii(_ text: String, becomes form: String) {
    #expect(Glyphs.ascii.shown(text) == form)
  }

  @Test func asciiFormsAreSevenBit() {
    for value in UInt32(0x80)...0x2FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let form = Glyphs.ascii.shown("a\(Character(scalar))")
      let isHangul = (0x1100...0x11FF).contains(value)
      #expect(
        isHangul || form.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F },
        "U+\(String(value, radix: 16)): \(form)")
    }
  }

  /// Lines that fit are taken as they are: the same rows as by the long way, which two runs go.
  @Test(arguments: [
    "one two", "a", " a", "a ", "a  b", "", "-", "x <= y", "가 나", "tab\tb", "a b c d e f g h i j k",
  ])
  func shortLinesAreWrappedAsLongOnes(_ text: String) {
    let first = StyledText.Run(String(text.prefix(1)))
    let rest = StyledText.Run(String(text.dropFirst()))
    for columns in 1...20 {
      let whole = StyledText(text).wrapped(to: columns).map(\.text)
      #expect(whole == StyledText([first, rest]).wrapped(to: columns).map(\.text))
    }
  }
}
