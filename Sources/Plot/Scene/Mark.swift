/// Something drawn in data coordinates.
///
/// The first kinds have painters of their own; the rest are put together from these (`Mark.parts(on:)`).
package enum Mark: Equatable, Sendable {
  /// Joined points in front (a curve, a path).
  case line([Point], Style)
  /// Joined points behind (a ghost, a guide): lighter strokes.
  case ghost([Point], Style)
  /// A path that dominates: strokes with a halo of one blank cell, joints numbered 0, 1, 2, 5, 10, 20 …,
  /// the last one `@`; where it leaves the window it ends in an arrow head.
  case path([Point], Style)
  /// One glyph per point.
  case points([Point], Marker, Style)
  /// Points that are always seen: what lies beyond the axes stands at their edge, and reads what it is.
  case pinned([Point], Marker, Style)
  /// A line with a head at its end.
  case arrow(Point, Point, Style)
  /// Contour lines of a field at levels, each labelled once on the line.
  case contours(ScalarField, levels: [Double], Style)
  /// A field in colours, with its scale beside the plot.
  case heat(HeatMap)
  /// Vertical bars over `[edge, next edge)`, heights in the units of y.
  case bars(edges: [Double], heights: [Double], Style)
  /// Horizontal bars over `[edge, next edge)` of y, lengths in the units of x.
  case barsAcross(edges: [Double], lengths: [Double], Style)
  /// Counts over `[edge, next edge)`; a bar taller than the axis is cut with a break and its count written.
  case histogram(edges: [Double], counts: [Double], Style)
  /// A light filling between two curves over the same places.
  case band([Spread], Style)
  /// Five numbers of a sample: whiskers, box, median; what lies outside as points.
  case boxes([BoxSummary], Style)
  /// A horizontal or vertical guide.
  case horizontal(Double, Style)
  case vertical(Double, Style)
  /// A word at a point; `centred` or starting there.
  case label(Point, String, Style, centred: Bool)

  /// A curve that keeps each value until the next point.
  case steps([Point], Style)
  /// Stems from `base` to each point.
  case stems([Point], base: Double, Style)
  /// A line from low to high at each place.
  case errorBars([Spread], Style)
  /// A light filling over a part of the plot; nil: as far as the axis goes.
  case region(x: ClosedRange<Double>?, y: ClosedRange<Double>?, Style)
  /// Arrows at points, the longest as long as the room between them.
  case vectors([Vector], Style)
  /// The parabola through a point with a slope and a curvature; with curvature 0 the tangent.
  case parabola(at: Point, slope: Double, curvature: Double, Style)

  package static func tangent(at point: Point, slope: Double, _ style: Style) -> Mark {
    .parabola(at: point, slope: slope, curvature: 0, style)
  }
}

/// Shapes that stay apart without colour.
package enum Marker: Equatable, Hashable, Sendable {
  /// `@`: now, best.
  case now
  /// `x`: target, minimum.
  case target
  /// `O`, `o`, `.`: good, fair, the rest.
  case large, medium, small
  /// `+`, `#`, `?` (a prediction).
  case plus, square, question
  /// A digit or letter of one column.
  case letter(Character)
}

/// From where to where something reaches at a place.
package struct Spread: Equatable, Sendable {
  package var x: Double
  package var low: Double
  package var high: Double

  package init(_ x: Double, _ low: Double, _ high: Double) {
    self.x = x
    self.low = low
    self.high = high
  }
}

/// A direction at a point, in data units.
package struct Vector: Equatable, Sendable {
  package var at: Point
  package var dx: Double
  package var dy: Double

  package init(at point: Point, _ dx: Double, _ dy: Double) {
    at = point
    self.dx = dx
    self.dy = dy
  }
}
