/// The two-set Hangul keyboard: which Latin key a jamo or the parts of a syllable lie on, so that keys work with
/// a Korean input method on.
package enum Jamo {
  /// The key of one compatibility jamo; nil for anything else.
  package static func key(for letter: Character) -> Character? { keys[letter] }

  /// The keys that type a text: jamo and composed syllables become Latin letters (가 is `r`, `k`), the rest
  /// stays as it is.
  package static func keys(for text: String) -> String {
    var typed = ""
    for letter in text {
      if let key = keys[letter] {
        typed.append(key)
      } else if let parts = parts(of: letter) {
        for part in parts {
          if let key = keys[part] {
            typed.append(key)
          } else if let pair = clusters[part] {
            typed.append(pair)
          }
        }
      } else if let pair = clusters[letter] {
        typed.append(pair)
      } else {
        typed.append(letter)
      }
    }
    return typed
  }

  /// The compatibility jamo of a composed syllable, in typing order.
  private static func parts(of letter: Character) -> [Character]? {
    guard let scalar = letter.unicodeScalars.first, letter.unicodeScalars.count == 1,
      (0xAC00...0xD7A3).contains(scalar.value)
    else { return nil }
    let index = Int(scalar.value) - 0xAC00
    let initial = initials[index / 588]
    let medial = medials[index / 28 % 21]
    let final = index % 28
    return final == 0 ? [initial, medial] : [initial, medial, finals[final - 1]]
  }

  private static let initials = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
  private static let medials = Array("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")
  private static let finals = Array("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

  private static let keys: [Character: Character] = Dictionary(
    uniqueKeysWithValues: zip(
      "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
      "qwertyuiopasdfghjklzxcvbnmQWERTOP"))

  private static let clusters: [Character: String] = [
    "ㄳ": "rt", "ㄵ": "sw", "ㄶ": "sg", "ㄺ": "fr", "ㄻ": "fa", "ㄼ": "fq", "ㄽ": "ft", "ㄾ": "fx",
    "ㄿ": "fv", "ㅀ": "fg", "ㅄ": "qt", "ㅘ": "hk", "ㅙ": "ho", "ㅚ": "hl", "ㅝ": "nj", "ㅞ": "np",
    "ㅟ": "nl", "ㅢ": "ml",
  ]
}
