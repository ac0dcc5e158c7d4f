extension Surface {
  /// The rows as text, blanks at their ends left out.
  package func lines() -> [String] {
    (0..<size.rows).map { row in
      var view = String.UnicodeScalarView()
      var blanks = 0
      for column in 0..<size.columns {
        let code = codes[row * size.columns + column]
        if code == Self.blank {
          blanks += 1
          continue
        }
        if code == 0 { continue }
        for _ in 0..<blanks { view.append(" ") }
        blanks = 0
        if code & Self.clusterFlag != 0 {
          view.append(contentsOf: clusters[Int(code & ~Self.clusterFlag)].unicodeScalars)
        } else if let scalar = Unicode.Scalar(code) {
          view.append(scalar)
        }
      }
      return String(view)
    }
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
