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

  /// As many words as fit; of a single long one its beginning.
  private static func words(_ text: String, within columns: Int) -> String {
    guard TextWidth.columns(of: text) > columns else { return text }
    var cut = TextWidth.clip(text, to: columns + 1)
    guard let gap = cut.lastIndex(of: " ") else {
      return columns >= 8 ? TextWidth.clip(text, to: columns) : ""
    }
    cut = String(cut[..<gap])
    while cut.last == " " || cut.last == "," { cut.removeLast() }
    return cut
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
