/// The two recursions behind BFGS and L-BFGS.
package enum QuasiNewton {
  /// M₊ = (I − ρ s yᵀ) M (I − ρ y sᵀ) + ρ s sᵀ with ρ = 1/(yᵀs): the update of the inverse M ≈ H⁻¹.
  ///
  /// Written out as M − ρ (s (My)ᵀ + (My) sᵀ) + ρ (1 + ρ yᵀMy) s sᵀ, for a symmetric M.
  ///
  /// Source: Nocedal & Wright, *Numerical Optimization*, 2nd ed., equation 6.17.
  /// - Returns: nil if yᵀs = 0.
  package static func bfgsUpdate(_ matrix: Matrix, s: [Double], y: [Double]) -> Matrix? {
    let curvature = dot(y, s)
    guard curvature != 0, curvature.isFinite else { return nil }
    let rho = 1 / curvature
    let my = matrix.times(y)
    let outer = rho * (1 + rho * dot(y, my))
    var result = matrix
    let n = matrix.rows
    for i in 0..<n {
      for j in 0..<n {
        result[i, j] += outer * (s[i] * s[j]) - rho * (s[i] * my[j] + my[i] * s[j])
      }
    }
    return result
  }

  /// −M g by the two-loop recursion, M₀ = γI with γ = sᵀy/(yᵀy) of the newest pair.
  ///
  /// Source: Nocedal & Wright, algorithm 7.4.
  /// - Parameter pairs: the newest last; none gives −g.
  /// - Returns: nil if a pair has sᵀy = 0.
  package static func direction(
    gradient: [Double], pairs: [(s: [Double], y: [Double])]
  ) -> [Double]? {
    var q = gradient
    var alphas = Array(repeating: 0.0, count: pairs.count)
    for index in pairs.indices.reversed() {
      let pair = pairs[index]
      let curvature = dot(pair.y, pair.s)
      guard curvature != 0, curvature.isFinite else { return nil }
      let alpha = dot(pair.s, q) / curvature
      alphas[index] = alpha
      for i in q.indices { q[i] -= alpha * pair.y[i] }
    }
    if let newest = pairs.last {
      let gamma = dot(newest.s, newest.y) / dot(newest.y, newest.y)
      for i in q.indices { q[i] *= gamma }
    }
    for index in pairs.indices {
      let pair = pairs[index]
      let beta = dot(pair.y, q) / dot(pair.y, pair.s)
      for i in q.indices { q[i] += (alphas[index] - beta) * pair.s[i] }
    }
    return q.map { -$0 }
  }

  /// Σ aᵢbᵢ from the left.
  package static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var total = 0.0
    for index in 0..<min(a.count, b.count) { total += a[index] * b[index] }
    return total
  }
}
