import Figures
import Lessons

/// What the student is asked before a figure runs, and what was answered.
package struct Guessing: Sendable {
  package enum Phase: Equatable, Sendable {
    case unasked, asking
    /// Given; the film may run, and its end shows the gap.
    case given
    case skipped
  }
  package let item: Item
  package var phase = Phase.unasked
  /// The question for the settings the film had when it was asked.
  package var question: Question?
  package var form: AnswerForm?
  package var marking: Marking?

  package init(item: Item) { self.item = item }
}
