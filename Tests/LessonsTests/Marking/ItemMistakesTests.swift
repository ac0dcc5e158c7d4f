import Core
import Testing

@testable import Lessons

/// An item with a mistake, the line and column of its diagnostic, and a word of its message.
private struct Broken: Sendable, CustomTestStringConvertible {
  let yaml: String
  let line: Int
  let column: Int
  let word: String
  var testDescription: String { word }
  init(_ yaml: String, _ line: Int, _ column: Int, _ word: String) {
    (self.yaml, self.line, self.column, self.word) = (yaml, line, column, word)
  }
}

private let broken: [Broken] = [
  Broken("- {id: p.a, kind: number, ask: 'a', answer: '1 + '}", 1, 50, "expected"),
  Broken("- {id: p.a, kind: numbr, ask: 'a', answer: '1'}", 1, 19, "no kind 'numbr'"),
  Broken("- {id: p.a, kind: number, ask: 'a'}", 1, 3, "lacks 'answer'"),
  Broken(
    "- {id: p.a, kind: number, ask: 'a', answer: '1', options: [a]}", 1, 50, "no key 'options'"),
  Broken("- {id: p.a, kind: number, ask: 'a', answer: '[1,2]'}", 1, 46, "a vector of 2"),
  Broken("- {id: p.a, kind: number, ask: 'a', answer: 'q'}", 1, 46, "q"),
  Broken("- {id: p.a, kind: number, ask: 'a', answer: '1/0'}", 1, 46, "finite"),
  Broken("- {id: p.a, kind: number, ask: 'a {{b', answer: '1'}", 1, 35, "never closed"),
  Broken("- {id: p.a, kind: number, ask: 'a {{q + 1}}', answer: '1'}", 1, 37, "q"),
  Broken(
    "- {id: p.a, kind: number, ask: 'a', answer: '1', tolerance: much}", 1, 61, "no tolerance"),
  Broken(
    "- {id: p.a, kind: number, ask: 'a', answer: '1', mistakes: [{value: '2', id: XX1}]}", 1, 78,
    "XX1"),
  Broken(
    "- {id: p.a, kind: number, ask: 'a', answer: '1', mistakes: [{value: '1', id: MN7}]}", 1, 70,
    "equals"),
  Broken(
    "- {id: p.a, kind: number, ask: 'a', answer: '1', mistakes: [{value: '2'}]}", 1, 61,
    "without 'id'"),
  Broken(
    "- {id: p.a, kind: number, ask: 'a', answer: '1', mistakes: [{id: MN7}]}", 1, 61, "either"),
  Broken(
    "- {id: p.a, kind: number, ask: 'a', answer: '1', mistakes: [{when: 'given + 1', id: MN7}]}", 1,
    69, "condition"),
  Broken(
    "- {id: p.a, kind: number, ask: 'a', answer: '1', tests: [{input: '2', verdict: right}]}", 1,
    80, "finds 'wrong'"),
  Broken(
    "- {id: p.a, kind: number, ask: 'a', answer: '1', tests: [{input: '2', verdict: wrong, seed: 100}]}",
    1, 93, "no seed"),
  Broken(
    "- {id: p.a, kind: number, draw: {a: 'int(1,9)'}, ask: 'a', answer: 'a'}", 1, 27,
    "without 'first'"),
  Broken(
    "- {id: p.a, kind: number, draw: {a: 'int(1,9)'}, first: {b: '1'}, ask: 'a', answer: 'a'}", 1,
    58, "not drawn"),
  Broken(
    "- {id: p.a, kind: number, draw: {a: 'int(1)'}, first: {a: '1'}, ask: 'a', answer: 'a'}", 1, 41,
    "two bounds"),
  Broken(
    "- {id: p.a, kind: number, draw: {a: 'itn(1,2)'}, first: {a: '1'}, ask: 'a', answer: 'a'}", 1,
    38, "no draw 'itn'"),
  Broken(
    "- {id: p.a, kind: number, draw: {a: 'int(5,2)'}, first: {a: '1'}, ask: 'a', answer: 'a'}", 1,
    38, "above"),
  Broken(
    "- {id: p.a, kind: number, draw: {step: 'int(1,2)'}, first: {step: '1'}, ask: 'a', answer: '1'}",
    1, 34, "word of the formula language"),
  Broken(
    "- {id: p.a, kind: number, draw: {a: 'int(1,2)'}, first: {a: '1'}, let: {a: '2'}, ask: 'a', answer: '1'}",
    1, 73, "twice"),
  Broken(
    "- {id: p.a, kind: number, draw: {a: 'int(1,2)'}, first: {a: '1'}, where: 'a', ask: 'a', answer: '1'}",
    1, 75, "condition"),
  Broken(
    "- {id: p.a, kind: number, draw: {a: 'int(1,2)'}, first: {a: '1'}, where: 'a > 1', ask: 'a', answer: '1'}",
    1, 75, "not hold"),
  Broken(
    "- {id: p.a, kind: single, ask: 'a', options: [{id: a, text: A}, {id: b, text: B}]}", 1, 3,
    "no options are right"),
  Broken(
    "- {id: p.a, kind: single, ask: 'a', options: [{id: a, right: true, text: A}, {id: a, text: B}]}",
    1, 78, "used twice"),
  Broken(
    "- {id: p.a, kind: single, ask: 'a', options: [{id: a, right: true, text: A}, {id: b, right: true, text: B}]}",
    1, 3, "exactly one"),
  Broken(
    "- {id: p.a, kind: cloze, ask: 'a ___', blanks: [{accept: [x]}, {accept: [y]}]}", 1, 32, "1 ___"
  ),
  Broken("- {id: p.a, kind: vector, ask: 'a', labels: [a], answer: '[1,2]'}", 1, 59, "1 labels"),
  Broken("- {id: p.a, kind: number, ask: 'a $\\zzz$', answer: '1'}", 1, 36, "zzz"),
  Broken(
    "- {id: p.a, ask: a, parts: [{id: g, ask: b, kind: number, answer: '1'}], tests: [{input: {h: '1'}, verdict: right}]}",
    1, 82, "no part 'h'"),
]

