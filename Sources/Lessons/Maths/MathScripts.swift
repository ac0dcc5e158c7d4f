/// Superscripts and subscripts that have characters of their own.
enum MathScripts {
  private static let raised: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
    "9": "⁹",
    "+": "⁺", "-": "⁻", "−": "⁻", "=": "⁼", "(": "⁽", ")": "⁾", "n": "ⁿ", "i": "ⁱ", "T": "ᵀ",
    "k": "ᵏ",
    "m": "ᵐ",
  ]
  private static let lowered: [Character: Character] = [
    "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈",
    "9": "₉",
    "+": "₊", "-": "₋", "−": "₋", "=": "₌", "(": "₍", ")": "₎", "a": "ₐ", "e": "ₑ", "h": "ₕ",
    "i": "ᵢ",
    "j": "ⱼ", "k": "ₖ", "l": "ₗ", "m": "ₘ", "n": "ₙ", "o": "ₒ", "p": "ₚ", "r": "ᵣ", "s": "ₛ",
    "t": "ₜ",
    "u": "ᵤ", "v": "ᵥ", "x": "ₓ",
  ]

  /// Nil if a character has no raised form.
  static func raised(_ text: String) -> String? { mapped(text, by: raised) }
  static func lowered(_ text: String) -> String? { mapped(text, by: lowered) }

  static func isRaised(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { raised.values.contains($0) }
  }
  static func isLowered(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { lowered.values.contains($0) }
  }

  private static func mapped(_ text: String, by table: [Character: Character]) -> String? {
    guard !text.isEmpty else { return nil }
    var result = ""
    for character in text {
      guard let form = table[character] else { return nil }
      result.append(form)
    }
    return result
  }
}
