import Core
import Glibc
import Plot

/// What the film of `training` shows: the numbers of every epoch, and of some epochs what the network makes of the
/// plane and how its layers answer. Its axes hold still while it grows.
struct TrainingFilm: Sendable {
  let run: Training
  /// Without parameters.
  private(set) var epochs: [Epoch] = []
  private(set) var status = Status.running
  private(set) var ending: Training.Ending?
  /// Of every so many epochs, the last one always.
  private var looks: [Look] = []
  private let sample: Matrix
  private let window: PlaneWindow?

  struct Epoch: Sendable {
    let index: Int
    let trainLoss, validLoss: Double
    let trainAccuracy, validAccuracy: Double
    let gradientNorm: Double
    let updateRatio: Double?
    let deadFraction: Double
    let bestIndex: Int
  }

  /// A closer look at the network after an epoch.
  private struct Look: Sendable {
    let index: Int
    let layers: [LayerActivity]
    /// P(class 1) over the window.
    let boundary: ScalarField?
  }

  /// Trains to the end, telling how far it is.
  /// - Throws: `CancellationError` between two epochs.
  init(playing run: Training) throws {
    self.run = run
    sample = run.train.prefix(256).features
    window =
      run.network.inputs == 2 && run.network.outputs == 2 ? PlaneWindow(run.train, run.valid) : nil
    for step in run {
      add(step)
      if step.status == .running {
        let soFar = self
        try FilmWatch.report(epochs.count, of: run.epochs + 1) { soFar.stepped }
      }
    }
  }

  private mutating func add(_ step: Training.Step) {
    epochs.append(Epoch(step))
    (status, ending) = (step.status, step.ending)
    guard step.index.isMultiple(of: max(1, run.epochs / 200)) || step.status != .running else {
      return
    }
    looks.append(
      Look(
        index: step.index,
        layers: run.network.activity(step.parameters, for: sample, dropout: run.dropout),
        boundary: window.map { $0.boundary(run, step.parameters) }))
  }

  /// From 0 to a little above the first loss; where the losses leave that, to three times the first: what blows up
  /// leaves the plot.
  private var losses: ClosedRange<Double> {
    let first = epochs.first.map { max($0.trainLoss, $0.validLoss) } ?? 1
    guard first.isFinite, first > 0 else { return 0...10 }
    let isHigh = epochs.contains { max($0.trainLoss, $0.validLoss) > 1.15 * first }
    return 0...first * (isHigh ? 3 : 1.15)
  }

  var film: Film {
    let last = epochs[epochs.count - 1]
    let best = epochs[last.bestIndex]
    return Story(
      title: title, frames: epochs.count, status: status, reason: reason, step: json,
      result: .object([
        ("epochs", .int(last.index)), ("best_epoch", .int(last.bestIndex)),
        ("best_valid_loss", .number(best.validLoss)), ("train_loss", .number(last.trainLoss)),
        ("train_accuracy", .number(last.trainAccuracy)), ("valid_loss", .number(last.validLoss)),
        ("valid_accuracy", .number(last.validAccuracy)),
      ]),
      readout: { k, language in
        let epoch = epochs[k]
        let width = String(epochs.count - 1).count
        return language(
          "epoch \(NumberText.padded("\(k)", width))   loss \(number(epoch.trainLoss))  valid \(number(epoch.validLoss))   right \(share(epoch.validAccuracy))",
          "에포크 \(NumberText.padded("\(k)", width))   손실 \(number(epoch.trainLoss))  검증 \(number(epoch.validLoss))   정답 \(share(epoch.validAccuracy))"
        )
      },
      body: body, look: look,
      header: {
        [
          $0("epoch", "에포크"), $0("train loss", "훈련 손실"), $0("valid loss", "검증 손실"),
          $0("train right", "훈련 정답"), $0("valid right", "검증 정답"), $0("gradient", "그레이디언트"),
        ]
      },
      row: {
        let epoch = epochs[$0]
        return [
          "\($0)", number(epoch.trainLoss), number(epoch.validLoss), share(epoch.trainAccuracy),
          share(epoch.validAccuracy), NumberText.short(epoch.gradientNorm, digits: 3),
        ]
      },
      turns: [last.bestIndex]
    ).film
  }

  private func json(_ k: Int) -> JSON {
    let epoch = epochs[k]
    return .object([
      ("k", .int(k)), ("train_loss", .number(epoch.trainLoss)),
      ("train_accuracy", .number(epoch.trainAccuracy)), ("valid_loss", .number(epoch.validLoss)),
      ("valid_accuracy", .number(epoch.validAccuracy)), ("grad_norm", .number(epoch.gradientNorm)),
      ("update_ratio", epoch.updateRatio.map(JSON.number) ?? .null),
      ("dead_fraction", .number(epoch.deadFraction)),
    ])
  }

