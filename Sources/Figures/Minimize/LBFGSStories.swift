import Core
import Plot

/// What `lbfgs-memory` tells in its three views.
enum LBFGSStories {
  /// The memories that the view `iterations` tries; BFGS comes last.
  static let memories: [Int?] = [1, 2, 3, 5, 10, 20]

  private static func short(_ value: Double) -> String { NumberText.short(value, digits: 3) }

  private static func reason(_ run: CountedRun) -> Reason {
    let last = run.recording.last
    return Reason(
      code: last.status.rawValue, values: .object([("iterations", .int(run.last))]),
      text: Words(
        en: "\(last.status.words.en) after \(run.last) iterations",
        ko: "\(run.last)번 반복 뒤 \(last.status.words.ko)"))
  }

  // MARK: The queue

  static func queue(_ problem: LBFGSProblem, _ run: CountedRun) -> Story {
    let m = run.recording.run.memory
    return Story(
      title: Words(
        en: "L-BFGS, m = \(m), \(problem.name.en)", ko: "L-BFGS, m = \(m), \(problem.name.ko)"),
      frames: run.recording.count, status: run.recording.last.status, reason: reason(run),
      step: { k in
        let step = run.recording[k]
        let loops = step.twoLoop
        return .object([
          ("k", .int(k)), ("f", .number(step.f)), ("norm", .number(run.norms[k])),
          ("rate", .optional(step.rate)), ("pairs", .int(loops.alphas.count)),
          ("gamma", .number(loops.gamma)), ("alphas", .numbers(loops.alphas)),
          ("betas", .numbers(loops.betas)),
        ])
      },
      result: .object([("iterations", .int(run.last))]),
      evaluations: (
        run.recording.last.evaluations.f, run.recording.last.evaluations.g, 0
      ),
      readout: { k, language in
        language.place(k, of: run.last, Words(en: "iteration", ko: "반복"))
          + "   |g| = \(short(run.norms[k]))"
      },
      body: { k, language, guess in
        .beside(
          .chart(picture(problem, run, k, language, guess)),
          .table(table(run, k, language, done: nil)), sideMinimum: Size(rows: 4, columns: 30))
      },
      look: { k, language in
        if k == run.last { return reason(run).text[language] + "." }
        if k == 0 {
          return language(
            "no pairs yet: the direction is -g.", "아직 쌍이 없어 방향은 -g이다.")
        }
        if k <= m {
          return language(
            "the queue fills: \(k) of \(m) pairs (s, y).", "큐가 찬다: \(m)쌍 중 \(k)쌍.")
        }
        return language(
          "pair \(k - 1) comes in, pair \(k - 1 - m) falls out; all curvature before it is forgotten.",
          "\(k - 1)번 쌍이 들어오고 \(k - 1 - m)번 쌍이 나간다. 그 전의 곡률은 잊힌다.")
      },
      header: { ["k", "f", "|g|", $0("pairs", "쌍"), "gamma"] },
      row: { k in
        let step = run.recording[k]
        return [
          "\(k)", short(step.f), short(run.norms[k]), "\(step.pairs.count)",
          short(step.twoLoop.gamma),
        ]
      }, turns: [min(m + 1, run.last)])
  }

  // MARK: The two loops

  /// One line of the recursion.
  private struct Line {
    var iteration: Int
    /// As in the listing, from 1.
    var line: Int
    /// The pair, 0 the oldest.
    var pair: Int?
    var number: Double?
    var q: [Double]
    /// Lines of this iteration before it.
    var place: Int
  }

