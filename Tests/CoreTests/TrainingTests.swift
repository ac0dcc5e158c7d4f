import Foundation
import Testing

@testable import Core

@Suite("Training a network")
struct TrainingTests {
  /// By `Vectors/training.py`.
  struct Case: Decodable {
    struct Settings: Decodable {
      var kind: String?
      var n: Int?
      var noise: Double?
      var hidden: [Int]?
      var activation: String?
      var p_in: Double?
      var p_hid: Double?
      var scaling: String?
      var opt: String?
      var lr: Double?
      var wd: Double?
      var batch: Int?
      var epochs: Int?
      var seed: UInt64?
    }
    struct Step: Decodable {
      let train_loss, train_accuracy, valid_loss, valid_accuracy, grad_norm, dead_fraction: Double
      let update_ratio: Double?
    }
    let settings: Settings
    let steps: [Step]
    let parameters: [Double]
  }

  static func training(_ s: Case.Settings) throws -> Training {
    var setup = TrainingSetup(
      .toy(
        ToyData(rawValue: s.kind ?? "moons") ?? .moons, examples: s.n ?? 40, noise: s.noise ?? 0.2))
    setup.hidden = s.hidden ?? [6, 5]
    setup.activation = Activation(rawValue: s.activation ?? "relu") ?? .relu
    setup.inputRate = s.p_in ?? 0
    setup.hiddenRate = s.p_hid ?? 0
    setup.scaling = DropoutScaling(rawValue: s.scaling ?? "inverted") ?? .inverted
    setup.method = Training.Method(rawValue: s.opt ?? "adam") ?? .adam
    setup.rate = s.lr ?? 0.01
    setup.weightDecay = s.wd ?? 0
    setup.batch = s.batch ?? 8
    setup.epochs = s.epochs ?? 4
    setup.seed = s.seed ?? 0
    return try setup.training()
  }

