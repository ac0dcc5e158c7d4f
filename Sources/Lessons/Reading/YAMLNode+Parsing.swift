import Yams

extension YAMLNode {
  /// At most so many nodes in a file.
  private static let nodeLimit = 200_000

  /// Reads one YAML document.
  ///
  /// Anchors, aliases and tags are no part of the format: nothing expands. libyaml bounds the nesting.
  ///
  /// - Parameter lines: part of the source (front matter, a fence), as 1-based lines; nil for all of it.
  /// - Returns: nil if there is none, or it cannot be read; why is among the diagnostics.
  package static func parse(
    _ source: Source, lines: Range<Int>? = nil, into diagnostics: inout Diagnostics
  ) -> YAMLNode? {
    let lines = lines ?? 1..<source.lineCount + 1
    let text = lines.map { source.line($0) }.joined(separator: "\n")
    if let alias = firstAlias(in: text) {
      let before = text.utf8.prefix(alias).count { $0 == 0x0A }
      let lineStart = text.utf8.prefix(alias).lastIndex(of: 0x0A).map { text.utf8.index(after: $0) }
      let start = lineStart ?? text.utf8.startIndex
      let byte = text.utf8.distance(
        from: start, to: text.utf8.index(text.utf8.startIndex, offsetBy: alias))
      diagnostics.error(
        source.location(line: lines.lowerBound + before, byte: byte + 1),
        "aliases of YAML are no part of a lesson pack", fix: "write the value out once more")
      return nil
    }
    do {
      let parser = try Parser(yaml: text, resolver: .basic, constructor: .init(), encoding: .utf8)
      guard let root = try parser.singleRoot() else { return nil }
      var builder = Builder(source: source, firstLine: lines.lowerBound)
      let node = builder.node(root, depth: 0)
      diagnostics.add(contentsOf: builder.diagnostics.all)
      return node
    } catch let error as YamlError {
      diagnostics.add(diagnostic(error, source: source, lines: lines))
    } catch {
      diagnostics.error(
        source.location(line: lines.lowerBound), "this is not YAML: \(error)",
        fix: "see descent-pack(5) for the format")
    }
    return nil
  }

  /// Turns Yams's nodes into ours.
  private struct Builder {
    let source: Source
    let firstLine: Int
    var diagnostics = Diagnostics()
    var count = 0

    init(source: Source, firstLine: Int) {
      self.source = source
      self.firstLine = firstLine
    }

    mutating func node(_ node: Node, depth: Int) -> YAMLNode {
      count += 1
      let line = firstLine + max(0, (node.mark?.line ?? 1) - 1)
      let column = node.mark?.column ?? 1
      func make(_ content: Content, _ style: Style) -> YAMLNode {
        YAMLNode(content, style: style, source: source, line: line, scalarColumn: column)
      }
      guard count <= nodeLimit, depth <= 64 else {
        if count == nodeLimit + 1 || depth == 65 {
          diagnostics.error(
            source.location(line: line, scalar: column),
            depth > 64 ? "nested more than 64 deep" : "more than \(nodeLimit) values in one file",
            fix: depth > 64 ? "flatten it" : "split the file")
        }
        return make(.text(""), .plain)
      }
      switch node {
      case .scalar(let scalar):
        let style: Style =
          switch scalar.style {
          case .singleQuoted: .singleQuoted
          case .doubleQuoted: .doubleQuoted
          case .literal, .folded: .block
          case .any, .plain: .plain
          }
        let made = make(.text(scalar.string), style)
        if style == .doubleQuoted { checkQuotes(made) }
        return made
      case .sequence(let sequence):
        var list: [YAMLNode] = []
        for item in sequence { list.append(self.node(item, depth: depth + 1)) }
        return make(.list(list), .collection)
      case .mapping(let mapping):
        var entries: [Entry] = []
        for (key, value) in mapping {
          let key = self.node(key, depth: depth + 1)
          guard case .text(let name) = key.content else {
            diagnostics.error(
              key.location, "a key must be a word", fix: "put quotes around it")
            continue
          }
          entries.append(
            Entry(key: key, name: name, value: self.node(value, depth: depth + 1)))
        }
        return make(.mapping(entries), .collection)
      case .alias:
        return make(.text(""), .plain)
      }
    }

