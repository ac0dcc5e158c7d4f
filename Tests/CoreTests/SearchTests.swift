import Foundation
import Testing

@testable import Core

@Suite("Search")
struct SearchTests {
  private let flat = SearchObjective("flat", names: ["x", "y"]) { $0[0] + $0[1] }
  private let square = SearchSpace([.init("x", .linear(0, 1)), .init("y", .log(1e-4, 1))])

  private func error(_ text: String) -> FormulaError? {
    do throws(FormulaError) { _ = try SearchSpace(parsing: text) } catch { return error }
    return nil
  }

  @Test func aSpaceIsRead() throws {
    let space = try SearchSpace(
      parsing: " lr=log(1e-4,1); n = int(-1, 4);c=choice(16,32,64) ; w=linear(0,2);")
    #expect(space.names == ["lr", "n", "c", "w"])
    #expect(
      space.axes.map(\.scale) == [
        .log(1e-4, 1), .int(-1, 4), .choice([16, 32, 64]), .linear(0, 2),
      ])
    #expect(space.point(at: [0, 0, 0, 0]) == [1e-4, -1, 16, 0])
    #expect(space.point(at: [1, 1, 1, 1]) == [1, 4, 64, 2])
    let middle = space.point(at: [0.5, 0.5, 0.5, 0.5])
    #expect((middle[0] - 0.01).magnitude < 1e-15 && middle.dropFirst() == [2, 32, 1])
  }

  @Test(
    "a mistake has its column",
    arguments: [
      ("", 1), ("lr", 3), ("lr=", 4), ("lr=lin(0,1)", 4), ("lr=log(0,1)", 8), ("lr=log(1,)", 10),
      ("lr=log(2,1)", 8),
      ("lr=log(1e-4,1) wd=log(1,2)", 16), ("a=int(0,1.5)", 9), ("a=linear(0,1);a=linear(0,1)", 15),
      ("a=linear(0,1", 13),
      ("a=linear(0)", 3), ("=log(1,2)", 1), ("a=linear(0,x)", 12),
    ])
  func mistakes(text: String, column: Int) {
    let error = error(text)
    #expect(error?.column == column, "\(String(describing: error))")
    #expect(error?.fix.isEmpty == false || text.hasSuffix("x)"))
  }

  @Test(
    "the side of a grid is the largest that fits",
    arguments: [(25, 2, 5), (26, 2, 5), (24, 2, 4), (1, 3, 1), (1000, 3, 10), (7, 1, 7)])
  func sides(trials: Int, dimensions: Int, side: Int) {
    #expect(Search.side(of: trials, dimensions: dimensions) == side)
  }

  @Test func aGridIncludesItsEndsAndTheFirstNameIsTheSlowest() throws {
    let search = try Search(space: square, objective: flat, grid: 10, centred: false)
    #expect(search.trials == 9)
    let points = search.map(\.point)
    #expect(points.first == [0, 1e-4] && points.last == [1, 1])
    #expect(points[1][0] == 0 && points[3][0] == 0.5)
    #expect((points[1][1] - 0.01).magnitude < 1e-15)
    let centred = try Search(space: square, objective: flat, grid: 4, centred: true)
    #expect(centred.map(\.units) == [[0.25, 0.25], [0.25, 0.75], [0.75, 0.25], [0.75, 0.75]])
  }

  @Test func theBestNeverWorsensAndRunsReplay() throws {
    let search = try Search(
      space: SearchObjective.builtIn[0].space, objective: .branin, random: 300, seed: 5)
    let steps = Array(search)
    #expect(steps.count == 300 && steps.last?.status == .done)
    for (before, after) in zip(steps, steps.dropFirst()) {
      #expect(after.best <= before.best)
      #expect(after.best == steps[after.bestIndex - 1].value)
    }
    #expect(steps.map(\.value).min() == steps.last?.best)
    #expect(Array(search) == steps)
  }

  @Test func aValueThatIsNoNumberIsNeverTheBest() throws {
    let wild = SearchObjective("wild", names: ["x"]) { $0[0] < 0.5 ? .nan : $0[0] }
    let search = try Search(
      space: SearchSpace([.init("x", .linear(0, 1))]), objective: wild, random: 40, seed: 1)
    let last = try #require(Array(search).last)
    #expect(last.best >= 0.5)
    let none = SearchObjective("none", names: ["x"]) { _ in .nan }
    let lost = try Search(
      space: SearchSpace([.init("x", .linear(0, 1))]), objective: none, random: 4, seed: 1)
    #expect(Array(lost).allSatisfy { $0.best.isNaN })
  }

  @Test func braninHasItsThreeMinima() {
    for point in [[-Double.pi, 12.275], [Double.pi, 2.275], [9.42478, 2.475]] {
      #expect((SearchObjective.branin.value(point) - 0.397887).magnitude < 1e-5)
    }
  }

  struct Quasi: Decodable {
    let sobol: [[Double]]
    let halton: [[Double]]
  }

  @Test("Sobol and Halton are SciPy's from index 1")
  func evenSequences() throws {
    let url = try #require(Bundle.module.url(forResource: "Vectors/quasi", withExtension: "json"))
    let expected = try JSONDecoder().decode(Quasi.self, from: Data(contentsOf: url))
    for (offset, row) in expected.sobol.enumerated() {
      #expect(QuasiRandom.sobol(offset + 1, dimensions: row.count) == row, "\(offset)")
    }
    for (offset, row) in expected.halton.enumerated() {
      // Sums of digits in another order: the last bit may differ.
      for (ours, theirs) in zip(QuasiRandom.halton(offset + 1, dimensions: row.count), row) {
        #expect((ours - theirs).magnitude < 1e-15)
      }
    }
  }

  @Test func aLatinHypercubeHasOneTrialInEachSlice() throws {
    let search = try Search(space: square, objective: flat, latinHypercube: 20, seed: 3)
    let units = search.map(\.units)
    for axis in 0..<2 { #expect(Set(units.map { Int($0[axis] * 20) }).count == 20) }
  }

  @Test("coarse to fine zooms around the best point and stays inside")
  func zooming() throws {
    let bowl = SearchObjective("bowl", names: ["x", "y"]) {
      ($0[0] - 0.9) * ($0[0] - 0.9) + ($0[1] - 0.1) * ($0[1] - 0.1)
    }
    let unit = SearchSpace([.init("x", .linear(0, 1)), .init("y", .linear(0, 1))])
    let search = try Search(space: unit, objective: bowl, coarseToFine: 75)
    let steps = Array(search)
    #expect(steps.count == 75)
    #expect(steps.map { $0.box?.width ?? 0 } == (0..<75).map { [1, 0.5, 0.25][$0 / 25] })
    #expect(steps.allSatisfy { $0.units.allSatisfy { $0 >= 0 && $0 <= 1 } })
    #expect(try #require(steps.last).best < 0.002)
    let few = try Search(space: unit, objective: bowl, coarseToFine: 2)
    #expect(Array(few).count == 2)
  }

  @Test func oneTrialAndOneAxisWork() throws {
    let one = SearchSpace([.init("x", .linear(3, 3))])
    let single = SearchObjective("x", names: ["x"]) { $0[0] }
    #expect(
      Array(try Search(space: one, objective: single, random: 1, seed: 0)).map(\.point) == [[3]])
    #expect(Array(try Search(space: one, objective: single, grid: 1, centred: false)).count == 1)
    #expect(throws: DomainError.self) {
      try Search(space: one, objective: single, random: 0, seed: 0)
    }
    #expect(throws: DomainError.self) {
      try Search(space: SearchSpace([]), objective: single, grid: 3, centred: true)
    }
  }
}