  private static func cases() throws -> [Case] {
    let url = try #require(
      Bundle.module.url(forResource: "Vectors/training", withExtension: "json"))
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
  }

  private func near(_ ours: Double, _ theirs: Double, _ tolerance: Double) -> Bool {
    (ours - theirs).magnitude <= tolerance * max(1, theirs.magnitude)
  }

  /// Within 1e-11: some twenty small steps, each of which may double what rounding left.
  @Test("every epoch is NumPy's, to the last digits but few")
  func reference() throws {
    for known in try Self.cases() {
      let steps = Array(try Self.training(known.settings))
      #expect(steps.count == known.steps.count)
      for (step, wanted) in zip(steps, known.steps) {
        let place = "\(known.settings) \(step.index)"
        #expect(near(step.trainLoss, wanted.train_loss, 1e-11), "\(place)")
        #expect(near(step.validLoss, wanted.valid_loss, 1e-11), "\(place)")
        #expect(step.trainAccuracy == wanted.train_accuracy, "\(place)")
        #expect(step.validAccuracy == wanted.valid_accuracy, "\(place)")
        #expect(near(step.gradientNorm, wanted.grad_norm, 1e-11), "\(place)")
        #expect(near(step.updateRatio ?? -1, wanted.update_ratio ?? -1, 1e-11), "\(place)")
        #expect(step.deadFraction == wanted.dead_fraction, "\(place)")
      }
      let last = try #require(steps.last)
      #expect(last.status == .done && last.ending == .allEpochs)
      for (ours, theirs) in zip(last.parameters, known.parameters) {
        #expect(near(ours, theirs, 1e-11))
      }
    }
  }

  @Test("a step is a pure function of the one before")
  func chain() throws {
    let run = try Self.training(Case.Settings(p_hid: 0.5, opt: "adam", epochs: 3))
    let steps = Array(run)
    #expect(run.step(after: steps[1]) == steps[2] && run.step(after: steps[3]) == nil)
    #expect(Array(run) == steps)
  }

  @Test(
    "gradients agree with central differences, masks and penalty included",
    arguments: [Activation.tanh, .sigmoid, .relu, .none],
    [Perceptron.Loss.softmax, .logistic, .squared])
  func gradients(activation: Activation, loss: Perceptron.Loss) throws {
    var random = NumPyRandom(3)
    let network = try Perceptron(widths: [3, 5, 4, 2], activation: activation, loss: loss)
    var w = network.initialParameters(&random)
    for index in w.indices { w[index] += 0.1 * random.standardNormal() }
    let features = Matrix(rows: 6, columns: 3, elements: random.standardNormal(18))
    let examples: Examples
    switch loss {
    case .softmax: examples = Examples(features, labels: [0, 1, 1, 0, 1, 0])
    case .logistic, .squared:
      let values = loss == .squared ? random.standardNormal(12) : (0..<12).map { Double($0 % 2) }
      examples = Examples(features, targets: Matrix(rows: 6, columns: 2, elements: values))
    }
    let dropout = try DropoutRates(input: 0.2, hidden: 0.5, scaling: .inverted, in: network)
    for masks in [nil, [random.mask(18, rate: 0.2), random.mask(30, rate: 0.5), nil]]
      as [[[Bool]?]?]
    {
      func value(_ w: [Double]) -> Double {
        network.valueAndGradient(
          w, on: examples, dropout: dropout, masks: masks, weightDecay: 0.01
        ).value
      }
      let gradient = network.valueAndGradient(
        w, on: examples, dropout: dropout, masks: masks, weightDecay: 0.01
      ).gradient
      for index in w.indices {
        let h = 1e-5
        var (up, down) = (w, w)
        up[index] += h
        down[index] -= h
        let slope = (value(up) - value(down)) / (2 * h)
        #expect((slope - gradient[index]).magnitude < 1e-7, "\(index)")
      }
    }
  }

  @Test("products do not depend on the library")
  func products() {
    var random = NumPyRandom(1)
    for (m, n, k) in [(1, 1, 1), (3, 5, 2), (32, 33, 17), (7, 64, 40), (2, 3, 0)] {
      let a = random.standardNormal(m * k), b = random.standardNormal(k * n)
      for (transposingA, transposingB) in [
        (false, false), (true, false), (false, true), (true, true),
      ] {
        for adding in [false, true] {
          var ours = [Double](repeating: 1, count: m * n)
          var theirs = ours
          var plain = ours
          BLAS.multiplyOurselves(
            m, n, k, a, transposingA: transposingA, b, transposingB: transposingB, into: &ours,
            adding: adding)
          BLAS.multiply(
            m, n, k, a, transposingA: transposingA, b, transposingB: transposingB, into: &theirs,
            adding: adding)
          for row in 0..<m {
            for column in 0..<n {
              var sum = adding ? 1.0 : 0
              for i in 0..<k {
                sum +=
                  (transposingA ? a[i * m + row] : a[row * k + i])
                  * (transposingB ? b[column * k + i] : b[i * n + column])
              }
              plain[row * n + column] = sum
            }
          }
          for index in plain.indices {
            #expect((ours[index] - plain[index]).magnitude < 1e-13 * Double(k + 1))
            #expect((theirs[index] - plain[index]).magnitude < 1e-13 * Double(k + 1))
          }
        }
      }
    }
  }

  @Test("every method lowers the loss", arguments: Training.Method.allCases)
  func learning(method: Training.Method) throws {
    let rates: [Training.Method: Double] = [.sgd: 0.3, .momentum: 0.05, .nesterov: 0.05]
    let run = try Self.training(
      Case.Settings(hidden: [8], opt: method.rawValue, lr: rates[method] ?? 0.02, epochs: 8))
    let steps = Array(run)
    let (first, last) = (try #require(steps.first), try #require(steps.last))
    #expect(last.trainLoss < 0.7 * first.trainLoss)
    #expect(last.status != .diverged && last.bestLoss <= first.validLoss)
  }

  @Test func quasiNewtonKeepsItsMasksAndNeverRises() throws {
    let steps = Array(
      try Self.training(Case.Settings(hidden: [4], p_hid: 0.25, opt: "lbfgs", wd: 0.01, epochs: 12))
    )
    let values = steps.compactMap { $0.state.quasiNewton?.f }
    #expect(values.count == steps.count && zip(values, values.dropFirst()).allSatisfy { $1 < $0 })
  }

  @Test("endings have names")
  func endings() throws {
    let wild = Array(try Self.training(Case.Settings(opt: "sgd", lr: 1e200)))
    #expect(wild.last?.status == .diverged && wild.count < 5)
    let far = Array(try Self.training(Case.Settings(opt: "adam", lr: 1e14)))
    #expect(far.last?.ending == .ranAway)
    var setup = TrainingSetup(.toy(.moons, examples: 40, noise: 0.5))
    (setup.patience, setup.epochs, setup.rate) = (2, 200, 0.05)
    let early = Array(try setup.training())
    let last = try #require(early.last)
    #expect(last.ending == .patience(2) && last.index == last.bestIndex + 2)
    setup.epochs = 0
    #expect(Array(try setup.training()).map(\.status) == [.done])
  }

  @Test("p = 1 lets nothing through, and nothing but the last biases learns")
  func allDropped() throws {
    let run = try Self.training(Case.Settings(p_hid: 1, opt: "sgd", lr: 0.1, epochs: 2))
    let last = try #require(Array(run).last)
    let bias = run.network.biases(run.network.layers - 1)
    for index in run.start.indices where !bias.contains(index) {
      #expect(last.parameters[index] == run.start[index])
    }
  }

  @Test("Monte Carlo passes average to the scaled net where all is linear")
  func averages() throws {
    var random = NumPyRandom(5)
    let network = try Perceptron(widths: [2, 6, 2], activation: .none)
    let w = network.initialParameters(&random)
    let x = Matrix(rows: 1, columns: 2, elements: [1, -2])
    let dropout = try DropoutRates(input: 0, hidden: 0.5, scaling: .classic, in: network)
    var sum = 0.0
    for _ in 0..<4000 {
      sum += network.droppedOutputs(w, for: x, dropout: dropout, &random).elements[0]
    }
    let scaled = network.outputs(w, for: x, dropout: dropout).elements[0]
    #expect((sum / 4000 - scaled).magnitude < 0.15)
  }

  @Test("settings that cannot be are named")
  func mistakes() throws {
    func name(_ change: (inout TrainingSetup) -> Void) -> String? {
      var setup = TrainingSetup(.toy(.moons, examples: 40, noise: 0.2))
      change(&setup)
      do throws(DomainError) {
        _ = try setup.training()
        return nil
      } catch { return error.name }
    }
    #expect(name { $0.rate = 0 } == "lr" && name { $0.batch = 0 } == "batch")
    #expect(
      name { $0.hidden = [0] } == "hidden" && name { $0.hidden = [100_000, 100_000] } == "hidden")
    #expect(name { $0.hiddenRate = 2 } == "p-hidden" && name { $0.inputRate = .nan } == "p-input")
    #expect(name { $0.epochs = -1 } == "epochs" && name { $0.weightDecay = -1 } == "weight-decay")
    #expect(name { $0.source = .toy(.xor, examples: 3, noise: 0) } == "examples")
    #expect(name { _ in } == nil)
  }
}

