import Lessons
import Study

extension Answer {
  /// A row with only what a test is about.
  static func sample(
    _ item: String, showing: String, _ verdict: Verdict = .right, attempt: Int = 1,
    origin: Origin = .quiz, hints: Int = 0, solutionShown: Bool = false, day: Int = 0,
    elapsed: Int = 0, skill: String? = nil
  ) -> Answer {
    Answer(
      pack: "p", item: item, skill: skill ?? item, origin: origin, seed: 0, showing: showing,
      attempt: attempt, response: "1", verdict: verdict, hints: hints,
      solutionShown: solutionShown, day: day, elapsed: elapsed)
  }
}
