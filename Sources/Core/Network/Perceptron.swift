import Glibc

/// A multilayer perceptron: layers of units, each joined to all of the layer before.
///
/// Its parameters are one list: per layer the weights, a row per unit, then the biases.
package struct Perceptron: Equatable, Sendable {
  package enum Loss: String, Equatable, Hashable, Sendable {
    /// −ln of the probability that the softmax of the outputs gives the label.
    case softmax
    /// softplus(z) − y·z summed over the outputs: each output is the log-odds of a label 0 or 1.
    case logistic
    /// ½‖z − target‖².
    case squared
  }
  /// The number of inputs, of units in each hidden layer, of outputs: at least two.
  package let widths: [Int]
  /// Of the hidden layers; the outputs have none.
  package let activation: Activation
  /// Of one example; a set's loss is the mean.
  package let loss: Loss
  /// Where each layer's weights begin in the list of parameters.
  let weightStarts: [Int]
  package let parameterCount: Int

  /// - Throws: `DomainError` naming `hidden`: fewer than two layers, no unit in one, or more than 10⁷ parameters.
  package init(
    widths: [Int], activation: Activation = .relu, loss: Loss = .softmax
  ) throws(DomainError) {
    guard widths.count >= 2, widths.count <= 64, widths.allSatisfy({ (1...100_000).contains($0) })
    else {
      throw DomainError(
        "hidden", widths.dropFirst().dropLast().map(String.init).joined(separator: ","),
        allowed: "of at most 62 layers, each from 1 to 100000 units")
    }
    var starts: [Int] = []
    var count = 0
    for layer in 0..<(widths.count - 1) {
      starts.append(count)
      count += (widths[layer] + 1) * widths[layer + 1]
    }
    guard count <= 10_000_000 else {
      throw DomainError("hidden", "\(count) parameters", allowed: "of at most 10000000 parameters")
    }
    self.widths = widths
    self.activation = activation
    self.loss = loss
    weightStarts = starts
    parameterCount = count
  }

  /// Layers of weights.
  package var layers: Int { widths.count - 1 }
  package var inputs: Int { widths[0] }
  package var outputs: Int { widths[widths.count - 1] }
  /// Hidden units, all layers together.
  package var hiddenUnits: Int { widths.dropFirst().dropLast().reduce(0, +) }

  /// Where the weights of a layer lie: `widths[layer + 1]` rows of `widths[layer]`.
  package func weights(_ layer: Int) -> Range<Int> {
    weightStarts[layer]..<weightStarts[layer] + widths[layer] * widths[layer + 1]
  }
  package func biases(_ layer: Int) -> Range<Int> {
    let start = weights(layer).upperBound
    return start..<start + widths[layer + 1]
  }

  /// Random weights, layer by layer, by `standard_normal`; biases 0.
  ///
  /// He (2015) for ReLU: deviation √(2/inputs); Glorot (2010) else: √(2/(inputs + units)).
  package func initialParameters(_ random: inout NumPyRandom) -> [Double] {
    var parameters = [Double](repeating: 0, count: parameterCount)
    for layer in 0..<layers {
      let (inputs, units) = (Double(widths[layer]), Double(widths[layer + 1]))
      let deviation =
        activation == .relu ? (2 / inputs).squareRoot() : (2 / (inputs + units)).squareRoot()
      for place in weights(layer) { parameters[place] = random.standardNormal() * deviation }
    }
    return parameters
  }
}

/// Rates of dropping, per layer that may lose units: the input first, then the hidden layers.
package struct DropoutRates: Equatable, Sendable {
  package let rates: [Double]
  package let scaling: DropoutScaling

  /// - Throws: `DomainError` naming `p-input` or `p-hidden`.
  package init(
    input: Double, hidden: Double, scaling: DropoutScaling, in network: Perceptron
  ) throws(DomainError) {
    for (name, rate) in [("p-input", input), ("p-hidden", hidden)] where !(rate >= 0 && rate <= 1) {
      throw DomainError(name, rate, allowed: "from 0 to 1")
    }
    rates = [input] + [Double](repeating: hidden, count: network.layers - 1)
    self.scaling = scaling
  }

  private init(rates: [Double], scaling: DropoutScaling) {
    self.rates = rates
    self.scaling = scaling
  }

  package static func none(in network: Perceptron) -> DropoutRates {
    DropoutRates(rates: [Double](repeating: 0, count: network.layers), scaling: .inverted)
  }

  package var isNone: Bool { rates.allSatisfy { $0 == 0 } }
}
