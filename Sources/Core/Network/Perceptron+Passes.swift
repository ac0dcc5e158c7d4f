import Glibc

/// One loss with all its gradients, or outputs: for who wants to look inside.
extension Perceptron {
  /// The mean loss of some examples and its gradient, laid out as the parameters.
  /// - Parameters:
  ///   - masks: per layer that may lose units (the input first) an entry per example and unit; nil where nothing
  ///     drops; no list at all is the test pass.
  /// - Precondition: everything fits.
  package func valueAndGradient(
    _ parameters: [Double], on examples: Examples, dropout: DropoutRates? = nil,
    masks: [[Bool]?]? = nil, weightDecay: Double = 0
  ) -> (value: Double, gradient: [Double]) {
    precondition(parameters.count == parameterCount && accepts(examples), "what fits the network")
    let room = PerceptronWorkspace(
      self, dropout: dropout ?? .none(in: self), capacity: max(1, examples.count),
      gated: masks?.map { $0 != nil })
    if let masks { room.setMasks(masks) }
    return room.objective(
      parameters, on: examples, isTraining: masks != nil, weightDecay: weightDecay)
  }

  /// Share of right answers with every unit on; nil where there is no answer.
  package func accuracy(
    _ parameters: [Double], on examples: Examples, dropout: DropoutRates? = nil
  ) -> Double? {
    let room = PerceptronWorkspace(
      self, dropout: dropout ?? .none(in: self), capacity: min(256, max(1, examples.count)))
    return room.judge(parameters, on: examples, wantsGradient: false).accuracy
  }

  /// The outputs z, a row per example, with every unit on.
  package func outputs(
    _ parameters: [Double], for features: Matrix, dropout: DropoutRates? = nil
  ) -> Matrix {
    run(parameters, features, dropout) { $0.outputs }
      ?? Matrix(rows: 0, columns: outputs, elements: [])
  }

  /// φ(z) of a hidden layer, a row per example, with every unit on (before the factor of classic scaling).
  package func activations(
    _ parameters: [Double], hidden: Int, for features: Matrix, dropout: DropoutRates? = nil
  ) -> Matrix {
    let units = widths[hidden + 1]
    return run(parameters, features, dropout, width: units) {
      UnsafeMutablePointer(mutating: $0.activations(hidden))
    }
      ?? Matrix(rows: 0, columns: units, elements: [])
  }

  /// The probabilities of the classes, a row per example.
  package func probabilities(_ outputs: Matrix) -> Matrix {
    var result = outputs
    for row in 0..<outputs.rows {
      let range = row * outputs.columns..<(row + 1) * outputs.columns
      result.elements.replaceSubrange(range, with: softmax(outputs.elements[range]))
    }
    return result
  }

  /// Outputs of a pass through masks drawn from a stream, as a training pass draws them.
  package func droppedOutputs(
    _ parameters: [Double], for features: Matrix, dropout: DropoutRates,
    _ random: inout NumPyRandom
  ) -> Matrix {
    let room = PerceptronWorkspace(self, dropout: dropout, capacity: max(1, features.rows))
    room.drawMasks(features.rows, &random)
    return collect(room, parameters, features, width: outputs, isTraining: true) { $0.outputs }
  }

  /// Outputs of a pass through given masks: per layer that may lose units an entry per example and unit.
  package func droppedOutputs(
    _ parameters: [Double], for features: Matrix, dropout: DropoutRates, masks: [[Bool]?]
  ) -> Matrix {
    let room = PerceptronWorkspace(
      self, dropout: dropout, capacity: max(1, features.rows), gated: masks.map { $0 != nil })
    room.setMasks(masks)
    return collect(room, parameters, features, width: outputs, isTraining: true) { $0.outputs }
  }

  private func run(
    _ parameters: [Double], _ features: Matrix, _ dropout: DropoutRates?, width: Int? = nil,
    _ place: (PerceptronWorkspace) -> UnsafeMutablePointer<Double>
  ) -> Matrix? {
    guard features.rows > 0, features.columns == inputs else { return nil }
    let room = PerceptronWorkspace(
      self, dropout: dropout ?? .none(in: self), capacity: features.rows)
    return collect(
      room, parameters, features, width: width ?? outputs, isTraining: false, place)
  }

  private func collect(
    _ room: PerceptronWorkspace, _ parameters: [Double], _ features: Matrix, width: Int,
    isTraining: Bool, _ place: (PerceptronWorkspace) -> UnsafeMutablePointer<Double>
  ) -> Matrix {
    parameters.withUnsafeBufferPointer { parameters in
      features.elements.withUnsafeBufferPointer { source in
        if let parameters = parameters.baseAddress, let source = source.baseAddress {
          room.forward(parameters, source, rows: features.rows, isTraining: isTraining)
        }
      }
    }
    let numbers = UnsafeBufferPointer(start: place(room), count: features.rows * width)
    return Matrix(rows: features.rows, columns: width, elements: Array(numbers))
  }
}

/// e^z over its sum.
func softmax(_ z: some Collection<Double>) -> [Double] {
  let largest = z.max() ?? 0
  let powers = z.map { exp($0 - largest) }
  let sum = powers.reduce(0, +)
  return powers.map { $0 / sum }
}
