import Core
import Plot

extension Figure {
  /// Curriculum N7: the error of gradient descent falls along a line, that of Newton plunges.
  package static let quadraticConvergence: Figure = {
    let function = Control(
      "function", Words(en: "function", ko: "함수"),
      .choice([TestFunction.folium.choice, TestFunction.rosenbrock.choice]),
      initial: .choice("folium"))
    func preset(_ x: Double, _ y: Double, _ en: String, _ ko: String) -> Control.Preset {
      .init(.vector([x, y]), Words(en: en, ko: ko))
    }
    let start = Control(
      "start", Words(en: "start", ko: "출발점"), .vector(length: 2, range: nil, notch: 0.1),
      initial: .vector([2, 2]),
      presets: [
        preset(2, 2, "Folium, on the diagonal: errors 1, 1/3, 1/15", "폴리움, 대각선 위: 오차 1, 1/3, 1/15"),
        preset(2, 1, "Folium, beside the diagonal", "폴리움, 대각선 밖"),
        preset(3, 2, "Folium, farther away", "폴리움, 더 먼 곳"),
        preset(0, 0, "Rosenbrock, two steps", "로젠브록, 두 걸음"),
        preset(-1.2, 1, "Rosenbrock, once far uphill", "로젠브록, 한 번 크게 오름"),
      ])
    let rate = Control.real(
      "eta", "learning rate", "학습률", 0.01...0.2, notch: 0.01, initial: 0.1, allowed: 0...1e6)
    return Figure(
      id: "quadratic-convergence",
      title: Words(en: "Linear and quadratic convergence", ko: "선형 수렴과 이차 수렴"),
      controls: [function, start, rate],
      run: {
        ConvergenceFilm(.named($0[function].text), start: $0[start].vector, rate: $0[rate].number)
          .story.film
      },
      python: { settings in
        let chosen = TestFunction.named(settings[function].text)
        return """
          \(Python.head)
          import math
          \(chosen.python)\(SmallNewton.python)

          eta, target = \(Python.number(settings[rate].number)), \(Python.list(chosen.minimum))


          def error(w):
              return max(abs(w[0] - target[0]), abs(w[1] - target[1]))


          def newton(w):
              if error(w) <= 1e-15 or max(map(abs, g(w))) == 0:
                  return None
              step = newton_step(g(w), H(w))
              return None if step is None else [w[0] + step[0], w[1] + step[1]]


          def descent(w):
              if error(w) <= 1e-12:
                  return None
              slope = g(w)
              return [w[0] - eta * slope[0], w[1] - eta * slope[1]]


          def walk(step):
              w, points = \(Python.list(settings[start].vector)), []
              while w is not None and len(points) <= 40:
                  points.append(w)
                  if not error(w) <= 1e12:
                      break
                  w = step(w)
              return points


          fast, slow = walk(newton), walk(descent)
          for k in range(max(len(fast), len(slow))):
              row = [k]
              for points in (fast, slow):
                  if k < len(points):
                      row += [points[k], f(points[k]), error(points[k])]
              show(*row)

          """
      })
  }()
}

private struct ConvergenceFilm: Sendable {
  let function: TestFunction
  let rate: Double
  let newton: [[Double]]
  let descent: [[Double]]
  let fast: [Double]
  let slow: [Double]
  private let window: WalkWindow
  private let field: ScalarField
  private let levels: [Double]

  init(_ function: TestFunction, start: [Double], rate: Double) {
    self.function = function
    self.rate = rate
    let target = function.minimum
    func error(_ w: [Double]) -> Double {
      max((w[0] - target[0]).magnitude, (w[1] - target[1]).magnitude)
    }
    func walk(_ step: ([Double]) -> [Double]?) -> [[Double]] {
      var points = [start]
      while points.count <= 40, let w = points.last, error(w) <= 1e12, let next = step(w) {
        points.append(next)
      }
      return points
    }
    newton = walk { w in
      let slope = function.gradient(w)
      guard error(w) > 1e-15, slope.contains(where: { $0 != 0 }) else { return nil }
      return SmallNewton.step(slope, function.hessian(w)).map { [w[0] + $0[0], w[1] + $0[1]] }
    }
    descent = walk { w in
      guard error(w) > 1e-12 else { return nil }
      let slope = function.gradient(w)
      return [w[0] - rate * slope[0], w[1] - rate * slope[1]]
    }
    fast = newton.map(error)
    slow = descent.map(error)
    let samples = [newton, descent].map { points in
      Walk(
        method: "", count: points.count, status: .stopped,
        reason: Reason(code: "", text: Words("")), evaluations: (0, 0, 0),
        stop: { Walk.Stop(x: points[$0], f: 0, g: []) },
        samples: points.enumerated().map {
          Walk.Sample(index: $0.offset, x: $0.element, f: 0, slope: 0)
        })
    }
    window = WalkWindow(samples, targets: [target], coordinates: 2)
    field = ScalarField { function.value([$0, $1]) }
    levels = ContourLevels.levels(
      { function.value([$0, $1]) }, x: window.ranges[0], y: window.ranges[1],
      least: function.value(target), limit: 5)
  }

