import Core
import Plot

extension Figure {
  /// Curriculum D1: logistic regression with more inputs than it needs, with and without dropout on them.
  package static let overfitCurves: Figure = {
    let rate = Control.dropRate(0...0.8, notch: 0.1, initial: 0, name: "rate")
    let examples = Control.whole(
      "examples", "training examples", "훈련 예제 수", 20...200, notch: 20, initial: 40,
      allowed: 1...10_000)
    let epochs = Control.whole(
      "epochs", "epochs", "에포크 수", 50...300, notch: 50, initial: 300, allowed: 1...10_000)
    let seed = Control.seed()
    return Figure(
      id: "overfit-curves",
      title: Words(en: "Overfitting, and dropout against it", ko: "과적합과 드롭아웃"),
      controls: [rate, examples, epochs, seed],
      run: { settings in
        try OverfitCurves(
          rate: settings[rate].number, examples: settings[examples].whole,
          epochs: settings[epochs].whole, seed: settings[seed].seed
        ).story.film
      },
      python: { settings in
        """
        \(Python.head)

        p, n, epochs = \(Python.number(settings[rate].number)), \(settings[examples].whole), \
        \(settings[epochs].whole)
        rng = np.random.default_rng(\(settings[seed].seed))
        true = np.array([1.5] * 3 + [0.0] * 27)
        X = rng.standard_normal((n + 1000, 30))
        y = (rng.random(n + 1000) < 1 / (1 + np.exp(-(X @ true)))).astype(float)
        train, valid = slice(0, n), slice(n, n + 1000)
        w, b = np.zeros(30), 0.0


        def loss(part):
            z = X[part] @ w + b
            return np.mean(np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - y[part] * z)


        show(0, loss(train), loss(valid))
        for k in range(1, epochs + 1):
            order = rng.permutation(n)
            x = X[train][order]
            if p > 0:  # inverted dropout on the inputs
                x = x * (rng.random((n, 30)) >= p) * (1 / (1 - p) if p < 1 else 0.0)
            error = (1 / (1 + np.exp(-(x @ w + b))) - y[train][order]) / n
            w, b = w - 0.2 * (x.T @ error), b - 0.2 * error.sum()
            show(k, loss(train), loss(valid))

        """
      })
  }()
}

/// Thirty standard-normal inputs, three of which count (weight 1.5); labels drawn from the true logistic; full-batch
/// descent with η = 0.2 from zero weights, inverted dropout on the inputs; 1000 rows validate.
private struct OverfitCurves: Sendable {
  struct Curve: Sendable {
    var train: [Double] = []
    var valid: [Double] = []
    /// Weights after every epoch.
    var weights: [[Float]] = []
    var status = Status.done

    var best: Int { valid.indices.min { valid[$0] < valid[$1] } ?? 0 }
    /// The lowest so far.
    func best(before k: Int) -> Int { valid[0...k].indices.min { valid[$0] < valid[$1] } ?? 0 }
  }
  static let inputs = 30
  static let relevant = 3

  let rate: Double
  let examples: Int
  let epochs: Int
  let curve: Curve
  /// The same data without dropout; nil where that is what is shown.
  let plain: Curve?

  init(rate: Double, examples: Int, epochs: Int, seed: UInt64) throws {
    self.rate = rate
    self.examples = examples
    self.epochs = epochs
    let steps = epochs + 1
    let total = rate > 0 ? 2 * steps : steps
    curve = try Self.curve(rate, examples, epochs, seed) { curve in
      try FilmWatch.report(curve.valid.count, of: total, frames: steps) {
        OverfitCurves(
          rate: rate, examples: examples, epochs: epochs, curve: curve, plain: nil
        ).story.film
      }
    }
    plain =
      rate > 0
      ? try Self.curve(0, examples, epochs, seed) {
        try FilmWatch.report(steps + $0.valid.count, of: total, frames: steps)
      } : nil
  }

  private init(rate: Double, examples: Int, epochs: Int, curve: Curve, plain: Curve?) {
    (self.rate, self.examples, self.epochs) = (rate, examples, epochs)
    (self.curve, self.plain) = (curve, plain)
  }

