import Core
import Glibc
import Testing

@testable import Lessons

/// Reads a number as an answer.
private func number(_ text: String) throws -> Double {
  guard case .number(let number) = try AnswerParser.parse(text, as: .number) else {
    throw AnswerError(offset: 0, problem: .list)
  }
  return number
}

private let numberForms: [(String, Double)] = [
  ("1/3", 0.333333333333333333), ("33.3%", 0.333), (".5", 0.5), ("5.", 5), ("1e-3", 0.001),
  ("2E3", 2000),
  ("√2", 1.4142135623730951), ("2√2", 2.8284271247461903), ("√2/2", 0.7071067811865476),
  ("2 1/2", 2.5), ("-2 1/2", -2.5), ("2½", 2.5), ("½", 0.5), ("\u{2212}3", -3), ("–3", -3),
  ("１２．５", 12.5), ("－３", -3), ("sqrt(2)", 1.4142135623730951), ("sqrt 2", 1.4142135623730951),
  ("exp(1)", 2.718281828459045), ("ln 20", 2.995732273553991), ("log10(1000)", 3),
  ("2pi", 6.283185307179586),
  ("2 pi", 6.283185307179586), ("2π", 6.283185307179586), ("e", 2.718281828459045),
  ("2e", 5.43656365691809), ("2e-1", 0.2),
  ("1 - 0.9^9", 0.612579511), ("1 -0.9", 0.1), ("-2^2", -4), ("2^-1", 0.5),
  ("2^3^2", 512), ("2**3", 8), ("3²", 9), ("2·10^7", 2e7), ("2×10^7", 2e7), ("6÷4", 1.5),
  ("1,048,576", 1_048_576), ("12,345.5", 12345.5), ("(3)", 3), ("[3]", 3), ("2(3 + 4)", 14),
  ("(1+2)(3)", 9), ("--3", 3), ("+3", 3), ("1/2 pi", 1.5707963267948966), ("50%+1", 1.5),
  (" 7 ", 7), ("1e0", 1), ("100 - 99.5", 0.5),
]

@Suite struct AnswerTests {
  @Test(
    "a number is read in every usual form",
    arguments: numberForms)
  func forms(_ text: String, _ value: Double) throws {
    let read: Double
    if text.hasPrefix("[") {
      read = try AnswerParser.parse(text, as: .number).numbers[0]
    } else {
      read = try number(text)
    }
    #expect(abs(read - value) <= 1e-12 * max(1, abs(value)))
  }

  @Test(
    "what cannot be read is pointed at",
    arguments: [
      ("", 0), ("four", 0), ("1 2", 2), ("3 +", 3), ("(1", 0), ("1)", 1), ("1/0", 1), ("2..5", 2),
      ("log(10)", 0), ("x = 5", 2), ("2 3/2", 2), ("12#", 2), ("sqrt", 4), ("ln(0)", 0),
      ("1e999", 0),
      ("(1,2)^2", 5), ("2 $ 3", 2), ("5 apples", 2),
    ])
  func errors(_ text: String, _ offset: Int) {
    do throws(AnswerError) {
      let value = try AnswerParser.parse(text, as: .number)
      Issue.record("read as \(value)")
    } catch {
      #expect(error.offset == offset, "\(error.problem)")
      #expect(!error.words.en.isEmpty && !error.words.ko.isEmpty)
    }
  }

  @Test(
    "a list is read with commas or blanks, with or without brackets",
    arguments: [
      "(1, -2)", "[1 -2]", "1,-2", "1 -2", "( 1 , -2 )", "{1, -2}", "1, −2", "[1, -2]", "(1 -2)",
      "1.0 -2.0", "2/2, -4/2", "１，－２", "2 (1/2, -1)", "-(-1, 2)", "1/2 [2,-4]", "-2/-2 -2",
    ])
  func lists(_ text: String) throws {
    #expect(try AnswerParser.parse(text, as: .list).value == .vector([1, -2]))
  }

