import Glibc

/// Ticks of a log axis of at least a decade: decades (every second, third … when tight) with short ticks
/// between; labels at 1-2-5 where there are fewer than three decades.
struct LogTicks {
  let ticks: [Tick]

  init(low: Double, high: Double, room: LabelRoom) {
    let (first, last) = (log10(low), log10(high))
    let decades = last - first
    let exponents = Array(
      Int(ceil(first - 1e-9))...max(Int(ceil(first - 1e-9)), Int(floor(last + 1e-9))))
    let cellsADecade = Double(room.length - 1) / decades
    if decades < 3, let labelled = Self.oneTwoFive(low, high, exponents, room) {
      ticks = labelled
      return
    }
    let labels = Self.labels(exponents.map(Self.power))
    // The smallest number of decades from label to label that keeps labels apart; from 1, unless only one would
    // be left so.
    var (each, start) = (1, 0)
    while each < exponents.count {
      func count(_ start: Int) -> Int { exponents.count { ($0 - start) % each == 0 } }
      start = count(0) > 1 ? 0 : (0..<each).max { count($0) < count($1) } ?? 0
      let picked = exponents.indices.filter { (exponents[$0] - start) % each == 0 }
      let values = picked.map { Self.power(exponents[$0]) }
      let isApart = room.isLegible(values, picked.map { labels[$0] })
      if isApart && (room.direction == .across || Double(each) * cellsADecade >= 2) { break }
      each += 1
    }
    var all: [Tick] = []
    for (exponent, label) in zip(exponents, labels) {
      all.append(Tick(Self.power(exponent), (exponent - start) % each == 0 ? label : nil))
    }
    let dense = room.direction == .across ? 18.0 : 9
    let sparse = room.direction == .across ? 6.0 : 4
    if each == 1 && cellsADecade >= sparse {
      let factors: [Double] = cellsADecade >= dense ? [2, 3, 4, 5, 6, 7, 8, 9] : [2, 5]
      for exponent in (exponents.first ?? 0) - 1...(exponents.last ?? 0) {
        for factor in factors {
          let value = factor * Self.power(exponent)
          if value > low * (1 + 1e-9), value < high * (1 - 1e-9) {
            all.append(Tick(value, isMinor: true))
          }
        }
      }
    }
    ticks = room.thinned(all)
  }

  /// Labels at 1, 2 and 5 (or only at 1 and 3, or at decades) for one to three decades; nil if not two fit.
  private static func oneTwoFive(
    _ low: Double, _ high: Double, _ exponents: [Int], _ room: LabelRoom
  ) -> [Tick]? {
    let from = (exponents.first ?? 0) - 1
    let to = (exponents.last ?? 0) + 1
    for factors in [[1.0, 2, 5], [1, 3], [1]] {
      var values: [Double] = []
      for exponent in from...to {
        for factor in factors {
          let value = factor * power(exponent)
          if value >= low * (1 - 1e-9), value <= high * (1 + 1e-9) { values.append(value) }
        }
      }
      let labels = labels(values)
      guard values.count >= 2, room.isLegible(values, labels) else { continue }
      if room.direction == .down, values.count > max(2, room.length / 2) { continue }
      var ticks = zip(values, labels).map { Tick($0, $1) }
      let cells = Double(room.length) / log10(high / low)
      if cells >= (room.direction == .across ? 18 : 9) {
        for exponent in from...to {
          for factor in [2.0, 3, 4, 5, 6, 7, 8, 9] {
            let value = factor * power(exponent)
            let isLabelled = values.contains { ($0 - value).magnitude < 1e-9 * value }
            if !isLabelled, value > low, value < high { ticks.append(Tick(value, isMinor: true)) }
          }
        }
      }
      return ticks
    }
    return nil
  }

  static func power(_ exponent: Int) -> Double {
    exponent >= 0 ? PowersOfTen.power(exponent) : 1 / PowersOfTen.power(-exponent)
  }

  /// Plain numbers from 0.001 to below 10,000, else all `m e k`.
  private static func labels(_ values: [Double]) -> [String] {
    let isPlain = values.allSatisfy { $0 >= 0.99e-3 && $0 < 0.99e4 }
    return values.map { value in
      let exponent = Int(floor(log10(value) + 1e-9))
      if isPlain { return TickText.fixed(value, decimals: max(0, -exponent)) }
      return TickText.scientific(value, decimals: 0)
    }
  }
}
