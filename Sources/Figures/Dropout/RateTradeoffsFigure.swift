import Core
import Plot

extension Figure {
  /// Curriculum D10: what a drop rate costs in a wide layer, in a convolution map and in a recurrent net.
  package static let rateTradeoffs: Figure = {
    let view = Control.choice(
      "view", "view", "보기",
      [
        ("noise", "noise against width", "폭과 잡음"),
        ("cnn", "a convolution map", "합성곱 특징 맵"),
        ("rnn", "a recurrent memory", "순환 신경망의 기억"),
      ])
    let rate = Control.dropRate(0.05...0.9)
    let width = Control.log("width", "width", "노드 수", 10...1000, initial: 100, allowed: 1...10_000)
    let channel = Control(
      "channel", Words(en: "drop whole channels", ko: "채널째 끄기"), .toggle, initial: .flag(false))
    let seed = Control.seed()
    return Figure(
      id: "rate-tradeoffs", title: Words(en: "Choosing drop rates", ko: "드롭아웃 비율 고르기"),
      controls: [view, rate, width, channel, seed],
      run: { settings in
        let p = settings[rate].number
        let units = Int(settings[width].number.rounded())
        return try checked {
          switch settings[view].text {
          case "cnn":
            try smoothMap(
              FeatureMapDropout(
                rows: 10, columns: 20, rate: p, dropsWhole: settings[channel].flag, draws: 30,
                seed: settings[seed].seed)
            ).film
          case "rnn":
            try memory(
              DropoutMasks(units: units, rate: p, draws: 20, seed: settings[seed].seed)
            ).film
          default:
            try noise(
              DropoutMasks(units: units, rate: p, draws: 60, seed: settings[seed].seed)
            ).film
          }
        }
      },
      python: { settings in
        Python.script(
          settings, [rate, channel, seed],
          "n = \(Int(settings[width].number.rounded()))\nrng = np.random.default_rng(seed)\n"
            + (scripts[settings[view].text] ?? ""))
      })
  }()

  private static let scripts = [
    "noise": """
    total = squares = 0
    for k in range(1, 61):
        kept = int((rng.random(n) >= p).sum())
        total, squares = total + kept, squares + kept * kept
        sd = np.sqrt((k * squares - total * total) / (k * k))
        show(k, kept, sd / (total / k) if total else None)
    """,
    "rnn": """
    fresh, alive, first = 1.0, np.ones(n, bool), None
    for k in range(1, 21):
        mask = rng.random(n) >= p
        alive = alive & mask
        first = mask if first is None else first
        fresh = fresh * (1.0 - p)
        show(k, fresh, 1.0 - p, alive.sum(), first.sum())
    """,
    "cnn": """
    R, C = 10, 20
    a = [float(v) for v in rng.standard_normal(R * C)]


    def near(place, itself):
        i, j = divmod(place, C)
        return [
            r * C + c
            for r in range(max(0, i - 1), min(R, i + 2))
            for c in range(max(0, j - 1), min(C, j + 2))
            if itself or r * C + c != place
        ]


    def total(values):
        result = 0.0
        for v in values:
            result = result + v
        return result


    for _ in range(2):
        a = [total(a[q] for q in near(place, True)) / len(near(place, True)) for place in range(R * C)]
    for k in range(1, 31):
        mask = [rng.random() >= p] * (R * C) if channel else list(rng.random(R * C) >= p)
        pairs = []
        for place in range(R * C):
            alive = [a[q] for q in near(place, False) if mask[q]]
            if not mask[place] and alive:
                pairs.append((a[place], total(alive) / len(alive)))
        r = None
        if len(pairs) >= 3:
            x, y = total(u for u, _ in pairs) / len(pairs), total(v for _, v in pairs) / len(pairs)
            scale = np.sqrt(total((u - x) * (u - x) for u, _ in pairs) * total((v - y) * (v - y) for _, v in pairs))
            r = total((u - x) * (v - y) for u, v in pairs) / scale if scale > 0 else None
        show(k, sum(mask), r)
    """,
  ]

  private static func short(_ value: Double) -> String { NumberText.short(value, digits: 3) }

  // MARK: Noise against width

