import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum N9: memory and work of one step for four methods, one more a frame.
  package static let costBars: Figure = {
    let size = Control.log(
      "n", "weights", "가중치 수", 10...1_000_000, initial: 10_000, allowed: 1...1e12)
    let pairs = Control.whole(
      "pairs", "stored pairs", "저장하는 쌍", 3...50, initial: 10, allowed: 1...10_000)
    let bytes = Control(
      "precision", Words(en: "bytes per number", ko: "수 하나의 바이트"),
      .choice([.init("4"), .init("8")]), initial: .choice("8"))
    return Figure(
      id: "cost-bars", title: Words(en: "What a step costs", ko: "한 걸음의 비용"),
      controls: [size, pairs, bytes],
      run: { bars($0[size].number, $0[pairs].whole, Double($0[bytes].text) ?? 8).film },
      python: { settings in
        """
        \(Python.head)
        n, m, b = \(Python.number(settings[size].number)), \(settings[pairs].whole), \(settings[bytes].text).0
        # gradient descent, Newton, BFGS, L-BFGS
        memory = [n * b, n * n * b, n * n * b, 2.0 * m * n * b]
        work = [n, n * n * n / 3.0, n * n, 4.0 * m * n]
        for k in range(4):
            show(k, memory[k], work[k])

        """
      })
  }()

  private static func bars(_ n: Double, _ pairs: Int, _ b: Double) -> Story {
    let m = Double(pairs)
    let memory = [n * b, n * n * b, n * n * b, 2 * m * n * b]
    let work = [n, n * n * n / 3, n * n, 4 * m * n]
    let names = ["gradient-descent", "newton", "bfgs", "lbfgs"].map(MethodWords.name)
    let marks4 = ["GD", "Newton", "BFGS", "L-BFGS"]
    @Sendable func size(_ bytes: Double) -> String {
      let units: [(Double, String)] = [(1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")]
      let unit = units.first { bytes >= $0.0 } ?? (1, "B")
      return "\(NumberText.short(bytes / unit.0, digits: 3)) \(unit.1)"
    }
    @Sendable func count(_ value: Double) -> String { NumberText.short(value, digits: 2) }
    @Sendable func chart(_ values: [Double], _ k: Int, _ name: String, _ label: (Double) -> String)
      -> Chart
    {
      let low = max(1, pow(10, floor(log10(max(values.min() ?? 1, 1)) - 1)))
      let high = pow(10, ceil(log10(max(values.max() ?? 10, 10)) + 0.6))
      var marks: [Mark] = []
      for (index, value) in values.enumerated() where index <= k {
        let middle = Double(index)
        marks.append(
          .bars(
            edges: [middle - 0.33, middle + 0.33], heights: [value],
            Style(index == k ? .accent : .first)))
        marks.append(
          .label(
            Point(middle, value * pow(high / low, 0.06)), label(value), Style(bold: index == k),
            centred: true))
      }
      return Chart(
        x: Axis("", -0.6...3.6, ticks: .labelled([0, 1, 2, 3], marks4)),
        y: Axis(name, low...high, scale: .log), marks: marks)
    }
    let text = NumberText.short(n)
    return Story(
      title: Words(en: "Cost of one step, n = \(text)", ko: "한 걸음의 비용, n = \(text)"), frames: 4,
      reason: Reason(
        code: "shown", text: Words(en: "all four methods are shown", ko: "네 방법을 모두 보였다")),
      step: { k in
        .object([("k", .int(k)), ("memory", .number(memory[k])), ("work", .number(work[k]))])
      },
      readout: { k, language in
        "\(names[k][language])   " + language("memory", "메모리") + " \(size(memory[k]))   "
          + language("work", "계산") + " \(count(work[k]))"
      },
      body: { k, language, guess in
        var right = chart(work, k, language("multiplications a step", "한 걸음의 곱셈"), count)
        if let number = guess?.number, number > 0 {
          right.marks.append(.guess(Point(Double(k), number)))
        }
        return .row([
          Slot(
            .chart(chart(memory, k, language("memory in bytes", "메모리 (바이트)"), size)),
            minimum: Size(rows: 6, columns: 30), priority: 2),
          Slot(.chart(right), minimum: Size(rows: 6, columns: 30), priority: 1),
        ])
      },
      look: { k, language in
        switch k {
        case 0: language("gradient descent keeps one number a weight.", "경사 하강법은 가중치마다 수 하나만 둔다.")
        case 1:
          language(
            "Newton: n^2 numbers and n^3/3 multiplications; ten times the weights, a thousand times the work.",
            "뉴턴 방법: 수 n^2개, 곱셈 n^3/3번. 가중치가 열 배면 계산은 천 배다.")
        case 2: language("BFGS saves the solve, not the memory.", "BFGS는 연립방정식 풀이를 아끼지만 메모리는 그대로다.")
        default:
          language(
            "L-BFGS keeps \(pairs) pairs: \(NumberText.short(n / (2 * m), digits: 3)) times less memory than Newton.",
            "L-BFGS는 \(pairs)쌍만 둔다: 메모리가 뉴턴 방법의 \(NumberText.short(n / (2 * m), digits: 3))분의 1이다.")
        }
      },
      header: { ["k", $0("method", "방법"), $0("memory", "메모리"), $0("work", "계산")] },
      row: { ["\($0)", marks4[$0], size(memory[$0]), count(work[$0])] })
  }
}
