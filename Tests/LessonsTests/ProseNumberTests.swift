import Core
import Figures
import Glibc
import Plot
import Testing

@testable import Lessons

/// Numbers that a page states about its figure: read from the page as the student sees it, and beside them what the
/// figure computes with the settings that the page gives it.
@Suite("Numbers of the prose")
struct ProseNumberTests {
  private static let pack = try? Pack.open(lessonsDirectory, catalogue: .standard)

  @Test("are those of the figure", arguments: ProseClaim.all)
  func claim(_ claim: ProseClaim) throws {
    let page = try #require(try Self.pack?.page(claim.page))
    let placed = try #require(page.figures.first)
    let blocks = try Self.texts(of: page, .en)
    let found = try #require(
      blocks.enumerated().lazy.compactMap { index, text in
        PageNumber.numbers(in: text, where: claim.sentence).map { (index, $0) }
      }.first, "\(claim.page) says no such thing")
    let link = try Link(parsing: "\(placed.figure.id)?\(claim.settings)")
    let film = try placed.figure.film(link.apply(to: placed.figure, over: placed.settings))
    #expect(found.1.count == claim.reads.count)
    for (number, read) in zip(found.1, claim.reads) where !read.isEmpty {
      let expression = FilmExpression(read)
      let scope = try expression.scope(over: Scope(), film: film)
      guard case .scalar(let value) = try Expression(parsing: expression.formula).value(in: scope)
      else {
        Issue.record("\(read) is no number")
        continue
      }
      #expect(number.stands(for: value), "the page says \(number.text), the figure \(value)")
    }
    // The Korean page says the same numbers in the same place.
    let korean = try Self.texts(of: page, .ko)
    #expect(korean.count == blocks.count)
    let there = Set(PageNumber.all(in: korean[found.0]).map(\.text))
    for number in found.1 where number.isInDigits {
      #expect(there.contains(number.text), "\(number.text) is not in \(korean[found.0])")
    }
  }

  /// The text of each block, and of each bookmark behind them, in one line.
  private static func texts(of page: Page, _ language: Language) throws -> [String] {
    let setter = Typesetter(columns: 10_000, glyphs: .ascii, language: language)
    let blocks = try #require(page.documents[language]).map { block in
      setter.lines([block]).map(\.text.text).joined(separator: " ")
    }
    let bookmarks = page.figures.flatMap(\.bookmarks).map { $0.say[language] }
    return (blocks + bookmarks).map { $0.split(separator: " ").joined(separator: " ") }
  }
}

/// A number as a page prints it.
struct PageNumber: Equatable {
  let text: String
  let value: Double
  /// Half a unit of the last decimal; whole numbers and fractions are meant exactly.
  let tolerance: Double
  var isInDigits: Bool { text.first.map { !$0.isLetter } ?? false }

  func stands(for other: Double) -> Bool {
    abs(other - value) <= tolerance + 1e-9 * max(1e-3, abs(value))
  }

  private static let words = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  ]

  /// `12`, `-0.5`, `1e-8`, `4/3`, `65.6%`, `two`, at the beginning of a text; and what follows it.
  private static func read(_ text: Substring) -> (PageNumber, rest: Substring)? {
    let word = text.prefix(while: \.isLetter)
    if let value = words.firstIndex(of: word.lowercased()) {
      return (
        PageNumber(text: String(word), value: Double(value), tolerance: 0),
        text.dropFirst(word.count)
      )
    }
    guard let match = text.prefixMatch(of: /-?[0-9]+(\.([0-9]+))?(e-?[0-9]+)?(\/[0-9]+)?%?/)
    else { return nil }
    let shown = String(match.0)
    var scale = match.0.hasSuffix("%") ? 0.01 : 1
    var plain = match.0.filter { $0 != "%" }[...]
    if let slash = plain.firstIndex(of: "/") {
      guard let below = Double(plain[plain.index(after: slash)...]) else { return nil }
      scale /= below
      plain = plain[..<slash]
    }
    guard let value = Double(plain) else { return nil }
    let exponent = match.3.flatMap { Double($0.dropFirst()) } ?? 0
    let places = Double(match.2?.count ?? 0) - exponent
    let isRounded = match.1 != nil || match.3 != nil || scale == 0.01
    return (
      PageNumber(
        text: shown, value: value * scale,
        tolerance: isRounded ? 0.5000001 * scale * pow(10, -places) : 0),
      text.dropFirst(shown.count)
    )
  }

  /// All that stand in a text, in order.
  static func all(in text: String) -> [PageNumber] {
    var numbers: [PageNumber] = []
    var rest = text[...]
    while !rest.isEmpty {
      if rest.first?.isLetter == false, let (number, after) = read(rest) {
        numbers.append(number)
        rest = after
      } else {
        rest = rest.dropFirst()
      }
    }
    return numbers
  }

  /// The numbers where a sentence has `#`, at the first place where it stands; nil if it does not stand there.
  static func numbers(in text: String, where sentence: String) -> [PageNumber]? {
    let parts = sentence.split(separator: "#", omittingEmptySubsequences: false)
    var start = text[...]
    while !start.isEmpty {
      var numbers: [PageNumber] = []
      var rest: Substring? = start
      for (index, part) in parts.enumerated() {
        if index > 0, let here = rest {
          let number = read(here)
          rest = number?.rest
          if let number { numbers.append(number.0) }
        }
        rest = rest.flatMap { $0.hasPrefix(part) ? $0.dropFirst(part.count) : nil }
      }
      if rest != nil { return numbers }
      start = start.dropFirst()
    }
    return nil
  }
}
