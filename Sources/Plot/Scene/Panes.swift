/// Units of a layer in reading order: kept or dropped, and what changed since the last frame.
package struct UnitGrid: Equatable, Sendable {
  package var caption: String
  package var kept: [Bool]
  package var changed: [Bool]
  /// Units a row (8, 10 or 16); 0 lets the room decide, the same in every frame.
  package var perRow: Int
  /// What an earlier run kept: units that only one of the two keeps are marked; empty without one.
  var earlier: [Bool] = []

  package init(caption: String = "", kept: [Bool], changed: [Bool] = [], perRow: Int = 0) {
    self.caption = caption
    self.kept = kept
    self.changed = changed
    self.perRow = perRow
  }
}

/// A layered network: units as nodes, dropped ones hollow and without edges. Where its layers have values, nodes
/// and edges carry numbers.
package struct NetworkDiagram: Equatable, Sendable {
  package struct Layer: Equatable, Sendable {
    package var name: String
    package var kept: [Bool]
    /// What stands in each node; none: plain nodes.
    package var values: [String]
    /// Columns kept for a value, the same for a whole film.
    package var width: Int
    /// The nodes that stand out now.
    package var lit: [Int]
    /// What an earlier run kept: nodes that only one of the two keeps are marked; empty without one.
    var earlier: [Bool] = []
    package init(
      name: String, kept: [Bool], values: [String] = [], width: Int = 1, lit: [Int] = []
    ) {
      self.name = name
      self.kept = kept
      self.values = values
      self.width = width
      self.lit = lit
    }
  }
  /// From a unit of a layer to one of the next.
  package struct Edge: Equatable, Sendable {
    package var layer: Int
    package var from: Int
    package var to: Int
    /// The number on it.
    package var text: String
    package var isLit: Bool
    package init(layer: Int, from: Int, to: Int, text: String, isLit: Bool = false) {
      self.layer = layer
      self.from = from
      self.to = to
      self.text = text
      self.isLit = isLit
    }
  }
  package var layers: [Layer]
  /// Those with numbers; between plain nodes every edge is drawn.
  package var edges: [Edge]
  /// For each gap between layers a row per unit of the right layer, a weight per unit of the left one; empty: edges
  /// are all alike. Edges of less than a tenth of the largest weight are left out, negative ones are dotted.
  package var weights: [[[Double]]]
  package init(layers: [Layer], edges: [Edge] = [], weights: [[[Double]]] = []) {
    self.layers = layers
    self.edges = edges
    self.weights = weights
  }

  /// The weight between two units; nil where none is given.
  func weight(_ gap: Int, from left: Int, to right: Int) -> Double? {
    guard gap < weights.count, right < weights[gap].count, left < weights[gap][right].count else {
      return nil
    }
    return weights[gap][right][left]
  }
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

/// An algorithm in numbered lines, the current one lit: stepped beside its run.
package struct Listing: Equatable, Sendable {
  package struct Line: Equatable, Sendable {
    /// `3`, or empty for a line that only goes on.
    package var number: String
    package var text: String
    /// How deep it is nested.
    package var depth: Int

    package init(_ number: String, _ text: String, depth: Int = 0) {
      self.number = number
      self.text = text
      self.depth = depth
    }
  }
  package var caption: String
  package var lines: [Line]
  /// The lines that are being done, as indices into `lines`.
  package var lit: [Int]
  /// What the lit line just did, in numbers: written below, so that the listing itself holds still.
  package var note: String

  package init(caption: String = "", lines: [Line], lit: [Int] = [], note: String = "") {
    self.caption = caption
    self.lines = lines
    self.lit = lit
    self.note = note
  }

  /// Numbered from 1; two blanks before a line nest it one deeper.
  package init(caption: String = "", _ lines: [String], lit: [Int] = [], note: String = "") {
    self.init(
      caption: caption,
      lines: lines.enumerated().map { index, text in
        let blanks = text.prefix { $0 == " " }.count
        return Line("\(index + 1)", String(text.dropFirst(blanks)), depth: blanks / 2)
      }, lit: lit, note: note)
  }
}

/// Charts on a grid (small multiples, before and after): axes of one kind are written once, at the left and at
/// the bottom.
package struct Panels: Equatable, Sendable {
  package var charts: [Chart]
  /// Charts a row; 0 lets the room decide.
  package var perRow: Int
  /// The x (y) axes are all alike: labels and names stand only at the bottom (left).
  package var sharesX: Bool
  package var sharesY: Bool

  package init(_ charts: [Chart], perRow: Int = 0, sharesX: Bool = true, sharesY: Bool = true) {
    self.charts = charts
    self.perRow = perRow
    self.sharesX = sharesX
    self.sharesY = sharesY
  }
}
