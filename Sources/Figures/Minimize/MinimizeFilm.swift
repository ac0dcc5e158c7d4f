import Core
import Glibc
import Plot

/// What the film of `minimize` shows, of one method or of several beside each other: contours and paths in two
/// variables, the curve and the steps in one, how slope and value fall in more.
struct MinimizeFilm: Sendable {
  /// `Rosenbrock`, or the formula itself.
  let function: Words
  let value: @Sendable ([Double]) -> Double
  /// Known minima, and the value there.
  let minima: [[Double]]
  let least: Double?
  let walks: [Walk]
  let settings: [Settings]
  let dimension: Int
  let tolerance: Double
  private let window: WalkWindow
  private let field: ScalarField
  private let levels: [Double]
  /// The frame whose step changed f most, for the better or the worse.
  private let leap: Int

  init(
    function: Words, value: @escaping @Sendable ([Double]) -> Double, minima: [[Double]],
    least: Double?,
    walks: [Walk], settings: [Settings], dimension: Int, tolerance: Double
  ) {
    self.function = function
    self.value = value
    self.minima = minima
    self.least = least
    self.walks = walks
    self.settings = settings
    self.dimension = dimension
    self.tolerance = tolerance
    window = WalkWindow(walks, targets: minima, coordinates: min(dimension, 2))
    field = ScalarField { value([$0, $1]) }
    levels =
      dimension == 2
      ? ContourLevels.levels(
        { value([$0, $1]) }, x: window.ranges[0], y: window.ranges[1], least: least) : []
    leap = MinimizeFilm.leap(walks)
  }

  private static func leap(_ walks: [Walk]) -> Int {
    guard let walk = walks.first else { return 0 }
    var best = (index: 0, size: 0.0)
    for (before, after) in zip(walk.samples, walk.samples.dropFirst()) where after.f > before.f {
      let size = (after.f - before.f) / max(before.f.magnitude, 1e-12)
      if size > best.size { best = (after.index, size) }
    }
    return best.index
  }

  var frames: Int { walks.map(\.count).max() ?? 1 }

  var film: Film {
    let films = walks.map { walk in
      Film(
        frames: walk.count, status: walk.status, reason: walk.reason,
        step: { MinimizeFilm.json(walk.stop($0), $0) },
        result: .object([
          ("x", .numbers(walk.end.x)), ("f", .number(walk.end.f)), ("steps", .int(walk.last)),
          ("gradient_norm", .number(walk.end.slope)),
        ]),
        evaluations: walk.evaluations, scene: { scene($0, $1, nil) }, twin: twin,
        bookmarks: bookmarks,
        predicted: { scene($1, $2, $0) })
    }
    if let only = films.first, films.count == 1 { return only }
    let first = films[0]
    return Film(
      frames: frames, status: first.status, reason: comparison,
      step: { frame in
        .object([
          ("k", .int(frame)),
          ("runs", .array(walks.map { MinimizeFilm.json($0.stop($0.at(frame)), $0.at(frame)) })),
        ])
      },
      result: .object(zip(walks, films).map { ($0.method, $1.result) }),
      scene: { scene($0, $1, nil) }, twin: twin,
      bookmarks: bookmarks, runs: zip(settings, films).map { Film.Run(settings: $0, film: $1) },
      predicted: { scene($1, $2, $0) })
  }

  private var comparison: Reason {
    let words = walks.map { walk in
      Words(
        en: "\(MethodWords.name(walk.method).en): \(walk.reason.text.en)",
        ko: "\(MethodWords.name(walk.method).ko): \(walk.reason.text.ko)")
    }
    return Reason(
      code: "compared",
      text: Words(
        en: words.map(\.en).joined(separator: "; "), ko: words.map(\.ko).joined(separator: "; ")))
  }

