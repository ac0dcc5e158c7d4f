import Glibc

/// Room for the passes of a network over up to so many examples at once, taken once and used again and again: no pass
/// allocates.
///
/// A pass is `forward`, then `judge`, then `backward`; each reads what the one before left here.
final class PerceptronWorkspace {
  let network: Perceptron
  let dropout: DropoutRates
  /// Examples that fit.
  let capacity: Int
  /// Of the last `backward`: as the parameters lie.
  let gradient: UnsafeMutablePointer<Double>
  /// Room for the examples of a batch, gathered; used by `gather`.
  let batch: UnsafeMutablePointer<Double>
  private(set) var batchLabels: [Int]
  private let batchTargets: UnsafeMutablePointer<Double>

  /// φ(z) of each hidden layer before any mask; of the last layer the outputs z.
  private let raw: [UnsafeMutablePointer<Double>]
  /// What each layer of weights receives where that differs from `raw`: after the mask or the factor.
  private let passed: [UnsafeMutablePointer<Double>]
  /// Which layers may lose units: the input first.
  private let isGated: [Bool]
  /// s·mask of those.
  private let gates: [UnsafeMutablePointer<Double>]
  private let deltas: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>)
  /// What each layer of weights received in this pass.
  private var received: [UnsafePointer<Double>]
  private var isTraining = false

  /// - Parameter gated: layers that masks will be given for; nil: those with a rate above 0.
  init(_ network: Perceptron, dropout: DropoutRates, capacity: Int, gated: [Bool]? = nil) {
    self.network = network
    self.dropout = dropout
    self.capacity = capacity
    func room(_ count: Int) -> UnsafeMutablePointer<Double> {
      let place = UnsafeMutablePointer<Double>.allocate(capacity: max(1, count))
      place.initialize(repeating: 0, count: max(1, count))
      return place
    }
    gradient = room(network.parameterCount)
    batch = room(capacity * network.inputs)
    batchLabels = [Int](repeating: 0, count: capacity)
    batchTargets = room(network.loss == .softmax ? 1 : capacity * network.outputs)
    raw = network.widths.dropFirst().map { room(capacity * $0) }
    isGated = dropout.rates.enumerated().map { $1 > 0 || gated?[$0] == true }
    let needed = isGated.enumerated().map { $1 ? capacity * network.widths[$0] : 0 }
    passed = needed.map(room)
    gates = needed.map(room)
    let widest = network.widths.dropFirst().max() ?? 1
    deltas = (room(capacity * widest), room(capacity * widest))
    received = [UnsafePointer<Double>](repeating: UnsafePointer(batch), count: network.layers)
  }

  deinit {
    for place in [gradient, batch, batchTargets, deltas.0, deltas.1] + raw + passed + gates {
      place.deallocate()
    }
  }

  // MARK: Before a pass

  /// Copies examples into `batch`, with their labels or targets.
  /// - Parameter places: at most `capacity` places among the examples.
  func gather(_ places: ArraySlice<Int>, of examples: Examples) {
    let width = network.inputs
    examples.features.elements.withUnsafeBufferPointer { features in
      guard let source = features.baseAddress else { return }
      for (row, place) in places.enumerated() {
        (batch + row * width).update(from: source + place * width, count: width)
      }
    }
    switch examples.targets {
    case .labels(let labels):
      for (row, place) in places.enumerated() { batchLabels[row] = labels[place] }
    case .values(let values):
      let outputs = values.columns
      values.elements.withUnsafeBufferPointer { values in
        guard let source = values.baseAddress else { return }
        for (row, place) in places.enumerated() {
          (batchTargets + row * outputs).update(from: source + place * outputs, count: outputs)
        }
      }
    }
  }

  /// Draws the masks of a training pass, from the input up, an example after the other: `random((rows, width)) >= p`.
  /// A layer with p = 0 draws nothing.
  func drawMasks(_ rows: Int, _ random: inout NumPyRandom) {
    for (layer, rate) in dropout.rates.enumerated() where rate > 0 {
      random.fillGates(
        gates[layer], count: rows * network.widths[layer], rate: rate,
        open: dropout.scaling.training(rate))
    }
  }

  /// Given masks, as `drawMasks` would leave them: per layer `rows × width` of 0 and 1; nil where nothing drops.
  func setMasks(_ masks: [[Bool]?]) {
    for (layer, mask) in masks.enumerated() where isGated[layer] {
      let open = dropout.scaling.training(dropout.rates[layer])
      let count = capacity * network.widths[layer]
      for index in 0..<count {
        let isKept = mask.map { index < $0.count && $0[index] } ?? true
        gates[layer][index] = isKept ? (mask == nil ? 1 : open) : 0
      }
    }
  }

  // MARK: Passes

  /// The outputs of so many examples.
  /// - Parameters:
  ///   - source: `rows × inputs`; it must stay until `backward`.
  ///   - isTraining: through the masks drawn last; else every unit is on.
  func forward(
    _ parameters: UnsafePointer<Double>, _ source: UnsafePointer<Double>, rows: Int,
    isTraining: Bool
  ) {
    self.isTraining = isTraining
    received[0] = pass(source, layer: 0, rows: rows)
    for layer in 0..<network.layers {
      let (inputs, units) = (network.widths[layer], network.widths[layer + 1])
      let target = raw[layer]
      let bias = parameters + network.biases(layer).lowerBound
      var row = 0
      while row < rows {
        (target + row &* units).update(from: bias, count: units)
        row &+= 1
      }
      BLAS.multiply(
        rows, units, inputs, received[layer], parameters + network.weightStarts[layer],
        transposingB: true, into: target, adding: true)
      guard layer + 1 < network.layers else { break }
      activate(target, rows * units)
      received[layer + 1] = pass(target, layer: layer + 1, rows: rows)
    }
  }

  /// The outputs of the last `forward`, `rows × outputs`.
  var outputs: UnsafeMutablePointer<Double> { raw[network.layers - 1] }

  /// φ(z) of a hidden layer in the last `forward`, before any mask: `rows × units`.
  func activations(_ hidden: Int) -> UnsafePointer<Double> { UnsafePointer(raw[hidden]) }

  /// Losses against the labels or targets in `batchLabels`, `batchTargets`, and the way back from them.
  /// - Parameters:
  ///   - scale: the weight of each example in the gradient, 1/n for a mean of n.
  ///   - offset: where the examples begin in `examples`; nil: they were gathered.
  /// - Returns: the sum of the losses, and how many outputs say the label.
  func judge(
    rows: Int, scale: Double, examples: Examples? = nil, offset: Int = 0
  ) -> (loss: Double, correct: Int) {
    let outputs = network.outputs
    let z = self.outputs
    let delta = deltas.0
    switch network.loss {
    case .softmax:
      let labels = examples?.labels ?? batchLabels
      var (loss, correct) = (0.0, 0)
      for row in 0..<rows {
        let place = row * outputs
        let judged = softmax(
          z + place, outputs, label: labels[offset + row], scale: scale, into: delta + place)
        loss += judged.loss
        correct += judged.isCorrect ? 1 : 0
      }
      return (loss, correct)
    case .logistic, .squared:
      if case .values(let values)? = examples?.targets {
        return values.elements.withUnsafeBufferPointer { values in
          guard let start = values.baseAddress else { return (0, 0) }
          return compare(z, start + offset * outputs, delta, rows * outputs, scale)
        }
      }
      return compare(z, UnsafePointer(batchTargets), delta, rows * outputs, scale)
    }
  }

  /// The gradient of the losses that `judge` saw, into `gradient`.
  /// - Parameter adding: on top of what stands there.
  func backward(_ parameters: UnsafePointer<Double>, rows: Int, adding: Bool = false) {
    var (delta, other) = deltas
    for layer in stride(from: network.layers - 1, through: 0, by: -1) {
      let (inputs, units) = (network.widths[layer], network.widths[layer + 1])
      BLAS.multiply(
        units, inputs, rows, delta, transposingA: true, received[layer],
        into: gradient + network.weightStarts[layer], adding: adding)
      let bias = gradient + network.biases(layer).lowerBound
      if !adding { bias.update(repeating: 0, count: units) }
      var row = 0
      while row < rows {
        let source = delta + row &* units
        var unit = 0
        while unit < units {
          bias[unit] += source[unit]
          unit &+= 1
        }
        row &+= 1
      }
      guard layer > 0 else { return }
      BLAS.multiply(
        rows, inputs, units, delta, parameters + network.weightStarts[layer], into: other)
      gate(other, layer: layer, rows: rows)
      slope(other, raw[layer - 1], rows * inputs)
      swap(&delta, &other)
    }
  }

  // MARK: Pieces

  /// What of a layer's values goes on.
  private func pass(
    _ values: UnsafePointer<Double>, layer: Int, rows: Int
  ) -> UnsafePointer<Double> {
    guard isGated[layer] else { return values }
    let count = rows * network.widths[layer]
    let target = passed[layer]
    if isTraining {
      let gates = gates[layer]
      var index = 0
      while index < count {
        // Of what is dropped nothing stays, not even its NaN.
        target[index] = (values[index] * gates[index]).kept(if: gates[index] != 0)
        index &+= 1
      }
      return UnsafePointer(target)
    }
    let factor = dropout.scaling.test(dropout.rates[layer])
    guard factor != 1 else { return values }
    var index = 0
    while index < count {
      target[index] = values[index] * factor
      index &+= 1
    }
    return UnsafePointer(target)
  }

  private func gate(_ delta: UnsafeMutablePointer<Double>, layer: Int, rows: Int) {
    guard isGated[layer] else { return }
    let count = rows * network.widths[layer]
    var index = 0
    if isTraining {
      let gates = gates[layer]
      while index < count {
        delta[index] *= gates[index]
        index &+= 1
      }
      return
    }
    let factor = dropout.scaling.test(dropout.rates[layer])
    guard factor != 1 else { return }
    while index < count {
      delta[index] *= factor
      index &+= 1
    }
  }

  private func activate(_ values: UnsafeMutablePointer<Double>, _ count: Int) {
    var index = 0
    switch network.activation {
    case .none: return
    case .relu:
      while index < count {
        // Not z > 0: NaN stays.
        values[index] = values[index].kept(if: !(values[index] < 0))
        index &+= 1
      }
    case .tanh:
      while index < count {
        values[index] = Glibc.tanh(values[index])
        index &+= 1
      }
    case .sigmoid:
      while index < count {
        values[index] = Operation.sigmoid(values[index])
        index &+= 1
      }
    }
  }

  private func slope(
    _ delta: UnsafeMutablePointer<Double>, _ values: UnsafePointer<Double>, _ count: Int
  ) {
    var index = 0
    switch network.activation {
    case .none: return
    case .relu:
      while index < count {
        delta[index] = delta[index].kept(if: values[index] > 0)
        index &+= 1
      }
    case .tanh:
      while index < count {
        delta[index] *= 1 - values[index] * values[index]
        index &+= 1
      }
    case .sigmoid:
      while index < count {
        delta[index] *= values[index] * (1 - values[index])
        index &+= 1
      }
    }
  }

  private func softmax(
    _ z: UnsafePointer<Double>, _ count: Int, label: Int, scale: Double,
    into delta: UnsafeMutablePointer<Double>
  ) -> (loss: Double, isCorrect: Bool) {
    var best = 0
    for index in 1..<max(count, 1) where z[index] > z[best] { best = index }
    let largest = z[best]
    var sum = 0.0
    for index in 0..<count {
      let power = exp(z[index] - largest)
      delta[index] = power
      sum += power
    }
    for index in 0..<count { delta[index] = delta[index] / sum * scale }
    delta[label] -= scale
    return (log(sum) + largest - z[label], best == label)
  }

  private func compare(
    _ z: UnsafePointer<Double>, _ targets: UnsafePointer<Double>,
    _ delta: UnsafeMutablePointer<Double>, _ count: Int, _ scale: Double
  ) -> (loss: Double, correct: Int) {
    var (loss, correct) = (0.0, 0)
    if network.loss == .logistic {
      for index in 0..<count {
        loss += Operation.softplus(z[index], 0, 0) - targets[index] * z[index]
        delta[index] = (Operation.sigmoid(z[index]) - targets[index]) * scale
        correct += (z[index] > 0) == (targets[index] > 0.5) ? 1 : 0
      }
      return (loss, correct)
    }
    for index in 0..<count {
      let gap = z[index] - targets[index]
      loss += 0.5 * gap * gap
      delta[index] = gap * scale
    }
    return (loss, 0)
  }
}

extension Double {
  /// The number or 0, without a branch: masks and ReLUs are as random as coins, which the processor guesses wrong half
  /// the time.
  @inline(__always)
  fileprivate func kept(if condition: Bool) -> Double {
    Double(bitPattern: bitPattern & (0 &- (condition ? 1 : 0)))
  }
}
