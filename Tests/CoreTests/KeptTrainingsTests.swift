import Testing

@testable import Core

@Suite("Trainings that are kept to go on with")
struct KeptTrainingsTests {
  /// Small images of ten kinds, drawn from a stream.
  private static let images: Examples = {
    var random = NumPyRandom(3)
    let labels = (0..<60).map { $0 % 10 }
    let pixels = random.standardNormal(60 * 64)
    let elements = pixels.enumerated().map { index, noise in
      0.3 * noise + ((index % 64) % 10 == labels[index / 64] ? 1 : 0)
    }
    return Examples(Matrix(rows: 60, columns: 64, elements: elements), labels: labels)
  }()

  private func halving(_ trials: Int, keeping kept: KeptTrainings) throws -> [Search.Step] {
    Array(
      try Search(
        space: SearchObjective.digitsSpace,
        objective: .digits(Self.images, keeping: kept), halving: trials, seed: 5))
  }

  @Test("survivors go on, and come to the numbers of one long training")
  func survivors() throws {
    let kept = KeptTrainings()
    let steps = try halving(9, keeping: kept)
    #expect(steps.count == 9 + 3 + 1)
    for step in steps {
      let budget = try #require(step.rung?.budget)
      var setup = TrainingSetup(.given(Self.images, count: Self.images.count))
      setup.hidden = [SearchObjective.digitsHidden]
      (setup.rate, setup.weightDecay) = (step.point[0], step.point[1])
      setup.epochs = Int(budget)
      let alone = try #require(Array(try setup.training()).last)
      #expect(alone.index == Int(budget))
      #expect(alone.validLoss.bitPattern == step.value.bitPattern, "budget \(budget)")
    }
    // 9 times 1, 3 times 2 more, once 6 more; from the start it would be 9 + 9 + 9.
    #expect(kept.epochs == 9 + 6 + 6)
  }

  @Test("keeping fewer, or none, changes the work and not the numbers", arguments: [0, 1, 2, 128])
  func capacities(_ capacity: Int) throws {
    let kept = KeptTrainings(capacity: capacity)
    let values = try halving(9, keeping: kept).map(\.value.bitPattern)
    #expect(values == (try halving(9, keeping: KeptTrainings())).map(\.value.bitPattern))
    #expect(capacity > 0 ? kept.epochs < 27 || capacity < 3 : kept.epochs == 27)
  }

  @Test(
    "a longer training begins as a shorter one, whatever the method",
    arguments: Training.Method.allCases)
  func beginnings(_ method: Training.Method) throws {
    func steps(_ epochs: Int) throws -> [Training.Step] {
      var setup = TrainingSetup(.toy(.moons, examples: 40, noise: 0.2))
      (setup.hidden, setup.hiddenRate, setup.method) = ([6], 0.3, method)
      (setup.epochs, setup.rate) = (epochs, 0.01)
      return Array(try setup.training())
    }
    let (short, long) = (try steps(2), try steps(6))
    for (a, b) in zip(short, long) {
      #expect(a.parameters == b.parameters && a.validLoss == b.validLoss)
    }
    #expect(long.count > short.count)
  }
}
