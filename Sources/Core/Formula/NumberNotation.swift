import Glibc

/// How numbers are printed for a reader (`docs/pack.md`, "Numbers") and for a parser: by formulas, pages and errors alike.
///
/// Twelve significant digits decide, so 1 − 0.8 prints 0.2. There is no −0.
package enum NumberNotation {
  /// Up to six decimals (and 15 digits in all) as they are, else a fraction with a denominator up to 1000, else six
  /// digits.
  package static func text(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-inf" : "inf" }
    if let text = decimal(value) { return text }
    if let (top, bottom) = fraction(value) { return "\(top)/\(bottom)" }
    return digits(value, 6)
  }

  /// A number that ends within six decimals, as it is; nil if it does not.
  package static func decimal(_ value: Double) -> String? {
    if value == 0 { return "0" }
    guard abs(value) < 1e15 else { return nil }
    // A Double has 15 digits for sure; what would follow is noise: 333333333333.333 rather than …333313.
    let whole = formatted("%.0f", abs(value)).count
    let rounded = formatted("%.\(max(0, min(6, 15 - whole)))f", value)
    guard let back = Double(rounded), agrees(back, value) else { return nil }
    return unsigned0(trimmed(rounded))
  }

  /// Equal in 12 significant digits.
  private static func agrees(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 5e-12 * abs(b) }

  /// The fraction of a denominator from 2 to 1000 that agrees in 12 digits, by continued fractions; nil if there is none.
  package static func fraction(_ value: Double) -> (top: Int, bottom: Int)? {
    let size = abs(value)
    guard size < 1e9, size > 1e-6 else { return nil }
    var (p0, q0, p1, q1) = (0.0, 1.0, 1.0, 0.0)
    var rest = size
    for _ in 0..<40 {
      let whole = rest.rounded(.down)
      (p0, q0, p1, q1) = (p1, q1, whole * p1 + p0, whole * q1 + q0)
      guard q1 <= 1000 else { return nil }
      if q1 >= 1, agrees(p1 / q1, size) {
        guard q1 > 1, let top = Int(exactly: p1), let bottom = Int(exactly: q1) else { return nil }
        return (value < 0 ? -top : top, bottom)
      }
      let part = rest - whole
      guard part > 1e-13 else { return nil }
      rest = 1 / part
    }
    return nil
  }

  /// So many significant digits, scientific outside 10⁻⁶ … 10¹⁵.
  ///
  /// - Parameter keepsZeros: of what was rounded: 0.05596 is 0.0560 to three digits; 24 stays 24.
  package static func digits(_ value: Double, _ count: Int, keepsZeros: Bool = false) -> String {
    guard value != 0 else { return "0" }
    let scientific = formatted("%.\(max(0, min(count, 17) - 1))e", value)
    guard let mark = scientific.firstIndex(of: "e"),
      let exponent = Int(scientific[scientific.index(after: mark)...].filter { $0 != "+" }),
      let back = Double(scientific)
    else { return text(value) }
    let isPadded = keepsZeros && !agrees(back, value)
    if (-6..<15).contains(exponent) {
      let text = formatted("%.\(max(0, count - 1 - exponent))f", back)
      return isPadded ? text : trimmed(text)
    }
    let mantissa = String(scientific[..<mark])
    return (isPadded ? mantissa : trimmed(mantissa)) + "e\(exponent)"
  }

  /// A fixed number of decimals, trailing zeros kept.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    unsigned0(formatted("%.\(max(0, min(decimals, 17)))f", value))
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

  /// Without the zeros behind the last decimal.
  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text[...]
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
  }

  private static func unsigned0(_ text: String) -> String {
    text.hasPrefix("-") && !text.contains(where: { ("1"..."9").contains($0) })
      ? String(text.dropFirst()) : text
  }

  /// By the C library, which rounds exactly; the longest is `%.17f` of the largest Double.
  private static func formatted(_ format: String, _ value: Double) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      let length = withVaList([value]) { vsnprintf(start, buffer.count, format, $0) }
      guard length >= 0, Int(length) < buffer.count else { return "\(value)" }
      return String(cString: start)
    }
  }
}