  static func json(_ stop: Walk.Stop, _ index: Int) -> JSON {
    var members: [(key: String, value: JSON)] = [
      ("k", .int(index)), ("x", .numbers(stop.x)), ("f", .number(stop.f)), ("g", .numbers(stop.g)),
    ]
    if let hessian = stop.hessian { members.append(("H", .rows(hessian))) }
    members.append(("direction", stop.direction.map { .numbers($0) } ?? .null))
    members.append(("rate", stop.rate.map(JSON.number) ?? .null))
    return .object(members)
  }

  // MARK: Scene

  static let styles = [
    Style(.accent, bold: true), Style(.second, bold: true), Style(.third, bold: true),
    Style(.fourth, bold: true),
  ]

  private func methodNames(_ language: Language) -> String {
    walks.map { MethodWords.name($0.method)[language] }.joined(separator: language(" and ", ", "))
  }

  private func scene(_ frame: Int, _ language: Language, _ prediction: Prediction?) -> Scene {
    let walk = walks[0]
    let k = min(max(frame, 0), frames - 1)
    let origin = walk.stop(0).x
    let start =
      origin.count == 1
      ? NumberText.short(origin[0], digits: 3) : NumberText.vector(origin, digits: 3, limit: 3)
    let name = methodNames(language)
    let width = String(frames - 1).count
    let value = walks.map { NumberText.short($0.stop($0.at(k)).f, digits: 3) }.joined(
      separator: ", ")
    return Scene(
      title: walks.count > 1
        ? language("\(function.en) from \(start)", "\(function.ko), 출발점 \(start)")
        : language("\(name) on \(function.en) from \(start)", "\(function.ko), \(start)에서 \(name)"),
      readout: language(
        "step \(NumberText.padded("\(k)", width)) of \(frames - 1)   f = \(value)",
        "\(NumberText.padded("\(k)", width))/\(frames - 1)걸음   f = \(value)"),
      body: body(k, language, prediction), look: look(k, language).sentence(in: language))
  }

  private func body(_ k: Int, _ language: Language, _ prediction: Prediction?) -> Pane {
    switch dimension {
    case 1:
      .row([
        Slot(
          .chart(curve(k, language, prediction)), minimum: Size(rows: 6, columns: 30), share: 1.8,
          priority: 3),
        side(k, language),
      ])
    case 2:
      .row([
        Slot(
          .chart(plane(k, language, prediction)), minimum: Size(rows: 6, columns: 30), share: 1.8,
          priority: 3),
        side(k, language),
      ])
    default:
      .column([
        Slot(
          .chart(falling(k, language, prediction, ofSlope: false)),
          minimum: Size(rows: 6, columns: 30), priority: 3),
        Slot(
          .chart(falling(k, language, prediction, ofSlope: true)),
          minimum: Size(rows: 6, columns: 30), priority: 2),
        Slot(
          .text(walks.count > 1 ? legend(language) : []),
          minimum: Size(rows: walks.count > 1 ? walks.count : 1, columns: 22), share: 0,
          priority: 1),
      ])
    }
  }

  private func side(_ k: Int, _ language: Language) -> Slot {
    var slots: [Slot] = []
    if walks.count == 1 {
      slots.append(
        Slot(
          .table(track(k, language, rows: 9)), minimum: Size(rows: 4, columns: 22), share: 0,
          priority: 3))
      slots.append(
        Slot(.text([StyledText("")]), minimum: Size(rows: 1, columns: 1), share: 0, priority: 0))
      slots.append(
        Slot(.text(moment(k, language)), minimum: Size(rows: 3, columns: 22), share: 0, priority: 2)
      )
    } else {
      slots.append(
        Slot(
          .chart(falling(k, language, nil, ofSlope: least == nil)),
          minimum: Size(rows: 6, columns: 22), share: 1,
          priority: 3))
      slots.append(
        Slot(.text(legend(language)), minimum: Size(rows: 2, columns: 22), share: 0, priority: 2))
    }
    return Slot(.column(slots), minimum: Size(rows: 4, columns: 24), share: 1, priority: 2)
  }

