import Plot

/// Lays a formula out: in one row, or over several as a display.
struct MathLayout {
  let glyphs: Glyphs
  let isDisplay: Bool

  private var isAscii: Bool { glyphs.repertoire == .ascii }

  /// A laid out piece and how it stands among its neighbours.
  private struct Piece {
    enum Kind {
      case ordinary, binary, relation, opening, closing, punctuation, function, large, fraction,
        space
    }
    var box: MathBox
    var kind: Kind
  }

  func box(_ node: MathNode, isTight: Bool = false) -> MathBox {
    joined(pieces(node), isTight: isTight)
  }

  private func items(_ node: MathNode) -> [MathNode] {
    if case .row(let nodes) = node { return nodes }
    return [node]
  }

  private func pieces(_ node: MathNode) -> [Piece] { items(node).map(piece) }

  // MARK: Spacing

  private func joined(_ pieces: [Piece], isTight: Bool) -> MathBox {
    var boxes: [MathBox] = []
    var before: Piece.Kind?
    var last = ""
    var isSpaced = true
    for (index, piece) in pieces.enumerated() {
      var kind = piece.kind
      if kind == .space {
        if !isSpaced { boxes.append(MathBox(isTight ? " " : isDisplay ? "    " : "  ")) }
        isSpaced = true
        before = nil
        last = ""
        continue
      }
      if kind == .binary {
        // A sign, not an operation.
        switch before {
        case nil, .binary, .relation, .opening, .punctuation, .large, .function: kind = .ordinary
        default: if index == pieces.count - 1 { kind = .ordinary }
        }
      }
      if !isSpaced, needsSpace(before, last, kind, piece.box.text, isTight: isTight) {
        boxes.append(MathBox(" "))
      }
      boxes.append(piece.box)
      let isSign = piece.kind == .binary && kind == .ordinary
      before = isSign ? .opening : kind
      last = piece.box.isFlat ? piece.box.text : ""
      isSpaced = last.hasSuffix(" ")
      if !isTight, kind == .binary || kind == .relation {
        boxes.append(MathBox(" "))
        isSpaced = true
      }
    }
    return MathBox.joined(boxes)
  }

  private func needsSpace(
    _ before: Piece.Kind?, _ last: String, _ kind: Piece.Kind, _ next: String, isTight: Bool
  ) -> Bool {
    guard let before else { return false }
    if isTight {
      return before == .function && kind != .opening || isWordy(last, next)
    }
    if kind == .binary || kind == .relation || before == .punctuation { return true }
    if before == .opening || kind == .closing || kind == .punctuation { return false }
    if before == .function || before == .large {
      return kind != .opening || before == .large
    }
    if kind == .function || kind == .large { return before != .opening }
    if before == .fraction || kind == .fraction { return last != "/" && next != "/" }
    return isWordy(last, next)
  }

  /// Whether two neighbours would run into one word.
  private func isWordy(_ last: String, _ next: String) -> Bool {
    guard let end = last.last, let start = next.first, start.isLetter || start.isNumber else {
      return false
    }
    func isLong(_ text: String) -> Bool {
      guard text.count > 1, text.contains(where: \.isLetter) else { return false }
      return text.contains("_") || text.contains("^")
        || text.allSatisfy { ($0.isLetter || $0.isNumber) && $0.isASCII }
    }
    guard end.isLetter || end.isNumber else {
      return (end == ")" || end == "]") && isLong(next) && !next.contains("(")
    }
    return start.isNumber && end.isNumber || isLong(last) || isLong(next)
  }

  // MARK: Pieces