@Suite("Digits")
struct DigitsTests {
  @Test func theLessonsData() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "lessons/data/digits.csv")
    let digits = try Digits.examples(csv: Data(contentsOf: url))
    #expect(digits.count == 1797 && digits.features.columns == 64)
    #expect(
      (0..<10).map { digit in digits.labels.count { $0 == digit } } == [
        178, 182, 177, 183, 181, 182, 181, 179, 174, 180,
      ])
    // The sum of all ink that scikit-learn's copy has.
    #expect(digits.features.elements.reduce(0, +) * 16 == 561_718)
  }

  @Test("what cannot be read says its line", arguments: ["1,2,3\n", "# c\nx", "1,,2", ""])
  func mistakes(text: String) {
    #expect(throws: Digits.Unreadable.self) { try Digits.examples(csv: text.utf8) }
  }

  @Test func commentsAndBlankLinesAreLeftOut() throws {
    let row = [String](repeating: "16", count: 64).joined(separator: ",") + ",7"
    let digits = try Digits.examples(csv: "# a, b\r\n\n\(row)\r\n\(row)".utf8)
    #expect(digits.labels == [7, 7] && digits.features.elements.allSatisfy { $0 == 1 })
  }
}

@Suite("Networks beside training")
struct NetworkTests {
  @Test("the parameters after all epochs are those of the chain")
  func trained() throws {
    for method in ["adam", "lbfgs"] {
      let run = try TrainingTests.training(
        TrainingTests.Case.Settings(p_hid: 0.5, opt: method, epochs: 3))
      let last = try #require(Array(run).last)
      let trained = try run.trained()
      #expect(trained.parameters == last.parameters && trained.random == last.state.random)
    }
  }

  @Test func lossesOfBatchesBeginWithTheFirst() throws {
    let run = try TrainingTests.training(TrainingTests.Case.Settings(opt: "sgd", lr: 0.1))
    let losses = run.batchLosses(9)
    #expect(losses.count == 9 && losses.allSatisfy(\.isFinite))
    let wild = try TrainingTests.training(TrainingTests.Case.Settings(opt: "sgd", lr: 1e6))
    let last = wild.batchLosses(50)
    #expect(last.count < 50 && last.last?.isNaN == true)
  }

