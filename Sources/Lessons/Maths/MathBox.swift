import Plot

/// A rectangle of text with the row that its neighbours stand on.
struct MathBox {
  /// All of the same width.
  private(set) var rows: [String]
  private(set) var baseline: Int
  let width: Int

  init(_ text: String) {
    rows = [text]
    baseline = 0
    width = TextWidth.columns(of: text)
  }

  /// Rows are filled up with spaces.
  init(_ rows: [String], baseline: Int, _ alignment: TextWidth.Alignment = .left) {
    let width = rows.map { TextWidth.columns(of: $0) }.max() ?? 0
    self.rows = rows.map { TextWidth.pad($0, to: width, alignment) }
    self.baseline = min(max(0, baseline), max(0, rows.count - 1))
    self.width = width
  }

  var height: Int { rows.count }
  var above: Int { baseline }
  var below: Int { max(0, rows.count - baseline - 1) }
  var isFlat: Bool { rows.count == 1 }
  /// Of a flat box.
  var text: String { rows.first ?? "" }

  /// Side by side on one baseline.
  static func joined(_ boxes: [MathBox]) -> MathBox {
    let above = boxes.map(\.above).max() ?? 0
    let below = boxes.map(\.below).max() ?? 0
    var rows = [String](repeating: "", count: above + below + 1)
    for box in boxes {
      let blank = String(repeating: " ", count: box.width)
      for row in rows.indices {
        let own = row - above + box.baseline
        rows[row] += box.rows.indices.contains(own) ? box.rows[own] : blank
      }
    }
    return MathBox(rows, baseline: above)
  }

  /// One below the other, centred; the baseline in box `index`.
  static func stacked(_ boxes: [MathBox], baselineIn index: Int) -> MathBox {
    var rows: [String] = []
    var baseline = 0
    let width = boxes.map(\.width).max() ?? 0
    for (place, box) in boxes.enumerated() {
      if place == index { baseline = rows.count + box.baseline }
      rows += box.rows.map { TextWidth.pad($0, to: width, .centre) }
    }
    return MathBox(rows, baseline: baseline)
  }

  /// With so many rows above and below.
  func padded(above: Int, below: Int) -> MathBox {
    let blank = String(repeating: " ", count: width)
    let top = [String](repeating: blank, count: max(0, above - self.above))
    let bottom = [String](repeating: blank, count: max(0, below - self.below))
    return MathBox(top + rows + bottom, baseline: top.count + baseline)
  }
}
