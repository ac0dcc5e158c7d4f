import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum H4: the same number of trials on a grid and at random, with the projections on the axis that
  /// matters.
  package static let gridVsRandom: Figure = {
    let trials = Control(
      "trials", Words(en: "trials", ko: "시도 횟수"),
      .choice(["4", "9", "16", "25"].map { Control.Choice($0) }), initial: .choice("9"))
    let importance = Control.real(
      "importance", "share of the second axis", "둘째 축의 비중", 0...0.5, notch: 0.1, initial: 0.1,
      allowed: 0...1)
    let peak = Control.real(
      "peak", "place of the peak", "봉우리 위치", 0.05...0.95, notch: 0.05, initial: 0.65, allowed: 0...1
    )
    let seed = Control.seed()
    return Figure(
      id: "grid-vs-random", title: Words(en: "Grid against random search", ko: "격자 탐색과 임의 탐색"),
      controls: [trials, importance, peak, seed],
      run: { settings in
        GridVsRandomFilm(
          trials: Int(settings[trials].text) ?? 9, share: settings[importance].number,
          peak: settings[peak].number,
          seed: settings[seed].seed
        ).film.beside(.randomSearch, lit: { _ in [1, 3, 5] })
      },
      python: { settings in
        """
        \(Python.head)
        import math

        trials, share, peak, peak2 = \(settings[trials].text), \(Python.number(settings[importance].number)), \
        \(Python.number(settings[peak].number)), \(Python.number(GridVsRandomFilm.secondPeak))
        q = math.isqrt(trials)
        rng = np.random.default_rng(\(settings[seed].seed))


        def score(u1, u2):
            a, b = (u1 - peak) / 0.1, (u2 - peak2) / 0.1
            return (1.0 - share) * math.exp(-(a * a)) + share * math.exp(-(b * b))


        grid_best = random_best = -math.inf
        for k in range(1, trials + 1):
            g = ((k - 1) // q + 0.5) / q, ((k - 1) % q + 0.5) / q
            r = rng.random(), rng.random()
            grid_best = max(grid_best, score(*g))
            random_best = max(random_best, score(*r))
            show(k, g, score(*g), grid_best, r, score(*r), random_best)

        """
      })
  }()
}

private struct GridVsRandomFilm: Sendable {
  static let secondPeak = 0.35
  struct Side: Sendable {
    var points: [Point] = []
    var scores: [Double] = []
    var bests: [Double] = []
    var bestAt: [Int] = []
    /// Different values of the first axis so far.
    var distinct: [Int] = []

    mutating func add(_ point: Point, _ score: Double) {
      let isBetter = score > (bests.last ?? -.infinity)
      if !points.contains(where: { $0.x == point.x }) {
        distinct.append((distinct.last ?? 0) + 1)
      } else {
        distinct.append(distinct.last ?? 1)
      }
      points.append(point)
      scores.append(score)
      bests.append(isBetter ? score : bests.last ?? score)
      bestAt.append(isBetter ? points.count - 1 : bestAt.last ?? 0)
    }
  }

  let trials: Int
  let share: Double
  let peak: Double
  let seed: UInt64
  let grid: Side
  let random: Side

  init(trials: Int, share: Double, peak: Double, seed: UInt64) {
    self.trials = trials
    self.share = share
    self.peak = peak
    self.seed = seed
    let side = Search.side(of: trials, dimensions: 2)
    var generator = NumPyRandom(seed)
    var (grid, random) = (Side(), Side())
    for index in 0..<trials {
      let cell = Point(
        (Double(index / side) + 0.5) / Double(side), (Double(index % side) + 0.5) / Double(side))
      grid.add(cell, Self.score(cell, share, peak))
      let x = generator.random()
      let point = Point(x, generator.random())
      random.add(point, Self.score(point, share, peak))
    }
    self.grid = grid
    self.random = random
  }

