/// When a card comes again: FSRS-6 with learning steps of minutes and intervals of days.
package struct Scheduler: Equatable, Sendable {
  package var model: FSRS
  /// Desired chance of recall when a card comes, 0.7…0.99.
  package var retention: Double
  /// Minutes before a new card comes again, and before a forgotten one does.
  package var learning: [Double]
  package var relearning: [Double]
  /// The longest interval in days.
  package var longest: Int

  package init(
    model: FSRS = FSRS(), retention: Double = 0.9, learning: [Double] = [1, 10],
    relearning: [Double] = [10], longest: Int = 36_500
  ) {
    self.model = model
    self.retention = max(0.01, min(0.999, retention))
    self.learning = learning
    self.relearning = relearning
    self.longest = max(1, longest)
  }

  /// The card after one more review.
  /// - Parameter days: whole days since its last review; the number that the log keeps.
  package func reviewing(_ card: Card, _ grade: Grade, after days: Int, on day: Int) -> Card {
    var next = card
    if let memory = card.memory {
      next.memory = model.next(memory, grade, after: max(0, days))
    } else {
      next.memory = model.first(grade)
    }
    next.reviews += 1
    if grade == .again, case .review = card.stage { next.lapses += 1 }
    next.day = day
    (next.stage, next.wait) = following(card.stage, grade, next.memory)
    return next
  }

  private func following(
    _ stage: Card.Stage, _ grade: Grade, _ memory: FSRS.Memory?
  ) -> (Card.Stage, Card.Wait) {
    let days = Card.Wait.days(
      model.interval(
        stability: memory?.stability ?? 1, retention: retention, longest: longest))
    switch stage {
    case .review:
      guard grade == .again, let first = relearning.first else { return (.review, days) }
      return (.relearning(step: 0), .minutes(first))
    case .learning(let step):
      guard let (next, minutes) = Self.step(step, of: learning, grade) else {
        return (.review, days)
      }
      return (.learning(step: next), .minutes(minutes))
    case .relearning(let step):
      guard let (next, minutes) = Self.step(step, of: relearning, grade) else {
        return (.review, days)
      }
      return (.relearning(step: next), .minutes(minutes))
    }
  }

  /// The step that follows and its minutes; nil when the card graduates.
  private static func step(
    _ step: Int, of steps: [Double], _ grade: Grade
  ) -> (step: Int, minutes: Double)? {
    guard let first = steps.first else { return nil }
    switch grade {
    case .again:
      return (0, first)
    case .hard:
      guard step < steps.count else { return nil }
      if step > 0 { return (step, steps[step]) }
      return (0, steps.count > 1 ? (first + steps[1]) / 2 : first * 1.5)
    case .good:
      guard step + 1 < steps.count else { return nil }
      return (step + 1, steps[step + 1])
    case .easy:
      return nil
    }
  }

  /// The days among which an interval may be spread so that cards learned together do not stay together;
  /// the interval itself below 2.5 days.
  package func spread(of interval: Int) -> ClosedRange<Int> {
    let days = Double(interval)
    guard days >= 2.5 else { return interval...interval }
    let parts: [(from: Double, to: Double, share: Double)] = [
      (2.5, 7, 0.15), (7, 20, 0.1), (20, .infinity, 0.05),
    ]
    let width = parts.reduce(1.0) { $0 + $1.share * max(0, min(days, $1.to) - $1.from) }
    let high = min(longest, Int((days + width).rounded(.toNearestOrEven)))
    let low = max(2, Int((days - width).rounded(.toNearestOrEven)))
    return min(low, high)...high
  }

  /// The interval at a place in its spread.
  /// - Parameter part: 0 ≤ `part` < 1, drawn from the card's id and its count of reviews.
  package func spreading(_ interval: Int, by part: Double) -> Int {
    let range = spread(of: interval)
    let place = Int(max(0, min(0.999_999, part)) * Double(range.count))
    return range.lowerBound + place
  }
}
