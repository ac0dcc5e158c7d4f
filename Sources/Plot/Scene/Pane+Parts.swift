extension Pane {
  /// What is drawn by itself, in reading order: the pane taken apart down to its charts, grids, networks and words.
  package var parts: [Pane] {
    switch self {
    case .panels(let panels): panels.charts.map(Pane.chart)
    case .row(let slots), .column(let slots): slots.flatMap { $0.pane.parts }
    default: [self]
    }
  }

  /// The pane with every part changed, in reading order. A part of small multiples stays a chart.
  package func mappingParts(_ change: (Pane) -> Pane) -> Pane {
    func changed(_ slots: [Slot]) -> [Slot] {
      slots.map { slot in
        var slot = slot
        slot.pane = slot.pane.mappingParts(change)
        return slot
      }
    }
    switch self {
    case .panels(var panels):
      panels.charts = panels.charts.map { chart in
        if case .chart(let changed) = change(.chart(chart)) { changed } else { chart }
      }
      return .panels(panels)
    case .row(let slots): return .row(changed(slots))
    case .column(let slots): return .column(changed(slots))
    default: return change(self)
    }
  }

  /// All charts, in reading order.
  package var charts: [Chart] { parts.compactMap(\.chart) }

  /// The pane with every chart changed, in reading order.
  package func mappingCharts(_ change: (Chart) -> Chart) -> Pane {
    mappingParts { part in part.chart.map { .chart(change($0)) } ?? part }
  }

  var chart: Chart? { if case .chart(let chart) = self { chart } else { nil } }
}
