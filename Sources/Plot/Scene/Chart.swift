/// One axis, fixed for the whole film.
package struct Axis: Equatable, Sendable {
  package enum Scale: Equatable, Sendable { case linear, log }
  package enum Ticks: Equatable, Sendable {
    /// Round ticks, chosen by the room there is.
    case automatic
    /// These values with these labels (an empty label: a tick alone).
    case labelled([Double], [String])
    /// A bare line.
    case none
    /// Not even a line.
    case hidden
  }
  package var name: String
  package var scale: Scale
  package var range: ClosedRange<Double>
  package var ticks: Ticks
  /// The low end is right (top).
  package var isReversed: Bool
  /// False where another axis that is alike carries labels and name for this one too.
  package var showsLabels = true

  package init(
    _ name: String = "", _ range: ClosedRange<Double>, scale: Scale = .linear,
    ticks: Ticks = .automatic, isReversed: Bool = false
  ) {
    self.name = name
    self.range = range
    self.scale = scale
    self.ticks = ticks
    self.isReversed = isReversed
  }

  /// A place for each name: 0 for the first, 1 for the second, with half a place left at both ends.
  package static func categories(
    _ names: [String], name: String = "", isReversed: Bool = false
  ) -> Axis {
    Axis(
      name, -0.5...Double(max(1, names.count)) - 0.5,
      ticks: .labelled(names.indices.map(Double.init), names), isReversed: isReversed)
  }
}

/// A plot with axes.
package struct Chart: Equatable, Sendable {
  /// Above the plot; empty where the scene's title says it.
  package var title: String
  package var x: Axis
  package var y: Axis
  /// One unit of x is as long as one of y (a cell is about 1 : 2).
  package var keepsAspect: Bool
  /// Faint lines at the ticks.
  package var hasGrid: Bool
  /// What the marks are, right above the plot, so that it never covers data and holds still.
  package var legend: [LegendEntry]
  /// Back to front.
  package var marks: [Mark]
  /// What a film will draw here later: the labels of contours keep clear of it already, so that they hold still.
  package var ahead: [Mark] = []

  package init(
    _ title: String = "", x: Axis, y: Axis, keepsAspect: Bool = false, hasGrid: Bool = false,
    legend: [LegendEntry] = [], marks: [Mark]
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.keepsAspect = keepsAspect
    self.hasGrid = hasGrid
    self.legend = legend
    self.marks = marks
  }
}

/// A sample of a mark and its name.
package struct LegendEntry: Equatable, Sendable {
  package enum Symbol: Equatable, Sendable {
    case line, ghost, bar, band
    case marker(Marker)
  }
  package var symbol: Symbol
  package var text: String
  package var style: Style

  package init(_ symbol: Symbol, _ text: String, _ style: Style = .plain) {
    self.symbol = symbol
    self.text = text
    self.style = style
  }
}
