import Core
import Figures
import Plot
import Testing

@testable import Lessons

/// Reads YAML text as items.
func readItems(
  _ yaml: String, catalogue: Catalogue = Catalogue([])
) throws -> (items: [Item], diagnostics: [Diagnostic]) {
  var diagnostics = Diagnostics()
  let node = YAMLNode.parse(Source(file: "q.yaml", text: yaml), into: &diagnostics)
  let known = ["MN7", "MN11", "MD9", "MH6"].map {
    Misconception(id: $0, text: Words(en: "About \($0).", ko: "\($0)에 대하여."), page: nil)
  }
  let context = ItemContext(misconceptions: known, catalogue: catalogue)
  let items = node.map {
    ItemReader.read($0, page: "page", context: context, into: &diagnostics)
  }
  return (items ?? [], diagnostics.all)
}

func readItem(_ yaml: String) throws -> Item {
  let (items, diagnostics) = try readItems(yaml)
  #expect(diagnostics.filter { $0.severity == .error } == [])
  return try #require(items.first)
}

extension Marking {
  /// The verdict, or the mistake's id.
  fileprivate var word: String { parts.compactMap(\.mistake).first ?? verdict.rawValue }
}

private let folium = """
  - id: p.folium
    skill: newton-2d
    kind: vector
    draw: {s: 'choice(1, 2, 3)'}
    first: {s: '1'}
    let: {J: 'x^3 + y^3 - 3 s x y', a: '[2s, 2s]'}
    ask: {en: 'From {{a}}, the next Newton point of $J = {{J}}$?', ko: '{{a | 이/가}}'}
    answer: 'a + newton_step(J, a)'
    mistakes: [{value: 'a - newton_step(J, a)', id: MN7}]
    hints: [{en: 'Which equation?', ko: '어느 식?'}]
    why: {en: 'Because.', ko: '그래서.'}
    tests: [{seed: 2, input: '{{answer}}', verdict: right}, {input: '4/3', verdict: invalid}, {seed: 3, input: '{{a - newton_step(J, a)}}', verdict: MN7}]
  """

@Suite struct ItemTests {
  @Test func theExampleOfTheFormat() throws {
    let item = try readItem(folium)
    #expect(item.check() == [])
    #expect(item.skill == "newton-2d")
    let question = try item.question(seed: 0)
    #expect(question.hasDraws)
    #expect(question.ask.en.first == .text("From (2, 2), the next Newton point of "))
    #expect(question.ask.ko == [.text("(2, 2)가")])
    #expect(question.parts[0].solution.en == [.text("(4/3, 4/3)")])
    #expect(question.parts[0].precision.en == "3 digits, or exact")
    for (answer, word) in [
      ("(4/3, 4/3)", "right"), ("1.33, 1.33", "right"), ("1 1/3, 1 1/3", "right"),
      ("[4/3 1.333]", "right"), ("8/3, 8/3", "MN7"), ("4/3", "invalid"), ("1.3, 1.3", "invalid"),
      ("4/3, 5/3", "wrong"), ("1.5, 1.5", "wrong"), ("4/3,", "invalid"), ("1,2,3", "invalid"),
    ] {
      let marking = question.mark([.typed([answer])])
      #expect(marking.word == word, "\(answer)")
      if word != "right" { #expect(!marking.parts[0].feedback.isEmpty) }
    }
    let partly = question.mark([.typed(["4/3, 5/3"])]).parts[0]
    #expect(partly.reading == "(4/3, 5/3)")
    #expect(partly.feedback.en == [.text("Entry 2 is not right.")])
    let unread = question.mark([.typed(["4/3, x"])]).parts[0]
    #expect(unread.column == 6 && unread.field == 0)
  }

  @Test func unitsAreShownAndMayBeTyped() throws {
    let item = try readItem(
      "- {id: p.a, kind: number, ask: 'How long?', answer: '125', unit: {en: hours, ko: 시간}}")
    let question = try item.question(seed: 7)
    for text in ["125", "125 hours", "125hours", "125 시간", "= 125", "1.25e2 hours"] {
      #expect(question.mark([.typed([text])]).verdict == .right, "\(text)")
    }
    let percent = try readItem("- {id: p.a, kind: number, ask: 'Share?', answer: '40', unit: '%'}")
    #expect(try percent.question(seed: 0).mark([.typed(["40%"])]).verdict == .right)
    #expect(try percent.question(seed: 0).mark([.typed(["40"])]).verdict == .right)
  }

  @Test func setsAreInAnyOrderAndTablesHaveAFieldPerRow() throws {
    let set = try readItem("- {id: p.a, kind: set, ask: 'Roots?', answer: '[3, -1, 2]'}")
    let question = try set.question(seed: 0)
    #expect(question.mark([.typed(["-1, 2, 3"])]).verdict == .right)
    #expect(question.mark([.typed(["-1, 2, 4"])]).verdict == .wrong)
    #expect(question.mark([.typed(["-1, 2"])]).verdict == .invalid)
    let table = try readItem(
      "- {id: p.a, kind: vector, labels: ['u = 0.25', 'u = 0.5'], ask: 'x?', answer: '[0.001, 0.01]'}"
    )
    let rows = try table.question(seed: 0)
    #expect(rows.mark([.typed(["1e-3", "10^-2"])]).verdict == .right)
    #expect(rows.mark([.typed(["1e-3", "x"])]).parts[0].field == 1)
    #expect(rows.mark([.typed(["1e-3"])]).verdict == .invalid)
    #expect(
      rows.mark([.typed(["1e-3", "1"])]).parts[0].feedback.en == [.text("Not right: u = 0.5.")])
  }

