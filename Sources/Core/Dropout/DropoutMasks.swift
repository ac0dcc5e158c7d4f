/// Masks of one layer, drawn again and again from one stream: the laboratory `dropout-mask`.
///
/// Mask of draw k = `rng.random(units) >= rate`: a unit is kept with probability 1 − rate.
package struct DropoutMasks: Algorithm {
  package let units: Int
  /// The probability of dropping a unit.
  package let rate: Double
  package let draws: Int
  package let seed: UInt64

  package struct Step: Equatable, Sendable {
    /// From 1.
    package let index: Int
    /// True: kept.
    package let mask: [Bool]
    package let kept: Int
    /// kept / units.
    package let fraction: Double
    /// The mean of the fractions so far: all kept / all units drawn.
    package let meanFraction: Double
    package let status: Status
    let keptSoFar: Int
    let random: NumPyRandom
  }

  /// - Throws: `DomainError` naming `units` (at least 1), `p` (0 … 1) or `draws` (at least 1).
  package init(units: Int, rate: Double, draws: Int, seed: UInt64) throws(DomainError) {
    guard units >= 1 else { throw DomainError("units", units, allowed: "at least 1") }
    guard rate >= 0, rate <= 1 else { throw DomainError("p", rate, allowed: "from 0 to 1") }
    guard draws >= 1 else { throw DomainError("draws", draws, allowed: "at least 1") }
    self.units = units
    self.rate = rate
    self.draws = draws
    self.seed = seed
  }

  package var first: Step { drawn(1, NumPyRandom(seed), keptBefore: 0) }

  package func step(after step: Step) -> Step? {
    guard step.index < draws else { return nil }
    return drawn(step.index + 1, step.random, keptBefore: step.keptSoFar)
  }

  private func drawn(_ index: Int, _ random: NumPyRandom, keptBefore: Int) -> Step {
    var random = random
    let mask = random.mask(units, rate: rate)
    let kept = VectorKernels.count(mask)
    let total = keptBefore + kept
    return Step(
      index: index, mask: mask, kept: kept, fraction: Double(kept) / Double(units),
      meanFraction: Double(total) / (Double(index) * Double(units)),
      status: index < draws ? .running : .done, keptSoFar: total, random: random)
  }
}
