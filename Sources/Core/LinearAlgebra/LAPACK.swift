import Glibc

/// The machine's own linear algebra, where it has one: LAPACK, found when it is first wanted, never at the start of
/// the program.
///
/// All of it can be done without; results agree within rounding. Fortran's routines take column-major matrices and
/// addresses; for symmetric matrices the order makes no difference.
package enum LAPACK {
  /// Whether this machine has one.
  package static var isPresent: Bool { Library.found != nil }

  /// x with A x = b for a symmetric positive definite A (n × n, both triangles), by `dposv`.
  ///
  /// - Returns: nil where there is no library, or A is not positive definite.
  package static func solveDefinite(_ matrix: Matrix, _ b: [Double]) -> [Double]? {
    guard let library = Library.found, let solve = library.solveDefinite,
      let n = Int32(exactly: matrix.rows), n > 0, matrix.columns == matrix.rows,
      b.count == matrix.rows
    else { return nil }
    var a = matrix.elements
    var x = b
    var (size, one, info, upper) = (n, Int32(1), Int32(0), CChar(85))
    var (rowsOfA, rowsOfX) = (n, n)
    a.withUnsafeMutableBufferPointer { a in
      x.withUnsafeMutableBufferPointer { x in
        solve(&upper, &size, &one, a.baseAddress, &rowsOfA, x.baseAddress, &rowsOfX, &info, 1)
      }
    }
    return info == 0 ? x : nil
  }

  /// Eigenvalues, ascending, and eigenvectors (row k belongs to value k, row-major) of a symmetric matrix, by
  /// `dsyevd`.
  ///
  /// - Returns: nil where there is no library, or it does not converge.
  static func eigen(_ matrix: Matrix) -> (values: [Double], rows: [Double])? {
    guard let library = Library.found, let eigen = library.eigen,
      let n = Int32(exactly: matrix.rows), n > 0, matrix.columns == matrix.rows
    else { return nil }
    let count = matrix.rows
    var a = matrix.elements
    var values = Array(repeating: 0.0, count: count)
    var work = Array(repeating: 0.0, count: 1 + 6 * count + 2 * count * count)
    var whole = Array(repeating: Int32(0), count: 3 + 5 * count)
    guard var workSize = Int32(exactly: work.count), var wholeSize = Int32(exactly: whole.count)
    else { return nil }
    var (size, stride, info, vectors, lower) = (n, n, Int32(0), CChar(86), CChar(76))
    // Row-major with the upper triangle is column-major with the lower one.
    eigen(
      &vectors, &lower, &size, &a, &stride, &values, &work, &workSize, &whole, &wholeSize, &info, 1,
      1)
    return info == 0 ? (values, a) : nil
  }

  private struct Library: Sendable {
    typealias Size = UnsafeMutablePointer<Int32>?
    typealias Numbers = UnsafeMutablePointer<Double>?
    typealias Letter = UnsafeMutablePointer<CChar>?
    // The last arguments are the lengths of the letters, which Fortran passes unseen.
    typealias SolveDefinite =
      @convention(c) (
        Letter, Size, Size, Numbers, Size, Numbers, Size, Size, Int
      ) -> Void
    typealias Eigen =
      @convention(c) (
        Letter, Letter, Size, Numbers, Size, Numbers, Numbers, Size, Size, Size, Size, Int, Int
      ) -> Void

    let solveDefinite: SolveDefinite?
    let eigen: Eigen?

    /// OpenBLAS holds LAPACK too. It is kept to one thread: times shall be comparable, and runs go side by side.
    static let found: Library? = {
      for name in ["libopenblas.so.0", "libopenblas.so", "liblapack.so.3", "liblapack.so"] {
        guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
        guard let solve = dlsym(handle, "dposv_"), let eigen = dlsym(handle, "dsyevd_") else {
          dlclose(handle)
          continue
        }
        if let threads = dlsym(handle, "openblas_set_num_threads") {
          unsafeBitCast(threads, to: (@convention(c) (Int32) -> Void).self)(1)
        }
        return Library(
          solveDefinite: unsafeBitCast(solve, to: SolveDefinite.self),
          eigen: unsafeBitCast(eigen, to: Eigen.self))
      }
      return nil
    }()
  }
}
