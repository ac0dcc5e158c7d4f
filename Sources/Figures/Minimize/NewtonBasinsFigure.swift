import Core
import Plot

extension Figure {
  /// Curriculum N8: where Newton ends from each start, and the walk from one of them, with two repairs.
  package static let newtonBasins: Figure = {
    let start = Control.real(
      "start", "start", "출발점", -2...3, notch: 0.05, initial: 0.5, allowed: -100...100)
    let repair = Control.choice(
      "repair", "repair", "보완",
      [
        ("none", "none", "없음"),
        ("line-search", "line search", "선 탐색"),
        ("damping", "damping and line search", "감쇠와 선 탐색"),
      ])
    let mu = Control.real(
      "mu", "added to H", "H에 더하는 값", 0...10, notch: 0.5, initial: 0, allowed: 0...1e6)
    let view = Control.choice(
      "view", "view", "보기",
      [
        ("1d", "TwoValleys", "두 골짜기"),
        ("2d", "Folium, w2 = 1", "폴리움, w2 = 1"),
      ])
    return Figure(
      id: "newton-basins", title: Words(en: "Where Newton ends", ko: "뉴턴 방법이 끝나는 곳"),
      controls: [start, repair, mu, view],
      run: { settings in
        let film = BasinsFilm(
          isFlat: settings[view].text == "1d", start: settings[start].number,
          repair: settings[repair].text, mu: settings[mu].number
        ).story.film
        let safely = ["damping": [3, 5], "line-search": [5]][settings[repair].text] ?? []
        let lit = ([1, 4, 6] + safely).sorted()
        return film.beside(.newton, lit: { $0 < film.frames - 1 ? lit : [] })
      },
      python: { settings in
        let isFlat = settings[view].text == "1d"
        let place = Python.number(settings[start].number)
        return """
          \(Python.head)
          import math
          \((isFlat ? TestFunction.valleys : .folium).python)\(SmallNewton.python)
          repair, mu = \(Python.string(settings[repair].text)), \(Python.number(settings[mu].number))


          def value(w):
              return \(isFlat ? "f(w[0])" : "f(w)")


          def slope(w):
              return \(isFlat ? "[g(w[0])]" : "g(w)")


          def curvature(w, mu):
              rows = \(isFlat ? "[[H(w[0])]]" : "H(w)")
              return [[v + mu if i == j else v for j, v in enumerate(row)] for i, row in enumerate(rows)]


          def solve(g, H):
              if len(g) == 2:
                  return newton_step(g, H)
              step = -g[0] / H[0][0] if H[0][0] != 0 else math.inf
              return [step] if math.isfinite(step) else None


          def is_positive(H):
              return H[0][0] > 0 and (len(H) == 1 or H[0][0] * H[1][1] - H[0][1] * H[1][0] > 0)


          def step_from(w):
              g, m = slope(w), mu
              H = curvature(w, m)
              if repair == "damping":
                  while not is_positive(H):
                      m = max(2.0 * m, 0.001)
                      H = curvature(w, m)
              step = solve(g, H)
              if step is None or repair == "none":
                  return step
              fall = sum([a * b for a, b in zip(g, step)], 0.0)
              t = 1.0
              for halving in range(60):
                  if value([a + t * d for a, d in zip(w, step)]) <= value(w) + 1e-4 * t * fall and fall < 0:
                      return [t * d for d in step]
                  t = t / 2.0
              return None


          w = \(isFlat ? "[\(place)]" : "[\(place), 1.0]")
          for k in range(31):
              step = None
              if max(map(abs, slope(w))) > 1e-10 and max(map(abs, w)) <= 1e6 and k < 30:
                  step = step_from(w)
              show(k, w, value(w), slope(w), step)
              if step is None:
                  break
              w = [a + d for a, d in zip(w, step)]

          """
      })
  }()
}

