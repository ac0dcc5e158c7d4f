/// A parsed formula: what stands in a pack, on the command line or in a student's answer.
///
/// The language is `docs/formulas.md`. Parsing is total and bounded: it ends in an expression or in an error that
/// points at the character.
package struct Expression: Equatable, Sendable {
  package let source: String

  package init(parsing source: String) throws(FormulaError) {
    self.source = source
  }

  /// Names used that are not built in, in the order of first use, coordinates (`x1`, `w2`, `x`) among them.
  package var names: [String] { [] }
}

/// What names mean: values, and functions of coordinates (a `let` that keeps free coordinates).
package struct Scope: Equatable, Sendable {
  package enum Meaning: Equatable, Sendable {
    case value(Value)
    /// An expression whose coordinates are free; its other names are already folded in.
    case function(Expression)
  }
  package private(set) var meanings: [String: Meaning] = [:]

  package init() {}

  package subscript(name: String) -> Meaning? {
    get { meanings[name] }
    set { meanings[name] = newValue }
  }
}

extension Expression {
  /// The value in a scope. Bounded by an operation budget.
  package func value(in scope: Scope = Scope()) throws(FormulaError) -> Value {
    throw FormulaError(column: 1, message: "formulas are not built yet", fix: "")
  }

  /// The expression with all names of the scope replaced by their values and constants folded: no `0·`, no
  /// `1·`, no `+ -`. What is left are coordinates.
  package func folded(in scope: Scope) throws(FormulaError) -> Expression { self }

  /// Whether coordinates are left that the scope does not hide.
  package func hasFreeCoordinates(in scope: Scope) -> Bool { false }

  package enum Notation: Equatable, Sendable {
    /// `x^3 + y^3 - 3 x y`, numbers as `pack.md` §4 prints them.
    case plain
    /// LaTeX, for `$…$`.
    case latex
    /// What parses back equal: full precision.
    case exact
  }
  package func text(_ notation: Notation) -> String { source }
}
