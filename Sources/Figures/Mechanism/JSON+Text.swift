extension JSON {
  /// The value as compact JSON text, on one line.
  package var text: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// The value over several lines, two spaces deeper a level; lists of plain values stay on one line.
  package var pretty: String {
    var text = ""
    writePretty(to: &text, indent: 0)
    return text
  }

  package func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    case .unsigned(let value): text += String(value)
    case .number(let value): text += value.isFinite ? value.jsonText : "\"\(value.jsonText)\""
    case .string(let value): JSON.quote(value, to: &text)
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += "," }
        element.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        JSON.quote(member.key, to: &text)
        text += ":"
        member.value.write(to: &text)
      }
      text += "}"
    }
  }

  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private func writePretty(to text: inout String, indent: Int) {
    let margin = String(repeating: " ", count: indent + 2)
    switch self {
    case .array(let elements) where !elements.allSatisfy(\.isPlain):
      text += "[\n"
      for (index, element) in elements.enumerated() {
        text += margin
        element.writePretty(to: &text, indent: indent + 2)
        text += index + 1 < elements.count ? ",\n" : "\n"
      }
      text += String(repeating: " ", count: indent) + "]"
    case .object(let members) where !members.isEmpty:
      text += "{\n"
      for (index, member) in members.enumerated() {
        text += margin
        JSON.quote(member.key, to: &text)
        text += ": "
        member.value.writePretty(to: &text, indent: indent + 2)
        text += index + 1 < members.count ? ",\n" : "\n"
      }
      text += String(repeating: " ", count: indent) + "}"
    default: write(to: &text)
    }
  }

  /// Quotes a string: what a terminal might obey (C0, DEL, C1, bidi marks, line separators) becomes `\u…`.
  private static func quote(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if scalar.isUnsafeOnTerminal {
          let hex = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}

extension Unicode.Scalar {
  /// A character that a terminal may obey or that reorders text: C0, DEL, C1, bidi controls, separators.
  /// All of them lie in the basic plane.
  var isUnsafeOnTerminal: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      true
    default: false
    }
  }
}

extension Double {
  /// What Python's `repr(float)` prints: the shortest digits that read back equal, `5.0`, `1e-05`, `1e+16`; `NaN`,
  /// `Infinity`, `-Infinity` for what JSON has no number for.
  package var jsonText: String {
    if isNaN { return "NaN" }
    if isInfinite { return self < 0 ? "-Infinity" : "Infinity" }
    // Swift goes over to exponents at 2^53, Python at 10^16; both print the shortest digits.
    if magnitude >= 0x1p53, magnitude < 1e16 {
      return String(Int64(self)) + ".0"
    }
    return description
  }
}
