extension Surface {
  /// The rows as text, blanks at their ends left out.
  package func lines() -> [String] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size.columns * 3)
    return (0..<size.rows).map { row in
      bytes.removeAll(keepingCapacity: true)
      var end = 0
      for code in codes[row * size.columns..<(row + 1) * size.columns] where code != 0 {
        if code < 0x80 {
          bytes.append(UInt8(truncatingIfNeeded: code))
          if code != Self.blank { end = bytes.count }
          continue
        }
        if code & Self.clusterFlag != 0 {
          bytes.append(contentsOf: clusters[Int(code & ~Self.clusterFlag)].utf8)
        } else if let scalar = Unicode.Scalar(code) {
          Self.append(scalar.value, to: &bytes)
        }
        end = bytes.count
      }
      return String(decoding: bytes[..<end], as: UTF8.self)
    }
  }

  /// The UTF-8 form of a scalar from U+0080 on.
  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | value >> shift & 0x3F) }
    if value < 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
    } else if value < 0x10000 {
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      bytes.append(tail(6))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
      bytes.append(tail(12))
      bytes.append(tail(6))
    }
    bytes.append(tail(0))
  }

  /// One letter for the style of each cell, for golden frames; plain cells and blanks are spaces.
  ///
  /// `d` dim, `h` heading, `a` accent, `g` good, `b` bad, `w` warn, `1`–`4` categories; capitals (and `!` for
  /// plain, `5`–`8`) are bold, `~` is reverse, `_` underlined; `0`–`9` levels of a heat map.
  package func inkLines() -> [String] {
    (0..<size.rows).map { row in
      var line = (0..<size.columns).map { column -> Character in
        let index = row * size.columns + column
        let style = styles[index]
        if style.reverse { return "~" }
        if let shade = style.shade { return Character("\(shade.level / 26)") }
        if style.underline { return "_" }
        if codes[index] == Self.blank { return " " }
        let letters: [Character] = style.bold ? Self.boldInks : Self.inks
        return letters[Int(style.ink.rawValue)]
      }
      while line.last == " " { line.removeLast() }
      return String(line)
    }
  }

  private static let inks: [Character] = [" ", "d", "h", "a", "g", "b", "w", "1", "2", "3", "4"]
  private static let boldInks: [Character] = [
    "!", "D", "H", "A", "G", "B", "W", "5", "6", "7", "8",
  ]
}
