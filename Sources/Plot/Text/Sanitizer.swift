/// The one place that decides what may reach a terminal: `Surface` sends every text through it.
package enum Sanitizer {
  /// Whether a scalar could steer a terminal or turn the reading direction: C0 controls, DEL, C1
  /// controls, line and paragraph separators, bidirectional controls.
  package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The text with each unsafe scalar replaced by U+FFFD.
  package static func clean(_ text: String) -> String {
    if isPlain(text) || !text.unicodeScalars.contains(where: isUnsafe) { return text }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { clean.append(isUnsafe(scalar) ? "\u{FFFD}" : scalar) }
    return String(clean)
  }

  /// Whether a text is printable ASCII throughout: one column a byte, nothing to clean or map.
  package static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }
}