  private func short(_ value: Double) -> String { NumberText.short(value, digits: 3) }
  private var diverged: Bool { !((slow.last ?? 0) <= 1e12) }

  private func half(_ points: [[Double]], _ errors: [Double], _ k: Int) -> JSON {
    guard points.indices.contains(k) else { return .null }
    return .object([
      ("x", .numbers(points[k])), ("f", .number(function.value(points[k]))),
      ("error", .number(errors[k])),
    ])
  }

  var story: Story {
    let frames = max(newton.count, descent.count)
    let end = fast[fast.count - 1]
    let text = Words(
      en:
        "Newton ended at an error of \(short(end)) after \(NumberText.counted(fast.count - 1, "step")), gradient descent at \(short(slow[slow.count - 1])) after \(slow.count - 1)",
      ko:
        "뉴턴 방법은 \(fast.count - 1)걸음 뒤 오차 \(short(end)), 경사 하강법은 \(slow.count - 1)걸음 뒤 오차 \(short(slow[slow.count - 1]))에서 끝났다"
    )
    return Story(
      title: Words(
        en:
          "\(function.title.en) from \(NumberText.vector(newton[0], digits: 3)), eta \(short(rate))",
        ko:
          "\(function.title.ko), 출발점 \(NumberText.vector(newton[0], digits: 3)), 학습률 \(short(rate))"
      ),
      frames: frames, status: diverged ? .diverged : .done,
      reason: Reason(code: diverged ? "descent-diverged" : "ended", text: text),
      step: { k in
        .object([
          ("k", .int(k)), ("newton", half(newton, fast, k)), ("descent", half(descent, slow, k)),
        ])
      },
      result: .object([
        ("newton_steps", .int(fast.count - 1)), ("newton_error", .number(end)),
        ("descent_steps", .int(slow.count - 1)),
        ("descent_error", .number(slow[slow.count - 1])),
      ]),
      evaluations: (
        f: newton.count + descent.count, g: newton.count + descent.count, H: newton.count
      ), readout: readout,
      body: body, look: look,
      header: { ["k", $0("Newton", "뉴턴"), $0("descent", "경사 하강")] },
      row: {
        [
          "\($0)", fast.indices.contains($0) ? short(fast[$0]) : "",
          slow.indices.contains($0) ? short(slow[$0]) : "",
        ]
      },
      turns: [1, fast.count - 1])
  }

  private func readout(_ k: Int, _ language: Language) -> String {
    let a = NumberText.short(fast[min(k, fast.count - 1)], digits: 2)
    let b = NumberText.short(slow[min(k, slow.count - 1)], digits: 2)
    let place = NumberText.padded("\(k)", 2)
    return language(
      "step \(place)   error: Newton \(a), descent \(b)", "\(place)걸음   오차: 뉴턴 \(a), 경사 하강 \(b)")
  }

