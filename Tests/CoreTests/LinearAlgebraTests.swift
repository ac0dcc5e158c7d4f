import Testing

@testable import Core

@Suite("Linear algebra")
struct LinearAlgebraTests {
  /// Entries in [−1, 1); symmetric.
  private func symmetric(_ n: Int, _ random: inout NumPyRandom) -> Matrix {
    var matrix = Matrix(rows: n, columns: n, elements: Array(repeating: 0, count: n * n))
    for i in 0..<n {
      for j in 0...i {
        matrix[i, j] = random.uniform(-1, 1)
        matrix[j, i] = matrix[i, j]
      }
    }
    return matrix
  }

  private func gap(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  @Test("Bunch and Kaufman solve any symmetric system, and count the signs of its eigenvalues")
  func bunchKaufman() throws {
    var random = NumPyRandom(3)
    for n in 1...24 {
      let matrix = symmetric(n, &random)
      let factors = try #require(BunchKaufman(matrix))
      let wanted = (0..<n).map { Double($0) - 2.5 }
      let solution = try #require(factors.solve(matrix.times(wanted)))
      // The condition of these matrices stays below 1e4.
      #expect(gap(solution, wanted) < 1e-9, "\(n)")
      let values = SymmetricEigen(matrix).values
      #expect(factors.inertia.positive == values.count { $0 > 0 }, "\(n)")
      #expect(factors.inertia.negative == values.count { $0 < 0 }, "\(n)")
      #expect(factors.inertia.zero == 0)
    }
  }

  @Test func bunchKaufmanKnowsZeroPivots() throws {
    // Zeros on the diagonal: plain elimination fails at once.
    let exchange = try #require(Matrix([[0, 1], [1, 0]]))
    let factors = try #require(BunchKaufman(exchange))
    #expect(factors.solve([3, 5]) == [5, 3])
    #expect(factors.inertia == (1, 1, 0))
    let ones = try #require(Matrix([[1, 1], [1, 1]]))
    let flat = try #require(BunchKaufman(ones))
    #expect(flat.inertia == (1, 0, 1))
    #expect(flat.solve([1, 1]) == nil)
    let nothing = try #require(BunchKaufman(Matrix(rows: 1, columns: 1, elements: [0])))
    #expect(nothing.inertia == (0, 0, 1))
    #expect(BunchKaufman(Matrix(rows: 1, columns: 1, elements: [.nan])) == nil)
    #expect(BunchKaufman(Matrix(rows: 1, columns: 2, elements: [1, 2])) == nil)
  }

  @Test("least squares by QR: the residual is orthogonal to the columns, R has the norms of A")
  func leastSquares() throws {
    var random = NumPyRandom(4)
    for (m, n) in [(1, 1), (5, 2), (9, 9), (30, 7)] {
      let a = Matrix(rows: m, columns: n, elements: (0..<m * n).map { _ in random.uniform(-1, 1) })
      let b = (0..<m).map { _ in random.uniform(-1, 1) }
      let factors = try #require(QRFactors(a))
      let x = try #require(factors.solve(b))
      let residual = zip(b, a.times(x)).map(-)
      for column in 0..<n {
        #expect(abs((0..<m).reduce(0) { $0 + a[$1, column] * residual[$1] }) < 1e-12)
        let length = (0..<m).reduce(0) { $0 + a[$1, column] * a[$1, column] }
        let kept = (0..<n).reduce(0) {
          $0 + factors.upper[$1, column] * factors.upper[$1, column]
        }
        #expect(abs(length - kept) < 1e-12)
      }
    }
    // y = 1 + 2t exactly.
    let line = try #require(Matrix([[1, 0], [1, 1], [1, 2], [1, 3]]))
    #expect(gap(try #require(QRFactors(line)?.solve([1, 3, 5, 7])), [1, 2]) < 1e-14)
    let twice = try #require(Matrix([[1, 2], [2, 4], [3, 6]]))
    #expect(QRFactors(twice)?.solve([1, 2, 3]) == nil)
    #expect(QRFactors(Matrix(rows: 1, columns: 2, elements: [1, 2])) == nil)
  }

  @Test(
    "every way to the eigenvalues gives 2 − 2 cos(kπ/(n+1)) of second differences",
    arguments: [SymmetricEigen.Algorithm.jacobi, .tridiagonal, .lapack, .automatic])
  func eigenvalues(by algorithm: SymmetricEigen.Algorithm) {
    for n in [1, 2, 3, 40] {
      var matrix = Matrix(rows: n, columns: n, elements: Array(repeating: 0, count: n * n))
      for i in 0..<n {
        matrix[i, i] = 2
        if i > 0 {
          matrix[i, i - 1] = -1
          matrix[i - 1, i] = -1
        }
      }
      let eigen = SymmetricEigen(matrix, by: algorithm)
      for k in 1...n {
        let known = 2 - 2 * Operation.cosine(Double(k) * .pi / Double(n + 1), 0, 0)
        #expect(abs(eigen.values[k - 1] - known) < 1e-14)
      }
    }
  }

  @Test("eigenvectors are orthonormal and belong to their values")
  func eigenvectors() {
    var random = NumPyRandom(5)
    for n in [2, 7, 33, 48] {
      let matrix = symmetric(n, &random)
      for algorithm in [SymmetricEigen.Algorithm.automatic, .tridiagonal] {
        let eigen = SymmetricEigen(matrix, by: algorithm)
        let columns = (0..<n).map { k in (0..<n).map { eigen.vectors[$0, k] } }
        for k in 0..<n {
          #expect(gap(matrix.times(columns[k]), columns[k].map { eigen.values[k] * $0 }) < 1e-12)
          for other in 0...k {
            let product = VectorKernels.dot(columns[k], columns[other])
            #expect(abs(product - (k == other ? 1 : 0)) < 1e-12)
          }
        }
      }
    }
  }

  @Test func emptyAndScaledMatricesHaveEigenvaluesToo() {
    let empty = Matrix(rows: 0, columns: 0, elements: [])
    #expect(SymmetricEigen(empty).values.isEmpty)
    #expect(SymmetricEigen(empty, by: .tridiagonal).values.isEmpty)
    for scale in [1e300, 1e-300] {
      let matrix = Matrix(rows: 2, columns: 2, elements: [3 * scale, scale, scale, 3 * scale])
      for algorithm in [SymmetricEigen.Algorithm.jacobi, .tridiagonal] {
        let values = SymmetricEigen(matrix, by: algorithm).values
        #expect(abs(values[0] / scale - 2) < 1e-14 && abs(values[1] / scale - 4) < 1e-14)
      }
    }
  }

  @Test("one and two unknowns are solved by the same steps as many")
  func tinySystems() {
    var random = NumPyRandom(6)
    for _ in 0..<200 {
      let entries = (0..<4).map { _ in
        random.random() < 0.2 ? 0 : random.uniform(-2, 2)
      }
      let b = [random.uniform(-1, 1), random.uniform(-1, 1)]
      let two = Matrix(rows: 2, columns: 2, elements: entries)
      #expect(LUFactors.solve(two, b) == LUFactors(two).solve(b))
      let one = Matrix(rows: 1, columns: 1, elements: [entries[0]])
      #expect(LUFactors.solve(one, [b[0]]) == LUFactors(one).solve([b[0]]))
    }
  }
}
