import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum H8: a 5×5 grid, then a smaller box around its best point, and again.
  package static let zoomSearch: Figure = {
    let stages = Control.whole("stages", "stages", "단계 수", 1...4, initial: 3, allowed: 1...20)
    let shrink = Control.real(
      "shrink", "shrink by", "축소 비율", 0.25...0.75, notch: 0.25, initial: 0.5, allowed: 0.01...1)
    let low = Control.real(
      "lo", "box begins at", "상자의 시작", -4 ... -1, notch: 1, initial: -4, allowed: -50...50)
    return Figure(
      id: "zoom-search", title: Words(en: "Coarse to fine", ko: "대략-세밀 탐색"),
      controls: [stages, shrink, low],
      run: {
        let zoom = ZoomFilm(
          stages: $0[stages].whole, shrink: $0[shrink].number, low: $0[low].number)
        return zoom.story.film.beside(
          .coarseToFine,
          lit: { k in
            if k == zoom.trials.count - 1 { return [5] }
            if k == 0 { return [1, 2] }
            guard k % 25 == 24 else { return [2] }
            return [zoom.boxes[k / 25].isOnBorder ? 3 : 4]
          })
      },
      python: { settings in
        """
        \(Python.head)
        import math

        stages, shrink = \(settings[stages].whole), \(Python.number(settings[shrink].number))
        centre, width = [\(Python.number(settings[low].number)) + 2.0, -4.0], 4.0


        def accuracy(a, b):
            return 0.1 + 0.83 * math.exp(-((a + 2.2) * (a + 2.2) / 0.8 + (b + 4.3) * (b + 4.3) / 6.0))


        k, best, place = 0, -math.inf, None
        for stage in range(1, stages + 1):
            top, corner = -math.inf, None
            for i in range(5):
                for j in range(5):
                    a, b = centre[0] + width * (i - 2) / 4.0, centre[1] + width * (j - 2) / 4.0
                    k += 1
                    score = accuracy(a, b)
                    if score > top:
                        top, corner = score, (i, j)
                    best = max(best, score)
                    show(k, stage, [a, b], score, best)
            on_border = 0 in corner or 4 in corner
            centre = [c + width * (v - 2) / 4.0 for c, v in zip(centre, corner)]
            if not on_border:
                width = width * shrink

        """
      })
  }()
}

private struct ZoomFilm: Sendable {
  struct Trial: Sendable {
    let stage: Int
    let point: Point
    let score: Double
  }
  struct Box: Sendable {
    let centre: Point
    let width: Double
    /// The best point of this stage lies on its edge.
    var isOnBorder = false
    var outline: [Point] {
      let (x, y, h) = (centre.x, centre.y, width / 2)
      return [
        Point(x - h, y - h), Point(x + h, y - h), Point(x + h, y + h), Point(x - h, y + h),
        Point(x - h, y - h),
      ]
    }
  }
  let trials: [Trial]
  let bestAt: [Int]
  let boxes: [Box]
  private let field: ScalarField
  private let x: ClosedRange<Double>
  private let y: ClosedRange<Double>

  static func accuracy(_ a: Double, _ b: Double) -> Double {
    0.1 + 0.83 * exp(-((a + 2.2) * (a + 2.2) / 0.8 + (b + 4.3) * (b + 4.3) / 6))
  }

  init(stages: Int, shrink: Double, low: Double) {
    var centre = Point(low + 2, -4)
    var width = 4.0
    var trials: [Trial] = []
    var bestAt: [Int] = []
    var boxes: [Box] = []
    for stage in 1...max(1, stages) {
      var top = (score: -Double.infinity, i: 0, j: 0)
      for i in 0..<5 {
        for j in 0..<5 {
          let point = Point(
            centre.x + width * Double(i - 2) / 4, centre.y + width * Double(j - 2) / 4)
          let score = ZoomFilm.accuracy(point.x, point.y)
          if score > top.score { top = (score, i, j) }
          trials.append(Trial(stage: stage, point: point, score: score))
          let last = bestAt.last ?? 0
          bestAt.append(bestAt.isEmpty || score > trials[last].score ? trials.count - 1 : last)
        }
      }
      let isOnBorder = [0, 4].contains(top.i) || [0, 4].contains(top.j)
      boxes.append(Box(centre: centre, width: width, isOnBorder: isOnBorder))
      centre = Point(
        centre.x + width * Double(top.i - 2) / 4, centre.y + width * Double(top.j - 2) / 4)
      if !isOnBorder { width *= shrink }
    }
    self.trials = trials
    self.bestAt = bestAt
    self.boxes = boxes
    field = ScalarField { ZoomFilm.accuracy($0, $1) }
    let xs = trials.map(\.point.x) + [-4, 0]
    let ys = trials.map(\.point.y) + [-6, -2]
    x = (xs.min() ?? -4) - 0.3...(xs.max() ?? 0) + 0.3
    y = (ys.min() ?? -6) - 0.3...(ys.max() ?? -2) + 0.3
  }

  private func short(_ value: Double) -> String { NumberText.fixed(value, decimals: 3) }
  private func place(_ point: Point) -> String { NumberText.vector([point.x, point.y], digits: 4) }

