/// Where the parts of a chart stand in an area: the plot, the axes, labels and names. What has no room is left out.
struct ChartFrame: Sendable {
  /// A text at a place.
  struct Words: Sendable {
    let text: String
    let row: Int
    let column: Int
  }
  /// The cells of the plot itself.
  let plot: Area
  let xTicks: AxisTicks
  let yTicks: AxisTicks
  /// The column of the y axis, left of the plot.
  let axisColumn: Int?
  /// The row of the x axis, below the plot.
  let axisRow: Int?
  let labelRow: Int?
  let xName: Words?
  let yName: Words?
  let title: Words?
  let legend: [LegendPlace]
  let scaleName: Words?
  /// The scale of a heat map, right of the plot.
  let scale: ScaleFrame?
  let projection: Projection

  /// - Parameter gutter: columns left of the plot at least, so that charts one below the other line up.
  init(_ chart: Chart, in area: Area, glyphs: Glyphs, gutter minimumGutter: Int = 0) {
    let isAscii = glyphs.repertoire == .ascii
    let hasX = chart.x.ticks != .hidden && area.rows >= 4
    let hasY = chart.y.ticks != .hidden && area.columns >= 8
    let hasXLabels = hasX && chart.x.ticks != .none && chart.x.showsLabels
    // Where nothing is measured upwards two rows of plot are enough.
    var spare = area.rows - (hasY ? 3 : 2)
    func take(_ isWanted: Bool) -> Int {
      guard isWanted, spare > 0 else { return 0 }
      spare -= 1
      return 1
    }
    let axisRows = take(hasX)
    let labelRows = axisRows == 1 ? take(hasXLabels) : 0
    let heading = ChartHeading(chart, hasY: hasY, columns: area.columns, glyphs: glyphs)
    var headRows = take(heading.rows > 0)
    while headRows < heading.rows, area.rows >= 12 { headRows += take(true) == 1 ? 1 : 100 }
    headRows = min(headRows, heading.rows)
    let scaleColumns = ScaleFrame.columns(chart, in: area, glyphs: glyphs)
    let bins = Self.bins(chart)

    // The rows decide the y labels, these the columns, these the x labels, these whether the x name
    // needs a row of its own.
    func layOut(xNameRows: Int) -> (rows: Int, yTicks: AxisTicks, gutter: Int, columns: Int) {
      let rows = max(0, area.rows - axisRows - labelRows - headRows - xNameRows)
      let yTicks = AxisTicks(chart.y, length: rows, .down, glyphs: glyphs)
      let labels = yTicks.labelColumns
      var gutter = hasY ? (labels == 0 ? 1 : labels + (isAscii ? 2 : 3)) : 0
      gutter = max(gutter, min(minimumGutter, area.columns / 2))
      if gutter > area.columns / 2 { gutter = hasY ? 1 : 0 }
      var columns = max(0, area.columns - gutter - scaleColumns)
      // Bins of equal width where that wastes little room.
      if bins > 0, columns / bins * bins * 4 >= columns * 3 { columns = columns / bins * bins }
      return (rows, yTicks, gutter, columns)
    }
    let wantsName = labelRows == 1 && !chart.x.name.isEmpty
    let roomy = wantsName && area.rows >= 12
    var (rows, yTicks, gutter, columns) = layOut(xNameRows: roomy ? 1 : 0)
    var xTicks = AxisTicks(chart.x, length: columns, .across, margin: gutter, glyphs: glyphs)
    var name = glyphs.shown(chart.x.name)
    if let exponent = xTicks.exponent { name += ", x1e\(exponent)" }
    let nameColumns = TextWidth.columns(of: name)
    var nameIsBelow = roomy
    var place: Int?
    if wantsName && !roomy {
      place = Self.freePlace(nameColumns, xTicks, chart.x, columns, gutter, glyphs)
      if place == nil, spare > 0 {
        nameIsBelow = true
        (rows, yTicks, gutter, columns) = layOut(xNameRows: 1)
        xTicks = AxisTicks(chart.x, length: columns, .across, margin: gutter, glyphs: glyphs)
      } else if place == nil {
        // The name matters more than every second label.
        let sparse = AxisTicks(
          chart.x, length: columns, .across, margin: gutter, isSparse: true, glyphs: glyphs)
        place = Self.freePlace(nameColumns, sparse, chart.x, columns, gutter, glyphs)
        if place != nil { xTicks = sparse }
      }
    }
    if chart.keepsAspect {
      let (fitted, fittedRows) = Self.keepingAspect(chart, columns, rows, glyphs)
      if fitted < columns {
        columns = fitted
        xTicks = AxisTicks(chart.x, length: columns, .across, margin: gutter, glyphs: glyphs)
        if wantsName && !nameIsBelow {
          place = Self.freePlace(nameColumns, xTicks, chart.x, columns, gutter, glyphs)
        }
      }
      if fittedRows < rows {
        rows = fittedRows
        yTicks = AxisTicks(chart.y, length: rows, .down, glyphs: glyphs)
      }
    }
    plot = Area(
      row: area.row + headRows, column: area.column + gutter, rows: rows, columns: columns)
    self.xTicks = xTicks
    self.yTicks = yTicks
    axisColumn = hasY && gutter > 0 ? plot.column - 1 : nil
    axisRow = axisRows == 1 ? plot.row + rows : nil
    labelRow = labelRows == 1 ? plot.row + rows + 1 : nil
    projection = Projection(x: chart.x, y: chart.y, columns: columns, rows: rows, glyphs: glyphs)
    scale =
      scaleColumns > 0
      ? ScaleFrame(chart, beside: plot, width: scaleColumns, glyphs: glyphs) : nil

    if wantsName, nameIsBelow {
      let start = plot.column + max(-gutter, (columns - nameColumns) / 2)
      xName = Words(
        text: TextWidth.clip(name, to: area.columns), row: plot.row + rows + 2,
        column: min(start, max(area.column, area.column + area.columns - nameColumns)))
    } else if wantsName, let place {
      xName = Words(text: name, row: plot.row + rows + 1, column: plot.column + place)
    } else {
      xName = nil
    }
    (yName, title, legend, scaleName) = heading.placed(
      in: area, above: plot, rows: headRows, exponent: yTicks.exponent, hasScale: scale != nil)
  }

