extension Pane {
  /// All charts, in reading order.
  package var charts: [Chart] {
    switch self {
    case .chart(let chart): [chart]
    case .panels(let panels): panels.charts
    case .row(let slots), .column(let slots): slots.flatMap { $0.pane.charts }
    default: []
    }
  }

  /// The pane with every chart changed, in reading order.
  package func mappingCharts(_ change: (Chart) -> Chart) -> Pane {
    func changed(_ slots: [Slot]) -> [Slot] {
      slots.map { slot in
        var slot = slot
        slot.pane = slot.pane.mappingCharts(change)
        return slot
      }
    }
    switch self {
    case .chart(let chart): return .chart(change(chart))
    case .panels(var panels):
      panels.charts = panels.charts.map(change)
      return .panels(panels)
    case .row(let slots): return .row(changed(slots))
    case .column(let slots): return .column(changed(slots))
    default: return self
    }
  }
}
