/// The configuration file: flat YAML, `key: value` lines, where `exam.date: …` may also be written as a block
/// `exam:` with `date: …` indented below it.
///
/// Lines that are not understood stay as they are when a value is changed.
package struct Preferences: Equatable, Sendable {
  /// Something in the file that is passed over: where it is, what is wrong, how to mend it.
  package struct Warning: Equatable, Sendable {
    package let line: Int
    package let column: Int
    package let message: String
    package let fix: String
  }

  package private(set) var warnings: [Warning] = []
  private var values: [Preference: String] = [:]
  private var lines: [Substring]

  package init(_ text: String = "") {
    // By scalars: as a character, "\r\n" is one and no "\n".
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map(Substring.init)
    if lines.last == "" { lines.removeLast() }
    for entry in entries { read(entry) }
  }

  /// What the file says; nil if it says nothing usable.
  package subscript(preference: Preference) -> String? { values[preference] }

  /// What holds.
  package func value(of preference: Preference) -> String {
    values[preference] ?? preference.initial
  }

  /// The file's text.
  package var text: String { lines.map { $0 + "\n" }.joined() }

  // MARK: - Reading

  /// One `key: value` of the file.
  private struct Entry {
    var index: Int
    var key: String
    var keyColumn: Int
    var value: Substring
    /// The value in its line, without quotes and comment around it.
    var range: Range<Substring.Index>
    var column: Int
  }

  private var entries: [Entry] {
    var entries: [Entry] = []
    var block: String?
    for (index, line) in lines.enumerated() {
      guard let colon = Self.colon(in: line) else { continue }
      let start = line.firstIndex { !Self.isBlank($0) } ?? line.startIndex
      guard line[start] != "#" else { continue }
      let name = String(Self.unquoted(Self.trimmed(line[start..<colon])))
      let isIndented = start > line.startIndex
      let range = Self.valueRange(in: line, after: line.index(after: colon))
      let value = line[range]
      if !isIndented { block = nil }
      if !isIndented, value.isEmpty {
        block = name
        continue
      }
      let key = isIndented ? block.map { "\($0).\(name)" } ?? name : name
      entries.append(
        Entry(
          index: index, key: key, keyColumn: Self.column(of: start, in: line), value: value,
          range: range, column: Self.column(of: range.lowerBound, in: line)))
    }
    return entries
  }

  private mutating func read(_ entry: Entry) {
    guard let preference = Preference(rawValue: entry.key) else {
      warnings.append(
        Warning(
          line: entry.index + 1, column: entry.keyColumn, message: "unknown key '\(entry.key)'",
          fix: "the keys are " + Preference.allCases.map(\.rawValue).joined(separator: ", ")))
      return
    }
    guard let value = preference.value(of: String(Self.unquoted(entry.value))) else {
      warnings.append(
        Warning(
          line: entry.index + 1, column: entry.column,
          message: "'\(entry.key)' cannot be '\(Self.unquoted(entry.value))'",
          fix: "write \(preference.allowed)"))
      return
    }
    values[preference] = value
  }

  // MARK: - Writing

  /// Sets a value in its line, or in a new one at the end. The rest of the file stays as it is.
  /// - Precondition: the preference can have the value.
  package mutating func set(_ preference: Preference, to value: String) {
    precondition(preference.value(of: value) != nil, "a value must fit its key")
    // The last line of a key wins, so it is the one that is changed.
    if let entry = entries.last(where: { $0.key == preference.rawValue }) {
      let line = lines[entry.index]
      let gap = Self.isBlank(line[line.index(before: entry.range.lowerBound)]) ? "" : " "
      lines[entry.index] =
        line[..<entry.range.lowerBound] + gap + value + line[entry.range.upperBound...]
    } else {
      lines.append("\(preference.rawValue): \(value)")
    }
    self = Preferences(text)
  }

  // MARK: - Pieces of a line

  /// The colon that ends a key: before a blank or the end.
  private static func colon(in line: Substring) -> Substring.Index? {
    line.indices.first { index in
      guard line[index] == ":" else { return false }
      let next = line.index(after: index)
      return next == line.endIndex || isBlank(line[next])
    }
  }

  /// From the value's first character to its last, before blanks and a comment.
  private static func valueRange(in line: Substring, after start: Substring.Index)
    -> Range<Substring.Index>
  {
    let rest = line[start...]
    guard let first = rest.firstIndex(where: { !isBlank($0) }), rest[first] != "#" else {
      return start..<start
    }
    var end = line.endIndex
    if rest[first] == "'" || rest[first] == "\"",
      let close = rest[line.index(after: first)...].firstIndex(of: rest[first])
    {
      return first..<line.index(after: close)
    }
    var previous = first
    for index in rest[first...].indices {
      if rest[index] == "#", isBlank(rest[previous]) {
        end = index
        break
      }
      previous = index
    }
    while end > first, isBlank(line[line.index(before: end)]) { end = line.index(before: end) }
    return first..<end
  }

  private static func column(of index: Substring.Index, in line: Substring) -> Int {
    line.distance(from: line.startIndex, to: index) + 1
  }

  private static func isBlank(_ character: Character) -> Bool {
    character == " " || character == "\t" || character == "\r"
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }

  private static func unquoted(_ text: Substring) -> Substring {
    guard text.count >= 2, let first = text.first, first == "'" || first == "\"",
      text.last == first
    else { return text }
    return text.dropFirst().dropLast()
  }
}
