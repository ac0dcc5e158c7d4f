import Plot

/// One line of text being typed.
package struct TextField: Equatable, Sendable {
  package private(set) var characters: [Character]
  package private(set) var cursor: Int
  /// Numbers and formulas: Hangul jamo typed by mistake become the keys they lie on (`1ㄷ-3` is `1e-3`).
  package let mapsJamo: Bool
  /// Longer input is cut: no answer needs more.
  private static let limit = 2000

  package init(_ text: String = "", mapsJamo: Bool = true) {
    characters = Array(text.prefix(Self.limit))
    cursor = characters.count
    self.mapsJamo = mapsJamo
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }

  /// Takes a key; false if it means nothing to a field.
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let letter): insert(String(letter))
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .backspace, .control("h"):
      if cursor > 0 {
        cursor -= 1
        characters.remove(at: cursor)
      }
    case .delete, .control("d"):
      if cursor < characters.count { characters.remove(at: cursor) }
    case .control("u"):
      characters.removeSubrange(..<cursor)
      cursor = 0
    case .control("k"): characters.removeSubrange(cursor...)
    case .control("w"):
      var start = cursor
      while start > 0, characters[start - 1] == " " { start -= 1 }
      while start > 0, characters[start - 1] != " " { start -= 1 }
      characters.removeSubrange(start..<cursor)
      cursor = start
    default: return false
    }
    return true
  }

  /// Puts the cursor before a character.
  package mutating func move(to character: Int) {
    cursor = min(max(0, character), characters.count)
  }

  /// Inserts pasted or typed text; line breaks and tabs become spaces and never submit.
  package mutating func insert(_ text: String) {
    // Of a pasted book only the beginning has a chance.
    let text = String(text.prefix(4 * Self.limit))
    let plain = mapsJamo ? Jamo.keys(for: text) : text
    let clean = plain.map { $0.isNewline || $0 == "\t" ? Character(" ") : $0 }
      .filter { !($0.unicodeScalars.first.map { $0.value < 32 || $0.value == 127 } ?? true) }
    let room = max(0, Self.limit - characters.count)
    characters.insert(contentsOf: clean.prefix(room), at: cursor)
    cursor += min(room, clean.count)
  }
}
