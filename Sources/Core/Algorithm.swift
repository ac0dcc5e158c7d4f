/// How a run stands, or how it ended.
package enum Status: String, Equatable, Sendable {
  /// More steps follow.
  case running
  /// All that was asked is computed (masks, layers, searches, training).
  case done
  /// The stopping test holds.
  case converged
  /// The step limit was reached first.
  case stopped
  /// A value is not finite, or the point ran away: ‖x‖∞ > 10¹² · max(1, ‖x₀‖∞).
  case diverged
  /// The method cannot go on (an indefinite or singular Hessian, a failed line search).
  case failed
}

/// An algorithm told as a chain of values.
///
/// A step holds all that the next one needs (velocity, generator, counters), so `step(after:)` is a pure
/// function and the page, the test and the printout see the same numbers.
package protocol Algorithm: Sequence, Sendable where Iterator == UnfoldFirstSequence<Step> {
  associatedtype Step: Equatable & Sendable
  var first: Step { get }
  func step(after step: Step) -> Step?
}

extension Algorithm {
  package func makeIterator() -> UnfoldFirstSequence<Step> {
    sequence(first: first, next: step(after:))
  }
}

/// A number outside an algorithm's domain: which, its value, and what would do.
package struct DomainError: Error, Equatable, Sendable {
  package let name: String
  package let value: String
  package let allowed: String

  package init(_ name: String, _ value: some CustomStringConvertible, allowed: String) {
    self.name = name
    self.value = value.description
    self.allowed = allowed
  }
}
