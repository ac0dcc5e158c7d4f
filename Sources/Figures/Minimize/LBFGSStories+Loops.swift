import Core
import Plot

/// The two loops of the recursion, line by line.
extension LBFGSStories {
  /// One line of the recursion.
  struct Line {
    var iteration: Int
    /// As in the listing, from 1.
    var line: Int
    /// The pair, 0 the oldest.
    var pair: Int?
    var number: Double?
    var q: [Double]
    /// Lines of this iteration before it.
    var place: Int
  }

  static func lines(of run: CountedRun) -> [Line] {
    var lines: [Line] = []
    for iteration in 0..<min(12, run.recording.count) {
      let step = run.recording[iteration]
      guard step.rate != nil else { break }
      let loops = step.twoLoop
      let count = loops.alphas.count
      var place = 0
      func add(_ line: Int, _ pair: Int?, _ number: Double?, _ q: [Double]) {
        lines.append(
          Line(iteration: iteration, line: line, pair: pair, number: number, q: q, place: place))
        place += 1
      }
      add(1, nil, nil, loops.descending[0])
      for index in 0..<count {
        let pair = count - 1 - index
        add(2, pair, loops.alphas[pair], loops.descending[index + 1])
      }
      add(3, nil, loops.gamma, loops.ascending[0])
      for pair in 0..<count { add(4, pair, loops.betas[pair], loops.ascending[pair + 1]) }
      add(5, nil, nil, loops.ascending[count])
    }
    return lines
  }

  /// The line of the listing that each frame of ``loops(_:_:)`` does.
  static func litLines(of run: CountedRun) -> @Sendable (Int) -> [Int] {
    let lines = lines(of: run).map(\.line)
    return { lines.indices.contains($0) ? [lines[$0]] : [1] }
  }

  static func loops(_ problem: LBFGSProblem, _ run: CountedRun) -> Story {
    let m = run.recording.run.memory
    var lines = lines(of: run)
    if lines.isEmpty {
      lines = [Line(iteration: 0, line: 1, pair: nil, number: nil, q: run.recording[0].g, place: 0)]
    }
    let all = lines
    func size(_ q: [Double]) -> Double { VectorKernels.norm(q) }
    return Story(
      title: Words(
        en: "Two loops, m = \(m), \(problem.name.en)", ko: "이중 루프, m = \(m), \(problem.name.ko)"),
      frames: all.count, reason: reason(run),
      step: { k in
        let line = all[k]
        return .object([
          ("k", .int(k)), ("iteration", .int(line.iteration)), ("line", .int(line.line)),
          ("pair", line.pair.map(JSON.int) ?? .null), ("number", .optional(line.number)),
          ("q_norm", .number(VectorKernels.norm(line.q))),
        ])
      },
      result: .object([("iterations", .int(run.last))]),
      readout: { k, language in
        let line = all[k]
        let name = ["", "q = g", "alpha", "gamma", "beta", "p = -q"][line.line]
        return language("iteration \(line.iteration)", "반복 \(line.iteration)")
          + "   \(name)\(line.number.map { " = " + short($0) } ?? "")"
          + "   |q| = \(short(VectorKernels.norm(line.q)))"
      },
      body: { k, language, guess in
        .beside(
          .chart(picture(problem, run, all[k].iteration, language, guess)),
          .table(
            table(
              run, all[k].iteration, language,
              done: (all[k].line, all[k].pair))), sideMinimum: Size(rows: 4, columns: 30))
      },
      look: { k, language in
        let line = all[k]
        switch line.line {
        case 1: return language("q starts as the gradient.", "q는 그레이디언트에서 출발한다.")
        case 2:
          return language(
            "newest to oldest: alpha = s'q/s'y, then q loses alpha times y.",
            "새 쌍부터 옛 쌍으로: alpha = s'q/s'y를 구하고 q에서 alpha y를 뺀다.")
        case 3:
          return language(
            "in the middle q is scaled: gamma = s'y/y'y of the newest pair.",
            "가운데에서 q에 최신 쌍의 gamma = s'y/y'y를 곱한다.")
        case 4:
          return language(
            "oldest to newest: beta = y'q/s'y, then q gains (alpha - beta) times s.",
            "옛 쌍부터 새 쌍으로: beta = y'q/s'y를 구하고 q에 (alpha - beta) s를 더한다.")
        default:
          return language(
            "p = -q is the direction, and no matrix was ever formed.",
            "p = -q가 방향이다. 행렬은 한 번도 만들지 않았다.")
        }
      },
      header: {
        [$0("iteration", "반복"), $0("line", "줄"), $0("pair", "쌍"), $0("number", "값"), "|q|"]
      },
      row: { k in
        let line = all[k]
        return [
          "\(line.iteration)", "\(line.line)", line.pair.map { "\($0 + 1)" } ?? "-",
          line.number.map(short) ?? "-", short(VectorKernels.norm(line.q)),
        ]
      }, turns: all.indices.filter { all[$0].place == 0 })
  }
}
