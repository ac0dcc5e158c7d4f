/// What is remembered of a skill, replayed from the log.
package struct Card: Equatable, Sendable {
  package enum Stage: Equatable, Sendable {
    case learning(step: Int)
    case review
    case relearning(step: Int)
  }
  /// Until it should come again.
  package enum Wait: Equatable, Sendable {
    case minutes(Double)
    case days(Int)
  }
  /// nil before the first review.
  package var memory: FSRS.Memory?
  package var stage: Stage = .learning(step: 0)
  package var wait: Wait = .days(0)
  /// The day of the last review.
  package var day = 0
  package var reviews = 0
  package var lapses = 0

  package init() {}

  /// The day from which it is due; one that waits for minutes is due on its own day.
  package var dueDay: Int {
    switch wait {
    case .minutes: day
    case .days(let days): day + days
    }
  }
}

/// A card for every skill that was reviewed.
package struct Deck: Equatable, Sendable {
  /// Skills in the order in which they were first met.
  package let skills: [String]
  package let cards: [String: Card]
  package let scheduler: Scheduler

  /// Replays a log. A showing that is still going on is left out when its id is in `open`.
  package init(
    replaying log: [Answer], scheduler: Scheduler = Scheduler(), open: Set<String> = []
  ) {
    var skills: [String] = []
    var cards: [String: Card] = [:]
    for showing in Showing.showings(of: log) where showing.isOver || !open.contains(showing.id) {
      let card = cards[showing.skill]
      if card == nil { skills.append(showing.skill) }
      cards[showing.skill] = scheduler.reviewing(
        card ?? Card(), showing.grade, after: showing.elapsed, on: showing.day)
    }
    self.skills = skills
    self.cards = cards
    self.scheduler = scheduler
  }

  /// Skills due on a day or before, the longest overdue first.
  package func due(on day: Int) -> [String] {
    let due = skills.enumerated().filter { (cards[$1]?.dueDay ?? .max) <= day }
    return due.sorted {
      let left = cards[$0.element]?.dueDay ?? 0
      let right = cards[$1.element]?.dueDay ?? 0
      return (left, $0.offset) < (right, $1.offset)
    }.map(\.element)
  }

  /// The chance that a skill is recalled on a day, 0…1; 0 if it was never met.
  package func recall(of skill: String, on day: Int) -> Double {
    guard let card = cards[skill], let memory = card.memory else { return 0 }
    return scheduler.model.recall(
      after: Double(max(0, day - card.day)), stability: memory.stability)
  }
}