private struct BasinsFilm: Sendable {
  struct Stop: Sendable {
    var w: [Double]
    var f: Double
    var g: [Double]
    var step: [Double]?
  }
  let function: TestFunction
  let repair: String
  let mu: Double
  let walk: [Stop]
  /// Where each start of a row of them ends; nil: nowhere.
  let ends: [(start: Double, end: [Double]?)]
  private let view: CurveView
  private let field: ScalarField
  private let levels: [Double]
  private let window: WalkWindow

  init(isFlat: Bool, start: Double, repair: String, mu: Double) {
    let function = isFlat ? TestFunction.valleys : .folium
    self.function = function
    self.repair = repair
    self.mu = mu
    func path(_ start: Double) -> [Stop] {
      BasinsFilm.walk(function, from: isFlat ? [start] : [start, 1], repair: repair, mu: mu)
    }
    let walk = path(start)
    self.walk = walk
    ends = (0...100).map { index in
      let start = -2 + 5 * Double(index) / 100
      let last = path(start).last
      let isStill = last.map { ($0.g.map(\.magnitude).max() ?? 1) <= 1e-8 } ?? false
      return (start, isStill ? last?.w : nil)
    }
    let near = walk.map { $0.w[0] }.filter { $0.magnitude < 8 }
    view = CurveView(
      { isFlat ? function.value([$0]) : 0 }, showing: isFlat ? near : [], least: -2...3,
      stretch: 0.04)
    let shown = Walk(
      method: "", count: walk.count, status: .stopped, reason: Reason(code: "", text: Words("")),
      evaluations: (0, 0, 0), stop: { Walk.Stop(x: walk[$0].w, f: 0, g: []) },
      samples: walk.enumerated().map {
        Walk.Sample(index: $0.offset, x: $0.element.w, f: 0, slope: 0)
      })
    let window = WalkWindow(
      [shown], targets: isFlat ? [[2, 0]] : [[1, 1], [0, 0], [-1, -1]], coordinates: 2)
    self.window = window
    field = ScalarField { function.value([$0, $1]) }
    levels =
      isFlat
      ? []
      : ContourLevels.levels(
        { function.value([$0, $1]) }, x: window.ranges[0], y: window.ranges[1], least: nil)
  }

  private static func walk(
    _ function: TestFunction, from start: [Double], repair: String, mu: Double
  ) -> [Stop] {
    var stops: [Stop] = []
    var w = start
    while true {
      var stop = Stop(w: w, f: function.value(w), g: function.gradient(w))
      let slope = stop.g.map(\.magnitude).max() ?? 0
      if slope > 1e-10, (w.map(\.magnitude).max() ?? 0) <= 1e6, stops.count < 30 {
        stop.step = step(function, w, stop, repair, mu)
      }
      stops.append(stop)
      guard let step = stop.step else { return stops }
      w = zip(w, step).map(+)
    }
  }

  private static func step(
    _ function: TestFunction, _ w: [Double], _ stop: Stop, _ repair: String, _ mu: Double
  ) -> [Double]? {
    func curvature(_ m: Double) -> [[Double]] {
      function.hessian(w).enumerated().map { i, row in
        row.enumerated().map { $0.offset == i ? $0.element + m : $0.element }
      }
    }
    func isPositive(_ h: [[Double]]) -> Bool {
      h[0][0] > 0 && (h.count == 1 || h[0][0] * h[1][1] - h[0][1] * h[1][0] > 0)
    }
    var m = mu
    var h = curvature(m)
    if repair == "damping" {
      while !isPositive(h), m < 1e30 {
        m = max(2 * m, 0.001)
        h = curvature(m)
      }
    }
    guard let step = SmallNewton.step(stop.g, h), repair != "none" else {
      return SmallNewton.step(stop.g, h)
    }
    let fall = zip(stop.g, step).map(*).reduce(0, +)
    var t = 1.0
    for _ in 0..<60 {
      if function.value(zip(w, step).map { $0 + t * $1 }) <= stop.f + 1e-4 * t * fall, fall < 0 {
        return step.map { t * $0 }
      }
      t /= 2
    }
    return nil
  }