@Suite struct ItemMistakesTests {
  @Test("a mistake is pointed at, with a fix", arguments: broken)
  fileprivate func mistakes(_ broken: Broken) throws {
    let (items, diagnostics) = try readItems(broken.yaml)
    let all = diagnostics + items.flatMap { $0.check() }
    let found = all.first { $0.message.contains(broken.word) }
    #expect(found != nil, "\(all.map(\.description))")
    #expect(found?.location.line == broken.line)
    #expect(found?.location.column == broken.column, "\(found?.description ?? "")")
    #expect(all.allSatisfy { !$0.fix.isEmpty })
  }

  @Test func namesThatHideAreWarnedOf() throws {
    let (items, diagnostics) = try readItems(
      "- {id: p.a, kind: number, let: {e: '1', w: '2', norm: '3', x2: '4', a: '5'}, ask: a, answer: 'a'}"
    )
    #expect(items.count == 1)
    #expect(diagnostics.map(\.severity) == [.warning, .warning, .warning, .warning])
  }

  @Test("a mistake that equals the answer for some drawn numbers is a warning")
  func equalMistake() throws {
    let item = try readItem(
      """
      - id: p.a
        kind: number
        draw: {a: 'int(1,3)'}
        first: {a: '3'}
        ask: '{{a}}'
        answer: 'a^2'
        mistakes: [{value: '2 a', id: MN7}]
      """)
    #expect(item.check().map(\.severity) == [.warning])
  }

  @Test("no item traps, however it is cut and mixed")
  func fuzz() throws {
    var random = NumPyRandom(17)
    let seeds =
      broken.map(\.yaml) + [
        "- {id: p.b, kind: order, ask: a, items: [{id: a, text: A}, {id: b, text: B}], mistakes: [{when: 'a > b', id: MN7}]}",
        "- {id: p.b, kind: match, ask: a, pairs: [{id: a, left: A, right: B}, {id: b, left: C, right: D}]}",
        "- {id: p.b, kind: matrix, draw: {A: 'int(1,3)[2,2]'}, first: {A: '[[1,2],[3,4]]'}, ask: '{{A | 이/가}}', answer: 'A A'}",
      ]
    let letters = Array("{}[]()',:|$\\ 0129abkxw^*/+-.")
    let responses: [Response] = [
      .typed(["1"]), .typed(["1,2"]), .typed([]), .chosen(["a"]), .ordered(["b", "a"]),
      .matched(["a": "b"]),
      .matched([:]), .point(.init(0, 1)),
    ]
    for _ in 0..<1500 {
      var text = Array(seeds[Int(random.random() * Double(seeds.count))])
      for _ in 0..<(1 + Int(random.random() * 4)) where !text.isEmpty {
        let place = Int(random.random() * Double(text.count))
        let letter = letters[Int(random.random() * Double(letters.count))]
        switch Int(random.random() * 3) {
        case 0: text[place] = letter
        case 1: text.insert(letter, at: place)
        default: text.remove(at: place)
        }
      }
      let (items, _) = try readItems(String(text))
      for item in items {
        guard let question = try? item.question(seed: 1) else { continue }
        for response in responses {
          _ = question.mark(Array(repeating: response, count: question.parts.count))
        }
        _ = question.mark([])
      }
    }
  }
}
