import Core
import Figures
import Testing

@testable import Lessons

private let newton = """
  id: exam-newton-2d
  title: {en: A Newton step by hand, ko: 손으로 하는 뉴턴 방법 한 걸음}
  page: newton-step
  draw:
    A: 'choice([[2,1],[1,2]], [[4,2],[2,3]], [[6,2],[2,4]], [[3,1],[1,2]], [[5,2],[2,1]], [[2,0],[0,8]])'
    m: 'int(-3,3)[2]'
    d: 'int(-3,3)[2]'
  where: 'norm(d) > 0'
  first: {A: '[[6,2],[2,4]]', m: '[1,1]', d: '[-2,-1]'}
  let:
    c: 'A m'
    a: 'm - d'
    J: 'A[1,1]/2 w1^2 + A[1,2] w1 w2 + A[2,2]/2 w2^2 - c[1] w1 - c[2] w2'
  rules: [{id: slope, text: '$g_i = \\partial J/\\partial w_i$'}, {id: newton, text: '$H \\delta = -g$'}]
  ask: {en: 'Take one Newton step on $J(w) = {{J}}$ from {{a}}.', ko: '{{a}}에서 $J(w) = {{J}}$의 뉴턴 걸음을 한 번 계산하라.'}
  figure: 'one-step-quadratic?x={{next}}'
  steps:
    - {id: g, kind: vector, rule: slope, answer: 'gradient(J, a)', ask: {en: 'The gradient at {{a}}?', ko: '{{a}}에서 그레이디언트는?'}}
    - {id: H, kind: matrix, answer: 'hessian(J, a)', ask: {en: 'The Hessian?', ko: '헤시언 행렬은?'}}
    - id: sort
      kind: single
      ask: {en: 'Its determinant is {{det(H)}}. Where its slope is zero, the model has', ko: '행렬식은 {{det(H)}}이다. 모델의 기울기가 0인 점은'}
      options:
        - {id: minimum, right: 'det(H) > 0 and H[1,1] > 0', text: {en: a minimum, ko: 최소점}}
        - {id: maximum, right: 'det(H) > 0 and H[1,1] < 0', text: {en: a maximum, ko: 최대점}}
        - {id: saddle, right: 'det(H) < 0', text: {en: a saddle, ko: 안장점}}
    - id: delta
      kind: vector
      rule: newton
      ask: {en: 'With g = {{g}}, the step $\\delta$?', ko: 'g = {{g | 이/가}} 주어질 때 $\\delta$는?'}
      answer: '-solve(H, g)'
      mistakes: [{value: 'solve(H, g)', id: MN7}, {value: '[-g[1]/H[1,1], -g[2]/H[2,2]]', id: MN11}]
    - {id: next, kind: vector, answer: 'a + delta', ask: {en: 'The new point?', ko: '새 점은?'}}
    - {say: {en: 'J {{if J(next) < J(a) then falls else rises}} from {{J(a)}} to {{J(next)}}.', ko: 'J: {{J(a)}}에서 {{J(next) | 으로/로}}.'}}
  tests: [{input: {g: '14, 7', delta: '-2.1, -0.7'}, verdict: {g: wrong, delta: carried}}, {input: {delta: '2, 1'}, verdict: {delta: MN7}}]
  """

private func read(_ yaml: String) throws -> (walkthrough: Walkthrough?, diagnostics: [Diagnostic]) {
  var diagnostics = Diagnostics()
  let node = YAMLNode.parse(Source(file: "w.yaml", text: yaml), into: &diagnostics)
  let known = ["MN7", "MN11"].map { Misconception(id: $0, text: Words("About \($0)."), page: nil) }
  let context = ItemContext(misconceptions: known, catalogue: Catalogue([]))
  let walkthrough = node.flatMap {
    WalkthroughReader.read($0, context: context, into: &diagnostics)
  }
  return (walkthrough, diagnostics.all)
}

private func plain(_ text: RichText) -> String {
  text.en.map { if case .text(let text) = $0 { text } else { "$" } }.joined()
}

@Suite struct ExerciseTests {
  private func exercise(seed: Int = 0) throws -> Exercise {
    try #require(try read(newton).walkthrough).exercise(seed: seed)
  }

