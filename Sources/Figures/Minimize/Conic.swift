import Glibc
import Plot

/// Where a quadratic form has one value: an ellipse, or the branches of a hyperbola.
enum Conic {
  /// ½δᵀHδ = ±size around a point, in pieces; what lies farther than `reach` is left out.
  static func branches(
    _ h: [[Double]], size: Double, around w: [Double] = [0, 0], reach: Double
  ) -> [[Point]] {
    var pieces: [[Point]] = [[]]
    for index in 0...180 {
      let angle = 2 * Double.pi * Double(index) / 180
      let (c, s) = (cos(angle), sin(angle))
      let curvature = 0.5 * (h[0][0] * c * c + 2 * h[0][1] * c * s + h[1][1] * s * s)
      let radius =
        curvature.magnitude > 1e-9 ? (size / curvature.magnitude).squareRoot() : .infinity
      if radius < reach {
        pieces[pieces.count - 1].append(Point(w[0] + radius * c, w[1] + radius * s))
      } else if pieces.last?.isEmpty == false {
        pieces.append([])
      }
    }
    return pieces.filter { $0.count > 1 }
  }
}
