import Glibc

/// What a network says to one input on the average of all its thinned networks, beside the one pass that stands in for
/// them: every mask counted, each by its probability.
package struct AverageOverMasks: Equatable, Sendable {
  /// 2ⁿ for n units that may drop.
  package let masks: Int
  /// The mean of the answers: probabilities (softmax, logistic) or outputs (squared).
  package let arithmetic: [Double]
  /// The geometric mean of the probabilities, normalised over the classes; of outputs their mean.
  package let geometric: [Double]
  /// The answer of the pass with every unit on, by the weight-scaling rule.
  package let scaled: [Double]
}

extension Perceptron {
  /// Source: Srivastava et al. (2014), section 1; Goodfellow, Bengio & Courville (2016), section 7.12.
  ///
  /// - Parameter dropout: which layers may lose units: those with a rate above 0.
  /// - Throws: `DomainError` naming `units`: more than 16 that may drop.
  /// - Precondition: the numbers fit the network.
  package func averageOverMasks(
    _ parameters: [Double], input: [Double], dropout: DropoutRates
  ) throws(DomainError) -> AverageOverMasks {
    precondition(parameters.count == parameterCount && input.count == inputs, "what fits")
    let layers = dropout.rates.indices.filter { dropout.rates[$0] > 0 }
    let units = layers.map { widths[$0] }.reduce(0, +)
    guard units <= 16 else { throw DomainError("units", units, allowed: "at most 16") }
    let count = 1 << units
    var weights = [Double](repeating: 1, count: count)
    var masks = [[Bool]?](repeating: nil, count: dropout.rates.count)
    var first = 0
    for layer in layers {
      let (width, rate) = (widths[layer], dropout.rates[layer])
      var bits: [Bool] = []
      bits.reserveCapacity(count * width)
      for number in 0..<count {
        for unit in 0..<width {
          let isKept = number >> (first + unit) & 1 == 1
          bits.append(isKept)
          weights[number] *= isKept ? 1 - rate : rate
        }
      }
      masks[layer] = bits
      first += width
    }
    let features = Matrix(
      rows: count, columns: inputs, elements: (0..<count).flatMap { _ in input })
    let answers = droppedOutputs(parameters, for: features, dropout: dropout, masks: masks)
    var sums = [Double](repeating: 0, count: outputs)
    var logs = sums
    for row in 0..<count {
      let (answer, log) = answer(to: answers.row(row))
      for index in 0..<outputs {
        sums[index] += weights[row] * answer[index]
        logs[index] += weights[row] * log[index]
      }
    }
    let whole = outputs(
      parameters, for: Matrix(rows: 1, columns: inputs, elements: input), dropout: dropout)
    return AverageOverMasks(
      masks: count, arithmetic: sums, geometric: answer(to: logs).answer,
      scaled: answer(to: whole.elements).answer)
  }

  /// Outputs as what they mean, and what of them is averaged for the geometric mean: any list that differs from the
  /// logarithms by one constant, since that is normalised away.
  private func answer(to z: [Double]) -> (answer: [Double], logs: [Double]) {
    switch loss {
    case .softmax:
      let largest = z.max() ?? 0
      let total = largest + log(z.map { exp($0 - largest) }.reduce(0, +))
      return (softmax(z), z.map { $0 - total })
    // Two classes: the log of the odds is the output itself.
    case .logistic: return (z.map(Operation.sigmoid), z)
    case .squared: return (z, z)
    }
  }
}
