/// Rungs of trials: many at a small budget, the best third of them again at three times the budget, and so on up
/// to the full one. A real training goes on from where the rung before left it (``KeptTrainings``). With one bracket
/// only; Hyperband runs several.
///
/// Source: Jamieson & Talwalkar (2016), AISTATS 51, 240–248; budgets as in the inner loop of Hyperband (Li et al.
/// 2018, JMLR 18(185)).
package struct SuccessiveHalving: Equatable, Sendable {
  /// What a rung's budget is multiplied by, and its trials divided by.
  package static let factor = 3
  /// Trials that may begin.
  package static let mostTrials = 5000
  /// Trials of each rung.
  package let sizes: [Int]

  /// - Parameters:
  ///   - trials: how many begin, at least 1.
  ///   - fullBudget: what the last rung has, a power of three; the first has at least 1.
  package init(trials: Int, fullBudget: Double) {
    var sizes = [max(1, trials)]
    var budget = fullBudget
    while sizes[sizes.count - 1] / Self.factor >= 1, budget / Double(Self.factor) >= 1 {
      sizes.append(sizes[sizes.count - 1] / Self.factor)
      budget /= Double(Self.factor)
    }
    self.sizes = sizes
    firstBudget = budget
  }

  /// What a trial of the first rung may spend.
  package let firstBudget: Double

  /// Trials of all rungs.
  package var count: Int { sizes.reduce(0, +) }

  /// A rung, and the trial in it.
  package struct Rung: Sendable {
    /// From 0.
    package let index: Int
    package let budget: Double
    /// Where the trials of the rung lie on the unit cube, the best of the rung before first; empty in the first
    /// rung, which is drawn on the way.
    package let units: [[Double]]
    /// The trials, from 1, that these go on with; empty in the first rung.
    package let origins: [Int]
    /// Index of the trial, from 0.
    package internal(set) var member = 0
  }

  var first: Rung { Rung(index: 0, budget: firstBudget, units: [], origins: []) }

  /// Rung and place of trial `index`, from 1; within what there is.
  func place(of index: Int) -> (rung: Int, member: Int) {
    var member = max(0, index - 1)
    for (rung, size) in sizes.enumerated() {
      if member < size || rung == sizes.count - 1 { return (rung, min(member, size - 1)) }
      member -= size
    }
    return (0, 0)
  }

  /// The best trials of a finished rung, on a larger budget.
  func rung(after rung: Rung, _ history: SearchHistory?) -> Rung? {
    guard let history, rung.index + 1 < sizes.count else { return nil }
    let begin = sizes[..<rung.index].reduce(0, +)
    var finished = SearchHistory(dimensions: history.dimensions)
    for trial in begin..<min(begin + sizes[rung.index], history.count) {
      finished.append(history.row(trial), history.values[trial])
    }
    let kept = finished.ranking.prefix(sizes[rung.index + 1])
    return Rung(
      index: rung.index + 1, budget: rung.budget * Double(Self.factor),
      units: kept.map { finished.row($0).map { $0.isNaN ? 0.5 : $0 } },
      origins: kept.map { begin + $0 + 1 })
  }
}
