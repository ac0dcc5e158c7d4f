import Figures
import Lessons
import Plot

/// What the student is asked before a figure runs. It stands where the prose stands, so that the figure it is about
/// stays in sight.
struct GuessingView {
  let guessing: Guessing
  let area: Area
  let desk: Desk

  private var view: QuestionView? {
    guard let question = guessing.question, let form = guessing.form else { return nil }
    return QuestionView(
      question: question, form: form, marking: guessing.marking, columns: area.columns, desk: desk)
  }

  private var heading: [StyledText] {
    ProseView.wrap(
      StyledText(
        desk.say("Before it runs: what do you expect?", "실행하기 전에: 어떻게 될까?"),
        Style(.accent, bold: true)), columns: area.columns, desk)
  }

  private var lines: [StyledText] { heading + (view?.lines.map(\.text) ?? []) }

  /// How many rows the question takes.
  var rows: Int { lines.count }

  /// The first line shown: what is typed or lit stays in sight.
  private func first(_ count: Int) -> Int {
    guard count > area.rows else { return 0 }
    let focus = view.flatMap { $0.cursor?.row ?? $0.litRow }.map { $0 + heading.count } ?? 0
    return min(max(0, focus - area.rows + 2), count - area.rows)
  }

  func draw(on surface: inout Surface) {
    let lines = lines
    for (offset, line) in lines.dropFirst(first(lines.count)).prefix(area.rows).enumerated() {
      surface.write(line, row: area.row + offset, column: area.column, limit: area.columns)
    }
  }

  var cursor: (row: Int, column: Int)? {
    guard let place = view?.cursor else { return nil }
    let row = place.row + heading.count - first(rows)
    guard row >= 0, row < area.rows else { return nil }
    return (area.row + row, area.column + place.column)
  }
}
