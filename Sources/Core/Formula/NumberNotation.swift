import Glibc

/// How numbers are printed for a reader (`pack.md` §4) and for a parser.
package enum NumberNotation {
  /// 12 significant digits decide: up to 6 decimals as they are, else a fraction with denominator ≤ 1000, else 6
  /// digits. No −0.
  package static func text(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity" }
    if value == 0 { return "0" }
    let size = abs(value)
    if size < 1e15 {
      for decimals in 0...6 {
        let text = fixed(value, decimals)
        if let back = Double(text), agrees(back, value) { return text == "-0" ? "0" : text }
      }
      if let (top, bottom) = fraction(value) { return "\(top)/\(bottom)" }
    }
    return digits(value, 6)
  }

  /// Equal in 12 significant digits.
  static func agrees(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 5e-13 * max(abs(a), abs(b))
  }

  /// The fraction with the smallest denominator up to 1000 that agrees in 12 digits; nil for whole numbers.
  package static func fraction(_ value: Double) -> (top: Int, bottom: Int)? {
    guard value.isFinite, abs(value) < 1e6, value != 0 else { return nil }
    for bottom in 2...1000 {
      let top = (value * Double(bottom)).rounded()
      if top != 0, agrees(top / Double(bottom), value), let whole = Int(exactly: top) {
        return (whole, bottom)
      }
    }
    return nil
  }

  /// A fixed number of decimals, trailing zeros kept.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    let places = max(0, min(decimals, 17))
    guard value.isFinite, abs(value) < 1e18 else { return text(digits: value) }
    let scaled = decimalDigits(abs(value), places)
    let digits = scaled
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = value < 0 && padded.contains(where: { $0 != "0" }) ? "-" : ""
    guard places > 0 else { return sign + padded }
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  private static func text(digits value: Double) -> String { "\(value)" }

  /// `value · 10^places` rounded to a whole number, as digits; exact through the C library.
  private static func decimalDigits(_ value: Double, _ places: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 64)
    let count = withVaList([Int32(places), value]) { vsnprintf(&buffer, buffer.count, "%.*f", $0) }
    guard count > 0, count < buffer.count else { return "0" }
    let text = String(
      decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let digits = text.filter { $0 != "." }
    let trimmed = digits.drop { $0 == "0" }
    return trimmed.isEmpty ? "0" : String(trimmed)
  }

  /// Significant digits, without trailing zeros; scientific outside 1e-4 … 1e15.
  package static func digits(_ value: Double, _ count: Int) -> String {
    guard value.isFinite else { return text(value) }
    if value == 0 { return "0" }
    var buffer = [CChar](repeating: 0, count: 64)
    let places = Int32(max(1, min(count, 17)))
    let length = withVaList([places, value]) { vsnprintf(&buffer, buffer.count, "%.*g", $0) }
    guard length > 0, length < buffer.count else { return "\(value)" }
    let printed = String(
      decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let place = printed.firstIndex(of: "e"),
      let exponent = Int(printed[printed.index(after: place)...])
    else { return printed }
    let mantissa = printed[..<place]
    if exponent >= 0, exponent <= 14 { return fixed(value, 0) }
    return "\(mantissa)e\(exponent)"
  }

  /// The shortest text that reads back equal, in the formula language.
  package static func exact(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "(0/0)" : value < 0 ? "(-1/0)" : "(1/0)" }
    if value == 0 { return "0" }
    if abs(value) < 1e15, value == value.rounded(), let whole = Int(exactly: value) {
      return "\(whole)"
    }
    return "\(value)"
  }
}
