import Lessons
import Study
import Testing

@Test func leavingSaysWhatWasDoneAndWhatComes() {
  let summary = Summary(answers: 12, dueTomorrow: 3, daysToExam: 2)
  #expect(summary.sentence(inKorean: false) == "12 answers, 3 due tomorrow, exam in 2 days")
  #expect(summary.sentence(inKorean: true) == "답 12개, 내일 복습 3개, 시험까지 2일")
  #expect(Summary(answers: 0).sentence(inKorean: false) == "no answers")
  #expect(
    Summary(answers: 1, daysToExam: 1).sentence(inKorean: false) == "1 answer, exam tomorrow")
  #expect(Summary(answers: 2, daysToExam: -1).sentence(inKorean: false) == "2 answers")
}

@Test func statsCountTheRowsOfTheLog() {
  let stats = Stats(
    of: [
      .sample("a", showing: "1", .wrong), .sample("a", showing: "1", .right, attempt: 2),
      .sample("b", showing: "2", .wrong, solutionShown: true),
      .sample("c", showing: "3", origin: .prediction),
    ], on: 0)
  #expect(stats.answers == 2)
  #expect(stats.correct == 1)
  #expect(stats.skills.map(\.id) == ["a", "b"])
  #expect(stats.due == 2)
  #expect(stats.skills.allSatisfy { (0...1).contains($0.mastery) })
}

@Test func whatWasLearnedYesterdayIsRememberedLessToday() throws {
  let log: [Answer] = [.sample("a", showing: "1"), .sample("a", showing: "2")]
  let today = Stats(of: log, on: 0)
  let later = Stats(of: log, on: 30)
  #expect(today.due == 0)
  #expect(try #require(today.skills.first).dueDay == 2)
  #expect(Stats(of: log, on: 1).dueTomorrow == 1)
  #expect(later.due == 1)
  #expect(try #require(later.skills.first).mastery < #require(today.skills.first).mastery)
}
