/// A formula as a tree.
indirect enum MathNode: Equatable, Sendable {
  case row([MathNode])
  /// A sign of the table: a Greek letter, an operator, a relation, a bracket.
  case symbol(MathSymbol)
  case number(String)
  case letter(Character)
  /// Upright: `\mathrm{Var}`, `\log`, `\max`. A function name takes a space behind it.
  case word(String, isFunction: Bool)
  /// `\text{…}`, as written.
  case text(String)
  case fraction(MathNode, MathNode)
  case root(MathNode)
  case script(MathNode, sub: MathNode?, sup: MathNode?)
  case accent(Accent, MathNode)
  /// `\mathbf{x}`, `\mathbb{R}`.
  case bold(MathNode)
  case blackboard(String)
  /// Brackets that grow; an empty text is `\left.`.
  case fenced(String, MathNode, String)
  case grid(Grid, [[MathNode]])
  case space

  enum Accent: Equatable, Sendable { case hat, bar, tilde, vector }
  enum Grid: String, Equatable, Sendable { case bmatrix, pmatrix, cases, aligned }
}

/// A sign with its forms.
struct MathSymbol: Equatable, Sendable {
  /// How it stands among its neighbours.
  enum Kind: Equatable, Sendable {
    case ordinary, binary, relation, opening, closing, punctuation
    /// Takes limits: a sum, a product, an integral.
    case large
  }
  let name: String
  let unicode: String
  let ascii: String
  let kind: Kind
  let en: String
  let ko: String

  init(
    _ name: String, _ unicode: String, _ ascii: String, _ kind: Kind, en: String, ko: String
  ) {
    self.name = name
    self.unicode = unicode
    self.ascii = ascii
    self.kind = kind
    self.en = en
    self.ko = ko
  }

  /// By its command, without the backslash.
  static let commands: [String: MathSymbol] = {
    var table: [String: MathSymbol] = [:]
    for symbol in operators + greek { table[symbol.name] = symbol }
    return table
  }()

  /// By the character that stands for itself.
  static let characters: [Character: MathSymbol] = {
    var table: [Character: MathSymbol] = [:]
    for symbol in signs { if let character = symbol.name.first { table[character] = symbol } }
    return table
  }()

  private static let signs: [MathSymbol] = [
    MathSymbol("+", "+", "+", .binary, en: "plus", ko: "더하기"),
    MathSymbol("-", "−", "-", .binary, en: "minus", ko: "빼기"),
    MathSymbol("−", "−", "-", .binary, en: "minus", ko: "빼기"),
    MathSymbol("*", "*", "*", .binary, en: "times", ko: "곱하기"),
    MathSymbol("/", "/", "/", .ordinary, en: "over", ko: "나누기"),
    MathSymbol("=", "=", "=", .relation, en: "equals", ko: "는"),
    MathSymbol("<", "<", "<", .relation, en: "is less than", ko: "미만"),
    MathSymbol(">", ">", ">", .relation, en: "is greater than", ko: "초과"),
    MathSymbol(":", ":", ":", .relation, en: "with", ko: "대"),
    MathSymbol("(", "(", "(", .opening, en: "open bracket", ko: "괄호 열고"),
    MathSymbol(")", ")", ")", .closing, en: "close bracket", ko: "괄호 닫고"),
    MathSymbol("[", "[", "[", .opening, en: "open bracket", ko: "괄호 열고"),
    MathSymbol("]", "]", "]", .closing, en: "close bracket", ko: "괄호 닫고"),
    MathSymbol("|", "|", "|", .ordinary, en: "bar", ko: "절댓값 기호"),
    MathSymbol(",", ",", ",", .punctuation, en: "comma", ko: "쉼표"),
    MathSymbol(";", ";", ";", .punctuation, en: "semicolon", ko: "세미콜론"),
    MathSymbol(".", ".", ".", .ordinary, en: "point", ko: "점"),
    MathSymbol("!", "!", "!", .ordinary, en: "factorial", ko: "팩토리얼"),
    MathSymbol("'", "′", "'", .ordinary, en: "prime", ko: "프라임"),
    MathSymbol("%", "%", "%", .ordinary, en: "percent", ko: "퍼센트"),
  ]

