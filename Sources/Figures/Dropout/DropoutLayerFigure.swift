import Core
import Plot

extension Figure {
  /// Laboratory: one sample through one layer with dropout, forward and backward.
  package static let dropoutLayer: Figure = {
    let controls = LayerControls()
    return Figure(
      id: "dropout-layer", title: Words(en: "Dropout in one layer", ko: "한 층의 드롭아웃"),
      controls: controls.all, presets: LaboratoryPresets.dropoutLayer,
      run: { LayerFilm(try controls.layer($0)).film },
      python: { LayerPython.script(try controls.layer($0)) })
  }()
}

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
  let rate = Control(
    "p", Words(en: "drop rate", ko: "드롭아웃 비율"), .real(0...1, notch: 0.05), initial: .number(0.5))
  let seed = Control(
    "seed", Words(en: "seed of the mask", ko: "마스크의 시드"), .seed, initial: .seed(0),
    clears: "mask")
  let mask = Control(
    "mask", Words(en: "mask (empty: from the seed)", ko: "마스크 (비우면 시드에서)"),
    .vector(length: nil, range: 0...1, notch: 1), initial: .vector([1, 0, 1]),
    presets: [.init(.vector([]), Words(en: "drawn from the seed", ko: "시드에서 추출"))])
  let mode = Control(
    "mode", Words(en: "phase", ko: "단계"),
    .choice([
      .init("train", Words(en: "training", ko: "훈련")), .init("test", Words(en: "test", ko: "테스트")),
    ]), initial: .choice("train"))
  let scaling = Control(
    "scaling", Words(en: "scaling", ko: "보정"),
    .choice([
      .init("classic", Words(en: "classic", ko: "고전 방식")),
      .init("inverted", Words(en: "inverted", ko: "역드롭아웃")),
    ]), initial: .choice("classic"))
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
      throw misfit(weights, "it has no numbers", "write rows of numbers, such as 1,1;2,-1;-1,1")
    }
    let x = settings[input].vector
    guard x.count == matrix.columns else {
      throw misfit(
        input, "\(count(x.count)), but W has \(matrix.columns) columns",
        "write \(count(matrix.columns)), or a matrix W of \(x.count == 1 ? "1 column" : "\(x.count) columns")"
      )
    }
    let b = settings[bias].vector
    let above = settings[upstream].vector
    for (control, values) in [(bias, b), (upstream, above)] where values.count != matrix.rows {
      throw misfit(
        control, "\(count(values.count)), but W has \(matrix.rows) rows",
        "write one number for each row of W")
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
        mask, "a mask is made of 0 and 1", "write 1 for a unit that stays, 0 for one that drops")
    }
    guard given.count == matrix.rows || !isTraining else {
      throw misfit(
        mask, "\(count(given.count)), but W has \(matrix.rows) rows",
        "write 0 or 1 for each row of W, or leave it empty to draw it from the seed")
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

  private func misfit(_ control: Control, _ message: String, _ fix: String) -> ControlError {
    ControlError(control: control.name, message: "\(control.name): \(message)", fix: fix)
  }

  private func count(_ count: Int) -> String { count == 1 ? "1 number" : "\(count) numbers" }
}

private enum LayerPython {
  static func script(_ setup: LayerControls.Setup) -> String {
    let layer = setup.layer
    let mask =
      setup.seed.map { "np.random.default_rng(\($0)).random(len(b)) >= p" }
      ?? "[" + (layer.mask ?? []).map { $0 ? "1" : "0" }.joined(separator: ", ") + "]"
    let activation =
      switch layer.activation {
      case .none: "z"
      case .relu: "max(z, 0.0)"
      case .sigmoid:
        "1.0 / (1.0 + math.exp(-z)) if z >= 0 else math.exp(z) / (1.0 + math.exp(z))"
      case .tanh: "math.tanh(z)"
      }
    let slope =
      switch layer.activation {
      case .none: "1.0"
      case .relu: "1.0 if a > 0 else 0.0"
      case .sigmoid: "a * (1.0 - a)"
      case .tanh: "1.0 - a * a"
      }
    let factor: String
    switch (layer.mask == nil, setup.scaling) {
    case (false, .classic), (true, .inverted): factor = "1.0"
    case (false, .inverted): factor = "1.0 / (1.0 - p) if p < 1 else 0.0"
    case (true, .classic): factor = "1.0 - p"
    }
    let isTraining = layer.mask != nil
    return """
      \(Python.head.replacingImport)
      x = \(Python.list(layer.input))
      W = \(Python.list(layer.weights.list))
      b = \(Python.list(layer.bias))
      upstream = \(Python.list(layer.upstream))
      p = \(Python.number(setup.rate))
      mask = \(isTraining ? mask : "None  # no mask at test")
      s = \(factor)


      def act(z):
          return \(activation)


      def slope(a):
          return \(slope)


      def passed(v):
          return [s * v[i] if mask is None or mask[i] else 0.0 for i in range(len(v))]


      z = []
      for i in range(len(W)):
          total = 0.0
          for j in range(len(x)):
              total += W[i][j] * x[j]
          z.append(total + b[i])
      a = [act(v) for v in z]
      y = passed(a)
      show(0, z, a, mask, y)

      dz = [d * slope(v) + 0.0 for d, v in zip(passed(upstream), a)]
      dW = [[d * v + 0.0 for v in x] for d in dz]
      dx = [0.0] * len(x)
      for i in range(len(W)):
          for j in range(len(x)):
              dx[j] += W[i][j] * dz[i]
      show(1, dx, dW, dz)

      """
  }
}

