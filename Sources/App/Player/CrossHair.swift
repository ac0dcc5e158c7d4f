import Figures
import Plot

/// A cross over a plot that reads exact numbers.
package struct CrossHair: Equatable, Sendable {
  /// Of two runs beside each other: which of them.
  var picture: Int
  var reading: Reading
  /// It goes from datum to datum; else from cell to cell.
  var snaps = true
}

extension CrossHair {
  /// The cross as it stands on what is drawn now: on its datum while there is one, else on its place.
  func standing(on maps: [SceneMap]) -> CrossHair? {
    guard maps.indices.contains(picture), let reading = maps[picture].again(reading) else {
      return maps.firstStart
    }
    var cross = self
    cross.reading = reading
    return cross
  }

  func moved(_ direction: SceneMap.Direction, by cells: Int = 1, on maps: [SceneMap]) -> CrossHair?
  {
    guard var cross = standing(on: maps), maps.indices.contains(cross.picture) else { return nil }
    let map = maps[cross.picture]
    let next =
      snaps ? map.next(cross.reading, direction) : map.moved(cross.reading, direction, by: cells)
    if let next { cross.reading = next }
    return cross
  }

  /// In the next chart, round at the last.
  func inNextChart(on maps: [SceneMap]) -> CrossHair? {
    let charts = maps.indices.flatMap { picture in
      (0..<maps[picture].count).map { (picture: picture, chart: $0) }
    }
    guard
      let here = charts.firstIndex(where: { $0.picture == picture && $0.chart == reading.chart })
    else { return standing(on: maps) }
    let next = charts[(here + 1) % charts.count]
    guard let reading = maps[next.picture].start(chart: next.chart) else { return self }
    return CrossHair(picture: next.picture, reading: reading, snaps: snaps)
  }
}

extension [SceneMap] {
  /// Where a cross begins: in the run that changes.
  var firstStart: CrossHair? {
    for picture in indices.reversed() {
      if let reading = self[picture].start(chart: 0) {
        return CrossHair(picture: picture, reading: reading)
      }
    }
    return nil
  }

  /// The cross under the mouse, on a datum if one is near.
  func cross(row: Int, column: Int, snaps: Bool) -> CrossHair? {
    for picture in indices {
      let map = self[picture]
      let reading =
        snaps
        ? map.nearest(row: row, column: column, reach: 3) : map.reading(row: row, column: column)
      if let reading { return CrossHair(picture: picture, reading: reading, snaps: snaps) }
    }
    return nil
  }
}
