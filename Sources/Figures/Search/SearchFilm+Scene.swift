import Core
import Plot

extension SearchFilm {
  func scene(_ frame: Int, _ language: Language, _ prediction: Prediction?) -> Scene {
    let k = min(max(frame, 0), values.count - 1)
    let count = "\(total)"
    let name = method[language]
    let shape = isGrid ? " (" + gridShape + ")" : ""
    return Scene(
      title: language(
        "\(name), \(NumberText.counted(total, "trial"))\(shape)", "\(name), \(count)회\(shape)"),
      readout: language(
        "trial \(NumberText.padded("\(k + 1)", count.count))   best \(short(bests[k])) at trial \(bestAt[k] + 1)",
        "시도 \(NumberText.padded("\(k + 1)", count.count))   최선 \(short(bests[k])) (\(bestAt[k] + 1)번째)"
      ),
      body: .row([
        Slot(
          space(k, language, prediction), minimum: Size(rows: 6, columns: 28), share: 1.9,
          priority: 3),
        Slot(
          .column(
            [
              Slot(
                .chart(progress(k, language, prediction)), minimum: Size(rows: 6, columns: 20),
                share: 1, priority: 3)
            ] + beside(k, language) + [
              Slot(
                .text(legend(language)), minimum: Size(rows: 2, columns: 20), share: 0, priority: 1)
            ]), minimum: Size(rows: 6, columns: 22), share: 1, priority: 2),
      ]),
      look: look(k, language).sentence(in: language))
  }

  private func legend(_ language: Language) -> [StyledText] {
    let best = StyledText(language("@ best  O top 10%  +\u{A0}now", "@ 최선  O 상위 10%  +\u{A0}이번"))
    if !scale.isEmpty {
      return [
        best,
        StyledText(language("o rest   shades: model mean", "o 나머지   명암: 모델의 평균")),
      ]
    }
    return [best, StyledText(language("o better half   . rest", "o 상위 절반   . 나머지"))]
  }

  func axis(_ axis: SearchSpace.Axis) -> Axis {
    let bounds = axis.scale.bounds
    if axis.scale.isLog, bounds.high > bounds.low {
      return Axis(axis.name, bounds.low...bounds.high, scale: .log)
    }
    switch axis.scale {
    case .int, .choice: return Axis(axis.name, bounds.low - 0.5...bounds.high + 0.5)
    default:
      let pad = bounds.high > bounds.low ? 0 : max(0.5, bounds.low.magnitude / 2)
      return Axis(axis.name, bounds.low - pad...bounds.high + pad)
    }
  }

  func space(_ k: Int, _ language: Language, _ prediction: Prediction?) -> Pane {
    let ranked = ranks(k)
    if axes.count == 2 {
      // Dots would drown in a heat map.
      var marks = scatter(k, ranked, small: scale.isEmpty ? .small : .medium) {
        Point(points[$0][0], points[$0][1])
      }
      if let map = expected(k, language) { marks.insert(.heat(map), at: 0) }
      if let box = self[k].box {
        let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)].map { u, v in
          search.space.point(at: [box.low[0] + box.width * u, box.low[1] + box.width * v])
        }
        marks.insert(.ghost(corners.map { Point($0[0], $0[1]) }, Style(.warn)), at: 0)
      }
      if case .point(let x, let y)? = prediction?.guess {
        marks.append(.guess(Point(x, y)))
      }
      return .chart(Chart(x: axis(axes[0]), y: axis(axes[1]), marks: marks))
    }
    // One axis, or more than fit into a plane: the value against each of the first few.
    let charts = axes.prefix(4).enumerated().map { index, each in
      Slot(
        .chart(
          Chart(
            x: axis(each), y: valueAxis(language),
            marks: scatter(k, ranked) { Point(points[$0][index], values[$0]) })),
        minimum: Size(rows: 6, columns: 20), share: 1, priority: 4 - index)
    }
    if axes.count == 1 { return line(k, language, ranked, prediction) }
    let half = (charts.count + 1) / 2
    return .column([
      Slot(.row(Array(charts[..<half])), minimum: Size(rows: 6, columns: 24), priority: 2),
      Slot(.row(Array(charts[half...])), minimum: Size(rows: 6, columns: 24), priority: 1),
    ])
  }

  /// What the process expected before trial k, over the plane; blank while there is none.
  private func expected(_ k: Int, _ language: Language) -> HeatMap? {
    guard let low = scale.first, let high = scale.last, low < high else { return nil }
    let field = self[k].gaussian?.process.map { MeanSurface($0, over: search.space).field }
    func range(_ axis: SearchSpace.Axis) -> ClosedRange<Double> {
      axis.scale.bounds.low...axis.scale.bounds.high
    }
    var map = HeatMap(
      field.map(HeatMap.Source.field) ?? .grid([], columns: 0), x: range(axes[0]),
      y: range(axes[1]), range: low...high, name: language("mean", "평균"),
      isGround: true)
    map.stops = Array(scale.dropFirst().dropLast())
    return map
  }

  /// The trials so far from the worst to the best; those without a value are left out.
  func ranks(_ k: Int) -> [Int] {
    thinned(k + 1, to: 2000).filter { !values[$0].isNaN }.sorted {
      (values[$0], $0) > (values[$1], $1)
    }
  }

  func scatter(
    _ k: Int, _ ranked: [Int], small: Marker = .small, _ place: (Int) -> Point
  ) -> [Mark] {
    let top = max(1, Int((Double(ranked.count) * 0.1).rounded()))
    let good = ranked.suffix(top)
    let fair = ranked.dropLast(top).suffix(max(0, ranked.count / 2 - top))
    let rest = ranked.dropLast(top + fair.count)
    var marks: [Mark] = [
      .points(rest.map(place), small, .dim), .points(fair.map(place), .medium, Style(.first)),
      .points(good.map(place), .large, Style(.good, bold: true)),
    ]
    if bestAt[k] != k { marks.append(.points([place(k)], .plus, Style(.warn, bold: true))) }
    if !bests[k].isNaN {
      marks.append(.points([place(bestAt[k])], .now, Style(.accent, bold: true)))
    }
    return marks
  }

  func valueAxis(_ language: Language) -> Axis { axis(language("value", "값"), of: values) }

  func axis(_ name: String, of numbers: [Double]) -> Axis {
    let finite = numbers.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return Axis(name, 0...1) }
    if low > 0, high / low > 300 { return Axis(name, low / 1.5...high * 1.5, scale: .log) }
    let pad = high > low ? (high - low) * 0.06 : max(0.5, low.magnitude * 0.1)
    return Axis(name, low - pad...high + pad)
  }

  func progress(_ k: Int, _ language: Language, _ prediction: Prediction?) -> Chart {
    var stairs: [Point] = []
    for index in thinned(k + 1, to: 1000) where bests[index].isFinite {
      if let before = stairs.last { stairs.append(Point(Double(index + 1), before.y)) }
      stairs.append(Point(Double(index + 1), bests[index]))
    }
    var marks: [Mark] = [.line(stairs, Style(.first))]
    if let end = stairs.last { marks.append(.points([end], .now, Style(.accent, bold: true))) }
    if case .number(let guess)? = prediction?.guess {
      marks.append(
        .guess(Point(Double(total), guess)))
    }
    return Chart(
      x: Axis(language("trial", "시도"), 0...Double(max(2, total))),
      y: axis(language("best so far", "지금까지 최선"), of: bests), marks: marks)
  }
}
