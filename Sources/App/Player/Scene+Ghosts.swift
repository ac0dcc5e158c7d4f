import Plot

/// Shadows of earlier runs: what they drew in front, kept dim behind what this run draws.
extension Scene {
  /// The scene with the shadows of others of the same figure. A chart takes the shadow of the chart in the same
  /// place if both have the same axes.
  func haunted(by others: [Scene]) -> Scene {
    let charts = others.map { $0.body.charts }
    var place = 0
    var scene = self
    scene.body = body.mappingCharts { chart in
      defer { place += 1 }
      let shadows = charts.flatMap { $0.indices.contains(place) ? chart.shadow(of: $0[place]) : [] }
      var haunted = chart
      // In front of what stands still, behind what this run draws.
      let split = chart.marks.firstIndex { !$0.standsStill } ?? chart.marks.count
      haunted.marks.insert(contentsOf: shadows, at: split)
      return haunted
    }
    return scene
  }
}

extension Chart {
  /// The marks that another run leaves in this chart; those that this run draws just so are no news.
  fileprivate func shadow(of other: Chart) -> [Mark] {
    guard x.scale == other.x.scale, y.scale == other.y.scale, x.name == other.x.name,
      y.name == other.y.name
    else { return [] }
    // Where there is a path, lines only help at the moment: tangents, guides.
    let hasPath = marks.contains { if case .path = $0 { true } else { false } }
    return other.marks.filter { !marks.contains($0) }.compactMap { mark in
      if hasPath, case .line = mark { return nil }
      return mark.shadow
    }
  }
}

extension Mark {
  /// It is the ground that a run is drawn on.
  fileprivate var standsStill: Bool {
    switch self {
    case .contours, .heat, .region, .horizontal, .vertical, .ghost: true
    default: false
    }
  }

  fileprivate var shadow: Mark? {
    switch self {
    case .line(let points, _), .path(let points, _), .steps(let points, _):
      return .ghost(points, .dim)
    case .bars(let edges, let heights, _), .histogram(let edges, let heights, _):
      // The outline of the bars.
      let corners = zip(zip(edges, edges.dropFirst()), heights).flatMap { bar, height in
        [Point(bar.0, height), Point(bar.1, height)]
      }
      return .ghost(corners, .dim)
    case .points(let points, let marker, _):
      // So many are data, not what a run did.
      guard points.count <= 120 else { return nil }
      switch marker {
      case .now, .small, .medium, .large, .plus, .square:
        return .points(points, .letter(","), .dim)
      default: return nil
      }
    default: return nil
    }
  }
}
