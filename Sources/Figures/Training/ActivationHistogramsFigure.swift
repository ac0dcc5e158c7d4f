import Core
import Plot

extension Figure {
  /// Curriculum D9: activations of an autoencoder trained without dropout, of the same with a mask laid over it, and
  /// of one trained with dropout.
  package static let activationHistograms: Figure = {
    let rate = Control.dropRate(0...0.5, notch: 0.1)
    let view = Control.choice(
      "view", "lower row", "아랫줄",
      [
        ("learned", "trained with dropout", "드롭아웃으로 훈련한 것"),
        ("mask", "a mask laid over", "마스크를 씌운 것"),
      ])
    let epochs = Control.whole(
      "epochs", "epochs", "에포크 수", 10...60, notch: 10, initial: 60, allowed: 0...1000)
    let seed = Control.seed(0)
    return Figure(
      id: "activation-histograms",
      title: Words(en: "Activations before and after", ko: "활성값의 전과 후"),
      controls: [rate, view, epochs, seed],
      run: { settings in
        try ActivationHistograms(
          rate: settings[rate].number, endsWithMask: settings[view].text == "mask",
          epochs: settings[epochs].whole, seed: settings[seed].seed
        ).story.film
      },
      python: { settings in
        """
        \(Python.head)

        # Sums are added up in NumPy's order; training carries the rounding errors on, to the sixth digit or so.
        p, epochs = \(Python.number(settings[rate].number)), \(settings[epochs].whole)
        rng = np.random.default_rng(\(settings[seed].seed))


        def strokes(n):
            # One stroke a picture: pixels nearer than 0.7 to a segment with random ends.
            ends = 7 * rng.random((n, 2, 2))
            a, d = ends[:, 0][:, None], (ends[:, 1] - ends[:, 0])[:, None]
            pixels = np.array([(x, y) for y in range(8) for x in range(8)], dtype=float)[None] - a
            square = (d * d).sum(axis=2)
            place = np.clip((pixels * d).sum(axis=2) / np.where(square > 0, square, 1), 0, 1)
            gap = pixels - place[:, :, None] * d
            return ((gap * gap).sum(axis=2) < 0.49).astype(float)


        train, test = strokes(600), strokes(200)
        W1 = rng.standard_normal((32, 64)) * np.sqrt(2 / 64)
        W2 = rng.standard_normal((64, 32)) * np.sqrt(2 / 32)
        start = [W1, np.zeros(32), W2, np.zeros(64)]


        def trained(p):
            # 64-32-64, ReLU, half the squared error, classic dropout, Adam, batches of 30.
            P = [v.copy() for v in start]
            m, r, t = [np.zeros_like(v) for v in P], [np.zeros_like(v) for v in P], 0
            for _ in range(epochs):
                order = rng.permutation(600)
                for place in range(0, 600, 30):
                    x = train[order[place : place + 30]]
                    gate = 1.0 * (rng.random((30, 32)) >= p) if p > 0 else 1.0
                    z = x @ P[0].T + P[1]
                    h = np.where(z > 0, z, 0.0) * gate
                    d = (h @ P[2].T + P[3] - x) / 30
                    back = (d @ P[2]) * gate * (z > 0)
                    t += 1
                    for i, g in enumerate([back.T @ x, back.sum(axis=0), d.T @ h, d.sum(axis=0)]):
                        m[i] = 0.9 * m[i] + 0.1 * g
                        r[i] = 0.999 * r[i] + 0.001 * (g * g)
                        P[i] = P[i] - 0.003 * (m[i] / (1 - 0.9**t)) / (np.sqrt(r[i] / (1 - 0.999**t)) + 1e-8)
            return P


        def activations(P):
            z = test @ P[0].T + P[1]
            return np.where(z > 0, z, 0.0)


        def tell(k, h):
            show(k, h.mean(), (h == 0).mean(), h.mean(axis=0))


        plain = activations(trained(0.0))
        tell(1, plain)
        \(settings[view].text == "mask" ? "" : "learned = activations(trained(p))\n")\
        tell(2, plain * (rng.random((200, 32)) >= p))
        \(settings[view].text == "mask" ? "" : "tell(3, learned)\n")
        """
      })
  }()
}

