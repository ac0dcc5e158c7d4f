import CCmark
import Synchronization

/// Reads Markdown (CommonMark with tables) into blocks.
struct Markdown {
  /// A fence of a language that means something to the caller.
  struct Fence {
    /// Behind the language word: ```` ```figure ID ````.
    let argument: String
    /// The lines between the fences, 1-based in the source.
    let lines: Range<Int>
    let location: SourceLocation
  }
  let source: Source
  var diagnostics = Diagnostics()
  /// What maths and `{{…}}` print.
  private let fill: (Protected.Piece, inout Diagnostics) -> [Inline]
  private let figure: (Fence, inout Diagnostics) -> Block?
  private let protected: Protected
  private let firstLine: Int

  /// - Parameters:
  ///   - lines: the part of the source that is Markdown, 1-based.
  ///   - fill: what a formula or `{{…}}` becomes.
  ///   - figure: what a `figure` fence becomes.
  init(
    _ source: Source, lines: Range<Int>,
    fill: @escaping (Protected.Piece, inout Diagnostics) -> [Inline],
    figure: @escaping (Fence, inout Diagnostics) -> Block?
  ) {
    self.source = source
    self.fill = fill
    self.figure = figure
    firstLine = lines.lowerBound
    protected = Protected(source, lines: lines)
    diagnostics.add(contentsOf: protected.diagnostics.all)
    own = protected.diagnostics.all
  }

  /// Whether a mistake was found by Markdown itself rather than told by `fill` or `figure`.
  func isOwn(_ diagnostic: Diagnostic) -> Bool { own.contains(diagnostic) }
  private var own: [Diagnostic] = []

  private mutating func tell(_ location: SourceLocation, _ message: String, fix: String) {
    let diagnostic = Diagnostic(location, message, fix: fix)
    own.append(diagnostic)
    diagnostics.add(diagnostic)
  }

  private static let isReady: Bool = {
    cmark_gfm_core_extensions_ensure_registered()
    return true
  }()

  /// cmark-gfm keeps tables of special characters that every parse changes: one parse at a time.
  private static let turn = Mutex(())

