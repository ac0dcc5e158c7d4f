/// A = L Lᵀ of a symmetric positive definite matrix.
///
/// Sums of up to 32 products are taken from the left, longer ones as `VectorKernels.dot` does.
///
/// Source: Golub & Van Loan, *Matrix Computations*, 4th ed., algorithm 4.2.1.
package struct Cholesky: Sendable {
  package let size: Int
  /// Row-major, zeros above the diagonal.
  package private(set) var elements: [Double]

  /// Of A + shift·I, reading the lower triangle; nil unless it is positive definite.
  package init?(_ matrix: Matrix, shift: Double = 0) {
    guard matrix.rows == matrix.columns else { return nil }
    let n = matrix.rows
    size = n
    elements = Array(repeating: 0, count: n * n)
    var isDefinite = true
    elements.withUnsafeMutableBufferPointer { l in
      guard let start = l.baseAddress else { return }
      let rows = UnsafePointer(start)
      for i in 0..<n {
        for j in 0...i {
          var value = matrix.elements[i * n + j] + (i == j ? shift : 0)
          if j <= VectorKernels.shortLimit {
            for k in 0..<j { value -= l[i * n + k] * l[j * n + k] }
          } else {
            value -= VectorKernels.dot(rows + i * n, rows + j * n, j)
          }
          if i == j {
            guard value > 0, value.isFinite else {
              isDefinite = false
              return
            }
            l[i * n + i] = value.squareRoot()
          } else {
            l[i * n + j] = value / l[j * n + j]
          }
        }
      }
    }
    guard isDefinite else { return nil }
  }

  /// x with A x = b.
  package func solve(_ b: [Double]) -> [Double] {
    var x = b
    let n = size
    for i in 0..<n {
      var value = x[i]
      for j in 0..<i { value -= elements[i * n + j] * x[j] }
      x[i] = value / elements[i * n + i]
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      var value = x[i]
      for j in (i + 1)..<max(n, i + 1) { value -= elements[j * n + i] * x[j] }
      x[i] = value / elements[i * n + i]
    }
    return x
  }
}