  private func legend(_ language: Language) -> [StyledText] {
    walks.enumerated().map { index, walk in
      let marker = index == 0 ? "@" : "ABCD".dropFirst(index - 1).prefix(1)
      return StyledText(
        "\(marker) \(MethodWords.name(walk.method)[language])",
        Self.styles[index % Self.styles.count])
    }
  }

  private func plane(_ k: Int, _ language: Language, _ prediction: Prediction?) -> Chart {
    var marks: [Mark] = [.contours(field, levels: levels, .dim)]
    marks.append(.points(minima.map { Point($0[0], $0[1]) }, .target, Style(.good, bold: true)))
    for (index, walk) in walks.enumerated().reversed() {
      let points = walk.samples(to: walk.at(k)).map { Point($0.x[0], $0.x[1]) }.filter {
        $0.x.isFinite && $0.y.isFinite
      }
      marks.append(.path(points, Self.styles[index % Self.styles.count]))
      if index > 0, let end = points.last {
        marks.append(
          .points(
            [end], .letter(["A", "B", "C", "D"][(index - 1) % 4]),
            Self.styles[index % Self.styles.count]))
      }
    }
    if case .point(let x, let y)? = prediction?.guess {
      marks.append(.points([Point(x, y)], .question, Style(.warn, bold: true)))
    }
    if case .vector(let values)? = prediction?.guess, values.count == 2 {
      marks.append(.points([Point(values[0], values[1])], .question, Style(.warn, bold: true)))
    }
    return Chart(x: Axis("w1", window.ranges[0]), y: Axis("w2", window.ranges[1]), marks: marks)
  }

  /// One variable: the curve, the steps on it, and the model that the next step trusts.
  private func curve(_ k: Int, _ language: Language, _ prediction: Prediction?) -> Chart {
    let range = window.ranges[0]
    let count = 240
    let line = (0...count).map { index -> Point in
      let x =
        range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(count)
      return Point(x, value([x]))
    }.filter { $0.y.isFinite }
    let heights = line.map(\.y)
    let low = heights.min() ?? 0
    let high = heights.max() ?? 1
    let margin = high > low ? 0.08 * (high - low) : max(1, low.magnitude)
    let vertical = (low - margin)...(high + margin)
    var marks: [Mark] = [.line(line, Style(.first))]
    if walks.count == 1, let model = model(walks[0].stop(walks[0].at(k)), range) {
      marks.insert(.ghost(model.filter { vertical.contains($0.y) }, .dim), at: 0)
    }
    marks.append(.points(minima.map { Point($0[0], value($0)) }, .target, Style(.good, bold: true)))
    for (index, walk) in walks.enumerated().reversed() {
      let style = Self.styles[index % Self.styles.count]
      let now = walk.at(k)
      for sample in walk.samples(to: now).suffix(12)
      where sample.index < now && sample.x[0].isFinite && sample.f.isFinite {
        let mark: Marker = sample.index < 10 ? .letter(Character("\(sample.index)")) : .small
        marks.append(.points([Point(sample.x[0], sample.f)], mark, style))
      }
      let stop = walk.stop(now)
      let marker: Marker = index == 0 ? .now : .letter(["A", "B", "C", "D"][(index - 1) % 4])
      if stop.x[0].isFinite, stop.f.isFinite {
        marks.append(.points([Point(stop.x[0], stop.f)], marker, style))
      }
    }
    switch prediction?.guess {
    case .number(let x):
      marks.append(.points([Point(x, value([x]))], .question, Style(.warn, bold: true)))
    case .vector(let values) where values.count == 1:
      marks.append(.points([Point(values[0], value(values))], .question, Style(.warn, bold: true)))
    case .point(let x, let y):
      marks.append(.points([Point(x, y)], .question, Style(.warn, bold: true)))
    default: break
    }
    return Chart(x: Axis("w", range), y: Axis("f(w)", vertical), marks: marks)
  }

