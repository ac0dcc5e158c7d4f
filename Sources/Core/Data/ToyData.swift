import Glibc

/// Examples in the plane, made from a stream: two classes, labels 0 and 1, not in random order.
package enum ToyData: String, Equatable, Hashable, Sendable, CaseIterable {
  case moons, spirals, xor

  /// - Parameters:
  ///   - count: the first ⌈count/2⌉ are of class 0 (of xor: as they fall).
  ///   - noise: the deviation of what is added to every coordinate: `noise · standard_normal((count, 2))`.
  ///   - random: xor takes `random((count, 2))` first, the others begin with the noise.
  package func examples(_ count: Int, noise: Double, _ random: inout NumPyRandom) -> Examples {
    let count = max(1, count)
    let first = count - count / 2
    var points: [Double] = []
    points.reserveCapacity(2 * count)
    var labels = (0..<count).map { $0 < first ? 0 : 1 }
    switch self {
    case .moons:
      // Two half circles of radius 1 that reach into each other, as evenly as they go:
      // (cos t, sin t) and (1 − cos t, ½ − sin t), t from 0 to π.
      for index in 0..<count {
        let isFirst = index < first
        let t =
          Double.pi
          * ToyData.share(isFirst ? index : index - first, of: isFirst ? first : count - first)
        points += isFirst ? [cos(t), sin(t)] : [1 - cos(t), 0.5 - sin(t)]
      }
    case .spirals:
      // Two arms, half a turn apart: radius 0.3 + 2.7t, angle 3πt, t from 0 to 1.
      for index in 0..<count {
        let isFirst = index < first
        let t = ToyData.share(isFirst ? index : index - first, of: isFirst ? first : count - first)
        let (radius, angle) = (0.3 + 2.7 * t, 3 * Double.pi * t)
        let sign: Double = isFirst ? 1 : -1
        points += [sign * radius * cos(angle), sign * radius * sin(angle)]
      }
    case .xor:
      // Evenly in the square from −1 to 1; class 1 where the signs differ.
      for index in 0..<count {
        let (x, y) = (2 * random.random() - 1, 2 * random.random() - 1)
        points += [x, y]
        labels[index] = (x > 0) != (y > 0) ? 1 : 0
      }
    }
    for index in points.indices { points[index] += noise * random.standardNormal() }
    return Examples(Matrix(rows: count, columns: 2, elements: points), labels: labels)
  }

  /// Evenly from 0 to 1, both ends included.
  private static func share(_ index: Int, of count: Int) -> Double {
    count > 1 ? Double(index) / Double(count - 1) : 0
  }
}