  private static func lines(of run: CountedRun) -> [Line] {
    var lines: [Line] = []
    for iteration in 0..<min(12, run.recording.count) {
      let step = run.recording[iteration]
      guard step.rate != nil else { break }
      let loops = step.twoLoop
      let count = loops.alphas.count
      var place = 0
      func add(_ line: Int, _ pair: Int?, _ number: Double?, _ q: [Double]) {
        lines.append(
          Line(iteration: iteration, line: line, pair: pair, number: number, q: q, place: place))
        place += 1
      }
      add(1, nil, nil, loops.descending[0])
      for index in 0..<count {
        let pair = count - 1 - index
        add(2, pair, loops.alphas[pair], loops.descending[index + 1])
      }
      add(3, nil, loops.gamma, loops.ascending[0])
      for pair in 0..<count { add(4, pair, loops.betas[pair], loops.ascending[pair + 1]) }
      add(5, nil, nil, loops.ascending[count])
    }
    return lines
  }

  /// The line of the listing that each frame of ``loops(_:_:)`` does.
  static func litLines(of run: CountedRun) -> @Sendable (Int) -> [Int] {
    let lines = lines(of: run).map(\.line)
    return { lines.indices.contains($0) ? [lines[$0]] : [1] }
  }

  static func loops(_ problem: LBFGSProblem, _ run: CountedRun) -> Story {
    let m = run.recording.run.memory
    var lines = lines(of: run)
    if lines.isEmpty {
      lines = [Line(iteration: 0, line: 1, pair: nil, number: nil, q: run.recording[0].g, place: 0)]
    }
    let all = lines
    func size(_ q: [Double]) -> Double { VectorKernels.norm(q) }
    return Story(
      title: Words(
        en: "Two loops, m = \(m), \(problem.name.en)", ko: "이중 루프, m = \(m), \(problem.name.ko)"),
      frames: all.count, reason: reason(run),
      step: { k in
        let line = all[k]
        return .object([
          ("k", .int(k)), ("iteration", .int(line.iteration)), ("line", .int(line.line)),
          ("pair", line.pair.map(JSON.int) ?? .null), ("number", .optional(line.number)),
          ("q_norm", .number(VectorKernels.norm(line.q))),
        ])
      },
      result: .object([("iterations", .int(run.last))]),
      readout: { k, language in
        let line = all[k]
        let name = ["", "q = g", "alpha", "gamma", "beta", "p = -q"][line.line]
        return language("iteration \(line.iteration)", "반복 \(line.iteration)")
          + "   \(name)\(line.number.map { " = " + short($0) } ?? "")"
          + "   |q| = \(short(VectorKernels.norm(line.q)))"
      },
      body: { k, language, guess in
        .beside(
          .chart(picture(problem, run, all[k].iteration, language, guess)),
          .table(
            table(
              run, all[k].iteration, language,
              done: (all[k].line, all[k].pair))), sideMinimum: Size(rows: 4, columns: 30))
      },
      look: { k, language in
        let line = all[k]
        switch line.line {
        case 1: return language("q starts as the gradient.", "q는 그레이디언트에서 출발한다.")
        case 2:
          return language(
            "newest to oldest: alpha = s'q/s'y, then q loses alpha times y.",
            "새 쌍부터 옛 쌍으로: alpha = s'q/s'y를 구하고 q에서 alpha y를 뺀다.")
        case 3:
          return language(
            "in the middle q is scaled: gamma = s'y/y'y of the newest pair.",
            "가운데에서 q에 최신 쌍의 gamma = s'y/y'y를 곱한다.")
        case 4:
          return language(
            "oldest to newest: beta = y'q/s'y, then q gains (alpha - beta) times s.",
            "옛 쌍부터 새 쌍으로: beta = y'q/s'y를 구하고 q에 (alpha - beta) s를 더한다.")
        default:
          return language(
            "p = -q is the direction, and no matrix was ever formed.",
            "p = -q가 방향이다. 행렬은 한 번도 만들지 않았다.")
        }
      },
      header: {
        [$0("iteration", "반복"), $0("line", "줄"), $0("pair", "쌍"), $0("number", "값"), "|q|"]
      },
      row: { k in
        let line = all[k]
        return [
          "\(line.iteration)", "\(line.line)", line.pair.map { "\($0 + 1)" } ?? "-",
          line.number.map(short) ?? "-", short(VectorKernels.norm(line.q)),
        ]
      }, turns: all.indices.filter { all[$0].place == 0 })
  }

