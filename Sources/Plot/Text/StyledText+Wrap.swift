extension StyledText {
  /// Display columns of the whole text in one row.
  package var columns: Int { runs.reduce(0) { $0 + TextWidth.columns(of: $1.text) } }

  /// The longest beginning that takes at most `columns`.
  package func clipped(to columns: Int) -> StyledText {
    var left = max(0, columns)
    var clipped = StyledText()
    for run in runs {
      let text = TextWidth.clip(run.text, to: left)
      if !text.isEmpty { clipped.append(text, run.style) }
      left -= TextWidth.columns(of: run.text)
      if left <= 0 { break }
    }
    return clipped
  }

  /// The text in rows of at most `columns` (at least 1), broken at spaces and line ends.
  ///
  /// A word too long for a row is broken between clusters (Korean: syllables), never before closing
  /// punctuation or after an opening bracket. Rows start with `indent` spaces from the second on.
  package func wrapped(to columns: Int, indent: Int = 0) -> [StyledText] {
    if fitsAsItIs(columns) { return [self] }
    var wrapping = Wrapping(columns: max(1, columns), indent: max(0, min(indent, columns / 2)))
    for run in runs {
      for scalar in Wrapping.pieces(of: run.text) {
        switch scalar {
        case .lineEnd: wrapping.endLine()
        case .cluster(let cluster): wrapping.take(cluster, run.style)
        }
      }
    }
    wrapping.endLine()
    return wrapping.rows
  }
}

extension StyledText {
  /// Whether wrapping would change nothing: one run of printable ASCII with single blanks between words, short enough.
  /// Most lines are such, and lines are wrapped in every frame.
  private func fitsAsItIs(_ columns: Int) -> Bool {
    guard runs.count == 1, let text = runs.first?.text, text.utf8.count <= columns else {
      return false
    }
    var isBlankBefore = true
    for byte in text.utf8 {
      guard byte >= 0x20, byte < 0x7F, byte != 0x20 || !isBlankBefore else { return false }
      isBlankBefore = byte == 0x20
    }
    return !isBlankBefore
  }
}

extension TextWidth {
  /// A plain text in rows of at most `columns`; see `StyledText.wrapped`.
  package static func wrap(_ text: String, to columns: Int, indent: Int = 0) -> [String] {
    StyledText(text).wrapped(to: columns, indent: indent).map(\.text)
  }
}

/// The state of a word wrap: the rows so far, the row being filled, the word being read.
private struct Wrapping {
  struct Atom {
    var cluster: TextWidth.Cluster
    var style: Style
    var isSpace: Bool { cluster.scalars == [" "] }
  }
  enum Piece {
    case lineEnd
    case cluster(TextWidth.Cluster)
  }

  let columns: Int
  let indent: Int
  var rows: [StyledText] = []
  private var row: [Atom] = []
  private var rowColumns = 0
  private var word: [Atom] = []
  private var wordColumns = 0
  private var isFirst = true

  init(columns: Int, indent: Int) {
    self.columns = columns
    self.indent = indent
  }

  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { pieces.append(.lineEnd) }
      TextWidth.forEachCluster(in: noBreak(String(line))) {
        pieces.append(.cluster(TextWidth.Cluster(scalars: Array($0), columns: $1)))
      }
    }
    return pieces
  }

  /// A no-break space must outlive the change to a plain one: it is marked by a joining zero-width scalar.
  private static func noBreak(_ line: String) -> String {
    guard line.unicodeScalars.contains("\u{A0}") else { return line }
    var view = String.UnicodeScalarView()
    for scalar in line.unicodeScalars {
      view.append(scalar)
      if scalar == "\u{A0}" { view.append("\u{2060}") }
    }
    return String(view)
  }

  private var room: Int { columns - (isFirst ? 0 : indent) }

  mutating func take(_ cluster: TextWidth.Cluster, _ style: Style) {
    var cluster = cluster
    let isNoBreak = cluster.scalars.count > 1 && cluster.scalars[0] == " "
    if isNoBreak { cluster.scalars = [" "] }
    let atom = Atom(cluster: cluster, style: style)
    if atom.isSpace && !isNoBreak {
      endWord()
      row.append(atom)
      rowColumns += 1
    } else {
      word.append(atom)
      wordColumns += cluster.columns
    }
  }

  mutating func endLine() {
    endWord()
    emit()
    isFirst = true
  }

  private mutating func endWord() {
    guard !word.isEmpty else { return }
    if rowColumns + wordColumns > room, row.contains(where: { !$0.isSpace }) { breakRow() }
    if rowColumns + wordColumns > room, !row.isEmpty, wordColumns <= room { breakRow() }
    while rowColumns + wordColumns > room {
      if !row.isEmpty, let first = word.first, rowColumns + first.cluster.columns > room {
        breakRow()
        continue
      }
      let count = breakPlace()
      for atom in word.prefix(count) {
        row.append(atom)
        rowColumns += atom.cluster.columns
        wordColumns -= atom.cluster.columns
      }
      word.removeFirst(count)
      breakRow()
      if word.isEmpty { return }
    }
    row += word
    rowColumns += wordColumns
    word = []
    wordColumns = 0
  }

  /// How many clusters of a word that is too long go on this row: at least one.
  private func breakPlace() -> Int {
    var count = 0
    var used = rowColumns
    while count < word.count, used + word[count].cluster.columns <= room {
      used += word[count].cluster.columns
      count += 1
    }
    guard count > 1, count < word.count else { return max(1, min(count, word.count)) }
    var place = count
    while place > 1,
      Self.closing.contains(word[place].cluster.scalars[0])
        || Self.opening.contains(word[place - 1].cluster.scalars[0])
    {
      place -= 1
    }
    return place > 1 ? place : count
  }

  private mutating func breakRow() {
    emit()
    isFirst = false
  }

  private mutating func emit() {
    while let last = row.last, last.isSpace, last.style.reverse == false { row.removeLast() }
    var text = StyledText()
    if !isFirst && indent > 0 && !row.isEmpty { text.append(String(repeating: " ", count: indent)) }
    var start = 0
    while start < row.count {
      var end = start
      var view = String.UnicodeScalarView()
      while end < row.count, row[end].style == row[start].style {
        view.append(contentsOf: row[end].cluster.scalars)
        end += 1
      }
      text.append(String(view), row[start].style)
      start = end
    }
    rows.append(text)
    row = []
    rowColumns = 0
  }

  private static let closing = Set(".,!?:;)]}%”’」』》】…、。".unicodeScalars)
  private static let opening = Set("([{“‘「『《【".unicodeScalars)
}
