/// A picture in data coordinates. Only `Surface.draw(_:in:glyphs:)` knows rows and columns.
///
/// The title stands top left, the readout (the numbers of the moment) top right; `look` is the one sentence
/// that says what to see.
package struct Scene: Equatable, Sendable {
  package var title: String
  package var readout: String
  package var body: Pane
  package var look: String
  /// Stepped beside the body (or below it) where there is room.
  package var listing: Listing?

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
  case listing(Listing)
  /// Small multiples.
  case panels(Panels)
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