extension String {
  /// The head of a script that needs `math` too: its functions are those of the C library, as ours are.
  fileprivate var replacingImport: String {
    let line = "import numpy as np"
    return split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == line ? "import math\n\n\(line)" : String($0) }.joined(separator: "\n")
  }
}

/// What the two frames of `dropout-layer` show.
private struct LayerFilm: Sendable {
  let layer: DropoutLayer
  let rate: Double
  let forward: DropoutLayer.Forward
  let backward: DropoutLayer.Backward

  init(_ setup: LayerControls.Setup) {
    layer = setup.layer
    rate = setup.rate
    forward = setup.layer.forward
    backward = setup.layer.backward(forward)
  }

  private var isFinite: Bool {
    [forward.z, forward.y, backward.dz, backward.dx, backward.dW.elements].allSatisfy {
      $0.allSatisfy(\.isFinite)
    }
  }

  var film: Film {
    let first: [(key: String, value: JSON)] = [
      ("z", .numbers(forward.z)), ("a", .numbers(forward.a)),
      ("mask", layer.mask.map { .array($0.map { .int($0 ? 1 : 0) }) } ?? .null),
      ("y", .numbers(forward.y)),
    ]
    let second: [(key: String, value: JSON)] = [
      ("dx", .numbers(backward.dx)), ("dW", .rows(backward.dW.list)), ("db", .numbers(backward.dz)),
    ]
    let reason =
      isFinite
      ? Reason(
        code: "computed",
        text: Words(en: "the layer is computed forward and backward", ko: "층을 앞뒤로 모두 계산했다"))
      : Reason(
        code: "not-finite",
        text: Words(en: "a number grew beyond all bounds", ko: "값이 유한하지 않다"))
    return Film(
      frames: 2, status: isFinite ? .done : .diverged, reason: reason,
      step: { .object([("k", .int($0))] + ($0 == 0 ? first : second)) },
      result: .object(first + second), scene: { scene($0, $1, nil) }, twin: twin,
      bookmarks: [0, 1].map {
        Bookmark(frame: $0, say: Words(en: look($0, .en).sentence, ko: look($0, .ko)))
      },
      predicted: { scene($1, $2, $0.guess) })
  }

  private func scene(_ frame: Int, _ language: Language, _ guess: Prediction.Guess?) -> Scene {
    let k = min(max(frame, 0), 1)
    let isSmall = layer.weights.rows <= 12 && layer.weights.columns <= 12
    let kept = layer.mask ?? [Bool](repeating: true, count: layer.weights.rows)
    let picture: Slot =
      isSmall
      ? Slot(
        .network(
          NetworkDiagram(layers: [
            .init(
              name: language("input", "입력"),
              kept: [Bool](repeating: true, count: layer.weights.columns)),
            .init(name: language("units", "노드"), kept: kept),
          ])), minimum: Size(rows: 5, columns: 16), share: 1, priority: 1)
      : Slot(
        .units(UnitGrid(caption: language("mask", "마스크"), kept: kept)),
        minimum: Size(rows: 2, columns: 16), share: 0, priority: 1)
    let table = table(k, language, guess)
    let lines = lines(k, language).map { StyledText($0) }
    return Scene(
      title: layer.mask == nil
        ? language("A layer at test", "테스트 단계의 층") : language("A layer in training", "훈련 단계의 층"),
      readout: k == 0
        ? language("forward", "전방 계산") + "   y = " + NumberText.vector(forward.y)
        : language("backward", "역전파") + "   dx = " + NumberText.vector(backward.dx),
      body: .row([
        picture,
        Slot(
          .column([
            Slot(.table(table), minimum: Size(rows: 3, columns: 24), share: 0, priority: 3),
            Slot(
              .text([StyledText()] + lines), minimum: Size(rows: 2, columns: 24), share: 1,
              priority: 2),
          ]), minimum: Size(rows: 3, columns: 30), share: 2, priority: 2),
      ]),
      look: look(k, language).sentence(in: language))
  }

