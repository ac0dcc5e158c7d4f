import Core
import Glibc
import Plot

extension Figure {
  /// Curriculum H3: qᵐ trials and the time they take, one hyperparameter more a frame.
  package static let gridExplosion: Figure = {
    let values = Control.whole(
      "q", "values per axis", "축마다 값의 수", 2...10, initial: 5, allowed: 1...1000)
    let axes = Control.whole(
      "m", "hyperparameters", "하이퍼 매개변수 수", 1...8, initial: 4, allowed: 1...50)
    let minutes = Control.real(
      "minutes", "minutes per trial", "시도당 분", 1...60, notch: 1, initial: 12, allowed: 0.001...1e6)
    return Figure(
      id: "grid-explosion", title: Words(en: "Grid search explodes", ko: "격자 탐색의 폭발"),
      controls: [values, axes, minutes],
      run: { explosion(q: $0[values].whole, m: $0[axes].whole, minutes: $0[minutes].number).film },
      python: { settings in
        """
        \(Python.head)
        q, m, minutes = \(settings[values].whole), \(settings[axes].whole), \(Python.number(settings[minutes].number))
        trials = 1.0
        for k in range(1, m + 1):
            trials = trials * q
            show(k, trials, trials * minutes / 60.0, trials * minutes / 1440.0)

        """
      })
  }()

  private static func explosion(q: Int, m: Int, minutes: Double) -> Story {
    var products: [Double] = []
    for _ in 0..<m { products.append((products.last ?? 1) * Double(q)) }
    let trials = products
    @Sendable func time(_ count: Double, _ language: Language) -> String {
      let total = count * minutes
      let units: [(Double, String, String)] = [
        (525_600, "years", "년"), (1440, "days", "일"), (60, "hours", "시간"), (0, "minutes", "분"),
      ]
      let unit = units.first { total >= $0.0 } ?? (0, "minutes", "분")
      let number = NumberText.short(unit.0 == 0 ? total : total / unit.0, digits: 3)
      return language("\(number) \(unit.1)", "\(number)\(unit.2)")
    }
    @Sendable func count(_ value: Double) -> String {
      Int(exactly: value).map {
        $0 < 1_000_000_000 ? NumberText.grouped($0) : NumberText.short(value, digits: 3)
      }
        ?? NumberText.short(value, digits: 3)
    }
    let top = max((trials.last ?? 1) * 4, 2 * 60 / minutes, 20)
    return Story(
      title: Words(
        en: "Grid search, q = \(q), \(NumberText.short(minutes)) minutes a trial",
        ko: "격자 탐색, q = \(q), 시도당 \(NumberText.short(minutes))분"),
      frames: m,
      reason: Reason(
        code: "all-axes", values: .object([("trials", .number(trials[m - 1]))]),
        text: Words(
          en: "\(q)^\(m) = \(count(trials[m - 1])) trials",
          ko: "\(q)^\(m) = \(count(trials[m - 1]))회 시도")),
      step: { k in
        .object([
          ("k", .int(k + 1)), ("trials", .number(trials[k])),
          ("hours", .number(trials[k] * minutes / 60)),
          ("days", .number(trials[k] * minutes / 1440)),
        ])
      },
      readout: { k, language in
        language(
          "m = \(k + 1)   \(q)^\(k + 1) = \(count(trials[k])) trials   \(time(trials[k], .en))",
          "m = \(k + 1)   \(q)^\(k + 1) = \(count(trials[k]))회   \(time(trials[k], .ko))")
      },
      body: { k, language, guess in
        let heights = trials.enumerated().map { $0.offset <= k ? $0.element : 0 }
        var marks: [Mark] = []
        var names: [Mark] = []
        for (length, name) in [
          (60.0, Words(en: "1 hour", ko: "1시간")), (1440, Words(en: "1 day", ko: "1일")),
          (525_600, Words(en: "1 year", ko: "1년")),
        ] {
          let level = length / minutes
          guard level > 1, level < top else { continue }
          marks.append(.horizontal(level, .dim))
          names.append(.label(Point(0.3, level), name[language], .dim, centred: false))
        }
        for (index, height) in heights.enumerated() where height > 0 {
          let middle = Double(index + 1)
          marks.append(
            .bars(
              edges: [middle - 0.3, middle + 0.3], heights: [height],
              Style(index == k ? .accent : .first)))
          marks.append(
            .label(
              Point(middle, height * 1.6), count(height), Style(bold: index == k), centred: true))
        }
        marks += names
        if let number = guess?.number, number > 0 {
          marks.append(.guess(Point(Double(k + 1), number)))
        }
        let chart = Chart(
          x: Axis(
            language("hyperparameters m", "하이퍼 매개변수 수 m"), 0.3...Double(m) + 0.5,
            ticks: .labelled((1...m).map(Double.init), (1...m).map(String.init))),
          y: Axis(language("trials q^m", "시도 횟수 q^m"), 1...top, scale: .log), marks: marks)
        var slots = [
          Slot(.chart(chart), minimum: Size(rows: 6, columns: 30), share: 1.5, priority: 2)
        ]
        if k < 3, trials[k] <= 1000 {
          slots.append(
            Slot(
              .chart(gridPoints(q, k + 1)), minimum: Size(rows: 6, columns: 18), share: 1,
              priority: 1))
        }
        return .row(slots)
      },
      look: { k, language in
        if k == 0 {
          return language(
            "one hyperparameter: \(q) trials, \(time(trials[0], .en)).",
            "하이퍼 매개변수 하나: \(q)회, \(time(trials[0], .ko)).")
        }
        return language(
          "one more hyperparameter multiplies the time by \(q): now \(time(trials[k], .en)).",
          "하이퍼 매개변수 하나가 늘 때마다 시간이 \(q)배: 이제 \(time(trials[k], .ko)).")
      },
      header: { ["m", $0("trials", "시도"), $0("hours", "시간"), $0("days", "일")] },
      row: {
        [
          "\($0 + 1)", count(trials[$0]), NumberText.short(trials[$0] * minutes / 60),
          NumberText.short(trials[$0] * minutes / 1440),
        ]
      })
  }

  /// The grid itself on one, two or (seen from above at a slant) three axes.
  private static func gridPoints(_ q: Int, _ m: Int) -> Chart {
    var points: [Point] = []
    for index in 0..<Int(pow(Double(q), Double(m))) {
      let place = { (axis: Int) -> Double in
        let digit = index / Int(pow(Double(q), Double(axis))) % q
        return q == 1 ? 0.5 : Double(digit) / Double(q - 1)
      }
      let y = m > 1 ? place(1) : 0.5
      let depth = m > 2 ? place(2) : 0
      points.append(
        m > 2 ? Point(0.7 * place(0) + 0.3 * depth, 0.7 * y + 0.3 * depth) : Point(place(0), y))
    }
    return Chart(
      x: Axis("h1", -0.05...1.05, ticks: .none),
      y: Axis(m > 1 ? "h2" : "", -0.05...1.05, ticks: .none),
      marks: [.points(points, .medium, Style(.first))])
  }
}
