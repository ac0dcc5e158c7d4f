import Core
import Plot

/// What the film of `search` shows: scatter of the first two axes (value against each axis where there is one, or
/// more than two), and the best value so far.
struct SearchFilm: Sendable {
  let setup: SearchControls.Setup
  let recording: Recording<Search>
  let values: [Double]
  let bests: [Double]
  let bestAt: [Int]
  /// First three coordinates at most, trial by trial.
  let points: [[Double]]
  /// Of a Gaussian process: what each trial promised, NaN where it was random.
  let promises: [Double]
  /// Of successive halving: what each trial spent, and the trial of the rung before that it goes on with.
  let budgets: [Double]
  let parents: [Int?]
  /// Of a Gaussian process over two ordered axes: levels of its mean, for all frames.
  let levels: [Double]
  /// The new best that fell most.
  let leap: Int

  var search: Search { setup.search }
  var axes: [SearchSpace.Axis] { search.space.axes }

  init(_ setup: SearchControls.Setup) throws {
    var values: [Double] = []
    var bests: [Double] = []
    var bestAt: [Int] = []
    var points: [[Double]] = []
    var promises: [Double] = []
    var budgets: [Double] = []
    var parents: [Int?] = []
    let search = setup.search
    recording = try Recording(search, capacity: Self.capacity(search)) {
      values.append($0.value)
      bests.append($0.best)
      bestAt.append($0.bestIndex - 1)
      points.append(Array($0.point.prefix(4)))
      if let gaussian = $0.gaussian {
        promises.append(gaussian.improvement)
      } else {
        promises.append(.nan)
      }
      guard let rung = $0.rung else { return }
      budgets.append(rung.budget)
      parents.append(rung.origins.isEmpty ? nil : rung.origins[rung.member] - 1)
    }
    self.setup = setup
    self.values = values
    self.bests = bests
    self.bestAt = bestAt
    self.points = points
    self.promises = promises
    levels = Self.levels(of: recording.last, over: search.space)
    self.budgets = budgets
    self.parents = parents
    let falls = bests.indices.dropFirst().map { (index: $0, fall: bests[$0 - 1] - bests[$0]) }
    leap = falls.filter { $0.fall > 0 }.max { $0.fall < $1.fall }?.index ?? 0
  }

  /// How many steps may be kept: those that hold models are large. A costly value is never computed twice.
  private static func capacity(_ search: Search) -> Int {
    if search.objective.isCostly { return Swift.max(4096, search.trials) }
    let (trials, axes) = (search.trials, search.space.axes.count)
    let numbers: Int
    switch search.sampler {
    case .treeParzen: numbers = trials * (5 * axes + 1) / 2
    case .gaussianProcess: numbers = trials * trials / 3 + 500 * axes
    case .halving: numbers = trials * (axes + 1)
    default: return 4096
    }
    return min(4096, max(16, 3_000_000 / max(1, numbers)))
  }

  /// Levels of what the last process expects, from its own lowest and highest tenths.
  private static func levels(of last: Search.Step, over space: SearchSpace) -> [Double] {
    guard let process = last.gaussian?.process, space.axes.count == 2, !space.isConditional,
      !space.axes.contains(where: \.scale.isChoice)
    else { return [] }
    let surface = MeanSurface(process, over: space)
    return ContourLevels.levels(
      { surface.mean($0, $1) }, x: 0...1, y: 0...1, least: nil, limit: 5)
  }

  var film: Film {
    let last = values.count - 1
    let best = recording[bestAt[last]]
    let text: Words =
      bests[last].isNaN
      ? Words(
        en: "all \(values.count) trials are made; none had a value",
        ko: "\(values.count)번 모두 시도했으나 값이 있는 점이 없다")
      : Words(
        en:
          "all \(values.count) trials are made; the best is \(short(bests[last])) at trial \(best.index)",
        ko: "\(values.count)번 모두 시도했다. 최선은 \(best.index)번째 시도의 \(short(bests[last]))이다")
    return Film(
      frames: values.count, status: .done,
      reason: Reason(
        code: "all-trials",
        values: .object([("trials", .int(values.count)), ("best_trial", .int(best.index))]),
        text: text),
      step: { step(recording[$0]) },
      result: .object(
        [
          ("best", .number(bests[last])), ("best_trial", .int(best.index)),
          ("point", point(best.point)),
          ("trials", .int(values.count)),
        ] + (budgets.isEmpty ? [] : [("budget", .number(budgets.reduce(0, +)))])),
      evaluations: (values.count, 0, 0), scene: { scene($0, $1, nil) }, twin: twin,
      bookmarks: bookmarks,
      predicted: { scene($1, $2, $0) })
  }

  func short(_ value: Double) -> String { NumberText.short(value, digits: 3) }

  func point(_ values: [Double]) -> JSON {
    .object(
      zip(axes, values).map { axis, value in
        if case .int = axis.scale, let whole = Int(exactly: value) {
          return (axis.name, .int(whole))
        }
        return (axis.name, value.isNaN ? .null : .number(value))
      })
  }

  private func step(_ step: Search.Step) -> JSON {
    var members: [(String, JSON)] = [
      ("k", .int(step.index)), ("point", point(step.point)), ("value", .number(step.value)),
      ("best", .number(step.best)),
    ]
    if let rung = step.rung {
      members += [("rung", .int(rung.index)), ("budget", .number(rung.budget))]
    }
    return .object(members)
  }
}
