/// A = Q R of an m × n matrix, m ≥ n, by Householder reflections; least squares by it.
///
/// Source: Golub & Van Loan, *Matrix Computations*, 4th ed., algorithms 5.2.1 and 5.3.2.
package struct QRFactors: Equatable, Sendable {
  package let rows: Int
  package let columns: Int
  /// R on and above the diagonal, the reflections' vectors below (their heads are 1).
  private var a: [Double]
  /// β of each reflection I − β v vᵀ.
  private var betas: [Double]
  private let scale: Double

  /// nil unless m ≥ n ≥ 1 and every entry is finite.
  package init?(_ matrix: Matrix) {
    guard matrix.rows >= matrix.columns, matrix.columns >= 1,
      matrix.elements.allSatisfy({ $0.isFinite })
    else { return nil }
    rows = matrix.rows
    columns = matrix.columns
    a = matrix.elements
    betas = Array(repeating: 0, count: matrix.columns)
    scale = matrix.elements.reduce(0) { max($0, abs($1)) }
    let (m, n) = (rows, columns)
    for k in 0..<n {
      let largest = (k..<m).reduce(0) { max($0, abs(a[$1 * n + k])) }
      guard largest > 0 else { continue }
      let length =
        largest
        * (k..<m).reduce(0) { $0 + (a[$1 * n + k] / largest) * (a[$1 * n + k] / largest) }
        .squareRoot()
      let head = a[k * n + k]
      let target = head > 0 ? -length : length
      // v = x − target·e₁, scaled so that its head is 1; β = −v₁/target.
      let first = head - target
      betas[k] = -first / target
      for i in (k + 1)..<max(m, k + 1) { a[i * n + k] /= first }
      a[k * n + k] = target
      for j in (k + 1)..<max(n, k + 1) {
        var product = a[k * n + j]
        for i in (k + 1)..<max(m, k + 1) { product += a[i * n + k] * a[i * n + j] }
        product *= betas[k]
        a[k * n + j] -= product
        for i in (k + 1)..<max(m, k + 1) { a[i * n + j] -= product * a[i * n + k] }
      }
    }
  }

  /// R, n × n, upper triangular.
  package var upper: Matrix {
    var upper = Matrix(
      rows: columns, columns: columns, elements: Array(repeating: 0, count: columns * columns))
    for i in 0..<columns { for j in i..<columns { upper[i, j] = a[i * columns + j] } }
    return upper
  }

  /// Whether the columns are dependent within rounding.
  package var isDeficient: Bool {
    let limit = Double(rows) * 2.220446049250313e-16 * scale
    return (0..<columns).contains { abs(a[$0 * columns + $0]) <= limit }
  }

  /// x that makes ‖A x − b‖₂ least; nil where the columns are dependent.
  package func solve(_ b: [Double]) -> [Double]? {
    guard b.count == rows, !isDeficient else { return nil }
    let (m, n) = (rows, columns)
    var y = b
    for k in 0..<n {
      var product = y[k]
      for i in (k + 1)..<max(m, k + 1) { product += a[i * n + k] * y[i] }
      product *= betas[k]
      y[k] -= product
      for i in (k + 1)..<max(m, k + 1) { y[i] -= product * a[i * n + k] }
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      for j in (i + 1)..<max(n, i + 1) { y[i] -= a[i * n + j] * y[j] }
      y[i] /= a[i * n + i]
    }
    return Array(y.prefix(n))
  }
}
