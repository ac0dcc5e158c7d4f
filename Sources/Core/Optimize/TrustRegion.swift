/// The exact step of a trust region: min gᵀp + ½ pᵀHp over ‖p‖ ≤ Δ.
///
/// (H + λI) p = −g with λ ≥ max(0, −λ₁) and λ (Δ − ‖p‖) = 0; λ by Newton's method on 1/Δ − 1/‖p(λ)‖, in the basis
/// of the eigenvectors of H. In the hard case (g orthogonal to the lowest eigenvectors) one of them is added.
///
/// Source: J. J. Moré & D. C. Sorensen, "Computing a trust region step", SIAM J. Sci. Stat. Comput. 4 (1983),
/// 553–572; Nocedal & Wright, *Numerical Optimization*, 2nd ed., section 4.3.
package struct TrustRegion: Equatable, Sendable {
  package let step: [Double]
  /// λ, what was added to the diagonal.
  package let shift: Double
  /// Whether ‖p‖ = Δ.
  package let isOnBoundary: Bool
  /// What the model promises: m(0) − m(p) ≥ 0.
  package let predicted: Double

  /// - Precondition: finite entries, a positive radius.
  package init(gradient: [Double], hessian: Matrix, radius: Double) {
    self.init(gradient: gradient, eigen: SymmetricEigen(hessian), radius: radius)
  }

  init(gradient: [Double], eigen: SymmetricEigen, radius: Double) {
    let n = gradient.count
    let values = eigen.values
    let lowest = values.first ?? 0
    let size = values.map(abs).max() ?? 0
    // g in the eigenvectors' coordinates.
    let slopes = (0..<n).map { k in
      (0..<n).reduce(0.0) { $0 + eigen.vectors[$1, k] * gradient[$1] }
    }
    func coordinates(_ shift: Double) -> [Double] {
      (0..<n).map { slopes[$0] == 0 ? 0 : -slopes[$0] / (values[$0] + shift) }
    }
    func norm(_ p: [Double]) -> Double { p.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let tiny = 2.220446049250313e-16 * max(size, 1e-300)
    var p: [Double]
    var shift = 0.0
    var touches = false
    if lowest > tiny {
      p = coordinates(0)
      touches = norm(p) > radius
    } else {
      p = []
      touches = true
    }
    if touches {
      let floor = max(0, -lowest)
      // Just above the pole the step is too long, unless g has no part along it: the hard case.
      let close = floor + max(tiny, 1e-14 * floor)
      let nearest = coordinates(close)
      if norm(nearest) <= radius, lowest <= tiny {
        p = (0..<n).map { values[$0] + floor <= 8 * tiny ? 0 : nearest[$0] }
        let rest = max(0, radius * radius - p.reduce(0) { $0 + $1 * $1 }).squareRoot()
        if n > 0, floor > 0 || rest > 0 {
          // Downhill along the lowest eigenvector, if it is downhill at all.
          p[0] += slopes[0] > 0 ? -rest : rest
        }
        shift = floor
      } else {
        // ‖p(λ)‖ falls; 1/‖p‖ is nearly linear, so Newton from the left of the root rises to it.
        var low = close
        var high = floor + norm(slopes) / radius + tiny
        var lambda = lowest > tiny ? 0 : min(high, max(close, floor + 1e-3 * (high - floor)))
        for _ in 0..<100 {
          p = coordinates(lambda)
          let length = norm(p)
          if abs(length - radius) <= 1e-13 * radius { break }
          if length > radius { low = max(low, lambda) } else { high = min(high, lambda) }
          var bend = 0.0
          for k in 0..<n where p[k] != 0 { bend += p[k] * p[k] / (values[k] + lambda) }
          let newton = lambda + (length * length / bend) * ((length - radius) / radius)
          let following = newton > low && newton < high ? newton : 0.5 * (low + high)
          if following == lambda { break }
          lambda = following
        }
        shift = lambda
      }
    }
    var drop = 0.0
    for k in 0..<n { drop -= slopes[k] * p[k] + 0.5 * values[k] * p[k] * p[k] }
    step = (0..<n).map { row in
      (0..<n).reduce(0.0) { $0 + eigen.vectors[row, $1] * p[$1] }
    }
    self.shift = shift
    isOnBoundary = touches
    predicted = drop
  }

  /// One look at a step of the model.
  package struct Trial: Equatable, Sendable {
    package let radius: Double
    package let step: [Double]
    package let shift: Double
    package let f: Double
    /// (f(x) − f(x + p)) / predicted.
    package let ratio: Double
    package let isAccepted: Bool
  }
}
