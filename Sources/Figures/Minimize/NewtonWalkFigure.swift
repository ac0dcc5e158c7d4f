import Core
import Plot

extension Figure {
  /// Curriculum N4: the parabola slides to its bottom, the tangent of J′ hits zero: the same step twice.
  package static let newtonWalk: Figure = {
    let functions = [TestFunction.bowl, .heron, .cosh, .quartic, .valleys]
    let function = Control(
      "function", Words(en: "function", ko: "함수"), .choice(functions.map(\.choice)),
      initial: .choice("heron"))
    let start = Control.real(
      "start", "start", "출발점", -3...10, notch: 0.5, initial: 4, allowed: -1e6...1e6)
    return Figure(
      id: "newton-1d-walk", title: Words(en: "Newton in one variable", ko: "1차원 뉴턴 방법"),
      controls: [function, start],
      run: {
        let film = walk(.named($0[function].text), from: $0[start].number).film
        return film.beside(
          .newton, lit: { $0 < film.frames - 1 ? [1, 4, 6] : film.status == .converged ? [2] : [] })
      },
      python: { settings in
        """
        \(Python.head)
        import math
        \(TestFunction.named(settings[function].text).python)

        w = \(Python.number(settings[start].number))
        for k in range(21):
            step = None if H(w) == 0 or abs(g(w)) <= 1e-12 or k == 20 else -g(w) / H(w)
            if step is not None and not abs(w + step) <= 300:
                step = None
            show(k, w, f(w), g(w), H(w), step)
            if step is None:
                break
            w = w + step

        """
      })
  }()