  /// How many bins of a histogram fill the x axis; 0 for none.
  static func bins(_ chart: Chart) -> Int {
    for case .histogram(let edges, let counts, _) in chart.marks {
      guard chart.x.scale == .linear, counts.count > 0, edges.count == counts.count + 1,
        let low = edges.first, let high = edges.last,
        (low - chart.x.range.lowerBound).magnitude < 1e-9 * (high - low),
        (high - chart.x.range.upperBound).magnitude < 1e-9 * (high - low)
      else { continue }
      return counts.count
    }
    return 0
  }

  /// A place for the name in the row of the labels, from the right; nil if it would touch one.
  private static func freePlace(
    _ width: Int, _ ticks: AxisTicks, _ axis: Axis, _ columns: Int, _ gutter: Int,
    _ glyphs: Glyphs
  ) -> Int? {
    let room = LabelRoom(
      AxisProjection(axis), length: columns, .across, margin: gutter, glyphs: glyphs)
    let spans = ticks.ticks.compactMap { tick in
      tick.label.flatMap { room.span(of: $0, at: tick.value) }
    }
    for start in stride(from: columns - width, through: 0, by: -1) {
      let isFree = spans.allSatisfy {
        start >= $0.upperBound + 2 || start + width + 2 <= $0.lowerBound
      }
      if isFree { return start }
    }
    return nil
  }

  /// The largest plot in which a unit of x is as long as one of y; a row is as high as two columns are wide.
  private static func keepingAspect(
    _ chart: Chart, _ columns: Int, _ rows: Int, _ glyphs: Glyphs
  ) -> (columns: Int, rows: Int) {
    guard columns > 1, rows > 1 else { return (columns, rows) }
    let (across, down) = glyphs.repertoire == .ascii ? (1.0, 1.0) : (2.0, 4.0)
    let x = AxisProjection(chart.x).span
    let y = AxisProjection(chart.y).span
    // Lengths from the first to the last dot, in columns.
    let width = Double(columns) - 1 / across
    let height = (Double(rows) - 1 / down) * 2
    let unit = min(width / x, height / y)
    guard unit.isFinite, unit > 0 else { return (columns, rows) }
    let fittedColumns = Int((unit * x + 1 / across).rounded())
    let fittedRows = Int((unit * y / 2 + 1 / down).rounded())
    return (min(columns, max(2, fittedColumns)), min(rows, max(2, fittedRows)))
  }
}
