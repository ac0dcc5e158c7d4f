/// The inside of a chart while it is drawn: braille dots or strokes, and characters on top of them. A cell belongs
/// to one layer: a later layer that enters it clears what stood there.
struct Canvas {
  let rows: Int
  let columns: Int
  let isAscii: Bool
  private(set) var dots: [UInt8]
  private(set) var glyphs: [UInt32]
  private(set) var owners: [Int32]
  private(set) var styles: [Style]
  private(set) var layer: Int32 = 0

  init(rows: Int, columns: Int, isAscii: Bool) {
    self.rows = rows
    self.columns = columns
    self.isAscii = isAscii
    let count = rows * columns
    dots = Array(repeating: 0, count: count)
    glyphs = Array(repeating: 0, count: count)
    owners = Array(repeating: 0, count: count)
    styles = Array(repeating: .plain, count: count)
  }

  mutating func beginLayer() { layer += 1 }

  func isInside(_ row: Int, _ column: Int) -> Bool {
    row >= 0 && row < rows && column >= 0 && column < columns
  }
  func isEmpty(_ row: Int, _ column: Int) -> Bool {
    guard isInside(row, column) else { return true }
    let index = row * columns + column
    return dots[index] == 0 && glyphs[index] == 0
  }
  func owner(_ row: Int, _ column: Int) -> Int32 {
    isInside(row, column) && !isEmpty(row, column) ? owners[row * columns + column] : 0
  }

  private mutating func enter(_ index: Int, _ style: Style) {
    if owners[index] != layer {
      owners[index] = layer
      dots[index] = 0
      glyphs[index] = 0
    }
    styles[index] = style
  }

  private static let bits: [UInt8] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]

  /// Sets one dot; `x` from the left (2 a cell), `y` from the top (4 a cell).
  mutating func dot(_ x: Int, _ y: Int, _ style: Style) {
    guard x >= 0, y >= 0, x < columns * 2, y < rows * 4 else { return }
    let index = (y >> 2) * columns + (x >> 1)
    enter(index, style)
    if glyphs[index] == 0 { dots[index] |= Self.bits[(x & 1) * 4 + (y & 3)] }
  }

  mutating func put(_ glyph: UInt32, _ row: Int, _ column: Int, _ style: Style) {
    guard isInside(row, column) else { return }
    let index = row * columns + column
    enter(index, style)
    dots[index] = 0
    glyphs[index] = glyph
  }

  mutating func clear(_ row: Int, _ column: Int) {
    guard isInside(row, column) else { return }
    let index = row * columns + column
    dots[index] = 0
    glyphs[index] = 0
    owners[index] = layer
  }

  /// Blanks what other layers left beside the cells of this one.
  mutating func halo(before limit: Int32) {
    for row in 0..<rows {
      for column in 0..<columns where owner(row, column) == layer {
        for side in [column - 1, column + 1] where isInside(row, side) {
          let other = owner(row, side)
          if other != 0, other <= limit, other != layer {
            let index = row * columns + side
            dots[index] = 0
            glyphs[index] = 0
          }
        }
      }
    }
  }

  /// A label's Hangul takes two cells.
  private static func columns(of glyph: UInt32) -> Int {
    guard glyph >= 0x1100, let scalar = Unicode.Scalar(glyph) else { return 1 }
    return max(1, TextWidth.columns(of: scalar))
  }

  func copy(to surface: inout Surface, row top: Int, column left: Int) {
    for row in 0..<rows {
      for column in 0..<columns {
        let index = row * columns + column
        if glyphs[index] != 0 {
          surface.put(
            glyphs[index], columns: Self.columns(of: glyphs[index]), row: top + row,
            column: left + column, style: styles[index])
        } else if dots[index] != 0 {
          surface.put(
            0x2800 + UInt32(dots[index]), row: top + row, column: left + column,
            style: styles[index])
        }
      }
    }
  }
}
