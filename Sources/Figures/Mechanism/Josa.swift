/// Korean particles after a word that is not known beforehand: `3은`, `x는`, `행렬을`.
///
/// The last sound decides: a final consonant or none. Digits are read as in Korean (3 삼), Latin letters by their
/// names (l, m, n, r end in a consonant), but `layer` and `training` as words; after a sign alone both forms are written, `'+'이(가)`.
package enum Josa {
  /// 은/는
  package static func topic(_ word: some StringProtocol) -> String { joined(word, "은", "는") }
  /// 이/가
  package static func subject(_ word: some StringProtocol) -> String { joined(word, "이", "가") }
  /// 을/를
  package static func object(_ word: some StringProtocol) -> String { joined(word, "을", "를") }
  /// 과/와
  package static func with(_ word: some StringProtocol) -> String { joined(word, "과", "와") }
  /// 으로/로: a final ㄹ takes 로, `1로`, `교실로`.
  package static func direction(_ word: some StringProtocol) -> String {
    guard let sound = ending(word) else { return "\(word)(으)로" }
    return word + (sound == .consonant ? "으로" : "로")
  }

  private static func joined(_ word: some StringProtocol, _ closed: String, _ open: String)
    -> String
  {
    switch endsInConsonant(word) {
    case true?: word + closed
    case false?: word + open
    case nil: "\(word)\(closed)(\(open))"
    }
  }

  /// nil where nothing is pronounced.
  static func endsInConsonant(_ word: some StringProtocol) -> Bool? {
    ending(word).map { $0 != .vowel }
  }

  private enum Ending { case vowel, rieul, consonant }

  private static func ending(_ word: some StringProtocol) -> Ending? {
    let scalars = Array(word.unicodeScalars)
    for (place, scalar) in scalars.enumerated().reversed() {
      let before = place > 0 ? scalars[place - 1] : nil
      switch scalar {
      // A word, not the letter's name: layer, training.
      case "r" where before.map { ("a"..."z").contains($0) } == true: return .vowel
      case "g" where before == "n": return .consonant
      case "\u{AC00}"..."\u{D7A3}":
        return switch (scalar.value - 0xAC00) % 28 {
        case 0: .vowel
        case 8: .rieul
        default: .consonant
        }
      case "1", "7", "8", "l", "r", "L", "R": return .rieul
      case "0", "3", "6", "m", "n", "M", "N": return .consonant
      case "2", "4", "5", "9", "a"..."z", "A"..."Z": return .vowel
      case "\"", "'", ")", "]", "}", ".", ",", " ": continue
      default: return nil
      }
    }
    return nil
  }
}
