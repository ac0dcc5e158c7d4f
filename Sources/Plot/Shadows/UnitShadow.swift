/// How a unit stands beside the same one of an earlier run.
enum UnitShadow {
  /// Kept in one of the runs only.
  case onlyNow, onlyEarlier

  /// nil where both are alike, or where there is no earlier run.
  init?(_ isKept: Bool, _ earlier: [Bool], at index: Int) {
    guard earlier.indices.contains(index), earlier[index] != isKept else { return nil }
    self = isKept ? .onlyNow : .onlyEarlier
  }

  /// `+` is kept only now, `,` was kept only then: commas are shadows everywhere.
  var code: UInt32 { self == .onlyNow ? 0x2B : 0x2C }
}