    /// Double quotes that hold a backslash: YAML would eat the backslash of a formula.
    private mutating func checkQuotes(_ node: YAMLNode) {
      let raw = source.line(node.line).unicodeScalars.dropFirst(node.scalarColumn)
      var line = node.line
      var rest = raw
      while true {
        for (offset, scalar) in rest.enumerated() {
          if scalar == "\"" { return }
          guard scalar == "\\" else { continue }
          let column = line == node.line ? node.scalarColumn + 1 + offset : offset + 1
          diagnostics.error(
            source.location(line: line, scalar: column),
            "a backslash in double quotes means something else to YAML",
            fix: "use single quotes, or a | block")
          return
        }
        line += 1
        guard line <= source.lineCount else { return }
        rest = source.line(line).unicodeScalars.dropFirst(0)
      }
    }
  }

  private static func diagnostic(_ error: YamlError, source: Source, lines: Range<Int>)
    -> Diagnostic
  {
    func place(_ mark: Mark) -> SourceLocation {
      // A mark at the end of the text stands on the line behind it.
      let line = min(
        lines.lowerBound + max(0, mark.line - 1), max(lines.lowerBound, lines.upperBound - 1))
      return source.location(line: line, scalar: mark.column)
    }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let about = context.map { "\($0.text.trimmed), " } ?? ""
      return Diagnostic(
        place(mark), "this is not YAML: \(about)\(problem)",
        fix: "put texts and formulas in single quotes, and indent with spaces")
    case .duplicatedKeysInMapping(let names, let context):
      let name = names.first ?? ""
      let first = place(context.mark)
      return Diagnostic(
        secondKey(name, after: context.mark, source: source, lines: lines) ?? first,
        "the key '\(name)' stands twice (first in line \(first.line))", fix: "keep one of them")
    case .reader(let problem, _, _, _):
      return Diagnostic(
        source.location(line: lines.lowerBound), "this is not YAML: \(problem)",
        fix: "save the file as UTF-8 without control characters")
    default:
      return Diagnostic(
        source.location(line: lines.lowerBound), "this is not YAML", fix: "see descent-pack(5)")
    }
  }

  /// Yams names the first of two equal keys; the one that is too many stands below it or in the same line.
  private static func secondKey(
    _ name: String, after mark: Mark, source: Source, lines: Range<Int>
  ) -> SourceLocation? {
    let first = lines.lowerBound + max(0, mark.line - 1)
    for line in first..<max(first, lines.upperBound) {
      let text = Array(source.line(line))
      let key = Array(name + ":")
      var column = line == first ? mark.column - 1 + key.count : 0
      while column + key.count <= text.count {
        let before = column == 0 ? " " : text[column - 1]
        if Array(text[column..<column + key.count]) == key,
          before == " " || before == "{" || before == ",",
          line == first || column == mark.column - 1
        {
          return SourceLocation(file: source.file, line: line, column: column + 1)
        }
        column += 1
      }
    }
    return nil
  }

  /// The byte where an alias begins: `*name` where a `&name` stands as well, both where a value may begin. (An alias
  /// of no anchor is an error of its own; a star or an ampersand in prose or in a formula is neither.)
  static func firstAlias(in text: String) -> Int? {
    var anchors = Set<Substring>()
    var aliases: [(name: Substring, offset: Int)] = []
    let bytes = text.utf8
    guard bytes.contains(0x26), bytes.contains(0x2A) else { return nil }
    var previous: UInt8 = 0x0A
    var offset = 0
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == 0x26 || byte == 0x2A, beginsValue(after: previous) {
        let start = bytes.index(after: index)
        let name = text[start...].utf8.prefix { isNameByte($0) }
        if !name.isEmpty {
          let word = text[start..<name.endIndex]
          if byte == 0x26 { anchors.insert(word) } else { aliases.append((word, offset)) }
        }
      }
      previous = byte
      offset += 1
      index = bytes.index(after: index)
    }
    return aliases.first { anchors.contains($0.name) }?.offset
  }

  private static func beginsValue(after byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A, 0x0D, 0x20, 0x2C, 0x3A, 0x5B, 0x7B: true
    default: byte >= 0x80
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
    default: false
    }
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
