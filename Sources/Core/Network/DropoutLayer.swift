/// One fully connected layer with dropout on its outputs, for one sample, forward and then backward: the laboratory
/// `dropout-layer`.
///
/// z = Wx + b (each row from the left, then the bias), a = φ(z), y = s·(mask ⊙ a); the loss arrives as
/// `upstream` = ∂L/∂y and goes back through the same mask: ∂L/∂a = s·(mask ⊙ upstream), ∂L/∂z = ∂L/∂a ⊙ φ′(z),
/// ∂L/∂W = ∂L/∂z xᵀ, ∂L/∂b = ∂L/∂z, ∂L/∂x = Wᵀ ∂L/∂z.
///
/// Source: Srivastava et al. (2014), JMLR 15, 1929–1958.
package struct DropoutLayer: Algorithm {
  /// A row per unit.
  package let weights: Matrix
  package let bias: [Double]
  package let activation: Activation
  package let input: [Double]
  /// ∂L/∂y, a number per unit.
  package let upstream: [Double]
  /// True: kept. nil at test, where every unit stays.
  package let mask: [Bool]?
  /// The factor s.
  package let factor: Double

  package enum Step: Equatable, Sendable {
    case forward(Forward)
    case backward(Forward, Backward)
  }
  package struct Forward: Equatable, Sendable {
    package let z: [Double]
    package let a: [Double]
    package let y: [Double]
  }
  package struct Backward: Equatable, Sendable {
    /// ∂L/∂a, before the slope of the activation.
    package let da: [Double]
    /// ∂L/∂z, which is also ∂L/∂b.
    package let dz: [Double]
    package let dx: [Double]
    package let dW: Matrix
  }

  /// - Parameters:
  ///   - mask: one entry per unit; ignored at test.
  ///   - rate: p, the probability of dropping a unit: it decides the factor alone.
  /// - Throws: `DomainError` naming `p`, or what has another length than `W` asks for.
  package init(
    weights: Matrix, bias: [Double], activation: Activation, input: [Double], mask: [Bool],
    rate: Double, scaling: DropoutScaling, isTraining: Bool, upstream: [Double]
  ) throws(DomainError) {
    guard rate >= 0, rate <= 1 else { throw DomainError("p", rate, allowed: "from 0 to 1") }
    func fits(_ name: String, _ count: Int, _ wanted: Int, _ what: String) throws(DomainError) {
      guard count == wanted else {
        throw DomainError(
          name, count == 1 ? "1 number" : "\(count) numbers",
          allowed: "of \(wanted): one for each \(what) of W")
      }
    }
    guard weights.rows >= 1, weights.columns >= 1 else {
      throw DomainError(
        "W", "\(weights.rows) by \(weights.columns)", allowed: "of at least one row and one column")
    }
    try fits("x", input.count, weights.columns, "column")
    try fits("b", bias.count, weights.rows, "row")
    if isTraining { try fits("mask", mask.count, weights.rows, "row") }
    try fits("upstream", upstream.count, weights.rows, "row")
    self.weights = weights
    self.bias = bias
    self.activation = activation
    self.input = input
    self.upstream = upstream
    self.mask = isTraining ? mask : nil
    factor = isTraining ? scaling.training(rate) : scaling.test(rate)
  }

  package var first: Step { .forward(forward) }

  package func step(after step: Step) -> Step? {
    guard case .forward(let forward) = step else { return nil }
    return .backward(forward, backward(forward))
  }

  package var forward: Forward {
    var z = bias
    for row in 0..<weights.rows {
      var sum = 0.0
      for column in 0..<weights.columns { sum += weights[row, column] * input[column] }
      z[row] = sum + bias[row]
    }
    let a = z.map(activation.value)
    return Forward(z: z, a: a, y: passed(a))
  }

  package func backward(_ forward: Forward) -> Backward {
    // Adding 0 turns -0 into 0.
    let da = passed(upstream)
    let dz = zip(da, forward.a).map { $0 * activation.slope(at: $1) + 0 }
    var dx = [Double](repeating: 0, count: weights.columns)
    var dW = weights
    for row in 0..<weights.rows {
      for column in 0..<weights.columns {
        dx[column] += weights[row, column] * dz[row]
        dW[row, column] = dz[row] * input[column] + 0
      }
    }
    return Backward(da: da, dz: dz, dx: dx, dW: dW)
  }

  /// s·(mask ⊙ v); of what is dropped nothing stays, not even its NaN.
  private func passed(_ values: [Double]) -> [Double] {
    guard let mask else { return values.map { factor * $0 } }
    return zip(mask, values).map { $0 ? factor * $1 : 0 }
  }
}
