import Plot

/// What a figure in words says when it plays: only what changed since the frame that was told last.
///
/// It is read off two twins, so that a figure's author writes one sentence and one table, and nothing else.
package struct Narration: Equatable, Sendable {
  /// `frame 3 of 60: draw 3 of 60; ratio 0.882 (down from 1).`
  package let sentence: String
  /// The rows of the table that were not there before, each with the names of its columns.
  package let rows: [String]

  package init(of twin: Twin, after previous: Twin, _ language: Language) {
    sentence = Self.told(twin.sentence, previous.sentence, language)
    rows = Self.newRows(twin.table, previous.table)
  }

  // MARK: - The sentence

  private static func told(_ text: String, _ before: String, _ language: Language) -> String {
    guard text != before else { return language("Nothing changes.", "바뀐 것이 없다.") }
    let parts = sentences(of: text)
    let old = sentences(of: before)
    guard let head = parts.first, let oldHead = old.first else { return text }
    var told: [String] = []
    let news = changed(head, oldHead, language)
    if !news.isEmpty { told.append(news) }
    told += parts.dropFirst().filter { !old.contains($0) }
    return told.joined(separator: " ")
  }

  /// Split after a full stop that is followed by a blank.
  private static func sentences(of text: String) -> [String] {
    var sentences: [String] = []
    var current = ""
    var last: Character = " "
    for character in text {
      if character == " ", last == ".", !current.isEmpty {
        sentences.append(current)
        current = ""
      } else {
        current.append(character)
      }
      last = character
    }
    return current.isEmpty ? sentences : sentences + [current]
  }

  /// The first sentence without what it begins with as before (the title, the settings), and without clauses that are
  /// the same.
  private static func changed(_ text: String, _ before: String, _ language: Language) -> String {
    let rest = text.dropFirst(commonStart(text, before))
    let old = clauses(of: before)
    var kept = clauses(of: String(rest)).filter { !old.contains($0) }
    // `frame 3 of 60; draw 3 of 60` says one thing twice.
    if let place = kept.first.map({ Set(pieces(of: $0).numbers) }), place.count == 2 {
      kept = kept.prefix(1) + kept.dropFirst().filter { Set(pieces(of: $0).numbers) != place }
    }
    let told = kept.map { clause -> String in
      guard let earlier = old.first(where: { sameWords($0, clause) }) else { return clause }
      return comparing(clause, earlier, language)
    }
    var sentence = told.joined(separator: "; ")
    // The place among the frames introduces the rest.
    if let end = sentence.lastIndex(where: { $0 != "." }) {
      sentence = String(sentence[...end])
    }
    return sentence.isEmpty ? "" : sentence + "."
  }

  /// How many characters both begin with, up to the last mark that separates parts.
  private static func commonStart(_ text: String, _ before: String) -> Int {
    var count = 0
    var boundary = 0
    var depth = 0
    var last: Character = " "
    for (character, other) in zip(text, before) {
      guard character == other else { break }
      count += 1
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      if character == " ", depth == 0, ",:;".contains(last) { boundary = count }
      last = character
    }
    return boundary
  }

  /// Parts between `; ` and after the first `: `, outside brackets.
  private static func clauses(of text: String) -> [String] {
    var clauses: [String] = []
    var current = ""
    var depth = 0
    for character in text {
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      if character == " ", depth <= 0, let mark = current.last, ";:".contains(mark) {
        current.removeLast()
        clauses.append(current)
        current = ""
      } else {
        current.append(character)
      }
    }
    return clauses + [current]
  }

  // MARK: - Numbers

  /// A clause's words and numbers in turn.
  private static func pieces(of clause: String) -> (words: [String], numbers: [String]) {
    var words = [""]
    var numbers: [String] = []
    var isInside = false
    var last: Character = " "
    let characters = Array(clause)
    for (index, character) in characters.enumerated() {
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      let isDigit = ("0"..."9").contains(character)
      let goesOn =
        isInside
        && (isDigit || (character == "e" && (next.isNumber || next == "-"))
          || ((character == "." || character == ",") && next.isNumber)
          || (character == "-" && last == "e"))
      // A digit after a letter belongs to a name, such as w1.
      let begins =
        !isInside && !last.isLetter && !last.isNumber && last != "^"
        && (isDigit || (character == "-" && next.isNumber))
      if goesOn {
        numbers[numbers.count - 1].append(character)
      } else if begins {
        numbers.append(String(character))
        words.append("")
        isInside = true
      } else {
        isInside = false
        words[words.count - 1].append(character)
      }
      last = character
    }
    return (words, numbers)
  }

  private static func sameWords(_ left: String, _ right: String) -> Bool {
    pieces(of: left).words == pieces(of: right).words
  }

  /// `ratio 0.882 (down from 1)`, where one number alone changed and is no count of steps.
  private static func comparing(
    _ clause: String, _ earlier: String, _ language: Language
  ) -> String {
    let new = pieces(of: clause).numbers
    let old = pieces(of: earlier).numbers
    let places = new.indices.filter { $0 < old.count && new[$0] != old[$0] }
    guard places.count == 1, let place = places.first, new.count == 1,
      let value = Double(new[place].filter { $0 != "," }),
      let former = Double(old[place].filter { $0 != "," }),
      !clause.contains("("), !(value == former + 1 && value == value.rounded())
    else { return clause }
    let was = old[place]
    let words =
      value > former
      ? language("up from \(was)", "\(was)에서 늘었다")
      : language("down from \(was)", "\(was)에서 줄었다")
    return "\(clause.last == "." ? String(clause.dropLast()) : clause) (\(words))"
  }

  // MARK: - The table

  private static func newRows(_ table: TextTable?, _ before: TextTable?) -> [String] {
    guard let table else { return [] }
    let old = before?.header == table.header ? before?.rows ?? [] : []
    var rows = table.rows.filter { !old.contains($0) }
    let current = table.current.flatMap { table.rows.indices.contains($0) ? table.rows[$0] : nil }
    let former = before?.current.flatMap { old.indices.contains($0) ? old[$0] : nil }
    if rows.isEmpty, let current, current != former { rows = [current] }
    return rows.map { row in
      zip(table.header, row).filter { !$1.isEmpty }
        .map { $0.isEmpty ? $1 : "\($0) \($1)" }.joined(separator: ", ")
    }
  }
}