  /// The tree of a text; the caller frees it.
  private static func tree(of text: String) -> OpaquePointer? {
    let address = turn.withLock { _ -> UInt in
      guard isReady, let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return 0 }
      defer { cmark_parser_free(parser) }
      if let table = cmark_find_syntax_extension("table") {
        cmark_parser_attach_syntax_extension(parser, table)
      }
      cmark_parser_feed(parser, text, text.utf8.count)
      return cmark_parser_finish(parser).map { UInt(bitPattern: $0) } ?? 0
    }
    return OpaquePointer(bitPattern: address)
  }

  mutating func blocks() -> [Block] {
    guard let root = Self.tree(of: protected.text) else { return [] }
    defer { cmark_node_free(root) }
    return blocks(in: root, depth: 0)
  }

  private func children(_ node: OpaquePointer) -> [OpaquePointer] {
    var result: [OpaquePointer] = []
    var next = cmark_node_first_child(node)
    while let child = next {
      result.append(child)
      next = cmark_node_next(child)
    }
    return result
  }

  private func location(_ node: OpaquePointer) -> SourceLocation {
    let line = max(1, Int(cmark_node_get_start_line(node)))
    return source.location(
      line: firstLine + line - 1, byte: max(1, Int(cmark_node_get_start_column(node))))
  }

  private func literal(_ node: OpaquePointer) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }

  private func type(_ node: OpaquePointer) -> String {
    cmark_node_get_type_string(node).map { String(cString: $0) } ?? ""
  }

  private mutating func blocks(in parent: OpaquePointer, depth: Int) -> [Block] {
    guard depth <= 32 else {
      tell(location(parent), "nested more than 32 deep", fix: "flatten it")
      return []
    }
    return children(parent).flatMap { block($0, depth: depth) }
  }

  private mutating func block(_ node: OpaquePointer, depth: Int) -> [Block] {
    switch type(node) {
    case "paragraph": return paragraphs(node)
    case "heading":
      return [.heading(level: Int(cmark_node_get_heading_level(node)), inlines(in: node, depth: 0))]
    case "list":
      let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      return [
        .list(
          start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
          items: children(node).map { blocks(in: $0, depth: depth + 1) })
      ]
    case "block_quote": return [.quote(blocks(in: node, depth: depth + 1))]
    case "thematic_break": return [.rule]
    case "code_block": return code(node).map { [$0] } ?? []
    case "table": return [table(node)]
    case "html_block":
      tell(location(node), "HTML is not shown", fix: "write it in Markdown")
      return []
    default: return blocks(in: node, depth: depth + 1)
    }
  }

  /// A paragraph; displayed formulas in it become blocks of their own.
  private mutating func paragraphs(_ node: OpaquePointer) -> [Block] {
    var blocks: [Block] = []
    var run: [Inline] = []
    func flush() {
      let inlines = run.withoutOuterSpace
      if !inlines.isEmpty { blocks.append(.paragraph(inlines)) }
      run = []
    }
    for child in children(node) {
      guard type(child) == "text" else {
        run += inlines(child, depth: 0)
        continue
      }
      for part in parts(of: literal(child)) {
        guard case .piece(let piece) = part, piece.kind == .display else {
          run += inlines(part)
          continue
        }
        flush()
        for inline in fill(piece, &diagnostics) {
          if case .math(let math) = inline { blocks.append(.math(math)) }
        }
      }
    }
    flush()
    return blocks
  }

  private mutating func code(_ node: OpaquePointer) -> Block? {
    let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
    let words = info.split(separator: " ", maxSplits: 1)
    guard words.first == "figure" else { return .code(literal(node)) }
    let start = firstLine + max(1, Int(cmark_node_get_start_line(node)))
    let count = literal(node).utf8.count { $0 == 0x0A }
    let fence = Fence(
      argument: words.count > 1 ? words[1].trimmed : "", lines: start..<start + count,
      location: location(node))
    return figure(fence, &diagnostics)
  }

  private mutating func table(_ node: OpaquePointer) -> Block {
    var header: [[Inline]] = []
    var rows: [[[Inline]]] = []
    for row in children(node) {
      let cells = children(row).map { inlines(in: $0, depth: 0).withoutOuterSpace }
      if type(row) == "table_header" { header = cells } else { rows.append(cells) }
    }
    let count = Int(cmark_gfm_extensions_get_table_columns(node))
    let letters = cmark_gfm_extensions_get_table_alignments(node)
    let alignments = (0..<count).map { column -> Block.Alignment in
      switch letters?[column] {
      case UInt8(ascii: "r"): .right
      case UInt8(ascii: "c"): .centre
      default: .left
      }
    }
    return .table(header: header, rows: rows, alignments: alignments)
  }

  private mutating func inlines(in parent: OpaquePointer, depth: Int) -> [Inline] {
    children(parent).flatMap { inlines($0, depth: depth) }
  }

  private mutating func inlines(_ node: OpaquePointer, depth: Int) -> [Inline] {
    guard depth <= 32 else { return [] }
    switch type(node) {
    case "text":
      var result: [Inline] = []
      for part in parts(of: literal(node)) { result += inlines(part) }
      return result
    case "softbreak": return [.text(" ")]
    case "linebreak": return [.lineBreak]
    case "code": return [.code(protected.restored(literal(node)))]
    case "emph": return [.emphasis(inlines(in: node, depth: depth + 1))]
    case "strong": return [.strong(inlines(in: node, depth: depth + 1))]
    case "link":
      let url = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
      return [.link(inlines(in: node, depth: depth + 1), destination: protected.restored(url))]
    case "image":
      tell(place(near: node), "pictures are not shown", fix: "use a figure")
      return []
    case "html_inline":
      tell(
        place(near: node), "HTML is not shown", fix: "write it in Markdown, or '\\<' for the sign")
      return []
    default: return inlines(in: node, depth: depth + 1)
    }
  }

  /// Inline nodes have columns in the protected text; the line holds.
  private func place(near node: OpaquePointer) -> SourceLocation {
    SourceLocation(file: source.file, line: location(node).line)
  }

  private enum TextPart {
    case text(String)
    case piece(Protected.Piece)
  }

  private func parts(of literal: String) -> [TextPart] {
    var parts: [TextPart] = []
    var run = String.UnicodeScalarView()
    for scalar in literal.unicodeScalars {
      if let piece = protected.piece(scalar) {
        if !run.isEmpty { parts.append(.text(String(run))) }
        run = String.UnicodeScalarView()
        parts.append(.piece(piece))
      } else {
        run.append(scalar)
      }
    }
    if !run.isEmpty { parts.append(.text(String(run))) }
    return parts
  }

  private mutating func inlines(_ part: TextPart) -> [Inline] {
    switch part {
    case .text(let text): [.text(text)]
    case .piece(let piece): fill(piece, &diagnostics)
    }
  }
}

extension [Inline] {
  /// Without spaces and line breaks at the ends (left when a displayed formula was taken out).
  var withoutOuterSpace: [Inline] {
    func isSpace(_ inline: Inline) -> Bool {
      switch inline {
      case .text(let text): text.allSatisfy(\.isWhitespace)
      case .lineBreak: true
      default: false
      }
    }
    var result = self
    while let last = result.last, isSpace(last) { result.removeLast() }
    while let first = result.first, isSpace(first) { result.removeFirst() }
    if case .text(let text)? = result.first {
      result[0] = .text(String(text.drop(while: \.isWhitespace)))
    }
    if case .text(let text)? = result.last {
      var text = text
      while let last = text.last, last.isWhitespace { text.removeLast() }
      result[result.count - 1] = .text(text)
    }
    return result
  }
}
