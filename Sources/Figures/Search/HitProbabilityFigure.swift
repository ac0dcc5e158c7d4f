import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum H5: the chance that N random trials hit the good part of the space, with a hundred searches.
  package static let hitProbability: Figure = {
    let share = Control.real(
      "v", "good share of the space", "좋은 영역의 비율", 0.01...0.2, notch: 0.01, initial: 0.05,
      allowed: 0...1)
    let target = Control.real(
      "target", "wanted probability", "목표 확률", 0.5...0.99, notch: 0.01, initial: 0.95,
      allowed: 0...1)
    let seed = Control.seed()
    return Figure(
      id: "hit-probability", title: Words(en: "How many random trials", ko: "임의 탐색은 몇 번이면 되는가"),
      controls: [share, target, seed],
      run: { hits(v: $0[share].number, target: $0[target].number, seed: $0[seed].seed).film },
      python: { settings in
        """
        \(Python.head)
        v, target = \(Python.number(settings[share].number)), \(Python.number(settings[target].number))
        rng = np.random.default_rng(\(settings[seed].seed))
        hit = np.zeros(100, dtype=bool)
        for k in range(1, 301):
            hit |= rng.random(100) < v
            show(k, 1.0 - (1.0 - v) ** float(k), hit.sum())

        """
      })
  }()

  private static func hits(v: Double, target: Double, seed: UInt64) -> Story {
    var random = NumPyRandom(seed)
    var found = [Bool](repeating: false, count: 100)
    var history: [[Bool]] = []
    for _ in 0..<300 {
      for index in found.indices where random.random() < v { found[index] = true }
      history.append(found)
    }
    let searches = history
    let curve = (1...300).map { 1 - pow(1 - v, Double($0)) }
    let needed = curve.firstIndex { $0 >= target }.map { $0 + 1 }
    let short: @Sendable (Double) -> String = { value in NumberText.fixed(value, decimals: 3) }
    return Story(
      title: Words(
        en: "Random trials and a good share of \(NumberText.short(v))",
        ko: "임의 탐색과 좋은 영역 \(NumberText.short(v))"),
      frames: 300,
      reason: Reason(
        code: "all-trials", values: .object([("needed", needed.map { .int($0) } ?? .null)]),
        text: needed.map {
          Words(
            en:
              "\(NumberText.counted($0, "trial")) \($0 == 1 ? "reaches" : "reach") a probability of \(NumberText.short(target))",
            ko: "\($0)번이면 확률 \(NumberText.short(target))에 이른다")
        }
          ?? Words(
            en: "300 trials do not reach \(NumberText.short(target))",
            ko: "300번으로는 \(NumberText.short(target))에 이르지 못한다")),
      step: { k in
        .object([
          ("k", .int(k + 1)), ("p", .number(curve[k])), ("hit", .int(searches[k].count { $0 })),
        ])
      },
      result: .object([("needed", needed.map { .int($0) } ?? .null)]),
      readout: { k, language in
        let hit = NumberText.padded("\(searches[k].count { $0 })", 3)
        return language(
          "N = \(NumberText.padded("\(k + 1)", 3))   P = \(short(curve[k]))   hit: \(hit) of 100",
          "N = \(NumberText.padded("\(k + 1)", 3))   P = \(short(curve[k]))   적중 \(hit)/100")
      },
      body: { k, language, guess in
        let line = curve.enumerated().map { Point(Double($0.offset + 1), $0.element) }
        let shares = thinned(k + 1, to: 100).map {
          Point(Double($0 + 1), Double(searches[$0].count { $0 }) / 100)
        }
        var marks: [Mark] = [.horizontal(target, .dim)]
        if let needed { marks.append(.vertical(Double(needed), .dim)) }
        marks += [
          .ghost(line, .dim), .points(shares, .small, Style(.second)),
          .line(Array(line.prefix(k + 1)), Style(.first)),
        ]
        marks.append(.points([line[k]], .now, Style(.accent, bold: true)))
        if let number = guess?.number {
          marks.append(.guess(number > 1 ? Point(number, target) : Point(Double(k + 1), number)))
        }
        let grid = UnitGrid(
          caption: language("100 searches: # has hit", "탐색 100개: # 적중"), kept: searches[k],
          changed: k == 0 ? searches[0] : zip(searches[k], searches[k - 1]).map { $0 != $1 },
          perRow: 10)
        return .row([
          Slot(
            .chart(
              Chart(
                x: Axis(language("trials N", "시도 횟수 N"), 0...300),
                y: Axis(language("P(at least one hit)", "P(적어도 한 번 적중)"), 0...1), marks: marks)),
            minimum: Size(rows: 6, columns: 30), share: 1, priority: 2),
          Slot(.units(grid), minimum: Size(rows: 11, columns: 20), share: 0, priority: 1),
        ])
      },
      look: { k, language in
        if let needed, k + 1 == needed {
          return language(
            "\(NumberText.counted(needed, "trial")): now P has reached \(NumberText.short(target)).",
            "\(needed)번: 이제 P가 \(NumberText.short(target))에 이르렀다.")
        }
        let missed = 100 - searches[k].count { $0 }
        if missed == 0 {
          return language("by now every one of the 100 searches has hit.", "이제 100개 탐색이 모두 적중했다.")
        }
        if v == 0 {
          return language("nothing is good: no search ever hits.", "좋은 영역이 없으니 아무도 적중하지 못한다.")
        }
        if k == 0 {
          return language(
            "one trial hits with probability \(NumberText.short(v)).",
            "한 번에 적중할 확률은 \(NumberText.short(v))이다.")
        }
        return language(
          "after \(k + 1) trials \(missed) of 100 searches have found nothing good; probabilities do not add up to \(NumberText.short(Double(k + 1) * v)).",
          "\(k + 1)번 뒤에도 100개 중 \(missed)개는 적중하지 못했다. 확률은 \(NumberText.short(Double(k + 1) * v))처럼 더해지지 않는다."
        )
      },
      header: { ["N", "P", $0("hit", "적중")] },
      row: { ["\($0 + 1)", short(curve[$0]), "\(searches[$0].count { $0 })"] },
      turns: needed.map { [$0 - 1] } ?? [])
  }
}
