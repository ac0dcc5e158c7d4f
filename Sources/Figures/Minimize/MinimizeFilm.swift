import Core
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
  let window: WalkWindow
  let field: ScalarField
  let levels: [Double]
  /// The frame whose step changed f most, for the better or the worse.
  let leap: Int

  /// - Parameter before: the film when the runs were not yet so far: its window holds, with contours and all, until
  ///   the walks leave it.
  init(
    function: Words, value: @escaping @Sendable ([Double]) -> Double, minima: [[Double]],
    least: Double?,
    walks: [Walk], settings: [Settings], dimension: Int, tolerance: Double,
    like before: MinimizeFilm? = nil
  ) {
    self.function = function
    self.value = value
    self.minima = minima
    self.least = least
    self.walks = walks
    self.settings = settings
    self.dimension = dimension
    self.tolerance = tolerance
    leap = MinimizeFilm.leap(walks)
    var window = WalkWindow(walks, targets: minima, coordinates: min(dimension, 2))
    if let before, before.window.contains(window) {
      (self.window, field, levels) = (before.window, before.field, before.levels)
      return
    }
    if let before { window.extend(to: before.window) }
    self.window = window
    field = ScalarField { value([$0, $1]) }
    levels =
      dimension == 2
      ? ContourLevels.levels(
        { value([$0, $1]) }, x: window.ranges[0], y: window.ranges[1], least: least) : []
  }

  static func leap(_ walks: [Walk]) -> Int {
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

  var comparison: Reason {
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

  func methodNames(_ language: Language) -> String {
    walks.map { MethodWords.name($0.method)[language] }.joined(separator: language(" and ", ", "))
  }

  func scene(_ frame: Int, _ language: Language, _ prediction: Prediction?) -> Scene {
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

  func body(_ k: Int, _ language: Language, _ prediction: Prediction?) -> Pane {
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

  func side(_ k: Int, _ language: Language) -> Slot {
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

  func legend(_ language: Language) -> [StyledText] {
    walks.enumerated().map { index, walk in
      let marker = index == 0 ? "@" : "ABCD".dropFirst(index - 1).prefix(1)
      return StyledText(
        "\(marker) \(MethodWords.name(walk.method)[language])",
        Self.styles[index % Self.styles.count])
    }
  }
}

extension String {
  /// With spaces at the end up to a number of cells; Hangul counts two.
  func padded(to width: Int) -> String {
    let cells = unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
    return self + String(repeating: " ", count: max(0, width - cells))
  }
}
