import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum H1: within a run w moves and η stands still; between runs η jumps.
  package static let twoLoops: Figure = {
    let rate = Control.real(
      "eta", "learning rate", "학습률", 0.01...0.6, notch: 0.01, initial: 0.1, allowed: 0...10)
    let steps = Control.whole(
      "steps", "steps of a run", "한 실행의 걸음 수", 1...50, initial: 10, allowed: 1...10_000)
    return Figure(
      id: "two-loops", title: Words(en: "Two loops", ko: "두 겹의 반복"), controls: [rate, steps],
      run: { loops($0[rate].number, $0[steps].whole).film },
      python: { settings in
        """
        \(Python.head)
        w, eta = 5.0, \(Python.number(settings[rate].number))
        for k in range(\(settings[steps].whole) + 1):
            show(k, w, 2.0 * w * w - 8.0 * w + 10.0)
            w = w - eta * (4.0 * w - 8.0)

        """
      })
  }()

  private static func run(_ rate: Double, _ steps: Int) -> [Double] {
    var points = [5.0]
    for _ in 0..<steps {
      points.append(points[points.count - 1] - rate * (4 * points[points.count - 1] - 8))
    }
    return points
  }

  private static func loops(_ rate: Double, _ steps: Int) -> Story {
    let bowl = TestFunction.bowl
    let walk = run(rate, steps)
    let values = walk.map { bowl.value([$0]) }
    let floor = 1e-6
    let others = stride(from: 0.01, through: 0.601, by: 0.01).map { eta -> Point in
      let last = run(eta, steps).last ?? 5
      return Point(eta, min(max(bowl.value([last]) - 2, floor), 1e6))
    }
    let view = CurveView({ bowl.value([$0]) }, showing: [-1.5, 5.5], stretch: 0)
    let short: @Sendable (Double) -> String = { NumberText.short($0) }
    return Story(
      title: Words(
        en: "J = 2w^2 - 8w + 10, eta \(short(rate))",
        ko: "J = 2w^2 - 8w + 10, 학습률 \(short(rate))"),
      frames: walk.count,
      reason: Reason(
        code: "run-finished", values: .object([("w", .number(walk[steps]))]),
        text: Words(
          en: "the run ends at w = \(short(walk[steps])), J = \(short(values[steps]))",
          ko: "실행이 w = \(short(walk[steps])), J = \(short(values[steps]))에서 끝났다")),
      step: { k in .object([("k", .int(k)), ("w", .number(walk[k])), ("f", .number(values[k]))]) },
      result: .object([("w", .number(walk[steps])), ("f", .number(values[steps]))]),
      evaluations: (walk.count, walk.count, 0),
      readout: { k, language in
        language(
          "step \(k) of \(steps)   w = \(short(walk[k]))   J = \(short(values[k]))",
          "\(k)/\(steps)걸음   w = \(short(walk[k]))   J = \(short(values[k]))")
      },
      body: { k, language, guess in
        var inner: [Mark] = [.line(view.curve, Style(.first))]
        // Numbers side by side would read as one.
        var numbered = [walk[k]]
        for index in 0..<k where index < 10 {
          guard numbered.allSatisfy({ ($0 - walk[index]).magnitude > 0.45 }) else { continue }
          numbered.append(walk[index])
          inner.append(
            .points(
              [Point(walk[index], values[index])], .letter(Character("\(index)")),
              Style(.second, bold: true)))
        }
        inner.append(.points([Point(walk[k], values[k])], .now, Style(.accent, bold: true)))
        if let number = guess?.number { inner.append(.guess(Point(number, bowl.value([number])))) }
        var outer: [Mark] = [.points(others, .small, .dim)]
        let height = min(max(values[k] - 2, floor), 1e6)
        outer.append(
          .points([Point(rate, height)], k == steps ? .now : .medium, Style(.accent, bold: true)))
        return .row([
          Slot(
            .chart(view.chart("w", language("inner loop: J(w)", "안쪽: J(w)"), inner)),
            minimum: Size(rows: 6, columns: 28), share: 1, priority: 2),
          Slot(
            .chart(
              Chart(
                x: Axis("eta", 0...max(0.6, rate)),
                y: Axis(
                  language("outer loop: J - 2 after \(steps)", "바깥쪽: \(steps)걸음 뒤 J - 2"),
                  floor / 2...2e6, scale: .log), marks: outer)),
            minimum: Size(rows: 6, columns: 26), share: 1, priority: 1),
        ])
      },
      look: { k, language in
        if k == 0 {
          return language(
            "a run begins: eta was chosen beforehand and will not change.",
            "실행의 시작: 학습률은 미리 정했고 바뀌지 않는다.")
        }
        if k == steps {
          return language(
            "the run is over: one dot for the outer loop, which may now choose another eta.",
            "실행이 끝났다: 바깥쪽 반복에 점 하나. 이제 다른 학습률을 고를 수 있다.")
        }
        if values[k] > values[k - 1] {
          return language(
            "each step is longer than the last: this eta blows up.", "걸음이 점점 길어진다: 이 학습률은 발산한다.")
        }
        if values[k] == values[k - 1], values[k] > 2.001 {
          return language(
            "it bounces between two points and gets no lower.", "두 점 사이를 오갈 뿐 낮아지지 않는다.")
        }
        return language(
          "w moves, eta stands still: J fell to \(short(values[k])).",
          "w는 움직이고 학습률은 그대로다: J = \(short(values[k])).")
      },
      header: { _ in ["k", "w", "J"] }, row: { ["\($0)", short(walk[$0]), short(values[$0])] })
  }
}
