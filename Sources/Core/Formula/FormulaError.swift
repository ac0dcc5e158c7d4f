/// A mistake in a formula: at which character, what is wrong, what was expected.
package struct FormulaError: Error, Equatable, Sendable {
  /// 1-based, in characters (grapheme clusters) of the source text.
  package let column: Int
  /// What is wrong, as a case with its values; other languages are made from it.
  package let problem: Problem
  /// What is wrong, in English.
  package let message: String
  /// How to mend it, in English.
  package let fix: String

  package init(column: Int, message: String, fix: String) {
    self.column = column
    self.problem = .other
    self.message = message
    self.fix = fix
  }

  package init(column: Int, _ problem: Problem) {
    self.column = column
    self.problem = problem
    (self.message, self.fix) = problem.english
  }
}

extension FormulaError {
  /// What can be wrong with a formula.
  package enum Problem: Equatable, Sendable {
    case other
    // Reading.
    case empty
    case tooLong(limit: Int)
    case tooDeep(limit: Int)
    case strayCharacter(String, hint: Hint)
    case expectedOperand(found: String)
    case expected(String, found: String)
    case twoNumbers(String, String)
    case numberTooLarge(String)
    case twoPoints
    case chainedComparison
    case badStep
    // Names.
    case unknownName(String, split: String?, nearest: String?)
    case unknownFunction(String, nearest: String?)
    case functionWithoutArguments(String, usage: String)
    case functionNeedsPoint(String)
    case freeCoordinate(String)
    case coordinateBeyond(String, dimension: Int)
    case reservedName(String)
    // Shapes.
    case argumentCount(String, usage: String)
    case argumentKind(String, usage: String, found: String)
    case twoVectors
    case shapes(String, String, operation: String)
    case notNumber(found: String)
    case notTruth(found: String)
    case notComparable(found: String)
    case raggedMatrix
    case mixedVector
    case notIndexable(found: String)
    case indexNotWhole(String)
    case indexOutside(String, size: Int)
    case boundNotWhole(String)
    case notWhole(String, usage: String)
    case needsConstants(String)
    // Values.
    case singular
    case notSymmetric
    case noFiniteDerivative(String)
    case noCurvature
    // Bounds.
    case tooManyOperations(limit: Int)
    case tooLarge(limit: Int)
  }

  /// What a stray character was probably meant to be.
  package enum Hint: Equatable, Sendable {
    case none
    case write(String)
  }
}
