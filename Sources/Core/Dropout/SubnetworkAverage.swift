import Glibc

/// All 2ⁿ subnetworks of one sigmoid unit with n droppable inputs, at p = ½ each: a member a step, and the means of
/// those so far. After the last one the normalised geometric mean equals the single network whose inputs count
/// half, to rounding; the arithmetic mean does not.
///
/// Mask j keeps input i where bit i of j is set.
///
/// Source: Goodfellow, Bengio & Courville, *Deep Learning* (2016), section 7.12; Srivastava et al. (2014).
package struct SubnetworkAverage: Algorithm {
  /// What each input adds to the logit.
  package let contributions: [Double]
  package let bias: Double

  package struct Step: Equatable, Sendable {
    /// The mask's number, from 0.
    package let index: Int
    package let mask: [Bool]
    package let logit: Double
    /// Of the member.
    package let probability: Double
    /// Of the members so far.
    package let arithmetic: Double
    package let geometric: Double
    package let status: Status
    let sum: Double
    /// Σ ln p and Σ ln(1 − p).
    let yes: Double
    let no: Double
  }

  /// - Throws: `DomainError` naming `n` outside 1 … 16, or `contributions` that are not finite.
  package init(_ contributions: [Double], bias: Double = 0) throws(DomainError) {
    guard (1...16).contains(contributions.count) else {
      throw DomainError("n", contributions.count, allowed: "from 1 to 16")
    }
    guard contributions.allSatisfy(\.isFinite), bias.isFinite else {
      throw DomainError("contributions", contributions, allowed: "finite numbers")
    }
    self.contributions = contributions
    self.bias = bias
  }

  package var count: Int { 1 << contributions.count }

  /// The single network, every input weighted by the probability of keeping it.
  package var scaled: Double {
    Self.sigmoid(contributions.reduce(bias) { $0 + 0.5 * $1 })
  }

  package var first: Step { member(0, after: nil) }

  package func step(after step: Step) -> Step? {
    step.index + 1 < count ? member(step.index + 1, after: step) : nil
  }

  private func member(_ index: Int, after previous: Step?) -> Step {
    let mask = contributions.indices.map { index >> $0 & 1 == 1 }
    let logit = zip(contributions, mask).reduce(bias) { $1.1 ? $0 + $1.0 : $0 }
    let probability = Self.sigmoid(logit)
    let seen = Double(index + 1)
    let sum = (previous?.sum ?? 0) + probability
    // ln p = −ln(1 + e^−z), ln(1 − p) = −ln(1 + e^z)
    let yes = (previous?.yes ?? 0) - Self.softplus(-logit)
    let no = (previous?.no ?? 0) - Self.softplus(logit)
    let (a, b) = (exp(yes / seen), exp(no / seen))
    return Step(
      index: index, mask: mask, logit: logit, probability: probability, arithmetic: sum / seen,
      geometric: a / (a + b), status: index + 1 < count ? .running : .done, sum: sum, yes: yes,
      no: no)
  }

  package static func sigmoid(_ z: Double) -> Double { 1 / (1 + exp(-z)) }

  /// ln(1 + eᶻ), also for large z.
  private static func softplus(_ z: Double) -> Double {
    z > 0 ? z + log1p(exp(-z)) : log1p(exp(z))
  }
}
