import Glibc

/// The bins of a histogram, the same for a whole film: round edges, widths by the spread of the sample.
package struct Bins: Equatable, Sendable {
  /// One more than there are bins, rising.
  package let edges: [Double]

  /// Bins for a sample: Freedman and Diaconis' width 2·IQR·n^(−1/3) (Sturges' where the quartiles coincide), then the
  /// nearest round one. Whole numbers that are few enough have a bin each, around the number.
  ///
  /// Source: Freedman and Diaconis (1981), Z. Wahrscheinlichkeitstheorie verw. Gebiete 57, 453–476.
  /// - Parameter limit: at most so many bins.
  package init(of sample: [Double], atMost limit: Int = 60) {
    let sorted = sample.filter { $0.isFinite && $0.magnitude < 1e15 }.sorted()
    let limit = min(max(limit, 2), 1000)
    guard let low = sorted.first, let high = sorted.last else {
      edges = [0, 1]
      return
    }
    if sorted.allSatisfy({ $0 == $0.rounded() }), high - low < Double(limit) {
      edges = (0...Int(high - low) + 1).map { low - 0.5 + Double($0) }
      return
    }
    guard high > low else {
      let half = max(0.5, low.magnitude * 0.05)
      edges = [low - half, low + half]
      return
    }
    let count = Double(sorted.count)
    let quartiles = BoxSummary.quantile(sorted, 0.75) - BoxSummary.quantile(sorted, 0.25)
    var width = 2 * quartiles / cbrt(count)
    if !(width > 0) { width = (high - low) / (log2(count) + 1).rounded(.up) }
    var step = Self.round(max(width, (high - low) / Double(limit)))
    // A round step may be smaller than what was asked; the limit is kept.
    while (ceil(high / step) - floor(low / step)) > Double(limit) { step = Self.round(step * 1.5) }
    let first = floor(low / step)
    var bins = Int(ceil(high / step) - first)
    if first + Double(bins) <= high / step, high / step == ceil(high / step), bins == 0 { bins = 1 }
    edges = (0...max(1, bins)).map { (first + Double($0)) * step }
  }

  /// The nearest of 1, 2, 2.5, 5 times a power of ten, by ratio.
  private static func round(_ width: Double) -> Double {
    let power = pow(10, floor(log10(width)))
    let steps = [1.0, 2, 2.5, 5, 10].map { $0 * power }
    return steps.min { (log($0 / width)).magnitude < (log($1 / width)).magnitude } ?? width
  }

  package var count: Int { max(0, edges.count - 1) }
  package var range: ClosedRange<Double> {
    (edges.first ?? 0)...max(edges.last ?? 1, edges.first ?? 0)
  }

  /// How many of a sample fall into each bin; edges belong to the bin right of them, the last to the last.
  package func counts(_ sample: [Double]) -> [Double] {
    var counts = Array(repeating: 0.0, count: count)
    guard let low = edges.first, let high = edges.last, count > 0 else { return counts }
    let width = (high - low) / Double(count)
    for value in sample where value >= low && value <= high {
      var bin = min(max(0, Int((value - low) / width)), count - 1)
      // Rounding must not move a number over its edge.
      if value < edges[bin] { bin = max(0, bin - 1) }
      if bin + 1 < count, value >= edges[bin + 1] { bin += 1 }
      counts[bin] += 1
    }
    return counts
  }

  /// The top of the count axis: a bin more than three times as high as the next is left to be cut, so that it does
  /// not flatten the rest.
  package func top(_ samples: [Double]...) -> Double {
    let sorted = samples.map { counts($0).sorted(by: >) }
    let tops = sorted.map { counts in
      let (first, second) = (counts.first ?? 0, counts.dropFirst().first ?? 0)
      return second > 0 && first > 3 * second ? second : first
    }
    let most = max(1, tops.max() ?? 1)
    let power = pow(10, floor(log10(most)))
    return [1.0, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map { $0 * power }.first { $0 >= most }
      ?? most
  }
}
