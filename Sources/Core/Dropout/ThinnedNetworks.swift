/// A network thinned again and again: per draw a mask for each layer, input first, all from one stream. The
/// output layer, having no rate, is never masked.
package struct ThinnedNetworks: Algorithm {
  /// Units of the layers that may lose some, input first.
  package let widths: [Int]
  /// The probability of dropping a unit, per layer.
  package let rates: [Double]
  package let draws: Int
  package let seed: UInt64

  package struct Step: Equatable, Sendable {
    /// From 1.
    package let index: Int
    /// Per layer: true is kept.
    package let masks: [[Bool]]
    package let kept: [Int]
    /// A whole layer is gone: no signal passes.
    package let isCut: Bool
    package let status: Status
    let random: NumPyRandom
  }

  /// - Throws: `DomainError` for a rate outside 0 … 1, a width below 1, no draw, or not one rate per layer.
  package init(widths: [Int], rates: [Double], draws: Int, seed: UInt64) throws(DomainError) {
    guard widths.allSatisfy({ $0 >= 1 }), !widths.isEmpty else {
      throw DomainError("widths", widths, allowed: "at least one unit in each layer")
    }
    guard rates.count == widths.count else {
      throw DomainError("rates", rates, allowed: "one rate for each layer")
    }
    for rate in rates where !(rate >= 0 && rate <= 1) {
      throw DomainError("p", rate, allowed: "from 0 to 1")
    }
    guard draws >= 1 else { throw DomainError("draws", draws, allowed: "at least 1") }
    self.widths = widths
    self.rates = rates
    self.draws = draws
    self.seed = seed
  }

  package var first: Step { drawn(1, NumPyRandom(seed)) }

  package func step(after step: Step) -> Step? {
    guard step.index < draws else { return nil }
    return drawn(step.index + 1, step.random)
  }

  private func drawn(_ index: Int, _ random: NumPyRandom) -> Step {
    var random = random
    let masks = zip(widths, rates).map { random.mask($0, rate: $1) }
    return Step(
      index: index, masks: masks, kept: masks.map { $0.count { $0 } },
      isCut: masks.contains { !$0.contains(true) }, status: index < draws ? .running : .done,
      random: random)
  }
}
