import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum D7: every subnetwork of one sigmoid unit, their two means, and the single scaled network.
  package static let subnetAverage: Figure = {
    let count = Control.whole(
      "n", "droppable units", "끌 수 있는 노드", 1...8, initial: 2, allowed: 1...12)
    let spread = Control.real(
      "spread", "size of the contributions", "기여의 크기", 0...4, notch: 0.2, initial: 1.8,
      allowed: 0...50)
    let seed = Control.seed()
    let controls = [count, spread, seed]
    return Figure(
      id: "subnet-average", title: Words(en: "One net, 2^n subnetworks", ko: "신경망 하나, 부분 신경망 2^n개"),
      controls: controls,
      run: { settings in
        // The worked example's ln 4 and ln 9 at the spread 1.8; further units are drawn.
        var random = NumPyRandom(settings[seed].seed)
        let scale = settings[spread].number / 1.8
        let base =
          [log(4), log(9)]
          + (0..<max(0, settings[count].whole - 2)).map { _ in 1.8 * random.standardNormal() }
        let run = try checked {
          try SubnetworkAverage(base.prefix(settings[count].whole).map { scale * $0 })
        }
        return try members(run).film
      },
      python: {
        Python.script(
          $0, controls,
          """
          import math

          rng = np.random.default_rng(seed)
          base = [math.log(4.0), math.log(9.0)] + [1.8 * v for v in rng.standard_normal(max(0, n - 2))]
          c = [spread / 1.8 * v for v in base[:n]]


          def softplus(z):
              return z + math.log1p(math.exp(-z)) if z > 0 else math.log1p(math.exp(z))


          total = yes = no = 0.0
          for k in range(2**n):
              mask = [k >> i & 1 for i in range(n)]
              z = 0.0
              for r, v in zip(mask, c):
                  z = z + v if r else z
              p = 1.0 / (1.0 + math.exp(-z))
              total, yes, no = total + p, yes - softplus(-z), no - softplus(z)
              a, b = math.exp(yes / (k + 1.0)), math.exp(no / (k + 1.0))
              show(k, mask, z, p, total / (k + 1.0), a / (a + b))
          """)
      })
  }()

  private static func members(_ run: SubnetworkAverage) throws -> Story {
    let steps = Array(run)
    let (count, scaled) = (steps.count, run.scaled)
    let last = steps[count - 1]
    let short: @Sendable (Double) -> String = { NumberText.fixed($0, decimals: 4) }
    @Sendable func bits(_ mask: [Bool]) -> String { mask.map { $0 ? "1" : "0" }.joined() }
    let all = Double(count)
    let edge = all - 0.5
    let ticks: Axis.Ticks =
      count <= 8
      ? .labelled(steps.map { Double($0.index) }, steps.map { bits($0.mask) }) : .automatic
    let isFlat = run.contributions.allSatisfy { $0 == 0 }
    return Story(
      title: Words(
        en: "\(count) subnetworks of \(NumberText.counted(run.contributions.count, "unit"))",
        ko: "노드 \(run.contributions.count)개의 부분 신경망 \(count)개"),
      frames: count,
      reason: Reason(
        code: "all-members",
        values: .object([
          ("arithmetic", .number(last.arithmetic)), ("geometric", .number(last.geometric)),
          ("scaled", .number(scaled)),
        ]),
        text: Words(
          en:
            "geometric mean \(short(last.geometric)) = scaled net \(short(scaled)); arithmetic mean \(short(last.arithmetic))",
          ko:
            "기하평균 \(short(last.geometric)) = 비례 보정한 신경망 \(short(scaled)), 산술평균 \(short(last.arithmetic))"
        )
      ),
      step: { k in
        let step = steps[k]
        return .object([
          ("k", .int(k)), ("mask", .array(step.mask.map { .int($0 ? 1 : 0) })),
          ("logit", .number(step.logit)), ("p", .number(step.probability)),
          ("arithmetic", .number(step.arithmetic)), ("geometric", .number(step.geometric)),
        ])
      },
      result: .object([
        ("arithmetic", .number(last.arithmetic)), ("geometric", .number(last.geometric)),
        ("scaled", .number(scaled)),
      ]),
      readout: { k, language in
        language.place(k + 1, of: count, Words(en: "member", ko: "부분망"))
          + "   \(language("mask", "마스크")) \(bits(steps[k].mask))   p = \(short(steps[k].probability))"
      },
      body: { k, language, guess in
        let step = steps[k]
        var marks: [Mark] = [.horizontal(scaled, .dim)]
        let bars = steps[0...k].map(\.probability)
        marks.append(
          .bars(edges: (0...k + 1).map { Double($0) - 0.5 }, heights: bars, Style(.first)))
        marks.append(.line([Point(-0.5, scaled), Point(edge, scaled)], Style(.third, bold: true)))
        marks.append(
          .ghost([Point(-0.5, step.arithmetic), Point(edge, step.arithmetic)], Style(.second)))
        // The three values side by side, so that equal ones are seen to be equal.
        let means: [(Character, Double, Ink)] = [
          ("a", step.arithmetic, .second), ("g", step.geometric, .accent), ("s", scaled, .third),
        ]
        for (index, (letter, value, ink)) in means.enumerated() {
          marks.append(
            .points(
              [Point(edge + all * 0.08 * Double(index + 1), value)], .letter(letter),
              Style(ink, bold: true)))
        }
        if let number = guess?.number { marks.append(.guess(Point(edge + all * 0.32, number))) }
        let chart = Chart(
          x: Axis(
            language("mask (bit i: unit i is on)", "마스크 (i번째 자리: 노드 i)"),
            -0.5...edge + all * 0.35, ticks: ticks),
          y: Axis(language("output of each member", "부분 신경망의 출력"), 0...1.02), marks: marks)
        let table = TextTable(
          header: ["", language("so far", "지금까지"), language("all", "전체")],
          rows: [
            [language("a arithmetic", "a 산술평균"), short(step.arithmetic), short(last.arithmetic)],
            [language("g geometric", "g 기하평균"), short(step.geometric), short(last.geometric)],
            [language("s scaled net", "s 비례 보정"), short(scaled), short(scaled)],
          ].map { k == count - 1 ? $0 : [$0[0], $0[1], "      "] })
        return .beside(.chart(chart), .table(table))
      },
      look: { k, language in
        if isFlat {
          return language(
            "no contributions: every member says 0.5, so all means agree.",
            "기여가 없어 모든 부분 신경망이 0.5를 내고 평균도 모두 같다.")
        }
        if k < count - 1 {
          return language(
            "mask \(bits(steps[k].mask)) gives \(short(steps[k].probability)); the means move with every member.",
            "마스크 \(bits(steps[k].mask))의 출력은 \(short(steps[k].probability)). 평균은 하나씩 더할 때마다 움직인다.")
        }
        return language(
          "all \(count): the geometric mean g is the scaled net s; the arithmetic mean a is not.",
          "\(count)개를 모두 더하면 기하평균 g는 보정한 신경망 s와 같고 산술평균 a는 다르다.")
      },
      header: { [$0("mask", "마스크"), "p", $0("arithmetic", "산술"), $0("geometric", "기하")] },
      row: {
        let step = steps[$0]
        return [
          bits(step.mask), short(step.probability), short(step.arithmetic), short(step.geometric),
        ]
      })
  }
}
