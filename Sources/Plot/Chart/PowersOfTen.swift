import Glibc

/// Powers of ten, exact as far as doubles go: ticks ask for the same few again and again.
enum PowersOfTen {
  private static let table: [Double] = (0...64).map { pow(10, Double($0)) }

  /// 10 to a power of 0 or more.
  static func power(_ exponent: Int) -> Double {
    exponent >= 0 && exponent <= 64 ? table[exponent] : pow(10, Double(exponent))
  }
}
