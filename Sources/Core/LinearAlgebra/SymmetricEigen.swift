/// Eigenvalues, ascending, and eigenvectors of a symmetric matrix.
///
/// Small ones by cyclic Jacobi rotations, of high relative accuracy on definite ones; larger ones by the machine's
/// LAPACK, or by our own QL where there is none.
/// Source: Golub & Van Loan, *Matrix Computations*, 4th ed., section 8.5; Demmel & Veselić (1992).
package struct SymmetricEigen: Equatable, Sendable {
  package let values: [Double]
  /// Column k belongs to `values[k]`, of norm 1, its largest entry positive.
  package let vectors: Matrix

  package enum Algorithm: Equatable, Sendable { case automatic, jacobi, tridiagonal, lapack }

  /// Up to so many rows the rotations are used, of the same order of operations on every machine.
  package static let jacobiLimit = 32

  /// Uses the upper triangle. All NaN if an entry is not finite.
  ///
  /// - Parameter algorithm: which; without a library `lapack` is our own QL.
  package init(_ matrix: Matrix, by algorithm: Algorithm = .automatic) {
    precondition(matrix.rows == matrix.columns, "only square matrices have eigenvalues")
    let n = matrix.rows
    guard matrix.elements.allSatisfy({ $0.isFinite }) else {
      self.init(diagonal: Array(repeating: .nan, count: n), scale: 1, size: n) { _, _ in .nan }
      return
    }
    // Scaled by a power of two near the largest entry, so that squares neither overflow nor vanish.
    let largest = matrix.elements.reduce(0) { max($0, abs($1)) }
    let scale = largest > 0 ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
    var a = matrix
    for i in 0..<n {
      for j in i..<n {
        let entry = matrix[i, j] / scale
        a[i, j] = entry
        a[j, i] = entry
      }
    }
    let isSmall = n <= SymmetricEigen.jacobiLimit
    if algorithm == .jacobi || (algorithm == .automatic && isSmall) {
      let v = SymmetricEigen.jacobi(&a)
      self.init(diagonal: (0..<n).map { a[$0, $0] }, scale: scale, size: n) { v[$0, $1] }
    } else if algorithm != .tridiagonal, let found = LAPACK.eigen(a) {
      self.init(diagonal: found.values, scale: scale, size: n) { found.rows[$1 * n + $0] }
    } else {
      let found = TridiagonalQL(a)
      self.init(diagonal: found.values, scale: scale, size: n) { found.rows[$1 * n + $0] }
    }
  }

  /// Sorted, signs settled.
  private init(diagonal: [Double], scale: Double, size n: Int, vector: (Int, Int) -> Double) {
    let order =
      diagonal.contains(where: \.isNaN)
      ? Array(0..<n) : (0..<n).sorted { (diagonal[$0], $0) < (diagonal[$1], $1) }
    values = order.map { diagonal[$0] * scale }
    var sorted = Matrix(rows: n, columns: n, elements: Array(repeating: 0, count: n * n))
    for (place, column) in order.enumerated() {
      var peak = 0
      for row in 0..<n where abs(vector(row, column)) > abs(vector(peak, column)) + 1e-12 {
        peak = row
      }
      let sign = vector(peak, column) < 0 ? -1.0 : 1.0
      for row in 0..<n { sorted[row, place] = sign * vector(row, column) }
    }
    vectors = sorted
  }

  /// Rotates until the matrix is diagonal; gives the eigenvectors as columns.
  private static func jacobi(_ a: inout Matrix) -> Matrix {
    let n = a.rows
    var v = Matrix.identity(n)
    for _ in 0..<60 {
      var isDone = true
      for p in 0..<n {
        for q in (p + 1)..<max(n, p + 1) {
          let off = a[p, q]
          if abs(off) <= 1e-17 * (abs(a[p, p]) * abs(a[q, q])).squareRoot()
            || abs(off) < 1e-300
          {
            a[p, q] = 0
            a[q, p] = 0
            continue
          }
          isDone = false
          SymmetricEigen.rotate(&a, &v, p, q)
        }
      }
      if isDone { break }
    }
    return v
  }

  private static func rotate(_ a: inout Matrix, _ v: inout Matrix, _ p: Int, _ q: Int) {
    let n = a.rows
    let off = a[p, q]
    let theta = (a[q, q] - a[p, p]) / (2 * off)
    let t =
      theta.isFinite
      ? (theta < 0 ? -1.0 : 1.0) / (abs(theta) + (theta * theta + 1).squareRoot()) : 0
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    a[p, p] -= t * off
    a[q, q] += t * off
    a[p, q] = 0
    a[q, p] = 0
    for k in 0..<n where k != p && k != q {
      let (kp, kq) = (a[k, p], a[k, q])
      a[k, p] = c * kp - s * kq
      a[k, q] = s * kp + c * kq
      a[p, k] = a[k, p]
      a[q, k] = a[k, q]
    }
    for k in 0..<n {
      let (kp, kq) = (v[k, p], v[k, q])
      v[k, p] = c * kp - s * kq
      v[k, q] = s * kp + c * kq
    }
  }
}
