/// Where a heat map is lowest and highest: what one sees at a glance, for those who read.
package struct HeatExtremes: Equatable, Sendable {
  package struct Spot: Equatable, Sendable {
    package var place: Point
    package var value: Double
  }
  package var low: Spot
  package var high: Spot
}

extension Chart {
  /// Of the first heat map, looked at on a grid of 41 × 41 that is even on the axes; nil without numbers.
  package var heatExtremes: (map: HeatMap, HeatExtremes)? {
    for case .heat(let map) in marks { return extremes(of: map).map { (map, $0) } }
    return nil
  }

  private func extremes(of map: HeatMap) -> HeatExtremes? {
    let (across, up) = (places(map.x, on: x), places(map.y, on: y))
    var extremes: HeatExtremes?
    for py in up {
      for px in across {
        let spot = HeatExtremes.Spot(place: Point(px, py), value: map.value(px, py))
        guard spot.value.isFinite else { continue }
        let known = extremes ?? HeatExtremes(low: spot, high: spot)
        extremes = HeatExtremes(
          low: spot.value < known.low.value ? spot : known.low,
          high: spot.value > known.high.value ? spot : known.high)
      }
    }
    return extremes
  }

  private func places(_ range: ClosedRange<Double>, on axis: Axis) -> [Double] {
    let projection = AxisProjection(axis)
    guard let low = projection.fraction(range.lowerBound),
      let high = projection.fraction(range.upperBound)
    else { return [] }
    return (0...40).map {
      min(
        max(projection.value(low + (high - low) * Double($0) / 40), range.lowerBound),
        range.upperBound)
    }
  }
}
