import Core
import Plot

extension Figure {
  /// Curriculum H7: by hand, on a grid, at random, and by a model that learns: the same hidden curve, the same
  /// budget.
  package static let fourSearches: Figure = {
    let budget = Control.whole(
      "budget", "trials each", "각 시도 횟수", 4...25, initial: 9, allowed: 1...100)
    let length = Control.real(
      "length", "length of the model's kernel", "모델 커널의 길이", 0.05...0.5, notch: 0.05, initial: 0.2,
      allowed: 0.005...10)
    let seed = Control.seed()
    return Figure(
      id: "four-searches", title: Words(en: "Four ways to search", ko: "네 가지 탐색 방법"),
      controls: [budget, length, seed],
      run: { settings in
        let run = try checked {
          try FourSearches(
            budget: settings[budget].whole, length: settings[length].number,
            seed: settings[seed].seed)
        }
        return FourSearchesStory(run: run).story.film
      },
      python: {
        try FourSearchesScript.text(
          budget: $0[budget].whole, length: $0[length].number, seed: $0[seed].seed)
      })
  }()
}

/// The words and pictures of `four-searches`.
private struct FourSearchesStory: Sendable {
  let run: FourSearches
  private static let curve = stride(from: 0.0, through: 1.0, by: 0.005).map {
    Point($0, FourSearches.error($0))
  }
  private static let heights = 0.1...0.75

  private static func name(_ way: FourSearches.Way) -> Words {
    switch way {
    case .manual: Words(en: "manual", ko: "수동")
    case .grid: Words(en: "grid", ko: "격자")
    case .random: Words(en: "random", ko: "임의")
    case .bayes: Words(en: "Bayesian", ko: "베이지안")
    }
  }

  private func short(_ value: Double) -> String { NumberText.fixed(value, decimals: 3) }

  var story: Story {
    let last = run.budget - 1
    let winner = FourSearches.Way.allCases.min { run.best($0, last) < run.best($1, last) }
    let name = Self.name(winner ?? .bayes)
    let best = short(run.best(winner ?? .bayes, last))
    return Story(
      title: Words(
        en: "Four ways to search, \(NumberText.counted(run.budget, "trial")) each",
        ko: "네 가지 탐색, 각 \(run.budget)회"),
      frames: run.budget,
      reason: Reason(
        code: "all-trials", values: .object([("trials", .int(run.budget))]),
        text: Words(
          en:
            "\(NumberText.counted(run.budget, "trial")) each: \(name.en) search found the lowest error, \(best)",
          ko: "각각 \(run.budget)회 시도: \(name.ko) 탐색이 가장 낮은 오류 \(best)에 이르렀다")),
      step: step,
      result: .object(
        FourSearches.Way.allCases.map {
          (Self.name($0).en.lowercased(), .number(run.best($0, last)))
        }), evaluations: (4 * run.budget, 0, 0),
      readout: { k, language in
        language.place(k + 1, of: run.budget, Words(en: "trial", ko: "시도")) + "   "
          + language("best: Bayesian ", "최선: 베이지안 ") + short(run.best(.bayes, k))
      }, body: body, look: look,
      header: { language in
        [language("trial", "시도")] + FourSearches.Way.allCases.map { Self.name($0)[language] }
      },
      row: { k in ["\(k + 1)"] + FourSearches.Way.allCases.map { short(run.value($0, k)) } },
      turns: [2, run.budget / 2])
  }

  private func step(_ k: Int) -> JSON {
    var members: [(String, JSON)] = [("k", .int(k + 1))]
    for way in FourSearches.Way.allCases {
      var own: [(String, JSON)] = [
        ("u", .number(run.place(way, k))), ("value", .number(run.value(way, k))),
        ("best", .number(run.best(way, k))),
      ]
      if way == .bayes {
        let outlook = run.outlook(k)
        own += [
          ("mu", outlook.map { .number($0.mean) } ?? .null),
          ("sigma", outlook.map { .number($0.deviation) } ?? .null),
          ("ei", outlook.map { .number($0.gain) } ?? .null),
        ]
      }
      members.append((Self.name(way).en.lowercased(), .object(own)))
    }
    return .object(members)
  }

  // MARK: The picture