  // MARK: The line search

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
  private static func along(
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
    func inside(_ y: Double) -> Double { min(max(y, low - margin), high + margin) }
    var marks: [Mark] = [.horizontal(step.f, .dim), .line(curve, Style(.first))]
    if look.low > 0 { marks.append(.vertical(look.low, Style(.third))) }
    if look.high.isFinite { marks.append(.vertical(look.high, Style(.third))) }
    for index in mine where index < k {
      let trial = all[index].trial
      marks.append(
        .points(
          [Point(min(trial.rate, far), inside(trial.f))],
          all[index].place < 10 ? .letter(Character("\(all[index].place)")) : .small,
          Style(.second, bold: true)))
    }
    marks.append(
      .points(
        [Point(min(look.trial.rate, far), inside(look.trial.f))], .now, Style(.accent, bold: true)))
    if let number = guess?.number { marks.append(.guess(Point(number, inside(step.f)))) }
    return Chart(
      x: Axis("t", 0...far), y: Axis("J(w + t p)", (low - margin)...(high + margin)), marks: marks)
  }

  /// Path on the contours in two variables, else how the slope falls.
  private static func picture(
    _ problem: LBFGSProblem, _ run: CountedRun, _ k: Int, _ language: Language,
    _ guess: Prediction.Guess?
  ) -> Chart {
    if problem.start.count == 2 {
      var marks: [Mark] = [
        .contours(field, levels: [1, 10, 100, 1000], .dim),
        .points([Point(1, 1)], .target, Style(.good, bold: true)),
        .path(run.points.prefix(k + 1).map(\.self), Style(.accent, bold: true)),
      ]
      if let step = run.recording[k].direction, step.count == 2 {
        let from = run.points[k]
        marks.append(.ghost([from, Point(from.x + step[0], from.y + step[1])], Style(.third)))
      }
      if case .point(let x, let y)? = guess { marks.append(.guess(Point(x, y))) }
      return Chart(x: Axis("w1", -1.6...1.6), y: Axis("w2", -0.6...1.8), marks: marks)
    }
    let floor = run.recording.run.tolerance / 10
    let top = max(run.norms.filter(\.isFinite).max() ?? 1, floor * 100) * 2
    let points = thinned(k + 1, to: 400).map { Point(Double($0), max(run.norms[$0], floor)) }
    var marks: [Mark] = [
      .horizontal(run.recording.run.tolerance, .dim), .line(points, Style(.accent, bold: true)),
      .points(points.suffix(1).map(\.self), .now, Style(.accent, bold: true)),
    ]
    if let number = guess?.number {
      marks.append(.guess(Point(number, run.recording.run.tolerance)))
    }
    return Chart(
      x: Axis(language("iteration", "반복"), 0...Double(max(1, run.last))),
      y: Axis("|g|", floor...top, scale: .log), marks: marks)
  }

  private static let field = ScalarField { TestFunction.rosenbrock.value([$0, $1]) }

