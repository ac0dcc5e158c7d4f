import Core

/// Where a piece of a pack's text stands, to point into it.
struct Place: Sendable {
  let node: YAMLNode
  /// Of the piece's first character in the node's text.
  var offset = 0

  /// The location of a character of the piece, counted from 1.
  func location(column: Int = 1) -> SourceLocation {
    // Columns of errors are small; the walk of the node bounds them.
    node.location(offset: offset &+ max(0, column &- 1))
  }

  func advanced(by count: Int) -> Place { Place(node: node, offset: offset + count) }

  func diagnostic(
    _ message: String, fix: String, column: Int = 1, severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    Diagnostic(location(column: column), message, fix: fix, severity: severity)
  }

  func diagnostic(_ error: FormulaError) -> Diagnostic {
    diagnostic(error.message, fix: error.fix, column: error.column)
  }
}

/// A formula of the pack, with its place.
struct Formula: Sendable {
  let expression: Expression
  let place: Place

  init(_ text: String, at place: Place) throws(Diagnostic) {
    // Errors count columns from the text's own beginning, blanks included.
    do { expression = try Expression(parsing: text) } catch { throw place.diagnostic(error) }
    self.place = place
  }

  init(_ node: YAMLNode) throws(Diagnostic) {
    guard case .text(let text) = node.content else {
      throw Diagnostic(
        node.location, "a formula is wanted here, not \(node.kindDescription)",
        fix: "put the formula in single quotes")
    }
    try self.init(text, at: Place(node: node))
  }

  /// Reads a formula; a mistake goes to the diagnostics.
  static func read(_ node: YAMLNode?, into diagnostics: inout Diagnostics) -> Formula? {
    guard let node else { return nil }
    do { return try Formula(node) } catch {
      diagnostics.add(error)
      return nil
    }
  }

  func value(in scope: Scope) throws(Diagnostic) -> Value {
    do { return try expression.value(in: scope) } catch { throw place.diagnostic(error) }
  }

  /// The truth of a condition.
  func truth(in scope: Scope) throws(Diagnostic) -> Bool {
    let value = try value(in: scope)
    guard case .truth(let truth) = value else {
      throw place.diagnostic(
        "a condition is wanted here, not \(value.kindDescription)",
        fix: "compare something, as in 'norm(d) > 0'")
    }
    return truth
  }

  /// A number.
  func number(in scope: Scope) throws(Diagnostic) -> Double {
    let value = try value(in: scope)
    guard case .scalar(let number) = value, number.isFinite else {
      throw place.diagnostic(
        "a finite number is wanted here, not \(value.kindDescription)", fix: "write a number")
    }
    return number
  }

  /// The value of a `let`: a function, if coordinates stay free.
  func meaning(in scope: Scope) throws(Diagnostic) -> Scope.Meaning {
    guard expression.hasFreeCoordinates(in: scope) else { return .value(try value(in: scope)) }
    do { return .function(try expression.folded(in: scope)) } catch {
      throw place.diagnostic(error)
    }
  }

  /// Numbers of a film that it reads: `step(last).fraction`, `result.best`.
  var filmNames: [String] {
    expression.names.filter { $0.hasPrefix("step(") || $0.hasPrefix("result.") }
  }
}

extension Value {
  /// "a number", "a vector of 2", …
  var kindDescription: String {
    switch self {
    case .scalar(let number) where !number.isFinite: "a number that is not finite"
    case .scalar: "a number"
    case .vector(let entries): "a vector of \(entries.count)"
    case .matrix(let matrix): "a \(matrix.rows) × \(matrix.columns) matrix"
    case .truth: "a condition"
    }
  }

  /// Whether two values have the same shape.
  func hasShape(of other: Value) -> Bool {
    switch (self, other) {
    case (.scalar, .scalar), (.truth, .truth): true
    case (.vector(let a), .vector(let b)): a.count == b.count
    case (.matrix(let a), .matrix(let b)): a.rows == b.rows && a.columns == b.columns
    default: false
    }
  }
}
