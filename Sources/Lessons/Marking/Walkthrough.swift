import Figures

/// A worked problem in steps.
package struct Walkthrough: Sendable {
  package let id: String
  package let title: Words
  package let page: String
  /// Ids of the steps that ask, `walkthrough.step`, in order.
  package let items: [String]
  let drawing: @Sendable (Int) throws(Diagnostic) -> Exercise
  let checking: @Sendable () -> [Diagnostic]

  package init(
    id: String, title: Words, page: String, items: [String],
    drawing: @escaping @Sendable (Int) throws(Diagnostic) -> Exercise,
    checking: @escaping @Sendable () -> [Diagnostic] = { [] }
  ) {
    self.id = id
    self.title = title
    self.page = page
    self.items = items
    self.drawing = drawing
    self.checking = checking
  }

  /// The problem with its numbers drawn (seed 0: the curriculum's own).
  package func exercise(seed: Int) throws(Diagnostic) -> Exercise { try drawing(seed) }

  /// Draws seeds 0…99 and runs the walkthrough's own tests: whatever is wrong with it.
  package func check() -> [Diagnostic] { checking() }
}

/// A walkthrough under way: a value; what the student gave is carried into later steps.
package struct Exercise: Sendable {
  /// A step as it can be shown now.
  package struct Step: Sendable {
    package enum Content: Sendable {
      /// A line that is said.
      case say(RichText)
      case ask(Part, hints: [RichText], why: RichText, skill: String)
    }
    package enum State: Equatable, Sendable {
      case ahead, current
      case solved(Marking.PartMark)
      /// The solution was shown.
      case shown
    }
    package let id: String
    package let content: Content
    package let state: State
    /// The rule it uses, for "which rule is this step?".
    package let rule: String?

    package init(id: String, content: Content, state: State, rule: String?) {
      self.id = id
      self.content = content
      self.state = state
      self.rule = rule
    }
  }
  package struct Rule: Sendable {
    package let id: String
    package let text: RichText
    package init(id: String, text: RichText) {
      self.id = id
      self.text = text
    }
  }
  package let walkthrough: String
  package let seed: Int
  package let ask: RichText
  package let rules: [Rule]
  /// How it goes on: Exercise+Steps.swift.
  var course: Course
}