  private static func noise(_ run: DropoutMasks) throws -> Story {
    let p = run.rate
    @Sendable func law(_ p: Double, _ n: Double) -> Double { (p / ((1 - p) * n)).squareRoot() }
    var rows: [(kept: Int, noise: Double?)] = []
    var (total, squares) = (0, 0)
    _ = try Recording(run, capacity: 2) { step in
      total += step.kept
      squares += step.kept * step.kept
      let k = step.index
      let sd = (Double(k * squares - total * total) / Double(k * k)).squareRoot()
      rows.append((step.kept, total > 0 ? sd / (Double(total) / Double(k)) : nil))
    }
    let steps = rows
    let expected = law(p, Double(run.units))
    let widths = [10.0, 100, 1000]
    return Story(
      title: Words(
        en: "Noise of a layer of \(run.units), p = \(short(p))",
        ko: "노드 \(run.units)개 층의 잡음, p = \(short(p))"),
      frames: steps.count,
      reason: Reason(
        code: "all-draws", values: .object([("noise", .number(expected))]),
        text: Words(
          en: "relative noise sqrt(p/(k n)) = \(short(expected))",
          ko: "상대 잡음 sqrt(p/(k n)) = \(short(expected))")),
      step: { k in
        .object([
          ("k", .int(k + 1)), ("kept", .int(steps[k].kept)), ("noise", .optional(steps[k].noise)),
        ])
      },
      result: .object([("noise", .number(expected))]),
      readout: { k, language in
        language.place(k + 1, of: steps.count, .draw)
          + "   \(language("noise", "잡음")) \(steps[k].noise.map(short) ?? "-")"
          + "   \(language("law", "이론")) \(short(expected))"
      },
      body: { k, language, guess in
        var marks: [Mark] = []
        for n in widths {
          let curve = stride(from: 0.02, through: 0.951, by: 0.01).map { Point($0, law($0, n)) }
          marks.append(
            n == Double(run.units) ? .line(curve, Style(.first, bold: true)) : .ghost(curve, .dim))
          marks.append(
            .label(Point(0.12, law(0.12, n) * 1.25), "n = \(Int(n))", .dim, centred: true))
        }
        if expected > 0, expected.isFinite {
          marks.append(.points([Point(p, expected)], .target, Style(.good, bold: true)))
        }
        if let noise = steps[k].noise, noise > 0 {
          marks.append(.points([Point(p, noise)], .now, Style(.accent, bold: true)))
        }
        if let number = guess?.number, number > 0 { marks.append(.guess(Point(p, number))) }
        let table = TextTable(
          header: ["p", "n = 10", "100", "1000"],
          rows: [0.2, 0.5, 0.8].map { p in
            ["\(p)"] + widths.map { NumberText.fixed(law(p, $0), decimals: 3) }
          }, current: [0.2, 0.5, 0.8].firstIndex(of: p))
        return .beside(
          .chart(
            Chart(
              x: Axis(language("drop rate p", "드롭아웃 비율 p"), 0...1),
              y: Axis(
                language("relative noise (x law, @ draws)", "상대 잡음 (x 이론, @ 표본)"), 0.003...2,
                scale: .log), marks: marks)), .table(table))
      },
      look: { k, language in
        if p == 0 { return language("p = 0: no noise at all.", "p = 0: 잡음이 없다.") }
        if p == 1 { return language("p = 1: nothing is left to be noisy.", "p = 1: 남는 것이 없다.") }
        return language(
          "100 times as many units, a tenth of the noise: wide layers stand large p.",
          "노드가 백 배면 잡음은 10분의 1이다. 넓은 층은 큰 p를 견딘다.")
      },
      header: { [$0("draw", "추출"), $0("kept", "생존"), $0("noise", "잡음")] },
      row: { ["\($0 + 1)", "\(steps[$0].kept)", steps[$0].noise.map(short) ?? "-"] })
  }

  // MARK: A convolution map

