import Figures
import Lessons

/// What the student expects before a figure runs.
package struct Prediction: Sendable {
  package enum Phase: Equatable, Sendable {
    case unasked, asking
    /// Given; the film may run.
    case given
    case skipped
  }
  package let item: Item
  package var phase = Phase.unasked
  /// The question for the film's present settings.
  package var question: Question?
  package var form: AnswerForm?
  package var marking: Marking?

  package init(item: Item) { self.item = item }

  /// The film has run to its end: the answer may be shown.
  package var isRevealed = false
}
