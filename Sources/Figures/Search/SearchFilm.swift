import Core
import Plot

/// What the film of `search` shows: scatter of the first two axes (value against each axis where there is one, or
/// more than two), and the best value so far. It grows while the trials are made.
struct SearchFilm: Sendable {
  private(set) var setup: SearchControls.Setup
  private var steps: Steps
  private(set) var values: [Double] = []
  private(set) var bests: [Double] = []
  private(set) var bestAt: [Int] = []
  /// First four coordinates at most, trial by trial.
  private(set) var points: [[Double]] = []
  /// Of a Gaussian process: what each trial promised, NaN where it was random.
  private(set) var promises: [Double] = []
  /// Of successive halving: what each trial spent, and the trial of the rung before that it goes on with.
  private(set) var budgets: [Double] = []
  private(set) var parents: [Int?] = []
  /// Of a Gaussian process over two ordered axes: what the scale of its mean passes, for all frames.
  private(set) var scale: [Double] = []

  private enum Steps: Sendable {
    case all([Search.Step])
    case recording(Recording<Search>)
  }

  var search: Search { setup.search }
  var axes: [SearchSpace.Axis] { search.space.axes }
  /// Trials that there will be.
  var total: Int { search.trials }

  /// - Throws: `CancellationError` between two trials.
  init(_ setup: SearchControls.Setup) throws {
    self.setup = setup
    steps = .all([])
    let search = setup.search
    if search.objective.isCostly {
      var all: [Search.Step] = []
      for step in search {
        all.append(step)
        steps = .all(all)
        add(step)
        let soFar = self
        try FilmWatch.report(all.count, of: search.trials) { soFar.stepped }
      }
      if let last = all.last { scale = Self.scale(of: last, over: search.space) }
    } else {
      var grown = self
      let recording = try Recording(
        search, capacity: Self.capacity(search), expected: search.trials
      ) {
        grown.add($0)
      } growing: {
        grown.steps = .recording($0)
        return grown.stepped
      }
      self = grown
      steps = .recording(recording)
      scale = Self.scale(of: recording.last, over: search.space)
    }
  }

  private mutating func add(_ step: Search.Step) {
    values.append(step.value)
    bests.append(step.best)
    bestAt.append(step.bestIndex - 1)
    points.append(Array(step.point.prefix(4)))
    promises.append(step.gaussian?.improvement ?? .nan)
    guard let rung = step.rung else { return }
    budgets.append(rung.budget)
    parents.append(rung.origins.isEmpty ? nil : rung.origins[rung.member] - 1)
  }

  /// Step of a frame.
  subscript(frame: Int) -> Search.Step {
    switch steps {
    case .all(let all): all[min(max(frame, 0), all.count - 1)]
    case .recording(let recording): recording[frame]
    }
  }

  /// The new best that fell most.
  var leap: Int {
    let falls = bests.indices.dropFirst().map { (index: $0, fall: bests[$0 - 1] - bests[$0]) }
    return falls.filter { $0.fall > 0 }.max { $0.fall < $1.fall }?.index ?? 0
  }

  /// How many steps may be kept: those that hold models are large.
  private static func capacity(_ search: Search) -> Int {
    let (trials, axes) = (search.trials, search.space.axes.count)
    let numbers: Int
    switch search.sampler {
    case .treeParzen: numbers = trials * (5 * axes + 1) / 2
    // A history, and the process itself up to its 64th trial.
    case .gaussianProcess: numbers = 1400 + trials * (axes + 1) / 2 + 750 * axes
    case .halving: numbers = trials * (axes + 1)
    default: return 4096
    }
    return min(4096, max(16, 2_000_000 / max(1, numbers)))
  }

  /// The least and the largest of what the last process expects, and levels between them.
  private static func scale(of last: Search.Step, over space: SearchSpace) -> [Double] {
    guard let process = last.gaussian?.process, space.axes.count == 2, !space.isConditional,
      !space.axes.contains(where: \.scale.isChoice)
    else { return [] }
    let surface = MeanSurface(process, over: space)
    let levels = ContourLevels.levels(
      { surface.mean($0, $1) }, x: 0...1, y: 0...1, least: nil, limit: 3)
    let range = surface.range
    guard range.upperBound > range.lowerBound else { return [] }
    return [range.lowerBound]
      + levels.filter { range.contains($0) && $0 > range.lowerBound && $0 < range.upperBound }
      + [range.upperBound]
  }

  var film: Film {
    let last = values.count - 1
    let best = self[bestAt[last]]
    let isDone = values.count == total
    return Film(
      frames: values.count, status: isDone ? .done : .running,
      reason: isDone
        ? reason(best, bests[last])
        : Reason(code: "running", text: Words(en: "the search goes on", ko: "탐색이 이어진다")),
      step: { step(self[$0]) },
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

  private func reason(_ best: Search.Step, _ value: Double) -> Reason {
    let text: Words =
      value.isNaN
      ? Words(
        en: "\(NumberText.all(total, "trial", are: "made")); none had a value",
        ko: "\(total)번 모두 시도했으나 값이 있는 점이 없다")
      : Words(
        en:
          "\(NumberText.all(total, "trial", are: "made")); the best is \(short(value)) at trial \(best.index)",
        ko: "\(total)번 모두 시도했다. 최선은 \(best.index)번째 시도의 \(short(value))이다")
    return Reason(
      code: "all-trials",
      values: .object([("trials", .int(total)), ("best_trial", .int(best.index))]), text: text)
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