/// An autoencoder 64–32–64 of ReLUs with half the squared error on 600 stroke images, by Adam (0.003) in batches of
/// 30, once without and once with classic dropout on its hidden layer, from the same weights. What its hidden units
/// answer to 200 other images is shown, every unit being on, and once with a mask over it.
private struct ActivationHistograms: Sendable {
  struct Picture: Sendable {
    /// A row per image.
    let activations: [Double]
    let unitMeans: [Double]
    let mean: Double
    let zeros: Double

    init(_ activations: Matrix) {
      self.activations = activations.elements
      let rows = Double(activations.rows)
      var sums = [Double](repeating: 0, count: activations.columns)
      for (index, a) in activations.elements.enumerated() { sums[index % activations.columns] += a }
      unitMeans = sums.map { $0 / rows }
      mean = sums.reduce(0, +) / (rows * Double(activations.columns))
      zeros = Double(activations.elements.count { $0 == 0 }) / Double(activations.elements.count)
    }
  }

  let rate: Double
  let pictures: [Picture]
  let endsWithMask: Bool

  init(rate: Double, endsWithMask: Bool, epochs: Int, seed: UInt64) throws {
    self.rate = rate
    self.endsWithMask = endsWithMask
    var random = NumPyRandom(seed)
    let images = StrokeImages.features(600, &random)
    let test = StrokeImages.features(200, &random)
    let network = try checked { try Perceptron(widths: [64, 32, 64], loss: .squared) }
    let start = network.initialParameters(&random)
    let total = endsWithMask ? epochs : 2 * epochs
    func activations(trainedWith rate: Double, after: Int) throws -> Matrix {
      let training = try checked {
        let examples = Examples(images, targets: images)
        return try Training(
          network, from: start, on: examples, judgedBy: examples.prefix(1),
          dropout: try DropoutRates(input: 0, hidden: rate, scaling: .classic, in: network),
          method: .adam, rate: 0.003, batch: 30, epochs: epochs, random: random)
      }
      let trained = try training.trained { try FilmWatch.report(after + $0, of: total) }
      random = trained.random
      return network.activations(trained.parameters, hidden: 0, for: test)
    }
    let plain = try activations(trainedWith: 0, after: 0)
    let learned = endsWithMask ? nil : try activations(trainedWith: rate, after: epochs)
    var masked = plain
    for (index, isKept) in random.mask(masked.elements.count, rate: rate).enumerated() where !isKept
    {
      masked.elements[index] = 0
    }
    pictures = ([plain, masked] + (learned.map { [$0] } ?? [])).map(Picture.init)
  }

  private func short(_ value: Double) -> String { NumberText.fixed(value, decimals: 2) }
  private func share(_ value: Double) -> String { NumberText.fixed(100 * value, decimals: 0) + "%" }

  private static let names = [
    Words(en: "without dropout, all on", ko: "드롭아웃 없이, 모두 켬"),
    Words(en: "the same, masked", ko: "같은 신경망에 마스크"),
    Words(en: "with dropout, all on", ko: "드롭아웃으로, 모두 켬"),
  ]

