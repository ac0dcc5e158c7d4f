import Core
import Glibc
import Plot

/// The same data as `peers/plots.py`, drawn at 80×24 to text.
extension Case {
  /// A run draws so many pictures and tells the seconds of one, as the peers do: see `Case.inARow`.
  private static let pictures = 20
  private static let manner = "80x24 to text, seconds of one picture of \(pictures) in a row"

  static let contours = Case(
    name: "contours",
    work: "Rosenbrock's contours, computed for every picture, with Newton's path, \(manner)"
  ) {
    let path = try newtonPath()
    return { _ in drawn { rosenbrock(path, rosenbrockField()) } }
  }

  static let contoursOfFilm = Case(
    name: "contours-film", work: "the same from a film whose contours stand, \(manner)"
  ) {
    let scene = rosenbrock(try newtonPath(), rosenbrockField())
    return { _ in drawn { scene } }
  }

  static let logPoints = Case(
    name: "log-points", work: "60 log-uniform points on log axes, the best marked, \(manner)"
  ) {
    var random = NumPyRandom(7)
    let rates = (0..<60).map { _ in
      Point(pow(10, -5 + 5 * random.random()), pow(10, -6 + 5 * random.random()))
    }
    return { _ in
      drawn {
        let chart = Chart(
          x: Axis("learning rate", 1e-5...1, scale: .log),
          y: Axis("weight decay", 1e-6...0.1, scale: .log),
          marks: [.points(rates, .small, .plain), .points([rates[10]], .now, Style(.accent))])
        return Scene(title: "Random search, 60 trials", body: .chart(chart))
      }
    }
  }

  static let histogram = Case(
    name: "histogram", work: "a histogram of 2,000 numbers, \(manner)"
  ) {
    var random = NumPyRandom(7)
    let numbers = (0..<2000).map { _ in random.standardNormal() }
    return { _ in
      drawn {
        let low = numbers.min() ?? 0
        let width = ((numbers.max() ?? 1) - low) / 40
        var counts = [Double](repeating: 0, count: 40)
        for number in numbers { counts[min(39, max(0, Int((number - low) / width)))] += 1 }
        let chart = Chart(
          x: Axis("value", low...(low + 40 * width)),
          y: Axis("count", 0...(counts.max() ?? 1)),
          marks: [
            .bars(edges: (0...40).map { low + Double($0) * width }, heights: counts, .plain)
          ])
        return Scene(title: "2,000 numbers", body: .chart(chart))
      }
    }
  }

  private static func rosenbrockField() -> ScalarField {
    ScalarField { x, y in
      let bend = y - x * x
      return (1 - x) * (1 - x) + 100 * bend * bend
    }
  }

  private static func newtonPath() throws -> [Point] {
    let objective = try Objective(
      formula: Expression(parsing: "(1 - x)^2 + 100 (y - x^2)^2"), dimension: 2)
    let run = try Minimizer(objective, from: [-1.2, 1], method: .newton)
    return run.map { Point($0.x[0], $0.x[1]) }
  }

  private static func rosenbrock(_ path: [Point], _ field: ScalarField) -> Scene {
    let chart = Chart(
      x: Axis("w1", -2...2), y: Axis("w2", -3.5...2),
      marks: [
        .contours(field, levels: [1, 10, 100, 1000], .dim), .path(path, Style(.accent)),
        .points([Point(1, 1)], .target, Style(.good)),
      ])
    return Scene(title: "Newton on Rosenbrock", body: .chart(chart))
  }

  /// From the numbers to a scene to cells to text, as the peers go to text.
  private static func drawn(_ scene: () -> Scene) -> Outcome {
    inARow(pictures) {
      var surface = Surface(size: Size(rows: 24, columns: 80))
      surface.draw(scene(), in: surface.area)
      return [("bytes", Double(surface.lines().reduce(0) { $0 + $1.utf8.count }))]
    }
  }
}
