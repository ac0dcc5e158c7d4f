import Core
import Glibc

/// How `{{…}}` prints a value (`pack.md` §4).
///
/// Twelve significant digits decide, so 1 − 0.8 prints 0.2: up to six decimals (and 15 digits in all) as they are, else
/// a fraction with a denominator up to 1000, else six digits. There is no −0.
package struct ValueText: Equatable, Sendable {
  package enum Notation: Equatable, Sendable {
    case plain
    /// Inside `$…$`: one row.
    case latex
    /// Inside `$$…$$`: matrices as `bmatrix`.
    case display
    /// In links and tests: what a control or an answer reads back equal.
    case exact
  }
  package var notation: Notation
  package var digits: Int?
  package var decimals: Int?
  package var isPercent = false
  package var isFraction = false

  package init(_ notation: Notation = .plain, digits: Int? = nil, decimals: Int? = nil) {
    self.notation = notation
    self.digits = digits
    self.decimals = decimals
  }

  package func text(_ value: Value) -> String {
    switch value {
    case .scalar(let number): return text(number)
    case .vector(let entries):
      let list = settled(entries).map(text)
      return switch notation {
      case .exact: list.joined(separator: ",")
      default: "(" + list.joined(separator: ", ") + ")"
      }
    case .matrix(let matrix):
      let texts = settled(matrix.elements).map(text)
      let rows = (0..<matrix.rows).map { row in
        Array(texts[row * matrix.columns..<(row + 1) * matrix.columns])
      }
      switch notation {
      case .display:
        return "\\begin{bmatrix}"
          + rows.map { $0.joined(separator: " & ") }.joined(separator: " \\\\ ")
          + "\\end{bmatrix}"
      case .exact:
        return "[" + rows.map { "[" + $0.joined(separator: ",") + "]" }.joined(separator: ",") + "]"
      case .plain, .latex:
        return "[" + rows.map { "[" + $0.joined(separator: ", ") + "]" }.joined(separator: ", ")
          + "]"
      }
    case .truth(let truth): return truth ? "true" : "false"
    }
  }

  /// Beside a far larger entry what is left of a difference prints as 0; exact texts keep it.
  private func settled(_ entries: [Double]) -> [Double] {
    guard notation != .exact else { return entries }
    let largest = entries.map(abs).max() ?? 0
    return entries.map { abs($0) < 1e-15 * largest ? 0 : $0 }
  }

  package func text(_ meaning: Scope.Meaning) -> String {
    switch meaning {
    case .value(let value): return text(value)
    case .function(let expression):
      return switch notation {
      case .plain: expression.text(.plain)
      case .latex, .display: expression.text(.latex)
      case .exact: expression.text(.exact)
      }
    }
  }

  package func text(_ number: Double) -> String {
    if notation == .exact { return number == 0 ? "0" : number.plainText }
    guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-inf" : "inf" }
    guard isPercent else { return typeset(printed(number)) }
    return typeset(printed(number * 100)) + (notation == .plain ? "%" : "\\%")
  }

  /// `4/3`, `-0.5`, `1e-8`.
  private func printed(_ number: Double) -> String {
    if let decimals { return Self.unsigned0(Self.format("%.\(decimals)f", number)) }
    if let digits { return Self.significant(number, digits) }
    if isFraction, let fraction = Self.fraction(number) { return fraction }
    if let text = Self.decimal(number) { return text }
    if !isPercent, let fraction = Self.fraction(number) { return fraction }
    return Self.significant(number, isPercent ? 3 : 6, padded: false)
  }

  /// As LaTeX, where that is wanted.
  private func typeset(_ text: String) -> String {
    guard notation != .plain else { return text }
    if let slash = text.firstIndex(of: "/") {
      let sign = text.hasPrefix("-") ? "-" : ""
      let over = text[..<slash].drop { $0 == "-" }
      return "\(sign)\\frac{\(over)}{\(text[text.index(after: slash)...])}"
    }
    if let mark = text.firstIndex(of: "e") {
      return "\(text[..<mark]) \\cdot 10^{\(text[text.index(after: mark)...])}"
    }
    return text
  }

  /// A number that ends within six decimals, as it is; nil if it does not.
  private static func decimal(_ number: Double) -> String? {
    if number == 0 { return "0" }
    guard abs(number) < 1e15 else { return nil }
    // A Double has 15 digits for sure; what would follow is noise: 333333333333.333 rather than …333313.
    let whole = format("%.0f", abs(number)).count
    let rounded = format("%.\(max(0, min(6, 15 - whole)))f", number)
    guard let back = Double(rounded), agree(back, number) else { return nil }
    return unsigned0(trimmed(rounded))
  }

  /// Equal in 12 significant digits.
  private static func agree(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 5e-12 * abs(b) }

  /// `4/3`, of a denominator from 2 to 1000, by continued fractions; nil if there is none.
  private static func fraction(_ number: Double) -> String? {
    let size = abs(number)
    guard size < 1e9, size > 1e-6 else { return nil }
    var (p0, q0, p1, q1) = (0.0, 1.0, 1.0, 0.0)
    var rest = size
    for _ in 0..<40 {
      let whole = rest.rounded(.down)
      (p0, q0, p1, q1) = (p1, q1, whole * p1 + p0, whole * q1 + q0)
      guard q1 <= 1000 else { return nil }
      if q1 >= 1, agree(p1 / q1, size) {
        guard q1 > 1 else { return nil }
        return (number < 0 ? "-" : "") + format("%.0f", p1) + "/" + format("%.0f", q1)
      }
      let part = rest - whole
      guard part > 1e-13 else { return nil }
      rest = 1 / part
    }
    return nil
  }

  /// So many significant digits; a value that ends earlier as it is.
  private static func significant(_ number: Double, _ digits: Int, padded: Bool = true) -> String {
    guard number != 0 else { return "0" }
    let scientific = format("%.\(max(0, digits - 1))e", number)
    guard let mark = scientific.firstIndex(of: "e"),
      let exponent = Int(scientific[scientific.index(after: mark)...].filter { $0 != "+" }),
      let back = Double(scientific)
    else { return format("%.6g", number) }
    // Rounded digits keep their zeros: 0.05596 is 0.0560 to three digits; 24 stays 24.
    let keepsZeros = padded && !agree(back, number)
    if (-6..<15).contains(exponent) {
      let text = format("%.\(max(0, digits - 1 - exponent))f", back)
      return keepsZeros ? text : trimmed(text)
    }
    let mantissa = String(scientific[..<mark])
    return (keepsZeros ? mantissa : trimmed(mantissa)) + "e\(exponent)"
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

  private static func format(_ format: String, _ number: Double) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      let length = withVaList([number]) { vsnprintf(start, buffer.count, format, $0) }
      guard length >= 0, Int(length) < buffer.count else { return number.plainText }
      return String(cString: start)
    }
  }
}