  /// Commands of one punctuation character.
  static let escapes: [Character: MathSymbol] = [
    "{": MathSymbol("{", "{", "{", .opening, en: "open brace", ko: "중괄호 열고"),
    "}": MathSymbol("}", "}", "}", .closing, en: "close brace", ko: "중괄호 닫고"),
    "|": MathSymbol("|", "‖", "||", .ordinary, en: "norm", ko: "노름"),
    "%": MathSymbol("%", "%", "%", .ordinary, en: "percent", ko: "퍼센트"),
    "$": MathSymbol("$", "$", "$", .ordinary, en: "dollar", ko: "달러"),
    "_": MathSymbol("_", "_", "_", .ordinary, en: "underscore", ko: "밑줄"),
    "&": MathSymbol("&", "&", "&", .ordinary, en: "and", ko: "그리고"),
    "#": MathSymbol("#", "#", "#", .ordinary, en: "number", ko: "번호"),
  ]

  private static let operators: [MathSymbol] = [
    MathSymbol("sum", "∑", "sum", .large, en: "the sum", ko: "합"),
    MathSymbol("prod", "∏", "prod", .large, en: "the product", ko: "곱"),
    MathSymbol("int", "∫", "int", .large, en: "the integral", ko: "적분"),
    MathSymbol("cdot", "·", "*", .binary, en: "times", ko: "곱하기"),
    MathSymbol("times", "×", "x", .binary, en: "times", ko: "곱하기"),
    MathSymbol("odot", "⊙", "(*)", .binary, en: "entrywise times", ko: "성분별 곱하기"),
    MathSymbol("pm", "±", "+-", .binary, en: "plus or minus", ko: "플러스 마이너스"),
    MathSymbol("le", "≤", "<=", .relation, en: "is at most", ko: "이하"),
    MathSymbol("ge", "≥", ">=", .relation, en: "is at least", ko: "이상"),
    MathSymbol("ne", "≠", "!=", .relation, en: "is not equal to", ko: "같지 않음"),
    MathSymbol("approx", "≈", "~=", .relation, en: "is about", ko: "약"),
    MathSymbol("sim", "~", "~", .relation, en: "is distributed as", ko: "의 분포는"),
    MathSymbol("propto", "∝", "prop. to", .relation, en: "is proportional to", ko: "비례"),
    MathSymbol("in", "∈", "in", .relation, en: "in", ko: "원소"),
    MathSymbol("to", "→", "->", .relation, en: "to", ko: "에서"),
    MathSymbol("mapsto", "↦", "|->", .relation, en: "maps to", ko: "대응"),
    MathSymbol("infty", "∞", "inf", .ordinary, en: "infinity", ko: "무한대"),
    MathSymbol("partial", "∂", "d", .ordinary, en: "partial", ko: "편미분"),
    MathSymbol("nabla", "∇", "grad ", .ordinary, en: "gradient of", ko: "그레이디언트"),
    MathSymbol("ldots", "…", "...", .ordinary, en: "and so on", ko: "등등"),
  ]

  private static let greek: [MathSymbol] = {
    let letters: [(String, String, String)] = [
      ("alpha", "α", "알파"), ("beta", "β", "베타"), ("gamma", "γ", "감마"), ("delta", "δ", "델타"),
      ("epsilon", "ε", "엡실론"), ("varepsilon", "ε", "엡실론"), ("zeta", "ζ", "제타"),
      ("eta", "η", "에타"), ("theta", "θ", "세타"), ("vartheta", "ϑ", "세타"), ("iota", "ι", "이오타"),
      ("kappa", "κ", "카파"), ("lambda", "λ", "람다"), ("mu", "μ", "뮤"), ("nu", "ν", "뉴"),
      ("xi", "ξ", "크시"), ("pi", "π", "파이"), ("rho", "ρ", "로"), ("sigma", "σ", "시그마"),
      ("tau", "τ", "타우"), ("upsilon", "υ", "입실론"), ("phi", "φ", "피"), ("varphi", "φ", "피"),
      ("chi", "χ", "카이"), ("psi", "ψ", "프시"), ("omega", "ω", "오메가"), ("Gamma", "Γ", "대문자 감마"),
      ("Delta", "Δ", "대문자 델타"), ("Theta", "Θ", "대문자 세타"), ("Lambda", "Λ", "대문자 람다"),
      ("Xi", "Ξ", "대문자 크시"), ("Pi", "Π", "대문자 파이"), ("Sigma", "Σ", "대문자 시그마"),
      ("Upsilon", "Υ", "대문자 입실론"), ("Phi", "Φ", "대문자 피"), ("Psi", "Ψ", "대문자 프시"),
      ("Omega", "Ω", "대문자 오메가"),
    ]
    return letters.map { name, letter, korean in
      let plain = name.hasPrefix("var") ? String(name.dropFirst(3)) : name
      let en = plain.first?.isUppercase == true ? "capital \(plain.lowercased())" : plain
      return MathSymbol(name, letter, plain, .ordinary, en: en, ko: korean)
    }
  }()
}