  private func number(_ loss: Double) -> String {
    loss.isFinite && loss < 1000
      ? NumberText.fixed(loss, decimals: 3) : NumberText.short(loss, digits: 3)
  }
  private func share(_ accuracy: Double) -> String {
    NumberText.padded(NumberText.fixed(100 * accuracy, decimals: 1), 5) + "%"
  }

  private var title: Words {
    let widths = run.network.widths.map(String.init).joined(separator: "-")
    return Words(en: "Network \(widths)", ko: "신경망 \(widths)")
  }

  private var reason: Reason {
    ending.map { TrainingWords.reason($0, run) }
      ?? Reason(code: "running", text: Words(en: "training goes on", ko: "훈련이 이어진다"))
  }

  // MARK: The picture

  private func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    let look = looks.last { $0.index <= k } ?? looks[0]
    var slots = [
      Slot(
        .chart(curves(k, language, guess)), minimum: Size(rows: 6, columns: 30), share: 1.2,
        priority: 4)
    ]
    if let window {
      slots.append(
        Slot(
          .chart(window.chart(look.boundary, language)), minimum: Size(rows: 6, columns: 26),
          share: 1, priority: 3))
    }
    if !look.layers.isEmpty {
      slots.append(
        Slot(
          .column([
            Slot(
              .panels(Panels(panels(look, language), perRow: 1)),
              minimum: Size(rows: 8, columns: 26),
              share: 1, priority: 2),
            Slot(
              .table(layers(look, language)), minimum: Size(rows: 2, columns: 26), share: 0,
              priority: 1),
          ]), minimum: Size(rows: 6, columns: 32), share: 1, priority: 1))
    }
    return .row(slots)
  }

  private func curves(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Chart {
    let shown = thinned(k + 1, to: 400)
    func line(_ value: (Epoch) -> Double) -> [Point] {
      shown.map { Point(Double($0), value(epochs[$0])) }.filter { $0.y.isFinite }
    }
    let best = epochs[epochs[k].bestIndex]
    var marks: [Mark] = [
      .ghost(line(\.trainLoss), Style(.second)),
      .line(line(\.validLoss), Style(.first, bold: true)),
    ]
    if best.validLoss.isFinite {
      marks.append(
        .points([Point(Double(best.index), best.validLoss)], .large, Style(.good, bold: true)))
    }
    if epochs[k].validLoss.isFinite {
      marks.append(
        .points([Point(Double(k), epochs[k].validLoss)], .now, Style(.accent, bold: true)))
    }
    if let number = guess?.number {
      marks.append(
        .guess(Point(Double(max(1, run.epochs)), number)))
    }
    return Chart(
      x: Axis(language("epoch", "에포크"), 0...Double(max(1, run.epochs))),
      y: Axis(language("loss", "손실"), losses),
      legend: [
        LegendEntry(.ghost, language("training", "훈련"), Style(.second)),
        LegendEntry(.line, language("validation", "검증"), Style(.first, bold: true)),
      ], marks: marks)
  }

  /// One histogram a layer, at most the first three.
  private func panels(_ look: Look, _ language: Language) -> [Chart] {
    let edges = LayerActivity.edges(run.network.activation)
    let isDropping = run.dropout.rates.dropFirst().contains { $0 > 0 }
    let all = looks.flatMap(\.layers).map(\.counts)
    // The highest bin but the spikes: those are cut.
    let highest = all.map { $0.sorted(by: >).dropFirst().first ?? 1 }.max() ?? 1
    return look.layers.prefix(3).enumerated().map { hidden, layer in
      var marks: [Mark] = [.histogram(edges: edges, counts: layer.counts, Style(.first))]
      if isDropping {
        marks.append(.steps(zip(edges, layer.maskedCounts).map { Point($0, $1) }, Style(.second)))
      }
      return Chart(
        language("activations, layer \(hidden + 1)", "활성값, \(hidden + 1)층"),
        x: Axis("a", edges[0]...edges[edges.count - 1]),
        y: Axis(language("count", "개수"), 0...max(1, highest)),
        marks: marks)
    }
  }

  private func layers(_ look: Look, _ language: Language) -> TextTable {
    let isDropping = run.dropout.rates.dropFirst().contains { $0 > 0 }
    let header = [
      language("layer", "층"), language("mean", "평균"), language("zeros", "0 비율"),
      language("dead", "죽음"),
    ]
    return TextTable(
      header: header + (isDropping ? [language("masked", "마스크")] : []),
      rows: look.layers.prefix(8).enumerated().map { index, layer in
        [
          "\(index + 1)", NumberText.short(layer.mean, digits: 2),
          NumberText.fixed(100 * layer.zeros, decimals: 0) + "%",
          NumberText.fixed(100 * layer.deadFraction, decimals: 0) + "%",
        ] + (isDropping ? [NumberText.short(layer.maskedMean, digits: 2)] : [])
      })
  }

  private func look(_ k: Int, _ language: Language) -> String {
    TrainingWords.look(
      epochs, k, isLast: k == epochs.count - 1 && status != .running, run, status, language)
  }
}

