extension SearchObjective {
  /// Real training: the validation loss of a network 64-32-10 (relu, Adam, batches of 32) on the handwritten digits,
  /// after one epoch per unit of budget, over the learning rate and the weight decay. Every trial begins with the
  /// same split and the same weights (seed 0), so that only the two numbers differ. NaN where training blows up.
  package static func digits(_ examples: Examples) -> SearchObjective {
    SearchObjective(digitsName, names: ["lr", "wd"], isCostly: true) { point, budget in
      var setup = TrainingSetup(.given(examples, count: examples.count))
      setup.hidden = [digitsHidden]
      (setup.rate, setup.weightDecay) = (point[0], point[1])
      setup.epochs = max(0, Int(min(budget, 1e6)))
      guard let last = (try? setup.training())?.reduce(nil, { Optional($1) }) else { return .nan }
      return last.status == .diverged ? .nan : last.validLoss
    }
  }

  package static let digitsName = "digits"
  package static let digitsHidden = 32
  package static let digitsSpace = SearchSpace([
    .init("lr", .log(1e-4, 1)), .init("wd", .log(1e-6, 1e-1)),
  ])
}