  /// The queue, the oldest pair first, with what the loops have written beside it so far.
  /// - Parameter done: the line and pair that were just done; nil: the whole recursion.
  private static func table(
    _ run: CountedRun, _ k: Int, _ language: Language, done: (line: Int, pair: Int?)?
  ) -> TextTable {
    // The last point, which nothing leaves, still has the queue of the one before.
    let k = run.recording[k].pairs.isEmpty && k > 0 ? k - 1 : k
    let step = run.recording[k]
    let loops = step.twoLoop
    let count = step.pairs.count
    let first = k - count
    func hasAlpha(_ pair: Int) -> Bool {
      guard let done else { return true }
      return done.line > 2 || done.line == 2 && pair >= done.pair ?? count
    }
    func hasBeta(_ pair: Int) -> Bool {
      guard let done else { return true }
      return done.line > 4 || done.line == 4 && pair <= done.pair ?? -1
    }
    var rows = step.pairs.enumerated().map { index, pair in
      [
        "\(first + index)", short(pair.curvature),
        hasAlpha(index) ? short(loops.alphas[index]) : "",
        hasBeta(index) ? short(loops.betas[index]) : "",
      ]
    }
    var current = done == nil ? count - 1 : done?.pair
    if first > 0 {
      rows.insert(["\(first - 1)", language("out", "나감"), "", ""], at: 0)
      current = current.map { $0 + 1 }
    }
    return TextTable(
      // As wide as numbers ever get, so that nothing moves.
      header: [language("pair", "쌍")]
        + ["s'y", "alpha", "beta"].map { NumberText.padded($0, 9) }, rows: rows,
      current: rows.isEmpty ? nil : current)
  }

  // MARK: Iterations against memory

  static func iterations(
    _ problem: LBFGSProblem, _ runs: [(memory: Int?, run: Minimizer)]
  ) throws -> Story {
    let ends = try runs.map { each -> (memory: Int?, last: Minimizer.Step) in
      (each.memory, try Recording(each.run, capacity: 2).last)
    }
    let names = ends.map { $0.memory.map { "\($0)" } ?? "BFGS" }
    let counts = ends.map(\.last.index)
    let top = Double(max(10, counts.max() ?? 10))
    return Story(
      title: Words(
        en: "Iterations against memory, \(problem.name.en)", ko: "기억과 반복 횟수, \(problem.name.ko)"),
      frames: ends.count,
      reason: Reason(
        code: "compared", values: .object(zip(names, counts).map { ($0, .int($1)) }),
        text: Words(
          en: "iterations: " + zip(names, counts).map { "\($0): \($1)" }.joined(separator: ", "),
          ko: "반복 횟수: " + zip(names, counts).map { "\($0): \($1)" }.joined(separator: ", "))),
      step: { k in
        .object([
          ("k", .int(k)), ("m", .int(ends[k].memory ?? 0)), ("iterations", .int(counts[k])),
        ])
      },
      result: .object(zip(names, counts).map { ($0, .int($1)) }),
      readout: { k, language in
        (ends[k].memory == nil ? "BFGS" : "m = \(names[k])")
          + "   " + language("iterations \(counts[k])", "반복 \(counts[k])")
      },
      body: { k, language, guess in
        var marks: [Mark] = []
        for index in 0...k {
          let middle = Double(index)
          marks.append(
            .bars(
              edges: [middle - 0.33, middle + 0.33], heights: [Double(counts[index])],
              Style(index == k ? .accent : .first)))
          marks.append(
            .label(
              Point(middle, Double(counts[index]) + top * 0.12), NumberText.grouped(counts[index]),
              Style(bold: index == k), centred: true))
        }
        if let number = guess?.number { marks.append(.guess(Point(Double(k), number))) }
        return .chart(
          Chart(
            x: Axis.categories(names, name: language("stored pairs m", "저장하는 쌍 m")),
            y: Axis(language("iterations", "반복 횟수"), 0...top * 1.3), marks: marks))
      },
      look: { k, language in
        let step = ends[k].last
        if step.status != .converged {
          return language(
            "m = \(names[k]) does not get there: \(step.status.words.en) at \(counts[k]).",
            "m = \(Josa.topic(names[k])) 도달하지 못했다: \(counts[k])에서 \(step.status.words.ko).")
        }
        guard ends[k].memory == nil else {
          return language(
            "m = \(names[k]): \(counts[k]) iterations.", "m = \(names[k]): 반복 \(counts[k])번.")
        }
        return language(
          "BFGS remembers everything: \(counts[k]) iterations.",
          "BFGS는 모두 기억한다: 반복 \(counts[k])번.")
      },
      header: { ["m", $0("iterations", "반복 횟수")] }, row: { [names[$0], "\(counts[$0])"] })
  }
}
