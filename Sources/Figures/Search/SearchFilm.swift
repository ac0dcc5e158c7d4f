import Core
import Plot

/// What the film of `search` shows: scatter of the first two axes (value against each axis where there is one, or
/// more than two), and the best value so far.
struct SearchFilm: Sendable {
  let setup: SearchControls.Setup
  let recording: Recording<Search>
  let values: [Double]
  let bests: [Double]
  let bestAt: [Int]
  /// First three coordinates at most, trial by trial.
  let points: [[Double]]
  /// The new best that fell most.
  let leap: Int

  var search: Search { setup.search }
  private var axes: [SearchSpace.Axis] { search.space.axes }

  init(_ setup: SearchControls.Setup) throws {
    var values: [Double] = []
    var bests: [Double] = []
    var bestAt: [Int] = []
    var points: [[Double]] = []
    recording = try Recording(setup.search) {
      values.append($0.value)
      bests.append($0.best)
      bestAt.append($0.bestIndex - 1)
      points.append(Array($0.point.prefix(4)))
    }
    self.setup = setup
    self.values = values
    self.bests = bests
    self.bestAt = bestAt
    self.points = points
    let falls = bests.indices.dropFirst().map { (index: $0, fall: bests[$0 - 1] - bests[$0]) }
    leap = falls.filter { $0.fall > 0 }.max { $0.fall < $1.fall }?.index ?? 0
  }

  var film: Film {
    let last = values.count - 1
    let best = recording[bestAt[last]]
    let text: Words =
      bests[last].isNaN
      ? Words(
        en: "all \(values.count) trials are made; none had a value",
        ko: "\(values.count)번 모두 시도했으나 값이 있는 점이 없다")
      : Words(
        en:
          "all \(values.count) trials are made; the best is \(short(bests[last])) at trial \(best.index)",
        ko: "\(values.count)번 모두 시도했다. 최선은 \(best.index)번째 시도의 \(short(bests[last]))이다")
    return Film(
      frames: values.count, status: .done,
      reason: Reason(
        code: "all-trials",
        values: .object([("trials", .int(values.count)), ("best_trial", .int(best.index))]),
        text: text),
      step: { step(recording[$0]) },
      result: .object([
        ("best", .number(bests[last])), ("best_trial", .int(best.index)),
        ("point", point(best.point)),
        ("trials", .int(values.count)),
      ]),
      evaluations: (values.count, 0, 0), scene: { scene($0, $1, nil) }, twin: twin,
      bookmarks: bookmarks,
      predicted: { scene($1, $2, $0) })
  }

  private func short(_ value: Double) -> String { NumberText.short(value, digits: 3) }

  private func point(_ values: [Double]) -> JSON {
    .object(
      zip(axes, values).map { axis, value in
        if case .int = axis.scale, let whole = Int(exactly: value) {
          return (axis.name, .int(whole))
        }
        return (axis.name, .number(value))
      })
  }

  private func step(_ step: Search.Step) -> JSON {
    .object([
      ("k", .int(step.index)), ("point", point(step.point)), ("value", .number(step.value)),
      ("best", .number(step.best)),
    ])
  }

  private func scene(_ frame: Int, _ language: Language, _ prediction: Prediction?) -> Scene {
    let k = min(max(frame, 0), values.count - 1)
    let count = "\(values.count)"
    let name = method[language]
    let shape = isGrid ? " (" + gridShape + ")" : ""
    return Scene(
      title: language("\(name), \(count) trials\(shape)", "\(name), \(count)회\(shape)"),
      readout: language(
        "trial \(NumberText.padded("\(k + 1)", count.count))   best \(short(bests[k])) at trial \(bestAt[k] + 1)",
        "시도 \(NumberText.padded("\(k + 1)", count.count))   최선 \(short(bests[k])) (\(bestAt[k] + 1)번째)"
      ),
      body: .row([
        Slot(
          space(k, language, prediction), minimum: Size(rows: 6, columns: 28), share: 1.9,
          priority: 3),
        Slot(
          .column([
            Slot(
              .chart(progress(k, language, prediction)), minimum: Size(rows: 6, columns: 20),
              share: 1, priority: 2),
            Slot(
              .text(legend(language)), minimum: Size(rows: 2, columns: 20), share: 0, priority: 1),
          ]), minimum: Size(rows: 6, columns: 22), share: 1, priority: 2),
      ]),
      look: look(k, language).sentence(in: language))
  }

