import Core
import Plot

/// What a sampler that looks back knew when it chose a trial.
extension SearchFilm {
  /// Charts below the best value so far.
  func beside(_ k: Int, _ language: Language) -> [Slot] {
    var charts: [Chart] = []
    switch search.sampler {
    case .treeParzen where axes.count > 1:
      charts = axes.indices.prefix(2).map { densities(k, along: $0, language) }
    case .gaussianProcess where axes.count > 1: charts = [promised(k, language)]
    case .halving: charts = [rungs(k, language)]
    default: break
    }
    return charts.enumerated().map { index, chart in
      Slot(.chart(chart), minimum: Size(rows: 5, columns: 20), share: 0.8, priority: 2 - index)
    }
  }

  /// The only axis: the value over it, and what the model says.
  func line(
    _ k: Int, _ language: Language, _ ranked: [Int], _ prediction: Prediction?
  ) -> Pane {
    let step = self[k]
    let isProcess = step.gaussian != nil
    var marks = scatter(k, ranked, small: isProcess ? .medium : .small) {
      Point(points[$0][0], values[$0])
    }
    if let process = step.gaussian?.process { marks.insert(contentsOf: band(process), at: 0) }
    if case .point(let x, let y)? = prediction?.guess { marks.append(.guess(Point(x, y))) }
    let chart = Chart(x: axis(axes[0]), y: valueAxis(language), marks: marks)
    let model: Chart
    switch search.sampler {
    case .treeParzen: model = densities(k, along: 0, language)
    case .gaussianProcess: model = improvement(k, language)
    default: return .chart(chart)
    }
    return .column([
      Slot(.chart(chart), minimum: Size(rows: 6, columns: 24), share: 2, priority: 2),
      Slot(.chart(model), minimum: Size(rows: 5, columns: 24), share: 1, priority: 1),
    ])
  }

  /// Places along an axis, on the unit cube and as values: of a counted axis the middles of its cells.
  private func places(along index: Int) -> [(unit: Double, value: Double)] {
    let scale = axes[index].scale
    let count = min(scale.count ?? 121, 121)
    return (0..<count).map { place in
      let unit =
        scale.count == nil
        ? Double(place) / Double(count - 1) : (Double(place) + 0.5) / Double(count)
      return (unit, scale.value(at: unit))
    }
  }

  private func scaled(_ points: [Point]) -> [Point] {
    let top = points.map(\.y).filter(\.isFinite).max() ?? 0
    return top > 0 ? points.map { Point($0.x, $0.y / top) } : points
  }

  /// l and g along an axis, each by its own peak, the candidates below, the trial on top.
  private func densities(_ k: Int, along index: Int, _ language: Language) -> Chart {
    let step = self[k]
    var marks: [Mark] = []
    if let choice = step.parzen {
      let places = places(along: index)
      func curve(_ mixture: ParzenMixture) -> [Point] {
        scaled(places.map { Point($0.value, mixture.density(along: index, at: $0.unit)) })
      }
      let drawn = choice.candidates.map { axes[index].scale.value(at: $0[index]) }
      marks = [
        .ghost(curve(choice.rest), .dim), .line(curve(choice.good), Style(.good)),
        .points(drawn.filter(\.isFinite).map { Point($0, 0) }, .plus, Style(.first)),
        .points([Point(step.point[index], 0)], .now, Style(.accent, bold: true)),
      ]
    }
    return Chart(
      x: axis(axes[index]),
      y: Axis("", 0...1.05, ticks: .labelled([0, 1], ["0", "1"])),
      legend: [
        LegendEntry(.line, language("good", "좋은 시도"), Style(.good)),
        LegendEntry(.ghost, language("rest", "나머지"), .dim),
        LegendEntry(.marker(.plus), language("drawn", "후보"), Style(.first)),
      ], marks: marks)
  }

  /// μ and μ ± 2σ.
  private func band(_ process: GaussianProcess) -> [Mark] {
    let places = places(along: 0)
    let (means, deviations) = process.posterior(at: places.map(\.unit))
    let band = places.indices.map {
      Spread(
        places[$0].value, means[$0] - 2 * deviations[$0], means[$0] + 2 * deviations[$0])
    }
    let mean = places.indices.map { Point(places[$0].value, means[$0]) }
    return [.band(band, .dim), .line(mean, Style(.second))]
  }

  /// The expected improvement along the only axis, by its peak.
  private func improvement(_ k: Int, _ language: Language) -> Chart {
    let step = self[k]
    var marks: [Mark] = []
    if let process = step.gaussian?.process {
      let places = places(along: 0)
      let gains = process.expectedImprovement(at: places.map(\.unit))
      let curve = scaled(zip(places, gains).map { Point($0.value, $1) })
      marks = [
        .line(curve, Style(.good)),
        .points([Point(step.point[0], 1)], .now, Style(.accent, bold: true)),
      ]
    }
    return Chart(
      x: axis(axes[0]),
      y: Axis(
        language("expected improvement / its peak", "기대 개선 / 최댓값"), 0...1.05,
        ticks: .labelled([0, 1], ["0", "1"])), marks: marks)
  }

  /// What each trial promised: it falls as less is left to find.
  private func promised(_ k: Int, _ language: Language) -> Chart {
    let all = promises.filter { $0 > 0 && $0.isFinite }
    let shown = (0...k).filter { promises[$0] > 0 }.map { Point(Double($0 + 1), promises[$0]) }
    let name = language("promised improvement", "기대 개선")
    let top = all.max() ?? 1
    let low = max(all.min() ?? 0.1, top * 1e-12)
    return Chart(
      x: Axis(language("trial", "시도"), 0...Double(max(2, total))),
      y: Axis(name, low / 2...top * 2, scale: .log),
      marks: [
        .points(shown, .medium, Style(.first)),
        .points(shown.suffix(1).map(\.self), .now, Style(.accent, bold: true)),
      ])
  }

  /// Values over the budget; a line joins the runs of one trial.
  private func rungs(_ k: Int, _ language: Language) -> Chart {
    let shown = 0...min(k, budgets.count - 1)
    func place(_ index: Int) -> Point { Point(budgets[index], values[index]) }
    var marks: [Mark] = shown.compactMap { index in
      parents[index].map { .line([place($0), place(index)], Style(.first)) }
    }
    marks.append(.points(shown.map(place), .medium, Style(.first)))
    marks.append(.points([place(k)], .now, Style(.accent, bold: true)))
    let stops = Array(Set(budgets)).sorted()
    let (low, high) = (stops.first ?? 1, stops.last ?? 9)
    return Chart(
      x: Axis(
        language("budget", "예산"), low / 1.3...high * 1.3, scale: .log,
        ticks: .labelled(stops, stops.map { NumberText.short($0) })),
      y: valueAxis(language), marks: marks)
  }
}
