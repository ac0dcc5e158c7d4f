import Core
import Figures
import Testing

@testable import Lessons

private let prints: [(Double, String)] = [
  (0.19999999999999996, "0.2"), (1.3333333333333333, "4/3"), (-0.5925925925925926, "-16/27"),
  (0.30000000000000004, "0.3"), (-0.0, "0"),
  (-1e-17, "-1e-17"), (65536, "65536"), (1_048_576, "1048576"), (0.000001, "0.000001"),
  (1.4142135623730951, "1.41421"), (1.0000152590218967, "1.00002"), (1.003921568627451, "256/255"),
  (1e-8, "1e-8"), (3.4e-20, "3.4e-20"), (1e15, "1e15"), (123456.7891234, "123456.789123"),
  (0.5, "0.5"),
  (0.001, "0.001"), (0.0010030090270812437, "1/997"), (0.00008, "0.00008"), (-7, "-7"),
  (1e12 / 3, "333333333333.333"), (-1e9 - 0.1, "-1000000000.1"), (1e14 + 0.5, "100000000000000"),
  (999_999_999.123456, "999999999.123456"), (1e15 / 7, "142857142857143"), (1e16 / 3, "3.33333e15"),
  (.infinity, "inf"), (.nan, "NaN"), (1.0000000000000002, "1"), (83.33333333333333, "250/3"),
]

@Suite struct ValueTextTests {
  @Test(
    "numbers print as pack.md says",
    arguments: prints)
  func numbers(_ number: Double, _ text: String) { #expect(ValueText().text(number) == text) }

  @Test func formats() {
    #expect(ValueText(digits: 3).text(0.6125795) == "0.613")
    #expect(ValueText(digits: 3).text(0.05596) == "0.0560")
    #expect(ValueText(digits: 3).text(24) == "24")
    #expect(ValueText(digits: 3).text(1411.8) == "1410")
    #expect(ValueText(digits: 5).text(1411.845) == "1411.8")
    #expect(ValueText(digits: 2).text(1e-9) == "1e-9")
    #expect(ValueText(decimals: 2).text(2.0) == "2.00")
    #expect(ValueText(decimals: 2).text(-0.001) == "0.00")
    var percent = ValueText()
    percent.isPercent = true
    #expect(percent.text(0.333) == "33.3%")
    #expect(percent.text(1.0 / 3) == "33.3%")
    percent.digits = 2
    #expect(percent.text(0.0152587890625) == "1.5%")
    var fraction = ValueText()
    fraction.isFraction = true
    #expect(fraction.text(0.25) == "1/4")
    #expect(fraction.text(2) == "2")
  }

  @Test func shapes() {
    let matrix = Value.matrix(Matrix(rows: 2, columns: 2, elements: [6, 2, 2, 1.0 / 3]))
    #expect(ValueText().text(.vector([4.0 / 3, -0.0])) == "(4/3, 0)")
    #expect(ValueText().text(.vector([1, 1e-17])) == "(1, 0)")
    #expect(ValueText().text(matrix) == "[[6, 2], [2, 1/3]]")
    #expect(
      ValueText(.display).text(matrix)
        == "\\begin{bmatrix}6 & 2 \\\\ 2 & \\frac{1}{3}\\end{bmatrix}")
    #expect(ValueText(.latex).text(.scalar(-1.0 / 3)) == "-\\frac{1}{3}")
    #expect(ValueText(.latex).text(.scalar(1e-8)) == "1 \\cdot 10^{-8}")
    #expect(ValueText(.exact).text(.vector([1, 0.1])) == "1,0.1")
    #expect(ValueText(.exact).text(.scalar(1.0 / 3)) == "0.3333333333333333")
  }

  @Test("what is printed exactly reads back equal")
  func readsBack() throws {
    var random = NumPyRandom(3)
    for _ in 0..<2000 {
      let value = (random.random() - 0.5) * 1e6
      let text = ValueText(.exact).text(value)
      #expect(try AnswerParser.parse(text, as: .number) == .number(value))
    }
  }

  @Test("every fraction with a small denominator is found")
  func fractions() {
    for under in 2...1000 {
      let over = under % 7 == 0 ? under + 1 : 7 * under + 1
      let text = ValueText().text(Double(over) / Double(under))
      let ends = ValueText().text(Double(over) / Double(under)).contains(".")
      #expect(ends || text == "\(over)/\(under)", "\(over)/\(under) \(text)")
    }
  }
}

