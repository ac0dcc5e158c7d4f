/// The charts of a scene as they stand on a surface: what a cell means, and where the next datum is.
package struct SceneMap: Sendable {
  private struct Plot {
    let chart: Chart
    let frame: ChartFrame
    let data: [Spot]
  }
  /// A datum inside its plot, and its cell on the surface.
  private struct Spot {
    let datum: Datum
    let row: Int
    let column: Int
  }
  package enum Direction: Equatable, Sendable { case left, right, up, down }

  private let plots: [Plot]

  /// - Parameter area: the same that the scene is drawn in.
  package init(_ scene: Scene, in area: Area, glyphs: Glyphs) {
    let glyphs = glyphs.inGrid
    let parts = SceneLayout(scene, in: area, glyphs: glyphs)?.parts ?? []
    plots = parts.compactMap { part in
      guard case .chart(let chart) = part.pane else { return nil }
      let frame = ChartFrame.of(chart, in: part.area, glyphs: glyphs, gutter: part.gutter)
      guard !frame.plot.isEmpty else { return nil }
      return Plot(chart: chart, frame: frame, data: Self.spots(chart, frame))
    }
  }

  /// How many charts can be read.
  package var count: Int { plots.count }

  /// The cells of the plots, in reading order.
  package var areas: [Area] { plots.map(\.frame.plot) }

  private static func spots(_ chart: Chart, _ frame: ChartFrame) -> [Spot] {
    var spots: [Spot] = []
    for (index, mark) in chart.marks.enumerated() {
      let isPinned = if case .pinned = mark { true } else { false }
      for var datum in mark.data {
        let point = datum.point
        let place =
          isPinned
          ? Point(chart.x.nearest(to: point.x), chart.y.nearest(to: point.y)) : point
        guard let cell = frame.projection.cell(place) else { continue }
        datum.mark = index
        spots.append(
          Spot(
            datum: datum, row: frame.plot.row + cell.row, column: frame.plot.column + cell.column))
      }
    }
    return spots
  }

  /// What a cell of the surface means; nil outside of every plot. A datum whose cell it is comes first (the front
  /// one, and of one mark the last).
  package func reading(row: Int, column: Int) -> Reading? {
    guard let index = plots.firstIndex(where: { $0.frame.plot.contains(row: row, column: column) })
    else { return nil }
    let spot = plots[index].data.last { $0.row == row && $0.column == column }
    return reading(index, row, column, spot?.datum)
  }

  /// The reading of the datum nearest to a cell, within `reach` columns (a row counts for two); else of the cell.
  package func nearest(row: Int, column: Int, reach: Int = .max) -> Reading? {
    guard let index = plots.firstIndex(where: { $0.frame.plot.contains(row: row, column: column) })
    else { return nil }
    func distance(_ spot: Spot) -> Int {
      let (across, down) = (spot.column - column, 2 * (spot.row - row))
      return across * across + down * down
    }
    // Of equals the one in front.
    let nearest = plots[index].data.reversed().min { distance($0) < distance($1) }
    guard let nearest, reach >= 4096 || distance(nearest) <= reach * reach else {
      return reading(row: row, column: column)
    }
    return reading(index, nearest.row, nearest.column, nearest.datum)
  }

  /// Where a cross-hair begins in a chart: on the datum in front, else in the middle.
  package func start(chart: Int) -> Reading? {
    guard plots.indices.contains(chart) else { return nil }
    let plot = plots[chart]
    if let spot = plot.data.last { return reading(chart, spot.row, spot.column, spot.datum) }
    let area = plot.frame.plot
    return reading(chart, area.row + area.rows / 2, area.column + area.columns / 2, nil)
  }

  /// A reading anew, on what is drawn now: of its datum while its mark has one, else of its place, else of where a
  /// cross-hair begins; nil where there is no such chart.
  package func again(_ reading: Reading) -> Reading? {
    guard plots.indices.contains(reading.chart) else { return nil }
    let plot = plots[reading.chart]
    if let datum = reading.datum {
      let own = plot.data.filter { $0.datum.mark == datum.mark }
      if let spot = own.first(where: { $0.datum.index == datum.index }) ?? own.last {
        return self.reading(reading.chart, spot.row, spot.column, spot.datum)
      }
    }
    guard let cell = plot.frame.projection.cell(reading.place) else {
      return start(chart: reading.chart)
    }
    return self.reading(
      reading.chart, plot.frame.plot.row + cell.row, plot.frame.plot.column + cell.column, nil)
  }

  /// The middle of a chart, whatever lies there.
  package func middle(chart: Int) -> Reading? {
    guard plots.indices.contains(chart) else { return nil }
    let area = plots[chart].frame.plot
    return reading(chart, area.row + area.rows / 2, area.column + area.columns / 2, nil)
  }

  /// The reading one cell further; at the edge of the plot the cross stays.
  package func moved(_ reading: Reading, _ direction: Direction, by cells: Int = 1) -> Reading? {
    guard plots.indices.contains(reading.chart) else { return nil }
    let area = plots[reading.chart].frame.plot
    let cells = min(max(cells, 0), 4096)
    var (row, column) = (reading.row, reading.column)
    switch direction {
    case .left: column -= cells
    case .right: column += cells
    case .up: row -= cells
    case .down: row += cells
    }
    return self.reading(
      row: min(max(row, area.row), area.row + area.rows - 1),
      column: min(max(column, area.column), area.column + area.columns - 1))
  }

  /// The next datum in a direction: along its own mark where the cross stands on one of several; else the nearest
  /// that lies further that way. The cross stays where there is none.
  package func next(_ reading: Reading, _ direction: Direction) -> Reading? {
    guard plots.indices.contains(reading.chart) else { return nil }
    let isForward = direction == .right || direction == .up
    if let datum = reading.datum, direction == .left || direction == .right {
      let own = plots[reading.chart].data.filter { $0.datum.mark == datum.mark }
      let neighbour =
        isForward
        ? own.first { $0.datum.index > datum.index } : own.last { $0.datum.index < datum.index }
      if own.count > 1 {
        return neighbour.map { self.reading(reading.chart, $0.row, $0.column, $0.datum) } ?? reading
      }
    }
    func ahead(_ spot: Spot) -> (along: Int, beside: Int) {
      let (across, down) = (spot.column - reading.column, 2 * (spot.row - reading.row))
      switch direction {
      case .left: return (-across, down.magnitude.asInt)
      case .right: return (across, down.magnitude.asInt)
      case .up: return (-down, across.magnitude.asInt)
      case .down: return (down, across.magnitude.asInt)
      }
    }
    let next = plots[reading.chart].data.filter { ahead($0).along > 0 }.min {
      let (a, b) = (ahead($0), ahead($1))
      return a.along + 2 * a.beside < b.along + 2 * b.beside
    }
    guard let next else { return reading }
    return self.reading(reading.chart, next.row, next.column, next.datum)
  }

  private func reading(_ index: Int, _ row: Int, _ column: Int, _ datum: Datum?) -> Reading {
    let plot = plots[index]
    let area = plot.frame.plot
    let place =
      datum?.point
      ?? plot.frame.projection.point(column: column - area.column, row: Double(row - area.row))
    var values: [Double] = []
    for mark in plot.chart.marks {
      switch mark {
      case .contours(let field, _, _): values.append(field.value(place.x, place.y))
      case .heat(let map): values.append(map.value(place.x, place.y))
      default: break
      }
    }
    return Reading(
      chart: index, row: row, column: column, place: place, xName: plot.chart.x.name,
      yName: plot.chart.y.name, datum: datum, values: values,
      isOutside: datum.map { plot.frame.projection.cell($0.point) == nil } ?? false)
  }
}

extension UInt {
  fileprivate var asInt: Int { Int(clamping: self) }
}

extension Area {
  package func contains(row: Int, column: Int) -> Bool {
    row >= self.row && row < self.row + rows && column >= self.column
      && column < self.column + columns
  }
}
