import Plot

/// A lesson file as text, which knows where each character stands.
///
/// The text is what parsers see: valid UTF-8, line ends as `\n`, control and bidi characters replaced by U+FFFD, scalar
/// by scalar, so places stay right.
package final class Source: Sendable {
  /// As diagnostics name it.
  package let file: String
  package let text: String
  /// Characters that were replaced, and whatever else is odd about the bytes. Warnings.
  package let warnings: [Diagnostic]
  /// Offsets in UTF-8 of the first byte of each line.
  private let starts: [Int]

  /// - Parameter text: any text; characters that may not reach a screen are replaced.
  package init(file: String, text: String) {
    self.file = file
    var cleaner = Cleaner(file: file)
    var text = cleaner.clean(text)
    text.makeContiguousUTF8()
    self.text = text
    warnings = cleaner.warnings
    var starts = [0]
    for (offset, byte) in text.utf8.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    self.starts = starts
  }

  package var lineCount: Int { starts.count }

  /// The text of a line, 1-based, without its line end; empty beyond the last one.
  package func line(_ number: Int) -> Substring {
    guard number >= 1, number <= starts.count else { return "" }
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: starts[number - 1])
    guard number < starts.count else { return text[start...] }
    return text[start..<utf8.index(utf8.startIndex, offsetBy: starts[number] - 1)]
  }

  /// The place in a line from a 1-based column in UTF-8 bytes (as cmark counts).
  package func location(line: Int, byte: Int) -> SourceLocation {
    let content = self.line(line)
    let utf8 = content.utf8
    let end =
      utf8.index(utf8.startIndex, offsetBy: max(0, byte - 1), limitedBy: utf8.endIndex)
      ?? utf8.endIndex
    return SourceLocation(
      file: file, line: line, column: content[..<end].count + 1)
  }

  /// The place in a line from a 1-based column in Unicode scalars (as libyaml counts).
  package func location(line: Int, scalar: Int) -> SourceLocation {
    let content = self.line(line)
    let scalars = content.unicodeScalars
    let end =
      scalars.index(scalars.startIndex, offsetBy: max(0, scalar - 1), limitedBy: scalars.endIndex)
      ?? scalars.endIndex
    return SourceLocation(
      file: file, line: line, column: content[..<end].count + 1)
  }

  /// The place of the first character of a line.
  package func location(line: Int) -> SourceLocation { SourceLocation(file: file, line: line) }
}

/// Takes out of a text what may not reach a screen.
private struct Cleaner {
  let file: String
  var warnings: [Diagnostic] = []

  init(file: String) { self.file = file }

  /// Tab and line ends stay (`\r\n` and `\r` become `\n`, a byte order mark at the start goes); other controls (C0, C1,
  /// DEL) and bidi controls become U+FFFD.
  mutating func clean(_ text: String) -> String {
    guard needsCleaning(text) else { return text }
    var result = String.UnicodeScalarView()
    var line = 1
    var column = 1
    var previous: Unicode.Scalar = "\0"
    for (index, scalar) in text.unicodeScalars.enumerated() {
      defer { previous = scalar }
      if index == 0, scalar == "\u{FEFF}" { continue }
      if scalar == "\r" || scalar == "\n" {
        if scalar == "\n", previous == "\r" { continue }
        result.append("\n")
        line += 1
        column = 1
        continue
      }
      if Self.isUnsafe(scalar) {
        if warnings.count < 20 {
          let code = String(scalar.value, radix: 16, uppercase: true)
          let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
          warnings.append(
            Diagnostic(
              SourceLocation(file: file, line: line, column: column),
              "the invisible control character \(name) is shown as a replacement character",
              fix: "delete it", severity: .warning))
        }
        result.append("\u{FFFD}")
      } else {
        result.append(scalar)
      }
      column += 1
    }
    return String(result)
  }

  private func needsCleaning(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte < 0x20 && byte != 0x0A && byte != 0x09 { return true }
      // DEL; C1 is C2 80…9F; U+061C is D8 9C; U+200E…202E, 2066…2069 and U+FEFF begin E2 80/81, EF BB.
      if byte == 0x7F { return true }
      if previous == 0xC2 && byte < 0xA0 && byte >= 0x80 { return true }
      if previous == 0xD8 && byte == 0x9C { return true }
      if previous == 0xE2 && (byte == 0x80 || byte == 0x81) { return true }
      if previous == 0xEF && byte == 0xBB { return true }
      previous = byte
    }
    return false
  }

  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\t" && scalar != "\n" && (Sanitizer.isUnsafe(scalar) || scalar == "\u{FEFF}")
  }
}
