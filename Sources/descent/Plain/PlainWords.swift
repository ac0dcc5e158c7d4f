import Figures
import Lessons
import Plot

/// What plain mode says.
struct PlainWords {
  let language: Language
  let glyphs: Glyphs

  private func pick(_ en: String, _ ko: String) -> String { language == .ko ? ko : en }

  var help: String {
    pick(
      "Type an answer and Enter. Words of their own: hint, solution, skip, quit.",
      "답을 쓰고 Enter를 누른다. 따로 쓰는 말: hint(힌트), solution(풀이), skip(건너뛰기), quit(끝).")
  }
  var noQuestions: String { pick("There are no questions here.", "여기에는 문제가 없다.") }
  var noHint: String { pick("There are no more hints.", "힌트가 더 없다.") }
  var solution: String { pick("Solution:", "풀이:") }
  var notSaved: String { pick("not saved", "저장되지 않음") }
  var hint: String { pick("Hint:", "힌트:") }
  var chooseOne: String { pick("Number of your choice", "고른 번호") }
  var chooseSome: String { pick("Numbers of all that apply", "맞는 것의 번호 모두") }
  var order: String { pick("Numbers in the right order", "올바른 순서의 번호") }
  var match: String { pick("A number for each letter, in turn", "각 글자에 맞는 번호를 차례로") }
  var notNumbers: String {
    pick("Write numbers from the list.", "목록에 있는 번호를 쓴다.")
  }

  func suchAs(_ example: String) -> String { pick("such as \(example)", "예: \(example)") }

  func read(_ text: String) -> String { pick("read as \(text)", "읽은 값: \(text)") }

  func verdict(_ verdict: Verdict) -> String {
    let isASCII = glyphs.repertoire == .ascii
    let good = isASCII ? "[ok]" : "✓"
    let bad = isASCII ? "[x]" : "✗"
    return switch verdict {
    case .right: good + pick(" Right.", " 맞았다.")
    case .carried: good + pick(" Right for your earlier values.", " 앞의 값으로는 맞았다.")
    case .wrong: bad + pick(" Not right. Try again.", " 틀렸다. 다시 해 보라.")
    case .invalid: pick("[?] Not an answer yet.", "[?] 아직 답이 아니다.")
    }
  }

  /// A verdict with how the answer was read and what is to be said about it.
  func lines(
    _ verdict: Verdict, _ parts: [Marking.PartMark], of forms: [Form], saved: Bool,
    _ plain: PlainText
  ) -> [String] {
    var head = self.verdict(verdict)
    // How a choice was read is no question.
    let readings = zip(parts, forms).filter { $1.isTyped }.map(\.0.reading).filter { !$0.isEmpty }
    if !readings.isEmpty { head += "  " + read(readings.joined(separator: ", ")) }
    if !saved { head += "  (\(notSaved))" }
    let feedback = parts.filter { !$0.feedback.isEmpty }
    return plain.lines(head)
      + feedback.flatMap { plain.lines(plain.text($0.feedback), indent: 2) }
  }
}

extension Form {
  /// The answer is typed, not chosen.
  fileprivate var isTyped: Bool {
    switch self {
    case .field, .table, .cloze, .point: true
    case .single, .multiple, .order, .match: false
    }
  }
}
