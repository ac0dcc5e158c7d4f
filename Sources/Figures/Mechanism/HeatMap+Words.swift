import Plot

extension Pane {
  /// What the heat map of a pane shows, in a sentence; empty without one.
  func heatWords(_ language: Language) -> String {
    for chart in charts {
      guard let (map, extremes) = chart.heatExtremes else { continue }
      func spot(_ spot: HeatExtremes.Spot) -> (place: String, value: String) {
        (
          NumberText.vector([spot.place.x, spot.place.y], digits: 2),
          NumberText.short(spot.value, digits: 3)
        )
      }
      let (low, high) = (spot(extremes.low), spot(extremes.high))
      return language(
        "Shades, \(map.name): lowest \(low.value) near \(low.place), highest \(high.value) near \(high.place).",
        "명암, \(map.name): \(low.place) 부근에서 가장 낮고(\(low.value)) \(high.place) 부근에서 가장 높다(\(high.value))."
      )
    }
    return ""
  }
}
