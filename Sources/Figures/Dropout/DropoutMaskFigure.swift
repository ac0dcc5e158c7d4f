import Core
import Plot

extension Figure {
  /// Laboratory: masks drawn again and again, the kept fraction settling, kept counts against the binomial.
  package static let dropoutMask: Figure = {
    let units = Control.whole("units", "units", "노드 수", 1...256, initial: 64, allowed: 1...1e6)
    let rate = Control.dropRate()
    let draws = Control.whole("draws", "draws", "추출 횟수", 1...400, initial: 40, allowed: 1...1e6)
    let seed = Control.seed(0)
    return Figure(
      id: "dropout-mask", title: Words(en: "Dropout masks", ko: "드롭아웃 마스크"),
      controls: [units, rate, draws, seed], presets: LaboratoryPresets.dropoutMask,
      run: { settings in
        let run = try checked {
          try DropoutMasks(
            units: settings[units].whole, rate: settings[rate].number, draws: settings[draws].whole,
            seed: settings[seed].seed)
        }
        return try MaskFilm(run).story.film
      },
      python: {
        Python.script(
          $0, [units, rate, draws, seed],
          """
          rng = np.random.default_rng(seed)
          total = 0
          for k in range(1, draws + 1):
              mask = rng.random(units) >= p
              kept = int(mask.sum())
              total += kept
              show(k, mask, kept, kept / units, total / (k * units))
          """)
      })
  }()
}

/// What the film of `dropout-mask` shows: all its axes are fixed before the first frame.
private struct MaskFilm: Sendable {
  let recording: Recording<DropoutMasks>
  /// Kept units of every draw.
  let kept: [Int]
  let means: [Double]
  let expected: Binomial
  let fractions: ClosedRange<Double>
  let bins: CountBins
  /// The draw that lies farthest from the mean.
  let extreme: Int

  var run: DropoutMasks { recording.run }

  init(_ run: DropoutMasks) throws {
    var kept: [Int] = []
    var means: [Double] = []
    recording = try Recording(
      run, capacity: min(4096, max(16, 8_000_000 / run.units)), expected: run.draws
    ) {
      kept.append($0.kept)
      means.append($0.meanFraction)
    }
    self.kept = kept
    self.means = means
    expected = Binomial(count: run.units, probability: 1 - run.rate)
    let units = Double(run.units)
    let low = min(Double(kept.min() ?? 0), expected.mean - 3 * expected.deviation) / units
    let high = max(Double(kept.max() ?? 0), expected.mean + 3 * expected.deviation) / units
    fractions = max(0, min(low, 1 - run.rate - 0.1))...min(1, max(high, 1 - run.rate + 0.1))
    bins = CountBins(kept, expected)
    let mean = expected.mean
    extreme =
      kept.indices.max { (Double(kept[$0]) - mean).magnitude < (Double(kept[$1]) - mean).magnitude }
      ?? 0
  }

  var story: Story {
    let last = kept.count - 1
    let p = NumberText.short(run.rate)
    return Story(
      title: Words(
        en: "Dropout, p = \(p), \(run.units) \(run.units == 1 ? "unit" : "units")",
        ko: "드롭아웃, p = \(p), 노드 \(run.units)개"),
      frames: kept.count,
      reason: Reason(
        code: "all-draws", values: .object([("draws", .int(kept.count))]),
        text: Words(
          en: NumberText.all(kept.count, "mask", are: "drawn"), ko: "마스크 \(kept.count)개를 모두 추출했다")),
      step: { step(recording[$0]) },
      result: .object([
        ("mean_fraction", .number(means[last])), ("expected_fraction", .number(1 - run.rate)),
      ]),
      readout: { k, language in
        let count = NumberText.padded("\(kept[k])", "\(run.units)".count)
        let mean = NumberText.fixed(means[k], decimals: 3)
        return language.place(k + 1, of: run.draws, .draw)
          + language("   kept \(count)   mean so far \(mean)", "   생존 \(count)   누적 평균 \(mean)")
      },
      body: { body($0, $1, $2) }, look: { look($0, $1) },
      header: {
        [$0("draw", "추출"), $0("kept", "생존"), $0("fraction", "비율"), $0("mean", "평균")]
      },
      row: {
        [
          "\($0 + 1)", "\(kept[$0])", NumberText.fixed(fraction($0), decimals: 4),
          NumberText.fixed(means[$0], decimals: 4),
        ]
      }, turns: [extreme])
  }