  /// The parabola (or, without curvature, the tangent) at a point.
  private func model(_ stop: Walk.Stop, _ range: ClosedRange<Double>) -> [Point]? {
    guard let slope = stop.g.first, slope.isFinite, stop.f.isFinite else { return nil }
    let curvature = stop.hessian?.first?.first ?? 0
    return (0...120).map { index in
      let x = range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / 120
      let d = x - stop.x[0]
      return Point(x, stop.f + slope * d + 0.5 * curvature * d * d)
    }
  }

  /// f − f* (or ‖g‖∞) against the step, on a log axis.
  private func falling(_ k: Int, _ language: Language, _ prediction: Prediction?, ofSlope: Bool)
    -> Chart
  {
    let base =
      ofSlope
      ? 0 : least ?? walks.map { $0.samples.map(\.f).filter(\.isFinite).min() ?? 0 }.min() ?? 0
    func height(_ sample: Walk.Sample) -> Double { ofSlope ? sample.slope : sample.f - base }
    let all = walks.flatMap { $0.samples.map(height) }.filter { $0.isFinite && $0 > 0 }
    let floor = max(all.min() ?? 1e-16, 1e-20, (all.max() ?? 1) * 1e-24)
    let ceiling = max(all.max() ?? 1, floor * 10)
    var marks: [Mark] = []
    for (index, walk) in walks.enumerated().reversed() {
      let style = Self.styles[index % Self.styles.count]
      let points = walk.samples(to: walk.at(k)).compactMap { sample -> Point? in
        let height = height(sample)
        guard height.isFinite else { return nil }
        return Point(Double(sample.index), max(height, floor))
      }
      marks.append(index == 0 ? .line(points, style) : .ghost(points, style))
      if let end = points.last {
        marks.append(
          .points([end], index == 0 ? .now : .letter(["A", "B", "C", "D"][(index - 1) % 4]), style))
      }
    }
    if case .number(let guess)? = prediction?.guess, guess > 0, ofSlope == (least == nil) {
      marks.append(.points([Point(Double(frames - 1), guess)], .question, Style(.warn, bold: true)))
    }
    let name =
      ofSlope
      ? language("largest slope |g|", "최대 기울기 |g|")
      : least == nil && base != 0
        ? language("f above its least value here", "f - (이 실행의 최솟값)")
        : base == 0
          ? "f" : base < 0 ? "f + \(NumberText.short(-base))" : "f - \(NumberText.short(base))"
    return Chart(
      x: Axis(language("step", "걸음"), 0...Double(max(1, frames - 1))),
      y: Axis(name, floor / 1.5...ceiling * 1.5, scale: .log), marks: marks)
  }

  /// Step, value and a strip that shows the value on a log scale.
  private func track(_ k: Int, _ language: Language, rows limit: Int) -> TextTable {
    let walk = walks[0]
    let now = walk.at(k)
    let heights = walk.samples.map { $0.f - (least ?? 0) }.filter { $0.isFinite && $0 > 0 }
    let (low, high) = (heights.min() ?? 1, heights.max() ?? 1)
    let bottom = max(-20, log10(low).rounded(.down))
    let top = max(bottom + 1, log10(high).rounded(.up))
    let hasStrip =
      walk.samples.allSatisfy { !($0.f < (least ?? 0)) } && bottom.isFinite && top.isFinite
    let first = min(max(0, now - limit + 2), max(0, walk.last - limit + 1))
    let shown = first...min(walk.last, first + limit - 1)
    let rows = shown.map { index -> [String] in
      let reached = index <= now
      let f = reached ? walk.stop(index).f : .nan
      let text = reached ? NumberText.short(f, digits: 4) : ""
      guard hasStrip else { return ["\(index)", text] }
      return ["\(index)", text, reached ? strip(f - (least ?? 0), bottom, top, index == now) : ""]
    }
    let scale = "1e\(Int(max(min(bottom, 999), -999)))  1e\(Int(max(min(top, 999), -999)))"
    return TextTable(
      header: hasStrip ? ["k", "f", scale] : ["k", "f"], rows: rows, current: now - first)
  }

