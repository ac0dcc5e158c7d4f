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
    let wanted = Double(wanted)
    let most = max(3, 4 * self.wanted)
    let slack = 1e-9 * range
    let unit = 0.01 * range * range
    var best: [Double] = []
    var bestScore = -2.0
    // Plain loops and no calls: charts are laid out anew in every frame, and tests run unoptimised.
    var skip = 1
    while skip <= 12 {
      let j = Double(skip)
      var place = 0
      while place < 6 {
        let q = Self.steps[place]
        let simplest = 2 - Double(place) / 5 - j
        if 0.25 * simplest + 0.75 < bestScore { return best }
        // The labels of a fixed axis say its steps themselves: 0.5 1.0, never 0.54 0.72.
        var labels = isInside && !Self.isRound(j * q) ? most + 1 : 2
        while labels <= most {
          let k = Double(labels)
          let densest = k >= wanted ? 2 - (k - 1) / (wanted - 1) : 1
          if 0.25 * simplest + 0.25 + 0.5 * densest < bestScore { break }
          var z = Int(log10(range / (k + 1) / j / q).rounded(.up))
          let last = z + 3
          while z <= last {
            let step = Self.times(j * q, z)
            let span = step * (k - 1)
            let excess = (span - range) / 2
            let widest = span > range ? 1 - excess * excess / unit : 1
            if 0.25 * simplest + 0.2 * widest + 0.5 * densest + 0.05 < bestScore { break }
            // Nothing that is wider than a fixed axis stands in it.
            if isInside, span > range + 2 * slack { break }
            var start = (high / step).rounded(.down) * j - (k - 1) * j
            let end = (low / step).rounded(.up) * j
            if start.magnitude < 1e15, end.magnitude < 1e15 {
              while start <= end {
                let lmin = Self.times(start * q, z)
                let lmax = Self.times((start + j * (k - 1)) * q, z)
                let isMultiple = j == 1 || start.truncatingRemainder(dividingBy: j) == 0
                // On a fixed axis labels are multiples of their step: 0.1 0.2, never 0.05 0.15.
                if !isInside || isMultiple && lmin >= low - slack && lmax <= high + slack {
                  let hasZero = lmin <= 0 && lmax >= 0 && isMultiple
                  let simplicity = simplest - (hasZero ? 0 : 1)
                  let (above, below) = (high - lmax, low - lmin)
                  let coverage = 1 - 0.5 * (above * above + below * below) / unit
                  let rate = (k - 1) / (lmax - lmin)
                  let ideal =
                    (wanted - 1) / ((lmax > high ? lmax : high) - (lmin < low ? lmin : low))
                  let density = 2 - (rate > ideal ? rate / ideal : ideal / rate)
                  let score = 0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05
                  if score > bestScore {
                    var values: [Double] = []
                    values.reserveCapacity(labels)
                    var index = 0
                    while index < labels {
                      values.append(Self.times((start + j * Double(index)) * q, z) + 0)
                      index += 1
                    }
                    if isLegible(values) { (best, bestScore) = (values, score) }
                  }
                }
                start += 1
              }
            }
            z += 1
          }
          labels += 1
        }
        place += 1
      }
      skip += 1
    }
    return best
  }

  /// Whether a step is one of `steps` times a power of ten.
  private static func isRound(_ step: Double) -> Bool {
    steps.contains { step == $0 || step == 10 * $0 }
  }

  /// `value · 10^exponent`, rounded once.
  private static func times(_ value: Double, _ exponent: Int) -> Double {
    exponent >= 0
      ? value * PowersOfTen.power(exponent) : value / PowersOfTen.power(-exponent)
  }
}
