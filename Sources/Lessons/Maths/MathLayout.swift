import Plot

/// Lays a formula out: in one row, or over several as a display.
struct MathLayout {
  let glyphs: Glyphs
  let isDisplay: Bool

  var isAscii: Bool { glyphs.words == .ascii }

  /// A laid out piece and how it stands among its neighbours.
  struct Piece {
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

  func items(_ node: MathNode) -> [MathNode] {
    if case .row(let nodes) = node { return nodes }
    return [node]
  }

  func pieces(_ node: MathNode) -> [Piece] { items(node).map(piece) }

  // MARK: Spacing

  func joined(_ pieces: [Piece], isTight: Bool) -> MathBox {
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

  func needsSpace(
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
  func isWordy(_ last: String, _ next: String) -> Bool {
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

  func piece(_ node: MathNode) -> Piece {
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

  func kind(_ symbol: MathSymbol) -> Piece.Kind {
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
}
