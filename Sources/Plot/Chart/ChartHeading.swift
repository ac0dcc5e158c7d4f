/// Where a sample and its name stand.
struct LegendPlace: Sendable {
  let entry: LegendEntry
  let row: Int
  let column: Int
}

/// What stands above a plot: the name of the y axis left, the title in the middle, the legend right, in as few rows
/// as they need.
struct ChartHeading {
  private let chart: Chart
  private let columns: Int
  private let glyphs: Glyphs
  private let yName: String
  private let title: String
  private let scaleName: String
  /// The rows wanted.
  let rows: Int

  init(_ chart: Chart, hasY: Bool, columns: Int, glyphs: Glyphs) {
    self.chart = chart
    self.columns = columns
    self.glyphs = glyphs
    // The row is kept, so that plots beside each other stay as high as each other.
    let keepsRow = !chart.y.name.isEmpty && hasY
    yName = keepsRow && chart.y.showsLabels ? glyphs.shown(chart.y.name) : ""
    title = glyphs.shown(chart.title)
    scaleName = ScaleFrame.name(chart, glyphs: glyphs)
    guard keepsRow || !title.isEmpty || !chart.legend.isEmpty || !scaleName.isEmpty
    else {
      rows = 0
      return
    }
    let legend = chart.legend.map { Self.columns(of: $0, glyphs) }
    let words =
      TextWidth.columns(of: yName) + (title.isEmpty ? 0 : TextWidth.columns(of: title) + 2)
      + (scaleName.isEmpty ? 0 : TextWidth.columns(of: scaleName) + 2)
    rows = Self.lines(legend, first: columns - words - 8, room: columns).count
  }

  /// Which entries stand in which row; there is always a first row.
  private static func lines(_ widths: [Int], first: Int, room: Int) -> [[Int]] {
    var lines: [[Int]] = [[]]
    var used = 0
    for (index, width) in widths.enumerated() {
      let limit = lines.count == 1 ? first : room
      if used + width + (used > 0 ? 2 : 0) > limit, used > 0 || lines.count == 1 {
        lines.append([])
        used = 0
      }
      used += width + (used > 0 ? 2 : 0)
      lines[lines.count - 1].append(index)
    }
    return lines
  }

  static func columns(of entry: LegendEntry, _ glyphs: Glyphs) -> Int {
    let text = TextWidth.columns(of: glyphs.shown(entry.text))
    if case .marker = entry.symbol { return 2 + text }
    return 3 + text
  }

  func placed(
    in area: Area, above plot: Area, rows: Int, exponent: Int?, hasScale: Bool
  ) -> (
    yName: ChartFrame.Words?, title: ChartFrame.Words?, legend: [LegendPlace],
    scaleName: ChartFrame.Words?
  ) {
    guard rows > 0 else { return (nil, nil, [], nil) }
    var right = area.column + area.columns
    var scaleWords: ChartFrame.Words?
    if hasScale, !scaleName.isEmpty {
      let text = TextWidth.clip(scaleName, to: area.columns / 3)
      let start = right - TextWidth.columns(of: text)
      scaleWords = ChartFrame.Words(text: text, row: area.row, column: start)
      right = start - 2
    }
    var free = area.column
    var yWords: ChartFrame.Words?
    if !yName.isEmpty {
      let name = TextWidth.clip(
        yName + (exponent.map { ", x1e\($0)" } ?? ""), to: right - area.column)
      let start = max(area.column, plot.column - 1 - TextWidth.columns(of: name))
      yWords = ChartFrame.Words(text: name, row: area.row, column: start)
      free = start + TextWidth.columns(of: name) + 2
    }
    var titleWords: ChartFrame.Words?
    if !title.isEmpty, right - free >= 3 {
      let text = TextWidth.clip(title, to: right - free)
      let width = TextWidth.columns(of: text)
      let middle = plot.column + (plot.columns - width) / 2
      let wanted = chart.legend.isEmpty ? middle : plot.column
      let start = min(max(free, wanted), right - width)
      titleWords = ChartFrame.Words(text: text, row: area.row, column: start)
      free = start + width + 2
    }
    let widths = chart.legend.map { Self.columns(of: $0, glyphs) }
    var places: [LegendPlace] = []
    for (line, entries) in Self.lines(widths, first: right - free, room: area.columns).enumerated()
    {
      guard line < rows else { break }
      let total = entries.reduce(0) { $0 + widths[$1] } + 2 * max(0, entries.count - 1)
      var column = max(line == 0 ? free : area.column, right - total)
      for index in entries where column + widths[index] <= right {
        places.append(
          LegendPlace(entry: chart.legend[index], row: area.row + line, column: column))
        column += widths[index] + 2
      }
    }
    return (yWords, titleWords, places, scaleWords)
  }
}

extension Surface {
  mutating func draw(_ place: LegendPlace) {
    let isAscii = glyphs.repertoire == .ascii
    let sample: [UInt32] =
      switch place.entry.symbol {
      case .line: isAscii ? [0x2D, 0x2D] : [0x2824, 0x2824]
      case .ghost: isAscii ? [0x2E, 0x2E] : [0x2804, 0x2820]
      case .bar: isAscii ? [0x23, 0x23] : [0x28FF, 0x28FF]
      case .band: isAscii ? [0x3A, 0x3A] : [0x2895, 0x2895]
      case .marker(let marker): [marker.code(glyphs)]
      }
    for (offset, code) in sample.enumerated() {
      put(code, row: place.row, column: place.column + offset, style: place.entry.style)
    }
    write(place.entry.text, row: place.row, column: place.column + sample.count + 1)
  }
}
