/// What a formula can be worth.
package enum Value: Equatable, Sendable {
  case scalar(Double)
  case vector([Double])
  case matrix(Matrix)
  case truth(Bool)
}

extension Value {
  /// Whether every number in it is finite.
  package var isFinite: Bool {
    switch self {
    case .scalar(let number): number.isFinite
    case .vector(let entries): entries.allSatisfy { $0.isFinite }
    case .matrix(let matrix): matrix.elements.allSatisfy { $0.isFinite }
    case .truth: true
    }
  }

  /// All its numbers, row by row; a truth is 0 or 1.
  package var entries: [Double] {
    switch self {
    case .scalar(let number): [number]
    case .vector(let entries): entries
    case .matrix(let matrix): matrix.elements
    case .truth(let truth): [truth ? 1 : 0]
    }
  }
}
