import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum D8: what dropped passes give at test, averaged one after the other.
  package static let mcDropout: Figure = {
    let passes = Control.whole(
      "passes", "dropped passes", "드롭아웃을 켠 통과 횟수", 1...100, initial: 50, allowed: 1...10_000)
    let rate = Control.dropRate(0.1...0.8, notch: 0.1)
    let epochs = Control.whole(
      "epochs", "training steps", "훈련 걸음 수", 100...800, notch: 100, initial: 800, allowed: 0...5000)
    let seed = Control.seed()
    return Figure(
      id: "mc-dropout", title: Words(en: "Monte Carlo dropout", ko: "몬테카를로 드롭아웃"),
      controls: [passes, rate, epochs, seed],
      run: { settings in
        try MonteCarlo(
          rate: settings[rate].number, passes: settings[passes].whole,
          steps: settings[epochs].whole, seed: settings[seed].seed
        ).story.film
      },
      python: { settings in
        """
        \(Python.head)

        # Sums are added up in NumPy's order; training carries the rounding errors on, to the sixth digit or so
        # after 800 steps.
        p, passes, steps = \(Python.number(settings[rate].number)), \(settings[passes].whole), \
        \(settings[epochs].whole)
        rng = np.random.default_rng(\(settings[seed].seed))


        def moons(n):
            first = n - n // 2
            y = (np.arange(n) >= first).astype(float)
            t = np.pi * np.concatenate([np.linspace(0, 1, first), np.linspace(0, 1, n - first)])
            X = np.where(y[:, None] == 0, np.c_[np.cos(t), np.sin(t)], np.c_[1 - np.cos(t), 0.5 - np.sin(t)])
            return X + 0.25 * rng.standard_normal((n, 2)), y


        X, y = moons(60)
        V, u = moons(1000)
        widths = [2, 64, 64, 1]
        P = [rng.standard_normal((m, d)) * np.sqrt(2 / d) for d, m in zip(widths, widths[1:])]
        P += [np.zeros(m) for m in widths[1:]]


        def layers(X, gates):
            h = [X]
            for i in range(3):
                z = h[i] @ P[i].T + P[3 + i]
                h.append(np.where(z > 0, z, 0.0) * gates[i] if i < 2 else z)
            return h


        def draw(n):
            # One mask per example and hidden layer.
            return [1.0 * (rng.random((n, 64)) >= p) if p > 0 else 1.0 for _ in range(2)]


        def sigmoid(z):
            return 1 / (1 + np.exp(-z))


        m, r = [np.zeros_like(v) for v in P], [np.zeros_like(v) for v in P]
        for step in range(1, steps + 1):
            order = rng.permutation(60)
            gates = draw(60)
            h = layers(X[order], gates)
            d = (sigmoid(h[3]) - y[order][:, None]) / 60
            g = [None] * 6
            for i in (2, 1, 0):
                g[i], g[3 + i] = d.T @ h[i], d.sum(axis=0)
                if i > 0:
                    d = (d @ P[i]) * gates[i - 1] * (h[i] > 0)
            for i in range(6):
                m[i] = 0.9 * m[i] + 0.1 * g[i]
                r[i] = 0.999 * r[i] + 0.001 * (g[i] * g[i])
                P[i] = P[i] - 0.005 * (m[i] / (1 - 0.9**step)) / (np.sqrt(r[i] / (1 - 0.999**step)) + 1e-8)


        def judge(q):
            c = np.clip(q, 1e-12, 1 - 1e-12)
            return -np.mean(u * np.log(c) + (1 - u) * np.log(1 - c)), np.mean((q > 0.5) == (u > 0.5))


        total = 0.0
        for k in range(1, passes + 1):
            q = sigmoid(layers(V, draw(1000))[3][:, 0])
            total = total + q
            show(k, *judge(total / k), *judge(q))

        """
      })
  }()
}

/// Two moons, 60 to train and 1000 to validate, noise 0.25; a net 2–64–64–1 of ReLUs with classic dropout on both
/// hidden layers, trained by Adam (0.005) on all 60 at once; then dropped passes over the validation set, averaged.
private struct MonteCarlo: Sendable {
  struct Score: Sendable {
    let loss: Double
    let accuracy: Double

