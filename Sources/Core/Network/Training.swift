/// A network learning from examples, told epoch by epoch.
///
/// One epoch: a permutation of the training examples, cut into batches; per batch the masks from the input up, then
/// one step of the method. L-BFGS takes all examples at once; its masks are drawn once, before the first epoch, since
/// its line search compares values of one function.
package struct Training: Algorithm {
  package enum Method: String, Equatable, Hashable, Sendable, CaseIterable {
    /// w ← w − ηg.
    case sgd
    /// v ← 0.9v − ηg, w ← w + v.
    case momentum
    /// v ← 0.9v − ηg(w + 0.9v), w ← w + v.
    case nesterov
    /// r ← 0.99r + 0.01g², w ← w − ηg/(√r + 1e-8).
    case rmsprop
    /// m ← 0.9m + 0.1g, r ← 0.999r + 0.001g², w ← w − η m̂/(√r̂ + 1e-8), both without bias.
    case adam
    /// As adam on the loss alone, and w ← w − ηλw beside it. Source: Loshchilov & Hutter (2019).
    case adamw
    /// Two-loop recursion over 10 pairs, Moré–Thuente line search.
    case lbfgs
  }

  package let network: Perceptron
  package let dropout: DropoutRates
  package let train: Examples
  package let valid: Examples
  package let method: Method
  /// The learning rate η; L-BFGS does without.
  package let rate: Double
  /// λ of the penalty ½λ‖W‖² on weights, not on biases; adamw's λ stands outside the gradient.
  package let weightDecay: Double
  /// Examples a step.
  package let batch: Int
  package let epochs: Int
  /// Epochs without a new lowest validation loss after which training stops early; nil: never.
  package let patience: Int?
  package let start: [Double]
  let random: NumPyRandom
  /// What lbfgs runs.
  package let quasiNewton: Minimizer?

  /// What is known after an epoch, every unit being on (at test): sums over all examples of a set.
  package struct Step: Equatable, Sendable {
    /// Epochs so far; 0 before training.
    package let index: Int
    package let parameters: [Double]
    /// Mean loss without any penalty.
    package let trainLoss: Double
    package let validLoss: Double
    /// Share of right answers, 0 … 1; nil where there is no answer (squared loss).
    package let trainAccuracy: Double?
    package let validAccuracy: Double?
    /// ‖∇ train loss‖₂, without any penalty.
    package let gradientNorm: Double
    /// Mean over the epoch's steps of ‖step‖₂/‖w‖₂; nil before training.
    package let updateRatio: Double?
    /// Share of hidden units whose slope is 0 for every training example.
    package let deadFraction: Double
    /// The epoch of the lowest validation loss so far.
    package let bestIndex: Int
    package let bestLoss: Double
    package let status: Status
    package let ending: Ending?
    var state: State
  }

  package enum Ending: Equatable, Sendable {
    case allEpochs
    /// No new lowest validation loss for so many epochs.
    case patience(Int)
    /// A loss or a parameter is not finite.
    case notFinite
    /// ‖w‖∞ beyond 10¹² · Swift.max(1, ‖w₀‖∞).
    case ranAway
    case quasiNewton(Minimizer.Ending)
  }

  /// What the next epoch needs besides the parameters.
  struct State: Equatable, Sendable {
    var random: NumPyRandom
    /// Steps so far.
    var updates = 0
    /// v of momentum and nesterov, m of adam.
    var velocity: [Double] = []
    /// r of rmsprop and adam.
    var squares: [Double] = []
    var quasiNewton: Minimizer.Step?
  }

  /// - Parameters:
  ///   - start: the parameters; see `Perceptron.initialParameters`.
  ///   - random: the stream that permutations and masks come from.
  /// - Throws: `DomainError` naming `lr`, `weight-decay`, `batch`, `epochs` or `examples`.
  package init(
    _ network: Perceptron, from start: [Double], on train: Examples, judgedBy valid: Examples,
    dropout: DropoutRates? = nil, method: Method = .adam, rate: Double = 0.01,
    weightDecay: Double = 0, batch: Int = 32, epochs: Int, patience: Int? = nil,
    random: NumPyRandom
  ) throws(DomainError) {
    guard rate > 0, rate.isFinite else { throw DomainError("lr", rate, allowed: "above 0") }
    guard weightDecay >= 0, weightDecay.isFinite else {
      throw DomainError("weight-decay", weightDecay, allowed: "from 0 up")
    }
    guard batch >= 1 else { throw DomainError("batch", batch, allowed: "from 1 up") }
    guard (0...1_000_000).contains(epochs) else {
      throw DomainError("epochs", epochs, allowed: "from 0 to 1000000")
    }
    guard train.count >= 1, valid.count >= 1, network.accepts(train), network.accepts(valid) else {
      throw DomainError(
        "examples", "\(train.count) and \(valid.count)",
        allowed: "of at least one for training and one for validation, and fit the network")
    }
    precondition(start.count == network.parameterCount, "one number for each parameter")
    self.network = network
    self.dropout = dropout ?? .none(in: network)
    self.train = train
    self.valid = valid
    self.method = method
    self.rate = rate
    self.weightDecay = weightDecay
    self.batch = Swift.min(batch, train.count)
    self.epochs = epochs
    self.patience = patience
    self.start = start
    var random = random
    if method == .lbfgs {
      quasiNewton = try Training.quasiNewton(
        network, self.dropout, train, from: start, weightDecay: weightDecay, epochs: epochs,
        &random)
    } else {
      quasiNewton = nil
    }
    self.random = random
  }

  package var first: Step { judged(0, start, beginning, updateRatio: nil, after: nil) }

  /// What is remembered before the first epoch.
  var beginning: State {
    var state = State(random: random)
    switch method {
    case .sgd: break
    case .momentum, .nesterov: state.velocity = [Double](repeating: 0, count: start.count)
    case .rmsprop: state.squares = [Double](repeating: 0, count: start.count)
    case .adam, .adamw:
      state.velocity = [Double](repeating: 0, count: start.count)
      state.squares = state.velocity
    case .lbfgs: state.quasiNewton = quasiNewton?.first
    }
    return state
  }

  package func step(after step: Step) -> Step? {
    guard step.status == .running else { return nil }
    if method == .lbfgs { return quasiNewtonStep(after: step) }
    var parameters = step.parameters
    var state = step.state
    let ratio = runEpoch(&parameters, &state)
    return judged(step.index + 1, parameters, state, updateRatio: ratio, after: step)
  }

  // MARK: Judging

  /// The step of these parameters: both sets are judged with every unit on.
  func judged(
    _ index: Int, _ parameters: [Double], _ state: State, updateRatio: Double?,
    after previous: Step?
  ) -> Step {
    let room = PerceptronWorkspace(
      network, dropout: dropout, capacity: Swift.min(256, Swift.max(train.count, valid.count)))
    let trained = room.judge(parameters, on: train, wantsGradient: true)
    let validated = room.judge(parameters, on: valid, wantsGradient: false)
    let isBest = !(validated.loss >= previous?.bestLoss ?? .infinity)
    let bestIndex = isBest ? index : previous?.bestIndex ?? index
    let size = VectorKernels.largest(parameters)
    let isFinite = trained.loss.isFinite && validated.loss.isFinite && size.isFinite
    let reach = 1e12 * Swift.max(1, VectorKernels.largest(start))
    var (status, ending): (Status, Ending?) = (.running, nil)
    if !isFinite {
      (status, ending) = (.diverged, .notFinite)
    } else if size > reach {
      (status, ending) = (.diverged, .ranAway)
    } else if let last = state.quasiNewton, last.status != .running, let why = last.ending {
      (status, ending) =
        why == .stepLimit ? (.done, .allEpochs) : (last.status, .quasiNewton(why))
    } else if index >= epochs {
      (status, ending) = (.done, .allEpochs)
    } else if let patience, index - bestIndex >= patience {
      (status, ending) = (.done, .patience(patience))
    }
    return Step(
      index: index, parameters: parameters, trainLoss: trained.loss, validLoss: validated.loss,
      trainAccuracy: trained.accuracy, validAccuracy: validated.accuracy,
      gradientNorm: trained.gradientNorm, updateRatio: updateRatio,
      deadFraction: trained.deadFraction, bestIndex: bestIndex,
      bestLoss: isBest ? validated.loss : previous?.bestLoss ?? validated.loss, status: status,
      ending: ending, state: state)
  }
}

extension Perceptron {
  /// Whether examples have its inputs and targets it can be compared with.
  package func accepts(_ examples: Examples) -> Bool {
    guard examples.features.columns == inputs else { return false }
    switch (examples.targets, loss) {
    case (.labels(let labels), .softmax): return labels.allSatisfy { (0..<outputs).contains($0) }
    case (.values(let values), .logistic), (.values(let values), .squared):
      return values.columns == outputs
    default: return false
    }
  }
}
