import CText

/// The one table from the characters of our texts to 7-bit forms that keep mathematics readable. Hangul stays.
package enum AsciiTable {
  /// The text in the `ascii` repertoire: cleaned, composed, then mapped.
  ///
  /// Names of letters keep apart from what stands beside them (`ηg` → `eta g`), superscripts become powers
  /// (`x²` → `x^2`), what has no form becomes `?`.
  package static func map(_ text: String) -> String {
    if Sanitizer.isPlain(text) { return text }
    var out = String.UnicodeScalarView()
    var isAfterName = false
    var isInPower = false
    for scalar in TextWidth.composed(text).unicodeScalars {
      let value = scalar.value
      if value < 0x80 {
        let isLetter = isASCIILetter(scalar) || isASCIIDigit(scalar)
        if (isAfterName || isInPower) && isLetter { out.append(" ") }
        (isAfterName, isInPower) = (false, false)
        out.append(value >= 0x20 && value < 0x7F ? scalar : "?")
      } else if isHangul(scalar) {
        (isAfterName, isInPower) = (false, false)
        out.append(scalar)
      } else if let power = powers[value] {
        if !isInPower { out.append("^") }
        (isAfterName, isInPower) = (false, true)
        out.append(power)
      } else if let form = forms[value] {
        let startsWithLetter = form.unicodeScalars.first.map(isASCIILetter) ?? false
        let isName = value >= 0x370 && value < 0x400
        if let last = out.last,
          startsWithLetter && isInPower
            || isName && (isASCIILetter(last) || isASCIIDigit(last) || last == ")")
        {
          out.append(" ")
        }
        out.append(contentsOf: form.unicodeScalars)
        (isAfterName, isInPower) = (isName, false)
      } else if TextWidth.columns(of: scalar) > 0 {
        let base = Unicode.Scalar(UInt32(bitPattern: ctext_base(Int32(truncatingIfNeeded: value))))
        let plain = base.map { $0.value >= 0x20 && $0.value < 0x7F } ?? false
        out.append(plain ? base ?? "?" : "?")
        (isAfterName, isInPower) = (false, false)
      }
    }
    return String(out)
  }

  private static func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
    (scalar >= "a" && scalar <= "z") || (scalar >= "A" && scalar <= "Z")
  }

  private static func isASCIIDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar >= "0" && scalar <= "9"
  }

  private static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97C, 0xD7B0...0xD7FB: true
    default: false
    }
  }

  private static let powers: [UInt32: Unicode.Scalar] = [
    0x2070: "0", 0xB9: "1", 0xB2: "2", 0xB3: "3", 0x2074: "4", 0x2075: "5", 0x2076: "6",
    0x2077: "7",
    0x2078: "8", 0x2079: "9", 0x207A: "+", 0x207B: "-", 0x207F: "n", 0x1D40: "T", 0x1D57: "t",
    0x1D4F: "k", 0x1D50: "m", 0x2071: "i", 0x207D: "(", 0x207E: ")",
  ]

  private static let forms: [UInt32: String] = {
    var table: [UInt32: String] = [:]
    for (scalars, form) in rows {
      for scalar in scalars.unicodeScalars { table[scalar.value] = form }
    }
    for (index, name) in greek.enumerated() where !name.isEmpty {
      table[0x3B1 + UInt32(index)] = name
      table[0x391 + UInt32(index)] = name.prefix(1).uppercased() + name.dropFirst()
    }
    table[0x3C2] = "sigma"
    for digit in UInt32(0)...9 { table[0x2080 + digit] = String(digit) }
    for offset in UInt32(0)..<0x5E {
      if let ascii = Unicode.Scalar(0x21 + offset) { table[0xFF01 + offset] = String(ascii) }
    }
    return table
  }()

  private static let greek = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
    "mu", "nu", "xi", "omicron", "pi", "rho", "", "sigma", "tau", "upsilon", "phi", "chi", "psi",
    "omega",
  ]

  private static let rows: [(String, String)] = [
    ("\u{A0}\u{2009}\u{200A}\u{202F}\u{2002}\u{2003}\u{3000}", " "),
    ("\u{200B}\u{200C}\u{200D}\u{FEFF}", ""),
    ("“”„«»″〞", "\""), ("‘’‚′", "'"), ("‐‑‒−﹣", "-"), ("–", "-"), ("—―", "-"), ("…⋯", "..."),
    ("⋮", ":"), ("⋱", "."), ("•·∙⋅", "*"), ("◦", "o"), ("×", "x"), ("÷", "/"), ("±", "+-"),
    ("∓", "-+"),
    ("→⟶↦⟼", "->"), ("←⟵", "<-"), ("↔⟷", "<->"), ("⇒⟹", "=>"), ("⇐", "<="), ("⇔⟺", "<=>"),
    ("↑", "^"), ("↓", "v"), ("↗", "/"), ("↘", "\\"), ("≤⩽", "<="), ("≥⩾", ">="), ("≠", "!="),
    ("≈≃≅", "~="), ("∼", "~"), ("≡", "=="), ("≪", "<<"), ("≫", ">>"), ("∝", " prop. to "),
    ("≻", ">"), ("≽⪰", ">="), ("≺", "<"), ("≼⪯", "<="), ("≜≔", ":="), ("∞", "inf"), ("∑", "sum"),
    ("∏", "prod"), ("∫", "int"), ("√", "sqrt"), ("∂", "d"), ("∇", "grad "), ("∈", " in "),
    ("∉", " not in "), ("∀", "for all "), ("∃", "there is "), ("∧", " and "), ("∨", " or "),
    ("¬", "not "),
    ("∪", " u "), ("∩", " n "), ("⊂⊆", " within "), ("⊙⊗", " o "), ("⊕", " (+) "), ("⊤", "T"),
    ("⊥", " _|_ "), ("∘", " o "), ("‖∥", "||"), ("∣", "|"), ("⟨〈", "<"), ("⟩〉", ">"), ("⌊⌋⌈⌉", "|"),
    ("ℝ", "R"), ("ℕ", "N"), ("ℤ", "Z"), ("𝔼", "E"), ("ℒ", "L"), ("𝟙", "1"), ("ℓ", "l"), ("𝟏", "1"),
    ("ϵ", "epsilon"), ("ϕ", "phi"), ("ϑ", "theta"), ("µ", "mu"), ("°", " deg"), ("§", "sec. "),
    ("½", "1/2"), ("⅓", "1/3"), ("⅔", "2/3"), ("¼", "1/4"), ("¾", "3/4"), ("⅕", "1/5"),
    ("⅙", "1/6"),
    ("⅛", "1/8"), ("₊", "+"), ("₋", "-"), ("₌", "="), ("₍", "("), ("₎", ")"), ("ₖ", "_k"),
    ("ₙ", "_n"),
    ("ᵢ", "_i"), ("ⱼ", "_j"), ("ₘ", "_m"), ("ₜ", "_t"), ("ₓ", "_x"), ("ₚ", "_p"), ("ₐ", "_a"),
    ("ₛ", "_s"),
    ("ₗ", "_l"), ("ₕ", "_h"), ("ᵣ", "_r"), ("ᵤ", "_u"), ("ᵥ", "_v"), ("ₑ", "_e"), ("ₒ", "_o"),
    ("✓✔", "[ok]"), ("✗✘✕", "[x]"), ("●■▪◆", "#"), ("○□▫◇", "o"), ("◉◎", "O"), ("★☆✚", "+"),
    ("▲△▴▵", "^"), ("▼▽▾▿", "v"), ("▶▸▷▹", ">"), ("◀◂◁◃", "<"), ("─━╌╴╶┄", "-"),
    ("│┃╎╵╷┆", "|"), ("┌┐└┘├┤┬┴┼╭╮╰╯", "+"), ("═", "="), ("║", "|"), ("█▓", "#"), ("▒", "+"),
    ("░", ":"), ("▌▐▀▄", "#"), ("▁▂", "."), ("▃▅", ":"), ("▆▇", "#"), ("⏎↵", "Enter"),
    ("␣", "Space"), ("ß", "ss"),
    ("æ", "ae"), ("Æ", "AE"), ("ø", "o"), ("Ø", "O"), ("ł", "l"), ("Ł", "L"), ("đ", "d"),
    ("œ", "oe"),
    ("、", ","), ("。", "."), ("「『", "\""), ("」』", "\""), ("《", "<"), ("》", ">"), ("【", "["),
    ("】", "]"), ("〔", "("), ("〕", ")"),
    ("～〜", "~"), ("①", "(1)"), ("②", "(2)"), ("③", "(3)"), ("④", "(4)"), ("⑤", "(5)"), ("⑥", "(6)"),
    ("⑦", "(7)"), ("⑧", "(8)"), ("⑨", "(9)"), ("©", "(c)"), ("®", "(R)"), ("™", "(TM)"),
    ("€", "EUR"), ("£", "GBP"), ("₩", "KRW"),
    ("^\u{302}", "^"),
  ]
}

extension Glyphs {
  /// How a text is shown: cleaned and composed, and mapped to its 7-bit form where words are written so.
  /// Measure and wrap this form, not the original.
  package func shown(_ text: String) -> String {
    if Sanitizer.isPlain(text) { return text }
    let clean = Sanitizer.clean(text)
    if words == .ascii { return AsciiTable.map(clean) }
    let isUnsafe =
      isInGrid && !ambiguousIsNarrow
      && clean.unicodeScalars.contains(where: AmbiguousWidth.contains)
    return isUnsafe ? AsciiTable.map(clean) : TextWidth.composed(clean)
  }

  /// For texts beside which others stand in the same row: characters of ambiguous width take their 7-bit forms.
  var inGrid: Glyphs {
    var glyphs = self
    glyphs.isInGrid = true
    return glyphs
  }

  package func shown(_ text: StyledText) -> StyledText {
    StyledText(text.runs.map { StyledText.Run(shown($0.text), $0.style) })
  }
}
