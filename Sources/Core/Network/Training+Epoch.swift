extension Training {
  /// The parameters after all epochs, with nothing judged on the way, and the stream as it stands then.
  /// - Parameter visit: told the number of epochs so far, after each.
  package func trained(
    _ visit: (Int) throws -> Void = { _ in }
  ) rethrows -> (parameters: [Double], random: NumPyRandom) {
    if method == .lbfgs {
      var step = first
      while let next = self.step(after: step) {
        step = next
        try visit(step.index)
      }
      return (step.parameters, step.state.random)
    }
    var (parameters, state) = (start, beginning)
    for epoch in 0..<epochs {
      _ = runEpoch(&parameters, &state)
      try visit(epoch + 1)
    }
    return (parameters, state.random)
  }

  /// The mean loss of each of the first so many batches (epoch after epoch), before the step that it leads to; NaN
  /// from where an output is so large that a softmax written as e^z/Σe^z overflows.
  package func batchLosses(_ count: Int) -> [Double] {
    var (parameters, state) = (start, beginning)
    var losses: [Double] = []
    while losses.count < count, method != .lbfgs {
      _ = runEpoch(&parameters, &state) { loss, largest in
        losses.append(largest < 709.78 ? loss : .nan)
        return losses.count < count && largest < 709.78
      }
      if losses.last?.isFinite == false { break }
    }
    return losses
  }

  /// One epoch of small steps. Nothing is allocated per batch.
  /// - Parameter goesOn: told the mean loss of each batch and its largest output; false ends the epoch there.
  /// - Returns: the mean of ‖step‖₂/‖w‖₂.
  func runEpoch(
    _ parameters: inout [Double], _ state: inout State,
    goesOn: ((_ loss: Double, _ largest: Double) -> Bool)? = nil
  ) -> Double {
    let count = train.count
    let order = state.random.permutation(count)
    let room = PerceptronWorkspace(network, dropout: dropout, capacity: batch)
    // Where nesterov looks: w + μv.
    var ahead = method == .nesterov ? parameters : []
    let isDropping = !dropout.isNone
    var (ratios, steps) = (0.0, 0)
    var first = 0
    while first < count {
      let rows = Swift.min(batch, count - first)
      room.gather(order[first..<first + rows], of: train)
      if isDropping { room.drawMasks(rows, &state.random) }
      let loss: Double
      if method == .nesterov {
        for index in ahead.indices {
          ahead[index] = parameters[index] + 0.9 * state.velocity[index]
        }
        loss = slope(at: ahead, room, rows)
      } else {
        loss = slope(at: parameters, room, rows)
      }
      if let goesOn {
        var largest = -Double.infinity
        for index in 0..<rows * network.outputs {
          largest = Swift.max(largest, room.outputs[index])
        }
        if !goesOn(loss, largest.isNaN ? .infinity : largest) { break }
      }
      state.updates += 1
      ratios += move(&parameters, along: room.gradient, &state)
      steps += 1
      first += rows
    }
    return ratios / Double(Swift.max(1, steps))
  }

  /// The gradient of a batch at some parameters, with the penalty's part where it belongs there.
  /// - Returns: the mean loss of the batch.
  private func slope(
    at parameters: [Double], _ room: PerceptronWorkspace, _ rows: Int
  ) -> Double {
    parameters.withUnsafeBufferPointer { place in
      guard let start = place.baseAddress else { return 0 }
      room.forward(start, room.batch, rows: rows, isTraining: true)
      let loss = room.judge(rows: rows, scale: 1 / Double(rows)).loss
      room.backward(start, rows: rows)
      if method != .adamw { addPenalty(start, to: room.gradient) }
      return loss / Double(rows)
    }
  }

  /// g ← g + λW on weights.
  func addPenalty(
    _ parameters: UnsafePointer<Double>, to gradient: UnsafeMutablePointer<Double>
  ) {
    guard weightDecay > 0 else { return }
    for layer in 0..<network.layers {
      for index in network.weights(layer) { gradient[index] += weightDecay * parameters[index] }
    }
  }
}

extension PerceptronWorkspace {
  struct Verdict {
    var loss = 0.0
    var accuracy: Double?
    var gradientNorm = 0.0
    var deadFraction = 0.0
  }

  /// A whole set with every unit on, as many examples at once as fit.
  func judge(_ parameters: [Double], on examples: Examples, wantsGradient: Bool) -> Verdict {
    let count = examples.count
    let scale = 1 / Double(count)
    var (loss, correct, first) = (0.0, 0, 0)
    var isAlive = [Bool](repeating: false, count: network.hiddenUnits)
    parameters.withUnsafeBufferPointer { place in
      examples.features.elements.withUnsafeBufferPointer { features in
        guard let start = place.baseAddress, let source = features.baseAddress else { return }
        while first < count {
          let rows = Swift.min(capacity, count - first)
          forward(start, source + first * network.inputs, rows: rows, isTraining: false)
          let part = judge(rows: rows, scale: scale, examples: examples, offset: first)
          loss += part.loss
          correct += part.correct
          if wantsGradient {
            noteLife(&isAlive, rows: rows)
            backward(start, rows: rows, adding: first > 0)
          }
          first += rows
        }
      }
    }
    var verdict = Verdict(loss: loss * scale)
    if network.loss != .squared {
      verdict.accuracy =
        Double(correct) / Double(count * (network.loss == .softmax ? 1 : network.outputs))
    }
    guard wantsGradient else { return verdict }
    var sum = 0.0
    for index in 0..<network.parameterCount { sum += gradient[index] * gradient[index] }
    verdict.gradientNorm = sum.squareRoot()
    if !isAlive.isEmpty {
      verdict.deadFraction = Double(isAlive.count { !$0 }) / Double(isAlive.count)
    }
    return verdict
  }

  /// Marks the hidden units that some example of the last pass moves.
  private func noteLife(_ isAlive: inout [Bool], rows: Int) {
    var first = 0
    for hidden in 0..<(network.layers - 1) {
      let units = network.widths[hidden + 1]
      let values = activations(hidden)
      for unit in 0..<units where !isAlive[first + unit] {
        var row = 0
        while row < rows {
          if network.activation.slope(at: values[row &* units &+ unit]) != 0 {
            isAlive[first + unit] = true
            break
          }
          row &+= 1
        }
      }
      first += units
    }
  }
}
