import Figures

extension MathText {
  /// In words, for a screen reader.
  package func spoken(_ language: Language) -> String {
    let words = language == .en ? Self.english(root) : Self.korean(root)
    return words.split(separator: " ").joined(separator: " ")
  }

  private static func english(_ node: MathNode) -> String {
    switch node {
    case .row(let nodes): return nodes.map(english).joined(separator: " ")
    case .symbol(let symbol): return symbol.en
    case .number(let digits): return digits
    case .letter(let letter):
      return letter.isUppercase ? "capital \(letter)" : String(letter)
    case .word(let word, _), .text(let word), .blackboard(let word): return word
    case .fraction(let top, let bottom):
      let isShort = isAtom(top) && isAtom(bottom)
      return isShort
        ? "\(english(top)) over \(english(bottom))"
        : "the fraction \(english(top)) over \(english(bottom)) end fraction"
    case .root(let body):
      return isAtom(body) ? "root of \(english(body))" : "root of \(english(body)) end root"
    case .script(let base, let sub, let sup):
      if case .symbol(let symbol) = base, symbol.kind == .large {
        return english(base) + (sub.map { " over \(english($0))" } ?? "")
          + (sup.map { " to \(english($0))" } ?? "") + " of"
      }
      return english(base) + (sub.map { " sub \(english($0))" } ?? "")
        + (sup.map { englishPower($0) } ?? "")
    case .accent(let accent, let base):
      let name =
        switch accent {
        case .hat: "hat"
        case .bar: "bar"
        case .tilde: "tilde"
        case .vector: "vector"
        }
      return "\(english(base)) \(name)"
    case .bold(let inner): return "bold \(english(inner))"
    case .fenced(let open, let body, let close):
      if open == "\\|" { return "the norm of \(english(body)) end norm" }
      if open == "|" { return "the absolute value of \(english(body)) end value" }
      return (open.isEmpty ? "" : "open bracket ") + english(body)
        + (close.isEmpty ? "" : " close bracket")
    case .grid(let grid, let rows):
      let lines = rows.map { $0.map(english).joined(separator: ", ") }.joined(separator: "; ")
      switch grid {
      case .aligned: return lines
      case .cases: return "cases: \(lines), end cases"
      case .bmatrix, .pmatrix: return "the matrix with rows \(lines), end matrix"
      }
    case .space: return ","
    }
  }

  private static func englishPower(_ node: MathNode) -> String {
    switch node {
    case .number("2"): " squared"
    case .number("3"): " cubed"
    case .letter("T"): " transposed"
    case .symbol(let symbol) where symbol.name == "'": " prime"
    case .row(let nodes) where isMinusOne(nodes): " inverse"
    default: " to the \(english(node))"
    }
  }

  private static func korean(_ node: MathNode) -> String {
    switch node {
    case .row(let nodes): return nodes.map(korean).joined(separator: " ")
    case .symbol(let symbol): return symbol.ko
    case .number(let digits): return digits
    case .letter(let letter): return letter.isUppercase ? "대문자 \(letter)" : String(letter)
    case .word(let word, _), .text(let word), .blackboard(let word): return word
    case .fraction(let top, let bottom): return "\(korean(bottom)) 분의 \(korean(top))"
    case .root(let body): return isAtom(body) ? "루트 \(korean(body))" : "루트 \(korean(body)) 루트 끝"
    case .script(let base, let sub, let sup):
      if case .symbol(let symbol) = base, symbol.kind == .large {
        return (sub.map { "\(korean($0))부터 " } ?? "") + (sup.map { "\(korean($0))까지의 " } ?? "")
          + korean(base)
      }
      return korean(base) + (sub.map { " 아래첨자 \(korean($0))" } ?? "")
        + (sup.map { koreanPower($0) } ?? "")
    case .accent(let accent, let base):
      let name =
        switch accent {
        case .hat: "햇"
        case .bar: "바"
        case .tilde: "틸데"
        case .vector: "벡터"
        }
      return "\(korean(base)) \(name)"
    case .bold(let inner): return "굵은 \(korean(inner))"
    case .fenced(let open, let body, let close):
      if open == "\\|" { return "\(korean(body))의 노름" }
      if open == "|" { return "\(korean(body))의 절댓값" }
      return (open.isEmpty ? "" : "괄호 열고 ") + korean(body) + (close.isEmpty ? "" : " 괄호 닫고")
    case .grid(let grid, let rows):
      let lines = rows.map { $0.map(korean).joined(separator: ", ") }.joined(separator: "; ")
      switch grid {
      case .aligned: return lines
      case .cases: return "경우: \(lines), 경우 끝"
      case .bmatrix, .pmatrix: return "행렬 \(lines), 행렬 끝"
      }
    case .space: return ","
    }
  }

  private static func koreanPower(_ node: MathNode) -> String {
    switch node {
    case .number("2"): " 제곱"
    case .number("3"): " 세제곱"
    case .letter("T"): " 전치"
    case .symbol(let symbol) where symbol.name == "'": " 프라임"
    case .row(let nodes) where isMinusOne(nodes): "의 역"
    default: "의 \(korean(node)) 제곱"
    }
  }

  private static func isMinusOne(_ nodes: [MathNode]) -> Bool {
    guard nodes.count == 2, case .symbol(let sign) = nodes[0] else { return false }
    return sign.name == "-" && nodes[1] == .number("1")
  }

  private static func isAtom(_ node: MathNode) -> Bool {
    switch node {
    case .number, .letter, .symbol, .word, .text, .blackboard: true
    case .script(let base, _, _), .bold(let base), .accent(_, let base): isAtom(base)
    case .row(let nodes): nodes.count == 1 && isAtom(nodes[0])
    default: false
    }
  }
}