  var story: Story {
    Story(
      title: Words(
        en: "Hidden activations, p = \(NumberText.short(rate))",
        ko: "은닉 활성값, p = \(NumberText.short(rate))"),
      frames: pictures.count,
      reason: Reason(
        code: "shown",
        text: Words(en: "all nets are measured", ko: "모든 신경망을 재었다")),
      step: { k in
        let picture = pictures[k]
        return .object([
          ("k", .int(k + 1)), ("mean", .number(picture.mean)), ("zeros", .number(picture.zeros)),
          ("unit_means", .numbers(picture.unitMeans)),
        ])
      },
      result: .object([
        ("mean_without", .number(pictures[0].mean)), ("mean_masked", .number(pictures[1].mean)),
        ("mean_with", endsWithMask ? .null : .number(pictures[pictures.count - 1].mean)),
      ]),
      readout: { k, language in
        language(
          "mean activation \(short(pictures[k].mean))   zeros \(share(pictures[k].zeros))",
          "평균 활성값 \(short(pictures[k].mean))   0의 비율 \(share(pictures[k].zeros))")
      },
      body: body, look: look,
      header: { ["k", $0("net", "신경망"), $0("mean", "평균"), $0("zeros", "0의 비율")] },
      row: { k in
        [
          "\(k + 1)", ["p = 0", "p = 0, r", "p = \(NumberText.short(rate))"][k],
          short(pictures[k].mean),
          share(pictures[k].zeros),
        ]
      })
  }

  private func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    let means = Bins(of: pictures.flatMap(\.unitMeans) + [0], atMost: 24)
    let highest = pictures.flatMap(\.activations).max() ?? 1
    let reach = max(0.1, min(highest.isFinite ? highest : 1, 1e6))
    let all = Bins(of: stride(from: 0, through: reach, by: reach / 400).map { $0 }, atMost: 24)
    let topMeans = pictures.map { means.top($0.unitMeans) }.max() ?? 1
    let topAll = pictures.map { all.top($0.activations) }.max() ?? 1
    let shown = k == 0 ? [pictures[0]] : [pictures[0], pictures[k]]
    var charts: [Chart] = []
    for row in 0..<2 {
      let picture = row < shown.count ? shown[row] : nil
      let name = row == 0 ? Self.names[0] : Self.names[max(k, 1)]
      let style = Style(row == 0 ? .first : .second)
      var marks =
        picture.map {
          [Mark.histogram(edges: means.edges, counts: means.counts($0.unitMeans), style)]
        } ?? []
      if let picture { marks.append(.vertical(picture.mean, .strong)) }
      if row == 1, let number = guess?.number {
        marks.append(
          .guess(Point(number, topMeans / 2)))
      }
      charts.append(
        Chart(
          row < shown.count ? name[language] : "",
          x: Axis(language("mean activation of a unit", "노드의 평균 활성값"), means.range),
          y: Axis(language("units", "노드 수"), 0...topMeans), marks: marks))
      charts.append(
        Chart(
          row < shown.count ? language("all activations", "모든 활성값") : "",
          x: Axis(language("activation", "활성값"), all.range),
          y: Axis(language("count", "개수"), 0...topAll),
          marks: picture.map {
            [.histogram(edges: all.edges, counts: all.counts($0.activations), style)]
          } ?? []))
    }
    return .panels(Panels(charts, perRow: 2, sharesX: true, sharesY: false))
  }

  private func look(_ k: Int, _ language: Language) -> String {
    let (before, now) = (pictures[0].mean, pictures[k].mean)
    switch k {
    case 0:
      return language(
        "trained without dropout the units answer to much: a hump away from zero.",
        "드롭아웃 없이 훈련하면 노드들이 두루 반응한다. 0에서 떨어진 언덕이 생긴다.")
    case 1:
      return language(
        "the mask changes no weight: it multiplies the mean by 1 - p, from \(short(before)) to \(short(now)), and puts a spike at 0.",
        "마스크는 가중치를 바꾸지 않는다. 평균에 1 - p를 곱해 \(short(before))에서 \(Josa.direction(short(now))) 만들고 0에 봉우리를 세울 뿐이다."
      )
    default:
      return rate == 0
        ? language("p = 0: trained twice the same way.", "p = 0: 같은 방법으로 두 번 훈련했다.")
        : language(
          "all units are on, and yet the mean is \(short(now)), not \(short(before)): sparsity was learned.",
          "모든 노드를 켰는데도 평균이 \(Josa.subject(short(before))) 아니라 \(short(now))이다. 희소성은 학습된 것이다.")
    }
  }
}