  private var isGrid: Bool { if case .grid = search.sampler { true } else { false } }
  private var method: Words {
    switch search.sampler {
    case .random: Words(en: "Random search", ko: "임의 탐색")
    case .grid: Words(en: "Grid search", ko: "격자 탐색")
    case .halton: Words(en: "Halton search", ko: "Halton 탐색")
    case .sobol: Words(en: "Sobol search", ko: "Sobol 탐색")
    case .latinHypercube: Words(en: "Latin hypercube", ko: "라틴 하이퍼큐브")
    case .coarseToFine: Words(en: "Coarse to fine", ko: "대략-세밀 탐색")
    }
  }
  private var gridShape: String {
    guard case .grid(let values) = search.sampler else { return "" }
    return values.map { "\($0.count)" }.joined(separator: "x")
  }

  private func legend(_ language: Language) -> [StyledText] {
    [
      StyledText(language("@ best   O top 10%", "@ 최선   O 상위 10%")),
      StyledText(language("o better half   . rest", "o 상위 절반   . 나머지")),
    ]
  }

  private func axis(_ axis: SearchSpace.Axis) -> Axis {
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

  private func space(_ k: Int, _ language: Language, _ prediction: Prediction?) -> Pane {
    let ranked = ranks(k)
    if axes.count == 2 {
      var marks = scatter(k, ranked) { Point(points[$0][0], points[$0][1]) }
      if let box = recording[k].box {
        let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)].map { u, v in
          search.space.point(at: [box.low[0] + box.width * u, box.low[1] + box.width * v])
        }
        marks.insert(.ghost(corners.map { Point($0[0], $0[1]) }, Style(.warn)), at: 0)
      }
      if case .point(let x, let y)? = prediction?.guess {
        marks.append(.points([Point(x, y)], .question, Style(.warn, bold: true)))
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
    if charts.count == 1, let only = charts.first { return only.pane }
    let half = (charts.count + 1) / 2
    return .column([
      Slot(.row(Array(charts[..<half])), minimum: Size(rows: 6, columns: 24), priority: 2),
      Slot(.row(Array(charts[half...])), minimum: Size(rows: 6, columns: 24), priority: 1),
    ])
  }

  /// The trials so far from the worst to the best; those without a value are left out.
  private func ranks(_ k: Int) -> [Int] {
    thinned(k + 1, to: 2000).filter { !values[$0].isNaN }.sorted {
      (values[$0], $0) > (values[$1], $1)
    }
  }

  private func scatter(_ k: Int, _ ranked: [Int], _ place: (Int) -> Point) -> [Mark] {
    let top = max(1, Int((Double(ranked.count) * 0.1).rounded()))
    let good = ranked.suffix(top)
    let fair = ranked.dropLast(top).suffix(max(0, ranked.count / 2 - top))
    let rest = ranked.dropLast(top + fair.count)
    var marks: [Mark] = [
      .points(rest.map(place), .small, .dim), .points(fair.map(place), .medium, Style(.first)),
      .points(good.map(place), .large, Style(.good, bold: true)),
    ]
    if bestAt[k] != k { marks.append(.points([place(k)], .plus, Style(.warn, bold: true))) }
    if !bests[k].isNaN {
      marks.append(.points([place(bestAt[k])], .now, Style(.accent, bold: true)))
    }
    return marks
  }

  private func valueAxis(_ language: Language) -> Axis { axis(language("value", "값"), of: values) }

  private func axis(_ name: String, of numbers: [Double]) -> Axis {
    let finite = numbers.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return Axis(name, 0...1) }
    if low > 0, high / low > 300 { return Axis(name, low / 1.5...high * 1.5, scale: .log) }
    let pad = high > low ? (high - low) * 0.06 : max(0.5, low.magnitude * 0.1)
    return Axis(name, low - pad...high + pad)
  }

