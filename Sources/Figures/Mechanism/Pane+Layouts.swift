import Plot

extension Pane {
  /// A chart (or a network) and beside it, where there is room, what goes with it.
  static func beside(
    _ main: Pane, _ side: Pane..., share: Double = 1.6, minimum: Size = Size(rows: 6, columns: 30),
    sideMinimum: Size = Size(rows: 4, columns: 22)
  ) -> Pane {
    let slots = side.enumerated().map { index, pane in
      Slot(
        pane, minimum: sideMinimum, share: pane.stretches ? 1 : 0, priority: side.count - index)
    }
    return .row(
      [Slot(main, minimum: minimum, share: share, priority: side.count + 1)] + slots)
  }

  /// One below the other; the last give way first.
  static func stacked(_ panes: Pane..., minimum: Size = Size(rows: 4, columns: 22)) -> Pane {
    .column(
      panes.enumerated().map { index, pane in
        Slot(
          pane,
          minimum: pane.stretches
            ? Size(rows: max(6, minimum.rows), columns: minimum.columns) : minimum,
          share: pane.stretches ? 1 : 0, priority: panes.count - index)
      })
  }

  /// Whether it takes what room there is.
  private var stretches: Bool {
    switch self {
    case .chart, .network: true
    case .row(let slots), .column(let slots): slots.contains { $0.share > 0 }
    default: false
    }
  }
}

extension Language {
  /// `draw  7 of 40`: the same width for a whole film.
  func place(_ k: Int, of count: Int, _ noun: Words) -> String {
    let place = NumberText.padded("\(k)", "\(count)".count)
    return self("\(noun.en) \(place) of \(count)", "\(noun.ko) \(place)/\(count)")
  }
}

extension Words {
  static let step = Words(en: "step", ko: "걸음")
  static let draw = Words(en: "draw", ko: "추출")
}
