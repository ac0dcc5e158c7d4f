import Plot
import Synchronization

/// What the last frame of a film draws over contours, so that their labels stand clear of it from the first frame
/// on and hold still.
final class LookingAhead: Sendable {
  private let last: @Sendable () -> Scene
  private let known = Mutex<[[Mark]]?>(nil)

  init(_ last: @escaping @Sendable () -> Scene) { self.last = last }

  /// The scene of any frame, told what comes.
  func telling(_ scene: Scene) -> Scene {
    guard scene.body.charts.contains(where: \.hasContours) else { return scene }
    let ahead = known.withLock { known in
      if let known { return known }
      let found = last().body.charts.map(\.inFront)
      known = found
      return found
    }
    var told = scene
    var place = 0
    told.body = scene.body.mappingCharts { chart in
      defer { place += 1 }
      guard chart.hasContours, ahead.indices.contains(place) else { return chart }
      var chart = chart
      chart.ahead = ahead[place]
      return chart
    }
    return told
  }
}

extension Chart {
  fileprivate var hasContours: Bool {
    marks.contains { if case .contours = $0 { true } else { false } }
  }

  /// Paths, curves and points; a cloud of data is no path.
  fileprivate var inFront: [Mark] {
    guard hasContours else { return [] }
    return marks.filter { mark in
      switch mark {
      case .path, .line: true
      case .points(let points, _, _), .pinned(let points, _, _): points.count <= 64
      default: false
      }
    }
  }
}