  private func short(_ value: Double) -> String { NumberText.short(value, digits: 4) }
  private func place(_ w: [Double]) -> String { NumberText.vector(w, digits: 4) }
  private var last: Stop { walk[walk.count - 1] }

  /// What the walk ended at.
  private var ending: (code: String, words: Words) {
    guard (last.g.map(\.magnitude).max() ?? 1) <= 1e-8 else {
      if last.step == nil, walk.count <= 30, (last.w.map(\.magnitude).max() ?? 0) <= 1e6 {
        return (
          "no-step",
          Words(en: "no step along the Newton direction lowers J", ko: "뉴턴 방향으로는 J를 낮출 수 없다")
        )
      }
      return ("no-end", Words(en: "30 steps and no end", ko: "30걸음이 지나도 끝나지 않는다"))
    }
    let h = function.hessian(last.w)
    let values = h.count == 1 ? [h[0][0]] : SmallNewton.eigenvalues(h[0][0], h[0][1], h[1][1])
    if values.allSatisfy({ $0 > 0 }) { return ("minimum", Words(en: "a minimum", ko: "최소점")) }
    if values.allSatisfy({ $0 < 0 }) {
      return ("maximum", Words(en: "a maximum, not a minimum", ko: "최소점이 아니라 최대점"))
    }
    return ("saddle", Words(en: "a saddle, not a minimum", ko: "최소점이 아니라 안장점"))
  }

  var story: Story {
    let steps = walk.count - 1
    let code = ending.code
    let repairs: Words =
      repair == "none"
      ? Words(en: "Pure Newton", ko: "순수 뉴턴 방법")
      : repair == "damping"
        ? Words(en: "Newton, damped", ko: "감쇠 뉴턴 방법")
        : Words(en: "Newton, line search", ko: "선 탐색 뉴턴 방법")
    return Story(
      title: Words(
        en: "\(repairs.en) on \(function.title.en) from \(place(walk[0].w))",
        ko: "\(function.title.ko), \(place(walk[0].w))에서 \(repairs.ko)"), frames: walk.count,
      status: code == "no-end" ? .stopped : code == "no-step" ? .failed : .converged,
      reason: Reason(
        code: code, values: .object([("w", .numbers(last.w))]),
        text: Words(
          en: "after \(NumberText.counted(steps, "step")) at \(place(last.w)): \(ending.words.en)",
          ko: "\(steps)걸음 뒤 \(place(last.w)): \(ending.words.ko)")),
      step: { k in
        .object([
          ("k", .int(k)), ("w", .numbers(walk[k].w)), ("f", .number(walk[k].f)),
          ("g", .numbers(walk[k].g)), ("step", walk[k].step.map { .numbers($0) } ?? .null),
        ])
      },
      result: .object(
        shares.map { ($0.name, .number($0.share)) } + [("end", .numbers(last.w))]),
      evaluations: (walk.count, walk.count, walk.count),
      readout: { k, language in
        language(
          "step \(k) of \(steps)   w = \(place(walk[k].w))   J = \(short(walk[k].f))",
          "\(k)/\(steps)걸음   w = \(place(walk[k].w))   J = \(short(walk[k].f))")
      }, body: body, look: look,
      header: { ["k", "w", "J", $0("slope", "기울기")] },
      row: {
        [
          "\($0)", place(walk[$0].w), short(walk[$0].f),
          NumberText.short(walk[$0].g.map(\.magnitude).max() ?? 0, digits: 3),
        ]
      }, turns: walk.indices.dropFirst().first { walk[$0].f > walk[$0 - 1].f }.map { [$0] } ?? [])
  }

  /// The parts of the starts in −2 … 3 that end at each stationary point.
  private var shares: [(name: String, share: Double)] {
    let targets: [(String, [Double])] =
      function.dimension == 1
      ? [("minimum_2", [2]), ("minimum_-1", [-1]), ("maximum_0", [0])]
      : [("minimum_1_1", [1, 1]), ("saddle_0_0", [0, 0])]
    return targets.map { name, target in
      let count = ends.count { _, end in
        end.map { zip($0, target).allSatisfy { ($0 - $1).magnitude < 1e-4 } } ?? false
      }
      return (name, Double(count) / Double(ends.count))
    }
  }

