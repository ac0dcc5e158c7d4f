extension NumPyRandom {
  /// `integers(low, high)`: uniform in low ..< high, by Lemire's method; 32 bits are used where they suffice.
  /// - Precondition: `low < high`.
  package mutating func integer(in range: Range<Int>) -> Int {
    precondition(!range.isEmpty, "an integer is drawn from at least one")
    let last =
      UInt64(bitPattern: Int64(range.upperBound &- 1))
      &- UInt64(bitPattern: Int64(range.lowerBound))
    return range.lowerBound &+ Int(truncatingIfNeeded: bounded(last))
  }

  /// `integers(low, high, count)`.
  package mutating func integers(in range: Range<Int>, count: Int) -> [Int] {
    (0..<max(0, count)).map { _ in integer(in: range) }
  }

  /// `permutation(count)`: the numbers 0 ..< count in random order.
  package mutating func permutation(_ count: Int) -> [Int] {
    shuffled(Array(0..<max(0, count)))
  }

  /// `shuffle`: Fisher–Yates from the end.
  package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for index in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(index, Int(interval(UInt64(index))))
    }
    return elements
  }

  /// `choice(population, count, replace=False)`: so many different numbers of 0 ..< population, in random order.
  ///
  /// Floyd's method, or, for a large part of a large population, the end of a shuffle: as NumPy chooses.
  /// - Precondition: `0 ≤ count ≤ population`.
  package mutating func choice(_ count: Int, of population: Int) -> [Int] {
    precondition(count >= 0 && count <= population, "no more than there are")
    if population > 10_000, count > population / 50 {
      var all = Array(0..<population)
      for index in stride(from: population - 1, to: max(population - count - 1, 0), by: -1) {
        all.swapAt(index, Int(bounded(UInt64(index))))
      }
      return Array(all.suffix(count))
    }
    var seen: Set<Int> = []
    var chosen: [Int] = []
    for last in (population - count)..<population {
      let drawn = Int(bounded(UInt64(last)))
      let next = seen.contains(drawn) ? last : drawn
      seen.insert(next)
      chosen.append(next)
    }
    for index in stride(from: count - 1, to: 0, by: -1) {
      chosen.swapAt(index, Int(bounded(UInt64(index))))
    }
    return chosen
  }

  /// Uniform in 0 … last by masking and rejecting, as NumPy's shuffle draws it.
  mutating func interval(_ last: UInt64) -> UInt64 {
    if last == 0 { return 0 }
    let mask = UInt64.max >> UInt64(last.leadingZeroBitCount)
    while true {
      let value = (last <= 0xFFFF_FFFF ? UInt64(next32()) : next64()) & mask
      if value <= last { return value }
    }
  }

  /// Uniform in 0 … last by multiplication, as NumPy's `integers` draws it.
  mutating func bounded(_ last: UInt64) -> UInt64 {
    switch last {
    case 0: return 0
    case 0xFFFF_FFFF: return UInt64(next32())
    case ..<0xFFFF_FFFF: return UInt64(bounded32(UInt32(last)))
    case .max: return next64()
    default: return bounded64(last)
    }
  }

  private mutating func bounded32(_ last: UInt32) -> UInt32 {
    let count = last + 1
    var product = UInt64(next32()) * UInt64(count)
    if UInt32(truncatingIfNeeded: product) < count {
      let threshold = (UInt32.max - last) % count
      while UInt32(truncatingIfNeeded: product) < threshold {
        product = UInt64(next32()) * UInt64(count)
      }
    }
    return UInt32(truncatingIfNeeded: product >> 32)
  }

  private mutating func bounded64(_ last: UInt64) -> UInt64 {
    let count = last + 1
    var product = next64().multipliedFullWidth(by: count)
    if product.low < count {
      let threshold = (UInt64.max - last) % count
      while product.low < threshold { product = next64().multipliedFullWidth(by: count) }
    }
    return product.high
  }
}
