/// Quartiles, the whiskers and what lies beyond them.
package struct BoxSummary: Equatable, Sendable {
  /// Where the box stands on the other axis, and half of its width there.
  package var place: Double
  package var halfWidth: Double
  /// The numbers run along x: for categories on the y axis.
  package var isAcross: Bool
  package var low: Double
  package var lowerQuartile: Double
  package var median: Double
  package var upperQuartile: Double
  package var high: Double
  package var outliers: [Double]

  /// Of a sample; nil if it has no finite number. Quartiles interpolate linearly between ranks (Hyndman and Fan's
  /// type 7, NumPy's default); whiskers reach to the last number within 1.5 box lengths.
  package init?(
    of sample: [Double], at place: Double, halfWidth: Double = 0.3, isAcross: Bool = false
  ) {
    let sorted = sample.filter(\.isFinite).sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    let lower = Self.quantile(sorted, 0.25)
    let upper = Self.quantile(sorted, 0.75)
    let reach = 1.5 * (upper - lower)
    self.place = place
    self.halfWidth = halfWidth
    self.isAcross = isAcross
    lowerQuartile = lower
    median = Self.quantile(sorted, 0.5)
    upperQuartile = upper
    low = min(lower, sorted.first { $0 >= lower - reach } ?? first)
    high = max(upper, sorted.last { $0 <= upper + reach } ?? last)
    let (least, most) = (low, high)
    outliers = sorted.filter { $0 < least || $0 > most }
  }

  /// - Parameter sorted: rising, not empty.
  package static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = min(max(share, 0), 1) * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
  }
}
