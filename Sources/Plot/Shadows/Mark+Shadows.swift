extension Mark {
  /// What a mark of an earlier run leaves behind: curves their ghosts, bars and boxes their outlines, points commas.
  ///
  /// Marks without a painter of their own leave what their parts do. What fills the plane (heat maps, contours, bands,
  /// regions) leaves nothing: two fillings in one place cannot be told apart. Nor do guides, words, predictions and
  /// ghosts.
  var shadows: [Mark] {
    switch self {
    case .line(let points, _), .path(let points, _): return [.ghost(points, .dim)]
    case .arrow(let from, let to, _): return [.ghost([from, to], .dim)]
    case .bars(let edges, let heights, _), .histogram(let edges, let heights, _):
      return Self.outlines(edges, heights).map { .ghost($0, .dim) }
    case .barsAcross(let edges, let lengths, _):
      return Self.outlines(edges, lengths).map { .ghost($0.map { Point($0.y, $0.x) }, .dim) }
    case .boxes(let boxes, _): return boxes.flatMap(\.outlines).map { .ghost($0, .dim) }
    case .points(let points, let marker, _):
      // So many are data, not what a run did.
      guard points.count <= 120, marker.isOfTheRun else { return [] }
      return [.points(points, .letter(","), .dim)]
    case .ghost, .contours, .heat, .band, .region, .horizontal, .vertical, .label: return []
    case .pinned, .steps, .stems, .errorBars, .vectors, .parabola: return []  // Their parts.
    }
  }

  /// What of that lies over the marks of this run: the ends of bars, where they fall into taller ones.
  var shadowsOver: [Mark] {
    func ends(_ edges: [Double], _ heights: [Double]) -> [Point] {
      zip(zip(edges, edges.dropFirst()), heights).filter { $0.1 != 0 }.flatMap { bar, height in
        [Point(bar.0, height), Point(bar.1, height), Point(.nan, .nan)]
      }
    }
    switch self {
    case .bars(let edges, let heights, _), .histogram(let edges, let heights, _):
      return [.line(ends(edges, heights), .dim)]
    case .barsAcross(let edges, let lengths, _):
      return [.line(ends(edges, lengths).map { Point($0.y, $0.x) }, .dim)]
    default: return []
    }
  }

  /// The outlines of bars from 0 to their heights and back, one for each group that stands together.
  private static func outlines(_ edges: [Double], _ heights: [Double]) -> [[Point]] {
    var outlines: [[Point]] = []
    var isOpen = false
    for (index, height) in heights.enumerated() where index + 1 < edges.count {
      guard height != 0, height.isFinite else {
        isOpen = false
        continue
      }
      let (from, to) = (edges[index], edges[index + 1])
      if isOpen {
        outlines[outlines.count - 1].removeLast()
      } else {
        outlines.append([Point(from, 0)])
      }
      outlines[outlines.count - 1] += [Point(from, height), Point(to, height), Point(to, 0)]
      isOpen = true
    }
    return outlines
  }
}

extension Marker {
  /// It stands where a run went; targets, guesses and numbered places do not.
  fileprivate var isOfTheRun: Bool {
    switch self {
    case .now, .small, .medium, .large, .plus, .square: true
    case .target, .question, .letter: false
    }
  }
}

extension BoxSummary {
  /// Its whiskers, its box and its median.
  fileprivate var outlines: [[Point]] {
    func point(_ value: Double, _ side: Double) -> Point {
      let beside = place + side * halfWidth
      return isAcross ? Point(value, beside) : Point(beside, value)
    }
    let corners = [
      (lowerQuartile, -1.0), (upperQuartile, -1), (upperQuartile, 1), (lowerQuartile, 1),
    ]
    return [
      [point(low, 0), point(lowerQuartile, 0)], [point(upperQuartile, 0), point(high, 0)],
      (corners + [corners[0]]).map { point($0.0, $0.1) },
      [point(median, -1), point(median, 1)],
    ]
  }
}