  private func strip(_ height: Double, _ bottom: Double, _ top: Double, _ isNow: Bool) -> String {
    let width = 11
    var cells = [Character](repeating: ".", count: width)
    let place = height > 0 ? (log10(height) - bottom) / (top - bottom) : 0
    let index =
      place.isFinite ? Int((min(max(place, 0), 1) * Double(width - 1)).rounded()) : width - 1
    cells[index] = isNow ? "@" : "o"
    return String(cells)
  }

  /// The numbers of the point where we stand.
  private func moment(_ k: Int, _ language: Language) -> [StyledText] {
    let walk = walks[0]
    let stop = walk.stop(walk.at(k))
    func line(_ name: String, _ values: [Double]) -> StyledText {
      let texts = values.prefix(3).map { NumberText.padded(NumberText.short($0, digits: 4), 11) }
      return StyledText(name.padded(to: 5)) + StyledText(texts.joined())
    }
    var lines = [
      StyledText(language("at step \(walk.at(k))", "\(walk.at(k))걸음에서"), .heading),
      line("w", stop.x), line("g", stop.g),
    ]
    if let direction = stop.direction, let rate = stop.rate {
      lines.append(line(language("next", "다음"), direction.map { rate * $0 }))
    }
    lines.append(
      StyledText(
        minima.isEmpty ? language("@ now", "@ 현재") : language("@ now   x minimum", "@ 현재   x 최소점"),
        .dim))
    return lines
  }

  // MARK: Words

  private func look(_ k: Int, _ language: Language) -> String {
    if walks.count > 1 { return lookAtAll(k, language) }
    let walk = walks[0]
    let now = walk.at(k)
    let stop = walk.stop(now)
    func short(_ value: Double) -> String { NumberText.short(value, digits: 3) }
    if now == walk.last, walk.status != .running { return walk.reason.text[language] + "." }
    guard now > 0 else {
      if let remark = remark(walk, now) { return remark[language] + "." }
      if let direction = stop.direction, dimension == 2, dotProduct(direction, stop.g) >= 0 {
        return language("the step does not even point downhill here.", "이 걸음은 내리막조차 향하지 않는다.")
      }
      return language("the start: f = \(short(stop.f)).", "출발점: f = \(short(stop.f)).")
    }
    let before = walk.stop(now - 1)
    if dimension <= 2, !window.contains(stop.x) {
      return language(
        "step \(now) left the picture: it is at \(NumberText.vector(stop.x, digits: 3)).",
        "\(now)번째 걸음은 그림을 벗어나 \(NumberText.vector(stop.x, digits: 3))에 있다.")
    }
    if let remark = remark(walk, now) { return remark[language] + "." }
    if stop.f > before.f {
      let ratio = before.f > 0 && stop.f > 0 ? stop.f / before.f : 0
      if ratio >= 2 {
        return language(
          "step \(now) went uphill: f rose \(short(ratio))-fold.",
          "\(now)번째 걸음에서 f가 \(short(ratio))배로 올랐다.")
      }
      return language(
        "step \(now) went uphill: f rose by \(short(stop.f - before.f)).",
        "\(now)번째 걸음에서 f가 \(short(stop.f - before.f)) 올랐다.")
    }
    if let least, before.f > least {
      let share = (stop.f - least) / (before.f - least)
      if share < 0.01 {
        return language(
          "one step brought f \(short(1 / max(share, 1e-99))) times nearer to its minimum.",
          "한 걸음에 f가 최솟값에 \(short(1 / max(share, 1e-99)))배 가까워졌다.")
      }
      if share > 0.97 {
        return language(
          "small progress: f fell by only \(short(100 * (1 - share))) %.",
          "느린 진전: f가 \(short(100 * (1 - share))) %만 줄었다.")
      }
    }
    return language(
      "step \(now) took f from \(short(before.f)) to \(short(stop.f)).",
      "\(now)번째 걸음: f가 \(short(before.f))에서 \(short(stop.f))로.")
  }

