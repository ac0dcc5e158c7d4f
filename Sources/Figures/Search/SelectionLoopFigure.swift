import Core
import Plot

extension Figure {
  /// Curriculum H2: the selection algorithm, and how the best of equally good models looks better than it is.
  package static let selectionLoop: Figure = {
    let trials = Control.whole(
      "trials", "trials", "시도 횟수", 1...100, initial: 20, allowed: 1...100_000)
    let noise = Control.real(
      "noise", "noise of a score", "점수의 잡음", 0...0.03, notch: 0.005, initial: 0.01, allowed: 0...1)
    let seed = Control.seed()
    return Figure(
      id: "selection-loop", title: Words(en: "The selection algorithm", ko: "선택 알고리즘"),
      controls: [trials, noise, seed],
      run: { selection($0[trials].whole, $0[noise].number, $0[seed].seed).film },
      python: { settings in
        """
        \(Python.head)
        rng = np.random.default_rng(\(settings[seed].seed))
        best = -np.inf
        for k in range(1, \(settings[trials].whole) + 1):
            score = 0.9 + \(Python.number(settings[noise].number)) * rng.standard_normal()
            best = max(best, score)
            show(k, score, best, 0.9)

        """
      })
  }()

  private static func selection(_ trials: Int, _ noise: Double, _ seed: UInt64) -> Story {
    var random = NumPyRandom(seed)
    var drawn: [Double] = []
    var leaders: [Int] = []
    for index in 0..<max(1, trials) {
      drawn.append(0.9 + noise * random.standardNormal())
      let leader = leaders.last ?? 0
      leaders.append(drawn[index] > drawn[leader] ? index : leader)
    }
    let (scores, bests) = (drawn, leaders)
    let expected = noise * NormalDistribution.expectedMaximum(of: trials)
    let short: @Sendable (Double) -> String = { NumberText.fixed($0, decimals: 4) }
    let spread = max(noise, 0.001)
    let low = min(scores.min() ?? 0.9, 0.9 - 2 * spread)
    let high = max(scores.max() ?? 0.9, 0.9 + 2.6 * spread)
    return Story(
      title: Words(
        en: "\(trials) equally good models, true accuracy 0.9",
        ko: "똑같이 좋은 모델 \(trials)개, 참 정확도 0.9"), frames: scores.count,
      reason: Reason(
        code: "budget-spent", values: .object([("best", .number(scores[bests[scores.count - 1]]))]),
        text: Words(
          en:
            "the winner scored \(short(scores[bests[scores.count - 1]])), but is as good as the others: 0.9",
          ko: "승자의 점수는 \(short(scores[bests[scores.count - 1]]))이지만 실제로는 모두 같은 0.9이다")),
      step: { k in
        .object([
          ("k", .int(k + 1)), ("score", .number(scores[k])), ("best", .number(scores[bests[k]])),
          ("truth", .number(0.9)),
        ])
      },
      result: .object([("expected_gap", .number(expected))]), evaluations: (scores.count, 0, 0),
      readout: { k, language in
        let place = NumberText.padded("\(k + 1)", "\(trials)".count)
        return language(
          "trial \(place)   best score \(short(scores[bests[k]]))",
          "시도 \(place)   최고 점수 \(short(scores[bests[k]]))")
      },
      body: { k, language, guess in
        let shown = thinned(k + 1, to: 300)
        var stairs: [Point] = []
        for index in shown {
          if let last = stairs.last { stairs.append(Point(Double(index + 1), last.y)) }
          stairs.append(Point(Double(index + 1), scores[bests[index]]))
        }
        var marks: [Mark] = [
          .horizontal(0.9, .dim),
          .points(
            shown.map { Point(Double($0 + 1), scores[$0]) }, trials <= 60 ? .medium : .small, .dim),
          .line(stairs, Style(.first)),
          .points(
            [Point(Double(bests[k] + 1), scores[bests[k]])], .now, Style(.accent, bold: true)),
        ]
        if let number = guess?.number {
          marks.append(
            .guess(
              Point(
                Double(trials), number > 0.5 ? number : 0.9 + number * (number > 0.1 ? 0.01 : 1))))
        }
        let lit = k == bests[k] ? 6 : 5
        let last = k == scores.count - 1
        let code = AlgorithmListing.selection.listing(lit: [lit] + (last ? [8] : []), language)
        return .row([
          Slot(
            .chart(
              Chart(
                x: Axis(language("trial", "시도"), 0...Double(max(2, trials))),
                y: Axis(language("score (line: best so far)", "점수 (선: 지금까지 최고)"), low...high),
                marks: marks)),
            minimum: Size(rows: 6, columns: 28), share: 1, priority: 2),
          Slot(.listing(code), minimum: Size(rows: 8, columns: 30), share: 0, priority: 1),
        ])
      },
      look: { k, language in
        let gap = scores[bests[k]] - 0.9
        if noise == 0 {
          return language(
            "no noise: the best is exactly as good as it looks.", "잡음이 없으면 최고 점수가 곧 참값이다.")
        }
        if k == bests[k], k > 0 {
          return language(
            "a new best, by luck alone: all models are equally good.",
            "새 최고 점수, 그러나 운일 뿐이다: 모든 모델이 똑같다.")
        }
        return language(
          "the best looks \(short(gap)) better than it is; \(short(noise * NormalDistribution.expectedMaximum(of: k + 1))) is to be expected of \(k + 1).",
          "최고 점수는 실제보다 \(short(gap)) 좋아 보인다. \(k + 1)번이면 \(short(noise * NormalDistribution.expectedMaximum(of: k + 1)))쯤이 예상된다."
        )
      },
      header: { [$0("trial", "시도"), $0("score", "점수"), $0("best", "최고")] },
      row: { ["\($0 + 1)", short(scores[$0]), short(scores[bests[$0]])] })
  }
}