  @Test("a stroke inks the pixels near its segment")
  func strokes() {
    var random = NumPyRandom(3)
    let ends = { (copy: NumPyRandom) -> [Double] in
      var copy = copy
      return copy.random(4).map { 7 * $0 }
    }(random)
    let picture = StrokeImages.features(2, &random)
    #expect(picture.rows == 2 && picture.columns == 64)
    #expect(picture.elements.allSatisfy { $0 == 0 || $0 == 1 })
    // The pixels nearest to both ends and to the middle are inked.
    for share in [0.0, 0.5, 1.0] {
      let x = ends[0] + share * (ends[2] - ends[0]), y = ends[1] + share * (ends[3] - ends[1])
      #expect(picture[0, Int(y.rounded()) * 8 + Int(x.rounded())] == 1)
    }
  }

  @Test("activities count every answer, and masks add their zeros")
  func activity() throws {
    let network = try Perceptron(widths: [2, 3, 2])
    // Units that answer x1, 0 and x1 + x2.
    let w: [Double] = [1, 0, -1, 0, 1, 1, 0, 0, 0] + [Double](repeating: 0.5, count: 8)
    let x = Matrix(rows: 2, columns: 2, elements: [1, 2, 2, 1])
    let dropout = try DropoutRates(input: 0, hidden: 0.25, scaling: .classic, in: network)
    let layer = try #require(network.activity(w, for: x, dropout: dropout).first)
    #expect((layer.mean - 1.5).magnitude < 1e-12 && (layer.maskedMean - 1.125).magnitude < 1e-12)
    #expect(
      (layer.zeros - 1.0 / 3).magnitude < 1e-12 && (layer.deadFraction - 1.0 / 3).magnitude < 1e-12)
    #expect(layer.counts.reduce(0, +) == 6 && layer.maskedCounts.reduce(0, +) == 6)
    #expect(layer.maskedCounts[0] == 0.25 * 6 + 0.75 * 2)
  }
}

@Suite("The average over all masks")
struct AverageOverMasksTests {
  @Test(
    "of one softmax layer the geometric mean is the scaled net, exactly", arguments: [0.5, 0.2])
  func geometric(rate: Double) throws {
    var random = NumPyRandom(2)
    let network = try Perceptron(widths: [5, 3], activation: .none)
    let w = random.standardNormal(network.parameterCount)
    let dropout = try DropoutRates(input: rate, hidden: 0, scaling: .classic, in: network)
    let average = try network.averageOverMasks(w, input: random.standardNormal(5), dropout: dropout)
    #expect(average.masks == 32)
    for (geometric, scaled) in zip(average.geometric, average.scaled) {
      #expect((geometric - scaled).magnitude < 1e-14)
    }
    #expect((average.arithmetic.reduce(0, +) - 1).magnitude < 1e-14)
    #expect(zip(average.arithmetic, average.scaled).contains { ($0 - $1).magnitude > 1e-3 })
  }

  /// Curriculum W6: odds 1, 4, 9, 36.
  @Test func theCurriculumsOdds() throws {
    let network = try Perceptron(widths: [2, 1], activation: .none, loss: .logistic)
    let w = [Foundation.log(4.0), Foundation.log(9.0), 0]
    let dropout = try DropoutRates(input: 0.5, hidden: 0, scaling: .classic, in: network)
    let average = try network.averageOverMasks(w, input: [1, 1], dropout: dropout)
    let mean = (0.5 + 0.8 + 0.9 + 36.0 / 37) / 4
    #expect((average.arithmetic[0] - mean).magnitude < 1e-15)
    #expect((average.geometric[0] - 6.0 / 7).magnitude < 1e-15)
    #expect((average.scaled[0] - 6.0 / 7).magnitude < 1e-15)
  }

  /// Curriculum W1: 14.5 by scaling, 14.48 on the average of all 32 masks.
  @Test func hiddenUnitsMakeItAnApproximation() throws {
    let network = try Perceptron(widths: [2, 3, 1], loss: .squared)
    let w: [Double] = [1, 1, 2, -1, -1, 1, 1, 4, -1, 2, 1, -1, 1]
    let dropout = try DropoutRates(input: 0.2, hidden: 0.5, scaling: .classic, in: network)
    let average = try network.averageOverMasks(w, input: [5, 10], dropout: dropout)
    #expect(average.masks == 32 && (average.scaled[0] - 14.5).magnitude < 1e-12)
    #expect((average.arithmetic[0] - 14.48).magnitude < 0.01)
  }

  @Test func tooManyUnitsAreRefused() throws {
    let network = try Perceptron(widths: [17, 2])
    let dropout = try DropoutRates(input: 0.5, hidden: 0, scaling: .classic, in: network)
    #expect(throws: DomainError.self) {
      try network.averageOverMasks(
        [Double](repeating: 0, count: network.parameterCount),
        input: [Double](repeating: 0, count: 17), dropout: dropout)
    }
  }
}
