import Glibc

/// Numbers for people: few digits, no `-0`, the same width when asked for.
package enum NumberText {
  /// At most so many significant digits, without trailing zeros; exponents as `1e-5`.
  package static func short(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-inf" : "inf" }
    if value == 0 { return "0" }
    return tidied(formatted("%.\(min(max(digits, 1), 17))g", value))
  }

  /// So many decimals; beyond 10⁹ as ``short(_:digits:)``.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, value.magnitude < 1e9 else { return short(value) }
    let text = formatted("%.\(min(max(decimals, 0), 17))f", value)
    let isZero = text.utf8.allSatisfy { !(49...57).contains($0) }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }

  /// Padded on the left to a width.
  package static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// `(0.763, -3.175)`; of long vectors the first few.
  package static func vector(_ values: [Double], digits: Int = 4, limit: Int = 4) -> String {
    if values.count == 1 { return short(values[0], digits: digits) }
    let shown = values.prefix(limit).map { short($0, digits: digits) }
    let rest = values.count > limit ? ", ..." : ""
    return "(" + shown.joined(separator: ", ") + rest + ")"
  }

  /// `[[6, 2], [2, 4]]`.
  package static func matrix(_ rows: [[Double]], digits: Int = 4) -> String {
    let texts = rows.map { row in
      "[" + row.map { short($0, digits: digits) }.joined(separator: ", ") + "]"
    }
    return "[" + texts.joined(separator: ", ") + "]"
  }

  /// `65,536`: thousands in groups.
  package static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return value < 0 ? "-" + text : text
  }

  /// `1 row`, `3 rows`: an English noun that takes an s.
  package static func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }

  /// `all 40 masks are drawn`, `the one mask is drawn`.
  static func all(_ count: Int, _ noun: String, are done: String) -> String {
    count == 1 ? "the one \(noun) is \(done)" : "all \(count) \(noun)s are \(done)"
  }

  /// `1e-05` → `1e-5`, `1e+06` → `1e6`.
  private static func tidied(_ text: String) -> String {
    guard let mark = text.firstIndex(of: "e") else { return text }
    let exponent = Int(text[text.index(after: mark)...].filter { $0 != "+" }) ?? 0
    return text[..<mark] + "e\(exponent)"
  }

  private static func formatted(_ format: String, _ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 64)
    let length = withVaList([value]) { vsnprintf(&buffer, buffer.count, format, $0) }
    let bytes = buffer.prefix(max(0, min(Int(length), buffer.count - 1)))
    // A locale with a decimal comma may have been set by someone else.
    return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      .split(separator: ",", omittingEmptySubsequences: false).joined(separator: ".")
  }
}
