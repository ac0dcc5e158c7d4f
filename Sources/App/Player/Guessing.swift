import Figures
import Lessons
import Plot

/// What the student is asked before a figure runs, and what was answered.
package struct Guessing: Sendable {
  package enum Phase: Equatable, Sendable {
    case unasked, asking
    /// Given; the film may run, and its end shows the gap.
    case given
    case skipped
  }
  /// Predictions so far, this one among them.
  package struct Score: Equatable, Sendable {
    package var made: Int
    package var right: Int
  }

  package let item: Item
  package var phase = Phase.unasked
  /// The question for the settings the film had when it was asked.
  package var question: Question?
  package var settings: Settings?
  package var form: AnswerForm?
  package var marking: Marking?
  package var score: Score?
  /// How often it was asked: each time with other numbers.
  var rounds = 0
  /// When it was asked, by the desk's clock.
  var began = 0.0
  /// Where a point is set: the cross that stands there.
  var target: CrossHair?

  package init(item: Item) { self.item = item }

  /// A point of the figure is asked for.
  var asksForPoint: Bool {
    guard phase == .asking, let form, form.parts.indices.contains(form.focus) else { return false }
    if case .point = form.parts[form.focus].form { return true }
    return false
  }

  /// The cross of a point that is asked for, as it stands on what is drawn now.
  func aimed(on maps: [SceneMap]) -> CrossHair? {
    guard asksForPoint else { return nil }
    if let target { return target.standing(on: maps) }
    guard let picture = maps.indices.last, let reading = maps[picture].middle(chart: 0) else {
      return nil
    }
    return CrossHair(picture: picture, reading: reading, snaps: false)
  }

  mutating func aim(_ direction: SceneMap.Direction, by cells: Int, on maps: [SceneMap]) {
    let across = direction == .left || direction == .right
    guard let cross = aimed(on: maps)?.moved(direction, by: across ? cells : 1, on: maps) else {
      return
    }
    aim(at: cross)
  }

  mutating func aim(at cross: CrossHair) {
    target = cross
    form?.set(point: cross.reading.place)
  }
}