  @Test func choicesNameWhatAWrongOneGivesAway() throws {
    let single = try readItem(
      """
      - id: p.a
        kind: single
        draw: {k: 'int(1,9)'}
        first: {k: '3'}
        ask: 'Sign of {{k - 5}}?'
        options:
          - {id: plus, right: 'k > 5', text: plus, mistake: MN7}
          - {id: minus, right: 'k < 5', text: minus}
          - {id: none, right: 'k = 5', text: none}
      """)
    #expect(single.check() == [])
    let question = try single.question(seed: 0)
    #expect(question.mark([.chosen(["minus"])]).verdict == .right)
    #expect(question.mark([.chosen(["plus"])]).word == "MN7")
    #expect(question.mark([.chosen(["none"])]).word == "wrong")
    #expect(question.mark([.chosen([])]).verdict == .invalid)
    #expect(question.mark([.chosen(["plus", "minus"])]).verdict == .invalid)
    #expect(question.mark([.typed(["minus"])]).verdict == .invalid)
    let multiple = try readItem(
      """
      - id: p.b
        kind: multiple
        ask: 'Which?'
        options:
          - {id: a, right: true, text: A, mistake: MN11}
          - {id: b, right: true, text: B}
          - {id: c, text: C, mistake: MH6}
      """)
    let several = try multiple.question(seed: 0)
    #expect(several.mark([.chosen(["b", "a"])]).verdict == .right)
    #expect(several.mark([.chosen(["b"])]).word == "MN11")
    #expect(several.mark([.chosen(["a", "b", "c"])]).word == "MH6")
    #expect(several.mark([.chosen(["a"])]).word == "wrong")
  }

  @Test func theOrderOfOptionsIsSeededAndStable() throws {
    let item = try readItem(
      """
      - id: p.a
        kind: order
        ask: 'Order?'
        items: [{id: mask, text: M}, {id: forward, text: F}, {id: loss, text: L}, {id: backward, text: B}]
        mistakes: [{when: 'backward < mask', id: MD9}]
      """)
    var orders = Set<[String]>()
    for seed in 0..<30 {
      let question = try item.question(seed: seed)
      guard case .order(let shown) = question.parts[0].form,
        case .order(let again) = try item.question(seed: seed).parts[0].form
      else { return }
      #expect(shown == again)
      #expect(shown.map(\.id) != ["mask", "forward", "loss", "backward"])
      orders.insert(shown.map(\.id))
    }
    #expect(orders.count > 10)
    let question = try item.question(seed: 0)
    #expect(question.mark([.ordered(["mask", "forward", "loss", "backward"])]).verdict == .right)
    #expect(question.mark([.ordered(["backward", "mask", "forward", "loss"])]).word == "MD9")
    #expect(question.mark([.ordered(["mask", "loss", "forward", "backward"])]).word == "wrong")
    #expect(question.mark([.ordered(["mask", "loss"])]).verdict == .invalid)
  }

