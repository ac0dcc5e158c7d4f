/// The body of a page with its maths and its `{{…}}` taken out, so that Markdown does not touch them.
///
/// Each piece is replaced by one character of the private plane 15, which Markdown takes for a letter: `$a_1*b*c$`
/// stays as it is, and a `|` in a formula does not split a table. Code spans and fences are left alone.
struct Protected {
  struct Piece {
    enum Kind: Equatable { case inline, display, template }
    let kind: Kind
    /// Between the delimiters.
    let text: String
    /// Of the first character of `text`.
    let location: SourceLocation
  }
  private(set) var text = ""
  private(set) var pieces: [Piece] = []
  private(set) var diagnostics = Diagnostics()

  private static let first: UInt32 = 0xF0000
  private static let limit = 0xFFFE
  /// Characters of a paragraph: the search for closing signs stays bounded.
  private static let longest = 20_000

  /// - Parameter lines: 1-based lines of the source.
  init(_ source: Source, lines: Range<Int>) {
    let texts = lines.map { source.line($0) }
    self.init(source: source, firstLine: lines.lowerBound, lines: texts)
  }

  /// The piece that a character stands for.
  func piece(_ scalar: Unicode.Scalar) -> Piece? {
    guard scalar.value >= Self.first, scalar.value < 0xFFFFF else { return nil }
    let index = Int(scalar.value - Self.first)
    return index < pieces.count ? pieces[index] : nil
  }

  /// With the pieces written out again.
  func restored(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value >= Self.first }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      guard let piece = piece(scalar) else {
        result.unicodeScalars.append(scalar)
        continue
      }
      switch piece.kind {
      case .inline: result += "$\(piece.text)$"
      case .display: result += "$$\(piece.text)$$"
      case .template: result += "{{\(piece.text)}}"
      }
    }
    return result
  }

  private init(source: Source, firstLine: Int, lines: [Substring]) {
    var fence: Substring?
    var index = 0
    var out: [String] = []
    while index < lines.count {
      let line = lines[index]
      let body = line.drop { $0 == " " || $0 == ">" }
      if let open = fence {
        if body.hasPrefix(open), body.drop(while: { $0 == open.first }).allSatisfy(\.isWhitespace) {
          fence = nil
        }
        out.append(String(line))
        index += 1
        continue
      }
      if let mark = body.first, mark == "`" || mark == "~" {
        let run = body.prefix { $0 == mark }
        if run.count >= 3 {
          fence = run
          out.append(String(line))
          index += 1
          continue
        }
      }
      // A paragraph: maths may go on over its lines, not beyond a blank one.
      var end = index + 1
      while end < lines.count, !lines[end].allSatisfy(\.isWhitespace), !Self.opensFence(lines[end])
      { end += 1 }
      if line.allSatisfy(\.isWhitespace) { end = index + 1 }
      let paragraph = Array(lines[index..<end].joined(separator: "\n"))
      if paragraph.count > Self.longest {
        diagnostics.error(
          source.location(line: firstLine + index),
          "a paragraph of more than \(Self.longest) characters", fix: "split it")
        out += [String](repeating: "", count: end - index)
      } else {
        out.append(protect(paragraph, source: source, line: firstLine + index))
      }
      index = end
    }
    text = out.joined(separator: "\n") + "\n"
  }

  private static func opensFence(_ line: Substring) -> Bool {
    let body = line.drop { $0 == " " || $0 == ">" }
    return body.hasPrefix("```") || body.hasPrefix("~~~")
  }

  /// Lines of one paragraph; as many as before, so that line numbers hold.
  private mutating func protect(_ text: [Character], source: Source, line: Int) -> String {
    var result = ""
    var line = line
    var lineStart = 0
    var index = 0
    // A sign that is missing once is missing for all that follows in the paragraph.
    var missing = Set<String>()
    // Line ends inside a piece: they stand for later spaces, so that no space comes behind the piece.
    var owed = 0
    func starts(_ pattern: String, at index: Int) -> Bool {
      var at = index
      for character in pattern {
        guard at < text.count, text[at] == character else { return false }
        at += 1
      }
      return true
    }
    /// The index where `pattern` stands next, a backslash before it excepted.
    func find(_ pattern: String, from start: Int) -> Int? {
      var at = start
      while at < text.count {
        if text[at] == "\\" { at += 2; continue }
        if starts(pattern, at: at) { return at }
        at += 1
      }
      return nil
    }
    while index < text.count {
      let character = text[index]
      if character == "\\", index + 1 < text.count {
        // Markdown knows no escape of a dollar sign or a brace inside text: it does (ASCII punctuation).
        result.append(character)
        result.append(text[index + 1])
        if text[index + 1] == "\n" {
          line += 1
          lineStart = index + 2
        }
        index += 2
        continue
      }
      if character == "\n" {
        result.append(character)
        index += 1
        line += 1
        lineStart = index
        continue
      }
      if character == "`" {
        var count = 0
        while index + count < text.count, text[index + count] == "`" { count += 1 }
        let ticks = String(repeating: "`", count: count)
        var close = index + count
        while close < text.count {
          if starts(ticks, at: close), !starts(ticks + "`", at: close), text[close - 1] != "`" {
            break
          }
          close += 1
        }
        let end = close < text.count ? close + count : index + count
        for at in index..<end {
          result.append(text[at])
          if text[at] == "\n" {
            line += 1
            lineStart = at + 1
          }
        }
        index = end
        continue
      }
      let opening =
        starts("$$", at: index)
        ? ("$$", "$$", Piece.Kind.display)
        : character == "$"
          ? ("$", "$", .inline) : starts("{{", at: index) ? ("{{", "}}", .template) : nil
      guard let (open, closing, kind) = opening else {
        if owed > 0, character == " ", index + 1 < text.count, text[index + 1].isLetter {
          result.append("\n")
          owed -= 1
          index += 1
          continue
        }
        result.unicodeScalars.append(
          contentsOf: character.unicodeScalars.map { $0.value >= Self.first ? "\u{FFFD}" : $0 })
        index += 1
        continue
      }
      let start = index + open.count
      let place = SourceLocation(file: source.file, line: line, column: index - lineStart + 1)
      guard !missing.contains(closing), let end = find(closing, from: start) else {
        if missing.insert(closing).inserted {
          diagnostics.error(
            place, "this '\(open)' is never closed",
            fix: open == "{{"
              ? "close it with '}}'"
              : "close it with '\(closing)', or write '\\$' for a dollar sign")
        }
        result += open == "{{" ? open : "\\" + open
        index = start
        continue
      }
      let inner = String(text[start..<end])
      if inner.allSatisfy(\.isWhitespace) {
        diagnostics.error(
          place, "there is nothing between '\(open)' and '\(closing)'", fix: "delete it")
      }
      if pieces.count < Self.limit, let scalar = Unicode.Scalar(Self.first + UInt32(pieces.count)) {
        pieces.append(
          Piece(
            kind: kind, text: inner,
            location: SourceLocation(
              file: place.file, line: line, column: place.column + open.count)))
        result.unicodeScalars.append(scalar)
      } else if pieces.count == Self.limit {
        diagnostics.error(
          place, "more than \(Self.limit) formulas on a page", fix: "split the page")
      }
      for at in start..<end where text[at] == "\n" {
        owed += 1
        line += 1
        lineStart = at + 1
      }
      index = end + closing.count
    }
    return result + String(repeating: "\n", count: owed)
  }
}
