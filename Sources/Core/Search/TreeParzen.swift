/// The tree-structured Parzen estimator: one density l of the good trials, one g of the rest, and the next trial
/// where l/g is largest among some drawn from l.
///
/// What the paper leaves open, here: the first ``startup`` trials are drawn at random (the prior: uniform on the
/// unit cube, so log-uniform on a log axis, whole numbers and choices equally likely); good are the best tenth,
/// rounded up, at most ``mostGood``; ``candidates`` places are drawn from l. Trials without a value are never
/// good while others have one.
///
/// Source: Bergstra, Bardenet, Bengio & Kégl (2011), NIPS 24, 2546–2554. What each part does: Watanabe (2023),
/// arXiv:2304.11127.
package enum TreeParzen {
  package static let startup = 10
  static let mostGood = 25
  package static let candidates = 24
  /// Trials that a search may have: the work grows with their square.
  package static let mostTrials = 5000

  /// What led to a trial.
  package struct Choice: Sendable {
    package let good: ParzenMixture
    package let rest: ParzenMixture
    /// Places on the unit cube, drawn from `good`; NaN on axes that they do not use.
    package let candidates: [[Double]]
    /// l/g of each.
    package let scores: [Double]
    /// The first of the best.
    package let chosen: Int
  }

  static func choice(
    after history: SearchHistory, over space: SearchSpace, using random: inout NumPyRandom
  ) -> Choice {
    let ranking = history.ranking
    let size = min((history.count + 9) / 10, mostGood)
    let good = ParzenMixture(of: ranking.prefix(size), in: history, over: space)
    let rest = ParzenMixture(of: ranking.dropFirst(size), in: history, over: space)
    let places = (0..<candidates).map { _ in
      space.used(space.snapped(good.draw(using: &random)))
    }
    let flat = places.flatMap { $0 }
    let scores = zip(good.densities(at: flat), rest.densities(at: flat)).map { $0 / $1 }
    return Choice(
      good: good, rest: rest, candidates: places, scores: scores, chosen: indexOfLargest(scores))
  }
}

/// The first of the largest numbers; NaN is never larger. 0 of none.
func indexOfLargest(_ numbers: [Double]) -> Int {
  var best = 0
  for index in numbers.indices where numbers[index] > numbers[best] || numbers[best].isNaN {
    best = index
  }
  return best
}
