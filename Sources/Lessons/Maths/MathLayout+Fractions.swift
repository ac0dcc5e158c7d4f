import Plot

/// Fractions and roots.
extension MathLayout {
  func fraction(_ top: MathNode, _ bottom: MathNode) -> Piece {
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
  var rule: String { glyphs.rule }

  /// One row, in brackets where a neighbour would bind tighter.
  func operand(_ node: MathNode, isDivisor: Bool) -> String {
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
  func isCall(_ parts: [MathNode]) -> Bool {
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

  func isPrime(_ node: MathNode) -> Bool {
    if case .symbol(let symbol) = node { return symbol.name == "'" }
    return false
  }

  func flat(_ node: MathNode, isTight: Bool = false) -> String {
    MathLayout(glyphs: glyphs, isDisplay: false).box(node, isTight: isTight).text
  }

  func root(_ body: MathNode) -> MathBox {
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
}
