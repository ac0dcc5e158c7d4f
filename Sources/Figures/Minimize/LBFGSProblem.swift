import Core
import Glibc

/// What `lbfgs-memory` minimises; the Python beside it does the same operations in the same order.
struct LBFGSProblem: Sendable {
  let id: String
  let name: Words
  let start: [Double]
  let objective: Objective
  /// `start`, `def value(x)` and `def gradient(x)`.
  let python: String

  static func named(_ id: String) -> LBFGSProblem { all.first { $0.id == id } ?? plane }
  static let all = [plane, chain, quadratic]

  private static let plane = LBFGSProblem(
    id: "rosenbrock2", name: Words(en: "Rosenbrock, n = 2", ko: "로젠브록, n = 2"), start: [-1.2, 1],
    objective: TestFunction.rosenbrock.objective,
    python: """
      start = [-1.2, 1.0]
      \(TestFunction.rosenbrock.python)
      value, gradient = f, g
      """)

  /// Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²
  private static let chain = LBFGSProblem(
    id: "rosenbrock100", name: Words(en: "Rosenbrock, n = 100", ko: "로젠브록, n = 100"),
    start: (0..<100).map { $0.isMultiple(of: 2) ? -1.2 : 1 },
    objective: Objective(
      dimension: 100,
      value: { x in
        var total = 0.0
        for i in 0..<x.count - 1 {
          let (d, e) = (x[i + 1] - x[i] * x[i], 1 - x[i])
          total += 100 * d * d + e * e
        }
        return total
      },
      gradient: { x in
        var g = [Double](repeating: 0, count: x.count)
        for i in 0..<x.count - 1 {
          let d = x[i + 1] - x[i] * x[i]
          g[i] = g[i] - 400 * x[i] * d - 2 * (1 - x[i])
          g[i + 1] = g[i + 1] + 200 * d
        }
        return g
      }, hessian: { Matrix.identity($0.count) }),
    python: """
      start = [-1.2 if i % 2 == 0 else 1.0 for i in range(100)]


      def value(x):
          total = num(0.0)
          for i in range(len(x) - 1):
              d, e = x[i + 1] - x[i] * x[i], 1.0 - x[i]
              total = total + (100.0 * d * d + e * e)
          return total


      def gradient(x):
          g = [num(0.0)] * len(x)
          for i in range(len(x) - 1):
              d = x[i + 1] - x[i] * x[i]
              g[i] = g[i] - 400.0 * x[i] * d - 2.0 * (1.0 - x[i])
              g[i + 1] = g[i + 1] + 200.0 * d
          return g
      """)

  /// ½ Σ λᵢxᵢ², λ from 1 to 10⁴ in equal ratios, from ones.
  private static let quadratic: LBFGSProblem = {
    let values = (0..<50).map { pow(10, 4 * Double($0) / 49) }
    return LBFGSProblem(
      id: "quadratic50", name: Words(en: "quadratic, n = 50", ko: "이차 함수, n = 50"),
      start: [Double](repeating: 1, count: 50),
      objective: Objective(
        dimension: 50,
        value: { x in 0.5 * zip(values, x).reduce(0) { $0 + $1.0 * $1.1 * $1.1 } },
        gradient: { x in zip(values, x).map { $0 * $1 } },
        hessian: { _ in
          var matrix = Matrix.identity(50)
          for i in 0..<50 { matrix[i, i] = values[i] }
          return matrix
        }),
      python: """
        curvatures = [math.pow(10.0, 4.0 * i / 49.0) for i in range(50)]
        start = [1.0] * 50


        def value(x):
            total = num(0.0)
            for v, u in zip(curvatures, x):
                total = total + v * u * u
            return 0.5 * total


        def gradient(x):
            return [v * u for v, u in zip(curvatures, x)]
        """)
  }()
}
