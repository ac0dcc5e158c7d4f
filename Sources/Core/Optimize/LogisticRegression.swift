/// Logistic regression: the mean cross-entropy of labels 0 and 1, with an optional ridge.
///
/// J(w) = (1/N) Σ [softplus(zᵢ) − yᵢ zᵢ] + (λ/2) ‖w‖², zᵢ = wᵀxᵢ. With p = sigmoid(z),
/// ∇J = (1/N) Xᵀ(p − y) + λw and H = (1/N) Xᵀ diag(p(1 − p)) X + λI: a pure Newton step is one round of
/// iteratively reweighted least squares.
///
/// Source: Hastie, Tibshirani & Friedman, *The Elements of Statistical Learning*, 2nd ed., section 4.4.1.
package struct LogisticRegression: Equatable, Sendable {
  /// One row per example; put a column of ones in for an intercept.
  package let features: Matrix
  /// 0 or 1 each.
  package let labels: [Double]
  /// λ ≥ 0.
  package let ridge: Double

  /// - Throws: `DomainError` naming `labels`, `features` or `ridge`.
  package init(features: Matrix, labels: [Double], ridge: Double = 0) throws(DomainError) {
    guard features.rows > 0, features.columns > 0, features.elements.allSatisfy({ $0.isFinite })
    else {
      throw DomainError(
        "features", "\(features.rows) x \(features.columns)", allowed: "finite, at least 1 x 1")
    }
    guard labels.count == features.rows, labels.allSatisfy({ $0 == 0 || $0 == 1 }) else {
      throw DomainError(
        "labels", "\(labels.count) numbers", allowed: "\(features.rows) numbers, 0 or 1")
    }
    guard ridge >= 0, ridge.isFinite else {
      throw DomainError("ridge", ridge, allowed: "0 or more")
    }
    self.features = features
    self.labels = labels
    self.ridge = ridge
  }

  /// One label against another: label `other` counts as 1; a column of ones comes first.
  ///
  /// - Throws: `DomainError` naming `features` where neither label is there.
  package init(
    _ examples: Examples, label: Int, against other: Int, ridge: Double
  ) throws(DomainError) {
    let labels = examples.labels
    let places = labels.indices.filter { labels[$0] == label || labels[$0] == other }
    let width = examples.features.columns
    var elements: [Double] = []
    for place in places { elements += [1] + examples.features.row(place) }
    try self.init(
      features: Matrix(rows: places.count, columns: width + 1, elements: elements),
      labels: places.map { labels[$0] == other ? 1 : 0 }, ridge: ridge)
  }

  package var objective: Objective {
    Objective(
      dimension: features.columns, value: { valueAndGradient($0).value },
      gradient: { valueAndGradient($0).gradient }, hessian: { hessian($0) },
      valueAndGradient: { valueAndGradient($0) })
  }

  /// wᵀxᵢ by example.
  private func scores(_ w: [Double]) -> [Double] { features.times(w) }

  private func valueAndGradient(_ w: [Double]) -> (value: Double, gradient: [Double]) {
    let count = Double(features.rows)
    let n = features.columns
    let z = scores(w)
    var value = 0.0
    var gradient = Array(repeating: 0.0, count: n)
    gradient.withUnsafeMutableBufferPointer { gradient in
      features.elements.withUnsafeBufferPointer { x in
        for row in 0..<features.rows {
          value += Operation.softplus(z[row], 0, 0) - labels[row] * z[row]
          let error = Operation.sigmoid(z[row]) - labels[row]
          for column in 0..<n { gradient[column] += error * x[row * n + column] }
        }
      }
      for column in 0..<n { gradient[column] = gradient[column] / count + ridge * w[column] }
    }
    return (value / count + 0.5 * ridge * VectorKernels.dot(w, w), gradient)
  }

  private func hessian(_ w: [Double]) -> Matrix {
    let count = Double(features.rows)
    let n = features.columns
    let z = scores(w)
    var result = Matrix(rows: n, columns: n, elements: Array(repeating: 0, count: n * n))
    result.elements.withUnsafeMutableBufferPointer { h in
      features.elements.withUnsafeBufferPointer { x in
        for row in 0..<features.rows {
          let p = Operation.sigmoid(z[row])
          let weight = p * (1 - p)
          for i in 0..<n {
            let left = weight * x[row * n + i]
            if left == 0 { continue }
            for j in i..<n { h[i * n + j] += left * x[row * n + j] }
          }
        }
      }
      for i in 0..<n {
        for j in i..<n {
          let entry = h[i * n + j] / count + (i == j ? ridge : 0)
          h[i * n + j] = entry
          h[j * n + i] = entry
        }
      }
    }
    return result
  }
}
