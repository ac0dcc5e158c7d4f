import Study
import Testing

// The vectors of the reference implementations of FSRS-6 (py-fsrs 6.3.2, which agrees with ts-fsrs and fsrs-rs
// where they overlap), printed to six decimals: hence the tolerance.
private let tolerance = 1e-6

private func near(_ left: Double, _ right: Double) -> Bool { abs(left - right) <= tolerance }

private func grades(_ numbers: [Int]) -> [Grade] { numbers.compactMap(Grade.init(rawValue:)) }

/// The memory after each grade, `days` after the one before it.
private func memories(_ model: FSRS, _ numbers: [Int], days: [Int]) -> [FSRS.Memory] {
  var memory: FSRS.Memory?
  return zip(grades(numbers), days).map { grade, days in
    let next = memory.map { model.next($0, grade, after: days) } ?? model.first(grade)
    memory = next
    return next
  }
}

/// The days waited after each grade when every review comes at its due time.
private func play(_ scheduler: Scheduler, _ numbers: [Int]) -> (waits: [Int], card: Card) {
  var card = Card()
  var wait = 0
  var day = 0
  var waits: [Int] = []
  for grade in grades(numbers) {
    day += wait
    card = scheduler.reviewing(card, grade, after: wait, on: day)
    wait = card.dueDay - day
    waits.append(wait)
  }
  return (waits, card)
}

@Test("vector 1: first difficulties")
func firstDifficulties() {
  let model = FSRS()
  let unclamped = Grade.allCases.map { model.firstDifficulty($0) }
  #expect(zip(unclamped, [6.413300, 5.112171, 2.118104, -4.771630]).allSatisfy(near))
  #expect(model.first(.easy).difficulty == 1)
}

@Test("vector 2: learning, review and a lapse, each at its due time")
func longRun() {
  let (waits, card) = play(Scheduler(), [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3])
  #expect(waits == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21])
  #expect(near(card.memory?.stability ?? 0, 20.770357))
  #expect(near(card.memory?.difficulty ?? 0, 9.055760))
  #expect(card.lapses == 1)
  #expect(card.reviews == 13)
}

@Test("vector 3: same day first, then later days")
func mixedDays() {
  let steps = memories(FSRS(), [1, 3, 3, 3, 3, 3], days: [0, 0, 1, 3, 8, 21])
  let expected: [(Double, Double)] = [
    (0.212, 6.4133), (0.246689, 6.402115), (2.021477, 6.390941), (7.863699, 6.379779),
    (21.917713, 6.368627), (53.626903, 6.357487),
  ]
  #expect(steps.count == expected.count)
  for (step, wanted) in zip(steps, expected) {
    #expect(near(step.stability, wanted.0) && near(step.difficulty, wanted.1), "\(step)")
  }
}

@Test("vector 4: without the short-term weights")
func noShortTerm() throws {
  var weights = FSRS.defaultWeights
  weights.replaceSubrange(17...19, with: [0, 0, 0])
  let model = try #require(FSRS(weights: weights))
  let last = try #require(memories(model, [1, 3, 3, 3, 3, 3], days: [0, 0, 1, 3, 8, 21]).last)
  #expect(near(last.stability, 53.335064))
  #expect(near(last.difficulty, 6.357487))
}

@Test(
  "vectors 5 to 8: one review after t days",
  arguments: [
    (0, [3.051249, 10, 10, 15.534308]), (3, [1.258784, 15.038050, 18.377203, 25.689664]),
    (10, [1.391987, 23.246875, 32.026729, 51.253862]),
    (30, [1.616216, 36.195548, 53.557612, 91.579052]),
  ])
func oneReview(days: Int, stabilities: [Double]) {
  let memory = FSRS.Memory(stability: 10, difficulty: 5)
  let next = Grade.allCases.map { FSRS().next(memory, $0, after: days) }
  #expect(zip(next.map(\.stability), stabilities).allSatisfy(near))
  #expect(
    zip(next.map(\.difficulty), [8.341762, 6.665995, 4.990228, 3.314461]).allSatisfy(near))
}

