import Plot

/// Scripts, limits and accents.
extension MathLayout {
  func script(_ base: MathNode, _ sub: MathNode?, _ sup: MathNode?) -> Piece {
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

  func isLimit(_ node: MathNode) -> Bool {
    if case .word(let word, _) = node { return ["lim", "min", "max"].contains(word) }
    return false
  }

  /// Scripts in the rows above and below, to the right.
  func attached(_ base: MathBox, low: MathBox?, high: MathBox?) -> MathBox {
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

  func limits(_ core: Piece, _ sub: MathNode?, _ sup: MathNode?) -> Piece {
    let tight = MathLayout(glyphs: glyphs, isDisplay: false)
    var boxes: [MathBox] = []
    if let sup { boxes.append(tight.box(sup, isTight: true)) }
    let index = boxes.count
    boxes.append(core.box)
    if let sub { boxes.append(tight.box(sub, isTight: true)) }
    return Piece(box: .stacked(boxes, baselineIn: index), kind: core.kind)
  }

  func raised(_ node: MathNode) -> String {
    let text = flat(node, isTight: true)
    if !isAscii, let form = MathScripts.raised(text) { return form }
    if text == "′" || text == "'" { return text }
    return "^" + grouped(text)
  }

  func lowered(_ node: MathNode, base: MathNode) -> String {
    let text = flat(node, isTight: true)
    if !isAscii, let form = MathScripts.lowered(text) { return form }
    if isAscii, text.allSatisfy(\.isNumber), isLetter(base) { return text }
    return "_" + grouped(text)
  }

  func isLetter(_ node: MathNode) -> Bool {
    switch node {
    case .letter: true
    case .bold(let inner): isLetter(inner)
    case .symbol(let symbol): symbol.kind == .ordinary && symbol.ascii.count > 1
    default: false
    }
  }

  /// A word or a signed number stands alone; anything else in brackets.
  func grouped(_ text: String) -> String {
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

  func accent(_ accent: MathNode.Accent, _ base: MathNode) -> MathBox {
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
}