  private static func first(_ u: Double, _ share: Double, _ peak: Double) -> Double {
    let a = (u - peak) / 0.1
    return (1 - share) * exp(-(a * a))
  }
  private static func second(_ u: Double, _ share: Double) -> Double {
    let b = (u - secondPeak) / 0.1
    return share * exp(-(b * b))
  }
  private static func score(_ point: Point, _ share: Double, _ peak: Double) -> Double {
    first(point.x, share, peak) + second(point.y, share)
  }

  var film: Film {
    let winner = random.bests[trials - 1] > grid.bests[trials - 1]
    return Film(
      frames: trials, status: .done,
      reason: Reason(
        code: "all-trials", values: .object([("trials", .int(trials))]),
        text: Words(
          en:
            "\(trials) trials each: grid \(short(grid.bests[trials - 1])), random \(short(random.bests[trials - 1]))",
          ko:
            "각각 \(trials)회 시도: 격자 \(short(grid.bests[trials - 1])), 임의 \(short(random.bests[trials - 1]))"
        )),
      step: { step($0) },
      result: .object([
        ("grid_best", .number(grid.bests[trials - 1])),
        ("random_best", .number(random.bests[trials - 1])),
        ("grid_values", .int(grid.distinct[trials - 1])),
        ("random_values", .int(random.distinct[trials - 1])),
        ("random_wins", .bool(winner)),
      ]),
      evaluations: (2 * trials, 0, 0), scene: { scene($0, $1, nil) }, twin: twin,
      bookmarks: bookmarks,
      predicted: { scene($1, $2, $0) })
  }

  private func short(_ value: Double) -> String { NumberText.fixed(value, decimals: 3) }

  private func step(_ k: Int) -> JSON {
    func half(_ side: Side) -> JSON {
      .object([
        ("point", .numbers([side.points[k].x, side.points[k].y])),
        ("score", .number(side.scores[k])),
        ("best", .number(side.bests[k])),
      ])
    }
    return .object([("k", .int(k + 1)), ("grid", half(grid)), ("random", half(random))])
  }

  private func scene(_ frame: Int, _ language: Language, _ prediction: Prediction?) -> Scene {
    let k = min(max(frame, 0), trials - 1)
    let place = NumberText.padded("\(k + 1)", String(trials).count)
    return Scene(
      title: language("Grid against random, \(trials) trials each", "격자와 임의 탐색, 각 \(trials)회"),
      readout: language(
        "trial \(place)   best: grid \(short(grid.bests[k])), random \(short(random.bests[k]))",
        "시도 \(place)   최고: 격자 \(short(grid.bests[k])), 임의 \(short(random.bests[k]))"),
      body: .row([
        Slot(
          panel(grid, k, language("grid", "격자"), language, prediction),
          minimum: Size(rows: 5, columns: 17), priority: 1),
        Slot(
          panel(random, k, language("random", "임의"), language, prediction),
          minimum: Size(rows: 5, columns: 17), priority: 2),
      ]),
      look: look(k, language).sentence(in: language))
  }

