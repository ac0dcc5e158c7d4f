import Core

/// One number as people type it: `0.5`, `.5`, `1e-3`, `1/3`, `sqrt(2)`; U+2212 and full-width digits are read.
enum ControlEntry {
  /// The value, or why there is none: at which character (1-based), and what is wrong.
  static func number(_ text: Substring) -> Result<Double, FormulaError> {
    let plain = narrowed(text)
    if let value = decimal(plain) { return .success(value) }
    do throws(FormulaError) {
      let value = try Expression(parsing: String(plain)).value()
      guard case .scalar(let number) = value else {
        return .failure(
          FormulaError(column: 1, message: "this is not one number", fix: "write one number"))
      }
      return .success(number)
    } catch {
      return .failure(error)
    }
  }

  /// A decimal number in plain syntax; nil for everything else (also `inf`, `nan` and hexadecimal).
  static func decimal(_ text: Substring) -> Double? {
    guard !text.isEmpty, text.utf8.count <= 64,
      text.utf8.allSatisfy({ (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) })
    else { return nil }
    var body = text
    if body.hasPrefix("+") { body = body.dropFirst() }
    guard let value = Double(body), value.isFinite else { return nil }
    return value
  }

  /// A whole number in plain syntax, also written `64.0` or `1e3`; nil for everything else.
  static func whole(_ text: Substring) -> Int? {
    let plain = narrowed(text)
    if let value = Int(plain) { return value }
    guard case .success(let value) = number(plain) else { return nil }
    return Int(exactly: value)
  }

  /// Without spaces at the ends, full-width forms as ASCII, the minus sign as a hyphen.
  static func narrowed(_ text: Substring) -> Substring {
    let trimmed = text.trimmed
    guard trimmed.unicodeScalars.contains(where: { !$0.isASCII }) else { return trimmed }
    var narrow = String.UnicodeScalarView()
    for scalar in trimmed.unicodeScalars {
      switch scalar.value {
      case 0x2212: narrow.append("-")
      case 0x3000: narrow.append(" ")
      case 0xFF01...0xFF5E: narrow.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      default: narrow.append(scalar)
      }
    }
    return Substring(String(narrow)).trimmed
  }
}

extension Substring {
  /// Without white space at both ends.
  var trimmed: Substring {
    var text = self
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return text
  }
}
