/// Eigenvalues, ascending, and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations.
///
/// For the small matrices of this program; of high relative accuracy on definite ones.
/// Source: Golub & Van Loan, *Matrix Computations*, 4th ed., section 8.5; Demmel & Veselić (1992).
package struct SymmetricEigen: Equatable, Sendable {
  package let values: [Double]
  /// Column k belongs to `values[k]`, of norm 1, its largest entry positive.
  package let vectors: Matrix

  /// Up to so many rows the rotations are used, of the same order of operations on every machine.
  package static let jacobiLimit = 32

  /// Uses the upper triangle. All NaN if an entry is not finite.
  package init(_ matrix: Matrix) {
    precondition(matrix.rows == matrix.columns, "only square matrices have eigenvalues")
    let n = matrix.rows
    guard matrix.elements.allSatisfy({ $0.isFinite }) else {
      values = Array(repeating: .nan, count: n)
      vectors = Matrix(rows: n, columns: n, elements: Array(repeating: .nan, count: n * n))
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
    let order = (0..<n).sorted { (a[$0, $0], $0) < (a[$1, $1], $1) }
    values = order.map { a[$0, $0] * scale }
    var sorted = v
    for (place, column) in order.enumerated() {
      var peak = 0
      for row in 0..<n where abs(v[row, column]) > abs(v[peak, column]) + 1e-12 { peak = row }
      let sign = v[peak, column] < 0 ? -1.0 : 1.0
      for row in 0..<n { sorted[row, place] = sign * v[row, column] }
    }
    vectors = sorted
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
