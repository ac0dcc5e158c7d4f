/// What one step costs in m unknowns once the derivatives are there: the work that `solve-timing` measures.
///
/// The Hessian is H[i, j] = 1/(1 + |i − j|), 16 more on the diagonal (positive definite for every m used here), the
/// gradient gᵢ = 1/(i + 1), and the pairs of L-BFGS are such as that function gives.
package struct StepCost: Sendable {
  package enum Kind: String, Equatable, Sendable, CaseIterable {
    /// H δ = −g by Cholesky: m³/3 multiplications.
    case newton
    /// x − η g: m.
    case gradient
    /// The two-loop recursion: 4 m a pair.
    case lbfgs

    /// Multiplications, about.
    package func operations(_ size: Int, pairs: Int) -> Double {
      let m = Double(size)
      switch self {
      case .newton: return m * m * m / 3
      case .gradient: return m
      case .lbfgs: return 4 * m * Double(pairs)
      }
    }
  }

  package let size: Int
  /// The Cholesky of LAPACK; else, and where the machine has none, our own.
  package let usesLAPACK: Bool
  private let hessian: Matrix
  private let gradient: [Double]
  private let point: [Double]
  private let pairs: [TwoLoop.Pair]

  /// - Precondition: 1 ≤ size, 1 ≤ pairs.
  package init(size: Int, pairs count: Int, usesLAPACK: Bool) {
    self.size = size
    self.usesLAPACK = usesLAPACK && LAPACK.isPresent
    var hessian = Matrix(
      rows: size, columns: size, elements: Array(repeating: 0, count: size * size))
    hessian.elements.withUnsafeMutableBufferPointer { h in
      for i in 0..<size {
        for j in 0..<size {
          h[i * size + j] = 1 / Double(1 + abs(i - j)) + (i == j ? 16 : 0)
        }
      }
    }
    self.hessian = hessian
    gradient = (0..<size).map { 1 / Double($0 + 1) }
    point = Array(repeating: 1, count: size)
    let y = gradient.map { 20 * $0 }
    let pair = TwoLoop.Pair(
      direction: gradient, rate: 1, y: y, curvature: VectorKernels.dot(gradient, y),
      square: VectorKernels.dot(y, y))
    pairs = Array(repeating: pair, count: count)
  }

  /// Does the work; gives what it computed.
  @inline(never)
  package func run(_ kind: Kind) -> [Double] {
    switch kind {
    case .newton:
      let right = VectorKernels.negated(gradient)
      if usesLAPACK, let step = LAPACK.solveDefinite(hessian, right) { return step }
      return Cholesky(hessian)?.solve(right) ?? []
    case .gradient: return VectorKernels.moved(point, by: -0.01, along: gradient)
    case .lbfgs: return TwoLoop.direction(gradient: gradient, pairs: pairs)
    }
  }
}
