import Glibc
import Plot

/// The rest of the grammar, a few marks a picture.
extension Pictures {
  static let grammar: [(name: String, scene: Scene)] = [
    ("listing", listing), ("panels", panels), ("beforeafter", beforeAfter), ("heat", heat),
    ("ground", ground),
    ("gradient", gradient), ("bands", bands), ("boxes", boxes), ("taylor", taylor),
    ("weights", weights), ("valued", valued),
    ("many", many), ("hangul", hangul), ("shadows", shadows),
  ]

  static let listing: Scene = {
    let lines = [
      "g, H at w", "stop if |g| <= tol", "mu <- 0; while Cholesky of H + mu I fails:",
      "  mu <- max(2 mu, 0.001)", "solve (H + mu I) d = -g",
      "t <- 1; halve t until J(w + t d) <= J(w) + 1e-4 t g'd", "w <- w + t d",
    ]
    let curve = (0...60).map { Point(Double($0) / 10 - 3, pow(Double($0) / 10 - 3, 2)) }
    let chart = Chart(
      x: Axis("w", -3...3), y: Axis("J", 0...9),
      marks: [
        .line(curve, Style(.first)), .tangent(at: Point(2, 4), slope: 4, .dim),
        .points([Point(2, 4)], .now, Style(.accent, bold: true)),
      ])
    return Scene(
      title: "Newton, step by step", readout: "step 2   line 5",
      body: .row([
        Slot(
          .listing(Listing(caption: "safe Newton", lines, lit: [4], note: "d = -4/2 = -2")),
          share: 0, priority: 2),
        Slot(.chart(chart), minimum: Size(rows: 6, columns: 24), priority: 1),
      ]), look: "The line that is lit is the one that moves the point.")
  }()

  static let panels: Scene = {
    let charts = [0.001, 0.01, 0.1, 0.3, 0.9, 1.1].map { rate in
      let points = (0...20).map { Point(Double($0), pow((1 - rate).magnitude, Double($0))) }
      return Chart(
        "rate \(rate)", x: Axis("step", 0...20), y: Axis("loss", 0...1),
        marks: [.line(points, Style(.first)), .horizontal(0.5, .dim)])
    }
    return Scene(
      title: "Six learning rates", body: .panels(Panels(charts)),
      look: "Below 1 a larger rate is faster, above it the loss grows.")
  }()

  static let beforeAfter: Scene = {
    var random = Random(state: 11)
    let values = (0..<2000).map { _ in (0..<6).reduce(0.0) { sum, _ in sum + random.next() } - 2 }
    let relu = values.map { max(0, $0) }
    let dropped = relu.map { random.next() < 0.5 ? 0 : 2 * $0 }
    let bins = Bins(of: relu + dropped, atMost: 40)
    func chart(_ title: String, _ sample: [Double]) -> Chart {
      Chart(
        title, x: Axis("activation", bins.range), y: Axis("", 0...bins.top(relu)),
        marks: [.histogram(edges: bins.edges, counts: bins.counts(sample), Style(.first))])
    }
    return Scene(
      title: "Activations before and after dropout",
      body: .panels(Panels([chart("before", relu), chart("after", dropped)], perRow: 1)),
      look: "Half of them become 0, the others double.")
  }()

  static let heat: Scene = {
    let map = HeatMap(
      .field(banana), x: -2...2, y: -1...3, range: 0.1...1000, isLog: true, map: .viridis,
      name: "f")
    let chart = Chart(
      x: Axis("w1", -2...2), y: Axis("w2", -1...3),
      marks: [.heat(map), .points([Point(1, 1)], .target, .strong)])
    let weights = (0..<6).map { row in (0..<8).map { sin(Double(row * 8 + $0)) } }
    let signed = Chart(
      x: .categories(["a", "b", "c", "d", "e", "f", "g", "h"]),
      y: .categories(["1", "2", "3", "4", "5", "6"]),
      marks: [
        .heat(
          HeatMap(
            weights, x: -0.5...7.5, y: -0.5...5.5, range: -1...1, map: .diverging, name: "W"))
      ])
    return Scene(
      title: "Heat maps",
      body: .row([
        Slot(.chart(chart), minimum: Size(rows: 6, columns: 28), priority: 2),
        Slot(.chart(signed), minimum: Size(rows: 6, columns: 28), priority: 1),
      ]))
  }()

