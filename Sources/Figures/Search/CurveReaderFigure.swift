import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum H10: sketched learning curves to be diagnosed, and the phase of the strategy that treats them.
  package static let curveReader: Figure = {
    let illness = Control.whole("case", "case", "사례", 1...6, initial: 1)
    let noise = Control.real(
      "noise", "noise", "잡음", 0...0.1, notch: 0.01, initial: 0.02, allowed: 0...0.3)
    let decay = Control.whole(
      "decay-epoch", "learning rate cut at", "학습률을 낮추는 에포크", 5...95, notch: 5, initial: 50,
      allowed: 0...100)
    let seed = Control.seed()
    let controls = [illness, noise, decay, seed]
    return Figure(
      id: "curve-reader", title: Words(en: "Reading learning curves", ko: "학습 곡선 읽기"),
      controls: controls,
      run: { settings in
        read(
          LearningCurve.all[min(max(settings[illness].whole, 1), 6) - 1],
          number: settings[illness].whole, noise: settings[noise].number,
          decay: settings[decay].whole, seed: settings[seed].seed
        ).film
      },
      python: { settings in
        let curve = LearningCurve.all[min(max(settings[illness].whole, 1), 6) - 1]
        return Python.script(
          settings, [noise, decay, seed],
          """
          import math


          def train(e):
              return \(curve.python.train)


          def valid(e):
              return \(curve.python.validation)


          def cut(e):
              # What the training loss would do with a tenth of the learning rate from decay_epoch on.
              return \(curve.python.cut)


          rng = np.random.default_rng(seed)
          for e in map(float, range(101)):
              u, v = rng.standard_normal(2)
              show(e, train(e) * (1.0 + noise * u), valid(e) * (1.0 + noise * v), train(e) if e <= decay_epoch else cut(e))
          """)
      })
  }()

  private static func read(
    _ curve: LearningCurve, number: Int, noise: Double, decay: Int, seed: UInt64
  ) -> Story {
    var random = NumPyRandom(seed)
    let epochs = (0...100).map { epoch in
      let e = Double(epoch)
      let (u, v) = (random.standardNormal(), random.standardNormal())
      return (
        train: curve.train(e) * (1 + noise * u), validation: curve.validation(e) * (1 + noise * v),
        cut: epoch <= decay ? curve.train(e) : curve.cut(e, Double(decay))
      )
    }
    let last = epochs.count - 1
    let best = epochs.indices.min { epochs[$0].validation < epochs[$1].validation } ?? 0
    let short: @Sendable (Double) -> String = { NumberText.short($0, digits: 3) }
    let range = curve.isExploding ? 0.5...10_000 : 0...2.6
    func inside(_ value: Double) -> Double { min(max(value, range.lowerBound), range.upperBound) }
    let curves = epochs.map { (inside($0.train), inside($0.validation), inside($0.cut)) }
    return Story(
      title: Words(en: "Case \(number): what is wrong?", ko: "사례 \(number): 무엇이 문제인가?"),
      frames: epochs.count,
      reason: Reason(
        code: curve.id,
        values: .object([("best_epoch", .int(best)), ("phase", .int(curve.phase))]),
        text: curve.diagnosis),
      step: { k in
        .object([
          ("k", .int(k)), ("train", .number(epochs[k].train)),
          ("validation", .number(epochs[k].validation)), ("cut", .number(epochs[k].cut)),
        ])
      },
      result: .object([("best_epoch", .int(best)), ("phase", .int(curve.phase))]),
      readout: { k, language in
        language.place(k, of: last, Words(en: "epoch", ko: "에포크"))
          + "   \(language("train", "훈련")) \(NumberText.fixed(epochs[k].train, decimals: 2))"
          + "   \(language("validation", "검증")) \(NumberText.fixed(epochs[k].validation, decimals: 2))"
      },
      body: { k, language, guess in
        let seen = thinned(k + 1, to: 101)
        var marks: [Mark] = []
        if k > decay {
          marks.append(.ghost((decay...k).map { Point(Double($0), curves[$0].2) }, Style(.third)))
        }
        marks += [
          .vertical(Double(decay), .dim),
          .line(seen.map { Point(Double($0), curves[$0].0) }, Style(.first)),
          .line(seen.map { Point(Double($0), curves[$0].1) }, Style(.second, bold: true)),
          .points([Point(Double(k), curves[k].0)], .letter("t"), Style(.first, bold: true)),
          .points([Point(Double(k), curves[k].1)], .letter("v"), Style(.second, bold: true)),
        ]
        if k == last {
          marks.append(
            .points(
              [Point(Double(best), curves[best].1)], .target, Style(.good, bold: true)))
        }
        if let number = guess?.number {
          marks.append(
            .guess(Point(number, curves[min(max(best, 0), last)].1)))
        }
        let chart = Chart(
          x: Axis(language("epoch", "에포크"), 0...100),
          y: Axis(
            language("loss (t train, v validation)", "손실 (t 훈련, v 검증)"), range,
            scale: curve.isExploding ? .log : .linear), marks: marks)
        return .beside(.chart(chart), .text(loop(curve, isOver: k == last, language)))
      },
      look: { k, language in
        if k == last { return "\(curve.diagnosis[language])." }
        if k > decay {
          return language(
            "the ghost shows the rate cut tenfold at epoch \(decay).",
            "흐린 선은 에포크 \(decay)에서 학습률을 10분의 1로 낮춘 경우다.")
        }
        return language(
          "watch level, slope and gap before you name it.", "수준, 기울기, 간격을 보고 진단하라.")
      },
      header: { [$0("epoch", "에포크"), $0("train", "훈련"), $0("validation", "검증")] },
      row: { ["\($0)", short(epochs[$0].train), short(epochs[$0].validation)] },
      turns: [decay, best])
  }

  /// The loop of three phases; at the end the one that treats the illness is lit.
  private static func loop(_ curve: LearningCurve, isOver: Bool, _ language: Language)
    -> [StyledText]
  {
    let phases = [
      (
        language("1 setup", "1 준비"), language("init, data, regularisation", "초기화, 전처리, 규제")
      ),
      (language("2 dynamics", "2 학습 관찰"), language("curves, learning rate", "곡선, 학습률")),
      (language("3 afterwards", "3 학습 후"), language("ensemble, transfer", "앙상블, 전이 학습")),
    ]
    var lines: [StyledText] = []
    for (index, phase) in phases.enumerated() {
      let isLit = isOver && curve.phase == index + 1
      let style = isLit ? Style(.accent, bold: true) : Style.plain
      lines.append(StyledText((isLit ? "> " : "  ") + phase.0, style))
      lines.append(StyledText("    " + phase.1, isLit ? style : .dim))
    }
    lines.append(StyledText(language("  back to 1 until it is good", "  좋아질 때까지 다시 1로"), .dim))
    guard isOver else { return lines + [StyledText("  ?", Style(.warn, bold: true))] }
    return lines + [StyledText("  " + curve.cure[language], Style(.good, bold: true))]
  }
}