  /// Where the Hessian is not positive definite: what the step that leaves makes of it.
  private func remark(_ walk: Walk, _ index: Int) -> Words? {
    let stop = walk.stop(index)
    guard stop.direction != nil, dimension <= 10, let hessian = stop.hessian.flatMap({ Matrix($0) })
    else { return nil }
    let values = SymmetricEigen(hessian).values
    let kind = Definiteness(eigenvalues: values)
    guard kind != .positive else { return nil }
    let place = NumberText.vector(stop.x, digits: 3, limit: 3)
    guard let shift = stop.shift else { return HessianWords.words(kind, values, at: place) }
    let size = NumberText.short(shift, digits: 3)
    return HessianWords.fact(kind, values, at: place)
      + Words(en: "; \(size) is added to its diagonal", ko: ". 대각선에 \(Josa.object(size)) 더한다")
  }

  private func lookAtAll(_ k: Int, _ language: Language) -> String {
    let parts = walks.map { walk -> String in
      let now = walk.at(k)
      let name = MethodWords.name(walk.method)[language]
      let f = NumberText.short(walk.stop(now).f, digits: 3)
      guard now == walk.last else { return "\(name) f = \(f)" }
      let word = walk.status.words[language]
      return language("\(name) \(word) after \(walk.last)", "\(name) \(walk.last)걸음 뒤 \(word)")
    }
    return parts.joined(separator: "; ") + "."
  }

  private func dotProduct(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private var bookmarks: [Bookmark] {
    let ends = walks.map(\.last)
    return ([0, leap] + ends).reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
      .sorted().map {
        Bookmark(frame: $0, say: Words(en: look($0, .en).sentence, ko: look($0, .ko)))
      }
  }

  private func twin(_ frame: Int, _ language: Language) -> Twin {
    let k = min(max(frame, 0), frames - 1)
    func short(_ value: Double) -> String { NumberText.short(value, digits: 4) }
    var parts: [String] = []
    for walk in walks {
      let now = walk.at(k)
      let stop = walk.stop(now)
      var text = "w = \(NumberText.vector(stop.x)), f = \(short(stop.f))"
      if now > 0 {
        let before = walk.stop(now - 1).f
        let word = stop.f > before ? language("up from", "이전") : language("down from", "이전")
        text += ", \(word) \(short(before))"
      }
      parts.append(walks.count > 1 ? "\(MethodWords.name(walk.method)[language]) \(text)" : text)
    }
    let sentence = language(
      "\(methodNames(.en)) on \(function.en), step \(k) of \(frames - 1): \(parts.joined(separator: "; ")). \(look(k, .en).sentence)",
      "\(function.ko)에 대한 \(methodNames(.ko)), \(frames - 1)걸음 중 \(k): \(parts.joined(separator: "; ")). \(look(k, .ko))"
    )
    let rows = (max(0, k - 11)...k).map { index -> [String] in
      ["\(index)"]
        + walks.flatMap { walk -> [String] in
          let stop = walk.stop(walk.at(index))
          return walks.count == 1
            ? [NumberText.vector(stop.x), short(stop.f), short(stop.slope)] : [short(stop.f)]
        }
    }
    let header =
      ["k"]
      + (walks.count == 1
        ? ["w", "f", "|g|"] : walks.map { "f " + MethodWords.name($0.method)[language] })
    return Twin(
      sentence: sentence, table: TextTable(header: header, rows: rows, current: rows.count - 1))
  }
}

extension String {
  /// With spaces at the end up to a number of cells; Hangul counts two.
  func padded(to width: Int) -> String {
    let cells = unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
    return self + String(repeating: " ", count: max(0, width - cells))
  }
}