  private func step(_ step: DropoutMasks.Step) -> JSON {
    .object([
      ("k", .int(step.index)), ("mask", .array(step.mask.map { .int($0 ? 1 : 0) })),
      ("kept", .int(step.kept)),
      ("fraction", .number(step.fraction)), ("mean_fraction", .number(step.meanFraction)),
    ])
  }

  private func fraction(_ index: Int) -> Double { Double(kept[index]) / Double(run.units) }

  private func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    let now = recording[k]
    let before = k > 0 ? recording[k - 1].mask : now.mask
    let grid = UnitGrid(
      caption: language("mask of draw \(k + 1)", "\(k + 1)번째 마스크"), kept: now.mask,
      changed: zip(now.mask, before).map { $0 != $1 })
    return .column([
      Slot(
        .row([
          Slot(.units(grid), minimum: Size(rows: 2, columns: 16), share: 0, priority: 3),
          Slot(
            .chart(settling(k, language, guess)), minimum: Size(rows: 5, columns: 24),
            share: 1, priority: 2),
        ]), minimum: Size(rows: 5, columns: 16), share: 1.2, priority: 2),
      Slot(
        .chart(histogram(k, language)), minimum: Size(rows: 5, columns: 24), share: 1, priority: 1),
    ])
  }

  private func settling(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Chart {
    let shown = thinned(k + 1, to: 400)
    let line = shown.map { Point(Double($0 + 1), means[$0]) }
    let dots = thinned(k, to: 200).map { Point(Double($0 + 1), fraction($0)) }
    var marks: [Mark] = [
      .horizontal(1 - run.rate, .dim), .points(dots, .small, .dim), .line(line, Style(.first)),
      .points([Point(Double(k + 1), fraction(k))], .now, Style(.accent, bold: true)),
    ]
    if let number = guess?.number {
      let height = number > 1 ? number / Double(run.units) : number
      marks.append(.guess(Point(Double(kept.count), height)))
    }
    return Chart(
      x: Axis(language("draw", "추출"), 0...Double(max(2, run.draws))),
      y: Axis(language("fraction kept (line: mean so far)", "생존 비율 (선: 누적 평균)"), fractions),
      marks: marks)
  }

  private func histogram(_ k: Int, _ language: Language) -> Chart {
    let heights = bins.counts(kept[0...k])
    let outline = bins.expected.enumerated().map { Point(bins.middle($0.offset), $0.element) }
    let top = max(bins.counts(kept[...]).max() ?? 1, bins.expected.max() ?? 1, 1)
    return Chart(
      x: Axis(language("units kept", "생존 노드 수"), bins.range, ticks: bins.ticks),
      y: Axis(
        language("draws (o: binomial for all \(run.draws))", "횟수 (o: \(run.draws)회의 이항분포)"),
        0...top * 1.05),
      marks: [
        .bars(edges: bins.edges, heights: heights, Style(.first)),
        .points(outline, .medium, Style(.second, bold: true)),
      ])
  }

  private func look(_ k: Int, _ language: Language) -> String {
    let mean = NumberText.short(expected.mean, digits: 4)
    if run.rate == 0 { return language("p = 0: nothing is ever dropped.", "p = 0: 아무것도 꺼지지 않는다.") }
    if run.rate == 1 {
      return language("p = 1: nothing is left, no signal passes.", "p = 1: 남는 노드가 없어 신호가 끊긴다.")
    }
    if k == 0 {
      return language(
        "each unit flips its own coin: \(kept[0]) stay, the mean is \(mean).",
        "노드마다 동전을 따로 던진다: 남은 것은 \(kept[0])개, 평균은 \(mean)개다.")
    }
    if k == extreme {
      return language(
        "the farthest draw of all: \(kept[k]) kept where the mean is \(mean).",
        "평균에서 가장 먼 추출: 평균 \(mean)개인데 \(kept[k])개가 남았다.")
    }
    let off = NumberText.fixed((means[k] - (1 - run.rate)).magnitude, decimals: 3)
    return language(
      "single draws jump about; their mean has come within \(off) of 1 - p.",
      "추출마다 들쭉날쭉하지만 평균은 1 - p에서 \(off) 안으로 들어왔다.")
  }
}
