/// How well a showing of an item went; nobody grades themselves, and "easy" is never given.
package enum Grade: Int, Equatable, Sendable, CaseIterable {
  case again = 1
  case hard, good, easy
}

/// One showing of an item: from the question to a right answer, the solution, or leaving. It is one review of
/// the item's skill.
package struct Showing: Equatable, Sendable {
  package let id: String
  package let pack: String
  package let item: String
  package let skill: String
  /// Days since the skill's last review, at least 0.
  package let elapsed: Int
  /// Local day number and seconds since 1970 of its last row.
  package private(set) var day: Int
  package private(set) var time: Double
  /// Again until it ends well: so it stays when the program died in between.
  package private(set) var grade: Grade
  /// Nothing more comes: it was answered right, or the solution was shown.
  package private(set) var isOver: Bool

  private init(opening answer: Answer) {
    id = answer.showing
    pack = answer.pack
    item = answer.item
    skill = answer.skill
    elapsed = max(0, answer.elapsed)
    day = answer.day
    time = answer.time
    grade = .again
    isOver = false
    add(answer)
  }

  private mutating func add(_ answer: Answer) {
    day = answer.day
    time = answer.time
    guard !isOver else { return }
    if answer.solutionShown {
      isOver = true
    } else if answer.isRight {
      grade = answer.attempt == 1 && answer.hints == 0 ? .good : .hard
      isOver = true
    }
  }

  /// The showings of a log, in the order in which they began. Predictions are none.
  package static func showings(of log: [Answer]) -> [Showing] {
    var showings: [Showing] = []
    var places: [String: Int] = [:]
    for answer in log where answer.origin != .prediction {
      if let place = places[answer.showing] {
        showings[place].add(answer)
      } else {
        places[answer.showing] = showings.count
        showings.append(Showing(opening: answer))
      }
    }
    return showings
  }
}
