import Figures

/// A worked problem in steps.
package struct Walkthrough: Sendable {
  package let id: String
  package let title: Words
  package let page: String
  /// Ids of the steps that ask, `walkthrough.step`, in order.
  package let items: [String]
  let drawing: @Sendable (Int) throws(Diagnostic) -> Exercise

  package init(
    id: String, title: Words, page: String, items: [String],
    drawing: @escaping @Sendable (Int) throws(Diagnostic) -> Exercise
  ) {
    self.id = id
    self.title = title
    self.page = page
    self.items = items
    self.drawing = drawing
  }

  /// The problem with its numbers drawn (seed 0: the curriculum's own).
  package func exercise(seed: Int) throws(Diagnostic) -> Exercise { try drawing(seed) }
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
  // In Exercise+Steps.swift (owner: marking), over private state:
  //   var steps: [Step]                       those shown so far, the current one last; all when finished
  //   var stepCount: Int
  //   var isFinished: Bool
  //   var figure: Link?                       once the step ids it uses are done
  //   mutating func submit(_ response: Response) -> Marking.PartMark     moves on when right or carried
  //   mutating func showSolution()                                        moves on
  //   mutating func back()                                                to the step before, its value kept
  //   func solved() -> Exercise                                           all steps shown (render: the last frame)
}