  private static func smoothMap(_ run: FeatureMapDropout) throws -> Story {
    let steps = Array(run)
    let (low, high) = (run.map.min() ?? 0, run.map.max() ?? 1)
    /// One character an element: the ramp has even steps of ink.
    @Sendable func glyph(_ value: Double) -> String {
      let ramp = [":", "+", "o", "O", "@"]
      let share = high > low ? (value - low) / (high - low) : 0.5
      return ramp[min(max(0, Int(share * 5)), 4)]
    }
    @Sendable func picture(_ name: String, _ value: (Int) -> (String, Style)) -> Pane {
      .text(
        [StyledText(name, .dim)]
          + (0..<run.rows).map { row in
            StyledText(
              (0..<run.columns).map { column in
                let (text, style) = value(row * run.columns + column)
                return StyledText.Run(text, style)
              })
          })
    }
    let known = steps.compactMap(\.correlation)
    let mean = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    return Story(
      title: Words(
        en:
          "Smooth map, p = \(short(run.rate))\(run.dropsWhole ? ", whole" : "")",
        ko: "매끄러운 특징 맵, p = \(short(run.rate))\(run.dropsWhole ? ", 채널째" : "")"),
      frames: steps.count,
      reason: Reason(
        code: "all-draws", values: .object([("correlation", .optional(mean))]),
        text: mean.map {
          Words(
            en: "dropped elements correlate \(short($0)) with their surviving neighbours",
            ko: "꺼진 원소와 살아남은 이웃 평균의 상관은 \(short($0))이다")
        }
          ?? Words(en: "nothing could be guessed from neighbours", ko: "이웃에서 알아낼 수 있는 것이 없었다")),
      step: { k in
        .object([
          ("k", .int(k + 1)), ("kept", .int(steps[k].kept)),
          ("correlation", .optional(steps[k].correlation)),
        ])
      },
      result: .object([("correlation", .optional(mean))]),
      readout: { k, language in
        language.place(k + 1, of: steps.count, .draw)
          + "   \(language("kept", "생존")) \(NumberText.padded("\(steps[k].kept)", 3))/200"
          + "   \(language("correlation", "상관")) \(steps[k].correlation.map(short) ?? "-")"
      },
      body: { k, language, guess in
        let step = steps[k]
        var said = [
          StyledText(language("r", "상관"), .dim),
          StyledText(step.correlation.map(short) ?? "-", Style(.accent, bold: true)),
        ]
        if let number = guess?.number {
          said.append(StyledText("? \(short(number))", Style(.warn, bold: true)))
        }
        return .row([
          Slot(
            picture(language("the map", "원래 맵")) { (glyph(run.map[$0]), Style(.first)) },
            minimum: Size(rows: 4, columns: 20), share: 0, priority: 1),
          Slot(
            picture(language("masked", "마스크 뒤")) {
              step.mask[$0] ? (glyph(run.map[$0]), Style(.first)) : (" ", .dim)
            }, minimum: Size(rows: 4, columns: 20), share: 0, priority: 3),
          Slot(
            picture(language("neighbours' guess", "이웃으로 추측")) { place in
              guard let value = step.guesses[place] else { return ("?", .dim) }
              return (glyph(value), step.mask[place] ? .dim : Style(.second, bold: true))
            }, minimum: Size(rows: 4, columns: 20), share: 0, priority: 2),
          Slot(.text(said), minimum: Size(rows: 2, columns: 6), share: 0, priority: 0),
        ])
      },
      look: { k, language in
        if steps[k].kept == run.map.count {
          return language("nothing is dropped in this draw.", "이번에는 아무것도 꺼지지 않았다.")
        }
        if steps[k].kept == 0 {
          return language(
            "the whole channel is gone: no neighbour can replace it.", "채널이 통째로 꺼져 이웃이 대신할 수 없다.")
        }
        return language(
          "neighbours give away nearly all that was dropped: drop whole channels instead.",
          "이웃이 꺼진 값을 거의 알려 준다. 그래서 합성곱층은 채널째 끈다.")
      },
      header: { [$0("draw", "추출"), $0("kept", "생존"), $0("correlation", "상관")] },
      row: { ["\($0 + 1)", "\(steps[$0].kept)", steps[$0].correlation.map(short) ?? "-"] })
  }

  // MARK: A recurrent memory

