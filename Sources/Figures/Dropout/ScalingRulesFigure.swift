import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum D6: what a layer receives at test, over what it received in training, for four rules.
  package static let scalingRules: Figure = {
    let rate = Control.dropRate(0.05...0.95)
    let rule = Control.choice(
      "rule", "rule at test", "테스트 보정 규칙",
      [
        ("none", "none", "보정 없음"),
        ("times-p", "times p", "p를 곱함"),
        ("times-k", "times k = 1 - p", "k = 1 - p를 곱함"),
        ("inverted", "inverted dropout", "역드롭아웃"),
      ], initial: "times-k")
    let seed = Control.seed()
    return Figure(
      id: "scaling-rules", title: Words(en: "Train-test scaling", ko: "훈련-테스트 보정"),
      controls: [rate, rule, seed],
      run: { settings in
        let run = try checked {
          try DropoutMasks(
            units: 20, rate: settings[rate].number, draws: 60, seed: settings[seed].seed)
        }
        let lit = ["none": [4], "times-k": [1, 2], "inverted": [3]][settings[rule].text] ?? []
        return try scaling(run, settings[rule].text).film.beside(.prediction, lit: { _ in lit })
      },
      python: {
        Python.script(
          $0, [rate, rule, seed],
          """
          n = 20
          rng = np.random.default_rng(seed)
          factor = {"none": 1.0, "times-p": p, "times-k": 1.0 - p, "inverted": 1.0}[rule]
          total = 0
          for k in range(1, 61):
              kept = int((rng.random(n) >= p).sum())
              total += kept
              training = total / k
              if rule == "inverted":
                  training = 0.0 if p == 1 else training / (1.0 - p)
              test = factor * n
              ratio = test / training if training > 0 else np.inf if test > 0 else np.nan
              show(k, kept, training, test, ratio)
          """)
      })
  }()

  /// The ratio that a rule gives in the long run.
  private static func limit(_ rule: String, _ p: Double) -> Double {
    switch rule {
    case "none": 1 / (1 - p)
    case "times-p": p / (1 - p)
    default: 1
    }
  }

  private static func scaling(_ run: DropoutMasks, _ rule: String) throws -> Story {
    let p = run.rate
    let test = Double(run.units) * (rule == "times-p" ? p : rule == "times-k" ? 1 - p : 1)
    var rows: [(kept: Int, training: Double, ratio: Double)] = []
    var total = 0
    _ = try Recording(run, capacity: 2) { step in
      total += step.kept
      var training = Double(total) / Double(step.index)
      if rule == "inverted" { training = p == 1 ? 0 : training / (1 - p) }
      let ratio = training > 0 ? test / training : test > 0 ? .infinity : .nan
      rows.append((step.kept, training, ratio))
    }
    let steps = rows
    let names = ["none", "times-p", "times-k"]
    let curves = names.map { name in
      stride(from: 0.05, through: 0.951, by: 0.01).map { Point($0, limit(name, $0)) }
    }
    let short: @Sendable (Double) -> String = { value in NumberText.short(value, digits: 3) }
    let label = Words(
      en: [
        "none": "no scaling", "times-p": "times p", "times-k": "times k", "inverted": "inverted",
      ][rule] ?? rule,
      ko: ["none": "보정 없음", "times-p": "p를 곱함", "times-k": "k를 곱함", "inverted": "역드롭아웃"][rule]
        ?? rule)
    return Story(
      title: Words(
        en: "Test over training, rule: \(label.en)", ko: "훈련 대비 테스트 입력, 규칙: \(label.ko)"),
      frames: steps.count,
      reason: Reason(
        code: "all-draws", values: .object([("draws", .int(steps.count))]),
        text: Words(en: "all \(steps.count) masks are drawn", ko: "마스크 \(steps.count)개를 모두 추출했다")),
      step: { k in
        .object([
          ("k", .int(k + 1)), ("kept", .int(steps[k].kept)),
          ("training", .number(steps[k].training)),
          ("test", .number(test)), ("ratio", .number(steps[k].ratio)),
        ])
      },
      result: .object([("limit", .number(limit(rule, p)))]),
      readout: { k, language in
        language(
          "p = \(short(p))   draw \(NumberText.padded("\(k + 1)", 2)) of 60   ratio \(short(steps[k].ratio))",
          "p = \(short(p))   추출 \(NumberText.padded("\(k + 1)", 2))/60   비 \(short(steps[k].ratio))"
        )
      },
      body: { k, language, guess in
        var marks: [Mark] = [.horizontal(1, .dim)]
        for (curve, name) in zip(curves, names) {
          let isOurs = name == rule || (name == "times-k" && rule == "inverted")
          marks.append(isOurs ? .line(curve, Style(.first, bold: true)) : .ghost(curve, .dim))
        }
        marks.append(.label(Point(0.14, 1.5), language("no scaling", "보정 없음"), .dim, centred: true))
        marks.append(.label(Point(0.28, 0.22), language("times p", "p를 곱함"), .dim, centred: true))
        marks.append(
          .label(
            Point(0.82, 0.75), language("times k, inverted", "k를 곱함, 역드롭아웃"), .dim, centred: true))
        let trail = steps[0..<k].map(\.ratio).filter { $0.isFinite && $0 > 0 }.map { Point(p, $0) }
        marks.append(.points(trail, .small, Style(.second)))
        if steps[k].ratio.isFinite, steps[k].ratio > 0 {
          marks.append(.points([Point(p, steps[k].ratio)], .now, Style(.accent, bold: true)))
        }
        if let number = guess?.number {
          marks.append(.guess(number >= 0 && number <= 1 ? Point(number, 1) : Point(p, number)))
        }
        return .chart(
          Chart(
            x: Axis(language("drop rate p", "드롭아웃 비율 p"), 0.05...0.95),
            y: Axis(
              language("mean input at test / in training", "평균 입력: 테스트 / 훈련"), 0.04...25,
              scale: .log),
            marks: marks))
      },
      look: { k, language in
        let value = limit(rule, p)
        if p == 0 || p == 1 {
          return language(
            "at p = \(short(p)) nothing is left to scale.", "p = \(short(p))에서는 보정할 것이 없다.")
        }
        if rule == "times-p", p == 0.5 {
          return language(
            "at p = 0.5, and only there, times p is the same as times k.",
            "p = 0.5에서만 p를 곱하는 것과 k를 곱하는 것이 같다.")
        }
        if (value - 1).magnitude < 1e-12 {
          return language(
            "the next layer receives at test what it received in training.",
            "다음 층은 테스트에서도 훈련과 같은 크기의 입력을 받는다.")
        }
        return language(
          "the next layer receives \(short(value)) times the input that it was trained on.",
          "다음 층이 훈련 때의 \(short(value))배 되는 입력을 받는다.")
      },
      header: { [$0("draw", "추출"), $0("kept", "생존"), $0("training", "훈련"), $0("ratio", "비")] },
      row: {
        ["\($0 + 1)", "\(steps[$0].kept)", short(steps[$0].training), short(steps[$0].ratio)]
      })
  }
}
