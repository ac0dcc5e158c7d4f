/// Where a student stands: what `descent stats` says.
package struct Stats: Equatable, Sendable {
  package struct Skill: Equatable, Sendable {
    package let id: String
    /// The chance that it is recalled today, 0…1.
    package let mastery: Double
    /// The day from which it is due.
    package let dueDay: Int
  }
  /// Rows of the log, and how many of them are right.
  package let answers: Int
  package let correct: Int
  /// Skills due today or before.
  package let due: Int
  package let dueTomorrow: Int
  /// In the order in which they were first met.
  package let skills: [Skill]

  package init(of log: [Answer], on day: Int, scheduler: Scheduler = Scheduler()) {
    let submissions = log.filter(\.isSubmission)
    let deck = Deck(replaying: log, scheduler: scheduler)
    answers = submissions.count
    correct = submissions.count { $0.isRight }
    due = deck.due(on: day).count
    dueTomorrow = deck.due(on: day + 1).count - due
    skills = deck.skills.map { skill in
      Skill(
        id: skill, mastery: deck.recall(of: skill, on: day),
        dueDay: deck.cards[skill]?.dueDay ?? day)
    }
  }
}