  private static func walk(_ function: TestFunction, from start: Double) -> Story {
    struct Stop: Sendable { var w, f, g, h: Double; var step: Double? }
    var stops: [Stop] = []
    var w = start
    var status = Status.stopped
    while true {
      var stop = Stop(
        w: w, f: function.value([w]), g: function.gradient([w])[0], h: function.hessian([w])[0][0])
      if stop.g.magnitude <= 1e-12 {
        status = .converged
      } else if stop.h == 0 {
        status = .failed
      } else if stops.count < 20 {
        let step = -stop.g / stop.h
        if (w + step).magnitude <= 300 { stop.step = step } else { status = .diverged }
      }
      stops.append(stop)
      guard let step = stop.step else { break }
      w += step
    }
    let walk = stops
    let last = walk[walk.count - 1]
    let short: @Sendable (Double) -> String = { NumberText.short($0, digits: 5) }
    let span = (walk.map(\.w) + function.minimum).filter { $0.magnitude < 60 }
    let view = CurveView({ function.value([$0]) }, showing: span, stretch: 0.15)
    let slopes = CurveView({ function.gradient([$0])[0] }, showing: span, stretch: 0.15)
    let end: Words =
      switch status {
      case .converged where last.h < 0:
        Words(
          en: "slope 0 at w = \(short(last.w)): a maximum", ko: "w = \(short(last.w))에서 기울기 0: 최대점")
      case .converged:
        Words(
          en: "slope 0 at w = \(short(last.w)) after \(NumberText.counted(walk.count - 1, "step"))",
          ko: "\(walk.count - 1)걸음 뒤 w = \(short(last.w))에서 기울기 0")
      case .failed:
        Words(
          en: "no curvature at w = \(short(last.w)): the step is not defined",
          ko: "w = \(short(last.w))에서 곡률이 0이라 걸음이 정의되지 않는다")
      case .diverged:
        Words(
          en: "the next step would leave for \(short(last.w - last.g / last.h))",
          ko: "다음 걸음은 \(short(last.w - last.g / last.h))까지 달아난다")
      default: Words(en: "20 steps are done", ko: "20걸음을 마쳤다")
      }
    return Story(
      title: Words(
        en: "Newton on \(function.title.en) from \(short(start))",
        ko: "\(function.title.ko)의 뉴턴 방법, 출발점 \(short(start))"),
      frames: walk.count, status: status,
      reason: Reason(code: status.rawValue, values: .object([("w", .number(last.w))]), text: end),
      step: { k in
        let stop = walk[k]
        return .object([
          ("k", .int(k)), ("w", .number(stop.w)), ("f", .number(stop.f)), ("g", .number(stop.g)),
          ("H", .number(stop.h)),
          ("step", stop.step.map(JSON.number) ?? .null),
        ])
      },
      result: .object([("w", .number(last.w)), ("f", .number(last.f))]),
      evaluations: (walk.count, walk.count, walk.count),
      readout: { k, language in
        language(
          "step \(k) of \(walk.count - 1)   w = \(short(walk[k].w))   J = \(short(walk[k].f))",
          "\(k)/\(walk.count - 1)걸음   w = \(short(walk[k].w))   J = \(short(walk[k].f))")
      },
      body: { k, language, guess in
        let stop = walk[k]
        let trail = walk[0..<k].enumerated().map { ($0.offset, $0.element) }.suffix(9)
        func marker(_ index: Int) -> Marker { index < 10 ? .letter(Character("\(index)")) : .small }
        var upper: [Mark] = [.line(view.curve, Style(.first))]
        var lower: [Mark] = [.horizontal(0, .dim), .line(slopes.curve, Style(.first))]
        if let step = stop.step {
          let model = view.inside {
            stop.f + stop.g * ($0 - stop.w) + 0.5 * stop.h * ($0 - stop.w) * ($0 - stop.w)
          }
          upper.append(.ghost(model, Style(.second)))
          upper.append(.vertical(stop.w + step, .dim))
          lower.append(
            .line([Point(stop.w, stop.g), Point(stop.w + step, 0)], Style(.second, bold: true)))
          lower.append(.points([Point(stop.w + step, 0)], .target, Style(.good, bold: true)))
        }
        for (index, each) in trail {
          upper.append(.points([Point(each.w, each.f)], marker(index), Style(.second, bold: true)))
          lower.append(.points([Point(each.w, each.g)], marker(index), Style(.second, bold: true)))
        }
        upper.append(.points([Point(stop.w, stop.f)], .now, Style(.accent, bold: true)))
        lower.append(.points([Point(stop.w, stop.g)], .now, Style(.accent, bold: true)))
        if let number = guess?.number {
          upper.append(.guess(Point(number, function.value([number]))))
        }
        let first = max(0, min(k - 6, walk.count - 8))
        let rows = (first...max(first, min(k, first + 7))).map {
          ["\($0)", short(walk[$0].w), NumberText.short(walk[$0].g, digits: 3)]
        }
        return .row([
          Slot(
            .column([
              Slot(
                .chart(view.chart("", "J(w)", upper)), minimum: Size(rows: 5, columns: 30),
                share: 1, priority: 2),
              Slot(
                .chart(slopes.chart("w", "J'(w)", lower)), minimum: Size(rows: 5, columns: 30),
                share: 1, priority: 1),
            ]), minimum: Size(rows: 5, columns: 30), share: 1, priority: 2),
          Slot(
            .table(TextTable(header: ["k", "w", "J'"], rows: rows, current: k - first)),
            minimum: Size(rows: 4, columns: 24), share: 0, priority: 1),
        ])
      },
      look: { k, language in
        let stop = walk[k]
        guard let step = stop.step else { return end[language] + "." }
        if stop.h < 0 {
          return language(
            "J'' < 0: the parabola opens downwards and its top is at \(short(stop.w + step)).",
            "J'' < 0: 포물선이 아래로 열려 꼭짓점 \(Josa.subject(short(stop.w + step))) 꼭대기이다.")
        }
        return language(
          "the parabola's bottom and the zero of the tangent are one place: \(short(stop.w + step)).",
          "포물선의 바닥과 접선의 영점은 같은 곳이다: \(short(stop.w + step)).")
      },
      header: { ["k", "w", "J", "J'", $0("step", "걸음")] },
      row: {
        [
          String($0), short(walk[$0].w), short(walk[$0].f), NumberText.short(walk[$0].g, digits: 3),
          walk[$0].step.map { NumberText.short($0, digits: 3) } ?? "-",
        ]
      })
  }
}