    /// Of probabilities against labels 0 and 1; probabilities are kept 1e-12 from both ends.
    init(_ probabilities: [Double], _ labels: [Double]) {
      var (loss, right) = (0.0, 0)
      for (q, y) in zip(probabilities, labels) {
        let c = min(max(q, 1e-12), 1 - 1e-12)
        loss -= y * log(c) + (1 - y) * log(1 - c)
        right += (q > 0.5) == (y > 0.5) ? 1 : 0
      }
      self.loss = loss / Double(labels.count)
      accuracy = Double(right) / Double(labels.count)
    }
  }

  let rate: Double
  /// How many there will be.
  let passes: Int
  /// After 1, 2, … passes.
  private(set) var averages: [Score] = []
  private(set) var singles: [Score] = []
  let scaled: Score
  let unscaled: Score

  init(rate: Double, passes: Int, steps: Int, seed: UInt64) throws {
    self.rate = rate
    self.passes = passes
    var random = NumPyRandom(seed)
    let train = ToyData.moons.examples(60, noise: 0.25, &random).asTargets
    let valid = ToyData.moons.examples(1000, noise: 0.25, &random).asTargets
    let training = try checked {
      let network = try Perceptron(widths: [2, 64, 64, 1], loss: .logistic)
      let start = network.initialParameters(&random)
      return try Training(
        network, from: start, on: train, judgedBy: valid,
        dropout: try DropoutRates(input: 0, hidden: rate, scaling: .classic, in: network),
        method: .adam, rate: 0.005, batch: 60, epochs: steps, random: random)
    }
    let trained = try training.trained { try FilmWatch.report($0, of: steps + passes) }
    random = trained.random
    let (network, features) = (training.network, valid.features)
    let labels = valid.values
    func probabilities(_ outputs: Matrix) -> [Double] {
      outputs.elements.map(Activation.sigmoid.value)
    }
    scaled = Score(
      probabilities(network.outputs(trained.parameters, for: features, dropout: training.dropout)),
      labels)
    unscaled = Score(probabilities(network.outputs(trained.parameters, for: features)), labels)
    var sums = [Double](repeating: 0, count: valid.count)
    for pass in 1...passes {
      let single = probabilities(
        network.droppedOutputs(
          trained.parameters, for: features, dropout: training.dropout, &random))
      for index in sums.indices { sums[index] += single[index] }
      averages.append(Score(sums.map { $0 / Double(pass) }, labels))
      singles.append(Score(single, labels))
      let soFar = self
      try FilmWatch.report(steps + pass, of: steps + passes, frames: passes) { soFar.story.film }
    }
  }

  private func short(_ value: Double) -> String { NumberText.fixed(value, decimals: 3) }
  private func share(_ value: Double) -> String { NumberText.fixed(100 * value, decimals: 1) + "%" }

  var story: Story {
    let isDone = averages.count == passes
    let pair: (Score) -> JSON = {
      .object([("loss", .number($0.loss)), ("accuracy", .number($0.accuracy))])
    }
    // The first pass that brings the average below the scaled net.
    let crossing = averages.firstIndex { $0.loss < scaled.loss }
    return Story(
      title: Words(
        en: "Dropout left on at test, p = \(NumberText.short(rate))",
        ko: "테스트에서도 켠 드롭아웃, p = \(NumberText.short(rate))"),
      frames: averages.count, status: isDone ? .done : .running,
      reason: isDone
        ? Reason(
          code: "all-passes", values: .object([("passes", .int(passes))]),
          text: Words(
            en: passes == 1 ? "the pass is done" : "all \(passes) passes are done",
            ko: "\(passes)번을 모두 통과시켰다")) : .running,
      step: { k in
        .object([
          ("k", .int(k + 1)), ("loss", .number(averages[k].loss)),
          ("accuracy", .number(averages[k].accuracy)), ("pass_loss", .number(singles[k].loss)),
          ("pass_accuracy", .number(singles[k].accuracy)),
        ])
      },
      result: .object([("scaled", pair(scaled)), ("unscaled", pair(unscaled))]),
      readout: { k, language in
        let place = NumberText.padded("\(k + 1)", String(passes).count)
        return language(
          "passes \(place)   average \(short(averages[k].loss))   this pass \(short(singles[k].loss))",
          "통과 \(place)   평균 \(short(averages[k].loss))   이번 통과 \(short(singles[k].loss))")
      },
      body: body, look: look,
      header: {
        [
          $0("passes", "통과"), $0("loss of the average", "평균의 손실"), $0("right", "정답"),
          $0("loss of the pass", "통과의 손실"),
        ]
      },
      row: { k in
        [
          "\(k + 1)", short(averages[k].loss), share(averages[k].accuracy),
          short(singles[k].loss),
        ]
      },
      turns: crossing.map { [$0] } ?? [])
  }