  @Test(arguments: [
    "[[1,2],[3,4]]", "1 2; 3 4", "[1 2; 3 4]", "1,2;3,4", "[[1 2],[3 4]]", "[1,2],[3,4]",
    "1 2;3 4;",
    "(1, 2), (3, 4)", "(1 2), (3 4)", "1/2 [[2,4],[6,8]]", "[ 1, 2 ; 3, 4 ]", "((1,2),(3,4))",
  ])
  func tables(_ text: String) throws {
    let matrix = Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4])
    #expect(try AnswerParser.parse(text, as: .table).value == .matrix(matrix))
  }

  @Test func mixedNumbersStandInCommaLists() throws {
    #expect(try AnswerParser.parse("1, 2 1/2", as: .list).value == .vector([1, 2.5]))
    #expect(try AnswerParser.parse("1 2 1/2", as: .list).value == .vector([1, 2, 0.5]))
    #expect(try AnswerParser.parse("[1 - 2]", as: .list).value == .vector([-1]))
  }

  @Test("a random formula has the value that its tree has")
  func randomFormulas() throws {
    var random = NumPyRandom(11)
    func pick(_ count: Int) -> Int { Int(random.random() * Double(count)) }
    func tree(_ depth: Int) -> (text: String, value: Double, binds: Int) {
      if depth == 0 {
        let whole = pick(9) + 1
        switch pick(4) {
        case 0: return ("\(whole)", Double(whole), 9)
        case 1: return ("0.\(whole)", Double(whole) / 10, 9)
        case 2: return ("√\(whole)", Double(whole).squareRoot(), 9)
        default: return ("\(whole)%", Double(whole) / 100, 9)
        }
      }
      let (a, b) = (tree(depth - 1), tree(depth - 1))
      func left(_ least: Int) -> String { a.binds >= least ? a.text : "(\(a.text))" }
      func right(_ least: Int) -> String { b.binds >= least ? b.text : "(\(b.text))" }
      let blank = pick(2) == 0 ? "" : " "
      switch pick(5) {
      case 0: return (left(1) + blank + "+" + blank + right(2), a.value + b.value, 1)
      case 1: return (left(1) + blank + "−" + blank + right(2), a.value - b.value, 1)
      case 2: return (left(2) + blank + "*" + blank + right(3), a.value * b.value, 2)
      case 3: return (left(2) + blank + "/" + blank + right(3), a.value / b.value, 2)
      default: return ("-" + right(3), -b.value, 2)
      }
    }
    for _ in 0..<2000 {
      let (text, value, _) = tree(1 + pick(4))
      guard value.isFinite, let read = try? number(text) else {
        #expect(!value.isFinite || text.contains("/"), "\(text)")
        continue
      }
      #expect(abs(read - value) <= 1e-9 * max(1, abs(value)), "\(text)")
    }
  }

  @Test("no text traps")
  func fuzz() {
    var random = NumPyRandom(5)
    let letters = Array("0123456789.+-*/^%,;()[]{}√ eπpisqrtlnog10½²−×１，\u{301}한#\n\tEx")
    for _ in 0..<20_000 {
      let length = Int(random.random() * 24)
      let text = String(
        (0..<length).map { _ in letters[Int(random.random() * Double(letters.count))] })
      for shape in [AnswerParser.Shape.number, .list, .table] {
        do throws(AnswerError) {
          _ = try AnswerParser.parse(text, as: shape).value
        } catch {
          #expect(error.offset >= 0 && error.offset <= max(text.count, 2000))
        }
      }
    }
    for text in ["(", "[", "-", "√", "2^", "sqrt "].map({ String(repeating: $0, count: 3000) }) {
      #expect(throws: AnswerError.self) { try AnswerParser.parse(text, as: .list) }
    }
    for text in ["(", "[", "-", "√", "2^", "sqrt "].map({ String(repeating: $0, count: 300) }) {
      #expect(throws: AnswerError.self) { try AnswerParser.parse(text + "1", as: .list) }
    }
  }
}

