/// What a formula can be worth.
package enum Value: Equatable, Sendable {
  case scalar(Double)
  case vector([Double])
  case matrix(Matrix)
  case truth(Bool)
}

/// A mistake in a formula: at which character, what is wrong, what was expected.
package struct FormulaError: Error, Equatable, Sendable {
  /// 1-based, in characters (grapheme clusters) of the source text.
  package let column: Int
  package let message: String
  /// How to mend it.
  package let fix: String

  package init(column: Int, message: String, fix: String) {
    self.column = column
    self.message = message
    self.fix = fix
  }
}
