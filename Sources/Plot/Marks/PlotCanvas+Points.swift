extension PlotCanvas {
  mutating func points(_ points: [Point], _ marker: Marker, _ style: Style) {
    let code = marker.code(glyphs)
    for point in points {
      guard let cell = projection.cell(point) else { continue }
      set(code, cell.column, cell.row, style, .marker)
      if case .letter(let letter) = marker, letter.isLetter {
        wordCells.append((cell.row, cell.column..<cell.column + 1, code))
      }
    }
  }

  /// A word at a point with a blank on either side, kept inside the plot and off the axis; a row higher or lower
  /// where a marker or another word stands and nothing is there.
  mutating func label(_ point: Point, _ text: String, _ style: Style, isCentred: Bool) {
    guard let place = projection.place(point) else { return }
    let shown = glyphs.shown(text)
    let width = TextWidth.columns(of: shown)
    guard width <= columns, place.row >= 0, place.row < Double(rows) else { return }
    guard place.column >= 0, place.column < Double(columns) else { return }
    let wanted = Int(place.column) - (isCentred ? width / 2 : 0)
    let start = min(max(width < columns ? 1 : 0, wanted), columns - width)
    let row = Int(place.row)
    let span = start..<start + width
    let free =
      isFree(span, row, below: .marker)
      ? row : [row - 1, row + 1].first { isFree(span, $0, below: .stroke) }
    write(shown, start, free ?? row, style)
    wordCells.append((free ?? row, start..<start + width, code(start, free ?? row)))
  }

  /// Nothing of such weight stands there but small points, of which there are many, and no word beside it.
  private func isFree(_ span: Range<Int>, _ row: Int, below limit: Content) -> Bool {
    guard row >= 0, row < rows else { return false }
    return span.allSatisfy {
      let content = content($0, row) ?? .empty
      return content.rawValue < limit.rawValue
        || content == .marker && limit == .marker && code($0, row) == 0x2E
    } && content(span.lowerBound - 1, row) != .text && content(span.upperBound, row) != .text
  }
}

extension Marker {
  /// The character of a marker: the same in both repertoires, so that a legend in words fits both.
  func code(_ glyphs: Glyphs) -> UInt32 {
    switch self {
    case .now: 0x40
    case .target: 0x78
    case .large: 0x4F
    case .medium: 0x6F
    case .small: 0x2E
    case .plus: 0x2B
    case .square: 0x23
    case .question: 0x3F
    case .letter(let character):
      TextWidth.clusters(in: glyphs.shown(String(character))).first { $0.columns == 1 }?.scalars[0]
        .value
        ?? 0x3F
    }
  }
}
