import Lessons
import Study
import Testing

private func grades(_ log: [Answer]) -> [Grade] { Showing.showings(of: log).map(\.grade) }

@Test func gradesFollowFromTheLog() {
  #expect(grades([.sample("a", showing: "1")]) == [.good])
  #expect(grades([.sample("a", showing: "1", .carried)]) == [.good])
  #expect(grades([.sample("a", showing: "1", hints: 1)]) == [.hard])
  #expect(
    grades([
      .sample("a", showing: "1", .wrong), .sample("a", showing: "1", .right, attempt: 2),
    ]) == [.hard])
  #expect(
    grades([
      .sample("a", showing: "1", .wrong),
      .sample("a", showing: "1", .wrong, attempt: 2, solutionShown: true),
    ]) == [.again])
}

@Test("a showing that the program died in counts as forgotten")
func unfinished() {
  let showings = Showing.showings(of: [.sample("a", showing: "1", .wrong)])
  #expect(showings.map(\.grade) == [.again])
  #expect(showings.map(\.isOver) == [false])
}

@Test func whatComesAfterTheEndChangesNothing() {
  #expect(
    grades([
      .sample("a", showing: "1", .wrong, solutionShown: true),
      .sample("a", showing: "1", .right, attempt: 2),
    ]) == [.again])
}

@Test func interleavedShowingsStayApart() {
  let log: [Answer] = [
    .sample("a", showing: "1", .wrong), .sample("b", showing: "2"),
    .sample("c", showing: "3", origin: .prediction),
    .sample("a", showing: "1", .right, attempt: 2), .sample("a", showing: "4", day: 3, elapsed: 3),
  ]
  let showings = Showing.showings(of: log)
  #expect(showings.map(\.id) == ["1", "2", "4"])
  #expect(showings.map(\.grade) == [.hard, .good, .good])
  #expect(showings.map(\.elapsed) == [0, 0, 3])
}
