extension Chart {
  /// The chart with what others with the same axes leave behind.
  func shadowed(by others: [Chart]) -> Chart {
    let news = others.flatMap(news)
    guard !news.isEmpty else { return self }
    var chart = self
    // The ends of bars lie over the bars that they are compared with, else the taller would hide the lower.
    if let last = marks.lastIndex(where: \.isBars) {
      chart.marks.insert(contentsOf: news.flatMap(\.shadowsOver), at: last + 1)
    }
    // All else lies in front of what stands still and behind what this run draws.
    let split = marks.firstIndex { !$0.standsStill } ?? marks.count
    chart.marks.insert(contentsOf: news.flatMap(\.shadows), at: split)
    return chart
  }

  /// The marks of another run that may leave shadows; what this run draws just so is no news.
  private func news(from other: Chart) -> [Mark] {
    guard x.scale == other.x.scale, y.scale == other.y.scale, x.name == other.x.name,
      y.name == other.y.name
    else { return [] }
    // Where there is a path, lines and arrows only help at the moment: tangents, guides, gradients.
    let hasPath = marks.contains { if case .path = $0 { true } else { false } }
    return other.marks.filter { !marks.contains($0) }.flatMap { mark in
      mark.parts(on: x, y).filter { !(hasPath && $0.helpsAtTheMoment) }
    }
  }
}

extension Mark {
  /// It is the ground that a run is drawn on.
  fileprivate var standsStill: Bool {
    switch self {
    case .contours, .heat, .region, .horizontal, .vertical, .ghost: true
    default: false
    }
  }

  fileprivate var helpsAtTheMoment: Bool {
    switch self {
    case .line, .arrow: true
    default: false
    }
  }

  fileprivate var isBars: Bool {
    switch self {
    case .bars, .barsAcross, .histogram: true
    default: false
    }
  }
}
