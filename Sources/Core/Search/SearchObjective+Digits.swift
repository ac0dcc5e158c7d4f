extension SearchObjective {
  /// Real training: the validation loss of a network 64-32-10 (relu, Adam, batches of 32) on the handwritten digits,
  /// after one epoch per unit of budget, over the learning rate and the weight decay. Every trial begins with the
  /// same split and the same weights (seed 0), so that only the two numbers differ. NaN where training blows up.
  ///
  /// A point that comes again with a larger budget goes on where it stopped.
  package static func digits(_ examples: Examples) -> SearchObjective {
    digits(examples, keeping: KeptTrainings())
  }

  static func digits(_ examples: Examples, keeping kept: KeptTrainings) -> SearchObjective {
    SearchObjective(digitsName, names: ["lr", "wd"], isCostly: true) { point, budget in
      let epochs = max(0, Int(min(budget, 1e6)))
      guard let training = try? digitsTraining(examples, at: point, epochs: epochs) else {
        return .nan
      }
      let last = kept.step(after: epochs, at: point, of: training)
      return last.status == .diverged ? .nan : last.validLoss
    }
  }

  /// The training of a point, for at least so many epochs: that of a smaller budget is its beginning.
  private static func digitsTraining(
    _ examples: Examples, at point: [Double], epochs: Int
  ) throws(DomainError) -> Training {
    var setup = TrainingSetup(.given(examples, count: examples.count))
    setup.hidden = [digitsHidden]
    (setup.rate, setup.weightDecay) = (point[0], point[1])
    setup.epochs = max(epochs, Int(fullBudget))
    return try setup.training()
  }

  package static let digitsName = "digits"
  package static let digitsHidden = 32
  package static let digitsSpace = SearchSpace([
    .init("lr", .log(1e-4, 1)), .init("wd", .log(1e-6, 1e-1)),
  ])
}
