/// A size in character cells.
package struct Size: Equatable, Hashable, Sendable {
  package var rows: Int
  package var columns: Int

  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }
}

/// A rectangle of character cells; row and column count from 0 at the top left.
package struct Area: Equatable, Hashable, Sendable {
  package var row: Int
  package var column: Int
  package var rows: Int
  package var columns: Int

  package init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }

  package var size: Size { Size(rows: rows, columns: columns) }
  package var isEmpty: Bool { rows == 0 || columns == 0 }
}

/// A point in data coordinates.
package struct Point: Equatable, Hashable, Sendable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}
