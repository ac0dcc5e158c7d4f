import Lessons

/// What the log says about each item: enough for done, score and "seen".
package struct Record: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    /// Right at least once.
    package var isDone = false
    /// Whether the first try of the first showing was right; nil if never answered.
    package var firstTry: Bool?
    package var answers = 0
    /// How often it was shown and worked on.
    package var showings = 0
    package init() {}
  }
  package private(set) var entries: [String: Entry] = [:]
  package private(set) var answers = 0
  package private(set) var correct = 0
  /// What was expected of figures before they ran: kept apart, it moves no card.
  package private(set) var predictions = 0
  package private(set) var rightPredictions = 0
  /// Showings met so far: one may begin with the solution, without a try.
  private var seen: Set<String> = []

  package init() {}
  package init(_ log: [Answer]) { for answer in log { add(answer) } }

  package subscript(item: String) -> Entry { entries[item] ?? Entry() }

  /// Predictions are counted and move nothing.
  package mutating func add(_ answer: Answer) {
    guard answer.origin != .prediction else {
      predictions += 1
      if answer.isRight { rightPredictions += 1 }
      return
    }
    var entry = self[answer.item]
    if !seen.contains(answer.showing) {
      seen.insert(answer.showing)
      entry.showings += 1
    }
    let isRight = answer.isRight && !answer.solutionShown
    if entry.firstTry == nil { entry.firstTry = isRight && answer.hints == 0 }
    entry.isDone = entry.isDone || isRight
    if answer.isSubmission {
      entry.answers += 1
      answers += 1
      if isRight { correct += 1 }
    }
    entries[answer.item] = entry
  }

  /// Every item right at least once; false for none.
  package func isDone(_ items: [String]) -> Bool {
    !items.isEmpty && items.allSatisfy { self[$0].isDone }
  }

  /// Share right at the first try of those answered, 0…1; nil before the first answer.
  package func score(_ items: [String]) -> Double? {
    let tries = items.compactMap { self[$0].firstTry }
    guard !tries.isEmpty else { return nil }
    return Double(tries.count { $0 }) / Double(tries.count)
  }
}