  private func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    let basins = ends.compactMap { start, end in end.map { Point(start, $0[0]) } }
    let lost = ends.filter { $0.end == nil }.map { Point($0.start, -1.5) }
    let here = walk[0].w[0]
    var marks: [Mark] = [
      .points(basins, .small, Style(.first)), .points(lost, .plus, .dim), .vertical(here, .dim),
    ]
    if let end = (last.g.map(\.magnitude).max() ?? 1) <= 1e-8 ? last.w[0] : nil,
      here >= -2, here <= 3
    {
      marks.append(.points([Point(here, end)], .now, Style(.accent, bold: true)))
    }
    let strip = Chart(
      x: Axis(language("start", "출발점"), -2...3),
      y: Axis(
        language("where it ends (+ nowhere)", "끝나는 곳 (+ 없음)"), -1.7...2.6,
        ticks: .labelled([-1, 0, 1, 2], ["-1", " 0", " 1", " 2"])), marks: marks)
    let upper = function.dimension == 1 ? curve(k, guess) : plane(k, guess)
    return .column([
      Slot(.chart(upper), minimum: Size(rows: 6, columns: 30), share: 1.6, priority: 2),
      Slot(.chart(strip), minimum: Size(rows: 6, columns: 30), share: 1, priority: 1),
    ])
  }

  private func curve(_ k: Int, _ guess: Prediction.Guess?) -> Chart {
    var marks: [Mark] = [.line(view.curve, Style(.first))]
    for (index, stop) in walk[0..<k].enumerated().suffix(9) where stop.w[0].magnitude < 100 {
      let marker: Marker = index < 10 ? .letter(Character("\(index)")) : .small
      marks.append(.points([Point(stop.w[0], stop.f)], marker, Style(.second, bold: true)))
    }
    marks.append(.points([Point(walk[k].w[0], walk[k].f)], .now, Style(.accent, bold: true)))
    if let number = guess?.number {
      marks.append(.guess(Point(number, function.value([number]))))
    }
    return view.chart("w", "T(w)", marks)
  }

  private func plane(_ k: Int, _ guess: Prediction.Guess?) -> Chart {
    var marks: [Mark] = [
      .contours(field, levels: levels, .dim),
      .points([Point(1, 1)], .target, Style(.good, bold: true)),
      .path(walk[0...k].map { Point($0.w[0], $0.w[1]) }, Style(.accent, bold: true)),
    ]
    if case .point(let x, let y)? = guess { marks.append(.guess(Point(x, y))) }
    return Chart(x: Axis("w1", window.ranges[0]), y: Axis("w2", window.ranges[1]), marks: marks)
  }

  private func look(_ k: Int, _ language: Language) -> String {
    let stop = walk[k]
    guard let step = stop.step else {
      return language(
        "the walk ends at \(place(stop.w)): \(ending.words.en).",
        "\(place(stop.w))에서 끝난다: \(ending.words.ko).")
    }
    let next = walk[k + 1]
    if zip(stop.g, step).map(*).reduce(0, +) >= 0 {
      return language(
        "the step does not point downhill: it leads to \(place(next.w)), where J is \(short(next.f)).",
        "이 걸음은 내리막을 향하지 않는다: \(Josa.direction(place(next.w))) 가며 그곳의 J는 \(short(next.f))이다.")
    }
    if next.f > stop.f {
      return language(
        "too far: J will rise from \(short(stop.f)) to \(short(next.f)).",
        "너무 멀다: J가 \(short(stop.f))에서 \(Josa.direction(short(next.f))) 오른다.")
    }
    return language(
      "a sound step: J falls from \(short(stop.f)) to \(short(next.f)).",
      "올바른 걸음: J가 \(short(stop.f))에서 \(Josa.direction(short(next.f))) 내린다.")
  }
}
