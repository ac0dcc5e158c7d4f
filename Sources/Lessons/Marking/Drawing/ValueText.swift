import Core

/// How `{{…}}` prints a value: its numbers by ``NumberNotation`` or as the page asks, and lists, matrices, functions and
/// LaTeX around them.
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
    guard number.isFinite else { return NumberNotation.text(number) }
    guard isPercent else { return typeset(printed(number)) }
    return typeset(printed(number * 100)) + (notation == .plain ? "%" : "\\%")
  }

  /// `4/3`, `-0.5`, `1e-8`.
  private func printed(_ number: Double) -> String {
    if let decimals { return NumberNotation.fixed(number, decimals) }
    if let digits { return NumberNotation.digits(number, digits, keepsZeros: true) }
    if isFraction, let (top, bottom) = NumberNotation.fraction(number) { return "\(top)/\(bottom)" }
    // Of a percentage no fraction is wanted.
    if isPercent { return NumberNotation.decimal(number) ?? NumberNotation.digits(number, 3) }
    return NumberNotation.text(number)
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
}
