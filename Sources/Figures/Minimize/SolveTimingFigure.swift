import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum N9: what a Newton solve costs on this very machine, beside a gradient step and an L-BFGS update.
  package static let solveTiming: Figure = {
    let largest = Control(
      "largest", Words(en: "weights at most", ko: "가중치 수의 상한"),
      .choice(["100", "200", "500", "1000", "2000"].map { .init($0) }), initial: .choice("2000"))
    let pairs = Control.whole(
      "pairs", "stored pairs", "저장하는 쌍", 3...50, initial: 10, allowed: 1...1000)
    let solver = Control.choice(
      "solver", "solver", "풀이",
      [
        ("auto", "LAPACK if there is one", "LAPACK(있으면)"),
        ("own", "our own Cholesky", "자체 촐레스키"),
      ])
    @Sendable func sizes(_ settings: Settings) -> Int { Int(settings[largest].text) ?? 2000 }
    return Figure(
      id: "solve-timing",
      title: Words(en: "The time of a Newton step", ko: "뉴턴 걸음에 걸리는 시간"),
      controls: [largest, pairs, solver],
      run: { settings in
        let pairs = settings[pairs].whole
        let timing = try SolveTiming(
          upTo: sizes(settings), pairs: pairs, wantsLAPACK: settings[solver].text == "auto",
          by: .current
        ) { timing in
          try FilmWatch.report(timing.rows.count, of: timing.sizes.count) {
            SolveTimingFilm(timing: timing, pairs: pairs).story.film
          }
        }
        return SolveTimingFilm(timing: timing, pairs: pairs).story.film
      },
      python: { settings in
        SolveTimingFilm.python(
          SolveTiming.sizes.filter { $0 <= sizes(settings) }, pairs: settings[pairs].whole)
      })
  }()
}

/// The film of `solve-timing`: one size more a frame.
struct SolveTimingFilm: Sendable {
  let timing: SolveTiming
  let pairs: Int

  private static let names = [
    Words(en: "Newton solve", ko: "뉴턴 풀이"), Words(en: "gradient step", ko: "경사 걸음"),
    Words(en: "L-BFGS update", ko: "L-BFGS 갱신"),
  ]
  private static let styles = [
    Style(.accent, bold: true), Style(.second, bold: true), Style(.third, bold: true),
  ]
  private static let markers: [Marker] = [.square, .medium, .plus]
  private static let signs = ["#", "o", "+"]

  private var rows: [SolveTiming.Row] { timing.rows }
  private var isDone: Bool { rows.count == timing.sizes.count }

  var story: Story {
    Story(
      title: Words(
        en: "Time of a step (\(timing.usesLAPACK ? "LAPACK" : "own solver"))",
        ko: "한 걸음의 시간(\(timing.usesLAPACK ? "LAPACK" : "자체 풀이"))"),
      frames: rows.count, status: isDone ? .done : .running,
      reason: isDone
        ? Reason(
          code: "measured", values: .object([("sizes", .int(rows.count))]),
          text: Words(
            en:
              "\(rows.count) sizes are measured; the times are this machine's and differ from run to run",
            ko: "크기 \(rows.count)가지를 재었다. 시간은 이 컴퓨터의 것이고 실행마다 다르다")) : .running,
      step: { k in
        let row = rows[k]
        return .object(
          [("k", .int(k)), ("m", .int(row.size))]
            + zip(StepCost.Kind.allCases, row.seconds).map { ($0.rawValue, .number($1)) }
            + [("slope", timing.fit(0, to: k).map { .number($0.slope) } ?? .null)])
      },
      result: .object(
        [("solver", .string(timing.usesLAPACK ? "lapack" : "own"))]
          + StepCost.Kind.allCases.enumerated().map { index, kind in
            (
              "slope_\(kind.rawValue)",
              timing.fit(index, to: rows.count - 1).map { JSON.number($0.slope) } ?? .null
            )
          }),
      readout: { k, language in
        let row = rows[k]
        return "m = \(NumberText.padded("\(row.size)", 4))   "
          + language("solve", "풀이") + " \(SolveTimingFilm.time(row.seconds[0]))   "
          + language("gradient", "경사") + " \(SolveTimingFilm.time(row.seconds[1]))"
      },
      body: body, look: look,
      header: { language in
        ["m"] + SolveTimingFilm.names.map { $0[language] } + [language("slope", "기울기")]
      },
      row: { k in
        ["\(rows[k].size)"] + rows[k].seconds.map(SolveTimingFilm.time)
          + [timing.fit(0, to: k).map { NumberText.fixed($0.slope, decimals: 2) } ?? ""]
      })
  }

  /// `0.14 s`, `31 us`.
  static func time(_ seconds: Double) -> String {
    let units: [(Double, String)] = [(1, "s"), (1e-3, "ms"), (1e-6, "us")]
    let unit = units.first { seconds >= $0.0 } ?? (1e-9, "ns")
    return "\(NumberText.short(seconds / unit.0, digits: 3)) \(unit.1)"
  }

