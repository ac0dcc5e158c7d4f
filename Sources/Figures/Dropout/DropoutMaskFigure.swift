import Core
import Plot

extension Figure {
  /// Laboratory: masks drawn again and again, the kept fraction settling, kept counts against the binomial.
  package static let dropoutMask: Figure = {
    let units = Control(
      "units", Words(en: "units", ko: "노드 수"), .whole(1...256, notch: 1), initial: .whole(64),
      allowed: 1...1e6)
    let rate = Control(
      "p", Words(en: "drop rate", ko: "드롭아웃 비율"), .real(0...1, notch: 0.05), initial: .number(0.5))
    let draws = Control(
      "draws", Words(en: "draws", ko: "추출 횟수"), .whole(1...400, notch: 1), initial: .whole(40),
      allowed: 1...1e6)
    let seed = Control("seed", Words(en: "seed", ko: "시드"), .seed, initial: .seed(0))
    return Figure(
      id: "dropout-mask", title: Words(en: "Dropout masks", ko: "드롭아웃 마스크"),
      controls: [units, rate, draws, seed], presets: LaboratoryPresets.dropoutMask,
      run: { settings in
        let run = try checked {
          try DropoutMasks(
            units: settings[units].whole, rate: settings[rate].number, draws: settings[draws].whole,
            seed: settings[seed].seed)
        }
        return try MaskFilm(run).film
      },
      python: { settings in
        """
        \(Python.head)
        units, p, draws, seed = \(settings[units].whole), \(Python.number(settings[rate].number)), \
        \(settings[draws].whole), \(settings[seed].seed)
        rng = np.random.default_rng(seed)
        total = 0
        for k in range(1, draws + 1):
            mask = rng.random(units) >= p
            kept = int(mask.sum())
            total += kept
            show(k, mask, kept, kept / units, total / (k * units))

        """
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
    recording = try Recording(run, capacity: min(4096, max(16, 8_000_000 / run.units))) {
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

  var film: Film {
    let last = kept.count - 1
    return Film(
      frames: kept.count, status: .done,
      reason: Reason(
        code: "all-draws", values: .object([("draws", .int(kept.count))]),
        text: Words(en: "all \(kept.count) masks are drawn", ko: "마스크 \(kept.count)개를 모두 추출했다")),
      step: { step(recording[$0]) },
      result: .object([
        ("mean_fraction", .number(means[last])), ("expected_fraction", .number(1 - run.rate)),
      ]),
      scene: { scene($0, $1, nil) }, twin: twin, bookmarks: bookmarks,
      predicted: { scene($1, $2, $0) })
  }

  private func step(_ step: DropoutMasks.Step) -> JSON {
    .object([
      ("k", .int(step.index)), ("mask", .array(step.mask.map { .int($0 ? 1 : 0) })),
      ("kept", .int(step.kept)),
      ("fraction", .number(step.fraction)), ("mean_fraction", .number(step.meanFraction)),
    ])
  }

  private func fraction(_ index: Int) -> Double { Double(kept[index]) / Double(run.units) }

  private func scene(_ frame: Int, _ language: Language, _ prediction: Prediction?) -> Scene {
    let k = min(max(frame, 0), kept.count - 1)
    let now = recording[k]
    let before = k > 0 ? recording[k - 1].mask : now.mask
    let grid = UnitGrid(
      caption: language("mask of draw \(k + 1)", "\(k + 1)번째 마스크"), kept: now.mask,
      changed: zip(now.mask, before).map { $0 != $1 })
    let width = String(run.draws).count
    let readout = language(
      "draw \(NumberText.padded("\(k + 1)", width)) of \(run.draws)   kept \(NumberText.padded("\(now.kept)", String(run.units).count))   mean so far \(NumberText.fixed(now.meanFraction, decimals: 3))",
      "추출 \(NumberText.padded("\(k + 1)", width))/\(run.draws)   생존 \(NumberText.padded("\(now.kept)", String(run.units).count))   누적 평균 \(NumberText.fixed(now.meanFraction, decimals: 3))"
    )
    return Scene(
      title: language(
        "Dropout, p = \(NumberText.short(run.rate)), \(run.units) \(run.units == 1 ? "unit" : "units")",
        "드롭아웃, p = \(NumberText.short(run.rate)), 노드 \(run.units)개"),
      readout: readout,
      body: .column([
        Slot(
          .row([
            Slot(.units(grid), minimum: Size(rows: 2, columns: 16), share: 0, priority: 3),
            Slot(
              .chart(settling(k, language, prediction)), minimum: Size(rows: 5, columns: 24),
              share: 1, priority: 2),
          ]), minimum: Size(rows: 5, columns: 16), share: 1.2, priority: 2),
        Slot(
          .chart(histogram(k, language)), minimum: Size(rows: 5, columns: 24), share: 1, priority: 1
        ),
      ]),
      look: look(k, language).sentence(in: language))
  }

  private func settling(_ k: Int, _ language: Language, _ prediction: Prediction?) -> Chart {
    let shown = thinned(k + 1, to: 400)
    let line = shown.map { Point(Double($0 + 1), means[$0]) }
    let dots = thinned(k, to: 200).map { Point(Double($0 + 1), fraction($0)) }
    var marks: [Mark] = [
      .horizontal(1 - run.rate, .dim), .points(dots, .small, .dim), .line(line, Style(.first)),
      .points([Point(Double(k + 1), fraction(k))], .now, Style(.accent, bold: true)),
    ]
    if case .number(let guess)? = prediction?.guess {
      let height = guess > 1 ? guess / Double(run.units) : guess
      marks.append(
        .points([Point(Double(kept.count), height)], .question, Style(.warn, bold: true)))
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

  private var bookmarks: [Bookmark] {
    [0, extreme, kept.count - 1].reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
      .sorted().map {
        Bookmark(frame: $0, say: Words(en: look($0, .en).sentence, ko: look($0, .ko)))
      }
  }

  private func twin(_ frame: Int, _ language: Language) -> Twin {
    let k = min(max(frame, 0), kept.count - 1)
    let change = k > 0 ? kept[k] - kept[k - 1] : 0
    let changed =
      k == 0
      ? ""
      : language(
        ", \(change == 0 ? "as many as" : change > 0 ? "\(change) more than" : "\(-change) fewer than") the draw before",
        ", 직전보다 \(change == 0 ? "변화 없음" : change > 0 ? "\(change)개 많음" : "\(-change)개 적음")")
    let sentence = language(
      "Dropout masks of \(run.units) units, p = \(NumberText.short(run.rate)), draw \(k + 1) of \(run.draws): \(kept[k]) kept\(changed); the mean fraction so far is \(NumberText.fixed(means[k], decimals: 4)). \(look(k, language).sentence)",
      "노드 \(run.units)개의 드롭아웃 마스크, p = \(NumberText.short(run.rate)), \(run.draws)회 중 \(k + 1)회: \(kept[k])개 생존\(changed); 누적 평균 비율 \(NumberText.fixed(means[k], decimals: 4)). \(look(k, language))"
    )
    let rows = (max(0, k - 11)...k).map {
      [
        "\($0 + 1)", "\(kept[$0])", NumberText.fixed(fraction($0), decimals: 4),
        NumberText.fixed(means[$0], decimals: 4),
      ]
    }
    let header = [
      language("draw", "추출"), language("kept", "생존"), language("fraction", "비율"),
      language("mean", "평균"),
    ]
    return Twin(
      sentence: sentence, table: TextTable(header: header, rows: rows, current: rows.count - 1))
  }
}
