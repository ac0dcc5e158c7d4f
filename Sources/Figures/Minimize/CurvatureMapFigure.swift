import Core
import Plot

extension Figure {
  /// Curriculum N2: b grows from 0 to its value and tips the bowl; eigenvectors with the length of their eigenvalues.
  package static let curvatureMap: Figure = {
    func entry(_ name: String, _ label: Words, _ initial: Double) -> Control {
      Control(
        name, label, .real(-6...6, notch: 1), initial: .number(initial), allowed: -1000...1000)
    }
    let a = entry("a", Words(en: "a = h11", ko: "a = h11"), 2)
    let b = entry("b", Words(en: "b = h12", ko: "b = h12"), 1)
    let d = entry("d", Words(en: "d = h22", ko: "d = h22"), 2)
    return Figure(
      id: "curvature-map", title: Words(en: "Convex or not", ko: "볼록과 오목"), controls: [a, b, d],
      run: { map($0[a].number, $0[b].number, $0[d].number).film },
      python: { settings in
        """
        \(Python.head)
        import math

        a, b_end, d = \(Python.number(settings[a].number)), \(Python.number(settings[b].number)), \(Python.number(settings[d].number))
        for k in range(9):
            b = b_end * k / 8.0
            root = math.sqrt((a - d) * (a - d) + 4.0 * b * b)
            show(k, b, [((a + d) - root) / 2.0, ((a + d) + root) / 2.0], a * d - b * b)

        """
      })
  }()

  private static func map(_ a: Double, _ end: Double, _ d: Double) -> Story {
    let bs = (0...8).map { end * Double($0) / 8 }
    let values = bs.map { SmallNewton.eigenvalues(a, $0, d) }
    let fields = bs.map { b in ScalarField { x, y in 0.5 * (a * x * x + 2 * b * x * y + d * y * y) }
    }
    let size = max(a.magnitude, d.magnitude, end.magnitude, 0.5)
    let levels = [-2.0, -1, -0.5, -0.1, 0.1, 0.5, 1, 2].map { $0 * size }
    let short: @Sendable (Double) -> String = { NumberText.short($0, digits: 3) }
    func kind(_ values: [Double]) -> Words {
      if values[0] > 0 { return Words(en: "positive definite: a bowl", ko: "양의 정부호: 그릇") }
      if values[1] < 0 { return Words(en: "negative definite: a dome", ko: "음의 정부호: 돔") }
      if values[0] < 0, values[1] > 0 { return Words(en: "indefinite: a saddle", ko: "부정부호: 안장") }
      return Words(en: "a flat direction: undecided", ko: "평평한 방향이 있어 판정할 수 없다")
    }
    let kinds = values.map(kind)
    let tip = (1..<9).first { kinds[$0] != kinds[$0 - 1] }
    return Story(
      title: Words(
        en: "J = (a w1^2 + 2 b w1 w2 + d w2^2)/2, a = \(short(a)), d = \(short(d))",
        ko: "J = (a w1^2 + 2 b w1 w2 + d w2^2)/2, a = \(short(a)), d = \(short(d))"),
      frames: 9, reason: Reason(code: "shown", text: kinds[8]),
      step: { k in
        .object([
          ("k", .int(k)), ("b", .number(bs[k])), ("eigenvalues", .numbers(values[k])),
          ("det", .number(a * d - bs[k] * bs[k])),
        ])
      },
      readout: { k, language in
        "b = \(short(bs[k]))   " + language("eigenvalues", "고윳값")
          + " \(short(values[k][1])), \(short(values[k][0]))"
      },
      body: { k, language, guess in
        var marks: [Mark] = [.contours(fields[k], levels: levels, .dim)]
        for (index, value) in values[k].enumerated() {
          let angle = SmallNewton.direction(a, bs[k], d, value, second: index == 1)
          let length =
            0.3 + 1.4 * value.magnitude / max(values[k][0].magnitude, values[k][1].magnitude, 1e-12)
          let tipPoint = Point(angle[0] * length, angle[1] * length)
          let style = Style(value > 0 ? .good : .bad, bold: true)
          marks.append(.line([Point(-tipPoint.x, -tipPoint.y), tipPoint], style))
          marks.append(.label(tipPoint, short(value), style, centred: false))
        }
        if case .point(let x, let y)? = guess { marks.append(.guess(Point(x, y))) }
        let table = TextTable(
          header: ["H", "w1", "w2"],
          rows: [
            ["w1", short(a), short(bs[k])], ["w2", short(bs[k]), short(d)],
            ["det", short(a * d - bs[k] * bs[k]), ""],
          ])
        return .row([
          Slot(
            .chart(
              Chart(x: Axis("w1", -2...2), y: Axis("w2", -2...2), keepsAspect: true, marks: marks)),
            minimum: Size(rows: 8, columns: 30), share: 1, priority: 2),
          Slot(
            .column([
              Slot(.table(table), minimum: Size(rows: 4, columns: 22), share: 0),
              Slot(
                .text([StyledText(""), StyledText(kinds[k][language], .strong)]),
                minimum: Size(rows: 2, columns: 22), share: 0),
            ]), minimum: Size(rows: 5, columns: 22), share: 0.5, priority: 1),
        ])
      },
      look: { k, language in
        if let tip, k == tip {
          return language(
            "at b = \(short(bs[k])) it tips over: now \(kinds[k].en).",
            "b = \(short(bs[k]))에서 넘어간다: 이제 \(kinds[k].ko).")
        }
        return language(
          "curvature \(short(values[k][1])) along one axis, \(short(values[k][0])) along the other: \(kinds[k].en).",
          "한 축의 곡률은 \(short(values[k][1])), 다른 축은 \(short(values[k][0])): \(kinds[k].ko).")
      },
      header: { ["k", "b", $0("larger", "큰 고윳값"), $0("smaller", "작은 고윳값")] },
      row: { ["\($0)", short(bs[$0]), short(values[$0][1]), short(values[$0][0])] },
      turns: tip.map { [$0] } ?? [])
  }
}

extension SmallNewton {
  /// A unit eigenvector of [[a, b], [b, d]] to an eigenvalue; of equal eigenvalues the two axes.
  static func direction(_ a: Double, _ b: Double, _ d: Double, _ value: Double, second: Bool)
    -> [Double]
  {
    let candidates = [[b, value - a], [value - d, b]]
    let best =
      candidates.max { $0[0] * $0[0] + $0[1] * $0[1] < $1[0] * $1[0] + $1[1] * $1[1] } ?? [1, 0]
    let length = (best[0] * best[0] + best[1] * best[1]).squareRoot()
    guard length > 1e-12 else { return second ? [0, 1] : [1, 0] }
    return [best[0] / length, best[1] / length]
  }
}
