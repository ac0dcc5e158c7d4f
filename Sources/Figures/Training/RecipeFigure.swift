import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum H9 as a run: six cheap steps to good hyperparameters, each real training on the digits.
  package static let recipe: Figure = {
    let examples = Control.whole(
      "examples", "digits taken", "쓰는 숫자 수", 200...1797, notch: 100, initial: 1797,
      allowed: 40...1797)
    let hidden = Control.whole(
      "hidden", "hidden units", "은닉 노드", 8...64, notch: 8, initial: 32, allowed: 1...512)
    let epochs = Control.whole(
      "epochs", "epochs of the refined grid", "세밀 탐색의 에포크", 5...20, notch: 5, initial: 10,
      allowed: 1...100)
    let seed = Control.seed(0)
    return Figure(
      id: "recipe", title: Words(en: "The six-step recipe", ko: "하이퍼 매개변수 선택 여섯 단계"),
      controls: [examples, hidden, epochs, seed],
      run: { settings in
        let recipe = Recipe(
          digits: try BuiltInData.digits().prefix(settings[examples].whole),
          hidden: settings[hidden].whole, epochs: settings[epochs].whole,
          seed: settings[seed].seed)
        return try RecipeFilm.playing(recipe).film
      },
      python: { settings in
        try RecipePython.script(
          examples: settings[examples].whole, hidden: settings[hidden].whole,
          epochs: settings[epochs].whole, seed: settings[seed].seed)
      })
  }()
}

/// The settings that all six steps share, and the trainings they ask for. Momentum 0.9, batches of 32.
struct Recipe: Sendable {
  let digits: Examples
  let hidden: Int
  let epochs: Int
  let seed: UInt64

  /// Flat, slow, good, too large, and large enough for exp to overflow.
  static let rates = [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 1000]
  static let coarseRates = [1e-3, 1e-2, 0.1, 1]
  static let coarseDecays = [1e-4, 1e-5, 0]
  static let factors = [0.25, 0.5, 1, 2, 4]
  static let sample = 20
  static let sampleEpochs = 60
  static let iterations = 100
  static let coarseEpochs = 2

  /// Each from the same stream: split, weights, then the epochs.
  func training(rate: Double, decay: Double = 0, epochs: Int) throws -> Training {
    var setup = TrainingSetup(.given(digits, count: digits.count))
    setup.hidden = [hidden]
    setup.method = .momentum
    (setup.rate, setup.weightDecay, setup.epochs) = (rate, decay, epochs)
    setup.seed = seed
    return try checked { try setup.training() }
  }

  /// The same weights on the first twenty training digits.
  func memorising() throws -> Training {
    let whole = try training(rate: 0.1, epochs: 1)
    let few = whole.train.prefix(Self.sample)
    return try checked {
      try Training(
        whole.network, from: whole.start, on: few, judgedBy: few, method: .momentum, rate: 0.1,
        batch: Self.sample, epochs: Self.sampleEpochs, random: NumPyRandom(seed))
    }
  }
}

/// One frame of `recipe`.
enum RecipeFrame: Sendable {
  /// Step 1: the loss of the untrained net.
  case initial(loss: Double)
  /// Step 2: twenty digits, after so many epochs.
  case memorising(epoch: Int, loss: Double, accuracy: Double)
  /// Step 3: the losses of 100 iterations with a rate; NaN from where exp overflows.
  case rate(Double, losses: [Double])
  /// Steps 4 and 5: a point of a grid.
  case trial(isCoarse: Bool, rate: Double, decay: Double, loss: Double, accuracy: Double)
  /// Step 6: the best of them, after so many epochs.
  case curve(epoch: Int, train: Double, valid: Double, accuracy: Double)

  /// 1 … 6.
  var step: Int {
    switch self {
    case .initial: 1
    case .memorising: 2
    case .rate: 3
    case .trial(let isCoarse, _, _, _, _): isCoarse ? 4 : 5
    case .curve: 6
    }
  }
}
