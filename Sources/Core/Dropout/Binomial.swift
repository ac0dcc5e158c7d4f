import Glibc

/// The number of units that stay: n coins that fall on "kept" with probability q.
package struct Binomial: Equatable, Sendable {
  package let count: Int
  package let probability: Double

  /// - Precondition: `count ≥ 0`, `0 ≤ probability ≤ 1`.
  package init(count: Int, probability: Double) {
    precondition(count >= 0 && probability >= 0 && probability <= 1, "a share of some coins")
    self.count = count
    self.probability = probability
  }

  package var mean: Double { Double(count) * probability }
  package var variance: Double { Double(count) * probability * (1 - probability) }
  package var deviation: Double { variance.squareRoot() }

  /// P(exactly `successes`).
  package func mass(_ successes: Int) -> Double {
    guard successes >= 0, successes <= count else { return 0 }
    if probability == 0 { return successes == 0 ? 1 : 0 }
    if probability == 1 { return successes == count ? 1 : 0 }
    let (n, k) = (Double(count), Double(successes))
    let ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(probability) + (n - k) * log1p(-probability))
  }
}
