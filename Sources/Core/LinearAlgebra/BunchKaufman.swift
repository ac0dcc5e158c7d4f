/// P A Pᵀ = L D Lᵀ of any symmetric matrix, D of 1 × 1 and 2 × 2 blocks: as cheap as Cholesky's, and it tells how
/// many eigenvalues are positive, negative and zero without computing one (Sylvester's law of inertia).
///
/// Source: J. R. Bunch & L. Kaufman, *Math. Comp.* 31 (1977), 163–179; Golub & Van Loan, *Matrix Computations*,
/// 4th ed., section 4.4.4.
package struct BunchKaufman: Equatable, Sendable {
  package let size: Int
  /// L below the blocks (its diagonal is 1), D in them; row-major.
  private var a: [Double]
  /// Row k of the factors is row `rows[k]` of A.
  package private(set) var rows: [Int]
  /// Whether a 2 × 2 block begins at k.
  private var isPair: [Bool]
  /// How many eigenvalues are positive, negative, zero within rounding.
  package private(set) var inertia = (positive: 0, negative: 0, zero: 0)

  package static func == (left: Self, right: Self) -> Bool {
    left.a == right.a && left.rows == right.rows && left.isPair == right.isPair
  }

  /// Reads both triangles; nil unless every entry is finite and the matrix square.
  package init?(_ matrix: Matrix) {
    guard matrix.rows == matrix.columns, matrix.elements.allSatisfy({ $0.isFinite }) else {
      return nil
    }
    let n = matrix.rows
    size = n
    a = matrix.elements
    rows = Array(0..<n)
    isPair = Array(repeating: false, count: n)
    // Growth of the entries is least with this share.
    let alpha = (1 + 17.0.squareRoot()) / 8
    var k = 0
    while k < n {
      // The largest entry below the diagonal, and the largest in its row.
      var (peak, r) = (0.0, k)
      for i in (k + 1)..<max(n, k + 1) where abs(a[i * n + k]) > peak {
        peak = abs(a[i * n + k])
        r = i
      }
      var takesPair = false
      if peak > 0, abs(a[k * n + k]) < alpha * peak {
        var other = 0.0
        for j in k..<n where j != r { other = max(other, abs(at(r, j))) }
        if abs(a[k * n + k]) * other >= alpha * peak * peak {
          // The diagonal entry will do after all.
        } else if abs(a[r * n + r]) >= alpha * other {
          swap(k, r)
        } else {
          takesPair = true
          swap(k + 1, r)
        }
      }
      if takesPair {
        eliminatePair(k)
        isPair[k] = true
        k += 2
      } else {
        eliminate(k)
        k += 1
      }
    }
    count(scale: matrix.elements.reduce(0) { max($0, abs($1)) })
  }

  /// The entry of the symmetric rest, kept in the lower triangle.
  private func at(_ i: Int, _ j: Int) -> Double { i >= j ? a[i * size + j] : a[j * size + i] }

  /// Exchanges rows and columns p < q of the rest, and the rows of L before them.
  private mutating func swap(_ p: Int, _ q: Int) {
    guard p != q else { return }
    let n = size
    rows.swapAt(p, q)
    for j in 0..<p { a.swapAt(p * n + j, q * n + j) }
    a.swapAt(p * n + p, q * n + q)
    for i in (p + 1)..<q { a.swapAt(i * n + p, q * n + i) }
    for i in (q + 1)..<max(n, q + 1) { a.swapAt(i * n + p, i * n + q) }
  }

  private mutating func eliminate(_ k: Int) {
    let n = size
    let head = a[k * n + k]
    guard head != 0 else { return }
    a.withUnsafeMutableBufferPointer { a in
      for i in (k + 1)..<max(n, k + 1) {
        let factor = a[i * n + k] / head
        if factor != 0 {
          for j in (k + 1)...i { a[i * n + j] -= factor * a[j * n + k] }
        }
      }
      for i in (k + 1)..<max(n, k + 1) { a[i * n + k] /= head }
    }
  }

  private mutating func eliminatePair(_ k: Int) {
    let n = size
    let (top, cross, bottom) = (a[k * n + k], a[(k + 1) * n + k], a[(k + 1) * n + k + 1])
    // Scaled by the off-diagonal entry, which is the largest.
    let (left, right) = (bottom / cross, top / cross)
    let factor = 1 / (left * right - 1) / cross
    a.withUnsafeMutableBufferPointer { a in
      var weights: [(Double, Double)] = []
      for i in (k + 2)..<max(n, k + 2) {
        let (p, q) = (a[i * n + k], a[i * n + k + 1])
        weights.append((factor * (left * p - q), factor * (right * q - p)))
      }
      for i in (k + 2)..<max(n, k + 2) {
        let (p, q) = weights[i - k - 2]
        for j in (k + 2)...i { a[i * n + j] -= p * a[j * n + k] + q * a[j * n + k + 1] }
      }
      for i in (k + 2)..<max(n, k + 2) {
        (a[i * n + k], a[i * n + k + 1]) = weights[i - k - 2]
      }
    }
  }

  /// A 2 × 2 block has one eigenvalue of each sign.
  private mutating func count(scale: Double) {
    let limit = Double(size) * 2.220446049250313e-16 * scale
    var k = 0
    while k < size {
      if isPair[k] {
        inertia.positive += 1
        inertia.negative += 1
        k += 2
        continue
      }
      let pivot = a[k * size + k]
      if abs(pivot) <= limit {
        inertia.zero += 1
      } else if pivot > 0 {
        inertia.positive += 1
      } else {
        inertia.negative += 1
      }
      k += 1
    }
  }

  /// x with A x = b; nil if a pivot is exactly zero.
  package func solve(_ b: [Double]) -> [Double]? {
    let n = size
    guard b.count == n else { return nil }
    var x = rows.map { b[$0] }
    var k = 0
    while k < n {
      let width = isPair[k] ? 2 : 1
      for i in (k + width)..<max(n, k + width) {
        for j in k..<(k + width) { x[i] -= a[i * n + j] * x[j] }
      }
      if width == 1 {
        guard a[k * n + k] != 0 else { return nil }
        x[k] /= a[k * n + k]
      } else {
        let (top, cross, bottom) = (a[k * n + k], a[(k + 1) * n + k], a[(k + 1) * n + k + 1])
        let (left, right) = (bottom / cross, top / cross)
        let factor = 1 / (left * right - 1) / cross
        let (p, q) = (x[k], x[k + 1])
        x[k] = factor * (left * p - q)
        x[k + 1] = factor * (right * q - p)
      }
      k += width
    }
    k = n - 1
    while k >= 0 {
      let first = k > 0 && isPair[k - 1] ? k - 1 : k
      for j in first...k {
        for i in (k + 1)..<max(n, k + 1) { x[j] -= a[i * n + j] * x[i] }
      }
      k = first - 1
    }
    var result = x
    for (place, row) in rows.enumerated() { result[row] = x[place] }
    return result
  }
}
