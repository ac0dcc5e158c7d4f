import Lessons
import Study
import Testing

@Test func anItemIsDoneOnceItWasRight() {
  let record = Record([
    .sample("a", showing: "1", .wrong), .sample("a", showing: "1", .right, attempt: 2),
    .sample("b", showing: "2", .carried),
  ])
  #expect(record.isDone(["a", "b"]))
  #expect(!record.isDone(["a", "c"]))
  #expect(!record.isDone([]))
  #expect(record.score(["a", "b", "c"]) == 0.5)
  #expect(record.score(["c"]) == nil)
  #expect(record.answers == 3)
  #expect(record.correct == 2)
}

@Test func onlyTheFirstTryOfTheFirstShowingScores() {
  let record = Record([
    .sample("a", showing: "1", .wrong), .sample("a", showing: "2", .right),
  ])
  #expect(record.score(["a"]) == 0)
  #expect(record["a"].showings == 2)
}

@Test func aHintOrALookAtTheSolutionIsNoFirstTry() {
  #expect(Record([.sample("a", showing: "1", hints: 1)]).score(["a"]) == 0)
  let looked = Record([.sample("a", showing: "1", .wrong, solutionShown: true)])
  #expect(looked.score(["a"]) == 0)
  #expect(looked.answers == 0, "a look is no answer")
  #expect(looked["a"].showings == 1)
  #expect(!looked.isDone(["a"]))
}

@Test func predictionsAreCountedAndMoveNothing() {
  let record = Record([
    .sample("a", showing: "1", .wrong, origin: .prediction),
    .sample("a", showing: "2", origin: .prediction),
  ])
  #expect(record.entries.isEmpty && record.answers == 0 && record.correct == 0)
  #expect(record.predictions == 2)
  #expect(record.rightPredictions == 1)
}
