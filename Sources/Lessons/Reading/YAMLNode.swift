/// A piece of a YAML file: a text, a list or a mapping, with its place.
///
/// Every scalar is a text; what it means is for our own parsers to say (`pack.md`). The readers in
/// YAMLNode+Reading.swift collect mistakes instead of stopping at the first.
package struct YAMLNode: Sendable {
  package indirect enum Content: Sendable {
    case text(String)
    case list([YAMLNode])
    case mapping([Entry])
  }
  package struct Entry: Sendable {
    /// Always a text.
    package let key: YAMLNode
    package let name: String
    package let value: YAMLNode
  }
  package enum Style: Sendable { case plain, singleQuoted, doubleQuoted, block, collection }

  package let content: Content
  package let style: Style
  package let source: Source
  /// 1-based; the column counts Unicode scalars, as libyaml does.
  let line: Int
  let scalarColumn: Int

  init(_ content: Content, style: Style, source: Source, line: Int, scalarColumn: Int) {
    self.content = content
    self.style = style
    self.source = source
    self.line = line
    self.scalarColumn = scalarColumn
  }

  /// Where the node begins (a quoted text: its quote).
  package var location: SourceLocation { source.location(line: line, scalar: scalarColumn) }

  /// Whether it is `key:` with nothing behind it.
  package var isEmpty: Bool {
    if case .text(let text) = content { return text.isEmpty }
    return false
  }

  /// The place of a character of the text, counted from 0: to point at the column of a formula.
  ///
  /// Follows the file: `''` in single quotes is one character, line ends in folded text are one space, the lines of
  /// a block begin after their indent. Beyond the end: the place behind the last character.
  package func location(offset: Int) -> SourceLocation {
    guard case .text(let text) = content else { return location }
    var walker = Walker(node: self)
    for (index, character) in text.enumerated() {
      walker.align(with: character, isFirst: index == 0)
      if index >= offset { return walker.location }
      walker.pass(character)
    }
    return walker.location
  }

  /// Walks the characters of the file and of the text in step.
  private struct Walker {
    let node: YAMLNode
    var line: Int
    var characters: [Character]
    /// In `characters`, from 0; its count stands for the line end.
    var column: Int

    init(node: YAMLNode) {
      self.node = node
      line = node.line
      characters = Array(node.source.line(line))
      column = node.location.column - 1
      switch node.style {
      case .singleQuoted, .doubleQuoted: column += 1
      case .block: nextLine()
      case .plain, .collection: break
      }
    }

    var location: SourceLocation {
      SourceLocation(file: node.source.file, line: line, column: column + 1)
    }

    mutating func nextLine() {
      line += 1
      characters = Array(node.source.line(line))
      column = 0
    }

    /// Skips white space of the file that the text does not have.
    mutating func align(with character: Character, isFirst: Bool) {
      if isBlank(character) && !isFirst { return }
      while line <= node.source.lineCount {
        if column >= characters.count {
          nextLine()
        } else if isBlank(characters[column]) && !isBlank(character) {
          column += 1
        } else {
          return
        }
      }
    }

    mutating func pass(_ character: Character) {
      if isBlank(character) {
        // One blank of the text for any run of blanks in the file, unless the file has just this one.
        if column < characters.count, characters[column] == character { column += 1 }
        return
      }
      guard column < characters.count else { return }
      let seen = characters[column]
      column += 1
      let next = column < characters.count ? characters[column] : " "
      if node.style == .singleQuoted, seen == "'", next == "'" { column += 1 }
      if node.style == .doubleQuoted, seen == "\\" {
        switch next {
        case "x": column += 3
        case "u": column += 5
        case "U": column += 9
        default: column += 1
        }
        column = min(column, characters.count)
      }
    }

    private func isBlank(_ character: Character) -> Bool {
      character == " " || character == "\n" || character == "\t"
    }
  }
}