  private func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    let floor = 1e-16
    let finite = (fast + slow).filter { $0.isFinite && $0 <= 1e6 }
    let top = max(finite.max() ?? 1, 1) * 3
    func curve(_ errors: [Double]) -> [Point] {
      errors.prefix(k + 1).enumerated().filter { $0.element.isFinite }.map {
        Point(Double($0.offset), min(max($0.element, floor), top))
      }
    }
    let (steep, flat) = (curve(fast), curve(slow))
    var marks: [Mark] = [
      .line(flat, Style(.second)), .points(flat.dropLast().map(\.self), .small, Style(.second)),
      .points(flat.suffix(1).map(\.self), .letter("g"), Style(.second, bold: true)),
      .line(steep, Style(.accent, bold: true)),
      .points(steep.dropLast().map(\.self), .medium, Style(.accent, bold: true)),
      .points(steep.suffix(1).map(\.self), .now, Style(.accent, bold: true)),
    ]
    if let number = guess?.number, number > 0 {
      marks.append(.guess(Point(Double(min(k, fast.count - 1)), number)))
    }
    let chart = Chart(
      x: Axis(language("iteration", "반복"), 0...Double(max(newton.count, descent.count, 2) - 1)),
      y: Axis(
        language("error (@ Newton, g descent)", "오차 (@ 뉴턴, g 경사 하강)"), floor / 2...top, scale: .log),
      marks: marks)
    func trail(_ points: [[Double]]) -> [Point] {
      points.prefix(k + 1).filter { $0[0].isFinite && $0[1].isFinite }.map { Point($0[0], $0[1]) }
    }
    let target = Point(function.minimum[0], function.minimum[1])
    var inset: [Mark] = [
      .contours(field, levels: levels, .dim), .points([target], .target, Style(.good, bold: true)),
      .ghost(trail(descent), Style(.second)),
      .points(trail(descent).suffix(1).map(\.self), .letter("g"), Style(.second, bold: true)),
      .path(trail(newton), Style(.accent, bold: true)),
    ]
    if case .point(let x, let y)? = guess { inset.append(.guess(Point(x, y))) }
    let plane = Chart(
      x: Axis("w1", window.ranges[0]), y: Axis("w2", window.ranges[1]), marks: inset)
    let first = min(max(0, k - 4), max(0, max(fast.count, slow.count) - 6))
    let rows = (first..<first + 6).map { index -> [String] in
      func cell(_ errors: [Double]) -> String {
        index <= k && errors.indices.contains(index) ? short(errors[index]) : ""
      }
      return ["\(index)", cell(fast), cell(slow)]
    }
    let table = TextTable(
      header: ["k", language("Newton", "뉴턴"), language("descent", "경사 하강")], rows: rows,
      current: k - first)
    return .row([
      Slot(.chart(chart), minimum: Size(rows: 6, columns: 28), share: 1.2, priority: 3),
      Slot(
        .column([
          Slot(.chart(plane), minimum: Size(rows: 7, columns: 24), share: 1, priority: 2),
          Slot(.table(table), minimum: Size(rows: 4, columns: 24), share: 0, priority: 1),
        ]), minimum: Size(rows: 5, columns: 24), share: 1, priority: 2),
    ])
  }

  private func look(_ k: Int, _ language: Language) -> String {
    if k == 0 {
      return language(
        "both start at an error of \(short(fast[0])).", "둘 다 오차 \(short(fast[0]))에서 출발한다.")
    }
    if k == descent.count - 1, diverged {
      return language(
        "gradient descent has blown up: eta = \(short(rate)) is too large here.",
        "경사 하강법이 발산했다: 여기서 학습률 \(Josa.topic(short(rate))) 너무 크다.")
    }
    if k >= fast.count - 1, fast[fast.count - 1] > 1e-6 {
      return language(
        "Newton stopped at \(NumberText.vector(newton[newton.count - 1], digits: 3)): slope 0, but not the minimum.",
        "뉴턴 방법은 \(NumberText.vector(newton[newton.count - 1], digits: 3))에서 멈추었다: 기울기는 0이지만 최소점이 아니다."
      )
    }
    if k >= fast.count {
      return language(
        "Newton was done after \(NumberText.counted(fast.count - 1, "step")); descent still multiplies its error by \(ratio(k)).",
        "뉴턴 방법은 \(fast.count - 1)걸음에 끝났다. 경사 하강법은 여전히 오차에 \(Josa.object(ratio(k))) 곱할 뿐이다.")
    }
    if fast[k] > fast[k - 1] {
      return language(
        "Newton's error grew: far away the model need not hold.",
        "뉴턴 방법의 오차가 커졌다: 멀리서는 모델이 맞지 않을 수 있다.")
    }
    return language(
      "Newton: \(short(fast[k - 1])) became \(short(fast[k])); descent multiplies by \(ratio(k)).",
      "뉴턴 방법은 \(short(fast[k - 1]))에서 \(Josa.direction(short(fast[k]))); 경사 하강법은 \(ratio(k))배씩.")
  }

  private func ratio(_ k: Int) -> String {
    let now = min(k, slow.count - 1)
    guard now > 0, slow[now - 1] > 0 else { return "0" }
    return NumberText.short(slow[now] / slow[now - 1], digits: 2)
  }
}