  private func table(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> TextTable {
    let header =
      k == 0
      ? [language("unit", "노드"), "z", "a", language("mask", "마스크"), "y"]
      : [language("unit", "노드"), "dL/dy", language("mask", "마스크"), "dL/da", "dL/dz"]
    var rows = layer.bias.indices.prefix(400).map { unit in row(unit, k) }
    guard case .vector(let guessed)? = guess, guessed.count == layer.bias.count, k == 0 else {
      return TextTable(header: header, rows: rows)
    }
    for unit in rows.indices { rows[unit].append("? " + NumberText.short(guessed[unit])) }
    return TextTable(header: header + [language("guess", "예측")], rows: rows)
  }

  private func row(_ unit: Int, _ k: Int) -> [String] {
    let kept = layer.mask.map { $0[unit] ? "1" : "0" } ?? "-"
    let numbers =
      k == 0
      ? [forward.z[unit], forward.a[unit], forward.y[unit]]
      : [layer.upstream[unit], backward.da[unit], backward.dz[unit]]
    let texts = numbers.map { NumberText.short($0) }
    return k == 0
      ? ["\(unit + 1)", texts[0], texts[1], kept, texts[2]]
      : ["\(unit + 1)", texts[0], kept, texts[1], texts[2]]
  }

  /// What the numbers come from.
  private func lines(_ k: Int, _ language: Language) -> [String] {
    let s = NumberText.short(layer.factor)
    let phi = layer.activation == .none ? "a = z" : "a = \(layer.activation.rawValue)(z)"
    let gate =
      layer.mask == nil ? "y = \(s) a" : layer.factor == 1 ? "y = mask a" : "y = \(s) mask a"
    guard k == 1 else {
      return ["x = \(NumberText.vector(layer.input))", "z = Wx + b,  \(phi),  \(gate)"]
    }
    return [
      "db = dL/dz = \(NumberText.vector(backward.dz))",
      "dW = \(NumberText.matrix(Array(backward.dW.list.prefix(4).map { Array($0.prefix(4)) })))"
        + (layer.weights.rows > 4 || layer.weights.columns > 4 ? " ..." : ""),
      "dx = \(NumberText.vector(backward.dx))",
    ]
  }

  private func look(_ k: Int, _ language: Language) -> String {
    let dropped = layer.mask?.indices.filter { layer.mask?[$0] == false } ?? []
    let dead = forward.a.indices.filter {
      layer.mask?[$0] != false && layer.activation == .relu && forward.a[$0] == 0
    }
    func units(_ indices: [Int]) -> (en: String, ko: String, isOne: Bool) {
      let numbers = indices.prefix(4).map { "\($0 + 1)" }.joined(separator: ", ")
      let more = indices.count > 4 ? ", ..." : ""
      return (
        (indices.count == 1 ? "unit " : "units ") + numbers + more, "노드 " + numbers + more,
        indices.count == 1
      )
    }
    guard layer.mask != nil else {
      let s = NumberText.short(layer.factor)
      if k == 1 {
        return language(
          "at test every unit would be reached by the gradient.", "테스트에서는 그레이디언트가 모든 노드에 닿는다.")
      }
      return layer.factor == 1
        ? language(
          "inverted dropout: nothing is masked and nothing scaled at test.",
          "역드롭아웃: 테스트에서는 끄는 것도 보정하는 것도 없다.")
        : language(
          "all units are on at test, and every output is multiplied by 1 - p = \(s).",
          "테스트에서는 모든 노드를 켜고 출력마다 1 - p = \(Josa.object(s)) 곱한다.")
    }
    let gone = units(dropped)
    if k == 0 {
      if dropped.count == forward.y.count {
        return language("no unit is left: no signal passes.", "남은 노드가 없어 신호가 끊긴다.")
      }
      if dropped.isEmpty { return language("the mask drops nothing.", "마스크가 아무것도 끄지 않았다.") }
      return language(
        "\(gone.en) \(gone.isOne ? "is" : "are") dropped: the output is 0, whatever z was.",
        "\(gone.ko): 마스크에 걸려 z와 상관없이 출력이 0이다.")
    }
    if dropped.isEmpty, dead.isEmpty {
      return language("every unit learns in this step.", "이번 단계에서는 모든 노드가 학습한다.")
    }
    if dropped.isEmpty {
      let silent = units(dead)
      return language(
        "\(silent.en) learn\(silent.isOne ? "s" : "") nothing: ReLU is flat there.",
        "\(silent.ko): ReLU가 평평한 곳이라 배우지 못한다.")
    }
    return language(
      "the same mask: \(gone.en) learn\(gone.isOne ? "s" : "") nothing, \(gone.isOne ? "its row" : "their rows") of dW \(gone.isOne ? "is" : "are") zero.",
      "같은 마스크를 지나므로 \(gone.ko)의 dW 행은 0이다.")
  }

  private func twin(_ frame: Int, _ language: Language) -> Twin {
    let k = min(max(frame, 0), 1)
    let table = table(k, language, nil)
    let phase =
      layer.mask == nil
      ? language("at test", "테스트 단계") : language("in training", "훈련 단계")
    let result =
      k == 0 ? "y = \(NumberText.vector(forward.y))" : "dx = \(NumberText.vector(backward.dx))"
    let sentence = language(
      "One layer with dropout \(phase), p = \(NumberText.short(rate)), \(k == 0 ? "forward" : "backward"): \(result). \(look(k, language).sentence)",
      "드롭아웃이 있는 한 층, \(phase), p = \(NumberText.short(rate)), \(k == 0 ? "전방 계산" : "역전파"): \(result). \(look(k, language))"
    )
    return Twin(
      sentence: sentence,
      table: TextTable(header: table.header, rows: Array(table.rows.prefix(12))))
  }
}
