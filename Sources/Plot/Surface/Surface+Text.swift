extension Surface {
  /// Writes a text in one row, clipped to the surface and to `limit` columns.
  ///
  /// - Returns: the columns it took.
  @discardableResult
  package mutating func write(
    _ text: String, row: Int, column: Int, style: Style = .plain, limit: Int = .max
  ) -> Int {
    guard row >= 0, row < size.rows, limit > 0, column < size.columns else { return 0 }
    let shown = glyphs.shown(text)
    if Sanitizer.isPlain(shown) {
      var used = 0
      for byte in shown.utf8 where used < limit {
        put(UInt32(byte), row: row, column: column &+ used, style: style)
        used += 1
      }
      return used
    }
    var used = 0
    var isFull = false
    for cluster in TextWidth.clusters(in: shown) where !isFull {
      if cluster.columns > limit - used {
        if used < limit { put(Self.blank, row: row, column: column &+ used, style: style) }
        used = limit
        isFull = true
        continue
      }
      let code = cluster.scalars.count == 1 ? cluster.scalars[0].value : code(for: cluster.text)
      put(code, columns: cluster.columns, row: row, column: column &+ used, style: style)
      used += cluster.columns
    }
    return used
  }

  /// Writes runs one after the other in one row.
  ///
  /// - Returns: the columns they took.
  @discardableResult
  package mutating func write(_ text: StyledText, row: Int, column: Int, limit: Int = .max) -> Int {
    var used = 0
    for run in text.runs where used < limit {
      used += write(
        run.text, row: row, column: column &+ used, style: run.style, limit: limit - used)
    }
    return used
  }

  /// Fills an area with a character of one column.
  package mutating func fill(_ area: Area, with character: Character = " ", style: Style = .plain) {
    let area = area.clipped(to: self.area)
    let cluster = TextWidth.clusters(in: glyphs.shown(String(character))).first
    let code = cluster.flatMap {
      $0.columns == 1 && $0.scalars.count == 1 ? $0.scalars[0].value : nil
    }
    for row in area.row..<area.row + area.rows {
      for column in area.column..<area.column + area.columns {
        put(code ?? Self.blank, row: row, column: column, style: style)
      }
    }
  }

  /// Changes the style of the cells of an area, keeping what they show.
  package mutating func restyle(_ area: Area, _ change: (inout Style) -> Void) {
    let area = area.clipped(to: self.area)
    for row in area.row..<area.row + area.rows {
      for column in area.column..<area.column + area.columns {
        change(&styles[row * size.columns + column])
      }
    }
  }

  /// Gives all cells of an area one style.
  package mutating func restyle(_ area: Area, _ style: Style) { restyle(area) { $0 = style } }

  /// Copies an area of this surface to the place whose top left corner is (`row`, `column`).
  package mutating func copy(from source: Area, toRow row: Int, column: Int) {
    copy(from: self, source, toRow: row, column: column)
  }

  /// Copies an area of another surface to the place whose top left corner is (`row`, `column`).
  package mutating func copy(from other: Surface, _ source: Area, toRow row: Int, column: Int) {
    let area = source.clipped(to: other.area)
    for down in 0..<area.rows {
      var across = 0
      while across < area.columns {
        let index = (area.row + down) * other.size.columns + area.column + across
        let isWide =
          area.column + across + 1 < other.size.columns && other.codes[index] != 0
          && other.codes[index + 1] == 0
        var code = other.codes[index]
        var columns = 1
        if code == 0 || (isWide && across + 1 >= area.columns) {
          code = Self.blank
        } else if isWide {
          columns = 2
        }
        if code & Self.clusterFlag != 0 {
          code = self.code(for: other.clusters[Int(code & ~Self.clusterFlag)])
        }
        put(
          code, columns: columns, row: row &+ down, column: column &+ across,
          style: other.styles[index])
        across += columns
      }
    }
  }
}
