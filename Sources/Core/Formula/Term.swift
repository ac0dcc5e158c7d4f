/// A number while a formula is being evaluated: known already, or the content of a register of the program that
/// is being written.
///
/// One interpreter so serves twice: with constants only it evaluates, with coordinates in registers it compiles.
enum Scalar: Equatable, Hashable, Sendable {
  case constant(Double)
  case register(Int32)

  var constant: Double? {
    if case .constant(let value) = self { return value }
    return nil
  }
}

/// A `Value` of such numbers.
enum Term: Equatable, Sendable {
  case scalar(Scalar)
  case vector([Scalar])
  case matrix(rows: Int, columns: Int, [Scalar])
  /// 1 or 0.
  case truth(Scalar)

  init(_ value: Value) {
    switch value {
    case .scalar(let number): self = .scalar(.constant(number))
    case .vector(let entries): self = .vector(entries.map { .constant($0) })
    case .matrix(let matrix):
      self = .matrix(
        rows: matrix.rows, columns: matrix.columns, matrix.elements.map { .constant($0) })
    case .truth(let truth): self = .truth(.constant(truth ? 1 : 0))
    }
  }

  init(_ matrix: Matrix) { self.init(.matrix(matrix)) }
  init(_ entries: [Double]) { self.init(.vector(entries)) }
  init(_ number: Double) { self = .scalar(.constant(number)) }

  var entries: [Scalar] {
    switch self {
    case .scalar(let number), .truth(let number): [number]
    case .vector(let entries), .matrix(_, _, let entries): entries
    }
  }

  /// The value, if no register is in it.
  var value: Value? {
    var numbers: [Double] = []
    for entry in entries {
      guard let number = entry.constant else { return nil }
      numbers.append(number)
    }
    switch self {
    case .scalar: return .scalar(numbers[0])
    case .truth: return .truth(numbers[0] != 0)
    case .vector: return .vector(numbers)
    case .matrix(let rows, let columns, _):
      return .matrix(Matrix(rows: rows, columns: columns, elements: numbers))
    }
  }

  /// What it is, for messages.
  var kind: String {
    switch self {
    case .scalar: "a number"
    case .truth: "a condition"
    case .vector(let entries): "a vector of length \(entries.count)"
    case .matrix(let rows, let columns, _): "a \(rows)×\(columns) matrix"
    }
  }
}
