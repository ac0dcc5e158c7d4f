import Glibc

/// Round places for labels on an axis.
package enum Ticks {
  /// A labelled place.
  package struct Tick: Equatable, Sendable {
    package var value: Double
    package var label: String
    /// A small mark between labels (log axes); its label is empty.
    package var isMinor: Bool

    package init(_ value: Double, _ label: String, isMinor: Bool = false) {
      self.value = value
      self.label = label
      self.isMinor = isMinor
    }
  }

  private static let steps: [Double] = [1, 5, 2, 2.5, 4, 3]

  /// Label values for a linear axis by the Extended Wilkinson search.
  ///
  /// - Parameters:
  ///   - wanted: about how many labels there is room for, at least 2.
  ///   - isInside: only labels within the range.
  ///   - isLegible: whether a candidate's labels would stay apart.
  /// - Returns: ascending values; empty if the range has no length or is not finite.
  ///
  /// Source: Talbot, Lin, Hanrahan, "An Extension of Wilkinson's Algorithm for Positioning Tick Labels on
  /// Axes", IEEE TVCG 16 (2010), with the weights 0.25, 0.2, 0.5, 0.05.
  package static func linear(
    _ low: Double, _ high: Double, wanted: Int, isInside: Bool = false,
    isLegible: ([Double]) -> Bool = { _ in true }
  ) -> [Double] {
    let span = high - low
    guard span > 0, span.isFinite, low.isFinite, high.isFinite else { return [] }
    let target = Double(max(2, wanted))
    var best: (score: Double, values: [Double]) = (-2, [])
    var skip = 1.0
    search: while skip < 20 {
      for (place, q) in steps.enumerated() {
        let rank = Double(place) / Double(steps.count - 1)
        let simple = 1 - rank - skip + 1
        if 0.25 * simple + 0.2 + 0.5 + 0.05 < best.score { break search }
        var count = 2.0
        while count < 40 {
          let dense = density(bound: count, target)
          if 0.25 * simple + 0.2 + 0.5 * dense + 0.05 < best.score { break }
          let delta = span / (count + 1) / (skip * q)
          var power = log10(delta).rounded(.up)
          while power < 300 {
            let step = skip * q * pow(10, power)
            let reach = step * (count - 1)
            let covered = coverage(bound: reach, span)
            if 0.25 * simple + 0.2 * covered + 0.5 * dense + 0.05 < best.score { break }
            let firstStart = (high / step).rounded(.down) * skip - (count - 1) * skip
            let lastStart = (low / step).rounded(.up) * skip
            var start = firstStart
            while start <= lastStart, lastStart - firstStart < 1e6 {
              let first = start * step / skip
              let last = first + reach
              start += 1
              if isInside, first < low - 1e-10 * span || last > high + 1e-10 * span { continue }
              let hasZero = zeroIsLabel(first, last, step)
              let s = 1 - rank - skip + (hasZero ? 1 : 0)
              let c =
                1 - 0.5 * ((high - last) * (high - last) + (low - first) * (low - first))
                / (0.01 * span * span)
              let d = density(count, first, last, low, high, target)
              let score = 0.25 * s + 0.2 * c + 0.5 * d + 0.05
              if score <= best.score { continue }
              let values = (0..<Int(count)).map { index -> Double in
                let value = (start - 1 + Double(index) * skip) * step / skip
                return abs(value) < step * 1e-9 ? 0 : value
              }
              if isLegible(values) { best = (score, values) }
            }
            power += 1
          }
          count += 1
        }
      }
      skip += 1
    }
    return best.values
  }

  private static func density(bound count: Double, _ target: Double) -> Double {
    count >= target ? 2 - (count - 1) / (target - 1) : 1
  }
  private static func density(
    _ count: Double, _ first: Double, _ last: Double, _ low: Double, _ high: Double,
    _ target: Double
  ) -> Double {
    let ours = (count - 1) / (last - first)
    let wanted = (target - 1) / (max(last, high) - min(first, low))
    return 2 - max(ours / wanted, wanted / ours)
  }
  private static func coverage(bound reach: Double, _ span: Double) -> Double {
    guard reach > span else { return 1 }
    let half = (reach - span) / 2
    return 1 - half * half / (0.01 * span * span)
  }
  private static func zeroIsLabel(_ first: Double, _ last: Double, _ step: Double) -> Bool {
    guard first <= 1e-10 * step, last >= -1e-10 * step else { return false }
    let remainder = (first / step) - (first / step).rounded()
    return abs(remainder) < 1e-9
  }

  /// Label and minor values for a log axis.
  ///
  /// - Parameter decade: cells that one decade takes.
  package static func logarithmic(_ low: Double, _ high: Double, decade: Double, wanted: Int)
    -> [Tick]
  {
    guard low > 0, high > low, high.isFinite else { return [] }
    let decades = log10(high) - log10(low)
    if decades < 1 {
      return labelled(linear(low, high, wanted: wanted, isInside: true))
    }
    let firstPower = Int(log10(low).rounded(.down)) - 1
    let lastPower = Int(log10(high).rounded(.up)) + 1
    func isIn(_ value: Double) -> Bool { value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9) }
    func value(_ digit: Int, _ power: Int) -> Double { Double("\(digit)e\(power)") ?? .nan }
    if decades < 3 {
      let digits = decades * 3 <= Double(max(2, wanted)) * 1.3 ? [1, 2, 5] : [1]
      var values: [Double] = []
      for power in firstPower...lastPower {
        for digit in digits where isIn(value(digit, power)) { values.append(value(digit, power)) }
      }
      var ticks = labelled(values)
      if digits.count == 1 {
        for power in firstPower...lastPower {
          for digit in [2, 5] where isIn(value(digit, power)) {
            ticks.append(Tick(value(digit, power), "", isMinor: true))
          }
        }
      }
      return ticks.sorted { $0.value < $1.value }
    }
    let least = decades / Double(max(1, wanted))
    let every = [1, 2, 3, 5, 10, 20, 50].first { Double($0) >= least } ?? 100
    var ticks: [Tick] = []
    for power in firstPower...lastPower {
      let major = value(1, power)
      if isIn(major) {
        ticks.append(
          power % every == 0 ? Tick(major, "1e\(power)") : Tick(major, "", isMinor: true))
      }
      guard every == 1, decade >= 6 else { continue }
      for digit in decade >= 18 ? Array(2...9) : [2, 5] where isIn(value(digit, power)) {
        ticks.append(Tick(value(digit, power), "", isMinor: true))
      }
    }
    return ticks.sorted { $0.value < $1.value }
  }

  /// Values with labels of one format: the same decimals, or all `m e-k`.
  package static func labelled(_ values: [Double]) -> [Tick] {
    zip(values, labels(values)).map { Tick($0, $1) }
  }

  /// One format for all: the fewest decimals that tell them apart, scientific from 1e5 or below 1e-3.
  package static func labels(_ values: [Double]) -> [String] {
    let largest = values.map(abs).filter(\.isFinite).max() ?? 0
    guard largest > 0 else { return values.map { _ in "0" } }
    if largest >= 1e5 || largest < 1e-3 { return values.map(scientific) }
    for decimals in 0...8 {
      let texts = values.map { fixed($0, decimals) }
      let isExact = zip(values, texts).allSatisfy { value, text in
        abs((Double(text) ?? .nan) - value) <= largest * 1e-9
      }
      if isExact { return texts }
    }
    return values.map(scientific)
  }

  /// `12.50`: a fixed number of decimals, no `-0`.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let scale = pow(10, Double(decimals))
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e18 else { return "\(value)" }
    let digits = String(Int64(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(decimals)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return decimals == 0 ? sign + padded : sign + whole + "." + padded.suffix(decimals)
  }

  private static func scientific(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return "0" }
    var power = Int(log10(abs(value)).rounded(.down))
    var mantissa = value / pow(10, Double(power))
    if abs(mantissa) >= 9.9995 {
      mantissa /= 10
      power += 1
    }
    for decimals in 0...3 {
      let text = fixed(mantissa, decimals)
      if abs((Double(text) ?? 0) - mantissa) < 1e-6 { return "\(text)e\(power)" }
    }
    return "\(fixed(mantissa, 3))e\(power)"
  }
}
