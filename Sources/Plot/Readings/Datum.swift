/// One datum of a mark: what a cross-hair can stand on.
package struct Datum: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// A point of a curve or a cloud; `Reading.index` counts it.
    case point
    /// A step of a path.
    case step
    /// A bar or a bin from edge to edge of x (of y: `isAcross`).
    case bin(ClosedRange<Double>, isAcross: Bool)
    /// The middle of what reaches from low to high.
    case spread(low: Double, high: Double)
  }
  package var point: Point
  package var kind: Kind
  /// The mark it belongs to, and which of its data it is.
  package var mark: Int
  package var index: Int

  package init(_ point: Point, _ kind: Kind, mark: Int = 0, index: Int) {
    self.point = point
    self.kind = kind
    self.mark = mark
    self.index = index
  }
}

extension Mark {
  /// What of this mark can be read, in its own order.
  package var data: [Datum] {
    switch self {
    case .line(let points, _), .points(let points, _, _), .pinned(let points, _, _),
      .steps(let points, _),
      .stems(let points, _, _), .ghost(let points, _):
      points.enumerated().map { Datum($1, .point, index: $0) }
    case .path(let points, _): points.enumerated().map { Datum($1, .step, index: $0) }
    case .bars(let edges, let heights, _), .histogram(let edges, let heights, _):
      zip(zip(edges, edges.dropFirst()), heights).enumerated().map { index, bar in
        let ((from, to), height) = bar
        return Datum(
          Point((from + to) / 2, height), .bin(min(from, to)...max(from, to), isAcross: false),
          index: index)
      }
    case .barsAcross(let edges, let lengths, _):
      zip(zip(edges, edges.dropFirst()), lengths).enumerated().map { index, bar in
        let ((from, to), length) = bar
        return Datum(
          Point(length, (from + to) / 2), .bin(min(from, to)...max(from, to), isAcross: true),
          index: index)
      }
    case .band(let spreads, _), .errorBars(let spreads, _):
      spreads.enumerated().map {
        Datum(
          Point($1.x, ($1.low + $1.high) / 2), .spread(low: $1.low, high: $1.high), index: $0)
      }
    case .vectors(let vectors, _): vectors.enumerated().map { Datum($1.at, .point, index: $0) }
    case .arrow(let from, let to, _): [Datum(from, .point, index: 0), Datum(to, .point, index: 1)]
    case .boxes(let boxes, _):
      boxes.enumerated().map { index, box in
        Datum(
          box.isAcross ? Point(box.median, box.place) : Point(box.place, box.median),
          .spread(low: box.lowerQuartile, high: box.upperQuartile), index: index)
      }
    case .contours, .heat, .horizontal, .vertical, .label, .region, .parabola: []
    }
  }
}