/// A sketched pair of curves over 100 epochs, what it means, and the Python beside each formula.
private struct LearningCurve: Sendable {
  let id: String
  let phase: Int
  let diagnosis: Words
  let cure: Words
  let train: @Sendable (Double) -> Double
  let validation: @Sendable (Double) -> Double
  /// The training loss at an epoch after the rate was cut at another.
  let cut: @Sendable (_ epoch: Double, _ at: Double) -> Double
  let python: (train: String, validation: String, cut: String)
  var isExploding: Bool { id == "exploding" }

  /// Time passes a tenth as fast after the cut.
  private static func slowed(_ epoch: Double, _ at: Double) -> Double { at + (epoch - at) / 10 }
  private static let slowly = "decay_epoch + (e - decay_epoch) / 10.0"

  static let all: [LearningCurve] = [
    decaying(
      "good", phase: 3, level: (0.1, 0.16), height: (2.2, 2.15), time: 15,
      Words(en: "healthy: both fall together, the gap is small", ko: "건강하다: 함께 내려가고 간격이 작다"),
      Words(en: "now ensembles, transfer", ko: "이제 앙상블, 전이 학습")),
    LearningCurve(
      id: "rate-low", phase: 2,
      diagnosis: Words(
        en: "learning rate too low: still falling, slowly, at the end",
        ko: "학습률이 너무 낮다: 끝까지 천천히 내려가고 있다"),
      cure: Words(en: "raise the learning rate", ko: "학습률을 올린다"),
      train: { 2.3 - 0.004 * $0 }, validation: { 2.32 - 0.0038 * $0 },
      cut: { 2.3 - 0.004 * slowed($0, $1) },
      python: ("2.3 - 0.004 * e", "2.32 - 0.0038 * e", "2.3 - 0.004 * (\(slowly))")),
    LearningCurve(
      id: "rate-high", phase: 2,
      diagnosis: Words(
        en: "learning rate too high: fastest at first, then stuck",
        ko: "학습률이 너무 높다: 가장 빨리 내려간 뒤 멈췄다"),
      cure: Words(en: "lower the learning rate", ko: "학습률을 낮춘다"),
      train: { 0.9 + 1.4 * exp(-$0 / 2) }, validation: { 0.95 + 1.4 * exp(-$0 / 2) },
      cut: { 0.2 + 0.7 * exp(-($0 - $1) / 10) },
      python: (
        "0.9 + 1.4 * math.exp(-e / 2.0)", "0.95 + 1.4 * math.exp(-e / 2.0)",
        "0.2 + 0.7 * math.exp(-(e - decay_epoch) / 10.0)"
      )),
    LearningCurve(
      id: "exploding", phase: 2,
      diagnosis: Words(en: "exploding: the learning rate is far too high", ko: "폭발: 학습률이 지나치게 높다"),
      cure: Words(en: "a much lower rate", ko: "학습률을 훨씬 낮춘다"),
      train: { 2.3 * pow(1.08, $0) }, validation: { 2.35 * pow(1.08, $0) },
      cut: { 2.3 * pow(1.08, $1) * exp(-($0 - $1) / 10) },
      python: (
        "2.3 * math.pow(1.08, e)", "2.35 * math.pow(1.08, e)",
        "2.3 * math.pow(1.08, float(decay_epoch)) * math.exp(-(e - decay_epoch) / 10.0)"
      )),
    LearningCurve(
      id: "overfit", phase: 1,
      diagnosis: Words(
        en: "overfitting: validation turns at epoch 30 while training improves",
        ko: "과적합: 훈련은 좋아지는데 검증은 에포크 30에서 돌아선다"),
      cure: Words(en: "regularise, or more data", ko: "규제 또는 더 많은 데이터"),
      train: { 0.03 + 2.2 * exp(-$0 / 12) },
      validation: { 0.35 + 1.9 * exp(-$0 / 8) + 0.008 * max(0, $0 - 30) },
      cut: { 0.03 + 2.2 * exp(-slowed($0, $1) / 12) },
      python: (
        "0.03 + 2.2 * math.exp(-e / 12.0)",
        "0.35 + 1.9 * math.exp(-e / 8.0) + 0.008 * max(0.0, e - 30.0)",
        "0.03 + 2.2 * math.exp(-(\(slowly)) / 12.0)"
      )),
    decaying(
      "underfit", phase: 1, level: (0.95, 1), height: (1.35, 1.3), time: 20,
      Words(en: "underfitting: no gap, both stay poor", ko: "과소적합: 간격 없이 둘 다 나쁘다"),
      Words(en: "a bigger model, longer", ko: "더 큰 모델, 더 오래")),
  ]

  private static func decaying(
    _ id: String, phase: Int, level: (Double, Double), height: (Double, Double), time: Double,
    _ diagnosis: Words, _ cure: Words
  ) -> LearningCurve {
    func python(_ level: Double, _ height: Double, _ e: String) -> String {
      "\(Python.number(level)) + \(Python.number(height)) * math.exp(-(\(e)) / \(Python.number(time)))"
    }
    return LearningCurve(
      id: id, phase: phase, diagnosis: diagnosis, cure: cure,
      train: { level.0 + height.0 * exp(-$0 / time) },
      validation: { level.1 + height.1 * exp(-$0 / time) },
      cut: { level.0 + height.0 * exp(-slowed($0, $1) / time) },
      python: (
        python(level.0, height.0, "e"), python(level.1, height.1, "e"),
        python(level.0, height.0, slowly)
      ))
  }
}
