/// How strongly the units of a hidden layer answer to some examples, every unit being on, and what a mask over them
/// makes of that.
package struct LayerActivity: Equatable, Sendable {
  package let mean: Double
  /// The mean under the masks of training, in the long run.
  package let maskedMean: Double
  /// Share of exact zeros.
  package let zeros: Double
  /// Share of units whose slope is 0 for every one of the examples.
  package let deadFraction: Double
  /// Answers by bin; what lies beyond the ends is counted in the last bins.
  package let counts: [Double]
  /// What the masks of training leave in each bin, in the long run.
  package let maskedCounts: [Double]

  /// 24 bins, the same for every epoch: 0 … 6 for ReLU, where the values of the others can be for them.
  package static func edges(_ activation: Activation) -> [Double] {
    let (low, high): (Double, Double) =
      switch activation {
      case .relu: (0, 6)
      case .sigmoid: (0, 1)
      case .tanh: (-1, 1)
      case .none: (-6, 6)
      }
    return (0...bins).map { low + (high - low) * Double($0) / Double(bins) }
  }

  private static let bins = 24

  /// - Parameters:
  ///   - activations: a row per example, before any mask.
  ///   - rate: p of the layer.
  init(
    _ activations: Matrix, _ activation: Activation, rate: Double, scaling: DropoutScaling
  ) {
    let edges = Self.edges(activation)
    let (low, width) = (edges[0], edges[1] - edges[0])
    let factor = scaling.training(rate)
    var counts = [Double](repeating: 0, count: Self.bins)
    var masked = counts
    func bin(_ value: Double) -> Int {
      let place = (value - low) / width
      return place >= Double(Self.bins) ? Self.bins - 1 : place > 0 ? Int(place) : 0
    }
    var sum = 0.0
    var zeros = 0
    var isAlive = [Bool](repeating: false, count: activations.columns)
    for row in 0..<activations.rows {
      for unit in 0..<activations.columns {
        let a = activations[row, unit]
        guard a.isFinite else { continue }
        sum += a
        zeros += a == 0 ? 1 : 0
        if activation.slope(at: a) != 0 { isAlive[unit] = true }
        counts[bin(a)] += 1
        masked[bin(factor * a)] += 1 - rate
      }
    }
    let count = Double(max(1, activations.elements.count))
    masked[bin(0)] += rate * count
    mean = sum / count
    maskedMean = (1 - rate) * factor * sum / count
    self.zeros = Double(zeros) / count
    deadFraction = Double(isAlive.count { !$0 }) / Double(max(1, isAlive.count))
    self.counts = counts
    maskedCounts = rate > 0 ? masked : counts
  }
}

extension Perceptron {
  /// One for each hidden layer.
  package func activity(
    _ parameters: [Double], for features: Matrix, dropout: DropoutRates? = nil
  ) -> [LayerActivity] {
    let dropout = dropout ?? .none(in: self)
    return (0..<(layers - 1)).map { hidden in
      LayerActivity(
        activations(parameters, hidden: hidden, for: features, dropout: dropout), activation,
        rate: dropout.rates[hidden + 1], scaling: dropout.scaling)
    }
  }
}
