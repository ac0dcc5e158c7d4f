/// The two-loop recursion of L-BFGS with every vector of it, for a page to show.
///
/// Source: Nocedal & Wright, *Numerical Optimization*, 2nd ed., algorithm 7.4.
package struct TwoLoop: Equatable, Sendable {
  /// s = x₊ − x, y = g₊ − g.
  package struct Pair: Equatable, Sendable {
    package let s: [Double]
    package let y: [Double]
    /// sᵀy > 0
    package let curvature: Double
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
      alphas[index] = VectorKernels.dot(pair.s, q) / pair.curvature
      VectorKernels.add(-alphas[index], pair.y, to: &q)
      descending.append(q)
    }
    gamma = TwoLoop.scale(pairs)
    for index in q.indices { q[index] *= gamma }
    ascending = [q]
    for index in pairs.indices {
      let pair = pairs[index]
      betas[index] = VectorKernels.dot(pair.y, q) / pair.curvature
      VectorKernels.add(alphas[index] - betas[index], pair.s, to: &q)
      ascending.append(q)
    }
  }

  static func scale(_ pairs: [Pair]) -> Double {
    guard let newest = pairs.last else { return 1 }
    return newest.curvature / VectorKernels.dot(newest.y, newest.y)
  }

  /// The direction alone, in one vector: what a run of a hundred thousand variables uses.
  static func direction(gradient: [Double], pairs: [Pair]) -> [Double] {
    var q = gradient
    var alphas = Array(repeating: 0.0, count: pairs.count)
    for index in pairs.indices.reversed() {
      alphas[index] = VectorKernels.dot(pairs[index].s, q) / pairs[index].curvature
      VectorKernels.add(-alphas[index], pairs[index].y, to: &q)
    }
    let gamma = scale(pairs)
    q.withUnsafeMutableBufferPointer { for index in $0.indices { $0[index] *= gamma } }
    for index in pairs.indices {
      let beta = VectorKernels.dot(pairs[index].y, q) / pairs[index].curvature
      VectorKernels.add(alphas[index] - beta, pairs[index].s, to: &q)
    }
    q.withUnsafeMutableBufferPointer { for index in $0.indices { $0[index] = -$0[index] } }
    return q
  }
}
