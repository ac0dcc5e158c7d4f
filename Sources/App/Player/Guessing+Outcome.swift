import Figures
import Lessons
import Plot

extension Guessing {
  /// The prediction as the figure can draw it; nil where it is words only.
  var drawable: Figures.Prediction? {
    guard let form, let question, let part = form.parts.first, let asked = question.parts.first
    else {
      return nil
    }
    switch part.response {
    case .typed(let texts):
      guard let marking, let reading = marking.parts.first?.reading, let text = texts.first else {
        return nil
      }
      guard let number = Double(reading) ?? Double(text) else { return nil }
      let truth = Double(asked.solution.en.plainText).map(Figures.Prediction.Guess.number)
      return Figures.Prediction(.number(number), truth: truth)
    default: return nil
    }
  }

  /// The guess beside the truth, in words, once the film has run.
  func outcome(_ language: Language) -> String? {
    guard let question, let marking, let part = form?.parts.first, let asked = question.parts.first
    else { return nil }
    let isRight = marking.verdict == .right
    let guess: String
    switch (part.response, asked.form) {
    case (.chosen(let ids), .single(let options)), (.chosen(let ids), .multiple(let options)):
      guess = options.filter { ids.contains($0.id) }.map { $0.text[language].plainText }
        .joined(separator: ", ")
    default: guess = marking.parts.first?.reading ?? part.text
    }
    let truth = asked.solution[language].plainText
    let why = question.why[language].plainText
    let verdict = Words(
      en: isRight ? "✓ You said \(guess): so it is." : "✗ You said \(guess); it is \(truth).",
      ko: isRight ? "✓ 예측 \(guess): 맞았다." : "✗ 예측 \(guess), 실제 \(truth).")[language]
    return why.isEmpty ? verdict : verdict + " " + why
  }
}
