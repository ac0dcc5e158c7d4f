import Core
import Plot

/// What the views share: the path and the table of the queue.
extension LBFGSStories {
  /// Path on the contours in two variables, else how the slope falls.
  static func picture(
    _ problem: LBFGSProblem, _ run: CountedRun, _ k: Int, _ language: Language,
    _ guess: Prediction.Guess?
  ) -> Chart {
    if problem.start.count == 2 {
      var marks: [Mark] = [
        .contours(field, levels: [1, 10, 100, 1000], .dim),
        .points([Point(1, 1)], .target, Style(.good, bold: true)),
        .path(run.points.prefix(k + 1).map(\.self), Style(.accent, bold: true)),
      ]
      if let step = run.recording[k].direction, step.count == 2 {
        let from = run.points[k]
        marks.append(.ghost([from, Point(from.x + step[0], from.y + step[1])], Style(.third)))
      }
      if case .point(let x, let y)? = guess { marks.append(.guess(Point(x, y))) }
      return Chart(x: Axis("w1", -1.6...1.6), y: Axis("w2", -0.6...1.8), marks: marks)
    }
    let floor = run.recording.run.tolerance / 10
    let top = max(run.norms.filter(\.isFinite).max() ?? 1, floor * 100) * 2
    let points = thinned(k + 1, to: 400).map { Point(Double($0), max(run.norms[$0], floor)) }
    var marks: [Mark] = [
      .horizontal(run.recording.run.tolerance, .dim), .line(points, Style(.accent, bold: true)),
      .points(points.suffix(1).map(\.self), .now, Style(.accent, bold: true)),
    ]
    if let number = guess?.number {
      marks.append(.guess(Point(number, run.recording.run.tolerance)))
    }
    return Chart(
      x: Axis(language("iteration", "반복"), 0...Double(max(1, run.last))),
      y: Axis("|g|", floor...top, scale: .log), marks: marks)
  }

  static let field = ScalarField { TestFunction.rosenbrock.value([$0, $1]) }

  /// The queue, the oldest pair first, with what the loops have written beside it so far.
  /// - Parameter done: the line and pair that were just done; nil: the whole recursion.
  static func table(
    _ run: CountedRun, _ k: Int, _ language: Language, done: (line: Int, pair: Int?)?
  ) -> TextTable {
    // The last point, which nothing leaves, still has the queue of the one before.
    let k = run.recording[k].pairs.isEmpty && k > 0 ? k - 1 : k
    let step = run.recording[k]
    let loops = step.twoLoop
    let count = step.pairs.count
    let first = k - count
    func hasAlpha(_ pair: Int) -> Bool {
      guard let done else { return true }
      return done.line > 2 || done.line == 2 && pair >= done.pair ?? count
    }
    func hasBeta(_ pair: Int) -> Bool {
      guard let done else { return true }
      return done.line > 4 || done.line == 4 && pair <= done.pair ?? -1
    }
    var rows = step.pairs.enumerated().map { index, pair in
      [
        "\(first + index)", short(pair.curvature),
        hasAlpha(index) ? short(loops.alphas[index]) : "",
        hasBeta(index) ? short(loops.betas[index]) : "",
      ]
    }
    var current = done == nil ? count - 1 : done?.pair
    if first > 0 {
      rows.insert(["\(first - 1)", language("out", "나감"), "", ""], at: 0)
      current = current.map { $0 + 1 }
    }
    return TextTable(
      // As wide as numbers ever get, so that nothing moves.
      header: [language("pair", "쌍")]
        + ["s'y", "alpha", "beta"].map { NumberText.padded($0, 9) }, rows: rows,
      current: rows.isEmpty ? nil : current)
  }
}
