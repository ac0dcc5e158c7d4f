import Core
import Plot

extension Figure {
  /// Curriculum N1: the tangent with a step of gradient descent, the parabola with a step of Newton.
  package static let lineVsParabola: Figure = {
    let place = Control.real(
      "w", "point w", "점 w", -1.9...3, notch: 0.1, initial: 3, allowed: -1e6...1e6)
    let rate = Control.real(
      "eta", "learning rate", "학습률", 0.01...0.3, notch: 0.01, initial: 0.05, allowed: 0...1e6)
    let function = Control(
      "function", Words(en: "function", ko: "함수"),
      .choice([TestFunction.bowl.choice, TestFunction.valleys.choice]),
      initial: .choice("valleys"))
    return Figure(
      id: "line-vs-parabola", title: Words(en: "Line and parabola", ko: "직선과 포물선"),
      controls: [place, rate, function],
      run: { story(.named($0[function].text), at: $0[place].number, rate: $0[rate].number).film },
      python: { settings in
        """
        \(Python.head)\(TestFunction.named(settings[function].text).python)

        w, eta = \(Python.number(settings[place].number)), \(Python.number(settings[rate].number))
        points = [w, w - eta * g(w)] + ([w - g(w) / H(w)] if H(w) != 0 else [])
        for k, w in enumerate(points):
            show(k, w, f(w), g(w), H(w))

        """
      })
  }()

  private static func story(_ function: TestFunction, at w: Double, rate: Double) -> Story {
    let (f, g, h) = (function.value([w]), function.gradient([w])[0], function.hessian([w])[0][0])
    let descent = w - rate * g
    let points = [w, descent] + (h != 0 ? [w - g / h] : [])
    let short: @Sendable (Double) -> String = { NumberText.short($0) }
    let view = CurveView(
      { function.value([$0]) }, showing: [w] + points.filter { $0.magnitude < 12 }, least: -2...3,
      stretch: 0.08)
    let tangent = view.inside { f + g * ($0 - w) }
    let parabola = view.inside { f + g * ($0 - w) + 0.5 * h * ($0 - w) * ($0 - w) }
    return Story(
      title: Words(
        en: "\(function.title.en) at w = \(short(w))", ko: "\(function.title.ko), w = \(short(w))"),
      frames: points.count,
      reason: Reason(code: "shown", text: Words(en: "both steps are drawn", ko: "두 걸음을 모두 그렸다")),
      step: { k in
        let x = points[k]
        return .object([
          ("k", .int(k)), ("w", .number(x)), ("f", .number(function.value([x]))),
          ("g", .number(function.gradient([x])[0])),
          ("H", .number(function.hessian([x])[0][0])),
        ])
      },
      result: .object([
        ("descent", .number(descent)), ("newton", h != 0 ? .number(w - g / h) : .null),
      ]),
      evaluations: (points.count, points.count, points.count),
      readout: { k, language in
        switch k {
        case 0:
          language(
            "J = \(short(f))   J' = \(short(g))   J'' = \(short(h))",
            "J = \(short(f))   J' = \(short(g))   J'' = \(short(h))")
        case 1:
          language(
            "descent, eta \(short(rate)): w = \(short(descent))",
            "경사 하강, 학습률 \(short(rate)): w = \(short(descent))")
        default: language("Newton: w = \(short(points[2]))", "뉴턴: w = \(short(points[2]))")
        }
      },
      body: { k, language, guess in
        var marks: [Mark] = [.line(view.curve, Style(.first)), .ghost(tangent, Style(.second))]
        if k > 1 { marks.append(.ghost(parabola, Style(.third))) }
        marks.append(.points([Point(w, f)], .now, Style(.accent, bold: true)))
        if k > 0 {
          marks.append(
            .points(
              [Point(descent, function.value([descent]))], .letter("g"), Style(.second, bold: true))
          )
        }
        if k > 1 {
          marks.append(
            .points(
              [Point(points[2], function.value([points[2]]))], .letter("n"),
              Style(.third, bold: true)))
        }
        if let number = guess?.number {
          marks.append(.guess(Point(number, function.value([number]))))
        }
        let notes = [
          StyledText(language("@ the point", "@ 현재 점")),
          StyledText(language("g gradient descent", "g 경사 하강법"), Style(.second)),
          StyledText(language("n Newton", "n 뉴턴 방법"), Style(.third)), StyledText(""),
          StyledText(language("same step at", "같은 걸음이 되는")),
          StyledText("eta = 1/J'' = \(h == 0 ? "-" : short(1 / h))"),
        ]
        return .row([
          Slot(
            .chart(view.chart("w", "J(w)", marks)), minimum: Size(rows: 6, columns: 30), share: 1,
            priority: 2),
          Slot(.text(notes), minimum: Size(rows: 6, columns: 20), share: 0, priority: 1),
        ])
      },
      look: { k, language in
        switch k {
        case 0:
          return language(
            "the tangent says which way is down, but a line has no lowest point.",
            "접선은 내리막 방향만 알려 준다. 직선에는 최저점이 없다.")
        case 1:
          return language(
            "eta supplies the missing length: J goes from \(short(f)) to \(short(function.value([descent]))).",
            "학습률이 걸음의 길이를 정한다: J가 \(short(f))에서 \(Josa.direction(short(function.value([descent]))))."
          )
        default:
          if h < 0 {
            return language(
              "the parabola opens downwards: its top lies uphill.", "포물선이 아래로 열렸다. 꼭짓점은 오르막 쪽에 있다.")
          }
          return language(
            "the parabola brings its own length: J = \(short(function.value([points[2]]))) at its bottom.",
            "포물선은 길이까지 알려 준다: 바닥에서 J = \(short(function.value([points[2]]))).")
        }
      },
      header: { ["k", "w", $0("J", "J")] },
      row: { ["\($0)", short(points[$0]), short(function.value([points[$0]]))] })
  }
}