@Test("vector 9: the forgetting curve")
func curve() {
  let recalls = [1.0, 5, 10, 30, 100, 365].map { FSRS().recall(after: $0, stability: 10) }
  #expect(zip(recalls, [0.985682, 0.940344, 0.9, 0.809388, 0.692827, 0.573559]).allSatisfy(near))
}

@Test("vectors 10 and 11: intervals")
func intervals() {
  let exact = [0.7, 0.8, 0.85, 0.9, 0.95, 0.97].map {
    FSRS().exactInterval(stability: 10, retention: $0)
  }
  let expected = [92.879112, 33.159598, 19.064261, 10, 4.025587, 2.227684]
  #expect(zip(exact, expected).allSatisfy(near))
  let rounded = (2...9).map { FSRS().interval(stability: 1, retention: Double($0) / 10) }
  #expect(rounded == [34793, 2508, 387, 90, 27, 9, 3, 1])
}

@Test("vector 12: where a new card goes")
func firstSteps() {
  let waits = Grade.allCases.map { Scheduler().reviewing(Card(), $0, after: 0, on: 0).wait }
  #expect(waits == [.minutes(1), .minutes(5.5), .minutes(10), .days(8)])
}

@Test("vector 13: without learning steps")
func noSteps() {
  let (waits, card) = play(Scheduler(learning: [], relearning: []), [3, 3, 3, 1, 3, 3, 2, 4])
  #expect(waits == [2, 11, 46, 3, 8, 19, 32, 83])
  #expect(near(card.memory?.stability ?? 0, 82.639306))
  #expect(near(card.memory?.difficulty ?? 0, 7.632361))
}

@Test("vector 14: another decay")
func decay() throws {
  var weights = FSRS.defaultWeights
  weights[20] = 0.2
  let model = try #require(FSRS(weights: weights))
  let recalls = [1.0, 2, 3].map { model.recall(after: $0, stability: 1) }
  #expect(zip(recalls, [0.9, 0.840289, 0.798500]).allSatisfy(near))
}

@Test("vector 15: all grades")
func allGrades() throws {
  let steps = memories(FSRS(), [3, 3, 3, 2, 1, 3, 4], days: [0, 1, 5, 12, 20, 0, 3])
  let expected = [2.3065, 7.315301, 26.253041, 50.184087, 2.654104, 2.654104, 9.491491]
  #expect(zip(steps.map(\.stability), expected).allSatisfy(near))
  #expect(near(try #require(steps.last).difficulty, 7.643114))
}

@Test(
  "vector 16: how far an interval may be spread",
  arguments: [
    (3, 2...4), (7, 5...9), (10, 8...12), (20, 17...23), (50, 46...54), (100, 93...107),
    (365, 345...385),
  ])
func spread(interval: Int, range: ClosedRange<Int>) {
  let scheduler = Scheduler()
  #expect(scheduler.spread(of: interval) == range)
  #expect(scheduler.spreading(interval, by: 0) == range.lowerBound)
  #expect(scheduler.spreading(interval, by: 0.999_999_9) == range.upperBound)
}

@Test func shortIntervalsAreNotSpread() {
  #expect(Scheduler().spread(of: 2) == 2...2)
  #expect(Scheduler(longest: 50).spread(of: 50) == 46...50)
}

@Test func weightsOutsideTheirBoundsAreRefused() {
  for index in FSRS.defaultWeights.indices {
    var weights = FSRS.defaultWeights
    weights[index] = FSRS.bounds[index].upperBound + 1
    #expect(FSRS(weights: weights) == nil, "w\(index)")
  }
  #expect(FSRS(weights: []) == nil)
}

@Test func aDeckIsReplayedFromTheLog() {
  let log: [Answer] = [
    .sample("a.1", showing: "1", day: 10, skill: "a"),
    .sample("a.2", showing: "2", day: 10, skill: "a"),
    .sample("b", showing: "3", .wrong, day: 11),
  ]
  let deck = Deck(replaying: log)
  #expect(deck.skills == ["a", "b"])
  #expect(deck.cards["a"]?.dueDay == 12)
  #expect(deck.due(on: 11) == ["b"])
  #expect(deck.due(on: 12) == ["b", "a"])
  #expect(Deck(replaying: log, open: ["3"]).skills == ["a"])
}
