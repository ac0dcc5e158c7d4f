/// The two-loop recursion of L-BFGS with every vector of it, for a page to show.
///
/// Source: Nocedal & Wright, *Numerical Optimization*, 2nd ed., algorithm 7.4.
package struct TwoLoop: Equatable, Sendable {
  /// s = x₊ − x = rate · direction and y = g₊ − g. The direction is that of the step itself, so a pair takes
  /// memory for y only.
  package struct Pair: Equatable, Sendable {
    package let direction: [Double]
    package let rate: Double
    package let y: [Double]
    /// sᵀy > 0
    package let curvature: Double
    /// yᵀy
    package let square: Double

    package var s: [Double] { direction.map { rate * $0 } }
  }

  /// q at the beginning (the gradient) and after each pair, newest to oldest.
  package private(set) var descending: [[Double]]
  /// r = γq and after each pair, oldest to newest.
  package private(set) var ascending: [[Double]]
  /// α and β by pair, the oldest first.
  package private(set) var alphas: [Double]
  package private(set) var betas: [Double]
  /// sᵀy/(yᵀy) of the newest pair; 1 without pairs.
  package private(set) var gamma: Double
  package var direction: [Double] { (ascending.last ?? []).map { -$0 } }

  /// - Parameter pairs: the newest last.
  package init(gradient: [Double], pairs: [Pair]) {
    var q = gradient
    descending = [q]
    alphas = Array(repeating: 0, count: pairs.count)
    betas = alphas
    for index in pairs.indices.reversed() {
      let pair = pairs[index]
      alphas[index] = pair.rate * VectorKernels.dot(pair.direction, q) / pair.curvature
      VectorKernels.add(-alphas[index], pair.y, to: &q)
      descending.append(q)
    }
    gamma = pairs.last.map { $0.curvature / $0.square } ?? 1
    for index in q.indices { q[index] *= gamma }
    ascending = [q]
    for index in pairs.indices {
      let pair = pairs[index]
      betas[index] = VectorKernels.dot(pair.y, q) / pair.curvature
      VectorKernels.add((alphas[index] - betas[index]) * pair.rate, pair.direction, to: &q)
      ascending.append(q)
    }
  }

  /// The direction alone, in one vector: what a run of a hundred thousand variables uses. Adding a vector and
  /// the next scalar product are one sweep.
  static func direction(gradient: [Double], pairs: [Pair]) -> [Double] {
    guard let newest = pairs.last else { return VectorKernels.negated(gradient) }
    var q = gradient
    var alphas = Array(repeating: 0.0, count: pairs.count)
    var product = VectorKernels.dot(newest.direction, q)
    for index in pairs.indices.reversed() {
      let pair = pairs[index]
      alphas[index] = pair.rate * product / pair.curvature
      if index > 0 {
        product = VectorKernels.add(-alphas[index], pair.y, to: &q, dot: pairs[index - 1].direction)
      } else {
        // Scaling by γ, and the first β.
        product = VectorKernels.add(
          -alphas[0], pair.y, scalingBy: newest.curvature / newest.square, to: &q)
      }
    }
    for index in pairs.indices {
      let pair = pairs[index]
      let weight = (alphas[index] - product / pair.curvature) * pair.rate
      if index + 1 < pairs.count {
        product = VectorKernels.add(weight, pair.direction, to: &q, dot: pairs[index + 1].y)
      } else {
        VectorKernels.addNegating(weight, pair.direction, to: &q)
      }
    }
    return q
  }
}
