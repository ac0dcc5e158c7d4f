/// P A = L U with partial pivoting.
///
/// Source: Golub & Van Loan, *Matrix Computations*, 4th ed., algorithm 3.4.1.
package struct LUFactors: Sendable {
  package let size: Int
  /// L below the diagonal (its own diagonal is 1), U on and above.
  package private(set) var elements: [Double]
  /// Row k of the factors is row `rows[k]` of A.
  package private(set) var rows: [Int]
  private var sign = 1.0
  private var isSingular = false
  private let scale: Double

  /// - Precondition: a square matrix.
  package init(_ matrix: Matrix) {
    precondition(matrix.rows == matrix.columns, "only square matrices have these factors")
    size = matrix.rows
    elements = matrix.elements
    rows = Array(0..<matrix.rows)
    scale = matrix.elements.reduce(0) { max($0, abs($1)) }
    let n = size
    elements.withUnsafeMutableBufferPointer { a in
      for k in 0..<n {
        var pivot = k
        for i in (k + 1)..<max(n, k + 1) where abs(a[i * n + k]) > abs(a[pivot * n + k]) {
          pivot = i
        }
        if pivot != k {
          for j in 0..<n { a.swapAt(k * n + j, pivot * n + j) }
          rows.swapAt(k, pivot)
          sign = -sign
        }
        let head = a[k * n + k]
        guard head != 0, head.isFinite else {
          isSingular = true
          continue
        }
        for i in (k + 1)..<max(n, k + 1) {
          let factor = a[i * n + k] / head
          a[i * n + k] = factor
          if factor == 0 { continue }
          for j in (k + 1)..<n { a[i * n + j] -= factor * a[k * n + j] }
        }
      }
    }
  }

  package var determinant: Double {
    (0..<size).reduce(sign) { $0 * elements[$1 * size + $1] }
  }

  /// Whether a pivot is zero, or as small as rounding errors.
  package var isNearlySingular: Bool {
    if isSingular { return true }
    let limit = Double(size) * 2.220446049250313e-16 * scale
    return (0..<size).contains { abs(elements[$0 * size + $0]) <= limit }
  }

  /// x with A x = b; nil if a pivot is exactly zero (as `numpy.linalg.solve` refuses).
  package func solve(_ b: [Double]) -> [Double]? {
    guard !isSingular, b.count == size else { return nil }
    var x = rows.map { b[$0] }
    let n = size
    for i in 0..<n {
      var value = x[i]
      for j in 0..<i { value -= elements[i * n + j] * x[j] }
      x[i] = value
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      var value = x[i]
      for j in (i + 1)..<max(n, i + 1) { value -= elements[i * n + j] * x[j] }
      x[i] = value / elements[i * n + i]
    }
    return x
  }
}

extension LUFactors {
  /// x with A x = b; nil if a pivot is zero. One and two unknowns take the same steps without memory of their own.
  ///
  /// - Precondition: a square matrix of the size of b.
  package static func solve(_ a: Matrix, _ b: [Double]) -> [Double]? {
    switch (a.rows, a.columns, b.count) {
    case (1, 1, 1):
      let head = a.elements[0]
      return head != 0 && head.isFinite ? [b[0] / head] : nil
    case (2, 2, 2):
      let m = a.elements
      let isTurned = abs(m[2]) > abs(m[0])
      let (head, right) = isTurned ? (m[2], m[3]) : (m[0], m[1])
      let (below, corner) = isTurned ? (m[0], m[1]) : (m[2], m[3])
      guard head != 0, head.isFinite else { return nil }
      let factor = below / head
      let last = factor == 0 ? corner : corner - factor * right
      guard last != 0, last.isFinite else { return nil }
      let first = isTurned ? b[1] : b[0]
      let y = ((isTurned ? b[0] : b[1]) - factor * first) / last
      return [(first - right * y) / head, y]
    default: return LUFactors(a).solve(b)
    }
  }
}

extension Matrix {
  package static func identity(_ size: Int) -> Matrix {
    var matrix = Matrix(
      rows: size, columns: size, elements: Array(repeating: 0, count: size * size))
    for index in 0..<size { matrix[index, index] = 1 }
    return matrix
  }

  /// - Precondition: square.
  package var determinant: Double {
    rows == 2
      ? elements[0] * elements[3] - elements[1] * elements[2] : LUFactors(self).determinant
  }

  /// nil if the matrix is singular up to rounding errors.
  package var inverse: Matrix? {
    let factors = LUFactors(self)
    guard !factors.isNearlySingular else { return nil }
    var result = Matrix.identity(rows)
    for column in 0..<rows {
      var unit = Array(repeating: 0.0, count: rows)
      unit[column] = 1
      guard let solution = factors.solve(unit) else { return nil }
      for row in 0..<rows { result[row, column] = solution[row] }
    }
    return result
  }

  /// |aᵢⱼ − aⱼᵢ| small against the largest entry.
  package func isSymmetric(within tolerance: Double) -> Bool {
    guard rows == columns else { return false }
    let limit = tolerance * elements.reduce(0) { max($0, abs($1)) }
    for i in 0..<rows {
      for j in 0..<i where !(abs(self[i, j] - self[j, i]) <= limit) { return false }
    }
    return true
  }

  /// A v.
  package func times(_ vector: [Double]) -> [Double] {
    (0..<rows).map { row in
      var total = 0.0
      for column in 0..<columns { total += self[row, column] * vector[column] }
      return total
    }
  }
}