  var story: Story {
    let last = trials[bestAt[trials.count - 1]]
    return Story(
      title: Words(
        en: "Coarse to fine, \(boxes.count) stages of 5x5", ko: "대략-세밀 탐색, 5x5 격자 \(boxes.count)단계"),
      frames: trials.count,
      reason: Reason(
        code: "all-stages", values: .object([("best", .number(last.score))]),
        text: Words(
          en: "\(trials.count) trials: best accuracy \(short(last.score)) at \(place(last.point))",
          ko: "\(trials.count)회 시도: \(place(last.point))에서 최고 정확도 \(short(last.score))")),
      step: { k in
        .object([
          ("k", .int(k + 1)), ("stage", .int(trials[k].stage)),
          ("point", .numbers([trials[k].point.x, trials[k].point.y])),
          ("score", .number(trials[k].score)), ("best", .number(trials[bestAt[k]].score)),
        ])
      },
      result: .object([
        ("best", .number(last.score)), ("point", .numbers([last.point.x, last.point.y])),
      ]),
      evaluations: (trials.count, 0, 0),
      readout: { k, language in
        let number = NumberText.padded("\(k + 1)", "\(trials.count)".count)
        return language(
          "stage \(trials[k].stage)   trial \(number)   best \(short(trials[bestAt[k]].score))",
          "\(trials[k].stage)단계   시도 \(number)   최고 \(short(trials[bestAt[k]].score))")
      }, body: body, look: look,
      header: { [$0("trial", "시도"), $0("stage", "단계"), $0("point", "점"), $0("accuracy", "정확도")] },
      row: {
        ["\($0 + 1)", "\(trials[$0].stage)", place(trials[$0].point), short(trials[$0].score)]
      },
      turns: (1..<max(1, boxes.count)).flatMap { [25 * $0 - 1, 25 * $0] })
  }

  private func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    let stage = trials[k].stage
    var ground = HeatMap(
      .field(field), x: x, y: y, range: 0.1...0.93, name: language("accuracy", "정확도"),
      isGround: true)
    ground.stops = [0.3, 0.5, 0.7]
    var marks: [Mark] = [.heat(ground)]
    for (index, box) in boxes.prefix(stage).enumerated() {
      marks.append(
        index + 1 == stage
          ? .line(box.outline, Style(.warn, bold: true)) : .ghost(box.outline, .dim))
    }
    // Each trial is the number of its stage.
    for earlier in 1...stage {
      let points = trials.prefix(k).filter { $0.stage == earlier }.map(\.point)
      let digit = Character("\(earlier % 10)")
      marks.append(
        .points(points, .letter(digit), earlier == stage ? Style(.first) : .dim))
    }
    marks.append(.points([trials[k].point], .large, Style(.first, bold: true)))
    marks.append(.points([trials[bestAt[k]].point], .now, Style(.accent, bold: true)))
    if case .point(let a, let b)? = guess { marks.append(.guess(Point(a, b))) }
    var stairs: [Point] = []
    for index in 0...k {
      let score = trials[bestAt[index]].score
      if let last = stairs.last { stairs.append(Point(Double(index + 1), last.y)) }
      stairs.append(Point(Double(index + 1), score))
    }
    var curve: [Mark] = [
      .line(stairs, Style(.first)),
      .points(stairs.suffix(1).map(\.self), .now, Style(.accent, bold: true)),
    ]
    for stage in 1..<max(1, boxes.count) {
      curve.insert(.vertical(Double(25 * stage) + 0.5, .dim), at: 0)
    }
    if let number = guess?.number { curve.append(.guess(Point(Double(trials.count), number))) }
    return .row([
      Slot(
        .chart(
          Chart(
            x: Axis(language("log10 learning rate", "log10 학습률"), x),
            y: Axis(language("log10 weight decay", "log10 가중치 감쇠"), y),
            legend: [
              LegendEntry(.marker(.letter("1")), language("trial of stage 1", "1단계 시도")),
              LegendEntry(.marker(.large), language("now", "현재")),
              LegendEntry(.marker(.now), language("best", "최고")),
            ], marks: marks)),
        minimum: Size(rows: 6, columns: 28), share: 1.6, priority: 2),
      Slot(
        .chart(
          Chart(
            x: Axis(language("trial", "시도"), 0...Double(trials.count)),
            y: Axis(language("best accuracy so far", "지금까지 최고 정확도"), 0...1), marks: curve)),
        minimum: Size(rows: 6, columns: 22), share: 1, priority: 1),
    ])
  }

  private func look(_ k: Int, _ language: Language) -> String {
    let stage = trials[k].stage
    let box = boxes[stage - 1]
    if k % 25 == 24 {
      if box.isOnBorder {
        return language(
          "the best of stage \(stage) lies on the border: shift the box, do not zoom.",
          "\(stage)단계의 최고점이 가장자리에 있다: 좁히지 말고 상자를 옮겨라.")
      }
      return language(
        "stage \(stage) is done: the best is \(short(trials[bestAt[k]].score)) at \(place(trials[bestAt[k]].point)).",
        "\(stage)단계 끝: 최고는 \(place(trials[bestAt[k]].point))의 \(short(trials[bestAt[k]].score)).")
    }
    return language(
      "stage \(stage): steps of \(NumberText.short(box.width / 4, digits: 3)) in the exponent.",
      "\(stage)단계: 지수의 간격 \(NumberText.short(box.width / 4, digits: 3)).")
  }
}
