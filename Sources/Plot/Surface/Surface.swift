/// A grid of character cells. Everything drawn on it is clipped, cleaned and, in the `ascii` repertoire,
/// mapped to 7-bit forms; what it holds is what a terminal shows.
package struct Surface: Sendable {
  package let size: Size
  /// Which characters its texts may use.
  package var glyphs: Glyphs
  /// Row-major. A scalar, or `Self.clusterFlag` and an index into `clusters`, or 0: the right half of the
  /// wide character before it.
  var codes: [UInt32]
  var styles: [Style]
  var clusters: [String] = []

  static let clusterFlag: UInt32 = 0x8000_0000
  static let blank: UInt32 = 0x20

  /// - Parameter size: negative numbers count as 0; at most 4096 rows and columns.
  package init(size: Size, glyphs: Glyphs = .unicode) {
    self.size = Size(rows: min(max(0, size.rows), 4096), columns: min(max(0, size.columns), 4096))
    self.glyphs = glyphs
    codes = Array(repeating: Self.blank, count: self.size.rows * self.size.columns)
    styles = Array(repeating: .plain, count: codes.count)
  }

  /// The whole surface.
  package var area: Area { Area(row: 0, column: 0, rows: size.rows, columns: size.columns) }

  /// What one cell shows.
  package struct Cell: Equatable, Sendable {
    /// One character with its marks; empty in the right half of a wide character.
    package var text: String
    package var style: Style
    package var isContinuation: Bool { text.isEmpty }
  }

  /// The cell at a place; a plain blank outside.
  package func cell(row: Int, column: Int) -> Cell {
    guard let index = index(row, column) else { return Cell(text: " ", style: .plain) }
    return Cell(text: text(of: codes[index]), style: styles[index])
  }

  /// The scalars of a cell, for a terminal: none in the right half of a wide character.
  package func scalars(row: Int, column: Int) -> [UInt32] {
    guard let index = index(row, column) else { return [Self.blank] }
    let code = codes[index]
    if code == 0 { return [] }
    if code & Self.clusterFlag == 0 { return [code] }
    return text(of: code).unicodeScalars.map(\.value)
  }

  func index(_ row: Int, _ column: Int) -> Int? {
    guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return nil }
    return row * size.columns + column
  }

  private func text(of code: UInt32) -> String {
    if code == 0 { return "" }
    if code & Self.clusterFlag != 0 {
      let index = Int(code & ~Self.clusterFlag)
      return index < clusters.count ? clusters[index] : " "
    }
    return Unicode.Scalar(code).map { String($0) } ?? " "
  }

  /// Puts one code of 1 or 2 columns at a place; halves that would be left over become blanks.
  mutating func put(_ code: UInt32, columns: Int = 1, row: Int, column: Int, style: Style) {
    guard let index = index(row, column) else {
      if columns == 2, column == -1 { put(Self.blank, row: row, column: 0, style: style) }
      return
    }
    if columns == 2 && column + 1 >= size.columns {
      put(Self.blank, row: row, column: column, style: style)
      return
    }
    if codes[index] == 0, column > 0 { codes[index - 1] = Self.blank }
    let after = index + columns
    if column + columns < size.columns, codes[after] == 0 { codes[after] = Self.blank }
    codes[index] = code
    styles[index] = style
    if columns == 2 {
      codes[index + 1] = 0
      styles[index + 1] = style
    }
  }

  /// The code for a cluster of several scalars.
  mutating func code(for cluster: String) -> UInt32 {
    if let index = clusters.firstIndex(where: {
      $0.unicodeScalars.elementsEqual(cluster.unicodeScalars)
    }) {
      return Self.clusterFlag | UInt32(index)
    }
    guard clusters.count < 1 << 20 else { return 0xFFFD }
    clusters.append(cluster)
    return Self.clusterFlag | UInt32(clusters.count - 1)
  }
}

extension Surface: Equatable {
  /// Equal if they show the same.
  package static func == (left: Surface, right: Surface) -> Bool {
    guard left.size == right.size, left.styles == right.styles else { return false }
    if left.clusters.isEmpty && right.clusters.isEmpty { return left.codes == right.codes }
    return zip(left.codes, right.codes).allSatisfy { left.text(of: $0) == right.text(of: $1) }
  }
}

extension Area {
  /// The part of this area that lies within another.
  package func clipped(to other: Area) -> Area {
    func span(_ start: Int, _ length: Int, _ low: Int, _ room: Int) -> (Int, Int) {
      let (end, overflow) = start.addingReportingOverflow(length)
      let first = max(start, low)
      let last = min(overflow ? Int.max : end, low + room)
      return (first, max(0, last - min(first, last)))
    }
    let (row, rows) = span(row, rows, other.row, other.rows)
    let (column, columns) = span(column, columns, other.column, other.columns)
    return Area(row: row, column: column, rows: rows, columns: columns)
  }
}