  @Test func theExampleOfTheFormatIsSound() throws {
    let (walkthrough, diagnostics) = try read(newton)
    #expect(diagnostics == [])
    // With a diagonal Hessian the slip MN11 is no slip: a warning.
    let found = try #require(walkthrough).check()
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.message.contains("equals the right answer") == true)
    #expect(
      walkthrough?.items == ["g", "H", "sort", "delta", "next"].map { "exam-newton-2d.\($0)" })
  }

  @Test("the numbers are the curriculum's (W15)")
  func numbers() throws {
    var exercise = try exercise()
    #expect(exercise.stepCount == 6)
    #expect(exercise.rules.map(\.id) == ["slope", "newton"])
    #expect(exercise.steps.count == 1 && exercise.steps[0].rule == "slope")
    #expect(exercise.figure == nil)
    for answer in ["14, 8", "6 2; 2 4"] {
      #expect(exercise.submit(.typed([answer])).verdict == .right)
    }
    #expect(exercise.submit(.chosen(["minimum"])).verdict == .right)
    #expect(exercise.submit(.typed(["-2, -1"])).verdict == .right)
    #expect(exercise.submit(.typed(["1, 1"])).verdict == .right)
    #expect(exercise.isFinished)
    #expect(exercise.figure?.settings.first?.value == "1,1")
    #expect(exercise.steps.count == 6)
    guard case .say(let line)? = exercise.steps.last?.content else { return }
    #expect(plain(line) == "J falls from 11 to -7.")
    #expect(exercise.submit(.typed(["1"])).verdict == .invalid)
  }

  @Test func aSlipIsCarriedForward() throws {
    var exercise = try exercise()
    #expect(exercise.submit(.typed(["14, 7"])).verdict == .wrong)
    #expect(exercise.steps.count == 1)
    #expect(exercise.canCarryOn)
    exercise.carryOn()
    exercise.showSolution()
    exercise.showSolution()
    guard case .ask(let part, _, _, let skill)? = exercise.steps.last?.content else { return }
    #expect(plain(part.ask).hasPrefix("With g = (14, 7)"))
    #expect(skill == "exam-newton-2d.delta")
    #expect(exercise.submit(.typed(["2.1, 0.7"])).mistake == "MN7")
    var other = exercise
    #expect(exercise.submit(.typed(["-2.1, -0.7"])).verdict == .carried)
    #expect(exercise.submit(.typed(["0.9, 1.3"])).verdict == .carried)
    // The true value is right, whatever was carried.
    #expect(other.submit(.typed(["-2, -1"])).verdict == .right)
    #expect(other.submit(.typed(["1, 1"])).verdict == .right)
  }

  @Test func aSingularSlipGivesWayToTheTruth() throws {
    var exercise = try exercise()
    exercise.showSolution()
    #expect(exercise.submit(.typed(["0 0; 0 0"])).verdict == .wrong)
    exercise.carryOn()
    #expect(exercise.submit(.chosen(["minimum"])).verdict == .right)
    #expect(exercise.submit(.typed(["-2, -1"])).verdict == .right)
  }

  @Test func backKeepsTheAnswer() throws {
    var exercise = try exercise()
    _ = exercise.submit(.typed(["14, 8"]))
    exercise.back()
    #expect(exercise.steps.count == 1)
    #expect(exercise.response == .typed(["14, 8"]))
    exercise.back()
    #expect(exercise.steps.count == 1)
    #expect(exercise.submit(.typed(["x"])).verdict == .invalid)
    #expect(!exercise.canCarryOn)
    #expect(exercise.response == .typed(["14, 8"]))
  }

  @Test func solvedShowsEverything() throws {
    for seed in 0..<20 {
      let solved = try exercise(seed: seed).solved()
      #expect(solved.isFinished && solved.steps.count == 6)
      #expect(solved.steps.allSatisfy { $0.state == .shown })
      #expect(solved.figure != nil)
    }
  }

  @Test(
    "mistakes are pointed at",
    arguments: [
      ("rule: slope", "rule: slop", "no rule 'slop'"),
      ("answer: 'a + delta'", "answer: 'a + '", "expected"),
      ("id: next", "id: delta", "twice"), ("id: next", "id: a", "twice"),
      ("{{J(a)}} to", "{{J(q)}} to", "q"),
      ("verdict: {delta: MN7}", "verdict: {delta: right}", "finds delta 'MN7'"),
      ("input: {delta: '2, 1'}", "input: {dleta: '2, 1'}", "no step 'dleta'"),
      ("kind: matrix", "kind: vector", "matrix"),
    ])
  func mistakes(_ what: String, _ by: String, _ word: String) throws {
    let (walkthrough, diagnostics) = try read(newton.replacing(what, with: by, maxReplacements: 1))
    let all = diagnostics + (walkthrough?.check() ?? [])
    #expect(
      all.contains { $0.message.contains(word) && !$0.fix.isEmpty && $0.location.line > 1 },
      "\(all)")
  }

  @Test func nothingTraps() throws {
    var random = NumPyRandom(23)
    let letters = Array("{}[]()',:|$ 0129abgHJw^*/+-.")
    for _ in 0..<150 {
      var text = Array(newton)
      for _ in 0..<3 {
        text[Int(random.random() * Double(text.count))] =
          letters[Int(random.random() * Double(letters.count))]
      }
      guard let walkthrough = try read(String(text)).walkthrough,
        var exercise = try? walkthrough.exercise(seed: 1)
      else { continue }
      for response in [
        Response.typed(["1,2"]), .chosen(["saddle"]), .typed(["1 2;3 4"]), .typed([]),
      ] {
        _ = exercise.submit(response)
        exercise.carryOn()
      }
      exercise.back()
      _ = exercise.solved().steps
    }
  }
}
