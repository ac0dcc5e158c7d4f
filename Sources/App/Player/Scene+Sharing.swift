import Plot

/// Two runs beside each other are read on the same axes.
extension Scene {
  /// With each chart's axes grown to those of the chart in the same place of another scene, where they measure the
  /// same.
  func sharingAxes(with other: Scene) -> Scene {
    let others = other.body.charts
    var place = 0
    var scene = self
    scene.body = body.mappingCharts { chart in
      defer { place += 1 }
      guard others.indices.contains(place) else { return chart }
      var shared = chart
      shared.x = chart.x.shared(with: others[place].x)
      shared.y = chart.y.shared(with: others[place].y)
      return shared
    }
    return scene
  }
}

extension Axis {
  /// One run would be a dot beside another that went so many times as far; then each keeps its own.
  private static let mostGrowth = 6.0

  fileprivate func shared(with other: Axis) -> Axis {
    guard name == other.name, scale == other.scale, isReversed == other.isReversed,
      ticks == .automatic, other.ticks == .automatic
    else { return self }
    let low = min(range.lowerBound, other.range.lowerBound)
    let high = max(range.upperBound, other.range.upperBound)
    let least = min(range.length, other.range.length)
    guard scale == .log || high - low <= Self.mostGrowth * least else { return self }
    var axis = self
    axis.range = low...high
    return axis
  }
}

extension ClosedRange<Double> {
  fileprivate var length: Double { upperBound - lowerBound }
}
