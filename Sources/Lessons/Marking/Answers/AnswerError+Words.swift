import Figures

extension AnswerError {
  /// What is wrong with the typed answer and what to write, for the student.
  var words: Words {
    switch problem {
    case .empty:
      Words(en: "Nothing is typed yet.", ko: "아직 입력한 것이 없다.")
    case .tooLong(let limit):
      Words(
        en: "That is more than \(limit) characters.", ko: "\(limit)자를 넘는다.")
    case .tooDeep:
      Words(
        en: "Too many brackets or signs inside each other.", ko: "괄호나 부호가 너무 깊게 겹쳐 있다.")
    case .stray(let character):
      Words(
        en: "The character \(character) is no part of a number.",
        ko: "\(character) 문자는 수에 쓸 수 없다.")
    case .unknownName(let name):
      Words(
        en: "Unknown word \(name). Known are sqrt, exp, ln, log10, pi and e.",
        ko: "모르는 이름: \(name). 쓸 수 있는 것은 sqrt, exp, ln, log10, pi, e이다.")
    case .ambiguousLogarithm:
      Words(
        en: "Write ln or log10: log alone is read in two ways.",
        ko: "log만으로는 뜻이 둘이다. ln 또는 log10으로 적어라.")
    case .twoNumbers:
      Words(
        en: "Two numbers stand side by side. Write * between them, or a comma.",
        ko: "수 두 개가 나란히 있다. 사이에 *나 쉼표를 적어라.")
    case .mixedNumber:
      Words(
        en: "A mixed number looks like 2 1/2. Else write + or *.",
        ko: "대분수는 2 1/2처럼 적는다. 아니면 +나 *를 적어라.")
    case .expectedNumber:
      Words(en: "A number is missing here.", ko: "여기에 수가 있어야 한다.")
    case .unclosed(let mark):
      Words(en: "The bracket \(mark) is never closed.", ko: "괄호 \(mark) 닫는 짝이 없다.")
    case .unopened(let mark):
      Words(en: "The bracket \(mark) has no partner.", ko: "괄호 \(mark) 여는 짝이 없다.")
    case .expectedArgument(let name):
      Words(
        en: "\(name) needs a number: \(name)(2).", ko: "\(name) 뒤에 수가 있어야 한다: \(name)(2).")
    case .list:
      Words(en: "A single number is needed here.", ko: "여기에는 수 하나가 와야 한다.")
    case .shapes:
      Words(en: "These do not have the same shape.", ko: "모양이 서로 다르다.")
    case .noValue:
      Words(
        en: "This has no finite value.", ko: "유한한 값이 아니다.")
    }
  }
}
