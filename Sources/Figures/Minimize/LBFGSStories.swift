import Core
import Plot

/// What `lbfgs-memory` tells in its three views.
enum LBFGSStories {
  /// The memories that the view `iterations` tries; BFGS comes last.
  static let memories: [Int?] = [1, 2, 3, 5, 10, 20]

  static func short(_ value: Double) -> String { NumberText.short(value, digits: 3) }

  static func reason(_ run: CountedRun) -> Reason {
    let last = run.recording.last
    return Reason(
      code: last.status.rawValue, values: .object([("iterations", .int(run.last))]),
      text: Words(
        en: "\(last.status.words.en) after \(NumberText.counted(run.last, "iteration"))",
        ko: "\(run.last)번 반복 뒤 \(last.status.words.ko)"))
  }

  static func queue(_ problem: LBFGSProblem, _ run: CountedRun) -> Story {
    let m = run.recording.run.memory
    return Story(
      title: Words(
        en: "L-BFGS, m = \(m), \(problem.name.en)", ko: "L-BFGS, m = \(m), \(problem.name.ko)"),
      frames: run.recording.count, status: run.recording.last.status, reason: reason(run),
      step: { k in
        let step = run.recording[k]
        let loops = step.twoLoop
        return .object([
          ("k", .int(k)), ("f", .number(step.f)), ("norm", .number(run.norms[k])),
          ("rate", .optional(step.rate)), ("pairs", .int(loops.alphas.count)),
          ("gamma", .number(loops.gamma)), ("alphas", .numbers(loops.alphas)),
          ("betas", .numbers(loops.betas)),
        ])
      },
      result: .object([("iterations", .int(run.last))]),
      evaluations: (
        run.recording.last.evaluations.f, run.recording.last.evaluations.g, 0
      ),
      readout: { k, language in
        language.place(k, of: run.last, Words(en: "iteration", ko: "반복"))
          + "   |g| = \(short(run.norms[k]))"
      },
      body: { k, language, guess in
        .beside(
          .chart(picture(problem, run, k, language, guess)),
          .table(table(run, k, language, done: nil)), sideMinimum: Size(rows: 4, columns: 30))
      },
      look: { k, language in
        if k == run.last { return reason(run).text[language] + "." }
        if k == 0 {
          return language(
            "no pairs yet: the direction is -g.", "아직 쌍이 없어 방향은 -g이다.")
        }
        if k <= m {
          return language(
            "the queue fills: \(k) of \(m) pairs (s, y).", "큐가 찬다: \(m)쌍 중 \(k)쌍.")
        }
        return language(
          "pair \(k - 1) comes in, pair \(k - 1 - m) falls out; all curvature before it is forgotten.",
          "\(k - 1)번 쌍이 들어오고 \(k - 1 - m)번 쌍이 나간다. 그 전의 곡률은 잊힌다.")
      },
      header: { ["k", "f", "|g|", $0("pairs", "쌍"), "gamma"] },
      row: { k in
        let step = run.recording[k]
        return [
          "\(k)", short(step.f), short(run.norms[k]), "\(step.pairs.count)",
          short(step.twoLoop.gamma),
        ]
      }, turns: [min(m + 1, run.last)])
  }
}