  private static func memory(_ run: DropoutMasks) throws -> Story {
    let keep = 1 - run.rate
    var rows: [(survival: Double, alive: Int, first: Int)] = []
    var alive = [Bool](repeating: true, count: run.units)
    var survival = 1.0
    _ = try Recording(run, capacity: 2) { step in
      alive = zip(alive, step.mask).map { $0 && $1 }
      survival *= keep
      rows.append((survival, alive.count { $0 }, rows.first?.first ?? step.kept))
    }
    let steps = rows
    let floor = 1e-6
    @Sendable func height(_ value: Double) -> Double { max(value, floor) }
    let ten = steps[9].survival
    return Story(
      title: Words(
        en: "A memory cell over time, p = \(short(run.rate))",
        ko: "시간에 따른 기억 노드, p = \(short(run.rate))"),
      frames: steps.count,
      reason: Reason(
        code: "all-steps", values: .object([("after_10", .number(ten))]),
        text: Words(
          en: "after 10 fresh masks a cell survives with probability \(short(ten))",
          ko: "매번 새 마스크이면 10걸음 뒤 살아남을 확률은 \(short(ten))이다")),
      step: { k in
        .object([
          ("k", .int(k + 1)), ("fresh", .number(steps[k].survival)), ("one", .number(keep)),
          ("alive", .int(steps[k].alive)), ("alive_one", .int(steps[k].first)),
        ])
      },
      result: .object([("after_10", .number(ten))]),
      readout: { k, language in
        "t = \(NumberText.padded("\(k + 1)", 2))   k^t = \(short(steps[k].survival))   "
          + language(
            "alive \(steps[k].alive) of \(run.units)", "생존 \(steps[k].alive)/\(run.units)")
      },
      body: { k, language, guess in
        let times = (0...k).map { Double($0 + 1) }
        let all = steps.indices.map { Point(Double($0 + 1), height(steps[$0].survival)) }
        var marks: [Mark] = [
          .ghost(all, .dim),
          .line(times.map { Point($0, height(keep)) }, Style(.third)),
          .line(
            zip(times, steps).map { Point($0, height($1.survival)) }, Style(.first, bold: true)),
          .points(
            zip(times, steps).filter { $1.alive > 0 }.map {
              Point($0, Double($1.alive) / Double(run.units))
            }, .medium, Style(.second)),
          .points(
            [Point(Double(k + 1), height(steps[k].survival))], .now, Style(.accent, bold: true)),
        ]
        if let number = guess?.number, number > 0 {
          let share = number > 1 ? number / 100 : number
          marks.append(.guess(Point(10, height(share))))
        }
        let table = TextTable(
          header: ["t", language("fresh", "매번 새로"), language("one mask", "하나로")],
          rows: [1, 2, 5, 10, 20].map { t in
            ["\(t)", short(steps[t - 1].survival), short(keep)]
          }, current: [1, 2, 5, 10, 20].lastIndex { $0 <= k + 1 })
        return .beside(
          .chart(
            Chart(
              x: Axis(language("time step t", "시점 t"), 1...20),
              y: Axis(
                language(
                  "P(never hit) (o: of \(run.units) cells)", "한 번도 안 꺼질 확률 (o: \(run.units)개 중)"),
                floor...1.5, scale: .log), marks: marks)), .table(table))
      },
      look: { k, language in
        if run.rate == 0 { return language("p = 0: memory lasts.", "p = 0: 기억이 그대로 남는다.") }
        if k == 0 {
          return language(
            "after one step both ways keep \(short(keep)) of the cells.",
            "한 걸음 뒤에는 두 방식 모두 \(Josa.subject(short(keep))) 남는다.")
        }
        return language(
          "fresh masks leave k^\(k + 1) = \(short(steps[k].survival)); one mask for the sequence leaves \(short(keep)).",
          "매번 새 마스크이면 k^\(k + 1) = \(short(steps[k].survival))만 남고, 한 마스크를 계속 쓰면 \(Josa.subject(short(keep))) 남는다."
        )
      },
      header: { ["t", "k^t", $0("alive", "생존"), $0("one mask", "마스크 하나")] },
      row: {
        ["\($0 + 1)", short(steps[$0].survival), "\(steps[$0].alive)", "\(steps[$0].first)"]
      }, turns: [9])
  }
}
