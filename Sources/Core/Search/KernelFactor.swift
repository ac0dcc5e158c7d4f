/// L with L Lᵀ = A for the small matrices of a Gaussian process.
///
/// Every entry takes its products off one at a time, in order, a whole row side by side: fast in both languages,
/// and the printed script, which does it with whole NumPy rows, agrees to the bit. (A search that learns from its
/// trials does not forgive a last bit.)
struct KernelFactor: Sendable {
  let size: Int
  /// Row-major; what stands above the diagonal means nothing.
  let elements: [Double]

  /// - Parameter matrix: row-major; the lower triangle is read.
  /// - Returns: nil unless the matrix is positive definite.
  init?(_ matrix: [Double], size n: Int) {
    var elements = matrix
    var isDefinite = true
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, n)) { column in
      elements.withUnsafeMutableBufferPointer { a in
        for j in 0..<n {
          guard a[j * n + j] > 0, a[j * n + j].isFinite else {
            isDefinite = false
            return
          }
          let pivot = a[j * n + j].squareRoot()
          a[j * n + j] = pivot
          for i in j + 1..<max(n, j + 1) {
            a[i * n + j] /= pivot
            let factor = a[i * n + j]
            column[i] = factor
            for k in j + 1...i { a[i * n + k] -= factor * column[k] }
          }
        }
      }
    }
    guard isDefinite else { return nil }
    size = n
    self.elements = elements
  }

  /// L⁻¹B in place; B row-major with `columns` columns.
  func forward(_ right: inout [Double], columns: Int) {
    elements.withUnsafeBufferPointer { l in
      right.withUnsafeMutableBufferPointer { b in
        for i in 0..<size {
          for j in 0..<i {
            let factor = l[i * size + j]
            for column in 0..<columns {
              b[i * columns + column] -= factor * b[j * columns + column]
            }
          }
          let pivot = l[i * size + i]
          for column in 0..<columns { b[i * columns + column] /= pivot }
        }
      }
    }
  }
}
