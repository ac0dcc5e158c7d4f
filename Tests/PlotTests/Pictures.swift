import Glibc
import Plot

/// Scenes that show the whole grammar: what a reader of the lessons will look at most.
enum Pictures {
  static let all: [(name: String, scene: Scene)] = [
    ("rosenbrock", rosenbrock), ("trials", trials), ("dropout", dropout), ("curves", curves),
    ("network", network), ("korean", korean),
  ]

  static let every = all + grammar

  /// Uniform numbers in 0 ..< 1, the same on every machine.
  struct Random {
    var state: UInt64
    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
  }

  static let banana = ScalarField { x, y in
    (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
  }

  static let rosenbrock: Scene = {
    let path = [
      Point(-1.2, 1), Point(-1.1753, 1.3807), Point(0.7631, -3.175), Point(0.7634, 0.5828),
    ]
    let chart = Chart(
      x: Axis("w1", -2...2), y: Axis("w2", -3.4...2.3),
      marks: [
        .contours(banana, levels: [1, 10, 100, 1000], .dim),
        .points([Point(1, 1)], .target, .strong), .path(path, Style(.accent)),
      ])
    let table = TextTable(
      header: ["k", "f", "log f"],
      rows: [
        ["0", "24.2", ".........o."], ["1", "4.73", ".........o."], ["2", "1412", "..........o"],
        ["3", "0.056", "........@.."], ["4", "", ""], ["5", "", ""], ["6", "", ""],
      ], current: 3)
    return Scene(
      title: "Newton on Rosenbrock from (-1.2, 1)", readout: "step 3 of 6   f = 0.056",
      body: .row([
        Slot(.chart(chart), minimum: Size(rows: 6, columns: 30), share: 1, priority: 2),
        Slot(.table(table), share: 0, priority: 1),
      ]), look: "Step 2 shot out of the valley and f rose 300-fold; step 3 came back.")
  }()

  static let trials: Scene = {
    var random = Random(state: 7)
    var points: [(point: Point, value: Double)] = []
    for _ in 0..<60 {
      let (lr, wd) = (random.next() * 5 - 5, random.next() * 5 - 6)
      let value = 0.2 + (lr + 2.5) * (lr + 2.5) * 0.1 + (wd + 4) * (wd + 4) * 0.01
      points.append((Point(pow(10, lr), pow(10, wd)), value))
    }
    let ranked = points.sorted { $0.value < $1.value }.map(\.point)
    var best: [Point] = []
    for (index, trial) in points.enumerated() {
      best.append(Point(Double(index + 1), min(trial.value, best.last?.y ?? 9)))
    }
    let map = Chart(
      x: Axis("learning rate", 1e-5...1, scale: .log),
      y: Axis("weight decay", 1e-6...1e-1, scale: .log),
      marks: [
        .points(Array(ranked[30...]), .small, .dim),
        .points(Array(ranked[6..<30]), .medium, .plain),
        .points(Array(ranked[1..<6]), .large, Style(.second)),
        .points([ranked[0]], .now, Style(.accent, bold: true)),
      ])
    let curve = Chart(
      x: Axis("trial", 0...60), y: Axis("best so far", 0.2...0.6),
      marks: [.steps(best, Style(.accent))])
    return Scene(
      title: "Random search, 60 trials", readout: "best 0.203 at trial 37",
      body: .row([
        Slot(.chart(map), minimum: Size(rows: 8, columns: 36), share: 2, priority: 2),
        Slot(
          .column([
            Slot(.chart(curve), minimum: Size(rows: 8, columns: 22)),
            Slot(
              .text([
                StyledText("@ best  O top 10%"), StyledText("o better half  . rest"),
              ]), share: 0),
          ]), minimum: Size(rows: 8, columns: 24), share: 1, priority: 1),
      ]), look: "The six best have learning rates from 0.002 to 0.005, but any weight decay.")
  }()

  static let dropout: Scene = {
    var random = Random(state: 3)
    let kept = (0..<64).map { _ in random.next() >= 0.5 }
    var draws: [Point] = []
    var means: [Point] = []
    var sum = 0.0
    for draw in 1...28 {
      let fraction = (0..<64).reduce(0.0) { sum, _ in sum + (random.next() < 0.5 ? 0 : 1) } / 64
      sum += fraction
      draws.append(Point(Double(draw), fraction))
      means.append(Point(Double(draw), sum / Double(draw)))
    }
    let film = Chart(
      x: Axis("draw", 0...40), y: Axis("fraction kept", 0.25...0.75),
      marks: [
        .horizontal(0.5, .dim), .line(means, Style(.accent)), .points(draws, .small, .plain),
        .points(draws.suffix(1), .now, Style(.accent, bold: true)),
      ])
    let edges = (0...32).map { Double($0) * 0.25 }
    let before = edges.dropLast().map { 300 * exp(-($0 - 1) * ($0 - 1) / 2) }
    let after = [1001] + edges.dropLast().dropFirst().map { 150 * exp(-($0 - 2) * ($0 - 2) / 5) }
    func histogram(_ name: String, _ heights: [Double], hidden: Bool) -> Chart {
      Chart(
        x: Axis("activation", 0...8, ticks: hidden ? .hidden : .automatic),
        y: Axis(name, 0...320, ticks: .labelled([0, 300], ["0", "300"])),
        marks: [.histogram(edges: edges, counts: heights, Style(.first))])
    }
    return Scene(
      title: "Dropout, p = 0.5, 64 units", readout: "draw 28 of 40   kept 35",
      body: .column([
        Slot(
          .row([
            Slot(
              .units(UnitGrid(caption: "mask of draw 28", kept: kept, perRow: 8)), share: 0,
              priority: 1),
            Slot(.chart(film), minimum: Size(rows: 6, columns: 24), priority: 2),
          ]), minimum: Size(rows: 9, columns: 30), share: 1, priority: 2),
        Slot(
          .chart(histogram("before", before, hidden: true)), minimum: Size(rows: 4, columns: 30),
          share: 0.6, priority: 1),
        Slot(
          .chart(histogram("after", after, hidden: false)), minimum: Size(rows: 5, columns: 30),
          share: 0.8, priority: 1),
      ]), look: "Half the units fall to 0, the rest double: the mean stays, the spread grows.")
  }()

  static let curves: Scene = {
    let xs = (0...200).map { Double($0) / 10 }
    let chart = Chart(
      x: Axis("t", 0...20), y: Axis("", -1...1),
      marks: [
        .horizontal(0, .dim), .vertical(10, .dim), .ghost(xs.map { Point($0, cos($0 / 2)) }, .dim),
        .line(xs.map { Point($0, sin($0) * exp(-$0 / 10)) }, Style(.first)),
        .stems((1...5).map { Point(Double($0) * 3 + 1, Double($0) / 8) }, base: 0, Style(.second)),
        .label(Point(10.3, 0.9), "half way", .plain, centred: false),
      ])
    return Scene(title: "Curves", body: .chart(chart), look: "")
  }()

  static let network = Scene(
    title: "Thinned network 4-6-6-2", readout: "draw 3 of 40",
    body: .network(
      NetworkDiagram(layers: [
        .init(name: "input", kept: [true, true, false, true]),
        .init(name: "hidden 1", kept: [true, false, true, true, false, true]),
        .init(name: "hidden 2", kept: [false, true, true, false, true, false]),
        .init(name: "output", kept: [true, true]),
      ])), look: "Dropped units lose every edge.")

  static let korean: Scene = {
    let chart = Chart(
      x: Axis("학습률", 1e-4...1, scale: .log), y: Axis("검증 손실", 0...2),
      marks: [
        .line(
          (0...40).map { Point(pow(10, -4 + Double($0) / 10), pow(Double($0) / 20 - 1.2, 2)) },
          Style(.first)),
        .label(Point(1e-3, 1.5), "가중치 감쇠", .plain, centred: true),
      ])
    let table = TextTable(
      header: ["방법", "손실"], rows: [["격자 탐색", "0.51"], ["임의 탐색", "0.243"]], current: 1)
    return Scene(
      title: "임의 탐색과 격자 탐색", readout: "시행 10 / 60",
      body: .row([
        Slot(.chart(chart), minimum: Size(rows: 6, columns: 24), priority: 2),
        Slot(.table(table), share: 0, priority: 1),
      ]), look: "가장 좋은 여섯 시행은 학습률이 0.002에서 0.005 사이이지만 가중치 감쇠는 제각각이다.")
  }()
}