  private func piece(_ node: MathNode) -> Piece {
    switch node {
    case .row: return Piece(box: box(node), kind: .ordinary)
    case .symbol(let symbol):
      // What a ∂ belongs to follows at once.
      let kind = symbol.name == "partial" ? .opening : kind(symbol)
      return Piece(box: MathBox(isAscii ? symbol.ascii : symbol.unicode), kind: kind)
    case .number(let digits): return Piece(box: MathBox(digits), kind: .ordinary)
    case .letter(let letter): return Piece(box: MathBox(String(letter)), kind: .ordinary)
    case .word(let word, let isFunction):
      return Piece(box: MathBox(word), kind: isFunction ? .function : .ordinary)
    case .text(let text): return Piece(box: MathBox(glyphs.shown(text)), kind: .ordinary)
    case .fraction(let top, let bottom): return fraction(top, bottom)
    case .root(let body): return Piece(box: root(body), kind: .ordinary)
    case .script(let base, let sub, let sup): return script(base, sub, sup)
    case .accent(let accent, let base):
      return Piece(box: self.accent(accent, base), kind: .ordinary)
    case .bold(let body): return Piece(box: box(body), kind: .ordinary)
    case .blackboard(let letters):
      let table = ["R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "E": "𝔼", "P": "ℙ"]
      return Piece(box: MathBox(isAscii ? letters : table[letters] ?? letters), kind: .ordinary)
    case .fenced(let open, let body, let close):
      return Piece(box: fenced(open, box(body), close), kind: .ordinary)
    case .grid(let grid, let rows):
      return Piece(box: self.grid(grid, rows), kind: isDisplay ? .fraction : .ordinary)
    case .space: return Piece(box: MathBox(" "), kind: .space)
    }
  }

  private func kind(_ symbol: MathSymbol) -> Piece.Kind {
    switch symbol.kind {
    case .ordinary: .ordinary
    case .binary: .binary
    case .relation: .relation
    case .opening: .opening
    case .closing: .closing
    case .punctuation: .punctuation
    case .large: .large
    }
  }

  // MARK: Fractions and roots

  private func fraction(_ top: MathNode, _ bottom: MathNode) -> Piece {
    guard isDisplay else {
      let text = operand(top, isDivisor: false) + "/" + operand(bottom, isDivisor: true)
      return Piece(box: MathBox(text), kind: .fraction)
    }
    let upper = box(top)
    let lower = box(bottom)
    let width = max(upper.width, lower.width) + (upper.isFlat && lower.isFlat ? 0 : 2)
    // A bar of one cell would look like a minus.
    let line = MathBox(String(repeating: rule, count: max(3, width)))
    return Piece(box: .stacked([upper, line, lower], baselineIn: 1), kind: .fraction)
  }

  /// A bar that is one cell wide in every terminal.
  private var rule: String { glyphs.rule }

  /// One row, in brackets where a neighbour would bind tighter.
  private func operand(_ node: MathNode, isDivisor: Bool) -> String {
    let text = flat(node)
    let parts = items(node)
    let hasOperation = parts.contains { part in
      if case .symbol(let symbol) = part {
        return symbol.kind == .binary || symbol.kind == .relation || symbol.name == "/"
      }
      if case .fraction = part { return true }
      return false
    }
    let isProduct = parts.count > 1 && isDivisor && !isCall(parts)
    return hasOperation || isProduct ? "(\(text))" : text
  }

  /// `J(w)`, `∂w`: letters that belong together.
  private func isCall(_ parts: [MathNode]) -> Bool {
    if case .symbol(let symbol)? = parts.first, symbol.name == "partial" || symbol.name == "nabla" {
      return parts.count == 2
    }
    let parts = parts.prefix(1) + parts.dropFirst().drop { isPrime($0) }
    if parts.count >= 4, case .symbol(let open) = Array(parts)[1], open.kind == .opening,
      case .symbol(let close)? = parts.last, close.kind == .closing
    {
      return !parts.dropFirst(2).dropLast().contains {
        if case .symbol(let symbol) = $0 { return symbol.kind == .closing }
        return false
      }
    }
    return false
  }

  private func isPrime(_ node: MathNode) -> Bool {
    if case .symbol(let symbol) = node { return symbol.name == "'" }
    return false
  }

  private func flat(_ node: MathNode, isTight: Bool = false) -> String {
    MathLayout(glyphs: glyphs, isDisplay: false).box(node, isTight: isTight).text
  }

  private func root(_ body: MathNode) -> MathBox {
    let inner = box(body)
    if inner.isFlat {
      let isShort =
        switch body {
        case .number, .letter, .symbol, .script: true
        default: false
        }
      if isAscii { return MathBox("sqrt(\(inner.text))") }
      return MathBox(isShort ? "√\(inner.text)" : "√(\(inner.text))")
    }
    let roof = " " + String(repeating: "_", count: inner.width)
    var rows = [roof + " "]
    for (index, row) in inner.rows.enumerated() {
      let isLast = index == inner.height - 1
      rows.append((isLast ? (isAscii ? "V" : "√") : "|") + row + " ")
    }
    return MathBox(rows, baseline: inner.baseline + 1)
  }

  // MARK: Scripts and accents

  private func script(_ base: MathNode, _ sub: MathNode?, _ sup: MathNode?) -> Piece {
    var core = piece(base)
    if isDisplay, core.kind == .large || isLimit(base) { return limits(core, sub, sup) }
    let needsBrackets: Bool =
      switch base {
      case .row(let nodes): nodes.count > 1
      case .fraction: !isDisplay
      case .accent: isAscii && sup != nil && !isDisplay
      default: false
      }
    if needsBrackets { core.box = fenced("(", core.box, ")") }
    let low = sub.map { lowered($0, base: base) } ?? ""
    let high = sup.map { raised($0) } ?? ""
    func fits(_ script: MathNode?) -> Bool {
      guard isDisplay, let script else { return true }
      let box = box(script, isTight: true)
      return box.isFlat && box.width <= 8
    }
    if core.box.isFlat, fits(sub), fits(sup) {
      // A word of a limit reads on: "lim(x→0) f".
      core.box = MathBox(core.box.text + low + high)
      return core
    }
    let tight = MathLayout(glyphs: glyphs, isDisplay: true)
    let lowBox = sub.map { low.hasPrefix("_") ? tight.box($0, isTight: true) : MathBox(low) }
    let highBox = sup.map { high.hasPrefix("^") ? tight.box($0, isTight: true) : MathBox(high) }
    return Piece(box: attached(core.box, low: lowBox, high: highBox), kind: core.kind)
  }

  private func isLimit(_ node: MathNode) -> Bool {
    if case .word(let word, _) = node { return ["lim", "min", "max"].contains(word) }
    return false
  }

  /// Scripts in the rows above and below, to the right.
  private func attached(_ base: MathBox, low: MathBox?, high: MathBox?) -> MathBox {
    let width = max(low?.width ?? 0, high?.width ?? 0)
    var right: [String] = []
    let top = high.map { $0.rows } ?? []
    let bottom = low.map { $0.rows } ?? []
    // A raised character stands beside the first row of a tall base, anything else above it.
    let isBeside = !base.isFlat && high.map { $0.isFlat && MathScripts.isRaised($0.text) } ?? false
    let isBelow = !base.isFlat && low.map { $0.isFlat && MathScripts.isLowered($0.text) } ?? false
    let middle = max(0, base.height - (isBeside ? 1 : 0) - (isBelow ? 1 : 0))
    right += top.map { TextWidth.pad($0, to: width) }
    right += [String](repeating: String(repeating: " ", count: width), count: middle)
    right += bottom.map { TextWidth.pad($0, to: width) }
    let baseline = base.baseline + (isBeside ? 0 : top.count)
    return .joined([base, MathBox(right, baseline: baseline)])
  }

  private func limits(_ core: Piece, _ sub: MathNode?, _ sup: MathNode?) -> Piece {
    let tight = MathLayout(glyphs: glyphs, isDisplay: false)
    var boxes: [MathBox] = []
    if let sup { boxes.append(tight.box(sup, isTight: true)) }
    let index = boxes.count
    boxes.append(core.box)
    if let sub { boxes.append(tight.box(sub, isTight: true)) }
    return Piece(box: .stacked(boxes, baselineIn: index), kind: core.kind)
  }

  private func raised(_ node: MathNode) -> String {
    let text = flat(node, isTight: true)
    if !isAscii, let form = MathScripts.raised(text) { return form }
    if text == "′" || text == "'" { return text }
    return "^" + grouped(text)
  }

  private func lowered(_ node: MathNode, base: MathNode) -> String {
    let text = flat(node, isTight: true)
    if !isAscii, let form = MathScripts.lowered(text) { return form }
    if isAscii, text.allSatisfy(\.isNumber), isLetter(base) { return text }
    return "_" + grouped(text)
  }

  private func isLetter(_ node: MathNode) -> Bool {
    switch node {
    case .letter: true
    case .bold(let inner): isLetter(inner)
    case .symbol(let symbol): symbol.kind == .ordinary && symbol.ascii.count > 1
    default: false
    }
  }

  /// A word or a signed number stands alone; anything else in brackets.
  private func grouped(_ text: String) -> String {
    let body = text.hasPrefix("-") || text.hasPrefix("−") ? text.dropFirst() : text[...]
    let isWord = body.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "*" }
    let isNumber = body.count == text.count || body.allSatisfy { $0.isNumber || $0 == "." }
    if isWord, isNumber, !body.isEmpty { return text }
    if text.hasPrefix("("), text.hasSuffix(")"),
      !text.dropFirst().dropLast().contains(where: { "()".contains($0) })
    {
      return text
    }
    return "(\(text))"
  }

