import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum H9: the loss after some steps against the learning rate, and the loss curve of one of them.
  package static let lrFinder: Figure = {
    let exponent = Control.real(
      "log-eta", "log10 learning rate", "log10 학습률", -5...0, notch: 0.1, initial: -3,
      allowed: -20...3)
    let steps = Control.whole(
      "steps", "steps", "걸음 수", 10...200, notch: 10, initial: 100, allowed: 1...100_000)
    return Figure(
      id: "lr-finder", title: Words(en: "Finding a learning rate", ko: "학습률 찾기"),
      controls: [exponent, steps],
      run: { finder($0[exponent].number, $0[steps].whole).film },
      python: { settings in
        """
        \(Python.head)
        import math

        eta = math.pow(10.0, \(Python.number(settings[exponent].number)))
        w, curvature = [1.0, 1.0, 1.0], [10.0, 1.0, 0.1]
        with np.errstate(all="ignore"):
            for k in range(\(settings[steps].whole) + 1):
                show(k, 0.5 * (curvature[0] * w[0] * w[0] + curvature[1] * w[1] * w[1] + curvature[2] * w[2] * w[2]))
                w = [v - eta * c * v for v, c in zip(w, curvature)]

        """
      })
  }()

  private static func losses(_ rate: Double, _ steps: Int) -> [Double] {
    var w = [1.0, 1, 1]
    let curvature = [10.0, 1, 0.1]
    var losses: [Double] = []
    for k in 0...steps {
      losses.append(
        0.5 * (curvature[0] * w[0] * w[0] + curvature[1] * w[1] * w[1] + curvature[2] * w[2] * w[2])
      )
      if k < steps { for i in 0..<3 { w[i] -= rate * curvature[i] * w[i] } }
    }
    return losses
  }

  private static func finder(_ exponent: Double, _ steps: Int) -> Story {
    let rate = pow(10, exponent)
    let loss = losses(rate, steps)
    let (floor, ceiling) = (1e-4, 1e4)
    @Sendable func clipped(_ value: Double) -> Double {
      value.isNaN ? ceiling : min(max(value, floor), ceiling)
    }
    let cliff = stride(from: -5.0, through: 0.001, by: 0.05).map {
      Point($0, clipped(losses(pow(10, $0), steps)[steps]))
    }
    let samples = [-4.0, -2, log10(0.19)].map { exponent in
      losses(pow(10, exponent), steps).enumerated().map {
        Point(Double($0.offset), clipped($0.element))
      }
    }
    let short: @Sendable (Double) -> String = { NumberText.short($0, digits: 3) }
    let last = loss[steps]
    return Story(
      title: Words(
        en: "Loss after \(NumberText.counted(steps, "step")), eta = \(short(rate))",
        ko: "\(steps)걸음 뒤의 손실, 학습률 \(short(rate))"), frames: steps + 1,
      status: last.isFinite ? .done : .diverged,
      reason: Reason(
        code: last < loss[0] ? "fell" : "rose", values: .object([("loss", .number(last))]),
        text: Words(
          en: "the loss went from \(short(loss[0])) to \(short(last))",
          ko: "손실이 \(short(loss[0]))에서 \(Josa.direction(short(last))) 갔다")),
      step: { k in .object([("k", .int(k)), ("loss", .number(loss[k]))]) },
      result: .object([("loss", .number(last))]),
      evaluations: (steps + 1, steps, 0),
      readout: { k, language in
        language(
          "step \(NumberText.padded("\(k)", "\(steps)".count)) of \(steps)   loss \(short(loss[k]))",
          "\(NumberText.padded("\(k)", "\(steps)".count))/\(steps)걸음   손실 \(short(loss[k]))")
      },
      body: { k, language, guess in
        var left: [Mark] = [
          .horizontal(loss[0], .dim), .line(cliff, Style(.first)),
          .vertical(log10(0.2), Style(.bad)),
        ]
        left.append(.points([Point(exponent, clipped(loss[k]))], .now, Style(.accent, bold: true)))
        if let number = guess?.number {
          left.append(.guess(number > 0 ? Point(exponent, clipped(number)) : Point(number, 1)))
        }
        let curve = thinned(k + 1, to: 300).map { Point(Double($0), clipped(loss[$0])) }
        var right: [Mark] = samples.map { .ghost($0, .dim) }
        for (points, name) in zip(samples, ["1e-4", "1e-2", "0.19"]) {
          if let middle = points.dropFirst(points.count * 3 / 5).first {
            right.append(.label(middle, name, .dim, centred: true))
          }
        }
        right += [
          .line(curve, Style(.accent, bold: true)),
          .points(curve.suffix(1).map(\.self), .now, Style(.accent, bold: true)),
        ]
        return .row([
          Slot(
            .chart(
              Chart(
                x: Axis("log10 eta", -5...max(0, exponent)),
                y: Axis(
                  language("loss after \(NumberText.counted(steps, "step"))", "\(steps)걸음 뒤 손실"),
                  floor...ceiling,
                  scale: .log), marks: left)),
            minimum: Size(rows: 6, columns: 28), share: 1, priority: 2),
          Slot(
            .chart(
              Chart(
                x: Axis(language("step", "걸음"), 0...Double(steps)),
                y: Axis(language("loss", "손실"), floor...ceiling, scale: .log), marks: right)),
            minimum: Size(rows: 6, columns: 26), share: 1, priority: 1),
        ])
      },
      look: { k, language in
        if rate >= 0.2 {
          return language(
            "above 2/lambda_max = 0.2 the loss explodes.", "2/lambda_max = 0.2를 넘으면 손실이 폭발한다.")
        }
        if k < steps {
          return language(
            "the loss is \(short(loss[k])), from \(short(loss[0])).",
            "손실이 \(short(loss[0]))에서 \(Josa.subject(short(loss[k]))) 되었다.")
        }
        if last > 0.8 * loss[0] {
          return language("hardly any progress: this eta is too low.", "거의 진전이 없다: 학습률이 너무 낮다.")
        }
        return language(
          "the best eta stands just before the cliff at 0.2.", "가장 좋은 학습률은 절벽 0.2 바로 앞에 있다.")
      },
      header: { ["k", $0("loss", "손실")] }, row: { ["\($0)", short(loss[$0])] })
  }
}
