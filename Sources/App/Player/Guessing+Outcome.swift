import Figures
import Lessons
import Plot

extension Guessing {
  /// Whether it was asked about what is shown now.
  func holds(for settings: Settings) -> Bool { phase == .given && settings == self.settings }

  /// The prediction as the figure can draw it; nil where it is words only.
  func prediction(isOver: Bool) -> Figures.Prediction? {
    guard let guess else { return nil }
    return Figures.Prediction(guess, truth: isOver ? truth : nil)
  }

  private var guess: Figures.Prediction.Guess? {
    guard let form, let question, let part = form.parts.first, let asked = question.parts.first
    else { return nil }
    switch part.response {
    case .typed(let texts):
      guard let text = marking?.parts.first?.reading ?? texts.first else { return nil }
      return Self.value(text) ?? texts.first.flatMap(Self.value)
    case .point(let point): return .point(point.x, point.y)
    case .chosen(let ids):
      guard case .single(let options) = asked.form,
        let option = options.first(where: { ids.contains($0.id) })
      else { return nil }
      return .choice(Words(en: option.text.en.plainText, ko: option.text.ko.plainText))
    default: return nil
    }
  }

  private var truth: Figures.Prediction.Guess? {
    guard let asked = question?.parts.first else { return nil }
    switch asked.form {
    case .single:
      return .choice(Words(en: asked.solution.en.plainText, ko: asked.solution.ko.plainText))
    case .point:
      guard case .vector(let entries)? = Self.value(asked.solution.en.plainText), entries.count == 2
      else { return nil }
      return .point(entries[0], entries[1])
    default: return Self.value(asked.solution.en.plainText)
    }
  }

  /// `0.5` or `(1, -2)` as our own texts print them.
  private static func value(_ text: String) -> Figures.Prediction.Guess? {
    let plain = String(text.map { $0 == "\u{2212}" ? "-" : $0 })
    if let number = Self.number(plain) { return .number(number) }
    guard plain.hasPrefix("("), plain.hasSuffix(")") else { return nil }
    let entries = plain.dropFirst().dropLast().split(separator: ",").map { entry in
      Self.number(entry.filter { $0 != " " })
    }
    let numbers = entries.compactMap(\.self)
    return numbers.count == entries.count && !numbers.isEmpty ? .vector(numbers) : nil
  }

  private static func number(_ text: String) -> Double? {
    if let number = Double(text) { return number }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Double($0) }
    guard parts.count == 2, let above = parts[0], let below = parts[1], below != 0 else {
      return nil
    }
    return above / below
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
    let off = prediction(isOver: true)?.gap.map { " " + gapWords($0)[language] } ?? ""
    var verdict = Words(
      en: isRight ? "✓ You said \(guess): so it is." : "✗ You said \(guess); it is \(truth)\(off).",
      ko: isRight ? "✓ 예측 \(guess): 맞았다." : "✗ 예측 \(guess), 실제 \(truth)\(off).")[language]
    if let score, score.made > 1 {
      verdict +=
        Words(
          en: " (\(score.right) of \(score.made) predictions right)",
          ko: " (예측 \(score.made)번 중 \(score.right)번 적중)")[language]
    }
    return why.isEmpty ? verdict : verdict + " " + why
  }

  private func gapWords(_ gap: Double) -> Words {
    let text = NumberText.short(gap)
    return Words(en: "(off by \(text))", ko: "(차이 \(text))")
  }
}
