/// All that a training needs to be said in numbers: the settings of the laboratory `training`, also for whoever else
/// trains by them.
///
/// One stream, in this order: data, split (a permutation; the last quarter validates), weights layer by layer, then
/// per epoch a permutation and per batch the masks from the input up.
package struct TrainingSetup: Equatable, Sendable {
  package enum Source: Equatable, Sendable {
    case toy(ToyData, examples: Int, noise: Double)
    /// The first so many of given examples; with labels from 0 up.
    case given(Examples, count: Int)
  }
  package var source: Source
  /// Units of each hidden layer.
  package var hidden: [Int] = [32, 32]
  package var activation = Activation.relu
  package var inputRate = 0.0
  package var hiddenRate = 0.0
  package var scaling = DropoutScaling.inverted
  package var method = Training.Method.adam
  package var rate = 0.01
  package var weightDecay = 0.0
  package var batch = 32
  package var epochs = 50
  package var patience: Int?
  package var seed: UInt64 = 0

  package init(_ source: Source) { self.source = source }

  /// - Throws: `DomainError` naming the setting, by its name in the laboratory.
  package func training() throws(DomainError) -> Training {
    var random = NumPyRandom(seed)
    let all: Examples
    switch source {
    case .toy(let toy, let count, let noise):
      guard (4...100_000).contains(count) else {
        throw DomainError("examples", count, allowed: "from 4 to 100000")
      }
      guard noise >= 0, noise.isFinite else {
        throw DomainError("noise", noise, allowed: "from 0 up")
      }
      all = toy.examples(count, noise: noise, &random)
    case .given(let examples, let count):
      guard count >= 4, examples.count >= 4 else {
        throw DomainError("examples", count, allowed: "from 4 up")
      }
      all = count < examples.count ? examples.prefix(count) : examples
    }
    let order = random.permutation(all.count)
    let cut = all.count - all.count / 4
    let classes = max(2, (all.labels.max() ?? 1) + 1)
    let network = try Perceptron(
      widths: [all.features.columns] + hidden + [classes], activation: activation)
    let dropout = try DropoutRates(
      input: inputRate, hidden: hiddenRate, scaling: scaling, in: network)
    let start = network.initialParameters(&random)
    return try Training(
      network, from: start, on: all.chosen(order[..<cut]), judgedBy: all.chosen(order[cut...]),
      dropout: dropout, method: method, rate: rate, weightDecay: weightDecay, batch: batch,
      epochs: epochs, patience: patience, random: random)
  }
}