  private func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    let blind = [FourSearches.Way.manual, .grid, .random].map { panel($0, k, language) }
    return .row([
      Slot(
        // With fewer rows the panels would lose their names.
        .panels(Panels(blind, perRow: 1)), minimum: Size(rows: 17, columns: 24), share: 1,
        priority: 1),
      Slot(
        .column([
          Slot(
            .chart(model(k, language, guess)), minimum: Size(rows: 7, columns: 26), share: 1.7,
            priority: 3),
          Slot(
            .chart(gain(k, language)), minimum: Size(rows: 5, columns: 26), share: 1, priority: 2),
        ]), minimum: Size(rows: 7, columns: 28), share: 1.3, priority: 2),
    ])
  }

  private static func ticks(_ name: String) -> Axis {
    Axis(name, heights, ticks: .labelled([0.2, 0.6], ["0.2", "0.6"]))
  }

  private func tried(_ way: FourSearches.Way, _ k: Int) -> [Mark] {
    let points = (0...k).map { Point(run.place(way, $0), run.value(way, $0)) }
    return [
      .points(Array(points.dropLast()), .medium, Style(.first)),
      .points(points.suffix(1).map(\.self), .now, Style(.accent, bold: true)),
    ]
  }

  private func panel(_ way: FourSearches.Way, _ k: Int, _ language: Language) -> Chart {
    let name = Self.name(way)[language]
    return Chart(
      x: Axis("h", 0...1, ticks: .labelled([0, 0.5, 1], ["0", "0.5", "1"])),
      y: Self.ticks(language("\(name): best ", "\(name): 최선 ") + short(run.best(way, k))),
      marks: [.ghost(Self.curve, .dim)] + tried(way, k))
  }

  /// The model before trial k, the trials, and where trial k went.
  private func model(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Chart {
    var marks: [Mark] = []
    if let process = run.models[k]?.process {
      let places = (0...160).map { Double($0) / 160 }
      let (means, deviations) = process.posterior(at: places)
      marks = [
        .band(
          places.indices.map {
            let width = 2 * deviations[$0]
            return Spread(places[$0], means[$0] - width, means[$0] + width)
          }, .dim),
        .ghost(Self.curve, .dim),
        .line(places.indices.map { Point(places[$0], means[$0]) }, Style(.second)),
      ]
    } else {
      marks = [.ghost(Self.curve, .dim)]
    }
    marks += tried(.bayes, k)
    switch guess {
    case .point(let x, let y): marks.append(.guess(Point(x, y)))
    case .number(let y): marks.append(.guess(Point(1, y)))
    default: break
    }
    return Chart(
      x: Axis("h", 0...1, ticks: .labelled([0, 0.5, 1], ["0", "0.5", "1"])),
      y: Self.ticks(
        language(
          "Bayesian: best \(short(run.best(.bayes, k))), model ± 2 sd",
          "베이지안: 최선 \(short(run.best(.bayes, k))), 모델 ± 2 표준편차")), marks: marks)
  }

  /// The expected improvement before trial k, by its peak.
  private func gain(_ k: Int, _ language: Language) -> Chart {
    var marks: [Mark] = []
    if let process = run.models[k]?.process {
      let places = ((0...160).map { Double($0) / 160 } + [run.place(.bayes, k)]).sorted()
      let gains = process.expectedImprovement(at: places)
      let top = max(gains.max() ?? 0, run.outlook(k)?.gain ?? 0)
      if top > 0 {
        marks = [
          .line(places.indices.map { Point(places[$0], gains[$0] / top) }, Style(.good)),
          .points([Point(run.place(.bayes, k), 1)], .now, Style(.accent, bold: true)),
        ]
      }
    }
    return Chart(
      x: Axis("h", 0...1, ticks: .labelled([0, 0.5, 1], ["0", "0.5", "1"])),
      y: Axis(
        language("EI of a trial, share of its peak", "EI(기대 개선), 최댓값에 대한 비"), 0...1.08,
        ticks: .labelled([0, 1], ["0", "1"])), marks: marks)
  }

  private func look(_ k: Int, _ language: Language) -> String {
    guard let outlook = run.outlook(k) else {
      return k == 0
        ? language(
          "manual begins with a value that once worked; the others know nothing yet.",
          "수동 탐색은 전에 통했던 값에서 시작하고, 나머지는 아직 아무것도 모른다.")
        : language(
          "the Bayesian search draws its first two at random: a model needs something to learn from.",
          "베이지안 탐색의 처음 두 번은 임의로 뽑는다: 모델에는 배울 자료가 필요하다.")
    }
    if k == run.budget - 1 {
      let spread = (0...k).map { run.place(.manual, $0) }
      let (low, high) = (spread.min() ?? 0, spread.max() ?? 0)
      return language(
        "manual stayed between \(NumberText.fixed(low, decimals: 2)) and \(NumberText.fixed(high, decimals: 2)); best \(short(run.best(.manual, k))), grid \(short(run.best(.grid, k))), random \(short(run.best(.random, k))), Bayesian \(short(run.best(.bayes, k))).",
        "수동은 \(NumberText.fixed(low, decimals: 2))-\(NumberText.fixed(high, decimals: 2))에 머물렀다. 최선: 수동 \(short(run.best(.manual, k))), 격자 \(short(run.best(.grid, k))), 임의 \(short(run.best(.random, k))), 베이지안 \(short(run.best(.bayes, k)))."
      )
    }
    let (mean, deviation) = (short(outlook.mean), short(outlook.deviation))
    let z = (run.best(.bayes, k - 1) - outlook.mean) / outlook.deviation
    let low = (run.best(.bayes, k - 1) - outlook.mean) * NormalDistribution.cumulative(z)
    if low > outlook.deviation * NormalDistribution.density(z) {
      return language(
        "trial \(k + 1) exploits: the model expects a low \(mean) there, give or take \(deviation).",
        "\(k + 1)번째는 활용이다: 모델은 그곳의 값을 낮게 본다(평균 \(mean), 표준편차 \(deviation)).")
    }
    return language(
      "trial \(k + 1) explores: the model hardly knows that place (\(mean), give or take \(deviation)).",
      "\(k + 1)번째는 탐험이다: 모델이 잘 모르는 곳이다(평균 \(mean), 표준편차 \(deviation)).")
  }
}
