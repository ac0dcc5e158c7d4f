import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum H6: the same draws on a linear and on a logarithmic ruler, and how many fall into each decade.
  package static let logRuler: Figure = {
    let low = Control.whole(
      "lo", "lowest exponent", "최소 지수", -6 ... -2, initial: -4, allowed: -300...300)
    let high = Control.whole(
      "hi", "highest exponent", "최대 지수", -1...1, initial: 0, allowed: -300...300)
    let draws = Control.whole(
      "draws", "draws", "추출 횟수", 10...500, notch: 10, initial: 100, allowed: 1...1e5)
    let kind = Control.choice(
      "dist", "distribution", "분포",
      [
        ("uniform", "uniform", "균등"),
        ("log-uniform", "log-uniform", "로그 균등"),
      ])
    let seed = Control.seed()
    return Figure(
      id: "log-ruler", title: Words(en: "Two rulers", ko: "두 개의 자"),
      controls: [low, high, draws, kind, seed],
      run: { settings in
        let (lo, hi) = (settings[low].whole, settings[high].whole)
        guard lo < hi, hi - lo <= 40 else {
          throw ControlError(
            control: "lo",
            says: Words(
              en: lo < hi
                ? "lo: \(lo) lies more than 40 below hi = \(hi)"
                : "lo: \(lo) does not lie below hi = \(hi)",
              ko: lo < hi
                ? "lo: \(Josa.topic("\(lo)")) hi = \(hi)보다 40 넘게 작다"
                : "lo: \(Josa.topic("\(lo)")) hi = \(hi)보다 작지 않다"),
            mend: Words(
              en: "write whole numbers lo < hi, at most 40 apart",
              ko: "lo < hi이고 차가 40 이하인 정수를 적어라"))
        }
        let isLog = settings[kind].text == "log-uniform"
        return ruler(lo, hi, settings[draws].whole, isLog, settings[seed].seed).film.beside(
          .randomSearch, lit: { _ in [1, isLog ? 2 : 3] })
      },
      python: { settings in
        """
        \(Python.head)
        lo, hi, draws = \(settings[low].whole), \(settings[high].whole), \(settings[draws].whole)
        rng = np.random.default_rng(\(settings[seed].seed))
        a, b = 10.0 ** float(lo), 10.0 ** float(hi)
        edges = [10.0 ** float(e) for e in range(lo + 1, hi)]
        counts = [0] * (hi - lo)
        for k in range(1, draws + 1):
            u = rng.random()
            x = \(settings[kind].text == "log-uniform" ? "10.0 ** (lo + (hi - lo) * u)" : "a + (b - a) * u")
            counts[sum(x >= edge for edge in edges)] += 1
            show(k, u, x, counts)

        """
      })
  }()

  private static func ruler(_ lo: Int, _ hi: Int, _ draws: Int, _ isLog: Bool, _ seed: UInt64)
    -> Story
  {
    let (a, b) = (pow(10, Double(lo)), pow(10, Double(hi)))
    let edges = (lo + 1..<hi).map { pow(10, Double($0)) }
    var random = NumPyRandom(seed)
    var units: [Double] = []
    var values: [Double] = []
    var tally = [Int](repeating: 0, count: hi - lo)
    var tallies: [[Int]] = []
    for _ in 0..<draws {
      let u = random.random()
      let x = isLog ? pow(10, Double(lo) + Double(hi - lo) * u) : a + (b - a) * u
      units.append(u)
      values.append(x)
      tally[edges.count { x >= $0 }] += 1
      tallies.append(tally)
    }
    let (us, xs, counts) = (units, values, tallies)
    let top = Double(tally.max() ?? 1) * 1.15
    let name = isLog ? Words(en: "log-uniform", ko: "로그 균등") : Words(en: "uniform", ko: "균등")
    let range = "[1e\(lo), 1e\(hi)]"
    return Story(
      title: Words(
        en: "\(NumberText.counted(draws, "\(name.en) draw")) on \(range)",
        ko: "\(range)에서 \(name.ko) 추출 \(draws)회"),
      frames: draws,
      reason: Reason(
        code: "all-draws", values: .object([("draws", .int(draws))]),
        text: Words(en: NumberText.all(draws, "number", are: "drawn"), ko: "\(draws)개를 모두 추출했다")),
      step: { k in
        .object([
          ("k", .int(k + 1)), ("u", .number(us[k])), ("x", .number(xs[k])),
          ("decades", .array(counts[k].map(JSON.int))),
        ])
      },
      readout: { k, language in
        let place = NumberText.padded("\(k + 1)", "\(draws)".count)
        return language(
          "draw \(place)   u = \(NumberText.fixed(us[k], decimals: 3))   x = \(NumberText.short(xs[k], digits: 3))",
          "추출 \(place)   u = \(NumberText.fixed(us[k], decimals: 3))   x = \(NumberText.short(xs[k], digits: 3))"
        )
      },
      body: { k, language, guess in
        let shown = thinned(k + 1, to: 600)
        func ruler(_ title: String, _ scale: Axis.Scale) -> Chart {
          let lowest = scale == .log ? a : 0
          return Chart(
            x: Axis(title, lowest...b, scale: scale), y: Axis("", 0...1, ticks: .hidden),
            marks: [
              .points(shown.map { Point(xs[$0], 0.35) }, .medium, Style(.first)),
              .points([Point(xs[k], 0.8)], .now, Style(.accent, bold: true)),
            ])
        }
        let now = counts[k].map(Double.init)
        var marks: [Mark] = [
          .bars(edges: (lo...hi).map { Double($0) }, heights: now, Style(.first))
        ]
        for (index, count) in now.enumerated() {
          marks.append(
            .label(
              Point(Double(lo + index) + 0.5, count + top * 0.06), "\(Int(count))", .strong,
              centred: true))
        }
        if let number = guess?.number { marks.append(.guess(Point(Double(lo) + 0.5, number))) }
        let histogram = Chart(
          x: Axis(
            language("decade of x", "x의 자릿수 구간"), Double(lo)...Double(hi),
            ticks: .labelled((lo...hi).map(Double.init), (lo...hi).map { "1e\($0)" })),
          y: Axis(language("draws", "횟수"), 0...top), marks: marks)
        return .column([
          Slot(
            .chart(ruler(language("linear ruler", "선형 자"), .linear)),
            minimum: Size(rows: 4, columns: 30), share: 0.5, priority: 2),
          Slot(
            .chart(ruler(language("logarithmic ruler", "로그 자"), .log)),
            minimum: Size(rows: 4, columns: 30), share: 0.5, priority: 3),
          Slot(.chart(histogram), minimum: Size(rows: 6, columns: 30), share: 1, priority: 1),
        ])
      },
      look: { k, language in
        let now = counts[k]
        let empty = now.count { $0 == 0 }
        if k == 0 {
          return language(
            "the same draw on both rulers: \(NumberText.short(xs[0], digits: 3)).",
            "같은 값을 두 자에 찍는다: \(NumberText.short(xs[0], digits: 3)).")
        }
        if empty > 0 {
          return language(
            "after \(k + 1) draws \(empty) of \(now.count) decades \(empty == 1 ? "is" : "are") still empty.",
            "\(k + 1)번 뒤에도 \(now.count)개 구간 중 \(empty)개가 비어 있다.")
        }
        let share = NumberText.short(100 * Double(now[now.count - 1]) / Double(k + 1), digits: 3)
        return language("the top decade has \(share) % of the draws.", "맨 위 구간에 \(share) %가 몰려 있다.")
      },
      header: { [$0("draw", "추출"), "u", "x"] },
      row: {
        ["\($0 + 1)", NumberText.fixed(us[$0], decimals: 4), NumberText.short(xs[$0], digits: 4)]
      })
  }
}
