extension Interpreter {
  /// Entry by entry on equal shapes.
  mutating func combine(
    _ left: Term, _ right: Term, _ operation: Operation, _ column: Int
  ) throws(FormulaError) -> Term {
    let name = operation == .add ? "a sum" : operation == .subtract ? "a difference" : "odot"
    switch (left, right) {
    case (.scalar(let a), .scalar(let b)):
      return .scalar(builder.emit(operation, a, b))
    case (.vector(let a), .vector(let b)) where a.count == b.count:
      return .vector(try entrywise(a, b, operation, column))
    case (.matrix(let rows, let columns, let a), .matrix(let otherRows, let otherColumns, let b))
    where rows == otherRows && columns == otherColumns:
      return .matrix(rows: rows, columns: columns, try entrywise(a, b, operation, column))
    default:
      throw FormulaError(column: column, .shapes(left.kind, right.kind, operation: name))
    }
  }

  private mutating func entrywise(
    _ a: [Scalar], _ b: [Scalar], _ operation: Operation, _ column: Int
  ) throws(FormulaError) -> [Scalar] {
    try spend(a.count, column)
    var result: [Scalar] = []
    result.reserveCapacity(a.count)
    for index in a.indices { result.append(builder.emit(operation, a[index], b[index])) }
    return result
  }

  /// Applies to every entry.
  mutating func mapped(
    _ term: Term, _ column: Int, _ change: (inout ProgramBuilder, Scalar) -> Scalar
  ) throws(FormulaError) -> Term {
    try spend(term.entries.count, column)
    switch term {
    case .scalar(let a): return .scalar(change(&builder, a))
    case .vector(let entries): return .vector(entries.map { change(&builder, $0) })
    case .matrix(let rows, let columns, let entries):
      return .matrix(rows: rows, columns: columns, entries.map { change(&builder, $0) })
    case .truth: throw FormulaError(column: column, .notNumber(found: term.kind))
    }
  }

  mutating func negated(_ term: Term, _ column: Int) throws(FormulaError) -> Term {
    try mapped(term, column) { $0.emit(.negate, $1) }
  }

  mutating func quotient(
    _ left: Term, _ right: Term, _ column: Int
  ) throws(FormulaError) -> Term {
    guard case .scalar(let divisor) = right else {
      throw FormulaError(column: column, .shapes(left.kind, right.kind, operation: "a quotient"))
    }
    return try mapped(left, column) { $0.emit(.divide, $1, divisor) }
  }

  /// Number × anything, matrix × matrix, matrix × vector.
  mutating func product(
    _ left: Term, _ right: Term, _ column: Int
  ) throws(FormulaError) -> Term {
    switch (left, right) {
    case (.scalar(let a), .scalar(let b)): return .scalar(builder.emit(.multiply, a, b))
    case (.scalar(let a), .vector), (.scalar(let a), .matrix):
      return try mapped(right, column) { $0.emit(.multiply, a, $1) }
    case (.vector, .scalar(let b)), (.matrix, .scalar(let b)):
      return try mapped(left, column) { $0.emit(.multiply, $1, b) }
    case (.vector, .vector): throw FormulaError(column: column, .twoVectors)
    case (.matrix(let rows, let inner, let a), .vector(let b)) where inner == b.count:
      return .vector(try matrixProduct(a, rows: rows, inner: inner, b, columns: 1, column))
    case (.matrix(let rows, let inner, let a), .matrix(let otherRows, let columns, let b))
    where inner == otherRows:
      return .matrix(
        rows: rows, columns: columns,
        try matrixProduct(a, rows: rows, inner: inner, b, columns: columns, column))
    default:
      throw FormulaError(column: column, .shapes(left.kind, right.kind, operation: "a product"))
    }
  }

  private mutating func matrixProduct(
    _ a: [Scalar], rows: Int, inner: Int, _ b: [Scalar], columns: Int, _ column: Int
  ) throws(FormulaError) -> [Scalar] {
    try checkSize(rows * columns, column)
    try spend(rows * inner * columns, column)
    var result: [Scalar] = []
    result.reserveCapacity(rows * columns)
    for i in 0..<rows {
      for j in 0..<columns {
        var total = Scalar.constant(0)
        for k in 0..<inner {
          let term = builder.emit(.multiply, a[i * inner + k], b[k * columns + j])
          total = k == 0 ? term : builder.emit(.add, total, term)
        }
        result.append(total)
      }
    }
    return result
  }

  /// Σ aᵢbᵢ from the left.
  mutating func dot(_ a: [Scalar], _ b: [Scalar]) -> Scalar {
    var total = Scalar.constant(0)
    for index in a.indices {
      let term = builder.emit(.multiply, a[index], b[index])
      total = index == 0 ? term : builder.emit(.add, total, term)
    }
    return total
  }

  /// aᵇ. Small whole exponents are products: x² = x·x, x³ = (x·x)·x, x⁴ = (x·x)·(x·x), x⁻¹ = 1/x,
  /// x⁻² = 1/(x·x); every other is the C library's `pow`.
  mutating func power(_ a: Scalar, _ b: Scalar, _ column: Int) -> Scalar {
    switch b.constant {
    case 0: return .constant(1)
    case 1: return a
    case 2: return builder.emit(.multiply, a, a)
    case 3: return builder.emit(.multiply, builder.emit(.multiply, a, a), a)
    case 4:
      let square = builder.emit(.multiply, a, a)
      return builder.emit(.multiply, square, square)
    case -1: return builder.emit(.divide, .constant(1), a)
    case -2: return builder.emit(.divide, .constant(1), builder.emit(.multiply, a, a))
    default: return builder.emit(.power, a, b)
    }
  }

  mutating func compare(
    _ sign: Node.Comparison, _ left: Term, _ right: Term, _ column: Int
  ) throws(FormulaError) -> Scalar {
    if sign == .equal || sign == .unequal {
      let equal = try equality(left, right, column)
      return sign == .equal ? equal : builder.emit(.not, equal)
    }
    guard case .scalar(let a) = left else {
      throw FormulaError(column: column, .notComparable(found: left.kind))
    }
    guard case .scalar(let b) = right else {
      throw FormulaError(column: column, .notComparable(found: right.kind))
    }
    switch sign {
    case .less: return builder.emit(.less, a, b)
    case .lessOrEqual: return builder.emit(.lessOrEqual, a, b)
    case .greater: return builder.emit(.less, b, a)
    default: return builder.emit(.lessOrEqual, b, a)
    }
  }

  private mutating func equality(
    _ left: Term, _ right: Term, _ column: Int
  ) throws(FormulaError) -> Scalar {
    let isSameShape =
      switch (left, right) {
      case (.scalar, .scalar), (.truth, .truth): true
      case (.vector(let a), .vector(let b)): a.count == b.count
      case (.matrix(let rows, let columns, _), .matrix(let otherRows, let otherColumns, _)):
        rows == otherRows && columns == otherColumns
      default: false
      }
    guard isSameShape else {
      throw FormulaError(
        column: column, .shapes(left.kind, right.kind, operation: "a comparison"))
    }
    let a = left.entries
    let b = right.entries
    try spend(a.count, column)
    var total = Scalar.constant(1)
    for index in a.indices {
      total = builder.emit(.both, total, builder.emit(.nearlyEqual, a[index], b[index]))
    }
    return total
  }
}
