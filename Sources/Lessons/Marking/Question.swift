import Figures
import Plot

/// An item with its numbers drawn: what is shown, and whether an answer to it is right.
package struct Question: Sendable {
  package let item: String
  package let skill: String
  /// 0: the curriculum's own numbers; 1…99 are drawn.
  package let seed: Int
  /// Whether other seeds give other numbers.
  package let hasDraws: Bool
  package let ask: RichText
  /// At least one; several for an item in parts.
  package let parts: [Part]
  /// Principle, pointer, worked sibling.
  package let hints: [RichText]
  package let why: RichText
  /// The student's numbers beside the right ones, in a figure.
  package let replay: Link?
  /// Marks one response per part (`mark(_:)` in Question+Marking.swift).
  let marker: @Sendable ([Response]) -> Marking

  package init(
    item: String, skill: String, seed: Int, hasDraws: Bool, ask: RichText, parts: [Part],
    hints: [RichText], why: RichText, replay: Link?,
    marker: @escaping @Sendable ([Response]) -> Marking
  ) {
    self.item = item
    self.skill = skill
    self.seed = seed
    self.hasDraws = hasDraws
    self.ask = ask
    self.parts = parts
    self.hints = hints
    self.why = why
    self.replay = replay
    self.marker = marker
  }

  package func mark(_ responses: [Response]) -> Marking { marker(responses) }
}

/// One thing to answer.
package struct Part: Sendable {
  /// nil for an item of one part.
  package let id: String?
  package let ask: RichText
  package let form: Form
  /// How exact an answer must be, in words; empty for choices.
  package let precision: Words
  /// The right answer, for "show solution".
  package let solution: RichText

  package init(id: String?, ask: RichText, form: Form, precision: Words, solution: RichText) {
    self.id = id
    self.ask = ask
    self.form = form
    self.precision = precision
    self.solution = solution
  }
}

/// What an answer looks like.
package enum Form: Sendable {
  /// One text field (number, vector, matrix, set); `example` shows the shape, as `(1, -2)`.
  case field(example: String, unit: String?)
  /// A field per row, labelled.
  case table(labels: [RichText], unit: String?)
  case single([Option])
  case multiple([Option])
  case order([Option])
  /// Each left one is paired with a right one.
  case match(left: [Option], right: [Option])
  /// Text with `___` blanks: the text between them.
  case cloze(pieces: [RichText])
  /// A point in a figure (predictions only).
  case point

  package struct Option: Equatable, Sendable {
    package let id: String
    package let text: RichText
    package init(id: String, text: RichText) {
      self.id = id
      self.text = text
    }
  }
}

/// What the student gave to one part.
package enum Response: Equatable, Sendable {
  /// A text per field.
  case typed([String])
  case chosen([String])
  case ordered([String])
  /// Left id to right id, in the order of the left ones; missing ones are not yet paired.
  case matched([String: String])
  case point(Point)
}

/// Right, wrong, or not an answer at all.
package enum Verdict: String, Equatable, Sendable {
  case right
  /// Right for the values that the student carried along from an earlier slip.
  case carried
  case wrong
  /// Could not be read as an answer: uses up nothing.
  case invalid
}

/// The verdict on a submission.
package struct Marking: Equatable, Sendable {
  package struct PartMark: Equatable, Sendable {
    package var verdict: Verdict
    /// How the answer was read: `(4/3, 4/3)`.
    package var reading: String
    /// The id of the known misconception that this answer shows.
    package var mistake: String?
    /// What is wrong, in words (which coordinate, what an answer looks like, the misconception).
    package var feedback: RichText
    /// Where in which field the reading failed; 1-based column.
    package var field: Int?
    package var column: Int?

    package init(
      verdict: Verdict, reading: String = "", mistake: String? = nil,
      feedback: RichText = RichText(), field: Int? = nil, column: Int? = nil
    ) {
      self.verdict = verdict
      self.reading = reading
      self.mistake = mistake
      self.feedback = feedback
      self.field = field
      self.column = column
    }
  }
  /// `invalid` if any part is invalid, else `wrong` if any is wrong, else right (or carried).
  package var verdict: Verdict
  package var parts: [PartMark]

  package init(verdict: Verdict, parts: [PartMark]) {
    self.verdict = verdict
    self.parts = parts
  }
}
