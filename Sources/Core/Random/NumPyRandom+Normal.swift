import Glibc

extension NumPyRandom {
  /// `standard_normal()`: mean 0, variance 1, by the ziggurat.
  ///
  /// Source: Marsaglia & Tsang (2000), "The ziggurat method for generating random variables", JSS 5(8).
  package mutating func standardNormal() -> Double {
    while true {
      let word = next64()
      let strip = Int(word & 0xFF)
      let size = (word >> 9) & 0xF_FFFF_FFFF_FFFF
      let distance = Double(size) * Ziggurat.width[strip]
      let value = word & 0x100 == 0 ? distance : -distance
      if size < Ziggurat.inside[strip] { return value }
      if strip == 0 {
        return tailNormal(isNegative: (size >> 8) & 1 == 1)
      }
      let (upper, lower) = (Ziggurat.height[strip - 1], Ziggurat.height[strip])
      if (upper - lower) * random() + lower < exp(-0.5 * value * value) { return value }
    }
  }

  /// `standard_normal(count)`.
  package mutating func standardNormal(_ count: Int) -> [Double] {
    (0..<max(0, count)).map { _ in standardNormal() }
  }

  private mutating func tailNormal(isNegative: Bool) -> Double {
    while true {
      let x = -Ziggurat.inverseTail * log1p(-random())
      let y = -log1p(-random())
      if y + y > x * x {
        return isNegative ? -(Ziggurat.tail + x) : Ziggurat.tail + x
      }
    }
  }
}
