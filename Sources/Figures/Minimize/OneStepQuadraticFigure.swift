import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum N6: on a quadratic gradient descent zig-zags, Newton needs one step.
  package static let oneStepQuadratic: Figure = {
    let condition = Control.log(
      "kappa", "condition number", "조건수", 1...100, factor: 10.0.squareRoot(), initial: 10,
      allowed: 1e-6...1e9)
    let rate = Control.real(
      "eta", "learning rate", "학습률", 0.005...0.5, notch: 0.005, initial: 0.18, allowed: 0...1e6)
    let angle = Control.real(
      "angle", "turned by", "회전각", 0...90, notch: 15, initial: 0, allowed: -360...360)
    let start = Control(
      "start", Words(en: "start", ko: "출발점"), .vector(length: 2, range: nil, notch: 0.5),
      initial: .vector([10, 1]))
    return Figure(
      id: "one-step-quadratic", title: Words(en: "One step on a quadratic", ko: "이차 함수에서는 한 걸음"),
      controls: [condition, rate, angle, start],
      run: {
        quadratic($0[condition].number, $0[rate].number, $0[angle].number, $0[start].vector).film
          .beside(.newton, lit: { $0 == 0 ? [1, 4] : $0 == 1 ? [6] : [2] })
      },
      python: { settings in
        """
        \(Python.head)
        import math
        \(SmallNewton.python)

        kappa, eta = \(Python.number(settings[condition].number)), \(Python.number(settings[rate].number))
        c, s = math.cos(\(Python.number(settings[angle].number)) * math.pi / 180.0), math.sin(\(Python.number(settings[angle].number)) * math.pi / 180.0)
        a, b, d = c * c + kappa * s * s, c * s - kappa * c * s, s * s + kappa * c * c
        start = \(Python.list(settings[start].vector))


        def f(w):
            return 0.5 * (a * w[0] * w[0] + 2.0 * b * w[0] * w[1] + d * w[1] * w[1])


        def g(w):
            return [a * w[0] + b * w[1], b * w[0] + d * w[1]]


        step = newton_step(g(start), [[a, b], [b, d]])
        newton = start if step is None else [start[0] + step[0], start[1] + step[1]]
        w = start
        for k in range(41):
            show(k, w, f(w), *([start, f(start)] if k == 0 else [newton, f(newton)]))
            if max(map(abs, w)) <= 1e-6 or not max(map(abs, w)) <= 1e9:
                break
            slope = g(w)
            w = [w[0] - eta * slope[0], w[1] - eta * slope[1]]

        """
      })
  }()

  private static func quadratic(
    _ kappa: Double, _ rate: Double, _ degrees: Double, _ start: [Double]
  ) -> Story {
    let (c, s) = (cos(degrees * Double.pi / 180), sin(degrees * Double.pi / 180))
    let (a, b, d) = (c * c + kappa * s * s, c * s - kappa * c * s, s * s + kappa * c * c)
    @Sendable func f(_ w: [Double]) -> Double {
      0.5 * (a * w[0] * w[0] + 2 * b * w[0] * w[1] + d * w[1] * w[1])
    }
    func g(_ w: [Double]) -> [Double] { [a * w[0] + b * w[1], b * w[0] + d * w[1]] }
    func size(_ w: [Double]) -> Double { max(w[0].magnitude, w[1].magnitude) }
    let step = SmallNewton.step(g(start), [[a, b], [b, d]])
    let newton = step.map { [start[0] + $0[0], start[1] + $0[1]] } ?? start
    var points = [start]
    while points.count <= 40, let w = points.last, size(w) > 1e-6, size(w) <= 1e9 {
      let slope = g(w)
      points.append([w[0] - rate * slope[0], w[1] - rate * slope[1]])
    }
    let descent = points
    let last = descent.count - 1
    let diverges = !(size(descent[last]) <= max(1e6, 2 * size(start)))
    let walk = Walk(
      method: "", count: descent.count, status: .stopped, reason: Reason(code: "", text: Words("")),
      evaluations: (0, 0, 0),
      stop: { Walk.Stop(x: descent[$0], f: 0, g: []) },
      samples: descent.enumerated().map {
        Walk.Sample(index: $0.offset, x: $0.element, f: 0, slope: 0)
      })
    let window = WalkWindow([walk], targets: [[0, 0]], coordinates: 2)
    let field = ScalarField { f([$0, $1]) }
    let levels = ContourLevels.levels(
      { f([$0, $1]) }, x: window.ranges[0], y: window.ranges[1], least: 0, limit: 5)
    let short: @Sendable (Double) -> String = { NumberText.short($0, digits: 3) }
    let limit = 2 / max(kappa, 1)
    return Story(
      title: Words(
        en: "Quadratic, kappa \(short(kappa)), eta \(short(rate))",
        ko: "이차 함수, 조건수 \(short(kappa)), 학습률 \(short(rate))"),
      frames: descent.count, status: diverges ? .diverged : .done,
      reason: Reason(
        code: diverges ? "descent-diverged" : "ended",
        text: Words(
          en:
            "Newton needed one step; gradient descent is at f = \(short(f(descent[last]))) after \(last)",
          ko: "뉴턴 방법은 한 걸음이면 된다. 경사 하강법은 \(last)걸음 뒤 f = \(short(f(descent[last])))이다")),
      step: { k in
        let other = k == 0 ? start : newton
        return .object([
          ("k", .int(k)),
          ("descent", .object([("x", .numbers(descent[k])), ("f", .number(f(descent[k])))])),
          ("newton", .object([("x", .numbers(other)), ("f", .number(f(other)))])),
        ])
      },
      result: .object([("largest_stable_rate", .number(limit))]),
      evaluations: (descent.count + 2, descent.count + 1, 1),
      readout: { k, language in
        let place = NumberText.padded("\(k)", 2)
        return language(
          "step \(place)   f: descent \(short(f(descent[k]))), Newton \(short(f(k == 0 ? start : newton)))",
          "\(place)걸음   f: 경사 하강 \(short(f(descent[k]))), 뉴턴 \(short(f(k == 0 ? start : newton)))")
      },
      body: { k, language, guess in
        let trail = descent.prefix(k + 1).map { Point($0[0], $0[1]) }.filter {
          $0.x.isFinite && $0.y.isFinite
        }
        var marks: [Mark] = [
          .contours(field, levels: levels, .dim),
          .points([Point(0, 0)], .target, Style(.good, bold: true)),
        ]
        if k > 0 {
          marks.append(
            .ghost(
              [Point(start[0], start[1]), Point(newton[0], newton[1])], Style(.third, bold: true)))
        }
        marks.append(.path(trail, Style(.accent, bold: true)))
        if k > 0 {
          marks.append(
            .points([Point(newton[0], newton[1])], .letter("n"), Style(.third, bold: true)))
        }
        if case .point(let x, let y)? = guess { marks.append(.guess(Point(x, y))) }
        let fall = descent.prefix(k + 1).enumerated().map {
          Point(Double($0.offset), max(f($0.element), 1e-12))
        }.filter { $0.y.isFinite && $0.y < 1e12 }
        // As far as the line above goes, where f of a far start is beyond all numbers.
        let top = f(start) < 1e12 ? max(f(start), 1e-9) * 3 : 1e12
        let bottom = max(
          1e-12, (descent.map(f).filter { $0.isFinite && $0 > 0 }.min() ?? 1e-12) / 2)
        let chart = Chart(
          x: Axis(language("step", "걸음"), 0...Double(max(1, last))),
          y: Axis(
            language("f of gradient descent", "경사 하강법의 f"), min(bottom, top / 10)...top, scale: .log
          ),
          marks: [
            .line(fall, Style(.accent, bold: true)),
            .points(fall.suffix(1).map(\.self), .now, Style(.accent, bold: true)),
          ])
        return .row([
          Slot(
            .chart(
              Chart(x: Axis("w1", window.ranges[0]), y: Axis("w2", window.ranges[1]), marks: marks)),
            minimum: Size(rows: 6, columns: 30), share: 1.7, priority: 2),
          Slot(.chart(chart), minimum: Size(rows: 6, columns: 22), share: 1, priority: 1),
        ])
      },
      look: { k, language in
        if k == 0 {
          return language(
            "both start at f = \(short(f(start))).", "둘 다 f = \(short(f(start)))에서 출발한다.")
        }
        if k == 1 {
          return language(
            "Newton (n) is at the minimum after one step, whatever the condition number.",
            "뉴턴 방법(n)은 조건수와 상관없이 한 걸음에 최소점에 있다.")
        }
        if diverges {
          return language(
            "eta is above 2/lambda_max = \(short(limit)): each step overshoots more.",
            "학습률이 2/lambda_max = \(short(limit))보다 커서 갈수록 더 지나친다.")
        }
        let ratio = f(descent[k - 1]) > 0 ? f(descent[k]) / f(descent[k - 1]) : 0
        return language(
          "gradient descent multiplies f by \(short(ratio)) a step.",
          "경사 하강법은 한 걸음에 f에 \(Josa.object(short(ratio))) 곱한다.")
      },
      header: { ["k", $0("descent", "경사 하강"), "f"] },
      row: { ["\($0)", NumberText.vector(descent[$0], digits: 3), short(f(descent[$0]))] },
      turns: [1])
  }
}
