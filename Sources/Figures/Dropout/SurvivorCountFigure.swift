import Core
import Plot

extension Figure {
  /// Curriculum D5: how many units stay, draw by draw, against the binomial distribution.
  package static let survivorCount: Figure = {
    let units = Control.whole(
      "n", "units", "노드 수", 5...100, notch: 5, initial: 10, allowed: 1...1e6)
    let rate = Control.dropRate(0...0.9)
    let draws = Control.whole(
      "draws", "draws", "추출 횟수", 10...1000, notch: 10, initial: 200, allowed: 1...1e6)
    let seed = Control.seed()
    return Figure(
      id: "survivor-count", title: Words(en: "How many units survive", ko: "남는 노드 수"),
      controls: [units, rate, draws, seed],
      run: { settings in
        let run = try checked {
          try DropoutMasks(
            units: settings[units].whole, rate: settings[rate].number, draws: settings[draws].whole,
            seed: settings[seed].seed)
        }
        return try survivors(run).film
      },
      python: {
        Python.script(
          $0, [units, rate, draws, seed],
          """
          rng = np.random.default_rng(seed)
          total = squares = 0
          for k in range(1, draws + 1):
              kept = int((rng.random(n) >= p).sum())
              total += kept
              squares += kept * kept
              show(k, kept, total / k, (k * squares - total * total) / (k * k))
          """)
      })
  }()

  private static func survivors(_ run: DropoutMasks) throws -> Story {
    var kept: [Int] = []
    var moments: [(mean: Double, variance: Double)] = []
    var (total, squares) = (0, 0)
    _ = try Recording(run, capacity: 2, expected: run.draws) { step in
      kept.append(step.kept)
      total += step.kept
      squares += step.kept * step.kept
      let k = step.index
      moments.append(
        (Double(total) / Double(k), Double(k * squares - total * total) / Double(k * k)))
    }
    let (counts, sums) = (kept, moments)
    let theory = Binomial(count: run.units, probability: 1 - run.rate)
    let bins = CountBins(counts, theory)
    let top = max(bins.counts(counts[...]).max() ?? 1, bins.expected.max() ?? 1, 1) * 1.08
    let short: @Sendable (Double) -> String = { value in NumberText.fixed(value, decimals: 3) }
    let extreme =
      counts.indices.max {
        (Double(counts[$0]) - theory.mean).magnitude < (Double(counts[$1]) - theory.mean).magnitude
      } ?? 0
    return Story(
      title: Words(
        en:
          "Survivors of \(NumberText.counted(run.units, "unit")), p = \(NumberText.short(run.rate))",
        ko: "노드 \(run.units)개 중 생존 수, p = \(NumberText.short(run.rate))"),
      frames: counts.count,
      reason: Reason(
        code: "all-draws", values: .object([("draws", .int(counts.count))]),
        text: Words(
          en: NumberText.all(counts.count, "mask", are: "drawn"),
          ko: "마스크 \(counts.count)개를 모두 추출했다")),
      step: { k in
        .object([
          ("k", .int(k + 1)), ("kept", .int(counts[k])), ("mean", .number(sums[k].mean)),
          ("variance", .number(sums[k].variance)),
        ])
      },
      result: .object([("mean", .number(theory.mean)), ("variance", .number(theory.variance))]),
      readout: { k, language in
        let place = NumberText.padded("\(k + 1)", "\(counts.count)".count)
        return language(
          "draw \(place) of \(counts.count)   kept \(NumberText.padded("\(counts[k])", "\(run.units)".count))   mean \(short(sums[k].mean))",
          "추출 \(place)/\(counts.count)   생존 \(NumberText.padded("\(counts[k])", "\(run.units)".count))   평균 \(short(sums[k].mean))"
        )
      },
      body: { k, language, guess in
        var marks: [Mark] = [
          .vertical(theory.mean, .dim),
          .bars(edges: bins.edges, heights: bins.counts(counts[0...k]), Style(.first)),
          .points(
            bins.expected.enumerated().map { Point(bins.middle($0.offset), $0.element) }, .medium,
            Style(.second, bold: true)),
          .points([Point(Double(counts[k]), top * 0.97)], .now, Style(.accent, bold: true)),
        ]
        if let number = guess?.number { marks.append(.guess(Point(number, top * 0.9))) }
        let chart = Chart(
          x: Axis(language("units kept", "생존 노드 수"), bins.range, ticks: bins.ticks),
          y: Axis(language("draws (o: binomial)", "횟수 (o: 이항분포)"), 0...top), marks: marks)
        let spread = sums[k].variance.squareRoot()
        let table = TextTable(
          header: ["", language("so far", "지금까지"), language("theory", "이론")],
          rows: [
            [language("mean", "평균"), short(sums[k].mean), short(theory.mean)],
            [language("variance", "분산"), short(sums[k].variance), short(theory.variance)],
            [language("sd", "표준편차"), short(spread), short(theory.deviation)],
            [
              language("sd / mean", "sd / 평균"), short(spread / max(sums[k].mean, 1e-9)),
              short(theory.deviation / max(theory.mean, 1e-9)),
            ],
          ])
        return .row([
          Slot(.chart(chart), minimum: Size(rows: 6, columns: 30), share: 1, priority: 2),
          Slot(.table(table), minimum: Size(rows: 5, columns: 26), share: 0, priority: 1),
        ])
      },
      look: { k, language in
        if theory.deviation == 0 {
          return language(
            "no chance left: every draw keeps \(counts[k]).", "우연이 없다: 언제나 \(counts[k])개가 남는다.")
        }
        if k == 0 {
          return language(
            "one draw, one brick: \(counts[0]) kept.", "추출 한 번에 벽돌 하나: \(counts[0])개 생존.")
        }
        if k == extreme {
          return language(
            "the rarest draw so far: \(counts[k]) of \(run.units).",
            "가장 드문 추출: \(run.units)개 중 \(counts[k])개.")
        }
        return language(
          "the bars grow towards the outline; half of it lies within \(short(0.674 * theory.deviation)) of \(NumberText.short(theory.mean)).",
          "막대가 이항분포 쪽으로 자란다. 절반은 \(NumberText.short(theory.mean))에서 \(short(0.674 * theory.deviation)) 안에 있다."
        )
      },
      header: { [$0("draw", "추출"), $0("kept", "생존"), $0("mean", "평균"), $0("variance", "분산")] },
      row: { ["\($0 + 1)", "\(counts[$0])", short(sums[$0].mean), short(sums[$0].variance)] },
      turns: [extreme])
  }
}
