import Synchronization

/// A function of two variables that contours are drawn of. What is computed for one window and resolution is
/// kept, so a film pays for its contours once.
package final class ScalarField: Sendable, Equatable {
  /// NaN where the function has no value.
  package let value: @Sendable (Double, Double) -> Double
  private let cache = Mutex<[(key: Key, cells: ContourCells)]>([])
  private let sampled = Mutex<[(key: SampleKey, values: [Double])]>([])

  package init(_ value: @escaping @Sendable (Double, Double) -> Double) {
    self.value = value
  }

  package static func == (left: ScalarField, right: ScalarField) -> Bool { left === right }

  struct Key: Equatable {
    let projection: Projection
    let levels: [Double]
    let repertoire: Glyphs.Repertoire
  }

  /// The cells of the contours for a projection, computed at most once.
  func contourCells(_ projection: Projection, levels: [Double], glyphs: Glyphs) -> ContourCells {
    let key = Key(projection: projection, levels: levels, repertoire: glyphs.repertoire)
    if let known = cache.withLock({ $0.first { $0.key == key }?.cells }) { return known }
    let cells = ContourCells(of: self, projection, levels: levels, glyphs: glyphs)
    cache.withLock {
      if $0.count >= 8 { $0.removeFirst() }
      $0.append((key, cells))
    }
    return cells
  }

  struct SampleKey: Equatable {
    let projection: Projection
    let perCell: Int
  }

  /// The values at the middle of every cell (of its upper and its lower half: 2 per cell), row by row, computed at
  /// most once.
  func cellValues(_ projection: Projection, perCell: Int) -> [Double] {
    let key = SampleKey(projection: projection, perCell: perCell)
    if let known = sampled.withLock({ $0.first { $0.key == key }?.values }) { return known }
    var values: [Double] = []
    values.reserveCapacity(projection.columns * projection.rows * perCell)
    for row in 0..<projection.rows * perCell {
      let place = (Double(row) + 0.5) / Double(perCell) - 0.5
      for column in 0..<projection.columns {
        let point = projection.point(column: column, row: place)
        values.append(value(point.x, point.y))
      }
    }
    let entry = (key, values)
    sampled.withLock {
      if $0.count >= 4 { $0.removeFirst() }
      $0.append(entry)
    }
    return values
  }
}
