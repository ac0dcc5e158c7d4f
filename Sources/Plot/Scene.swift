/// A picture in data coordinates. Only `Surface.draw(_:in:glyphs:)` knows rows and columns.
///
/// The title stands top left, the readout (the numbers of the moment) top right; `look` is the one sentence
/// that says what to see.
package struct Scene: Equatable, Sendable {
  package var title: String
  package var readout: String
  package var body: Pane
  package var look: String

  package init(title: String, readout: String = "", body: Pane, look: String = "") {
    self.title = title
    self.readout = readout
    self.body = body
    self.look = look
  }
}

/// A part of a scene.
package indirect enum Pane: Equatable, Sendable {
  case chart(Chart)
  case units(UnitGrid)
  case network(NetworkDiagram)
  case table(TextTable)
  case text([StyledText])
  /// Side by side.
  case row([Slot])
  /// One below the other.
  case column([Slot])
}

/// A place in a row or a column: how much it needs, how much it takes, and when it gives way.
package struct Slot: Equatable, Sendable {
  package var pane: Pane
  /// Below this size the slot is left out (the lowest `priority` first) rather than drawn badly.
  package var minimum: Size
  /// The part of the free room it takes; 0 takes just its natural size (tables, text, unit grids).
  package var share: Double
  package var priority: Int

  package init(
    _ pane: Pane, minimum: Size = Size(rows: 1, columns: 1), share: Double = 1, priority: Int = 0
  ) {
    self.pane = pane
    self.minimum = minimum
    self.share = share
    self.priority = priority
  }
}

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
}

/// A plot with axes.
package struct Chart: Equatable, Sendable {
  package var x: Axis
  package var y: Axis
  /// One unit of x is as long as one of y (a cell is about 1 : 2).
  package var keepsAspect: Bool
  /// Back to front.
  package var marks: [Mark]

  package init(x: Axis, y: Axis, keepsAspect: Bool = false, marks: [Mark]) {
    self.x = x
    self.y = y
    self.keepsAspect = keepsAspect
    self.marks = marks
  }
}

/// Something drawn in data coordinates.
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
  /// Contour lines of a field at levels, each labelled once on the line.
  case contours(ScalarField, levels: [Double], Style)
  /// Vertical bars over `[edge, next edge)`, heights in the units of y.
  case bars(edges: [Double], heights: [Double], Style)
  /// Counts over `[edge, next edge)`; a bar taller than the axis is cut with a break and its count written.
  case histogram(edges: [Double], counts: [Double], Style)
  /// A horizontal or vertical guide.
  case horizontal(Double, Style)
  case vertical(Double, Style)
  /// A word at a point; `centred` or starting there.
  case label(Point, String, Style, centred: Bool)
  /// A curve that keeps each value until the next point.
  case steps([Point], Style)
  /// Stems from `base` to each point.
  case stems([Point], base: Double, Style)
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

/// Units of a layer in reading order: kept or dropped, and what changed since the last frame.
package struct UnitGrid: Equatable, Sendable {
  package var caption: String
  package var kept: [Bool]
  package var changed: [Bool]
  /// Units a row (8, 10 or 16); 0 lets the room decide, the same in every frame.
  package var perRow: Int

  package init(caption: String = "", kept: [Bool], changed: [Bool] = [], perRow: Int = 0) {
    self.caption = caption
    self.kept = kept
    self.changed = changed
    self.perRow = perRow
  }
}

/// A layered network: units as nodes, dropped ones hollow and without edges.
package struct NetworkDiagram: Equatable, Sendable {
  package struct Layer: Equatable, Sendable {
    package var name: String
    package var kept: [Bool]
    package init(name: String, kept: [Bool]) {
      self.name = name
      self.kept = kept
    }
  }
  package var layers: [Layer]
  package init(layers: [Layer]) { self.layers = layers }
}

/// A small table; numbers right-aligned.
package struct TextTable: Equatable, Sendable {
  package var header: [String]
  package var rows: [[String]]
  /// The row that is lit (the current step).
  package var current: Int?
  /// Rows kept visible from the end when there is no room for all, else around `current`.
  package init(header: [String], rows: [[String]], current: Int? = nil) {
    self.header = header
    self.rows = rows
    self.current = current
  }
}
