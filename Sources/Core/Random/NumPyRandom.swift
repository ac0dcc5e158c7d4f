/// NumPy's `default_rng(seed)`, bit for bit: `SeedSequence` hashing and PCG64 (a 128-bit linear congruential
/// generator whose output is folded and rotated: XSL-RR).
///
/// All randomness of the program comes from here, so any number on any page can be had again in Python. A value:
/// a step that holds one can be continued or replayed.
///
/// Source: M. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random
/// Number Generation", 2014.
package struct NumPyRandom: Equatable, Sendable {
  private(set) var state: UInt128
  let increment: UInt128
  /// The upper half of a word whose lower half was handed out as 32 bits.
  private(set) var spare: UInt32?

  /// Computed, so that the compiler puts the number where it is used: a stored one is asked for at every draw whether
  /// it has been made yet.
  @inline(__always)
  static var multiplier: UInt128 {
    UInt128(2_549_297_995_355_413_924) << 64 | 4_865_540_595_714_422_341
  }

  /// `default_rng(seed)`, seed 0 … 2⁶⁴−1.
  package init(_ seed: UInt64) { self.init(SeedSequence(seed)) }

  /// `default_rng(sequence)`, for spawned streams.
  package init(_ sequence: SeedSequence) {
    let words = sequence.words(4)
    increment = (UInt128(words[2]) << 64 | UInt128(words[3])) << 1 | 1
    state = increment &+ (UInt128(words[0]) << 64 | UInt128(words[1]))
    state = state &* Self.multiplier &+ increment
  }

  /// The next 64 bits.
  package mutating func next64() -> UInt64 {
    state = state &* Self.multiplier &+ increment
    return Self.output(state)
  }

  /// The next 32 bits: the lower half of a word, then its upper half.
  package mutating func next32() -> UInt32 {
    if let half = spare {
      spare = nil
      return half
    }
    let word = next64()
    spare = UInt32(truncatingIfNeeded: word >> 32)
    return UInt32(truncatingIfNeeded: word)
  }

  /// `random()`: 53 bits in [0, 1).
  package mutating func random() -> Double {
    Double(next64() >> 11) * 0x1p-53
  }

  /// `uniform(low, high)`: in [low, high).
  package mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * random()
  }

  /// One step of the congruential generator.
  @inline(__always)
  func following(_ state: UInt128) -> UInt128 { state &* Self.multiplier &+ increment }

  /// As if so many doubles had been drawn: a half word that was kept stays.
  mutating func skip(_ draws: Int) {
    let half = spare
    self = advanced(by: UInt64(max(0, draws)))
    spare = half
  }

  /// The generator after so many more 64-bit draws, in logarithmic time (Brown's jump).
  package func advanced(by draws: UInt64) -> NumPyRandom {
    var copy = self
    let jump = Self.jump(draws, increment: increment)
    copy.state = jump.multiplier &* state &+ jump.increment
    copy.spare = nil
    return copy
  }

  /// The map of `draws` steps at once: state ↦ multiplier · state + increment.
  static func jump(
    _ draws: UInt64, increment: UInt128
  ) -> (multiplier: UInt128, increment: UInt128) {
    var result = (multiplier: UInt128(1), increment: UInt128(0))
    var power = (multiplier: multiplier, increment: increment)
    var rest = draws
    while rest > 0 {
      if rest & 1 == 1 {
        result.multiplier &*= power.multiplier
        result.increment = result.increment &* power.multiplier &+ power.increment
      }
      power.increment = (power.multiplier &+ 1) &* power.increment
      power.multiplier &*= power.multiplier
      rest >>= 1
    }
    return result
  }

  static func output(_ state: UInt128) -> UInt64 {
    let high = UInt64(truncatingIfNeeded: state >> 64)
    let folded = high ^ UInt64(truncatingIfNeeded: state)
    let turn = high >> 58
    return folded >> turn | folded << ((64 &- turn) & 63)
  }
}
