/// Texts with blanks.
enum Cloze {
  /// The text between `___` blanks; those inside `$…$` are maths.
  static func pieces(of text: String) -> [String] {
    let characters = Array(text)
    var pieces: [String] = []
    var piece = ""
    var isMath = false
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character == "\\", index + 1 < characters.count {
        piece.append(character)
        piece.append(characters[index + 1])
        index += 2
        continue
      }
      if character == "$" { isMath.toggle() }
      if character == "_", !isMath, characters[index...].prefix(3) == ["_", "_", "_"] {
        pieces.append(piece)
        piece = ""
        while index < characters.count, characters[index] == "_" { index += 1 }
        continue
      }
      piece.append(character)
      index += 1
    }
    return pieces + [piece]
  }

  /// What is compared: without case and spaces, full-width forms as plain ones.
  static func key(_ text: String) -> String {
    var key = ""
    for character in text.lowercased() where !character.isWhitespace {
      if let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
        (0xFF01...0xFF5E).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - 0xFEE0)
      {
        key.append(Character(plain))
      } else {
        switch character {
        case "\u{2212}", "\u{2013}": key.append("-")
        case "″": key.append("''")
        case "′", "’": key.append("'")
        default: key.append(character)
        }
      }
    }
    return key
  }
}
