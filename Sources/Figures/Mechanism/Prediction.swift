/// What a student expects of a run, before seeing it; with the truth once that is known.
package struct Prediction: Equatable, Sendable {
  package enum Guess: Equatable, Sendable {
    case number(Double)
    case vector([Double])
    /// A place in the figure's own coordinates.
    case point(Double, Double)
    /// An option, in its words.
    case choice(Words)
  }
  package var guess: Guess
  package var truth: Guess?

  package init(_ guess: Guess, truth: Guess? = nil) {
    self.guess = guess
    self.truth = truth
  }
}

extension Prediction {
  /// `Your guess: 0.4; it is 0.5: off by 0.1.`
  package func sentence(_ language: Language) -> String {
    let guessed = guess.text(language)
    guard let truth else {
      return Words(en: "Your guess: \(guessed).", ko: "예측: \(guessed).")[language]
    }
    let actual = truth.text(language)
    if guessed == actual || gap == 0 {
      return Words(en: "Your guess: \(guessed). So it is.", ko: "예측: \(guessed). 그대로 맞았다.")[
        language]
    }
    guard let gap else {
      return Words(
        en: "Your guess: \(guessed). It is: \(actual).", ko: "예측: \(guessed). 실제: \(actual).")[
          language]
    }
    let off = NumberText.short(gap)
    return Words(
      en: "Your guess (?): \(guessed). It is \(actual): off by \(off).",
      ko: "예측(?): \(guessed). 실제: \(actual), 차이 \(off).")[language]
  }

  /// How far the guess lies from the truth (in the plane: the distance); nil where there is no measure.
  package var gap: Double? {
    switch (guess, truth) {
    case (.number(let guess), .number(let truth)): (guess - truth).magnitude
    case (.point(let x, let y), .point(let u, let v)):
      ((x - u) * (x - u) + (y - v) * (y - v)).squareRoot()
    case (.vector(let guess), .vector(let truth)) where guess.count == truth.count:
      zip(guess, truth).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    default: nil
    }
  }
}

extension Prediction.Guess {
  func text(_ language: Language) -> String {
    switch self {
    case .number(let value): NumberText.short(value)
    case .vector(let values): NumberText.vector(values)
    case .point(let x, let y): NumberText.vector([x, y])
    case .choice(let words): words[language]
    }
  }
}
