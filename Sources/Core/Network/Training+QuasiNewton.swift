extension Training {
  /// L-BFGS on the mean loss of all examples with the penalty.
  /// - Throws: `DomainError` naming `examples` where the masks of all of them would not fit.
  static func quasiNewton(
    _ network: Perceptron, _ dropout: DropoutRates, _ train: Examples, from start: [Double],
    weightDecay: Double, epochs: Int, _ random: inout NumPyRandom
  ) throws(DomainError) -> Minimizer {
    // With masks all examples go through at once.
    var capacity = Swift.min(256, train.count)
    var masks: [[Bool]?] = []
    if !dropout.isNone {
      capacity = train.count
      let numbers = train.count.multipliedReportingOverflow(by: network.widths.reduce(0, +))
      guard !numbers.overflow, numbers.partialValue <= 20_000_000 else {
        throw DomainError(
          "examples", train.count, allowed: "smaller: lbfgs keeps the masks of all of them")
      }
      masks = dropout.rates.enumerated().map { layer, rate in
        rate > 0 ? random.mask(train.count * network.widths[layer], rate: rate) : nil
      }
    }
    let given = masks
    let rows = capacity
    let valueAndGradient: @Sendable ([Double]) -> (value: Double, gradient: [Double]) = { w in
      let room = PerceptronWorkspace(network, dropout: dropout, capacity: rows)
      if !given.isEmpty { room.setMasks(given) }
      return room.objective(w, on: train, isTraining: !given.isEmpty, weightDecay: weightDecay)
    }
    let gradient: @Sendable ([Double]) -> [Double] = { valueAndGradient($0).gradient }
    return try Minimizer(
      Objective(
        dimension: network.parameterCount, value: { valueAndGradient($0).value },
        gradient: gradient, hessian: { centralHessian(gradient, at: $0) },
        valueAndGradient: valueAndGradient),
      from: start, method: .lbfgs, steps: epochs)
  }

  func quasiNewtonStep(after step: Step) -> Step? {
    guard let before = step.state.quasiNewton, let next = quasiNewton?.step(after: before) else {
      return nil
    }
    var state = step.state
    state.quasiNewton = next
    state.updates += 1
    let size = VectorKernels.norm(before.x)
    let moved = VectorKernels.norm(VectorKernels.difference(next.x, before.x))
    return judged(
      step.index + 1, next.x, state, updateRatio: size > 0 ? moved / size : 0, after: step)
  }

  /// Only asked for at the end of a tiny network, to name what kind of point was reached.
  private static func centralHessian(
    _ gradient: ([Double]) -> [Double], at w: [Double]
  ) -> Matrix {
    let count = w.count
    var hessian = Matrix(
      rows: count, columns: count, elements: [Double](repeating: 0, count: count * count))
    for column in 0..<count {
      let h = 6e-6 * Swift.max(1, abs(w[column]))
      var (up, down) = (w, w)
      up[column] += h
      down[column] -= h
      for (row, slopes) in zip(gradient(up), gradient(down)).enumerated() {
        let entry = (slopes.0 - slopes.1) / (2 * h)
        hessian[row, column] += 0.5 * entry
        hessian[column, row] += 0.5 * entry
      }
    }
    return hessian
  }
}

extension PerceptronWorkspace {
  /// The mean loss of all examples with the penalty, and its gradient.
  func objective(
    _ w: [Double], on examples: Examples, isTraining: Bool, weightDecay: Double
  ) -> (value: Double, gradient: [Double]) {
    let count = examples.count
    let scale = 1 / Double(count)
    var (loss, first) = (0.0, 0)
    w.withUnsafeBufferPointer { place in
      examples.features.elements.withUnsafeBufferPointer { features in
        guard let start = place.baseAddress, let source = features.baseAddress else { return }
        while first < count {
          let rows = Swift.min(capacity, count - first)
          forward(start, source + first * network.inputs, rows: rows, isTraining: isTraining)
          loss += judge(rows: rows, scale: scale, examples: examples, offset: first).loss
          backward(start, rows: rows, adding: first > 0)
          first += rows
        }
      }
    }
    var slope = [Double](UnsafeBufferPointer(start: gradient, count: network.parameterCount))
    var penalty = 0.0
    if weightDecay > 0 {
      for layer in 0..<network.layers {
        for index in network.weights(layer) {
          slope[index] += weightDecay * w[index]
          penalty += w[index] * w[index]
        }
      }
    }
    return (loss * scale + 0.5 * weightDecay * penalty, slope)
  }
}
