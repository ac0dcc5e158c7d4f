import Core
import Testing

@testable import Figures

@Suite("Four searches")
struct FourSearchesTests {
  @Test("as the page says: manual clusters, grid aligns, Bayesian finds the deep valley")
  func notice() throws {
    var found = 0
    for seed in 0..<12 as Range<UInt64> {
      let run = try FourSearches(budget: 9, length: 0.2, seed: seed)
      let manual = (0..<9).map { run.place(.manual, $0) }
      #expect((manual.max() ?? 1) - (manual.min() ?? 0) < 0.3)
      #expect((0..<9).map { run.place(.grid, $0) } == (0..<9).map { (Double($0) + 0.5) / 9 })
      #expect((run.best(.manual, 8) - 0.4).magnitude < 0.001)
      if run.best(.bayes, 8) < 0.21 { found += 1 }
    }
    #expect(found >= 9, "\(found) of 12 seeds")
  }

  @Test("random and Bayesian begin with the same draws; the model speaks from the third on")
  func beginnings() throws {
    let run = try FourSearches(budget: 5, length: 0.2, seed: 4)
    #expect((0..<2).map { run.place(.random, $0) } == (0..<2).map { run.place(.bayes, $0) })
    for trial in 0..<5 { #expect((run.outlook(trial) == nil) == (trial < 2)) }
    for trial in 2..<5 {
      let outlook = try #require(run.outlook(trial))
      #expect(outlook.gain > 0 && outlook.deviation > 0)
      let gain = GaussianProcess.expectedImprovement(
        best: run.best(.bayes, trial - 1), mean: outlook.mean, deviation: outlook.deviation)
      #expect((gain - outlook.gain).magnitude < 1e-12)
    }
  }
}
