/// Pictures of 8 × 8 pixels with one straight stroke each: enough structure for an autoencoder to find.
///
/// The ends of the stroke are `7·random((count, 2, 2))`: for each picture the first end (x, y), then the second. A
/// pixel at whole coordinates 0 … 7 is 1 where it lies nearer than 0.7 to the stroke, else 0.
package enum StrokeImages {
  package static let side = 8

  /// A picture a row, pixels in reading order.
  package static func features(_ count: Int, _ random: inout NumPyRandom) -> Matrix {
    var elements: [Double] = []
    elements.reserveCapacity(count * side * side)
    for _ in 0..<count {
      let (ax, ay) = (7 * random.random(), 7 * random.random())
      let (bx, by) = (7 * random.random(), 7 * random.random())
      let (dx, dy) = (bx - ax, by - ay)
      let square = dx * dx + dy * dy
      for row in 0..<side {
        for column in 0..<side {
          let (px, py) = (Double(column) - ax, Double(row) - ay)
          let place = square > 0 ? min(max((px * dx + py * dy) / square, 0), 1) : 0
          let (gx, gy) = (px - place * dx, py - place * dy)
          elements.append(gx * gx + gy * gy < 0.49 ? 1 : 0)
        }
      }
    }
    return Matrix(rows: count, columns: side * side, elements: elements)
  }
}
