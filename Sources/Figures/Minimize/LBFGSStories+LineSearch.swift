import Core
import Plot

/// The trials of the line search, one a frame.
extension LBFGSStories {
  /// One look along a direction.
  struct Look: Sendable {
    let iteration: Int
    let trial: LineSearch.Trial
    /// Trials of this search before it.
    let place: Int
    /// The line of the listing that it ends in.
    let line: Int
    /// Where the step is known to lie, before this trial.
    let low: Double
    let high: Double
  }

  static func trials(of run: CountedRun) -> [Look] {
    var looks: [Look] = []
    for iteration in 0..<min(12, run.recording.count) {
      let step = run.recording[iteration]
      var (low, high) = (0.0, Double.infinity)
      for (place, trial) in step.trials.enumerated() where step.rate != nil {
        let slope = VectorKernels.dot(step.g, step.direction ?? [])
        let falls = trial.f <= step.f + 1e-4 * trial.rate * slope
        looks.append(
          Look(
            iteration: iteration, trial: trial, place: place,
            line: trial.isAccepted ? 5 : falls ? 4 : 3, low: low, high: high))
        if falls { low = trial.rate } else { high = trial.rate }
      }
    }
    return looks
  }

  static func search(_ problem: LBFGSProblem, _ run: CountedRun, _ looks: [Look]) -> Story {
    let first = run.recording[0]
    let nothing = Look(
      iteration: 0,
      trial: LineSearch.Trial(rate: 0, f: first.f, slope: 0, isAccepted: true), place: 0, line: 5,
      low: 0, high: .infinity)
    let all = looks.isEmpty ? [nothing] : looks
    return Story(
      title: Words(
        en: "Weak Wolfe search, \(problem.name.en)", ko: "약한 울프 선 탐색, \(problem.name.ko)"),
      frames: all.count, reason: reason(run),
      step: { k in
        let look = all[k]
        return .object([
          ("k", .int(k)), ("iteration", .int(look.iteration)), ("rate", .number(look.trial.rate)),
          ("f", .number(look.trial.f)), ("slope", .optional(look.trial.slope)),
          ("accepted", .bool(look.trial.isAccepted)),
        ])
      },
      result: .object([("iterations", .int(run.last))]),
      readout: { k, language in
        let look = all[k]
        return language("iteration \(look.iteration)", "반복 \(look.iteration)")
          + "   t = \(short(look.trial.rate))   J = \(short(look.trial.f))"
      },
      body: { k, language, guess in
        let mine = all.indices.filter { all[$0].iteration == all[k].iteration }
        let rows = mine.map { index -> [String] in
          guard index <= k else { return ["\(all[index].place)", "", "", ""] }
          let look = all[index]
          let verdict =
            look.line == 5
            ? language("done", "끝") : look.line == 3 ? "hi <- t" : "lo <- t"
          return [
            "\(look.place)", short(look.trial.rate), look.trial.slope.map(short) ?? "-", verdict,
          ]
        }
        let table = TextTable(
          header: [
            language("trial", "시도"), NumberText.padded("t", 8),
            language("   slope", "  기울기"), "       ",
          ], rows: rows,
          current: all[k].place)
        return .beside(
          .chart(along(problem, run, all, k, guess)), .table(table),
          sideMinimum: Size(rows: 4, columns: 30))
      },
      look: { k, language in
        let look = all[k]
        switch look.line {
        case 3:
          return language(
            "J has not fallen enough at t = \(short(look.trial.rate)): too far, hi <- t.",
            "t = \(short(look.trial.rate))에서 J가 충분히 줄지 않았다: 너무 멀다, hi <- t.")
        case 4:
          return language(
            "J falls, but the slope is still steep: too short, lo <- t.",
            "J는 줄지만 아직 가파르다: 너무 짧다, lo <- t.")
        default:
          return language(
            "J has fallen and the slope has flattened: s'y > 0 is sure.",
            "J가 줄었고 기울기도 완만해졌다: s'y > 0이 보장된다.")
        }
      },
      header: { [$0("iteration", "반복"), $0("trial", "시도"), "t", "J", $0("slope", "기울기")] },
      row: { k in
        let look = all[k]
        return [
          "\(look.iteration)", "\(look.place)", short(look.trial.rate), short(look.trial.f),
          look.trial.slope.map(short) ?? "-",
        ]
      }, turns: Array(all.indices.filter { all[$0].place == 0 && $0 > 0 }.prefix(3)))
  }

  /// J along the direction, the trials so far on it, and the two bounds.
  static func along(
    _ problem: LBFGSProblem, _ run: CountedRun, _ all: [Look], _ k: Int,
    _ guess: Prediction.Guess?
  ) -> Chart {
    let look = all[k]
    let step = run.recording[look.iteration]
    let mine = all.indices.filter { all[$0].iteration == look.iteration }
    // As far as matters: what was tried far beyond the end stands at the edge.
    let rates = mine.map { all[$0].trial.rate }
    let far = max(min(rates.max() ?? 1, 4 * (rates.last ?? 1)), 1e-9) * 1.15
    let direction = step.direction ?? [Double](repeating: 0, count: step.x.count)
    let curve = (0...80).map { index -> Point in
      let t = far * Double(index) / 80
      return Point(t, problem.objective.value(VectorKernels.moved(step.x, by: t, along: direction)))
    }.filter { $0.y.isFinite }
    let low = curve.map(\.y).min() ?? 0
    // The way down matters; a wall behind it is cut.
    let high = min(curve.map(\.y).max() ?? 1, step.f + 1.5 * max(step.f - low, 1e-12))
    let margin = max((high - low) * 0.08, 1e-12)
    var marks: [Mark] = [.horizontal(step.f, .dim), .line(curve, Style(.first))]
    if look.low > 0 { marks.append(.vertical(look.low, Style(.third))) }
    if look.high.isFinite { marks.append(.vertical(look.high, Style(.third))) }
    for index in mine where index < k {
      let trial = all[index].trial
      marks.append(
        .pinned(
          [Point(trial.rate, trial.f)],
          all[index].place < 10 ? .letter(Character("\(all[index].place)")) : .small,
          Style(.second, bold: true)))
    }
    marks.append(
      .pinned(
        [Point(look.trial.rate, look.trial.f)], .now, Style(.accent, bold: true)))
    if let number = guess?.number { marks.append(.guess(Point(number, step.f))) }
    return Chart(
      x: Axis("t", 0...far), y: Axis("J(w + t p)", (low - margin)...(high + margin)), marks: marks)
  }
}