  private func accent(_ accent: MathNode.Accent, _ base: MathNode) -> MathBox {
    let inner = box(base)
    let mark: String =
      switch accent {
      case .hat: "^"
      case .tilde: "~"
      case .bar: isDisplay ? "_" : isAscii ? "_bar" : "¯"
      case .vector: isAscii ? "->" : "→"
      }
    guard isDisplay, accent != .vector else {
      if accent == .vector { return MathBox("vec(\(inner.text))") }
      let isShort = items(base).count == 1
      return MathBox((isShort ? inner.text : "(\(inner.text))") + mark)
    }
    let line = accent == .bar ? String(repeating: "_", count: max(1, inner.width)) : mark
    let box = MathBox.stacked([MathBox(line), inner], baselineIn: 1)
    return box
  }

  // MARK: Brackets and grids

  private func fenced(_ open: String, _ body: MathBox, _ close: String) -> MathBox {
    .joined([bracket(open, for: body), body, bracket(close, for: body)])
  }

  private func bracket(_ sign: String, for body: MathBox) -> MathBox {
    let plain = sign == "\\|" ? (isAscii ? "||" : "‖") : sign.replacing("\\", with: "")
    guard body.height > 1, !plain.isEmpty else { return MathBox(plain) }
    if isAscii || plain == "|" || plain == "‖" {
      let column = [String](repeating: asciiColumn(plain), count: body.height)
      return MathBox(rounded(plain, column), baseline: body.baseline)
    }
    let parts: (String, String, String, String)? =
      switch plain {
      case "(": ("⎛", "⎜", "⎝", "⎜")
      case ")": ("⎞", "⎟", "⎠", "⎟")
      case "[": ("⎡", "⎢", "⎣", "⎢")
      case "]": ("⎤", "⎥", "⎦", "⎥")
      case "{": ("⎧", "⎪", "⎩", "⎨")
      case "}": ("⎫", "⎪", "⎭", "⎬")
      default: nil
      }
    guard let (top, middle, bottom, centre) = parts else { return MathBox(plain) }
    var rows = [String](repeating: middle, count: body.height)
    rows[0] = top
    rows[body.height - 1] = bottom
    if body.height > 2 { rows[body.height / 2] = centre }
    return MathBox(rows, baseline: body.baseline)
  }

