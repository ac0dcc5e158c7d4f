import Plot
import Testing

@testable import Figures

@Suite("A figure in words, played")
struct NarrationTests {
  private func narration(
    _ text: String, after before: String, _ language: Language = .en
  ) -> String {
    Narration(of: Twin(sentence: text), after: Twin(sentence: before), language).sentence
  }

  @Test("what stays the same is not said again")
  func sentences() {
    #expect(
      narration(
        "Test over training, rule: times k, frame 3 of 60: p = 0.5; ratio 0.882. It settles.",
        after: "Test over training, rule: times k, frame 2 of 60: p = 0.5; ratio 1. It settles.")
        == "frame 3 of 60; ratio 0.882 (down from 1).")
    #expect(
      narration(
        "Newton, step 2 of 6: w = (0.7631, -3.175), f = 1412, up from 4.732. Step 2 went uphill.",
        after: "Newton, step 1 of 6: w = (-1.175, 1.381), f = 4.732, down from 24.2. It fell.")
        == "step 2 of 6; w = (0.7631, -3.175), f = 1412, up from 4.732. Step 2 went uphill.")
    #expect(narration("One. Two.", after: "One. Two.") == "Nothing changes.")
    #expect(narration("One. Two.", after: "One. Two.", .ko) == "바뀐 것이 없다.")
    #expect(
      narration("격자, 3장면 중 2: 최선 0.4. 그대로.", after: "격자, 3장면 중 1: 최선 0.5. 그대로.", .ko)
        == "3장면 중 2; 최선 0.4 (0.5에서 줄었다).")
  }

  @Test("a count of steps is no news, a number in a name is none at all")
  func numbers() {
    #expect(
      narration("A: draw 3; w1 = 2e-5", after: "A: draw 2; w1 = 1e-4")
        == "draw 3; w1 = 2e-5 (down from 1e-4).")
    #expect(narration("A: kept 65,536", after: "A: kept 7") == "kept 65,536 (up from 7).")
  }

  @Test("a place that is told twice is said once")
  func places() {
    #expect(
      narration("A, frame 3 of 60: draw 3 of 60; w 1", after: "A, frame 2 of 60: draw 2 of 60; w 2")
        == "frame 3 of 60; w 1 (down from 2).")
    #expect(
      narration("A, 60장면 중 3: 추출 3/60; w 1", after: "A, 60장면 중 2: 추출 2/60; w 2", .ko)
        == "60장면 중 3; w 1 (2에서 줄었다).")
  }

  @Test("of the table the rows that are new, with the names of their columns")
  func tables() {
    func twin(_ rows: [[String]], _ current: Int?) -> Twin {
      Twin(
        sentence: "A.",
        table: TextTable(header: ["k", "loss"], rows: rows, current: current))
    }
    let one = twin([["0", "5.5"]], 0)
    let two = twin([["0", "5.5"], ["1", "5.4"]], 1)
    #expect(Narration(of: two, after: one, .en).rows == ["k 1, loss 5.4"])
    let back = twin([["0", "5.5"], ["1", "5.4"]], 0)
    #expect(Narration(of: back, after: two, .en).rows == ["k 0, loss 5.5"], "the mark moved")
    #expect(Narration(of: two, after: two, .en).rows.isEmpty)
  }

  @Test("every figure says something at each step", arguments: Catalogue.standard.figures)
  func everyFigure(figure: Figure) throws {
    let film = try figure.film(figure.brief(figure.initialSettings, 2))
    for language in Language.allCases {
      for frame in 1..<max(2, min(film.frames, 12)) where frame < film.frames {
        let twin = film.twin(frame, language)
        let news = Narration(of: twin, after: film.twin(frame - 1, language), language)
        #expect(news.sentence.count <= twin.sentence.count + 40, "\(news.sentence)")
        #expect(!news.sentence.isEmpty && news.rows.count <= 12, "\(figure.id) \(frame)")
      }
    }
  }
}