  private func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    let highest = max(unscaled.loss, scaled.loss, singles.map(\.loss).max() ?? 0)
    let top = max(0.1, min(highest, 20)) * 1.12
    let width = Double(max(2, passes))
    let line = averages[0...k].enumerated().map { Point(Double($0.offset + 1), $0.element.loss) }
    let dots = thinned(k + 1, to: 200).map { Point(Double($0 + 1), singles[$0].loss) }
    var marks: [Mark] = [
      .horizontal(scaled.loss, .dim), .horizontal(unscaled.loss, .dim),
      .points(dots, .small, Style(.second)), .line(line, Style(.first, bold: true)),
      .points([Point(Double(k + 1), averages[k].loss)], .now, Style(.accent, bold: true)),
      .label(
        Point(1 + 0.72 * (width - 1), scaled.loss + 0.05 * top), language("scaled net", "보정한 신경망"),
        .strong,
        centred: true),
      .label(
        Point(1 + 0.72 * (width - 1), unscaled.loss + 0.05 * top),
        language("all on, unscaled", "보정 없이 모두 켬"),
        .strong, centred: true),
    ]
    if let number = guess?.number {
      marks.append(.guess(Point(width, number)))
    }
    let chart = Chart(
      x: Axis(language("number of passes", "통과 횟수"), 1...width),
      y: Axis(language("validation log-loss", "검증 로그 손실"), 0...top),
      legend: [
        LegendEntry(.line, language("average so far", "지금까지의 평균"), Style(.first, bold: true)),
        LegendEntry(.marker(.small), language("single pass", "한 번의 통과"), Style(.second)),
      ], marks: marks)
    let rows = [
      (language("scaled net", "보정한 신경망"), scaled),
      (language("all on, unscaled", "보정 없이 모두 켬"), unscaled),
      (language("one pass", "한 번"), singles[k]),
      (language("average of \(k + 1)", "\(k + 1)번 평균"), averages[k]),
    ]
    let table = TextTable(
      header: ["", language("loss", "손실"), language("right", "정답")],
      rows: rows.map { [$0.0, short($0.1.loss), share($0.1.accuracy)] }, current: 3)
    return .row([
      Slot(.chart(chart), minimum: Size(rows: 6, columns: 36), share: 1, priority: 2),
      Slot(.table(table), minimum: Size(rows: 5, columns: 28), share: 0, priority: 1),
    ])
  }

  private func look(_ k: Int, _ language: Language) -> String {
    if rate == 0 {
      return language("p = 0: every pass is the whole net.", "p = 0: 언제나 전체 신경망이다.")
    }
    let now = averages[k]
    if k == 0 {
      return language(
        "one dropped pass is one random member: \(short(now.loss)) where the scaled net has \(short(scaled.loss)).",
        "한 번의 통과는 부분 신경망 하나일 뿐이다: \(short(now.loss)), 보정한 신경망은 \(short(scaled.loss)).")
    }
    if now.loss < scaled.loss {
      return language(
        "the average of \(k + 1) passes beats the scaled net, at \(k + 1) times the cost; no scaling at all is worst.",
        "\(k + 1)번의 평균이 보정한 신경망보다 낫다. 대신 비용도 \(k + 1)배다. 보정을 아예 빠뜨리면 가장 나쁘다.")
    }
    return language(
      "the noise of the average falls like 1 over the root of the number of passes.",
      "평균의 잡음은 통과 횟수의 제곱근에 반비례해 줄어든다.")
  }
}

extension Examples {
  /// Labels 0 and 1 as numbers to come near.
  fileprivate var asTargets: Examples {
    Examples(
      features, targets: Matrix(rows: count, columns: 1, elements: labels.map(Double.init)))
  }

  fileprivate var values: [Double] {
    if case .values(let values) = targets { values.elements } else { [] }
  }
}
