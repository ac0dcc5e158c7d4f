/// Title and readout in one row. The numbers of the moment matter more than the title, which stands above anyway; what
/// does not fit is left out word by word, item by item.
struct SceneHead {
  let title: String
  let readout: String
  /// Columns before the readout.
  let readoutStart: Int

  init(_ scene: Scene, columns: Int, glyphs: Glyphs) {
    let shown = glyphs.shown(scene.readout)
    readout = Self.items(shown, within: columns)
    let width = TextWidth.columns(of: readout)
    let room = width > 0 ? max(0, columns - width - 2) : columns
    title = Self.words(glyphs.shown(scene.title), within: room)
    readoutStart = max(0, columns - width)
  }

  /// As many items (two or more blanks apart) as fit.
  private static func items(_ text: String, within columns: Int) -> String {
    var text = text
    while TextWidth.columns(of: text) > columns {
      guard let gap = text.lastRange(of: "  ") else { return TextWidth.clip(text, to: columns) }
      text = String(text[..<gap.lowerBound])
      while text.last == " " { text.removeLast() }
    }
    return text
  }

  /// As many words as fit, without a part that means nothing alone; of a single long one its beginning.
  private static func words(_ text: String, within columns: Int) -> String {
    guard TextWidth.columns(of: text) > columns else { return text }
    var cut = TextWidth.clip(text, to: columns + 1)
    guard let gap = cut.lastIndex(of: " ") else {
      return columns >= 8 ? TextWidth.clip(text, to: columns) : ""
    }
    cut = String(cut[..<gap])
    return tidied(cut)
  }

  /// What was cut, up to its last whole part: no bracket left open, no `p =`, no `from` at the end.
  private static func tidied(_ text: String) -> String {
    var words = text.split(separator: " ")
    func isOpen(_ words: ArraySlice<Substring>) -> Bool {
      let text = words.joined(separator: " ")
      return text.count { "([".contains($0) } > text.count { ")]".contains($0) }
    }
    while words.count > 1, isOpen(words[...]) { words.removeLast() }
    // The clause that was cut goes, if one before it is whole.
    if words.last?.last != ",",
      let comma = words.indices.dropLast().last(where: {
        words[$0].last == "," && !isOpen(words[...$0])
      })
    {
      words.removeLast(words.count - comma - 1)
    }
    while words.count > 1, let last = words.last {
      if ["=", "+", "-", "*", "/"].contains(last) {
        words.removeLast(min(2, words.count - 1))
      } else if ["a", "the", "of", "on", "in", "at", "and", "from", "with"].contains(last) {
        words.removeLast()
      } else {
        break
      }
    }
    var whole = words.joined(separator: " ")
    while whole.last == "," || whole.last == ":" { whole.removeLast() }
    return whole
  }
}

extension String {
  /// The last place of two blanks.
  fileprivate func lastRange(of blanks: String) -> Range<String.Index>? {
    var index = endIndex
    while index > startIndex {
      index = self.index(before: index)
      if self[index...].hasPrefix(blanks) {
        return index..<self.index(index, offsetBy: blanks.count)
      }
    }
    return nil
  }
}
