/// The part of the plane that a film of walks shows, fixed before its first frame: the start, what is known of the
/// minima, and as much of the walks as lies near; a walk that runs away is clipped.
struct WalkWindow: Sendable {
  private(set) var ranges: [ClosedRange<Double>]

  /// - Parameters:
  ///   - coordinates: how many of them matter (1 or 2).
  ///   - targets: known minima.
  init(_ walks: [Walk], targets: [[Double]], coordinates: Int) {
    var core: [[Double]] = targets
    for walk in walks {
      core.append(walk.stop(0).x)
      if walk.status == .converged { core.append(walk.end.x) }
    }
    let far = walks.flatMap { $0.samples.map(\.x) }
    let places = (0..<coordinates).map { axis in
      WalkWindow.span(
        core.compactMap { $0.indices.contains(axis) ? $0[axis] : nil }.filter(\.isFinite))
    }
    let reach = 2 * (places.map { $0.upperBound - $0.lowerBound }.max() ?? 1)
    ranges = places.enumerated().map { axis, place in
      WalkWindow.range(
        place, far.compactMap { $0.indices.contains(axis) ? $0[axis] : nil }, reach: reach)
    }
    balance()
  }

  func contains(_ x: [Double]) -> Bool {
    zip(ranges, x).allSatisfy { $0.contains($1) }
  }

  func contains(_ other: WalkWindow) -> Bool {
    zip(ranges, other.ranges).allSatisfy {
      $0.contains($1.lowerBound) && $0.contains($1.upperBound)
    }
  }

  /// Takes in a smaller window, with room to spare where this one reaches beyond it, so that a path that grows does
  /// not move the picture at each step.
  mutating func extend(to other: WalkWindow) {
    ranges = zip(ranges, other.ranges).map { range, old in
      let spare = 0.3 * (range.upperBound - range.lowerBound)
      let low = range.lowerBound < old.lowerBound ? range.lowerBound - spare : old.lowerBound
      let high = range.upperBound > old.upperBound ? range.upperBound + spare : old.upperBound
      return low...high
    }
  }

  /// From the least to the largest, with a span of its own where there is only one place.
  private static func span(_ values: [Double]) -> ClosedRange<Double> {
    let low = values.min() ?? 0
    let high = values.max() ?? 0
    let least = max(1, 0.2 * max(low.magnitude, high.magnitude))
    if high - low >= least { return low...high }
    let middle = (low + high) / 2
    return (middle - least / 2)...(middle + least / 2)
  }

  private static func range(
    _ core: ClosedRange<Double>, _ all: [Double], reach: Double
  ) -> ClosedRange<Double> {
    let near = all.filter {
      $0 >= core.lowerBound - reach && $0 <= core.upperBound + reach
    }
    let low = min(core.lowerBound, near.min() ?? core.lowerBound)
    let high = max(core.upperBound, near.max() ?? core.upperBound)
    let margin = 0.14 * (high - low)
    return (low - margin)...(high + margin)
  }

  /// No axis much shorter than the other: the picture would be a sliver.
  private mutating func balance() {
    guard ranges.count == 2 else { return }
    let spans = ranges.map { $0.upperBound - $0.lowerBound }
    for axis in 0..<2 {
      let wanted = spans[1 - axis] * 0.3
      guard spans[axis] < wanted else { continue }
      let middle = (ranges[axis].lowerBound + ranges[axis].upperBound) / 2
      ranges[axis] = (middle - wanted / 2)...(middle + wanted / 2)
    }
  }
}
