import Glibc

/// The standard normal distribution.
package enum NormalDistribution {
  package static func density(_ x: Double) -> Double { Operation.normalDensity(x, 0, 0) }
  package static func cumulative(_ x: Double) -> Double { Operation.normalDistribution(x, 0, 0) }

  /// E of the largest of n independent standard normal numbers, ∫ x n φ(x) Φ(x)ⁿ⁻¹ dx.
  ///
  /// The trapezoidal rule on a smooth integrand that vanishes at both ends converges exponentially; a step of
  /// 1/64 leaves rounding errors only. Known: n = 2 gives 1/√π, n = 3 gives 3/(2√π).
  package static func expectedMaximum(of n: Int) -> Double {
    guard n > 1 else { return 0 }
    let step = 1.0 / 64
    var total = 0.0
    for index in -640...640 {
      let x = Double(index) * step
      // ln Φ(x), exact in both tails.
      let logarithm =
        x > -1
        ? Glibc.log1p(-0.5 * Glibc.erfc(x / 1.4142135623730951)) : Glibc.log(cumulative(x))
      total += x * density(x) * Glibc.exp(Double(n - 1) * logarithm)
    }
    return Double(n) * total * step
  }
}