  /// Trials and a box over a heat map whose scale passes three levels.
  static let ground: Scene = {
    var map = HeatMap(
      .field(banana), x: -2...2, y: -1...3, range: 0...2500, name: "f", isGround: true)
    map.stops = [10, 100, 500]
    var random = Random(state: 5)
    let trials = (0..<40).map { _ in Point(4 * random.next() - 2, 4 * random.next() - 1) }
    let box = [Point(0, 0), Point(1.6, 0), Point(1.6, 2), Point(0, 2), Point(0, 0)]
    let chart = Chart(
      x: Axis("w1", -2...2), y: Axis("w2", -1...3),
      marks: [
        .heat(map), .line(box, Style(.warn, bold: true)), .points(trials, .medium, .dim),
        .points(Array(trials.prefix(6)), .letter("2"), Style(.first)),
        .points([Point(1, 1)], .now, Style(.accent, bold: true)),
      ])
    return Scene(
      title: "Trials over a heat map", readout: "40 trials", body: .chart(chart),
      look: "The valley is where there is least ink.")
  }()

  static let gradient: Scene = {
    var vectors: [Vector] = []
    for i in 0..<9 {
      for j in 0..<7 {
        let (x, y) = (Double(i) / 2 - 2, Double(j) / 2 - 1.5)
        vectors.append(Vector(at: Point(x, y), -2 * x, -6 * y))
      }
    }
    let chart = Chart(
      x: Axis("w1", -2.25...2.25), y: Axis("w2", -1.75...1.75),
      marks: [.vectors(vectors, .dim), .points([Point(0, 0)], .target, .strong)])
    let reversed = Chart(
      x: Axis("epochs left", 0...50, isReversed: true), y: Axis("rank", 1...8, isReversed: true),
      hasGrid: true,
      marks: [
        .line([Point(50, 7), Point(40, 5), Point(20, 6), Point(0, 1)], Style(.first)),
        .arrow(Point(30, 2), Point(3, 1.2), Style(.accent)),
      ])
    return Scene(
      title: "Minus the gradient",
      body: .row([
        Slot(.chart(chart), minimum: Size(rows: 6, columns: 30), share: 1.4, priority: 2),
        Slot(.chart(reversed), minimum: Size(rows: 6, columns: 24), priority: 1),
      ]))
  }()

  static let bands: Scene = {
    let mean = (0...40).map { Point(Double($0), exp(-Double($0) / 12) + 0.1) }
    let band = mean.map { Spread($0.x, $0.y - 0.06 - $0.x / 400, $0.y + 0.06 + $0.x / 400) }
    let valid = (0...40).map { Point(Double($0), exp(-Double($0) / 12) + 0.15 + Double($0) / 200) }
    let chart = Chart(
      x: Axis("epoch", 0...40), y: Axis("loss", 0...1.2),
      legend: [
        LegendEntry(.line, "training", Style(.first)), LegendEntry(.ghost, "validation", .dim),
        LegendEntry(.band, "10 seeds", .dim), LegendEntry(.marker(.now), "best"),
      ],
      marks: [
        .band(band, .dim), .region(x: 30...36, y: nil, Style(.warn)), .ghost(valid, .dim),
        .line(mean, Style(.first)), .points([Point(22, 0.42)], .now, Style(.accent, bold: true)),
      ])
    return Scene(title: "Mean of ten runs", body: .chart(chart))
  }()

  static let boxes: Scene = {
    var random = Random(state: 5)
    let names = ["grid", "random", "sobol", "tpe"]
    let samples = names.indices.map { kind in
      (0..<40).map { _ in
        0.2 + 0.1 * Double(4 - kind) * -log(random.next() + 1e-3) / 2
      }
    }
    let boxes = samples.enumerated().compactMap { BoxSummary(of: $1, at: Double($0)) }
    let across = samples.enumerated().compactMap {
      BoxSummary(of: $1, at: Double($0), isAcross: true)
    }
    return Scene(
      title: "Best of 25 trials, 40 seeds",
      body: .row([
        Slot(
          .chart(
            Chart(
              x: .categories(names), y: Axis("best value", 0...1.6),
              marks: [.boxes(boxes, Style(.first))])), minimum: Size(rows: 6, columns: 28)),
        Slot(
          .column([
            Slot(
              .chart(
                Chart(
                  x: Axis("", 0...1.6), y: .categories(names, isReversed: true),
                  marks: [.boxes(across, Style(.second))])), minimum: Size(rows: 6, columns: 28)),
            Slot(
              .chart(
                Chart(
                  x: Axis("trials", 0...90), y: .categories(names, isReversed: true),
                  marks: [
                    .barsAcross(
                      edges: [-0.4, 0.4, 0.6, 1.4, 1.6, 2.4, 2.6, 3.4],
                      lengths: [81, 0, 62, 0, 44.5, 0, 25], Style(.third))
                  ])), minimum: Size(rows: 5, columns: 28)),
          ]), minimum: Size(rows: 6, columns: 28), priority: -1),
      ]))
  }()

