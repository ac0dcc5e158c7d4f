import Synchronization

extension ChartFrame {
  /// All that a frame depends on: of the marks only bins and the scale of a heat map.
  private struct Key: Equatable {
    var chart: Chart
    let heat: HeatScale?
    let area: Area
    let glyphs: Glyphs
    let gutter: Int
    let bins: Int
  }

  private struct HeatScale: Equatable {
    let range: ClosedRange<Double>
    let isLog: Bool
    let stops: [Double]
    let isGround: Bool
    let map: ColourMap
    let name: String
  }

  /// Axes stand still for a whole film, so the last few frames are kept: a few kilobytes each.
  private static let kept = Mutex<[(key: Key, frame: ChartFrame)]>([])

  /// The frame of a chart, computed once for a film of charts that differ only in what they show.
  static func of(_ chart: Chart, in area: Area, glyphs: Glyphs, gutter: Int = 0) -> ChartFrame {
    var heat: HeatScale?
    for case .heat(let map) in chart.marks where heat == nil {
      heat = HeatScale(
        range: map.range, isLog: map.isLog, stops: map.stops, isGround: map.isGround,
        map: map.map, name: map.name)
    }
    var key = Key(
      chart: chart, heat: heat, area: area, glyphs: glyphs, gutter: gutter, bins: bins(chart))
    key.chart.marks = []
    key.chart.ahead = []
    if let known = kept.withLock({ $0.last { $0.key == key }?.frame }) { return known }
    let frame = ChartFrame(chart, in: area, glyphs: glyphs, gutter: gutter)
    let entry = (key, frame)
    kept.withLock {
      if $0.count >= 24 { $0.removeFirst(8) }
      $0.append(entry)
    }
    return frame
  }
}
