import Core
import Plot

extension Figure {
  /// Laboratory: a small network learning, epoch by epoch.
  package static let training: Figure = {
    let controls = TrainingControls()
    return Figure(
      id: "training", title: Words(en: "Training a network", ko: "신경망 훈련"),
      controls: controls.all, input: TrainingInput.form(controls),
      presets: LaboratoryPresets.training,
      run: { settings in
        let setup = try controls.setup(settings)
        return try TrainingFilm(playing: try checked { try setup.training() }).stepped
      },
      python: { try TrainingPython.script(try controls.setup($0)) })
  }()
}

/// The controls of `training`, and what they ask for.
struct TrainingControls: Sendable {
  let data = Control.choice(
    "data", "data", "데이터",
    [
      ("moons", "two moons", "두 초승달"),
      ("spirals", "spirals", "나선"),
      ("xor", "noisy XOR", "잡음 섞인 XOR"),
      ("digits", "digits", "손글씨 숫자"),
    ])
  let examples = Control.whole(
    "examples", "examples (of digits all)", "예제 수 (숫자는 전부)", 40...1000, notch: 20, initial: 400,
    allowed: 4...100_000)
  let noise = Control.real(
    "noise", "noise", "잡음", 0...1, notch: 0.05, initial: 0.2, allowed: 0...100)
  let hidden = Control(
    "hidden", Words(en: "hidden units", ko: "은닉 노드"),
    .vector(length: nil, range: 1...1000, notch: 4), initial: .vector([32, 32]),
    presets: [
      .init(.vector([]), Words(en: "none: a straight boundary", ko: "없음: 경계가 직선이다")),
      .init(.vector([4]), Words(en: "four units", ko: "노드 4개")),
      .init(.vector([32, 32]), Words(en: "two layers of 32", ko: "32개씩 두 층")),
      .init(.vector([64]), Words(en: "one wide layer", ko: "넓은 한 층")),
    ])
  let activation = Control(
    "activation", Words(en: "activation", ko: "활성 함수"),
    .choice([
      .init("relu", Words("ReLU")), .init("tanh", Words("tanh")),
      .init("sigmoid", Words(en: "sigmoid", ko: "시그모이드")),
    ]), initial: .choice("relu"))
  let inputRate = Control.inputRate("p-input", 0...0.8, initial: 0)
  let hiddenRate = Control.hiddenRate("p-hidden", initial: 0)
  let scaling = Control.choice(
    "scaling", "scaling", "보정",
    [
      ("inverted", "inverted", "역드롭아웃"),
      ("classic", "classic", "고전 방식"),
    ])
  let optimizer = Control(
    "optimizer", Words(en: "optimizer", ko: "최적화 방법"),
    .choice([
      .init("adam", Words("Adam")), .init("sgd", Words("SGD")),
      .init("momentum", Words(en: "momentum", ko: "모멘텀")),
      .init("nesterov", Words("Nesterov")), .init("rmsprop", Words("RMSProp")),
      .init("adamw", Words("AdamW")), .init("lbfgs", Words("L-BFGS")),
    ]), initial: .choice("adam"))
  let rate = Control.log(
    "lr", "learning rate", "학습률", 1e-4...1, factor: 10.0.squareRoot(), initial: 0.01,
    allowed: 1e-300...1e300)
  let weightDecay = Control.real(
    "weight-decay", "weight decay", "가중치 감쇠", 0...0.1, notch: 0.001, initial: 0, allowed: 0...1e6)
  let batch = Control.whole("batch", "batch size", "배치 크기", 1...256, initial: 32, allowed: 1...1e6)
  let epochs = Control.whole(
    "epochs", "epochs", "에포크 수", 10...200, notch: 10, initial: 50, allowed: 0...10_000)
  let seed = Control.seed(0)

  var all: [Control] {
    [
      data, examples, noise, hidden, activation, inputRate, hiddenRate, scaling, optimizer, rate,
      weightDecay, batch, epochs, seed,
    ]
  }

  /// - Throws: `ControlError` naming `hidden`; `BuiltInData.Missing`.
  func setup(_ settings: Settings) throws -> TrainingSetup {
    let count = settings[examples].whole
    let source: TrainingSetup.Source
    if let toy = ToyData(rawValue: settings[data].text) {
      source = .toy(toy, examples: count, noise: settings[noise].number)
    } else {
      let digits = try BuiltInData.digits()
      source = .given(digits, count: settings[examples] == examples.initial ? digits.count : count)
    }
    var setup = TrainingSetup(source)
    setup.hidden = try widths(settings)
    setup.activation = Activation(rawValue: settings[activation].text) ?? .relu
    setup.inputRate = settings[inputRate].number
    setup.hiddenRate = settings[hiddenRate].number
    setup.scaling = DropoutScaling(rawValue: settings[scaling].text) ?? .inverted
    setup.method = Training.Method(rawValue: settings[optimizer].text) ?? .adam
    setup.rate = settings[rate].number
    setup.weightDecay = settings[weightDecay].number
    setup.batch = settings[batch].whole
    setup.epochs = settings[epochs].whole
    setup.seed = settings[seed].seed
    return setup
  }

  private func widths(_ settings: Settings) throws -> [Int] {
    let widths = settings[hidden].vector.compactMap { Int(exactly: $0) }
    guard widths.count == settings[hidden].vector.count, widths.count <= 16 else {
      throw ControlError(
        control: hidden.name,
        says: Words(
          en: "hidden: at most 16 layers of whole numbers of units",
          ko: "hidden: 층은 16개까지, 노드 수는 정수여야 한다"),
        mend: Words(en: "write, for example, 32,32", ko: "예를 들어 32,32라고 쓴다"))
    }
    return widths
  }
}
