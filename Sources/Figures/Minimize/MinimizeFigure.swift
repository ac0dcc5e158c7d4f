import Core
import Plot

extension Figure {
  /// Laboratory: minimizers on built-in functions and on any formula.
  package static let minimize: Figure = {
    let controls = MinimizeControls()
    return Figure(
      id: "minimize", title: Words(en: "Minimisation", ko: "최소화"), controls: controls.all,
      run: { try controls.film($0).film },
      python: { try MinimizePython.script(controls, $0) })
  }()
}

/// The controls of `minimize`, and the walks they make.
struct MinimizeControls: Sendable {
  static let methods = ["newton", "gradient-descent"]

  let function = Control(
    "f", Words(en: "function", ko: "함수"), .formula, initial: .text("rosenbrock"),
    presets: [
      .init(.text("rosenbrock"), Words(en: "a curved, narrow valley", ko: "굽은 좁은 골짜기")),
      .init(.text("folium"), Words(en: "a minimum and a saddle", ko: "최소점 하나와 안장점 하나")),
      .init(
        .text("quad2"), Words(en: "a quadratic: Newton needs one step", ko: "이차 함수: 뉴턴 방법은 한 걸음")),
      .init(.text("camel"), Words(en: "six minima", ko: "최소점 여섯")),
      .init(.text("valleys"), Words(en: "one variable, two valleys", ko: "변수 하나, 골짜기 둘")),
      .init(.text("heron"), Words(en: "square roots by Newton", ko: "뉴턴 방법으로 제곱근")),
      .init(.text("cosh"), Words(en: "a long walk, then a collapse", ko: "긴 걸음 뒤의 급한 수렴")),
      .init(.text("quartic"), Words(en: "no curvature at the minimum", ko: "최소점에서 곡률 0")),
      .init(.text("bowl"), Words(en: "a parabola", ko: "포물선")),
    ])
  let start = Control(
    "start", Words(en: "start", ko: "출발점"), .vector(length: nil, range: nil, notch: 0.1),
    initial: .vector([-1.2, 1]))
  let method = Control(
    "method", Words(en: "method", ko: "방법"),
    .set(methods.map { Control.Choice($0, MethodWords.name($0)) }), initial: .choices(["newton"]))
  let rate = Control(
    "rate", Words(en: "learning rate", ko: "학습률"), .log(1e-5...1, factor: 10.0.squareRoot()),
    initial: .number(0.001), allowed: 0...1e6)
  let steps = Control(
    "steps", Words(en: "steps at most", ko: "최대 걸음 수"), .whole(1...1000, notch: 10),
    initial: .whole(100), allowed: 0...1e6)
  let tolerance = Control(
    "tolerance", Words(en: "tolerance", ko: "허용 오차"), .log(1e-14...1e-2, factor: 10),
    initial: .number(1e-8), allowed: 0...1e6)

  var all: [Control] { [function, start, method, rate, steps, tolerance] }

  func target(_ settings: Settings) throws -> (function: TestFunction, start: [Double]) {
    let text = settings[function].text
    guard let known = TestFunction.all.first(where: { $0.id == text }) else {
      throw try checked(function.name) { try formulaError(text) }
    }
    let from = settings[start] == start.initial ? known.start : settings[start].vector
    guard from.count == known.dimension else {
      throw ControlError(
        control: start.name,
        message: "start: \(from.count) numbers, but \(known.id) has \(known.dimension) variables",
        fix: "write \(known.start.map(Control.exact).joined(separator: ",")), for example")
    }
    return (known, from)
  }

  private func formulaError(_ text: String) throws -> ControlError {
    _ = try Expression(parsing: text).value()
    return ControlError(
      control: function.name, message: "f: no formula", fix: "write a built-in name",
      isMalformed: true)
  }

  func film(_ settings: Settings) throws -> MinimizeFilm {
    let (known, from) = try target(settings)
    let names = settings[method].names
    let walks = try names.map { name in
      try Walk(
        BuiltInWalk(
          function: known, start: from, method: .init(rawValue: name) ?? .newton,
          rate: settings[rate].number,
          steps: settings[steps].whole, tolerance: settings[tolerance].number))
    }
    let each = names.map { name in
      var single = settings
      single[method.name] = .choices([name])
      return single
    }
    return MinimizeFilm(
      function: known.title, value: known.value, minima: [known.minimum],
      least: known.value(known.minimum), walks: walks,
      settings: each, dimension: known.dimension, tolerance: settings[tolerance].number)
  }
}

/// The script of `minimize`.
enum MinimizePython {
  static func script(_ controls: MinimizeControls, _ settings: Settings) throws -> String {
    let (known, from) = try controls.target(settings)
    let names = settings[controls.method].names
    let isFlat = known.dimension == 1
    return """
      \(Python.head)
      import math
      \(known.python)\(SmallNewton.python)

      def value(x):
          return f(\(isFlat ? "x[0]" : "x"))


      def gradient(x):
          return \(isFlat ? "[g(x[0])]" : "g(x)")


      def hessian(x):
          return \(isFlat ? "[[H(x[0])]]" : "H(x)")


      def solve(g, H):
          if len(g) == 2:
              return newton_step(g, H)
          step = -g[0] / H[0][0] if H[0][0] != 0 else math.inf
          return [step] if math.isfinite(step) else None


      def run(method, rate, steps, tolerance):
          x = \(Python.list(from))
          limit = 1e12 * max([1.0] + [abs(v) for v in x])
          for k in range(steps + 1):
              fx, gx = value(x), gradient(x)
              Hx = hessian(x) if method == "newton" else None
              size = max(abs(v) for v in gx)
              finite = all(map(math.isfinite, [fx, *gx])) and all(abs(v) <= limit for v in x)
              direction = None
              if finite and size > tolerance and k < steps:
                  direction = solve(gx, Hx) if method == "newton" else [-v for v in gx]
              rate_used = None if direction is None else 1.0 if method == "newton" else rate
              show(k, x, fx, gx, Hx, direction, rate_used)
              if direction is None:
                  break
              x = [v + rate_used * d for v, d in zip(x, direction)]


      for method in \("[" + names.map(Python.string).joined(separator: ", ") + "]"):
          run(method, \(Python.number(settings[controls.rate].number)), \(settings[controls.steps].whole), \
      \(Python.number(settings[controls.tolerance].number)))

      """
  }
}
