import Core

/// A seeded order of options: its own stream, so that it takes nothing from the draws.
enum Shuffle {
  /// The numbers 0..<count in an order that the key decides, for ever.
  ///
  /// - Parameter avoids: an order that must not come out (the right one), if another is possible.
  static func order(_ count: Int, key: String, avoids: (([Int]) -> Bool)? = nil) -> [Int] {
    var random = NumPyRandom(hash(key))
    var order = Array(0..<count)
    // Fisher and Yates; the order of the pack comes out as often as any other, unless it is avoided.
    for _ in 0..<20 {
      for last in stride(from: count - 1, to: 0, by: -1) {
        let pick = min(last, Int((random.random() * Double(last + 1)).rounded(.down)))
        order.swapAt(last, pick)
      }
      guard let avoids, avoids(order) else { break }
    }
    return order
  }

  /// FNV-1a, 64 bits.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
