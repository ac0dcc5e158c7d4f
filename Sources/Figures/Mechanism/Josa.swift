/// Korean particles after a word that is not known beforehand: `3은`, `x는`, `행렬을`.
///
/// The last sound decides: a final consonant or none. Digits are read as in Korean (3 삼), Latin letters by their
/// names (l, m, n, r end in a consonant); after a sign alone both forms are written, `'+'이(가)`.
package enum Josa {
  /// 은/는
  package static func topic(_ word: some StringProtocol) -> String { joined(word, "은", "는") }
  /// 이/가
  package static func subject(_ word: some StringProtocol) -> String { joined(word, "이", "가") }
  /// 을/를
  package static func object(_ word: some StringProtocol) -> String { joined(word, "을", "를") }
  /// 과/와
  package static func with(_ word: some StringProtocol) -> String { joined(word, "과", "와") }

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
    for scalar in word.unicodeScalars.reversed() {
      switch scalar {
      case "\u{AC00}"..."\u{D7A3}": return (scalar.value - 0xAC00) % 28 != 0
      case "0", "1", "3", "6", "7", "8": return true
      case "2", "4", "5", "9": return false
      case "l", "m", "n", "r", "L", "M", "N", "R": return true
      case "a"..."z", "A"..."Z": return false
      case "\"", "'", ")", "]", "}", ".", ",", " ": continue
      default: return nil
      }
    }
    return nil
  }
}
