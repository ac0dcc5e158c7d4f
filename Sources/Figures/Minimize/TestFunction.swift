import Glibc

/// One of the curriculum's test functions, written out with its derivatives; the Python beside it does the same
/// operations in the same order, so that scripts agree to the bit.
struct TestFunction: Sendable {
  let id: String
  let title: Words
  let start: [Double]
  /// The minimum that pages speak of.
  let minimum: [Double]
  let value: @Sendable ([Double]) -> Double
  let gradient: @Sendable ([Double]) -> [Double]
  let hessian: @Sendable ([Double]) -> [[Double]]
  /// `def f(w)`, `def g(w)`, `def H(w)`: of one variable numbers, else lists.
  let python: String

  var dimension: Int { start.count }
  var choice: Control.Choice { Control.Choice(id, title) }

  static func named(_ id: String) -> TestFunction { all.first { $0.id == id } ?? valleys }
  static let all = [bowl, heron, cosh, quartic, valleys, quad2, folium, camel, rosenbrock]
}

extension TestFunction {
  private init(
    _ id: String, _ title: Words, start: Double, minimum: Double,
    f: @escaping @Sendable (Double) -> Double,
    g: @escaping @Sendable (Double) -> Double, h: @escaping @Sendable (Double) -> Double,
    python: (String, String, String)
  ) {
    self.init(
      id: id, title: title, start: [start], minimum: [minimum], value: { f($0[0]) },
      gradient: { [g($0[0])] },
      hessian: { [[h($0[0])]] },
      python: """


        def f(w):
            return \(python.0)


        def g(w):
            return \(python.1)


        def H(w):
            return \(python.2)

        """)
  }

  static let bowl = TestFunction(
    "bowl", Words(en: "Bowl 2w^2 - 8w + 10", ko: "그릇 2w^2 - 8w + 10"), start: 5, minimum: 2,
    f: { 2 * $0 * $0 - 8 * $0 + 10 }, g: { 4 * $0 - 8 }, h: { _ in 4 },
    python: ("2.0 * w * w - 8.0 * w + 10.0", "4.0 * w - 8.0", "4.0"))
  static let heron = TestFunction(
    "heron", Words(en: "Heron w^3/3 - 4w", ko: "헤론 w^3/3 - 4w"), start: 4, minimum: 2,
    f: { $0 * $0 * $0 / 3 - 4 * $0 }, g: { $0 * $0 - 4 }, h: { 2 * $0 },
    python: ("w * w * w / 3.0 - 4.0 * w", "w * w - 4.0", "2.0 * w"))
  static let cosh = TestFunction(
    "cosh", Words("cosh(w/2)"), start: 10, minimum: 0, f: { Glibc.cosh($0 / 2) },
    g: { sinh($0 / 2) / 2 },
    h: { Glibc.cosh($0 / 2) / 4 },
    python: ("math.cosh(w / 2.0)", "math.sinh(w / 2.0) / 2.0", "math.cosh(w / 2.0) / 4.0"))
  static let quartic = TestFunction(
    "quartic", Words("w^4/4"), start: 2, minimum: 0, f: { $0 * $0 * $0 * $0 / 4 },
    g: { $0 * $0 * $0 },
    h: { 3 * $0 * $0 }, python: ("w * w * w * w / 4.0", "w * w * w", "3.0 * w * w"))
  static let valleys = TestFunction(
    "valleys", Words(en: "TwoValleys T(w)", ko: "두 골짜기 T(w)"), start: 3, minimum: 2,
    f: { $0 * $0 * $0 * $0 / 4 - $0 * $0 * $0 / 3 - $0 * $0 }, g: { $0 * ($0 - 2) * ($0 + 1) },
    h: { 3 * $0 * $0 - 2 * $0 - 2 },
    python: (
      "w * w * w * w / 4.0 - w * w * w / 3.0 - w * w", "w * (w - 2.0) * (w + 1.0)",
      "3.0 * w * w - 2.0 * w - 2.0"
    ))

  private init(
    _ id: String, _ title: Words, start: [Double], minimum: [Double],
    f: @escaping @Sendable (Double, Double) -> Double,
    g: @escaping @Sendable (Double, Double) -> [Double],
    h: @escaping @Sendable (Double, Double) -> [[Double]], python: (String, String, String)
  ) {
    self.init(
      id: id, title: title, start: start, minimum: minimum, value: { f($0[0], $0[1]) },
      gradient: { g($0[0], $0[1]) },
      hessian: { h($0[0], $0[1]) },
      python: """


        def f(w):
            x, y = w
            return \(python.0)


        def g(w):
            x, y = w
            return \(python.1)


        def H(w):
            x, y = w
            return \(python.2)

        """)
  }