  private func asciiColumn(_ sign: String) -> String {
    switch sign {
    case "(", ")": "|"
    default: sign
    }
  }

  /// Round brackets in 7 bits: `/ | \`.
  private func rounded(_ sign: String, _ column: [String]) -> [String] {
    var rows = column
    if sign == "(" {
      rows[0] = "/"
      rows[rows.count - 1] = "\\"
    } else if sign == ")" {
      rows[0] = "\\"
      rows[rows.count - 1] = "/"
    }
    return rows
  }

  private func grid(_ grid: MathNode.Grid, _ rows: [[MathNode]]) -> MathBox {
    guard isDisplay else { return MathBox(flatGrid(grid, rows)) }
    let columns = rows.map(\.count).max() ?? 0
    let cells = rows.map { row in
      (0..<columns).map { $0 < row.count ? box(row[$0]) : MathBox("") }
    }
    let widths = (0..<columns).map { column in cells.map { $0[column].width }.max() ?? 0 }
    let isTall = cells.contains { $0.contains { !$0.isFlat } }
    var lines: [String] = []
    for (index, row) in cells.enumerated() {
      let above = row.map(\.above).max() ?? 0
      let below = row.map(\.below).max() ?? 0
      var boxes: [MathBox] = []
      for (column, cell) in row.enumerated() {
        let alignment: TextWidth.Alignment =
          switch grid {
          case .aligned: column % 2 == 0 ? .right : .left
          case .cases: .left
          case .bmatrix, .pmatrix: .right
          }
        let padded = cell.padded(above: above, below: below)
        let filled = padded.rows.map { TextWidth.pad($0, to: widths[column], alignment) }
        if column > 0 {
          boxes.append(MathBox(grid == .aligned ? (column % 2 == 1 ? " " : "   ") : "  "))
        }
        boxes.append(MathBox(filled, baseline: padded.baseline))
      }
      if index > 0, isTall { lines.append("") }
      lines += MathBox.joined(boxes).rows
    }
    let body = MathBox(lines, baseline: (lines.count - 1) / 2)
    switch grid {
    case .aligned: return body
    case .cases: return .joined([bracket("\\{", for: body), MathBox(" "), body])
    case .bmatrix:
      return .joined([
        bracket("[", for: body), MathBox(" "), body, MathBox(" "), bracket("]", for: body),
      ])
    case .pmatrix:
      return .joined([
        bracket("(", for: body), MathBox(" "), body, MathBox(" "), bracket(")", for: body),
      ])
    }
  }

  private func flatGrid(_ grid: MathNode.Grid, _ rows: [[MathNode]]) -> String {
    let cells = rows.map { $0.map { flat($0) } }
    switch grid {
    case .aligned:
      return cells.map { $0.filter { !$0.isEmpty }.joined(separator: " ") }.joined(separator: ";  ")
    case .cases:
      return "{ " + cells.map { $0.joined(separator: " ") }.joined(separator: "; ")
    case .bmatrix, .pmatrix:
      if cells.allSatisfy({ $0.count == 1 }) {
        return "(" + cells.map { $0.joined() }.joined(separator: ", ") + ")"
      }
      return "[" + cells.map { "[" + $0.joined(separator: ", ") + "]" }.joined(separator: ", ")
        + "]"
    }
  }
}
