import Glibc

/// Round ticks for a linear axis by optimisation over simplicity, coverage, density and legibility.
///
/// Source: Talbot, Lin, Hanrahan (2010), "An Extension of Wilkinson's Algorithm for Positioning Tick Labels on
/// Axes", IEEE TVCG 16(6), 1036–1043; weights as in R's `labeling`.
package struct Wilkinson: Sendable {
  package var low: Double
  package var high: Double
  /// How many labels are wanted, at least 2.
  package var wanted: Int
  /// Only ticks inside `low…high` (the axis is fixed).
  package var isInside: Bool

  package init(low: Double, high: Double, wanted: Int, isInside: Bool = false) {
    self.low = low
    self.high = high
    self.wanted = max(2, wanted)
    self.isInside = isInside
  }

  private static let steps: [Double] = [1, 5, 2, 2.5, 4, 3]

  /// The ticks, rising; empty if the range has no extent.
  ///
  /// - Parameter isLegible: whether the labels of these values can stand on the axis; asked only of candidates
  ///   that would win.
  package func ticks(isLegible: ([Double]) -> Bool = { _ in true }) -> [Double] {
    let range = high - low
    guard range.isFinite, range > 0, range > 1e-12 * max(low.magnitude, high.magnitude) else {
      return []
    }
    let count = Double(Self.steps.count)
    let wanted = Double(wanted)
    var best: [Double] = []
    var bestScore = -2.0
    for skip in 1...12 {
      let j = Double(skip)
      for (place, q) in Self.steps.enumerated() {
        let simplest = 1 - Double(place) / (count - 1) - j + 1
        if 0.25 * simplest + 0.2 + 0.5 + 0.05 < bestScore { return best }
        for labels in 2...max(3, 4 * self.wanted) {
          let k = Double(labels)
          let densest = k >= wanted ? 2 - (k - 1) / (wanted - 1) : 1
          if 0.25 * simplest + 0.2 + 0.5 * densest + 0.05 < bestScore { break }
          let first = Int(ceil(log10(range / (k + 1) / j / q)))
          for z in first...first + 3 {
            let step = Self.times(j * q, z)
            let span = step * (k - 1)
            let widest = span > range ? 1 - pow((span - range) / 2, 2) / pow(0.1 * range, 2) : 1
            if 0.25 * simplest + 0.2 * widest + 0.5 * densest + 0.05 < bestScore { break }
            let from = floor(high / step) * j - (k - 1) * j
            let to = ceil(low / step) * j
            guard from <= to, from.magnitude < 1e15, to.magnitude < 1e15 else { continue }
            for start in stride(from: from, through: to, by: 1) {
              let lmin = Self.times(start * q, z)
              let lmax = Self.times((start + j * (k - 1)) * q, z)
              if isInside, lmin < low - 1e-9 * range || lmax > high + 1e-9 * range { continue }
              // On a fixed axis labels are multiples of their step: 0.1 0.2, never 0.05 0.15.
              if isInside, start.truncatingRemainder(dividingBy: j) != 0 { continue }
              let hasZero = lmin <= 0 && lmax >= 0 && start.truncatingRemainder(dividingBy: j) == 0
              let simplicity = 1 - Double(place) / (count - 1) - j + (hasZero ? 1 : 0)
              let coverage =
                1 - 0.5 * (pow(high - lmax, 2) + pow(low - lmin, 2)) / pow(0.1 * range, 2)
              let rate = (k - 1) / (lmax - lmin)
              let ideal = (wanted - 1) / (max(lmax, high) - min(lmin, low))
              let density = 2 - max(rate / ideal, ideal / rate)
              let score = 0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05
              guard score > bestScore else { continue }
              let values = (0..<labels).map { Self.times((start + j * Double($0)) * q, z) + 0 }
              if isLegible(values) { (best, bestScore) = (values, score) }
            }
          }
        }
      }
    }
    return best
  }

  /// `value · 10^exponent`, rounded once.
  private static func times(_ value: Double, _ exponent: Int) -> Double {
    exponent >= 0 ? value * pow(10, Double(exponent)) : value / pow(10, Double(-exponent))
  }
}