  /// - Parameter visit: told the curve as far as it is, after each epoch.
  private static func curve(
    _ rate: Double, _ n: Int, _ epochs: Int, _ seed: UInt64, visit: (Curve) throws -> Void
  ) throws -> Curve {
    var random = NumPyRandom(seed)
    let count = n + 1000
    let x = Matrix(rows: count, columns: inputs, elements: random.standardNormal(count * inputs))
    let labels = (0..<count).map { row -> Double in
      let score = (0..<relevant).reduce(0.0) { $0 + 1.5 * x[row, $1] }
      return random.random() < Activation.sigmoid.value(score) ? 1 : 0
    }
    let all = Examples(x, targets: Matrix(rows: count, columns: 1, elements: labels))
    let training = try checked {
      let network = try Perceptron(widths: [inputs, 1], activation: .none, loss: .logistic)
      return try Training(
        network, from: [Double](repeating: 0, count: inputs + 1), on: all.chosen(0..<n),
        judgedBy: all.chosen(n..<count),
        dropout: try DropoutRates(input: rate, hidden: 0, scaling: .inverted, in: network),
        method: .sgd, rate: 0.2, batch: n, epochs: epochs, random: random)
    }
    var curve = Curve()
    for step in training {
      curve.train.append(step.trainLoss)
      curve.valid.append(step.validLoss)
      curve.weights.append(step.parameters.map(Float.init))
      curve.status = step.status
      try visit(curve)
    }
    return curve
  }

  private func short(_ value: Double) -> String { NumberText.fixed(value, decimals: 3) }

  var story: Story {
    let last = curve.valid.count - 1
    return Story(
      title: Words(
        en: "Dropout \(NumberText.short(rate)), \(examples) examples",
        ko: "드롭아웃 \(NumberText.short(rate)), 예제 \(examples)개"),
      frames: last + 1, status: curve.status,
      reason: curve.status == .running
        ? .running
        : Reason(
          code: "all-epochs", values: .object([("epochs", .int(last))]),
          text: Words(en: NumberText.all(last, "epoch", are: "done"), ko: "\(last)에포크를 모두 마쳤다")),
      step: { k in
        .object([
          ("k", .int(k)), ("train_loss", .number(curve.train[k])),
          ("valid_loss", .number(curve.valid[k])),
        ])
      },
      result: .object([
        ("train_loss", .number(curve.train[last])), ("valid_loss", .number(curve.valid[last])),
        ("best_epoch", .int(curve.best)), ("best_valid_loss", .number(curve.valid[curve.best])),
      ]),
      readout: { k, language in
        let place = NumberText.padded("\(k)", String(last).count)
        let gap = curve.valid[k] - curve.train[k]
        return language(
          "epoch \(place)   train \(short(curve.train[k]))   valid \(short(curve.valid[k]))   gap \(short(gap))",
          "에포크 \(place)   훈련 \(short(curve.train[k]))   검증 \(short(curve.valid[k]))   격차 \(short(gap))"
        )
      },
      body: body, look: look,
      header: {
        [$0("epoch", "에포크"), $0("train", "훈련"), $0("valid", "검증"), $0("gap", "격차")]
      },
      row: { k in
        [
          "\(k)", short(curve.train[k]), short(curve.valid[k]),
          short(curve.valid[k] - curve.train[k]),
        ]
      },
      turns: [curve.best])
  }

