/// One pass through a small fully connected network with dropout, number by number as it is done by hand: inputs,
/// one hidden layer of ReLU units, one linear output; where a target is given also the way back through the same
/// masks and one step of gradient descent on L = ½(y − t)².
///
/// Every number is computed in the order a person writes it down (products from the left, the bias last), so a
/// script in plain arithmetic agrees to the bit.
///
/// Sources: Srivastava et al. (2014), section 4; Goodfellow, Bengio & Courville (2016), section 7.12.
package struct DropoutPass: Algorithm {
  package struct Network: Equatable, Sendable {
    /// W₁, a row per hidden unit.
    package var weights: [[Double]]
    package var biases: [Double]
    /// w₂, a number per hidden unit.
    package var outputWeights: [Double]
    package var outputBias: Double

    package init(
      weights: [[Double]], biases: [Double], outputWeights: [Double], outputBias: Double
    ) {
      self.weights = weights
      self.biases = biases
      self.outputWeights = outputWeights
      self.outputBias = outputBias
    }
  }

  package enum Phase: String, Equatable, Sendable, CaseIterable { case train, test }

  package enum Scaling: String, Equatable, Sendable, CaseIterable {
    /// Training as it is, at test every masked layer times 1 − p.
    case classic
    /// Training divided by 1 − p (p = 1 gives zeros), at test as it is.
    case inverted
  }

  /// What a step has just computed.
  package enum Stage: Equatable, Sendable {
    case input, inputMask
    /// z of one hidden unit.
    case sum(Int)
    case activation, hiddenMask, output
    /// ∂L/∂y = y − t.
    case error
    /// ∂L/∂w₂ and ∂L/∂b₂.
    case outputGradient
    /// ∂L/∂h, through the mask.
    case hiddenGradient
    /// ∂L/∂z = ∂L/∂b₁, through the ReLU.
    case sumGradient
    /// ∂L/∂W₁.
    case weightGradient
    /// The network after one step of gradient descent.
    case update
    /// Forward again, the same masks.
    case again
  }

  package struct Step: Equatable, Sendable {
    package let index: Int
    package let stage: Stage
    /// x as the hidden layer receives it; empty before.
    package internal(set) var masked: [Double] = []
    /// As many as are computed.
    package internal(set) var z: [Double] = []
    package internal(set) var h: [Double] = []
    /// h as the output receives it.
    package internal(set) var hidden: [Double] = []
    package internal(set) var y: Double?
    package internal(set) var error: Double?
    package internal(set) var outputGradient: [Double] = []
    package internal(set) var hiddenGradient: [Double] = []
    package internal(set) var sumGradient: [Double] = []
    package internal(set) var weightGradient: [[Double]] = []
    package internal(set) var updated: Network?
    /// y of the updated network.
    package internal(set) var again: Double?

    init(index: Int, stage: Stage) {
      self.index = index
      self.stage = stage
    }

    fileprivate func next(_ stage: Stage) -> Step {
      var next = Step(index: index + 1, stage: stage)
      next.masked = masked
      next.z = z
      next.h = h
      next.hidden = hidden
      next.y = y
      next.error = error
      next.outputGradient = outputGradient
      next.hiddenGradient = hiddenGradient
      next.sumGradient = sumGradient
      next.weightGradient = weightGradient
      next.updated = updated
      return next
    }
  }

  package let network: Network
  package let x: [Double]
  /// r₀ and r₁; true is kept. At test they are not looked at.
  package let inputMask: [Bool]
  package let hiddenMask: [Bool]
  package let phase: Phase
  package let scaling: Scaling
  package let inputRate: Double
  package let hiddenRate: Double
  /// nil: forward only.
  package let target: Double?
  package let rate: Double

  /// - Throws: `DomainError` naming `x`, `mask`, `p-in`, `p-hidden` or `eta`.
  package init(
    _ network: Network, x: [Double], inputMask: [Bool], hiddenMask: [Bool], phase: Phase = .train,
    scaling: Scaling = .classic, inputRate: Double = 0.2, hiddenRate: Double = 0.5,
    target: Double? = nil, rate: Double = 0.01
  ) throws(DomainError) {
    let units = network.weights.count
    guard network.weights.allSatisfy({ $0.count == x.count }), network.biases.count == units,
      network.outputWeights.count == units, units > 0, !x.isEmpty
    else { throw DomainError("x", "\(x.count) numbers", allowed: "as many as the network takes") }
    guard inputMask.count == x.count, hiddenMask.count == units else {
      throw DomainError("mask", inputMask + hiddenMask, allowed: "an entry for each unit")
    }
    guard (0...1).contains(inputRate) else {
      throw DomainError("p-in", inputRate, allowed: "from 0 to 1")
    }
    guard (0...1).contains(hiddenRate) else {
      throw DomainError("p-hidden", hiddenRate, allowed: "from 0 to 1")
    }
    guard rate.isFinite else { throw DomainError("eta", rate, allowed: "a finite number") }
    self.network = network
    self.x = x
    self.inputMask = inputMask
    self.hiddenMask = hiddenMask
    self.phase = phase
    self.scaling = scaling
    self.inputRate = inputRate
    self.hiddenRate = hiddenRate
    self.target = target
    self.rate = rate
  }

  package var first: Step { Step(index: 0, stage: .input) }

  package func step(after step: Step) -> Step? {
    switch step.stage {
    case .input:
      var next = step.next(.inputMask)
      next.masked = scaled(x, inputMask, inputRate)
      return next
    case .inputMask: return summed(step, 0)
    case .sum(let unit) where unit + 1 < network.weights.count: return summed(step, unit + 1)
    case .sum:
      var next = step.next(.activation)
      next.h = step.z.map { Swift.max($0, 0) }
      return next
    case .activation:
      var next = step.next(.hiddenMask)
      next.hidden = scaled(step.h, hiddenMask, hiddenRate)
      return next
    case .hiddenMask:
      var next = step.next(.output)
      next.y = Self.product(network.outputWeights, step.hidden) + network.outputBias
      return next
    default: return back(step)
    }
  }

  private func back(_ step: Step) -> Step? {
    guard let target, let y = step.y else { return nil }
    let error = step.error ?? y - target
    switch step.stage {
    case .output:
      var next = step.next(.error)
      next.error = error
      return next
    case .error:
      var next = step.next(.outputGradient)
      next.outputGradient = step.hidden.map { error * $0 }
      return next
    case .outputGradient:
      var next = step.next(.hiddenGradient)
      next.hiddenGradient = scaled(network.outputWeights.map { error * $0 }, hiddenMask, hiddenRate)
      return next
    case .hiddenGradient:
      var next = step.next(.sumGradient)
      next.sumGradient = zip(step.hiddenGradient, step.z).map { $1 > 0 ? $0 : 0 }
      return next
    case .sumGradient:
      var next = step.next(.weightGradient)
      next.weightGradient = step.sumGradient.map { slope in step.masked.map { slope * $0 } }
      return next
    case .weightGradient:
      var next = step.next(.update)
      next.updated = Network(
        weights: zip(network.weights, step.weightGradient).map { moved($0, $1) },
        biases: moved(network.biases, step.sumGradient),
        outputWeights: moved(network.outputWeights, step.outputGradient),
        outputBias: network.outputBias - rate * error)
      return next
    case .update:
      guard let updated = step.updated else { return nil }
      var next = step.next(.again)
      let z = zip(updated.weights, updated.biases).map { Self.product($0, step.masked) + $1 }
      let hidden = scaled(z.map { Swift.max($0, 0) }, hiddenMask, hiddenRate)
      next.again = Self.product(updated.outputWeights, hidden) + updated.outputBias
      return next
    default: return nil
    }
  }

  private func summed(_ step: Step, _ unit: Int) -> Step {
    var next = step.next(.sum(unit))
    next.z.append(Self.product(network.weights[unit], step.masked) + network.biases[unit])
    return next
  }

  /// What a masked layer passes on in this phase; gradients pass through the same factors.
  private func scaled(_ values: [Double], _ mask: [Bool], _ rate: Double) -> [Double] {
    let keep = 1 - rate
    return zip(values, mask).map { value, isKept in
      switch (phase, scaling) {
      case (.train, .classic): isKept ? value : 0
      case (.train, .inverted): isKept && keep > 0 ? value / keep : 0
      case (.test, .classic): value * keep
      case (.test, .inverted): value
      }
    }
  }

  private func moved(_ weights: [Double], _ gradient: [Double]) -> [Double] {
    zip(weights, gradient).map { $0 - rate * $1 }
  }

  /// Σ wᵢxᵢ from the left.
  private static func product(_ weights: [Double], _ x: [Double]) -> Double {
    zip(weights, x).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
