import Core
import Plot

/// The controls of `dropout-layer`, and the layer that they make.
struct LayerControls: Sendable {
  let input = Control(
    "x", Words(en: "input x", ko: "입력 x"), .vector(length: nil, range: nil, notch: 1),
    initial: .vector([5, 0]))
  let weights = Control(
    "W", Words(en: "weights W", ko: "가중치 W"), .matrix,
    initial: .matrix([[1, 1], [2, -1], [-1, 1]]))
  let bias = Control(
    "b", Words(en: "bias b", ko: "편향 b"), .vector(length: nil, range: nil, notch: 1),
    initial: .vector([1, 4, -1]))
  let activation = Control(
    "activation", Words(en: "activation", ko: "활성 함수"),
    .choice([
      .init("relu", Words("ReLU")), .init("none", Words(en: "none", ko: "없음")),
      .init("sigmoid", Words(en: "sigmoid", ko: "시그모이드")), .init("tanh", Words("tanh")),
    ]), initial: .choice("relu"))
  let rate = Control.real("p", "drop rate", "드롭아웃 비율", 0...1, notch: 0.05, initial: 0.5)
  let seed = Control(
    "seed", Words(en: "seed of the mask", ko: "마스크의 시드"), .seed, initial: .seed(0),
    clears: "mask")
  let mask = Control(
    "mask", Words(en: "mask (empty: from the seed)", ko: "마스크 (비우면 시드에서)"),
    .vector(length: nil, range: 0...1, notch: 1), initial: .vector([1, 0, 1]),
    presets: [.init(.vector([]), Words(en: "drawn from the seed", ko: "시드에서 추출"))])
  let mode = Control.choice(
    "mode", "phase", "단계",
    [
      ("train", "training", "훈련"),
      ("test", "test", "테스트"),
    ])
  let scaling = Control.choice(
    "scaling", "scaling", "보정",
    [
      ("classic", "classic", "고전 방식"),
      ("inverted", "inverted", "역드롭아웃"),
    ])
  let upstream = Control(
    "upstream", Words(en: "gradient from above", ko: "위에서 온 그레이디언트"),
    .vector(length: nil, range: nil, notch: 1), initial: .vector([2, 1, -1]))

  var all: [Control] {
    [input, weights, bias, activation, rate, seed, mask, mode, scaling, upstream]
  }

  /// A layer, and what of its settings a script repeats.
  struct Setup: Sendable {
    let layer: DropoutLayer
    let rate: Double
    let scaling: DropoutScaling
    /// The seed that the mask was drawn from; nil: it was given.
    let seed: UInt64?
  }

  /// - Throws: `ControlError` naming what does not fit the others.
  func layer(_ settings: Settings) throws -> Setup {
    let rows = settings[weights].matrix
    guard let matrix = Matrix(rows), matrix.rows >= 1, matrix.columns >= 1 else {
      throw misfit(
        weights, Words(en: "it has no numbers", ko: "수가 없다"),
        Words(
          en: "write rows of numbers, such as 1,1;2,-1;-1,1",
          ko: "행마다 수를 적어라(예: 1,1;2,-1;-1,1)"))
    }
    let x = settings[input].vector
    guard x.count == matrix.columns else {
      throw misfit(
        input,
        Words(
          en:
            "\(NumberText.counted(x.count, "number")), but W has \(NumberText.counted(matrix.columns, "column"))",
          ko: "수는 \(x.count)개인데 W의 열은 \(matrix.columns)개이다"),
        Words(
          en:
            "write \(NumberText.counted(matrix.columns, "number")), or a matrix W of \(NumberText.counted(x.count, "column"))",
          ko: "수를 \(matrix.columns)개 적거나 W의 열을 \(x.count)개로 하라")
      )
    }
    let b = settings[bias].vector
    let above = settings[upstream].vector
    for (control, values) in [(bias, b), (upstream, above)] where values.count != matrix.rows {
      throw misfit(
        control, tooFew(values, matrix),
        Words(en: "write one number for each row of W", ko: "W의 행마다 수를 하나씩 적어라"))
    }
    let p = settings[rate].number
    let isTraining = settings[mode].text != "test"
    var given = settings[mask].vector
    let isDrawn = given.isEmpty
    if isDrawn {
      var random = NumPyRandom(settings[seed].seed)
      given = random.mask(matrix.rows, rate: p).map { $0 ? 1 : 0 }
    }
    guard given.allSatisfy({ $0 == 0 || $0 == 1 }) else {
      throw misfit(
        mask, Words(en: "a mask is made of 0 and 1", ko: "마스크는 0과 1로 이루어진다"),
        Words(
          en: "write 1 for a unit that stays, 0 for one that drops",
          ko: "남는 노드는 1, 드롭되는 노드는 0으로 적어라"))
    }
    guard given.count == matrix.rows || !isTraining else {
      throw misfit(
        mask, tooFew(given, matrix),
        Words(
          en: "write 0 or 1 for each row of W, or leave it empty to draw it from the seed",
          ko: "W의 행마다 0 또는 1을 적거나, 비워서 시드에서 뽑게 하라"))
    }
    let rule = DropoutScaling(rawValue: settings[scaling].text) ?? .classic
    let layer = try checked {
      try DropoutLayer(
        weights: matrix, bias: b,
        activation: Activation(rawValue: settings[activation].text) ?? .relu,
        input: x, mask: given.map { $0 == 1 }, rate: p, scaling: rule, isTraining: isTraining,
        upstream: above)
    }
    return Setup(layer: layer, rate: p, scaling: rule, seed: isDrawn ? settings[seed].seed : nil)
  }

  private func misfit(_ control: Control, _ problem: Words, _ mend: Words) -> ControlError {
    ControlError(
      control: control.name, says: Words("\(control.name): ") + problem, mend: mend)
  }

  private func tooFew(_ values: [Double], _ weights: Matrix) -> Words {
    Words(
      en:
        "\(NumberText.counted(values.count, "number")), but W has \(NumberText.counted(weights.rows, "row"))",
      ko: "수는 \(values.count)개인데 W의 행은 \(weights.rows)개이다")
  }
}
