import Synchronization
import Testing

@testable import Core

@Suite("Searches that learn")
struct SearchSamplerTests {
  private let branin = SearchObjective.builtIn[0]

  private func searches(
    _ space: SearchSpace, _ objective: SearchObjective, trials: Int, seed: UInt64 = 3
  ) throws -> [Search] {
    [
      try Search(space: space, objective: objective, treeParzen: trials, seed: seed),
      try Search(space: space, objective: objective, gaussianProcess: trials, seed: seed),
      try Search(space: space, objective: objective, halving: trials, seed: seed),
    ]
  }

  @Test("find Branin's valley: 60 densities within 0.6, 25 processes within 0.05")
  func braninIsFound() throws {
    let parzen = try Search(
      space: branin.space, objective: branin.objective, treeParzen: 60, seed: 1)
    let process = try Search(
      space: branin.space, objective: branin.objective, gaussianProcess: 25, seed: 1)
    let minimum = try #require(SearchObjective.branin.minimum)
    #expect(try #require(Array(parzen).last).best < minimum + 0.6)
    #expect(try #require(Array(process).last).best < minimum + 0.05)
  }

  @Test("replay, never worsen, and stay in the space")
  func invariants() throws {
    let space = try SearchSpace(
      parsing: "n=int(1,4); kind=choice(8,16); x=log(1e-3,1) if kind = 16; y=linear(-1,1) if n >= 2"
    )
    let objective = SearchObjective("mixed", names: space.names) { point in
      let x = point[2].isNaN ? 1 : point[2]
      let y = point[3].isNaN ? 0.3 : point[3]
      return x * point[0] + y * y + (point[1] == 16 ? 0 : 2)
    }
    for search in try searches(space, objective, trials: 24) {
      let steps = Array(search)
      #expect(steps.count == search.trials && steps.last?.status == .done)
      #expect(Array(search) == steps)
      for (before, after) in zip(steps, steps.dropFirst()) { #expect(after.best <= before.best) }
      for step in steps {
        let (n, kind, x, y) = (step.point[0], step.point[1], step.point[2], step.point[3])
        #expect([1, 2, 3, 4].contains(n) && [8, 16].contains(kind))
        #expect(kind == 16 ? (1e-3...1).contains(x) : x.isNaN)
        #expect(n >= 2 ? (-1...1).contains(y) : y.isNaN)
        #expect(step.history.count == step.index)
      }
    }
  }

  @Test("survive objectives without values, with huge ones, and spaces of one point")
  func badObjectives() throws {
    let square = SearchSpace([.init("x", .linear(0, 1)), .init("y", .log(1e-4, 1))])
    let nothing = SearchObjective("nothing", names: ["x", "y"]) { _ in .nan }
    let half = SearchObjective("half", names: ["x", "y"]) { $0[0] < 0.5 ? .nan : $0[1] }
    let flat = SearchObjective("flat", names: ["x", "y"]) { _ in 7 }
    let huge = SearchObjective("huge", names: ["x", "y"]) {
      $0[0] < 0.2 ? .infinity : $0[0] < 0.5 ? -1e308 : 1e308
    }
    for objective in [nothing, half, flat, huge] {
      for search in try searches(square, objective, trials: 14) {
        let steps = Array(search)
        #expect(steps.count == search.trials)
        #expect(steps.allSatisfy { $0.units.allSatisfy { $0 >= 0 && $0 <= 1 } })
      }
    }
    let point = SearchSpace([.init("n", .int(2, 2)), .init("c", .choice([5]))])
    let sum = SearchObjective("sum", names: ["n", "c"]) { $0[0] + $0[1] }
    for trials in [1, 14] {
      for search in try searches(point, sum, trials: trials) {
        #expect(Array(search).allSatisfy { $0.value == 7 })
      }
    }
  }

  @Test("keep what led to each trial")
  func choices() throws {
    let parzen = Array(
      try Search(space: branin.space, objective: branin.objective, treeParzen: 14, seed: 0))
    #expect(parzen.prefix(10).allSatisfy { $0.parzen == nil })
    for step in parzen.dropFirst(10) {
      let choice = try #require(step.parzen)
      #expect(choice.good.count + choice.rest.count == step.index - 1)
      #expect(choice.good.count == (step.index == 11 ? 1 : 2))
      #expect(choice.candidates[choice.chosen] == step.units)
      #expect(choice.scores.max() == choice.scores[choice.chosen])
    }
    let process = Array(
      try Search(space: branin.space, objective: branin.objective, gaussianProcess: 9, seed: 0))
    for step in process.dropFirst(5) {
      let choice = try #require(step.gaussian)
      let model = try #require(choice.process)
      #expect(model.count == step.index - 1)
      #expect(choice.improvement >= choice.improvements.max() ?? 0)
      // Whatever a random place promises, the trial promises at least as much.
      let again = model.expectedImprovement(at: step.units)[0]
      #expect((again - choice.improvement).magnitude <= 1e-12 * again.magnitude)
    }
  }

  @Test("the process of a long history is made anew, and is the same")
  func longHistory() throws {
    let search = try Search(
      space: branin.space, objective: branin.objective, gaussianProcess: 68, seed: 3)
    let steps = Array(search)
    let (longest, kept) = (try #require(steps.last), steps[60])
    for step in [longest, kept] {
      let choice = try #require(step.gaussian)
      let model = try #require(choice.process)
      #expect(model.count == step.index - 1)
      // What is drawn is what the trial was chosen by.
      for (place, promised) in zip(choice.candidates, choice.improvements).prefix(5) {
        let again = model.expectedImprovement(at: place)[0]
        #expect((again - promised).magnitude <= 1e-12 * promised.magnitude + 1e-300)
      }
    }
  }

  @Test("a fixed length is not fitted")
  func fixedLength() throws {
    let line = SearchSpace([.init("u", .linear(0, 1))])
    let wave = SearchObjective("wave", names: ["u"]) { ($0[0] - 0.3) * ($0[0] - 0.3) }
    let search = try Search(
      space: line, objective: wave, gaussianProcess: 9, seed: 1,
      method: ExpectedImprovement(startup: 2, length: 0.2))
    let steps = Array(search)
    let lengths = steps.dropFirst(2).compactMap { $0.gaussian?.process?.lengths[0] }
    #expect(lengths.count == 7 && lengths.allSatisfy { ($0 - 0.2).magnitude < 1e-15 })
    #expect(try #require(steps.last).best < 0.01)
  }

  @Test("more trials than a sampler can bear are refused by name")
  func limits() {
    let (objective, space) = (branin.objective, branin.space)
    #expect(
      throws: DomainError("trials", 501, allowed: "at most 500 with gp")
    ) { try Search(space: space, objective: objective, gaussianProcess: 501, seed: 0) }
    #expect(
      throws: DomainError("trials", 5001, allowed: "at most 5000 with tpe")
    ) { try Search(space: space, objective: objective, treeParzen: 5001, seed: 0) }
    #expect(throws: DomainError.self) {
      try Search(space: SearchSpace([]), objective: objective, treeParzen: 3, seed: 0)
    }
    #expect(throws: DomainError.self) {
      try Search(space: space, objective: objective, halving: 0, seed: 0)
    }
  }

  @Test(
    "halving: a third goes on, on three times the budget",
    arguments: [
      (25, [25, 8, 2], [1.0, 3, 9]), (9, [9, 3, 1], [1, 3, 9]), (3, [3, 1], [3, 9]), (1, [1], [9]),
      (100, [100, 33, 11], [1, 3, 9]),
    ])
  func halving(trials: Int, sizes: [Int], budgets: [Double]) throws {
    let objective = SearchObjective("noisy", names: ["u"], budgeted: { $0[0] + 1 / $1 })
    let search = try Search(
      space: SearchSpace([.init("u", .linear(0, 1))]), objective: objective, halving: trials,
      seed: 5)
    let steps = Array(search)
    #expect(steps.count == sizes.reduce(0, +))
    var begin = 0
    for (rung, size) in sizes.enumerated() {
      let own = steps[begin..<begin + size]
      #expect(own.allSatisfy { $0.rung?.index == rung && $0.rung?.budget == budgets[rung] })
      if rung > 0 {
        let before = steps[begin - sizes[rung - 1]..<begin].map(\.point[0]).sorted()
        #expect(own.map(\.point[0]) == Array(before.prefix(size)))
      }
      begin += size
    }
  }

  @Test("costly trials computed side by side are those computed one by one")
  func sideBySide() throws {
    let space = try SearchSpace(parsing: "x=linear(0,1); n=int(1,3); y=log(0.1,1) if n > 1")
    let value: @Sendable ([Double], Double) -> Double = { point, budget in
      (point[2].isNaN ? 1 : point[2]) * point[0] + point[1] / budget
    }
    let plain = SearchObjective("f", names: space.names, budgeted: value)
    let costly = SearchObjective("f", names: space.names, isCostly: true, budgeted: value)
    func all(_ objective: SearchObjective) throws -> [Search] {
      try searches(space, objective, trials: 20) + [
        try Search(space: space, objective: objective, random: 20, seed: 2),
        try Search(space: space, objective: objective, latinHypercube: 20, seed: 2),
        try Search(space: space, objective: objective, coarseToFine: 30),
        try Search(space: space, objective: objective, grid: 30, centred: false),
        try Search(space: space, objective: objective, evenly: 20, sobol: true),
      ]
    }
    for (one, many) in zip(try all(plain), try all(costly)) {
      #expect(Array(one) == Array(many), "\(one.sampler)")
    }
  }

  @Test("a grid over a conditional space shows each place once")
  func conditionalGrid() throws {
    let space = try SearchSpace(parsing: "kind=choice(1,2); x=linear(0,1) if kind = 2")
    let objective = SearchObjective("f", names: space.names) { $0[0] }
    let search = try Search(space: space, objective: objective, grid: 9, centred: false)
    let points = Array(search).map(\.point)
    #expect(points.count == 4 && points[0][0] == 1 && points[0][1].isNaN)
    #expect(points.dropFirst().map { $0[1] } == [0, 0.5, 1])
  }

  @Test func conditionsAreRead() throws {
    let space = try SearchSpace(
      parsing:
        "k=choice(1,2); n=int(1,4) if k == 2; u=linear(0,1) if n >= 1+1 and k != 1 ;w=log(1,2)")
    #expect(space.axes[0].conditions.isEmpty && space.axes[3].conditions.isEmpty)
    #expect(space.axes[1].conditions == [.init(axis: 0, .equal, 2)])
    #expect(
      space.axes[2].conditions == [
        .init(axis: 1, .greaterOrEqual, 2), .init(axis: 0, .unequal, 1),
      ])
    let unused = space.point(at: [0, 0.9, 0.5, 0])
    #expect(unused[0] == 1 && unused[1].isNaN && unused[2].isNaN && unused[3] == 1)
    #expect(space.point(at: [0.9, 0.9, 0.5, 0]) == [2, 4, 0.5, 1])
  }

  @Test(
    "a mistake in a condition has its column",
    arguments: [
      ("x=linear(0,1) if", 17), ("x=linear(0,1) if y = 1", 18), ("x=linear(0,1) if x = 1", 18),
      ("k=choice(1,2); x=linear(0,1) if k", 34), ("k=choice(1,2); x=linear(0,1) if k 2", 35),
      ("k=choice(1,2); x=linear(0,1) if k = 3", 37), ("k=int(1,4); x=linear(0,1) if k > 4", 34),
      ("k=int(1,4); x=linear(0,1) if k = 1.5", 34), ("k=linear(1,4); x=linear(0,1) if k = 2", 35),
      ("k=int(1,4); x=linear(0,1) if k = 2 or k = 3", 34), ("k=int(1,4); x=linear(0,1) if k =", 33),
      ("k=int(1,4); x=linear(0,1) when k = 2", 27),
    ])
  func conditionMistakes(text: String, column: Int) {
    do throws(FormulaError) {
      _ = try SearchSpace(parsing: text)
      Issue.record("no error in \(text)")
    } catch {
      #expect(error.column == column && !error.message.isEmpty, "\(text): \(error)")
    }
  }

  @Test("what a cancelled task has not begun stays without a value")
  func cancelledSideBySide() async {
    let begun = Mutex(0)
    let values = await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return SideBySide.map(1000, stoppingIfCancelled: true) { index in
        begun.withLock { $0 += 1 }
        return Double(index)
      }
    }.value
    #expect(values.count == 1000 && values.allSatisfy { $0.isNaN })
    #expect(begun.withLock { $0 } == 0)
    let all = SideBySide.map(100) { Double($0) }
    #expect(all == (0..<100).map(Double.init))
    #expect(SideBySide.map(0) { Double($0) }.isEmpty)
  }
}