  private func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    let all = rows.flatMap(\.seconds)
    let low = pow(10, floor(log10(all.min() ?? 1e-8)))
    let high = pow(10, ceil(log10(all.max() ?? 1)))
    let largest = Double(timing.sizes.last ?? 10)
    var marks: [Mark] = []
    for (index, style) in SolveTimingFilm.styles.enumerated() {
      if let fit = timing.fit(index, to: k) {
        let ends = [Double(SolveTiming.fitFrom), largest].map {
          Point($0, pow(10, fit.constant + fit.slope * log10($0)))
        }
        marks.append(.ghost(ends, .dim))
      }
      let points = rows.prefix(k + 1).map { Point(Double($0.size), $0.seconds[index]) }
      marks.append(.line(Array(points), style))
      marks.append(.points(Array(points), SolveTimingFilm.markers[index], style))
    }
    // A guess is the power of ten by which a solve lasts longer than a gradient step.
    if let number = guess?.number {
      let seconds = rows[k].seconds[1] * pow(10, min(max(number, -20), 20))
      marks.append(.guess(Point(Double(rows[k].size), seconds)))
    }
    let chart = Chart(
      x: Axis(language("weights m", "가중치 수 m"), 8...largest * 1.25, scale: .log),
      y: Axis(language("seconds", "초"), low...max(high, low * 10), scale: .log), marks: marks)
    let legend = SolveTimingFilm.names.indices.map { index -> StyledText in
      let slope = timing.fit(index, to: k).map {
        "  " + language("slope", "기울기") + " \(NumberText.fixed($0.slope, decimals: 2))"
      }
      return StyledText(
        "\(SolveTimingFilm.signs[index]) \(SolveTimingFilm.names[index][language])\(slope ?? "")",
        SolveTimingFilm.styles[index])
    }
    let theory = [
      StyledText(),
      StyledText(language("by the formulas: 3, 1, 1", "식으로는 3, 1, 1"), .dim),
      StyledText(language("fitted from m = 100 on", "m = 100부터 맞춘 기울기"), .dim),
    ]
    return .row([
      Slot(.chart(chart), minimum: Size(rows: 6, columns: 30), share: 1, priority: 2),
      Slot(
        .text(legend + theory), minimum: Size(rows: 3, columns: language == .en ? 27 : 25),
        share: 0, priority: 1),
    ])
  }

  private func look(_ k: Int, _ language: Language) -> String {
    let row = rows[k]
    let steps = row.seconds[0] / max(row.seconds[1], 1e-12)
    let many = NumberText.grouped(Int(min(max(steps, 0), 1e15).rounded()))
    if isDone, k > 0, k == rows.count - 1, let fit = timing.fit(0, to: k) {
      let slope = NumberText.fixed(fit.slope, decimals: 2)
      let growth = NumberText.grouped(Int(min(max(pow(10, fit.slope), 0), 1e9).rounded()))
      return language(
        "a slope of \(slope): ten times the weights, \(growth) times the time; one solve lasts as long as \(many) gradient steps.",
        "기울기 \(slope): 가중치가 열 배면 시간은 \(growth)배. 풀이 한 번이 경사 걸음 \(many)번과 같다."
      )
    }
    if row.size < SolveTiming.fitFrom {
      return language(
        "so small a system costs hardly more than the call: a solve lasts \(SolveTimingFilm.time(row.seconds[0])).",
        "이렇게 작은 계에서는 호출하는 값이 거의 전부이다: 풀이에 \(SolveTimingFilm.time(row.seconds[0])).")
    }
    return language(
      "with \(row.size) weights one solve lasts as long as \(many) gradient steps.",
      "가중치 \(row.size)개에서 풀이 한 번이 경사 걸음 \(many)번과 같다.")
  }

  // MARK: Python

  static func python(_ sizes: [Int], pairs: Int) -> String {
    """
    # The times of your machine and of NumPy: they differ from run to run, and from those of the figure.
    # One line per size: k, m, seconds of a solve, of a gradient step, of an L-BFGS update, and the fitted slope.
    import time

    import numpy as np


    def least(work):
        began = time.perf_counter()
        work()
        once = time.perf_counter() - began
        if once >= 0.2:
            return once
        count, rounds = int(min(10000, max(1, np.ceil(0.001 / once)))), []
        for _ in range(3):
            began = time.perf_counter()
            for _ in range(count):
                work()
            rounds.append((time.perf_counter() - began) / count)
        return min(rounds)


    def two_loop(g, S, Y):
        q, alphas = g.copy(), []
        for s, y in zip(S[::-1], Y[::-1]):
            alphas.append(s @ q / (s @ y))
            q -= alphas[-1] * y
        q *= S[-1] @ Y[-1] / (Y[-1] @ Y[-1])
        for s, y in zip(S, Y):
            q += (alphas.pop() - y @ q / (s @ y)) * s
        return -q


    sizes, solves = \(sizes), []
    for k, m in enumerate(sizes):
        i = np.arange(m)
        H = 1.0 / (1.0 + abs(i[:, None] - i)) + 16.0 * np.eye(m)
        g, x = 1.0 / (i + 1.0), np.ones(m)
        S, Y = [g] * \(pairs), [20.0 * g] * \(pairs)
        # NumPy solves by LU: twice the multiplications of Cholesky.
        times = [
            least(lambda: np.linalg.solve(H, -g)),
            least(lambda: x - 0.01 * g),
            least(lambda: two_loop(g, S, Y)),
        ]
        solves.append(times[0])
        fitted = [j for j in range(k + 1) if sizes[j] >= \(SolveTiming.fitFrom)]
        slope = []
        if len(fitted) >= 2:
            logs = np.log10([[sizes[j], solves[j]] for j in fitted])
            slope = [np.polyfit(logs[:, 0], logs[:, 1], 1)[0]]
        print(*(repr(float(v)) for v in [k, m] + times + slope))

    """
  }
}