  static let taylor: Scene = {
    let curve = (0...100).map { Point(Double($0) / 20, log(0.3 + Double($0) / 20)) }
    let chart = Chart(
      x: Axis("w", 0...5), y: Axis("J", -2...2),
      marks: [
        .line(curve, Style(.first)), .tangent(at: Point(1, log(1.3)), slope: 1 / 1.3, .dim),
        .parabola(
          at: Point(1, log(1.3)), slope: 1 / 1.3, curvature: -1 / 1.69, Style(.second, bold: true)),
        .errorBars([Spread(2, 0.2, 1.4), Spread(4, 1, 1.9)], Style(.third)),
        .points([Point(1, log(1.3))], .now, Style(.accent, bold: true)),
      ])
    return Scene(title: "Tangent and parabola", body: .chart(chart))
  }()
}

extension Pictures {
  static let valued = Scene(
    title: "One layer, by hand",
    body: .network(
      NetworkDiagram(
        layers: [
          .init(name: "x", kept: [true, true], values: ["5", "0"], width: 2),
          .init(name: "a", kept: [true, false, true], values: ["6", "", "0"], width: 2, lit: [0]),
        ],
        edges: [
          .init(layer: 0, from: 0, to: 0, text: "1", isLit: true),
          .init(layer: 0, from: 1, to: 0, text: "1", isLit: true),
          .init(layer: 0, from: 0, to: 2, text: "-1"), .init(layer: 0, from: 1, to: 2, text: "1"),
        ])))

  static let weights = Scene(
    title: "One layer, forward", readout: "x = (5, 0)",
    body: .network(
      NetworkDiagram(
        layers: [
          .init(name: "x", kept: [true, true]),
          .init(name: "a", kept: [true, false, true]),
          .init(name: "y", kept: [true, true]),
        ], weights: [[[1, 1], [2, -1], [-1, 1]], [[1, 0.5, -2], [0.01, 1, 1]]])),
    look: "The middle unit is dropped: its 14 goes nowhere.")

  static let many: Scene = {
    var random = Random(state: 21)
    let masks = [300, 2000, 40_000].map { count in (0..<count).map { _ in random.next() >= 0.3 } }
    let grids = masks.map { mask in
      Slot(
        .units(
          UnitGrid(
            caption: "\(mask.count) units", kept: mask,
            changed: mask.indices.map { $0 % 40 == 0 })),
        minimum: Size(rows: 4, columns: 16))
    }
    return Scene(title: "Layers of many units", body: .row(grids))
  }()

  static let hangul: Scene = {
    let lines = [
      "층마다 입력부터", "  마스크 r을 뽑는다: 각 성분은 확률 k로 1", "  x ← x⊙r (역드롭아웃: x ← x⊙r/k)", "  z ← Wx + b",
      "  x ← φ(z), 출력층은 2-3행을 건너뛴다", "손실을 계산한다",
    ]
    let charts = ["학습", "검증"].enumerated().map { index, title in
      let points = (0...30).map { Point(Double($0), exp(-Double($0) / 9) + 0.1 * Double(index)) }
      return Chart(
        title, x: Axis("에폭", 0...30), y: Axis("손실", 0...1.2),
        legend: [
          LegendEntry(.line, "드롭아웃", Style(.first)), LegendEntry(.ghost, "없음", .dim),
        ],
        marks: [
          .ghost(points.map { Point($0.x, $0.y * 0.9) }, .dim), .line(points, Style(.first)),
          .label(Point(20, 0.8), "과적합", .plain, centred: true),
        ])
    }
    return Scene(
      title: "드롭아웃 전방 계산", readout: "3행   에폭 12",
      body: .row([
        Slot(
          .listing(Listing(caption: "학습 단계", lines, lit: [2], note: "x = (5, 0, -1)")), share: 0,
          priority: 2),
        Slot(
          .panels(Panels(charts, perRow: 1)), minimum: Size(rows: 8, columns: 26), priority: 1),
      ]), look: "불이 켜진 행이 지금 하는 일이다: 마스크가 입력의 일부를 지운다.")
  }()
}