  @Test func equalRightsAreInterchangeable() throws {
    let item = try readItem(
      """
      - id: p.a
        kind: match
        ask: 'Kinds?'
        pairs:
          - {id: bias, left: bias, right: internal}
          - {id: weights, left: weights, right: internal}
          - {id: stride, left: stride, right: hyper, mistake: MN7}
      """)
    let question = try item.question(seed: 0)
    guard case .match(let left, let right) = question.parts[0].form else { return }
    #expect(left.count == 3 && right.count == 2)
    #expect(
      question.mark([.matched(["bias": "weights", "weights": "bias", "stride": "stride"])]).verdict
        == .right)
    #expect(
      question.mark([.matched(["bias": "bias", "weights": "bias", "stride": "bias"])]).word == "MN7"
    )
    #expect(question.mark([.matched(["bias": "bias", "stride": "stride"])]).verdict == .invalid)
  }

  @Test func blanksAreComparedWithoutCaseAndSpaces() throws {
    let item = try readItem(
      """
      - id: p.a
        kind: cloze
        ask: {en: 'Dropout is a ___ method, $x___y$ not ___.', ko: '드롭아웃은 ___ 기법이고 ___이 아니다.'}
        blanks:
          - accept: [{en: regularisation, ko: 규제}, regularization]
            mistakes: [{value: normalisation, id: MN7}]
          - accept: ['re scaling']
      """)
    let question = try item.question(seed: 0)
    guard case .cloze(let pieces) = question.parts[0].form else { return }
    #expect(pieces.count == 3)
    #expect(question.mark([.typed([" Regularization", "RESCALING"])]).verdict == .right)
    #expect(question.mark([.typed(["규제", "rescaling"])]).verdict == .right)
    #expect(question.mark([.typed(["normalisation", "rescaling"])]).word == "MN7")
    #expect(question.mark([.typed(["규제", ""])]).parts[0].field == 1)
    #expect(question.mark([.typed(["규제", "x"])]).verdict == .wrong)
  }

  @Test func aPartIsAVariableInLaterParts() throws {
    let item = try readItem(
      """
      - id: p.a
        ask: 'Two things.'
        parts:
          - {id: g, ask: 'g?', kind: vector, answer: '[14, 8]'}
          - {id: n, ask: 'Its norm squared?', kind: number, answer: 'dot(g, g)'}
        tests:
          - {input: {g: '14, 8', n: '260'}, verdict: right}
          - {input: {g: '14, 8', n: '1'}, verdict: {g: right, n: wrong}}
          - {input: {n: '260'}, verdict: right}
          - {input: {g: 'x'}, verdict: invalid}
      """)
    #expect(item.check() == [])
  }

  @Test func predictionsReadTheFilm() throws {
    let item = try readItem(
      """
      - id: p.a
        kind: number
        ask: 'Where does it settle?'
        answer: 'step(last).fraction'
        tolerance: '0.05'
        mistakes: [{value: 'step(0).fraction', id: MN7}]
      """)
    #expect(item.readsFilm)
    #expect(item.check() == [])
    let film = Film(
      frames: 3, status: .done, reason: Reason(code: "done", text: Words("done")),
      step: { .object([("k", .int($0)), ("fraction", .number(0.5 + 0.1 * Double($0)))]) },
      result: .object([("best", .number(2))]), scene: { _, _ in Scene(title: "", body: .text([])) },
      twin: { _, _ in Twin(sentence: "") })
    let question = try item.question(seed: 0, film: film)
    #expect(question.mark([.typed(["0.72"])]).verdict == .right)
    #expect(question.mark([.typed(["0.5"])]).word == "MN7")
    #expect(throws: Diagnostic.self) { try item.question(seed: 0) }
    #expect(FilmExpression.value(of: "step(last-1).fraction", in: film) == .scalar(0.6))
    #expect(FilmExpression.value(of: "result.best", in: film) == .scalar(2))
    for name in [
      "step(9).fraction", "step(last-3).fraction", "step(last--1).fraction", "step(-1).k",
    ] {
      #expect(FilmExpression.value(of: name, in: film) == nil)
    }
    #expect(FilmExpression.value(of: "result.best + 1", in: film) == nil)
  }

  @Test func pointsAreHitWithinATolerance() throws {
    let item = try readItem(
      "- {id: p.a, kind: point, ask: 'Where?', answer: '[1, 2]', tolerance: '0.2'}")
    let question = try item.question(seed: 0)
    #expect(question.mark([.point(Point(1.1, 1.9))]).verdict == .right)
    #expect(question.mark([.point(Point(1.3, 2))]).verdict == .wrong)
    #expect(question.mark([.point(Point(.nan, 2))]).verdict == .invalid)
  }

  // MARK: Drawing

  @Test("draws take one number of the stream each, as search does")
  func draws() throws {
    let item = try readItem(
      """
      - id: p.a
        kind: vector
        draw: {c: 'choice(1, 2, 3)', v: 'int(-2,2)[3]', l: 'linear(0,10)', g: 'log(1e-4,1)', M: 'int(0,9)[2,2]', k: 'int(1, c)[c]'}
        first: {c: '1', v: '[0,0,0]', l: '1', g: '1', M: '[[0,0],[0,0]]', k: '[1]'}
        ask: '{{c}}'
        answer: '[c, v[1], v[2], v[3], l, g, M[1,1], M[1,2], M[2,1], M[2,2], k[1]]'
      """)
    for seed in [1, 2, 42, 99] {
      var random = NumPyRandom(UInt64(seed))
      let u = random.random(11)
      var right = [1 + (3 * u[0]).rounded(.down)]
      right += u[1...3].map { -2 + (5 * $0).rounded(.down) }
      right += [10 * u[4]]
      let answer = try item.question(seed: seed).parts[0].solution.en
      let text = try #require(answer.first)
      guard case .text(let list) = text else { return }
      let read = try AnswerParser.parse(list, as: .list).numbers
      #expect(read.count == 11)
      #expect(Array(read[0..<4]) == Array(right[0..<4]))
      #expect(abs(read[4] - right[4]) < 1e-4)
      #expect(Array(read[6..<10]) == u[6..<10].map { (10 * $0).rounded(.down) })
      #expect(read[10] == 1 + (right[0] * u[10]).rounded(.down))
    }
  }

  @Test func whatFailsIsDrawnAgain() throws {
    let item = try readItem(
      """
      - id: p.a
        kind: number
        draw: {A: 'int(-1,1)[2,2]'}
        first: {A: '[[1,0],[0,1]]'}
        let: {d: 'solve(A, [1, 0])'}
        where: 'det(A) > 0'
        ask: '{{A}}'
        answer: 'd[1]'
      """)
    #expect(item.check() == [])
    let never = try readItem(
      """
      - id: p.a
        kind: number
        draw: {a: 'int(1,9)'}
        first: {a: '10'}
        where: 'a > 9'
        ask: '{{a}}'
        answer: 'a'
      """)
    let found = never.check()
    #expect(found.map(\.location.line) == [5])
    #expect(found.first?.message.contains("1000 tries") == true)
  }

  @Test func drawingIsFast() throws {
    let item = try readItem(folium)
    let clock = ContinuousClock()
    _ = try item.question(seed: 1)
    let time = try clock.measure {
      for seed in 1...50 {
        let question = try item.question(seed: seed)
        _ = question.mark([.typed(["1, 2"])])
      }
    }
    // Well below a millisecond in a release build; a debug build on a busy machine is much slower.
    #expect(time / 50 < .milliseconds(50))
  }
}
