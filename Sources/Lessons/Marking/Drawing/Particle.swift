/// A Korean particle whose form follows what stands before it.
enum Particle: String, CaseIterable, Sendable {
  case object = "을/를"
  case subject = "이/가"
  case topic = "은/는"
  case and = "과/와"
  case towards = "으로/로"

  /// The form after a printed value: the last digit decides. 0 1 3 6 7 8 end in a consonant (영 일 삼 육 칠 팔), of
  /// which 1 7 8 end in ㄹ and take 로; `%` (퍼센트) is open, and so is what has no digit.
  func form(after text: String) -> String {
    let forms = rawValue.split(separator: "/").map(String.init)
    let isOpen: Bool
    if text.last == "%" {
      isOpen = true
    } else {
      switch text.last(where: { $0.isASCII && $0.isNumber }) {
      case "1", "7", "8": isOpen = self == .towards
      case "0", "3", "6": isOpen = false
      default: isOpen = true
      }
    }
    return isOpen ? forms[1] : forms[0]
  }
}