@Suite struct ParticleTests {
  @Test(arguments: [
    ("0", "을", "으로"), ("1", "을", "로"), ("2", "를", "로"), ("3", "을", "으로"), ("4", "를", "로"),
    ("5", "를", "로"), ("6", "을", "으로"), ("7", "을", "로"), ("8", "을", "로"), ("9", "를", "로"),
    ("(4/3, 4/3)", "을", "으로"), ("33.3%", "를", "로"), ("[[1, 2], [3, 4]]", "를", "로"),
    ("x y", "를", "로"),
  ])
  func follows(_ text: String, _ object: String, _ towards: String) {
    #expect(Particle.object.form(after: text) == object)
    #expect(Particle.towards.form(after: text) == towards)
    let isOpen = object == "를"
    #expect(Particle.subject.form(after: text) == (isOpen ? "가" : "이"))
    #expect(Particle.topic.form(after: text) == (isOpen ? "는" : "은"))
    #expect(Particle.and.form(after: text) == (isOpen ? "와" : "과"))
  }
}

@Suite struct TemplateTests {
  private func node(_ text: String) throws -> YAMLNode {
    var diagnostics = Diagnostics()
    let quoted = "'" + text.replacing("'", with: "''") + "'"
    return try #require(
      YAMLNode.parse(Source(file: "t.yaml", text: quoted), into: &diagnostics))
  }

  private func fill(
    _ text: String, _ values: [String: Value] = [:], use: Template.Use = .prose
  ) throws -> String {
    var diagnostics = Diagnostics()
    let template = Template(try node(text), use: use, into: &diagnostics)
    #expect(diagnostics.all == [])
    var scope = Scope()
    for (name, value) in values { scope[name] = .value(value) }
    scope["J"] = .function(try Expression(parsing: "w1^2 + 2 w1 w2"))
    return try template.filled(in: scope)
  }

  @Test func fillsIn() throws {
    #expect(try fill("a = {{1/3}}, {{ 2 * 3 }}.") == "a = 1/3, 6.")
    #expect(try fill("$a = {{1/3}}$, {{1/3}}") == "$a = \\frac{1}{3}$, 1/3")
    #expect(try fill("$\\frac{{{a}}}{2}$", ["a": .scalar(5)]) == "$\\frac{5}{2}$")
    #expect(try fill("$10^{ {{-a}} }$", ["a": .scalar(5)]) == "$10^{ -5 }$")
    #expect(try fill("${{a}}$ and {{a}}", ["a": .scalar(0.5)]) == "$0.5$ and 0.5")
    #expect(try fill("{{a | 2 decimals}}", ["a": .scalar(0.5)]) == "0.50")
    #expect(try fill("{{a | percent | 2 digits}}", ["a": .scalar(0.12345)]) == "12%")
    #expect(try fill("{{a | 3 digits | 이/가}}", ["a": .scalar(0.61258)]) == "0.613이")
    #expect(try fill("{{a}} {{a|fraction}}", ["a": .scalar(0.5)]) == "0.5 1/2")
    #expect(try fill("{{if a > 0 then rises else falls}}.", ["a": .scalar(1)]) == "rises.")
    #expect(try fill("{{if a > 0 then rises else falls}}.", ["a": .scalar(-1)]) == "falls.")
    let matrix = Value.matrix(Matrix(rows: 1, columns: 2, elements: [1, 2]))
    #expect(
      try fill("$$A = {{a}}$$", ["a": matrix]) == "$$A = \\begin{bmatrix}1 & 2\\end{bmatrix}$$")
    #expect(
      try fill("f={{J}}&start={{a}}", ["a": .vector([1, 0.1])], use: .control).hasSuffix("=1,0.1"))
    #expect(try fill("{{J}}").contains("w1^2"))
    #expect(try fill("${{J}}$").contains("w_1^2") || fill("${{J}}$").contains("w_{1}^{2}"))
  }

  @Test(
    "mistakes are pointed at",
    arguments: [
      ("a {{1 + }}", 10), ("a {{1", 4), ("{{a | 3 numbers}}", 8), ("{{}}", 4), ("{{if a > 0}}", 4),
      ("$a$ {{a | gram}}", 12), ("${{a | 을/를}}$", 5),
    ])
  func mistakes(_ text: String, _ column: Int) throws {
    var diagnostics = Diagnostics()
    _ = Template(try node(text), into: &diagnostics)
    let found = try #require(diagnostics.all.first)
    #expect(found.location.column == column, "\(found)")
    #expect(!found.fix.isEmpty)
  }

  @Test func nothingTraps() throws {
    var random = NumPyRandom(9)
    let pieces = [
      "{{", "}}", "{", "}", "$", "$$", "a", "|", " 3 digits", "if ", " then ", " else ", "1/",
      "을/를", "\\", ":", "numbers.x",
    ]
    for _ in 0..<3000 {
      let text = (0..<Int(random.random() * 12)).map { _ in
        pieces[Int(random.random() * Double(pieces.count))]
      }.joined()
      guard !text.isEmpty else { continue }
      var diagnostics = Diagnostics()
      let template = Template(try node(text), into: &diagnostics)
      _ = try? template.filled(in: Scope())
    }
  }
}
