import Testing

@testable import Figures

@Suite("Controls")
struct ControlTests {
  static let rate = Control(
    "rate", Words("rate"), .real(0.01...0.5, notch: 0.01), initial: .number(0.1))
  static let momentum = Control(
    "momentum", Words("momentum"), .real(0...0.95, notch: 0.05), initial: .number(0))
  static let size = Control(
    "n", Words("n"), .log(10...1_000_000, factor: 10), initial: .number(100))
  static let kinds = Control(
    "kind", Words("kind"), .choice([.init("random"), .init("grid"), .init("halton")]),
    initial: .choice("grid"))
  static let start = Control(
    "start", Words("start"), .vector(length: 2, range: nil, notch: 0.1),
    initial: .vector([-1.2, 1]))
  static let figure = Figure(
    id: "rolling-ball", title: Words("ball"), controls: [rate, momentum, kinds, start],
    run: { _ in throw CancellationError() }, python: { _ in "" })

  private func error(_ body: () throws -> Void) -> ControlError? {
    do { try body() } catch let error as ControlError { return error } catch {}
    return nil
  }

  @Test func anUnknownNameSaysTheNearestOne() {
    var settings = Self.figure.initialSettings
    let error = error { try settings.set("momentun", to: "0.5", of: Self.figure) }
    #expect(error?.message == "figure 'rolling-ball' has no control 'momentun'")
    #expect(error?.fix == "write 'momentum' (a number from 0 to 0.95 in notches of 0.05)")
  }

  @Test(
    "exact values pass, off the notch too", arguments: ["0.333", "1/3", " 0.25 ", "2e-1", ".5"])
  func exactValues(text: String) throws {
    guard case .number(let value) = try Self.rate.parse(text) else { return #expect(Bool(false)) }
    #expect(value > 0 && value <= 0.5)
    #expect(try Self.rate.parse(Self.rate.print(.number(value))) == .number(value))
  }

  @Test(
    "what is no number or out of range is refused",
    arguments: ["", "abc", "0.6", "nan", "inf", "0x10", "1e400", "1,2"])
  func refusals(text: String) {
    let error = error { _ = try Self.rate.parse(text) }
    #expect(error?.control == "rate")
    #expect(error?.fix == "write a number from 0.01 to 0.5 in notches of 0.01")
    #expect(error?.isMalformed == false)
  }

  @Test(
    "vectors are read with and without brackets",
    arguments: ["-1.2,1", "[-1.2, 1]", "(-1.2,1)", "\u{2212}1.2,１"])
  func vectors(text: String) throws {
    #expect(try Self.start.parse(text) == .vector([-1.2, 1]))
  }

  @Test func aVectorErrorHasItsColumn() {
    let error = error { _ = try Self.start.parse("1, two") }
    #expect(error?.column == 4)
    #expect(
      self.error { _ = try Self.start.parse("1,2,3") }?.message
        == "start: 3 numbers, but 2 are needed")
  }

  @Test func matricesHaveTwoForms() throws {
    let control = Control("W", Words("W"), .matrix, initial: .matrix([[0]]))
    for text in ["[[1,2],[3,4]]", "1,2;3,4", "[1,2; 3,4]", "[[1,2], [3, 4]]"] {
      #expect(try control.parse(text) == .matrix([[1, 2], [3, 4]]), "\(text)")
    }
    #expect(control.print(.matrix([[1, 2], [3, 4]])) == "[[1,2],[3,4]]")
    #expect(error { _ = try control.parse("1,2;3") } != nil)
  }

  @Test("of a list the entry that is out of range or no name has its column")
  func partsHaveColumns() {
    let mask = Control(
      "mask", Words("mask"), .vector(length: nil, range: 0...1, notch: 1), initial: .vector([1]))
    #expect(error { _ = try mask.parse("1, 0, 7") }?.column == 7)
    #expect(error { _ = try mask.parse("[1,2]") }?.column == 4)
    let set = Control("m", Words("m"), .set([.init("aa"), .init("bb")]), initial: .choices(["aa"]))
    #expect(error { _ = try set.parse("aa, b") }?.column == 5)
    // A number alone is wrong as a whole.
    #expect(error { _ = try Self.rate.parse("7") }?.column == nil)
  }

