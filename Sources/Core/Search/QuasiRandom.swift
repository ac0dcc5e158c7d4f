/// Sequences that fill the unit cube evenly, unscrambled. Index 0 is the origin; searches begin at 1.
package enum QuasiRandom {
  /// Axes that the Sobol sequence has direction numbers for.
  package static var sobolDimensions: Int { SobolDirections.all.count }

  /// The point of the Halton sequence: digits of the index mirrored at the point, in one prime base per axis.
  package static func halton(_ index: Int, dimensions: Int) -> [Double] {
    primes(dimensions).map { base in
      var rest = index
      var share = 1.0 / Double(base)
      var value = 0.0
      while rest > 0 {
        value += Double(rest % base) * share
        share /= Double(base)
        rest /= base
      }
      return value
    }
  }

  /// The point of the Sobol sequence (Joe–Kuo numbers, Gray-code order), exact to 32 bits.
  /// - Precondition: `dimensions ≤ sobolDimensions`.
  package static func sobol(_ index: Int, dimensions: Int) -> [Double] {
    precondition(dimensions <= sobolDimensions, "direction numbers for each axis")
    let gray = UInt32(truncatingIfNeeded: index) ^ UInt32(truncatingIfNeeded: index >> 1)
    return directions.prefix(dimensions).map { numbers in
      var bits: UInt32 = 0
      for bit in 0..<32 where gray >> UInt32(bit) & 1 == 1 { bits ^= numbers[bit] }
      return Double(bits) * 0x1p-32
    }
  }

  /// 32 direction numbers for each axis, as fractions of 2³².
  package static let directions: [[UInt32]] = SobolDirections.all.map { polynomial, initial in
    let degree = initial.count
    if degree == 0 { return (0..<32).map { UInt32(1) << UInt32(31 - $0) } }
    var m = initial
    for index in degree..<32 {
      var next = m[index - degree] ^ (m[index - degree] << UInt32(degree))
      for power in 1..<degree where polynomial >> UInt32(degree - power) & 1 == 1 {
        next ^= m[index - power] << UInt32(power)
      }
      m.append(next)
    }
    return m.enumerated().map { $0.element << UInt32(31 - $0.offset) }
  }

  /// The first primes.
  package static func primes(_ count: Int) -> [Int] {
    var primes: [Int] = []
    var next = 2
    while primes.count < count {
      if primes.allSatisfy({ next % $0 != 0 }) { primes.append(next) }
      next += 1
    }
    return primes
  }
}
