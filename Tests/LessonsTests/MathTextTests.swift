import Plot
import Testing

@testable import Lessons

@Suite struct MathTextTests {
  @Test(
    "one row in both glyph sets",
    arguments: [
      (#"P(r_i = 1) = 1 - p"#, "P(rᵢ = 1) = 1 − p", "P(r_i = 1) = 1 - p"),
      (#"\tilde{h} = r \odot h"#, "h~ = r ⊙ h", "h~ = r (*) h"),
      (#"H(w_k) \delta_k = -g(w_k)"#, "H(wₖ)δₖ = −g(wₖ)", "H(w_k) delta_k = -g(w_k)"),
      (#"g_i = \partial J / \partial w_i"#, "gᵢ = ∂J/∂wᵢ", "g_i = dJ/dw_i"),
      (#"\frac{\partial J}{\partial w_1}"#, "∂J/∂w₁", "dJ/dw1"),
      (#"H_{11} H_{22} - H_{12}^2"#, "H₁₁H₂₂ − H₁₂²", "H11 H22 - H12^2"),
      (#"\frac{1}{2} x^2 + \frac{a+b}{2c}"#, "1/2 x² + (a + b)/(2c)", "1/2 x^2 + (a + b)/(2c)"),
      (#"\sum_{i=1}^{n} x_i^2"#, "∑ᵢ₌₁ⁿ xᵢ²", "sum_(i=1)^n x_i^2"),
      (#"\|e_{k+1}\| \le C \|e_k\|^2"#, "‖eₖ₊₁‖ ≤ C‖eₖ‖²", "||e_(k+1)|| <= C||e_k||^2"),
      (#"w \in \mathbb{R}^n"#, "w ∈ ℝⁿ", "w in R^n"),
      (#"\sqrt{\frac{a}{b}} + \sqrt 2"#, "√(a/b) + √2", "sqrt(a/b) + sqrt(2)"),
      (#"H^{-1} g"#, "H⁻¹g", "H^-1 g"),
      (#"q^m \approx 65{,}536"#, "qᵐ ≈ 65,536", "q^m ~= 65,536"),
      (#"\begin{bmatrix} 6 & 2 \\ 2 & 4 \end{bmatrix}"#, "[[6, 2], [2, 4]]", "[[6, 2], [2, 4]]"),
      (#"x = -\frac{J'(w)}{J''(w)}"#, "x = −J′(w)/J′′(w)", "x = -J'(w)/J''(w)"),
      (#"2^{ 16 }"#, "2¹⁶", "2^16"), (#"\log 10^{-4}"#, "log 10⁻⁴", "log 10^-4"),
    ])
  func oneRow(_ latex: String, _ unicode: String, _ ascii: String) throws {
    let math = try MathText(latex)
    #expect(math.row(.unicode) == unicode)
    #expect(math.row(.ascii) == ascii)
  }

  @Test func displaysStandInSeveralRows() throws {
    #expect(
      try MathText(#"w - \frac{J'(w)}{2}"#).rows(.unicode) == [
        "    J′(w)", "w − -----", "      2  ",
      ])
    #expect(
      try MathText(#"\sum_{i=1}^n x_i"#).rows(.ascii) == [" n     ", "sum x_i", "i=1    "])
    #expect(
      try MathText(#"\begin{bmatrix} 6 & 2 \\ 2 & 14 \end{bmatrix} \delta = -g"#).rows(.unicode)
        == [
          "⎡ 6   2 ⎤ δ = −g", "⎣ 2  14 ⎦       ",
        ])
    #expect(
      try MathText(#"\begin{cases} z & \text{if } z > 0 \\ 0 & \text{else} \end{cases}"#).rows(
        .ascii)
        == ["{ z  if z > 0", "{ 0  else    "])
    #expect(try MathText(#"\tilde{h}"#).rows(.unicode) == ["~", "h"])
  }

  @Test func rowsOfADisplayAreEquallyWide() throws {
    for latex in [
      #"\frac{\sqrt{\frac{a}{b}}}{2}^2"#, #"e^{-\frac{x^2}{2}}_{k}"#,
      #"\lim_{x \to 0} \left[\frac{가}{x}\right)"#,
    ] {
      for glyphs in [Glyphs.unicode, .ascii] {
        let rows = try MathText(latex).rows(glyphs)
        #expect(Set(rows.map { TextWidth.columns(of: $0) }).count == 1, "\(rows)")
      }
    }
  }

  @Test func spokenInBothLanguages() throws {
    let math = try MathText(#"\frac{1}{2} x^2"#)
    #expect(math.spoken(.en) == "1 over 2 x squared")
    #expect(math.spoken(.ko) == "2 분의 1 x 제곱")
  }

  @Test(arguments: [
    (#"a \leq b"#, 3, #"write '\le'"#), (#"\fracc{1}{2}"#, 1, #"write '\frac'"#),
    (#"x^{2"#, 3, "close it with '}'"),
    (#"a & b"#, 3, #"wrap it in \begin{aligned} … \end{aligned}"#),
    (#"\left( a"#, 1, #"close it with '\right)' or '\right.'"#),
    (#"\begin{array} a \end{array}"#, 1, "write bmatrix, pmatrix, cases or aligned"),
    (#"x^"#, 3, "write '^{…}'"), (#"a^b^c"#, 4, "put both into one group, as 'x^{…}'"),
  ])
  func mistakesPointAtTheirColumn(_ latex: String, _ column: Int, _ fix: String) {
    let error = #expect(throws: MathError.self) { try MathText(latex) }
    #expect(error?.column == column)
    #expect(error?.fix == fix)
  }

  @Test func anyTextEndsInAFormulaOrAnError() {
    let alphabet = Array(#"\{}^_&$ ab1+-'|()[].가"#)
    let words = [
      "\\frac", "\\left", "\\right", "\\begin{cases}", "\\end{cases}", "\\sqrt", "\\sum", "\\hat",
    ]
    var state: UInt64 = 7
    func next(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % n
    }
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<next(12) + 1 {
        text += next(3) == 0 ? words[next(words.count)] : String(alphabet[next(alphabet.count)])
      }
      guard let math = try? MathText(text) else { continue }
      for glyphs in [Glyphs.unicode, .ascii] {
        #expect(!math.row(glyphs).contains("\n"))
        #expect(!math.rows(glyphs).isEmpty)
      }
      _ = math.spoken(.en) + math.spoken(.ko)
    }
    #expect(throws: MathError.self) { try MathText(String(repeating: "{", count: 3000)) }
    #expect(throws: MathError.self) { try MathText(String(repeating: "\\sqrt", count: 700) + "x") }
  }
}
