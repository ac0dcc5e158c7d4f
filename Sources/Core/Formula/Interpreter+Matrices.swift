extension Interpreter {
  mutating func matrixFunction(
    _ builtin: Builtin, _ terms: [Term], _ column: Int
  ) throws(FormulaError) -> Term {
    func unfit(_ index: Int) -> FormulaError {
      FormulaError(
        column: column,
        .argumentKind(builtin.name, usage: builtin.usage, found: terms[index].kind))
    }
    switch builtin.name {
    case "transpose":
      guard case .matrix(let rows, let columns, let entries) = terms[0] else { throw unfit(0) }
      var turned: [Scalar] = []
      for j in 0..<columns { for i in 0..<rows { turned.append(entries[i * columns + j]) } }
      return .matrix(rows: columns, columns: rows, turned)
    case "identity":
      guard case .scalar(let scalar) = terms[0] else { throw unfit(0) }
      guard let value = scalar.constant else {
        throw FormulaError(column: column, .needsConstants(builtin.name))
      }
      guard let size = Interpreter.whole(value), size >= 1 else {
        throw FormulaError(
          column: column, .notWhole(NumberNotation.text(value), usage: builtin.usage))
      }
      try checkSize(size > 1000 ? Int.max : size * size, column)
      try spend(size * size, column)
      return Term(Matrix.identity(size))
    case "diagonal":
      switch terms[0] {
      case .vector(let entries):
        let size = entries.count
        try checkSize(size > 1000 ? Int.max : size * size, column)
        try spend(size * size, column)
        var full = Array(repeating: Scalar.constant(0), count: size * size)
        for index in 0..<size { full[index * size + index] = entries[index] }
        return .matrix(rows: size, columns: size, full)
      case .matrix(let rows, let columns, let entries):
        return .vector((0..<min(rows, columns)).map { entries[$0 * columns + $0] })
      default: throw unfit(0)
      }
    case "det", "inverse", "eigenvalues", "solve":
      guard case .matrix(let rows, let columns, let entries) = terms[0], rows == columns, rows > 0
      else { throw unfit(0) }
      try spend(rows * rows * rows / 8, column)
      if builtin.name == "solve" { return try solve(builtin, rows, entries, terms[1], column) }
      guard case .matrix(let matrix)? = terms[0].value else {
        guard rows <= 3, builtin.name != "eigenvalues" else {
          throw FormulaError(column: column, .needsConstants(builtin.name))
        }
        if builtin.name == "det" { return .scalar(determinant(rows, entries)) }
        return .matrix(rows: rows, columns: rows, inverse(rows, entries))
      }
      switch builtin.name {
      case "det": return Term(matrix.determinant)
      case "inverse":
        guard let inverse = matrix.inverse else {
          throw FormulaError(column: column, .singular)
        }
        return Term(inverse)
      default:
        guard matrix.isSymmetric(within: 1e-9) else {
          throw FormulaError(column: column, .notSymmetric)
        }
        try spend(rows * rows * rows, column)
        return Term(SymmetricEigen(matrix).values)
      }
    case "bfgs_update":
      guard case .matrix(let rows, let columns, _) = terms[0], rows == columns else {
        throw unfit(0)
      }
      for index in 1...2 {
        guard case .vector(let vector) = terms[index], vector.count == rows else {
          throw unfit(index)
        }
      }
      guard case .matrix(let matrix)? = terms[0].value, case .vector(let s)? = terms[1].value,
        case .vector(let y)? = terms[2].value
      else { throw FormulaError(column: column, .needsConstants(builtin.name)) }
      try spend(rows * rows, column)
      guard let updated = QuasiNewton.bfgsUpdate(matrix, s: s, y: y) else {
        throw FormulaError(column: column, .noCurvature)
      }
      return Term(updated)
    case "lbfgs_direction":
      guard case .vector(let g)? = terms[0].value else {
        throw terms[0].value == nil
          ? FormulaError(column: column, .needsConstants(builtin.name)) : unfit(0)
      }
      let s = try pairs(terms[1], width: g.count, unfit(1))
      let y = try pairs(terms[2], width: g.count, unfit(2))
      guard s.count == y.count else { throw unfit(2) }
      guard let direction = QuasiNewton.direction(gradient: g, pairs: zip(s, y).map { ($0, $1) })
      else { throw FormulaError(column: column, .noCurvature) }
      return Term(direction)
    default:
      throw FormulaError(column: column, .unknownFunction(builtin.name, nearest: nil))
    }
  }

  /// One pair per row, the newest last; a vector is a single pair.
  private func pairs(
    _ term: Term, width: Int, _ error: FormulaError
  ) throws(FormulaError) -> [[Double]] {
    switch term.value {
    case .vector(let entries) where entries.isEmpty: return []
    case .vector(let entries) where entries.count == width: return [entries]
    case .matrix(let matrix) where matrix.columns == width: return matrix.list
    default: throw error
    }
  }

  private mutating func solve(
    _ builtin: Builtin, _ size: Int, _ entries: [Scalar], _ right: Term, _ column: Int
  ) throws(FormulaError) -> Term {
    let rightRows: Int
    let rightColumns: Int
    switch right {
    case .vector(let vector): (rightRows, rightColumns) = (vector.count, 1)
    case .matrix(let rows, let columns, _): (rightRows, rightColumns) = (rows, columns)
    default:
      throw FormulaError(
        column: column, .argumentKind(builtin.name, usage: builtin.usage, found: right.kind))
    }
    guard rightRows == size else {
      throw FormulaError(
        column: column, .shapes("a \(size)×\(size) matrix", right.kind, operation: "solve"))
    }
    let matrix = Term.matrix(rows: size, columns: size, entries)
    guard case .matrix(let known)? = matrix.value else {
      guard size <= 3 else { throw FormulaError(column: column, .needsConstants(builtin.name)) }
      let inverse = Term.matrix(rows: size, columns: size, inverse(size, entries))
      return try product(inverse, right, column)
    }
    let factors = LUFactors(known)
    guard !factors.isNearlySingular else { throw FormulaError(column: column, .singular) }
    try spend(size * size * rightColumns, column)
    if let numbers = right.value?.entries {
      var solution = Matrix(
        rows: size, columns: rightColumns,
        elements: Array(repeating: 0, count: size * rightColumns))
      for j in 0..<rightColumns {
        let b = (0..<size).map { numbers[$0 * rightColumns + j] }
        guard let x = factors.solve(b) else { throw FormulaError(column: column, .singular) }
        for i in 0..<size { solution[i, j] = x[i] }
      }
      if case .vector = right { return Term(solution.elements) }
      return Term(solution)
    }
    guard let inverse = known.inverse else { throw FormulaError(column: column, .singular) }
    return try product(Term(inverse), right, column)
  }

  // MARK: Up to 3 × 3, for entries that depend on coordinates

  private mutating func minor(_ a: Scalar, _ b: Scalar, _ c: Scalar, _ d: Scalar) -> Scalar {
    builder.emit(
      .subtract, builder.emit(.multiply, a, d), builder.emit(.multiply, b, c))
  }

  private mutating func determinant(_ size: Int, _ a: [Scalar]) -> Scalar {
    switch size {
    case 1: return a[0]
    case 2: return minor(a[0], a[1], a[2], a[3])
    default:
      let first = builder.emit(.multiply, a[0], minor(a[4], a[5], a[7], a[8]))
      let second = builder.emit(.multiply, a[1], minor(a[3], a[5], a[6], a[8]))
      let third = builder.emit(.multiply, a[2], minor(a[3], a[4], a[6], a[7]))
      return builder.emit(.add, builder.emit(.subtract, first, second), third)
    }
  }

  private mutating func inverse(_ size: Int, _ a: [Scalar]) -> [Scalar] {
    let whole = determinant(size, a)
    var adjugate: [Scalar]
    switch size {
    case 1: adjugate = [.constant(1)]
    case 2:
      adjugate = [a[3], builder.emit(.negate, a[1]), builder.emit(.negate, a[2]), a[0]]
    default:
      adjugate = []
      for i in 0..<3 {
        for j in 0..<3 {
          // Cofactor of (j, i): cyclic rows and columns need no sign.
          let (r, s) = ((j + 1) % 3, (j + 2) % 3)
          let (p, q) = ((i + 1) % 3, (i + 2) % 3)
          adjugate.append(minor(a[r * 3 + p], a[r * 3 + q], a[s * 3 + p], a[s * 3 + q]))
        }
      }
    }
    return adjugate.map { builder.emit(.divide, $0, whole) }
  }
}