  private func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    .row([
      Slot(
        .chart(losses(k, language, guess)), minimum: Size(rows: 6, columns: 36), share: 2,
        priority: 2),
      Slot(
        .chart(weights(k, language)), minimum: Size(rows: 6, columns: 26), share: 1, priority: 1),
    ])
  }

  private func losses(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Chart {
    let last = curve.status == .running ? epochs : curve.valid.count - 1
    let top = max(1.2, min(3, (curve.valid + (plain?.valid ?? [])).max() ?? 1.2))
    let shown = thinned(k + 1, to: 400)
    func line(_ values: [Double]) -> [Point] { shown.map { Point(Double($0), values[$0]) } }
    var marks: [Mark] = []
    var legend: [LegendEntry] = []
    if let plain {
      // Where it would have gone, all of it: that is what dropout is held against.
      let whole = thinned(plain.valid.count, to: 400).map { Point(Double($0), plain.valid[$0]) }
      marks.append(.ghost(whole, .dim))
      legend.append(
        LegendEntry(.ghost, language("validation without dropout", "드롭아웃 없는 검증"), .dim))
    }
    marks.append(.line(line(curve.train), Style(.second)))
    marks.append(.line(line(curve.valid), Style(.first, bold: true)))
    let best = curve.best(before: k)
    marks.append(
      .points([Point(Double(best), curve.valid[best])], .large, Style(.good, bold: true)))
    let places = [
      (curve.train[k], language("training", "훈련")), (curve.valid[k], language("validation", "검증")),
    ]
    if let number = guess?.number {
      marks.append(.guess(Point(Double(last), number)))
    }
    for (height, name) in places where k > last / 6 {
      marks.append(
        .label(
          Point(Double(k) * 0.6, min(top, height + 0.07 * top)), name, Style(bold: true),
          centred: true))
    }
    return Chart(
      x: Axis(language("epoch", "에포크"), 0...Double(max(1, last))),
      y: Axis(language("mean log-loss", "평균 로그 손실"), 0...top), legend: legend, marks: marks)
  }

  private func weights(_ k: Int, _ language: Language) -> Chart {
    let now = curve.weights[k].dropLast().map(Double.init)
    let largest = curve.weights.joined().map(\.magnitude).max().map(Double.init) ?? 1
    let all = now.enumerated().map { Point(Double($0.offset + 1), $0.element) }
    let bound = max(0.5, min(largest, 1e6)) * 1.05
    return Chart(
      x: Axis(language("input (1 to 3 count)", "입력 (1~3만 의미 있음)"), 0...Double(Self.inputs + 1)),
      y: Axis(language("weight", "가중치"), -bound...bound),
      marks: [
        .horizontal(0, .dim),
        .stems(Array(all.dropFirst(Self.relevant)), base: 0, Style(.dim)),
        .points(Array(all.dropFirst(Self.relevant)), .small, Style(.second)),
        .stems(Array(all.prefix(Self.relevant)), base: 0, Style(.first, bold: true)),
        .points(Array(all.prefix(Self.relevant)), .large, Style(.first, bold: true)),
      ])
  }

  private func look(_ k: Int, _ language: Language) -> String {
    let last = curve.valid.count - 1
    let best = curve.best(before: k)
    if k == 0 {
      return language(
        "with all weights 0 both losses are ln 2 = 0.693.", "가중치가 모두 0이면 두 손실은 ln 2 = 0.693이다.")
    }
    if rate == 1 {
      return language("p = 1: no input is left to learn from.", "p = 1: 배울 입력이 남지 않는다.")
    }
    let noise = curve.weights[k].dropFirst(Self.relevant).dropLast().map(\.magnitude).max() ?? 0
    if k == last, let plain {
      let (train, valid) = (plain.train[last], plain.valid[last])
      return language(
        "training ends at \(short(curve.train[k])) instead of \(short(train)), validation at \(short(curve.valid[k])) instead of \(short(valid)).",
        "훈련은 \(short(train)) 대신 \(short(curve.train[k])), 검증은 \(short(valid)) 대신 \(Josa.direction(short(curve.valid[k]))) 끝난다."
      )
    }
    if best < k, curve.valid[k] > 1.02 * curve.valid[best] {
      return language(
        "since epoch \(best) only the training loss falls: 27 weights of pure noise have grown, the largest to \(NumberText.fixed(Double(noise), decimals: 2)).",
        "\(best)에포크부터는 훈련 손실만 줄어든다. 잡음뿐인 가중치 27개가 커졌고 가장 큰 것은 \(NumberText.fixed(Double(noise), decimals: 2))이다."
      )
    }
    return language(
      "both losses still fall: what is learned holds for new rows too.",
      "두 손실이 함께 줄어든다. 배운 것이 새 데이터에도 통한다.")
  }
}
