import Core
import Plot

/// Bins of whole numbers for a histogram, the same for a whole film: one a number, or, where there are many
/// different ones, so many numbers a bin.
struct CountBins: Sendable {
  let first: Int
  let width: Int
  let count: Int
  /// Of all draws, how many the binomial distribution leads one to expect in each bin.
  let expected: [Double]

  init(_ values: [Int], _ distribution: Binomial) {
    // About as many bins as the draws can fill.
    let limit = min(40, max(12, Int((2 * Double(values.count).squareRoot()).rounded())))
    let reach = 3 * distribution.deviation
    let low = max(0, min(values.min() ?? 0, Int((distribution.mean - reach).rounded(.down))))
    let high = min(
      distribution.count, max(values.max() ?? 0, Int((distribution.mean + reach).rounded(.up))))
    let span = max(1, high - low + 1)
    let width = max(1, (span + limit - 1) / limit)
    let count = (span + width - 1) / width
    first = low
    self.width = width
    self.count = count
    expected = (0..<count).map { bin in
      let start = low + bin * width
      return Double(values.count)
        * (start..<start + width).reduce(0.0) { $0 + distribution.mass($1) }
    }
  }

  var edges: [Double] { (0...count).map { Double(first + $0 * width) - 0.5 } }
  var range: ClosedRange<Double> { Double(first) - 1...Double(first + count * width) }

  /// Round whole numbers.
  var ticks: Axis.Ticks {
    let raw = max(1, (count * width + 5) / 6)
    let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000].first { $0 >= raw } ?? raw
    let start = (first + step - 1) / step * step
    let places = Array(stride(from: start, through: first + count * width - 1, by: step))
    return .labelled(places.map(Double.init), places.map(String.init))
  }

  func middle(_ bin: Int) -> Double { Double(first + bin * width) + Double(width - 1) / 2 }

  func counts(_ values: ArraySlice<Int>) -> [Double] {
    var counts = [Double](repeating: 0, count: count)
    for value in values {
      let bin = (value - first) / width
      if counts.indices.contains(bin) { counts[bin] += 1 }
    }
    return counts
  }
}

extension String {
  /// With a capital letter at the beginning: for sentences that also stand after "Look:".
  var sentence: String { prefix(1).uppercased() + dropFirst() }

  /// Korean sentences begin as they are.
  func sentence(in language: Language) -> String { language == .en ? sentence : self }
}
