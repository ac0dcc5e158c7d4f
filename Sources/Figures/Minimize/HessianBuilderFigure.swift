import Core
import Plot

extension Figure {
  /// Curriculum N5: point, gradient arrow, Hessian, ellipse of the local model: one more a frame.
  package static let hessianBuilder: Figure = {
    let functions = [TestFunction.quad2, .folium, .camel, .rosenbrock]
    let function = Control(
      "function", Words(en: "function", ko: "함수"), .choice(functions.map(\.choice)),
      initial: .choice("folium"))
    let place = Control(
      "at", Words(en: "point", ko: "점"), .vector(length: 2, range: -2...2, notch: 0.1),
      initial: .vector([2, 1]), allowed: -100...100)
    return Figure(
      id: "hessian-builder", title: Words(en: "Gradient and Hessian", ko: "그레이디언트와 헤시언"),
      controls: [function, place],
      run: { build(.named($0[function].text), at: $0[place].vector).film },
      python: { settings in
        """
        \(Python.head)
        import math
        \(TestFunction.named(settings[function].text).python)

        w = \(Python.list(settings[place].vector))
        (a, b), (_, d) = H(w)
        root = math.sqrt((a - d) * (a - d) + 4.0 * b * b)
        for k in range(4):
            show(k, w, f(w), g(w), H(w), [((a + d) - root) / 2.0, ((a + d) + root) / 2.0])

        """
      })
  }()

  private static func build(_ function: TestFunction, at w: [Double]) -> Story {
    let (f, g, h) = (function.value(w), function.gradient(w), function.hessian(w))
    let values = SmallNewton.eigenvalues(h[0][0], h[0][1], h[1][1])
    let xs = min(-2.2, w[0] - 1)...max(2.2, w[0] + 1)
    let ys = min(-2.2, w[1] - 1)...max(2.2, w[1] + 1)
    let field = ScalarField { function.value([$0, $1]) }
    let levels = ContourLevels.levels(
      { function.value([$0, $1]) }, x: xs, y: ys, least: nil, limit: 6)
    let short: @Sendable (Double) -> String = { NumberText.short($0, digits: 4) }
    let length = max((g[0] * g[0] + g[1] * g[1]).squareRoot(), 1e-300)
    let tip = Point(w[0] + g[0] / length * min(1, length), w[1] + g[1] / length * min(1, length))
    // The line on which the model's quadratic part has one value: an ellipse, or the branches of a hyperbola.
    let size = 0.35 * max(values[0].magnitude, values[1].magnitude)
    let branches = Conic.branches(h, size: size, around: w, reach: 1.6)
    let kind: Words =
      values[0] > 0
      ? Words(en: "positive definite: an ellipse", ko: "양의 정부호: 타원")
      : values[1] < 0
        ? Words(en: "negative definite: an ellipse upside down", ko: "음의 정부호: 뒤집힌 타원")
        : values[0] < 0 && values[1] > 0
          ? Words(en: "indefinite: a hyperbola, no ellipse", ko: "부정부호: 타원이 아니라 쌍곡선")
          : Words(en: "a flat direction", ko: "평평한 방향이 있다")
    return Story(
      title: Words(
        en: "\(function.title.en) at \(NumberText.vector(w, digits: 3))",
        ko: "\(function.title.ko), 점 \(NumberText.vector(w, digits: 3))"), frames: 4,
      reason: Reason(code: "shown", text: kind),
      step: { k in
        .object([
          ("k", .int(k)), ("x", .numbers(w)), ("f", .number(f)), ("g", .numbers(g)),
          ("H", .rows(h)), ("eigenvalues", .numbers(values)),
        ])
      },
      evaluations: (1, 1, 1),
      readout: { k, language in
        switch k {
        case 0: "J = \(short(f))"
        case 1: "g = \(NumberText.vector(g))"
        case 2: "H = \(NumberText.matrix(h))"
        default: language("eigenvalues", "고윳값") + " \(short(values[1])), \(short(values[0]))"
        }
      },
      body: { k, language, guess in
        var marks: [Mark] = [.contours(field, levels: levels, .dim)]
        if k > 2 {
          for branch in branches { marks.append(.line(branch, Style(.third, bold: true))) }
        }
        if k > 0 {
          marks.append(.line([Point(w[0], w[1]), tip], Style(.second, bold: true)))
          marks.append(.points([tip], .letter("g"), Style(.second, bold: true)))
        }
        marks.append(.points([Point(w[0], w[1])], .now, Style(.accent, bold: true)))
        if case .point(let x, let y)? = guess { marks.append(.guess(Point(x, y))) }
        let blank = "."
        func entry(_ value: Double) -> String {
          k > 1 ? (value > 0 ? "+" : "") + short(value) : blank
        }
        let table = TextTable(
          header: ["", "w1", "w2"],
          rows: [
            ["g", k > 0 ? short(g[0]) : blank, k > 0 ? short(g[1]) : blank],
            ["H w1", entry(h[0][0]), entry(h[0][1])],
            ["H w2", entry(h[1][0]), entry(h[1][1])],
            [
              language("eigen", "고윳값"), k > 2 ? short(values[1]) : blank,
              k > 2 ? short(values[0]) : blank,
            ],
          ])
        return .row([
          Slot(
            .chart(Chart(x: Axis("w1", xs), y: Axis("w2", ys), keepsAspect: true, marks: marks)),
            minimum: Size(rows: 8, columns: 30), share: 1, priority: 2),
          Slot(.table(table), minimum: Size(rows: 5, columns: 24), share: 0, priority: 1),
        ])
      },
      look: { k, language in
        switch k {
        case 0: language("a point on the surface: J = \(short(f)).", "곡면 위의 한 점: J = \(short(f)).")
        case 1:
          language(
            "the gradient stands upright on the contour and points uphill.",
            "그레이디언트는 등고선에 수직이며 오르막을 가리킨다.")
        case 2:
          language(
            "four second derivatives, the two beside the diagonal equal.",
            "2차 미분 네 개, 대각선 밖의 둘은 같다.")
        default:
          kind[language]
            + language("; it is longest where the curvature is small.", ". 곡률이 작은 쪽으로 가장 길다.")
        }
      },
      header: { ["k", "J", "g1", "g2", "H11", "H12", "H22", $0("eigenvalues", "고윳값")] },
      // A row a frame: what it adds to what stands above.
      row: { k in
        let gradient = k > 0 ? g.map(short) : ["", ""]
        let curvature = k > 1 ? [h[0][0], h[0][1], h[1][1]].map(short) : ["", "", ""]
        return ["\(k)", short(f)] + gradient + curvature
          + [k > 2 ? "\(short(values[1])), \(short(values[0]))" : ""]
      })
  }
}
