/// ASCII strokes that follow the slope of a line.
enum Strokes {
  /// The part of a line that runs through one cell, in cells: `v` counts down from the cell's top.
  struct Piece {
    var row: Int
    var column: Int
    var du: Double
    var dv: Double
    var meanV: Double
    var isFlat: Bool { abs(dv) <= abs(du) }
  }

  static func glyph(_ piece: Piece, isFront: Bool) -> UInt32 {
    let du = abs(piece.du), dv = abs(piece.dv)
    let rises = (piece.du < 0) != (piece.dv < 0)
    let character: Character
    if dv > (isFront ? 2.5 : 1.6) * du {
      character = isFront ? "|" : ":"
    } else if dv > 0.4 * du {
      if isFront {
        character = rises ? "/" : "\\"
      } else {
        character = piece.meanV < 0.5 ? "'" : "."
      }
    } else if piece.meanV < 0.3 {
      character = "'"
    } else if piece.meanV <= 0.68 {
      character = "-"
    } else {
      character = isFront && dv < 0.12 * du ? "_" : "."
    }
    return character.unicodeScalars.first?.value ?? 32
  }

  /// A polyline in cell coordinates (u across, v down) as one piece per cell it matters in.
  static func pieces(_ line: [(u: Double, v: Double)], rows: Int, columns: Int) -> [Piece] {
    var visits: [Piece] = []
    var enterU = 0.0, enterV = 0.0, lastU = 0.0, lastV = 0.0, sum = 0.0, count = 0.0
    var cell: (row: Int, column: Int)?
    func close(_ visits: inout [Piece]) {
      guard let at = cell, at.row >= 0, at.row < rows, at.column >= 0, at.column < columns else {
        return
      }
      visits.append(
        Piece(
          row: at.row, column: at.column, du: lastU - enterU, dv: lastV - enterV,
          meanV: sum / max(1, count) - Double(at.row)))
    }
    for index in line.indices.dropLast() {
      let a = line[index], b = line[index + 1]
      guard a.u.isFinite, a.v.isFinite, b.u.isFinite, b.v.isFinite,
        let (start, end) = clip(a, b, rows: rows, columns: columns)
      else {
        close(&visits)
        cell = nil
        continue
      }
      let length = max(abs(end.u - start.u), abs(end.v - start.v))
      let steps = max(1, min(4000, Int((length * 8).rounded(.up))))
      for step in 0...steps {
        let t = Double(step) / Double(steps)
        let u = start.u + (end.u - start.u) * t, v = start.v + (end.v - start.v) * t
        let here = (row: Int(v.rounded(.down)), column: Int(u.rounded(.down)))
        if cell.map({ $0 != here }) ?? true {
          close(&visits)
          cell = here
          // The boundary counts for both sides.
          (enterU, enterV) = count > 0 && step > 0 ? (lastU, lastV) : (u, v)
          (sum, count) = (0, 0)
        }
        (lastU, lastV) = (u, v)
        sum += v
        count += 1
      }
    }
    close(&visits)
    return thinned(visits)
  }

  /// One cell per column where the line is flat, one per row where it is steep: the longest run stays.
  private static func thinned(_ visits: [Piece]) -> [Piece] {
    var kept: [Piece] = []
    for piece in visits {
      guard let last = kept.last else {
        kept.append(piece)
        continue
      }
      let isSameColumn = last.column == piece.column && last.row != piece.row
      let isSameRow = last.row == piece.row && last.column != piece.column
      if isSameColumn, piece.isFlat, last.isFlat {
        if abs(piece.du) > abs(last.du) { kept[kept.count - 1] = merged(piece, last) }
        continue
      }
      if isSameRow, !piece.isFlat, !last.isFlat {
        if abs(piece.dv) > abs(last.dv) { kept[kept.count - 1] = merged(piece, last) }
        continue
      }
      kept.append(piece)
    }
    return kept
  }

  private static func merged(_ piece: Piece, _ other: Piece) -> Piece {
    var piece = piece
    piece.du += other.du
    piece.dv += other.dv
    return piece
  }

  /// The part of a segment inside the canvas with a margin of one cell (Liang–Barsky).
  static func clip(
    _ a: (u: Double, v: Double), _ b: (u: Double, v: Double), rows: Int, columns: Int
  ) -> ((u: Double, v: Double), (u: Double, v: Double))? {
    var t0 = 0.0, t1 = 1.0
    let du = b.u - a.u, dv = b.v - a.v
    let sides = [
      (-du, a.u + 0.5), (du, Double(columns) + 0.5 - a.u), (-dv, a.v + 0.5),
      (dv, Double(rows) + 0.5 - a.v),
    ]
    for (p, q) in sides {
      if p == 0 {
        if q < 0 { return nil }
      } else {
        let t = q / p
        if p < 0 {
          if t > t1 { return nil }
          t0 = max(t0, t)
        } else {
          if t < t0 { return nil }
          t1 = min(t1, t)
        }
      }
    }
    guard t0 <= t1 else { return nil }
    return ((a.u + t0 * du, a.v + t0 * dv), (a.u + t1 * du, a.v + t1 * dv))
  }
}
