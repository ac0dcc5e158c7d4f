import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum N3: Taylor polynomials of order 0, 1, 2 about a, and how their error falls as δ is halved.
  package static let taylorZoom: Figure = {
    let place = Control.real(
      "a", "point a", "점 a", -1.9...3, notch: 0.1, initial: 3, allowed: -1000...1000)
    let step = Control.real(
      "delta", "step delta", "걸음 delta", -1...1, notch: 0.05, initial: -0.5, allowed: -1000...1000)
    let order = Control.whole("order", "order", "차수", 0...2, initial: 2)
    return Figure(
      id: "taylor-zoom", title: Words(en: "The Taylor parabola", ko: "테일러 포물선"),
      controls: [place, step, order],
      run: { zoom($0[place].number, $0[step].number, $0[order].whole).film },
      python: { settings in
        """
        \(Python.head)\(TestFunction.valleys.python)

        a, delta, order = \(Python.number(settings[place].number)), \(Python.number(settings[step].number)), \(settings[order].whole)
        for k in range(8):
            model = f(a)
            if order >= 1:
                model = model + g(a) * delta
            if order >= 2:
                model = model + 0.5 * H(a) * delta * delta
            show(k, delta, f(a + delta), model, f(a + delta) - model)
            delta = delta / 2.0

        """
      })
  }()

  private static func zoom(_ a: Double, _ delta: Double, _ order: Int) -> Story {
    let (f, g, h) = (
      TestFunction.valleys.value([a]), TestFunction.valleys.gradient([a])[0],
      TestFunction.valleys.hessian([a])[0][0]
    )
    @Sendable func model(_ d: Double, _ order: Int) -> Double {
      var value = f
      if order >= 1 { value += g * d }
      if order >= 2 { value += 0.5 * h * d * d }
      return value
    }
    let deltas = (0..<8).map { delta / Double(1 << $0) }
    let truths = deltas.map { TestFunction.valleys.value([a + $0]) }
    let errors = zip(deltas, truths).map { $1 - model($0, order) }
    let short: @Sendable (Double) -> String = { NumberText.short($0, digits: 4) }
    let view = CurveView(
      { TestFunction.valleys.value([$0]) }, showing: [a, a + delta], least: -2...3, stretch: 0.08)
    let sizes = deltas.map(\.magnitude)
    let floor = 1e-9
    let all = (0...2).flatMap { order in
      zip(deltas, truths).map { max(($1 - model($0, order)).magnitude, floor) }
    }
    let (least, most) = (max(all.min() ?? floor, floor), max(all.max() ?? 1, floor * 10))
    let hasSize = (sizes.last ?? 0) > 0
    return Story(
      title: Words(
        en: "Order-\(order) model of T at a = \(short(a))",
        ko: "a = \(short(a))에서 T의 \(order)차 모델"), frames: 8,
      reason: Reason(
        code: "shown", text: Words(en: "delta was halved seven times", ko: "delta를 일곱 번 반으로 줄였다")),
      step: { k in
        .object([
          ("k", .int(k)), ("delta", .number(deltas[k])), ("f", .number(truths[k])),
          ("model", .number(model(deltas[k], order))),
          ("error", .number(errors[k])),
        ])
      },
      evaluations: (9, 1, 1),
      readout: { k, language in
        "delta = \(short(deltas[k]))   " + language("true", "참값") + " \(short(truths[k]))   "
          + language("model", "모델") + " \(short(model(deltas[k], order)))"
      },
      body: { k, language, guess in
        let b = a + deltas[k]
        var marks: [Mark] = [
          .line(view.curve, Style(.first)),
          .ghost(view.inside { model($0 - a, order) }, Style(.second)),
          .line([Point(b, truths[k]), Point(b, model(deltas[k], order))], Style(.bad, bold: true)),
          .points([Point(a, f)], .now, Style(.accent, bold: true)),
          .points([Point(b, truths[k])], .large, Style(.first, bold: true)),
          .points([Point(b, model(deltas[k], order))], .plus, Style(.second, bold: true)),
        ]
        if let number = guess?.number { marks.append(.guess(Point(b, number))) }
        var slots = [
          Slot(
            .chart(view.chart("w", "T", marks)), minimum: Size(rows: 6, columns: 28), share: 1.2,
            priority: 2)
        ]
        if hasSize {
          var lines: [Mark] = []
          for each in 0...2 {
            let points = zip(deltas, truths).map {
              Point($0.magnitude, max(($1 - model($0, each)).magnitude, floor))
            }
            lines.append(
              each == order
                ? .line(Array(points.prefix(k + 1)), Style(.accent, bold: true))
                : .ghost(points, .dim))
            if let first = points.first {
              lines.append(
                .points([first], .letter(Character("\(each)")), Style(bold: each == order)))
            }
            if each == order {
              lines.append(.points([points[k]], .now, Style(.accent, bold: true)))
            }
          }
          let range = (sizes.last ?? 1) * 0.8...(sizes.first ?? 1) * 1.3
          slots.append(
            Slot(
              .chart(
                Chart(
                  x: Axis("|delta|", range, scale: .log),
                  y: Axis(
                    language("|error| of order 0, 1, 2", "0, 1, 2차의 |오차|"), least / 2...most * 2,
                    scale: .log), marks: lines)),
              minimum: Size(rows: 6, columns: 26), share: 1, priority: 1))
        }
        return .row(slots)
      },
      look: { k, language in
        if delta == 0 {
          return language("delta = 0: every model is exact there.", "delta = 0에서는 어떤 모델도 정확하다.")
        }
        let error = short(errors[k].magnitude)
        guard k > 0, errors[k] != 0 else {
          return language("the gap between model and truth is \(error).", "모델과 참값의 차이는 \(error)이다.")
        }
        let factor = short(errors[k - 1].magnitude / errors[k].magnitude)
        return language(
          "half of delta, and the error shrank by a factor of \(factor).",
          "delta를 반으로 줄이자 오차가 \(factor)분의 1이 되었다.")
      },
      header: { ["k", "delta", $0("true", "참값"), $0("model", "모델"), $0("error", "오차")] },
      row: {
        [
          "\($0)", short(deltas[$0]), short(truths[$0]), short(model(deltas[$0], order)),
          short(errors[$0]),
        ]
      })
  }
}
