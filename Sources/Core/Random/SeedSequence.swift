/// NumPy's `SeedSequence`: spreads a seed over as many well-mixed words as a generator needs.
///
/// Source: M. O'Neill's `seed_seq` replacement as NumPy 1.17 and later uses it; the words are NumPy's to the bit.
package struct SeedSequence: Equatable, Sendable {
  /// 0 … 2⁶⁴−1.
  package let seed: UInt64
  /// The places of its ancestors among their siblings; empty for one made from a seed alone.
  package let spawnKey: [UInt32]
  private let pool: [UInt32]

  package init(_ seed: UInt64, spawnKey: [UInt32] = []) {
    self.seed = seed
    self.spawnKey = spawnKey
    pool = Self.mixed(seed, spawnKey)
  }

  /// Children `first ..< first + count`, each an independent stream: NumPy's `spawn(count)`, called first or again.
  package func spawned(_ count: Int, from first: UInt32 = 0) -> [SeedSequence] {
    (0..<count).map {
      SeedSequence(seed, spawnKey: spawnKey + [first &+ UInt32(truncatingIfNeeded: $0)])
    }
  }

  /// NumPy's `generate_state(count, uint64)`.
  package func words(_ count: Int) -> [UInt64] {
    var constant: UInt32 = 0x8b51_f9dd
    var halves: [UInt32] = []
    for index in 0..<(2 * count) {
      var word = pool[index % pool.count] ^ constant
      constant &*= 0x58f3_8ded
      word &*= constant
      halves.append(word ^ (word >> 16))
    }
    return (0..<count).map { UInt64(halves[2 * $0]) | UInt64(halves[2 * $0 + 1]) << 32 }
  }

  private static func mixed(_ seed: UInt64, _ spawnKey: [UInt32]) -> [UInt32] {
    var entropy = [UInt32(truncatingIfNeeded: seed)]
    if seed >> 32 != 0 { entropy.append(UInt32(truncatingIfNeeded: seed >> 32)) }
    if !spawnKey.isEmpty {
      entropy += [UInt32](repeating: 0, count: 4 - entropy.count) + spawnKey
    }
    var constant: UInt32 = 0x43b0_d7e5
    func hashed(_ word: UInt32) -> UInt32 {
      var word = word ^ constant
      constant &*= 0x931e_8875
      word &*= constant
      return word ^ (word >> 16)
    }
    func joined(_ left: UInt32, _ right: UInt32) -> UInt32 {
      let word = 0xca01_f9dd &* left &- 0x4973_f715 &* right
      return word ^ (word >> 16)
    }
    var pool: [UInt32] = []
    for index in 0..<4 { pool.append(hashed(index < entropy.count ? entropy[index] : 0)) }
    for source in 0..<4 {
      for target in 0..<4 where source != target {
        pool[target] = joined(pool[target], hashed(pool[source]))
      }
    }
    for word in entropy.dropFirst(4) {
      for target in 0..<4 { pool[target] = joined(pool[target], hashed(word)) }
    }
    return pool
  }
}
