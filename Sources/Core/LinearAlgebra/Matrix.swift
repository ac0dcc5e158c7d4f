/// A dense matrix of doubles, row-major.
package struct Matrix: Equatable, Sendable {
  package let rows: Int
  package let columns: Int
  package var elements: [Double]

  /// - Precondition: `elements.count == rows * columns`.
  package init(rows: Int, columns: Int, elements: [Double]) {
    precondition(elements.count == rows * columns, "a matrix needs rows × columns elements")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// From rows of equal length; nil if they differ.
  package init?(_ rows: [[Double]]) {
    let width = rows.first?.count ?? 0
    guard rows.allSatisfy({ $0.count == width }) else { return nil }
    self.init(rows: rows.count, columns: width, elements: rows.flatMap { $0 })
  }

  package subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  package func row(_ index: Int) -> [Double] {
    Array(elements[index * columns..<(index + 1) * columns])
  }

  /// The rows as lists.
  package var list: [[Double]] { (0..<rows).map(row) }
}