  @Test(
    "what may be written, and what is wrong, is said in Korean too",
    arguments: [
      ("rate", "7", "7은 범위를 벗어난다", "0.01부터 0.5까지의 수를 적어라(0.01 간격)"),
      ("momentum", "x", "'x'는 수가 아니다", "0부터 0.95까지의 수를 적어라(0.05 간격)"),
      ("kinds", "halto", "'halto'는 없는 이름이다", "'halton'을 적어라(random, grid, halton 중 하나)"),
      ("start", "1,2,3", "수는 2개여야 하는데 3개이다", "수 2개를 적어라(쉼표로 나눈다)"),
    ])
  func korean(name: String, text: String, problem: String, mend: String) throws {
    let controls = [
      "rate": Self.rate, "momentum": Self.momentum, "kinds": Self.kinds, "start": Self.start,
    ]
    let control = try #require(controls[name])
    let error = error { _ = try control.parse(text) }
    #expect(error?.problem.ko == problem)
    #expect(error?.mend.ko == mend)
  }

  @Test("every control of every figure, and what its algorithm refuses, has Korean words")
  func everyControl() {
    for figure in Catalogue.standard.figures {
      for control in figure.controls {
        #expect(control.range.ko.contains { ("가"..."힣").contains($0) } || control.kind == .toggle)
        let words = control.label.ko.split { !$0.isLetter }
        #expect(
          !words.contains { $0.count >= 4 && $0.allSatisfy(\.isASCII) && $0 != "delta" },
          "\(figure.id).\(control.name): \(control.label.ko)")
      }
    }
  }

  @Test func aWrongChoiceNamesTheNearest() {
    let error = error { _ = try Self.kinds.parse("haltn") }
    #expect(error?.fix == "write 'halton' (one of random, grid, halton)")
  }

  @Test func steppingStaysOnTheGridAndInTheRange() {
    #expect(Self.momentum.stepping(.number(0.1), by: 1) == .number(0.15))
    #expect(Self.momentum.stepping(.number(0.12), by: 1) == .number(0.15))
    #expect(Self.momentum.stepping(.number(0.12), by: -1) == .number(0.1))
    #expect(Self.momentum.stepping(.number(0.95), by: 5) == .number(0.95))
    #expect(Self.momentum.stepping(.number(0.3), by: -100) == .number(0))
    #expect(Self.size.stepping(.number(100), by: 2) == .number(10_000))
    #expect(Self.kinds.stepping(.choice("halton"), by: 1) == .choice("random"))
    #expect(Self.start.stepping(.vector([-1.2, 1]), by: 1, entry: 1) == .vector([-1.2, 1.1]))
    let seed = Control("seed", Words("seed"), .seed, initial: .seed(0))
    #expect(seed.stepping(.seed(0), by: -1) == .seed(0))
    #expect(seed.stepping(.seed(.max), by: 3) == .seed(.max))
    let set = Control("m", Words("m"), .set([.init("a"), .init("b")]), initial: .choices(["a"]))
    #expect(set.stepping(.choices(["a"]), by: 1) == .choices(["b"]))
    #expect(set.stepping(.choices(["b"]), by: 1) == .choices(["a", "b"]))
    #expect(set.stepping(.choices(["a", "b"]), by: 1) == .choices(["a"]))
  }

  @Test("every notch of every slider prints and reads back", arguments: [rate, momentum, size])
  func notches(control: Control) throws {
    var value = control.value(atFraction: 0) ?? control.initial
    for _ in 0..<60 {
      #expect(try control.parse(control.print(value)) == value)
      let fraction = try #require(control.fraction(of: value))
      #expect(control.value(atFraction: fraction) == value)
      value = control.stepping(value, by: 1)
    }
    #expect(control.fraction(of: value) == 1)
  }

  @Test func numbersForPeople() {
    #expect(NumberText.short(-0.0) == "0")
    #expect(NumberText.short(1e-5) == "1e-5")
    #expect(NumberText.short(1411.845, digits: 4) == "1412")
    #expect(NumberText.fixed(-0.0001, decimals: 3) == "0.000")
    #expect(NumberText.grouped(65536) == "65,536")
    #expect(NumberText.short(.nan) == "NaN")
  }

  @Test func nearestNames() {
    #expect(nearest(to: "Momentun", among: ["rate", "momentum"]) == "momentum")
    #expect(nearest(to: "rtae", among: ["memory", "rate"]) == "rate")
    #expect(nearest(to: "x", among: [String]()) == nil)
    #expect(nearest(to: "mom", among: ["rate", "momentum"]) == "momentum")
    // Far away is not near.
    #expect(nearest(to: "elephant", among: ["rate", "momentum"]) == nil)
    #expect(nearest(to: "q", among: ["p"]) == "p")
  }
}