extension TrainingFilm.Epoch {
  init(_ step: Training.Step) {
    index = step.index
    trainLoss = step.trainLoss
    validLoss = step.validLoss
    trainAccuracy = step.trainAccuracy ?? .nan
    validAccuracy = step.validAccuracy ?? .nan
    gradientNorm = step.gradientNorm
    updateRatio = step.updateRatio
    deadFraction = step.deadFraction
    bestIndex = step.bestIndex
  }
}

/// The part of the plane where the examples lie, with a grid over it on which a network is asked.
struct PlaneWindow: Sendable {
  private let x: ClosedRange<Double>
  private let y: ClosedRange<Double>
  private let points: [[Point]]
  private let grid: Matrix
  private static let columns = 41
  private static let rows = 33

  init(_ train: Examples, _ valid: Examples) {
    let all = [train, valid].flatMap { examples in
      (0..<examples.count).map { (examples.features[$0, 0], examples.features[$0, 1]) }
    }
    func range(_ values: [Double]) -> ClosedRange<Double> {
      let (low, high) = (values.min() ?? -1, values.max() ?? 1)
      let margin = max(1e-6, 0.06 * (high - low))
      return low - margin...high + margin
    }
    x = range(all.map(\.0))
    y = range(all.map(\.1))
    points = (0..<2).map { label in
      let places = train.labels.indices.filter { train.labels[$0] == label }
      // A few hundred say all that fits a plot.
      let step = max(1, places.count / 150)
      return stride(from: 0, to: places.count, by: step).map {
        Point(train.features[places[$0], 0], train.features[places[$0], 1])
      }
    }
    var elements: [Double] = []
    for row in 0..<Self.rows {
      for column in 0..<Self.columns {
        elements.append(Self.place(column, Self.columns, x))
        elements.append(Self.place(row, Self.rows, y))
      }
    }
    grid = Matrix(rows: Self.rows * Self.columns, columns: 2, elements: elements)
  }

  private static func place(_ index: Int, _ count: Int, _ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(count - 1)
  }

  /// P(class 1) over the window, linear between the points of the grid.
  func boundary(_ run: Training, _ parameters: [Double]) -> ScalarField {
    let outputs = run.network.outputs(parameters, for: grid, dropout: run.dropout)
    let values = (0..<outputs.rows).map { row -> Float in
      Float(1 / (1 + exp(outputs[row, 0] - outputs[row, 1])))
    }
    let (x, y) = (x, y)
    return ScalarField { px, py in
      let u = (px - x.lowerBound) / (x.upperBound - x.lowerBound) * Double(Self.columns - 1)
      let v = (py - y.lowerBound) / (y.upperBound - y.lowerBound) * Double(Self.rows - 1)
      guard u.isFinite, v.isFinite else { return .nan }
      let column = min(max(0, Int(max(0, min(u, 1e6)))), Self.columns - 2)
      let row = min(max(0, Int(max(0, min(v, 1e6)))), Self.rows - 2)
      let (s, t) = (u - Double(column), v - Double(row))
      func at(_ i: Int, _ j: Int) -> Double {
        Double(values[(row + i) * Self.columns + column + j])
      }
      return (1 - t) * ((1 - s) * at(0, 0) + s * at(0, 1)) + t * ((1 - s) * at(1, 0) + s * at(1, 1))
    }
  }

  func chart(_ boundary: ScalarField?, _ language: Language) -> Chart {
    var marks: [Mark] = []
    marks.append(.points(points[0], .small, Style(.second)))
    marks.append(.points(points[1], .plus, Style(.third)))
    if let boundary { marks.append(.contours(boundary, levels: [0.5], Style(.accent, bold: true))) }
    return Chart(
      x: Axis("x1", x), y: Axis("x2", y),
      legend: [
        LegendEntry(.marker(.small), language("class 0", "부류 0"), Style(.second)),
        LegendEntry(.marker(.plus), language("class 1", "부류 1"), Style(.third)),
      ], marks: marks)
  }
}