private let fits: [(Tolerance, Double, Double, Tolerance.Fit)] = [
  (Tolerance.auto, 1.3333333333333333, 1.33, Tolerance.Fit.right),
  (.auto, 1.3333333333333333, 1.3333333333333333, .right),
  (.auto, 1.3333333333333333, 1.3, .rounded), (.auto, 1.3333333333333333, 1, .wrong),
  (.auto, 1.3333333333333333, 1.34, .wrong),
  (.auto, 1.28, 1.28, .right), (.auto, 1.28, 1.3, .rounded), (.auto, 1.28, 1.281, .wrong),
  (.auto, 14, 10, .wrong), (.auto, 14, 14, .right), (.auto, 6.4, 6.4, .right),
  (.auto, 0, 1e-12, .right), (.auto, 0, 0.001, .wrong), (.auto, 0.00008, 0.00008, .right),
  (.auto, 0.00008, 0, .wrong), (.auto, 0.19999999999999996, 0.2, .right),
  (.auto, 2.9957, 3.00, .right),
  (.absolute(0.002), 0.61258, 0.613, .right), (.absolute(0.002), 0.61258, 0.61, .rounded),
  (.absolute(0.002), 0.61258, 0.62, .wrong), (.relative(0.01), 200, 202, .right),
  (.relative(0.01), 200, 203, .wrong), (.digits(3), 1234.5, 1230, .right),
  (.digits(3), 1234.5, 1200, .rounded), (.digits(3), -0.6125, -0.613, .right),
  (.exact, 0.5, 0.5000000001, .right), (.exact, 0.3333333333333333, 0.333, .rounded),
  (.auto, 0.8, 1, .wrong), (.auto, 14.9, 15, .rounded), (.exact, 1e12, 1000000000001, .right),
  (.auto, 1, .nan, .wrong), (.auto, 1, .infinity, .wrong),
]

@Suite struct ToleranceTests {
  @Test(arguments: [
    ("auto", Tolerance.auto), ("exact", .exact), ("0.01", .absolute(0.01)), ("1%", .relative(0.01)),
    ("3 digits", .digits(3)), ("1 digit", .digits(1)),
  ])
  func reads(_ text: String, _ tolerance: Tolerance) { #expect(Tolerance(text) == tolerance) }

  @Test(arguments: ["", "0", "-1", "much", "0 digits", "99 digits", "3 decimals", "0%"])
  func refuses(_ text: String) { #expect(Tolerance(text) == nil) }

  @Test(
    "how an answer fits",
    arguments: fits)
  func howItFits(_ tolerance: Tolerance, _ right: Double, _ given: Double, _ fit: Tolerance.Fit) {
    #expect(tolerance.fit(given, to: right) == fit)
  }

  @Test("the right value is right under every tolerance, and so is its rounding to enough digits")
  func neverWrongForARightAnswer() {
    var random = NumPyRandom(2)
    let tolerances: [Tolerance] = [.auto, .exact, .absolute(0.01), .relative(0.01), .digits(3)]
    for _ in 0..<3000 {
      let sign: Double = random.random() < 0.5 ? -1 : 1
      let value = sign * exp(-12 + 24 * random.random())
      for tolerance in tolerances {
        #expect(tolerance.fit(value, to: value) == .right)
        guard let shown = Double(ValueText(.exact).text(value)) else { continue }
        #expect(tolerance.fit(shown, to: value) == .right)
      }
      let three = Double(ValueText(.plain, digits: 3).text(value)) ?? .nan
      #expect(Tolerance.digits(3).fit(three, to: value) == .right, "\(value) \(three)")
      #expect(Tolerance.exact.fit(three, to: value) != .wrong || abs(value) >= 100, "\(value)")
    }
  }
}