  private func progress(_ k: Int, _ language: Language, _ prediction: Prediction?) -> Chart {
    var stairs: [Point] = []
    for index in thinned(k + 1, to: 1000) where bests[index].isFinite {
      if let before = stairs.last { stairs.append(Point(Double(index + 1), before.y)) }
      stairs.append(Point(Double(index + 1), bests[index]))
    }
    var marks: [Mark] = [.line(stairs, Style(.first))]
    if let end = stairs.last { marks.append(.points([end], .now, Style(.accent, bold: true))) }
    if case .number(let guess)? = prediction?.guess {
      marks.append(
        .points([Point(Double(values.count), guess)], .question, Style(.warn, bold: true)))
    }
    return Chart(
      x: Axis(language("trial", "시도"), 0...Double(max(2, values.count))),
      y: axis(language("best so far", "지금까지 최선"), of: bests), marks: marks)
  }

  private func look(_ k: Int, _ language: Language) -> String {
    if bests[k].isNaN {
      return language(
        "no trial has had a value yet: look at where the objective is defined.",
        "아직 값이 있는 시도가 없다: 목적 함수의 정의역을 살펴보라.")
    }
    if k == 0 {
      switch search.sampler {
      case .grid:
        return language(
          "a grid tries \(gridShape) values: few different ones on each axis.",
          "격자는 \(gridShape)개 값을 시도한다: 축마다 다른 값은 적다.")
      case .random:
        return language(
          "each trial is drawn anew; none knows of the others.", "시도마다 새로 뽑으며 다른 시도를 모른다.")
      case .halton, .sobol:
        return language(
          "an even sequence: each trial goes where there is most room.", "고른 수열: 시도마다 가장 빈 곳으로 간다.")
      case .coarseToFine:
        return language(
          "a coarse grid first; then a box half as wide around the best point, and again.",
          "먼저 성긴 격자, 다음은 최고점 둘레의 절반 너비 상자, 그리고 한 번 더.")
      case .latinHypercube:
        return language(
          "each slice of each axis will be tried exactly once.", "축마다 모든 칸을 정확히 한 번씩 시도한다.")
      }
    }
    if k == bestAt[k] {
      return language(
        "trial \(k + 1) is the best so far: \(short(values[k])).",
        "\(k + 1)번째 시도가 지금까지 최선이다: \(short(values[k])).")
    }
    if k == values.count - 1, axes.count >= 2 {
      let top = ranks(k).suffix(max(2, min(6, (k + 1) / 5)))
      let spans = axes.prefix(2).enumerated().map { index, axis in
        let numbers = top.map { points[$0][index] }
        return "\(axis.name) \(short(numbers.min() ?? 0))-\(short(numbers.max() ?? 0))"
      }
      return language(
        "the best \(top.count) have \(spans.joined(separator: ", ")).",
        "상위 \(top.count)개: \(spans.joined(separator: ", ")).")
    }
    let since = k - bestAt[k]
    return language(
      "no better one for \(since) \(since == 1 ? "trial" : "trials"); trial \(bestAt[k] + 1) leads.",
      "\(since)회 동안 더 나은 것이 없다. \(bestAt[k] + 1)번째가 최선이다.")
  }

  private var bookmarks: [Bookmark] {
    [0, leap, values.count - 1].reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
      .sorted().map {
        Bookmark(frame: $0, say: Words(en: look($0, .en).sentence, ko: look($0, .ko)))
      }
  }

  private func twin(_ frame: Int, _ language: Language) -> Twin {
    let k = min(max(frame, 0), values.count - 1)
    let step = recording[k]
    let place = zip(axes, step.point).map { "\($0.name) = \(short($1))" }.joined(separator: ", ")
    let method = method[language]
    let sentence = language(
      "\(method) over \(axes.map(\.name).joined(separator: ", ")), trial \(k + 1) of \(values.count): \(place) gives \(short(step.value)); best so far \(short(bests[k])) at trial \(bestAt[k] + 1). \(look(k, language).sentence)",
      "\(method) (\(axes.map(\.name).joined(separator: ", "))), \(values.count)회 중 \(k + 1)회: \(place)에서 값 \(short(step.value)); 최선 \(short(bests[k])) (\(bestAt[k] + 1)번째). \(look(k, language))"
    )
    let shown = ranks(k).reversed().prefix(12)
    let rows = shown.map { index in
      ["\(index + 1)"] + points[index].prefix(3).map(short) + [short(values[index])]
    }
    let header = [language("trial", "시도")] + axes.prefix(3).map(\.name) + [language("value", "값")]
    return Twin(
      sentence: sentence,
      table: TextTable(
        header: header, rows: Array(rows),
        current: shown.firstIndex(of: k).map { shown.distance(from: shown.startIndex, to: $0) }))
  }
}