  private func panel(
    _ side: Side, _ k: Int, _ name: String, _ language: Language, _ prediction: Prediction?
  ) -> Pane {
    let curve = stride(from: 0.0, through: 1.0, by: 0.01).map {
      Point($0, Self.first($0, share, peak))
    }
    let seen = side.points[0...k].map { Point($0.x, Self.first($0.x, share, peak)) }
    let best = side.bestAt[k]
    let count = side.distinct[k]
    let title = language(
      "\(name): \(count) \(count == 1 ? "value" : "values") of u1", "\(name): u1 값 \(count)가지")
    var top: [Mark] = [
      .ghost(curve, .dim), .stems(seen, base: 0, Style(.first)),
      .points(seen, .medium, Style(.first)),
      .points([seen[best]], .now, Style(.accent, bold: true)),
    ]
    if case .point(let x, _)? = prediction?.guess {
      top.append(
        .guess(Point(x, Self.first(x, share, peak))))
    }
    let others = side.points[0...k].enumerated().filter { $0.offset != best && $0.offset != k }.map(
      \.element)
    var square: [Mark] = [.points(others, .medium, Style(.first))]
    if k != best { square.append(.points([side.points[k]], .large, Style(.first, bold: true))) }
    square.append(.points([side.points[best]], .now, Style(.accent, bold: true)))
    if case .point(let x, let y)? = prediction?.guess {
      square.append(.guess(Point(x, y)))
    }
    // To the right of the square, on the same rows: what each value of the other axis is worth.
    let edge = 1.1
    let flat = stride(from: 0.0, through: 1.0, by: 0.01).map {
      Point(edge + 0.35 * Self.second($0, share), $0)
    }
    let shadows = side.points[0...k].map { Point(edge + 0.35 * Self.second($0.y, share), $0.y) }
    square += [.ghost(flat, .dim), .points(shadows, .medium, Style(.first))]
    let width = 0.0...1.5
    let places = Axis.Ticks.labelled([0, 0.5, 1], ["0", "0.5", "1"])
    return .column([
      Slot(
        .chart(
          Chart(
            x: Axis("", width, ticks: .none), y: Axis(title, 0...max(1 - share, 0.05) * 1.08),
            marks: top)),
        minimum: Size(rows: 4, columns: 15), share: 0.8, priority: 1),
      Slot(
        .chart(
          Chart(
            x: Axis("u1", width, ticks: places), y: Axis("u2", 0...1, ticks: places), marks: square)
        ),
        minimum: Size(rows: 5, columns: 15), share: 1.2, priority: 2),
    ])
  }

  private func look(_ k: Int, _ language: Language) -> String {
    let (g, r) = (grid.distinct[k], random.distinct[k])
    if k < trials - 1 {
      return language(
        "after \(k + 1) \(k == 0 ? "trial" : "trials") the grid knows \(g) \(g == 1 ? "value" : "values") of the axis that matters, random search \(r).",
        "\(k + 1)회 뒤 중요한 축에서 시도한 값은 격자 \(g)가지, 임의 탐색 \(r)가지다.")
    }
    let (a, b) = (grid.bests[k], random.bests[k])
    if b > a {
      return language(
        "\(r) different values against \(g): random search came nearer to the peak.",
        "다른 값이 \(r)가지 대 \(g)가지: 임의 탐색이 봉우리에 더 가까이 갔다.")
    }
    return language(
      "this time the grid stands nearer to the peak; try another seed or another place of the peak.",
      "이번에는 격자가 봉우리에 더 가깝다. 시드나 봉우리 위치를 바꾸어 보라.")
  }

  private var bookmarks: [Bookmark] {
    let leap =
      random.bests.indices.dropFirst().max {
        random.bests[$0] - random.bests[$0 - 1] < random.bests[$1] - random.bests[$1 - 1]
      } ?? 0
    return [0, leap, trials - 1].reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
      .sorted().map {
        Bookmark(frame: $0, say: Words(en: look($0, .en).sentence, ko: look($0, .ko)))
      }
  }

  private func twin(_ frame: Int, _ language: Language) -> Twin {
    let k = min(max(frame, 0), trials - 1)
    let sentence = language(
      "Grid against random search, peak at \(NumberText.short(peak)), second axis \(NumberText.short(share)), trial \(k + 1) of \(trials): best score \(short(grid.bests[k])) on the grid, \(short(random.bests[k])) at random. \(look(k, language).sentence)",
      "격자와 임의 탐색, 봉우리 \(NumberText.short(peak)), 둘째 축 비중 \(NumberText.short(share)), \(trials)회 중 \(k + 1)회: 최고 점수는 격자 \(short(grid.bests[k])), 임의 \(short(random.bests[k])). \(look(k, language))"
    )
    let rows = (max(0, k - 11)...k).map { index in
      [
        "\(index + 1)", short(grid.points[index].x), short(grid.scores[index]),
        short(random.points[index].x), short(random.scores[index]),
      ]
    }
    return Twin(
      sentence: sentence,
      table: TextTable(
        header: [
          language("trial", "시도"), language("grid u1", "격자 u1"), language("score", "점수"),
          language("random u1", "임의 u1"), language("score", "점수"),
        ],
        rows: rows, current: rows.count - 1))
  }
}
