import Lessons

/// One valid submission with its verdict: a row of the log, which is the truth.
package struct Answer: Equatable, Sendable {
  package enum Origin: String, Equatable, Sendable { case quiz, walkthrough, prediction, exam }
  package var pack: String
  package var item: String
  package var skill: String
  package var origin: Origin
  /// The seed of its numbers.
  package var seed: Int
  /// Submissions of one showing share it; unique in the log.
  package var showing: String
  /// 1 for the first try of the showing.
  package var attempt: Int
  /// What was given, as text.
  package var response: String
  package var verdict: Verdict
  package var mistake: String?
  /// Hints taken before this submission.
  package var hints: Int
  /// The showing ended with the solution shown instead of an answer.
  package var solutionShown: Bool
  /// Seconds since 1970, UTC.
  package var time: Double
  /// Local day number; a day begins at 04:00.
  package var day: Int
  /// Seconds the submission took, by the monotonic clock.
  package var duration: Double
  /// Days since the skill's row before it, at least 0; filled in by the log when it is written, so that a
  /// replay uses the very integer that was used.
  package var elapsed: Int

  package init(
    pack: String, item: String, skill: String, origin: Origin, seed: Int, showing: String,
    attempt: Int, response: String, verdict: Verdict, mistake: String? = nil, hints: Int = 0,
    solutionShown: Bool = false, time: Double = 0, day: Int = 0, duration: Double = 0,
    elapsed: Int = 0
  ) {
    self.pack = pack
    self.item = item
    self.skill = skill
    self.origin = origin
    self.seed = seed
    self.showing = showing
    self.attempt = attempt
    self.response = response
    self.verdict = verdict
    self.mistake = mistake
    self.hints = hints
    self.solutionShown = solutionShown
    self.time = time
    self.day = day
    self.duration = duration
    self.elapsed = elapsed
  }
}

extension Answer {
  /// It counts as right: for the true values, or for those the student carried along.
  package var isRight: Bool { verdict == .right || verdict == .carried }

  /// A row of the log proper. A prediction, or a solution that was looked at, is kept beside it.
  package var isSubmission: Bool { origin != .prediction && !solutionShown }

  /// The verdict as it stands in the log.
  package var verdictName: String { verdict.rawValue }

  /// An answer whose verdict is given as it stands in the log; nil for one that is not known.
  package init?(
    pack: String, item: String, skill: String, origin: Origin, seed: Int, showing: String,
    attempt: Int, response: String, verdictName: String, mistake: String?, hints: Int,
    solutionShown: Bool, time: Double, day: Int, duration: Double, elapsed: Int
  ) {
    guard let verdict = Verdict(rawValue: verdictName) else { return nil }
    self.init(
      pack: pack, item: item, skill: skill, origin: origin, seed: seed, showing: showing,
      attempt: attempt, response: response, verdict: verdict, mistake: mistake, hints: hints,
      solutionShown: solutionShown, time: time, day: day, duration: duration, elapsed: elapsed)
  }
}