  static let quad2 = TestFunction(
    "quad2", Words("Quad2"), start: [3, 2], minimum: [1, 1],
    f: { 3 * $0 * $0 + 2 * $0 * $1 + 2 * $1 * $1 - 8 * $0 - 6 * $1 },
    g: { [6 * $0 + 2 * $1 - 8, 2 * $0 + 4 * $1 - 6] }, h: { _, _ in [[6, 2], [2, 4]] },
    python: (
      "3.0 * x * x + 2.0 * x * y + 2.0 * y * y - 8.0 * x - 6.0 * y",
      "[6.0 * x + 2.0 * y - 8.0, 2.0 * x + 4.0 * y - 6.0]",
      "[[6.0, 2.0], [2.0, 4.0]]"
    ))
  static let folium = TestFunction(
    "folium", Words(en: "Folium", ko: "폴리움"), start: [2, 2], minimum: [1, 1],
    f: { $0 * $0 * $0 + $1 * $1 * $1 - 3 * $0 * $1 },
    g: { [3 * $0 * $0 - 3 * $1, 3 * $1 * $1 - 3 * $0] },
    h: { [[6 * $0, -3], [-3, 6 * $1]] },
    python: (
      "x * x * x + y * y * y - 3.0 * x * y", "[3.0 * x * x - 3.0 * y, 3.0 * y * y - 3.0 * x]",
      "[[6.0 * x, -3.0], [-3.0, 6.0 * y]]"
    ))
  static let camel = TestFunction(
    "camel", Words(en: "Six-hump camel", ko: "혹 여섯의 낙타"), start: [0, 1],
    minimum: [-0.08984201368301331, 0.7126564032704135],
    f: { x, y in (4 - 2.1 * x * x + x * x * x * x / 3) * x * x + x * y + (-4 + 4 * y * y) * y * y },
    g: { x, y in
      let left = 8 * x - 8.4 * x * x * x + 2 * x * x * x * x * x + y
      return [left, x - 8 * y + 16 * y * y * y]
    },
    h: { x, y in [[8 - 25.2 * x * x + 10 * x * x * x * x, 1], [1, -8 + 48 * y * y]] },
    python: (
      "(4.0 - 2.1 * x * x + x * x * x * x / 3.0) * x * x + x * y + (-4.0 + 4.0 * y * y) * y * y",
      "[8.0 * x - 8.4 * x * x * x + 2.0 * x * x * x * x * x + y, x - 8.0 * y + 16.0 * y * y * y]",
      "[[8.0 - 25.2 * x * x + 10.0 * x * x * x * x, 1.0], [1.0, -8.0 + 48.0 * y * y]]"
    ))
  static let rosenbrock = TestFunction(
    "rosenbrock", Words("Rosenbrock"), start: [-1.2, 1], minimum: [1, 1],
    f: { x, y in
      let (a, b) = (1 - x, y - x * x)
      return a * a + 100 * b * b
    },
    g: { x, y in [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)] },
    h: { x, y in [[2 - 400 * (y - 3 * x * x), -400 * x], [-400 * x, 200]] },
    python: (
      "(1.0 - x) * (1.0 - x) + 100.0 * (y - x * x) * (y - x * x)",
      "[-2.0 * (1.0 - x) - 400.0 * x * (y - x * x), 200.0 * (y - x * x)]",
      "[[2.0 - 400.0 * (y - 3.0 * x * x), -400.0 * x], [-400.0 * x, 200.0]]"
    ))
}

/// The Newton step of one or two variables, written out.
enum SmallNewton {
  /// δ with Hδ = −g; nil where H is singular or anything is not finite.
  static func step(_ g: [Double], _ h: [[Double]]) -> [Double]? {
    let step: [Double]
    if g.count == 1 {
      guard h[0][0] != 0 else { return nil }
      step = [-g[0] / h[0][0]]
    } else {
      let det = h[0][0] * h[1][1] - h[0][1] * h[1][0]
      guard det != 0 else { return nil }
      step = [-(h[1][1] * g[0] - h[0][1] * g[1]) / det, -(h[0][0] * g[1] - h[1][0] * g[0]) / det]
    }
    return step.allSatisfy(\.isFinite) ? step : nil
  }

  /// The same in Python, for two variables; `None` where there is no step.
  static let python = """


    def newton_step(g, H):
        (a, b), (c, d) = H
        det = a * d - b * c
        if det == 0:
            return None
        step = [-(d * g[0] - b * g[1]) / det, -(a * g[1] - c * g[0]) / det]
        return step if math.isfinite(step[0]) and math.isfinite(step[1]) else None

    """

  /// Eigenvalues of a symmetric 2×2 matrix, ascending.
  static func eigenvalues(_ a: Double, _ b: Double, _ d: Double) -> [Double] {
    let root = ((a - d) * (a - d) + 4 * b * b).squareRoot()
    return [((a + d) - root) / 2, ((a + d) + root) / 2]
  }
}
