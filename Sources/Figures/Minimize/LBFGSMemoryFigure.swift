import Core
import Plot

extension Figure {
  /// Curriculum N11: the queue of pairs, the two loops over it, and how many iterations a memory costs.
  package static let lbfgsMemory: Figure = {
    let view = Control.choice(
      "view", "view", "보기",
      [
        ("queue", "the queue, an iteration a frame", "큐: 장면마다 반복 하나"),
        ("loops", "the two loops, a line a frame", "이중 루프: 장면마다 한 줄"),
        ("search", "the line search, a trial a frame", "선 탐색: 장면마다 시도 하나"),
        ("iterations", "iterations against memory", "기억하는 쌍과 반복 횟수"),
      ])
    let memory = Control.whole(
      "m", "stored pairs m", "저장하는 쌍 m", 1...20, initial: 5, allowed: 1...1000)
    let problem = Control(
      "problem", Words(en: "problem", ko: "문제"),
      .choice(LBFGSProblem.all.map { .init($0.id, $0.name) }), initial: .choice("rosenbrock2"))
    let tolerance = Control.log(
      "tol", "tolerance on |g|", "|g|의 허용 오차", 1e-8...1e-2, initial: 1e-5, allowed: 1e-12...1e6)
    let runs = LBFGSRuns(view: view, memory: memory, problem: problem, tolerance: tolerance)
    return Figure(
      id: "lbfgs-memory", title: Words(en: "L-BFGS and its memory", ko: "L-BFGS의 기억"),
      controls: [view, memory, problem, tolerance],
      run: { settings in
        let problem = runs.chosen(settings)
        if settings[view].text == "iterations" {
          return try LBFGSStories.iterations(problem, runs.all(settings)).film
        }
        let run = try CountedRun(try runs.run(settings, memory: settings[memory].whole))
        if settings[view].text == "loops" {
          return LBFGSStories.loops(problem, run).film.beside(
            .twoLoop, lit: LBFGSStories.litLines(of: run))
        }
        if settings[view].text == "search" {
          let trials = LBFGSStories.trials(of: run)
          return LBFGSStories.search(problem, run, trials).film.beside(
            .weakWolfe,
            lit: { trials.indices.contains($0) ? [trials[$0].line] : [1] })
        }
        return LBFGSStories.queue(problem, run).film.beside(
          .twoLoop, lit: { $0 == 0 ? [1, 5] : $0 == run.last ? [] : [6] })
      }, python: { try runs.script($0) })
  }()
}

/// The runs of the figure, and their script.
private struct LBFGSRuns: Sendable {
  let view: Control
  let memory: Control
  let problem: Control
  let tolerance: Control

  func chosen(_ settings: Settings) -> LBFGSProblem { .named(settings[problem].text) }

  /// - Parameter memory: nil for BFGS.
  func run(_ settings: Settings, memory: Int?) throws -> Minimizer {
    let problem = chosen(settings)
    return try checked {
      try Minimizer(
        problem.objective, from: problem.start, method: memory == nil ? .bfgs : .lbfgs,
        memory: memory ?? 1, lineSearch: .weakWolfe, steps: 6000,
        tolerance: settings[tolerance].number, isTextbook: true)
    }
  }

  func all(_ settings: Settings) throws -> [(memory: Int?, run: Minimizer)] {
    try (LBFGSStories.memories + [nil]).map { ($0, try run(settings, memory: $0)) }
  }

  func script(_ settings: Settings) throws -> String {
    let runs = [try run(settings, memory: 1), try run(settings, memory: nil)]
    return Python.script(
      settings, [memory, tolerance],
      """
      import math

      num = np.float64
      np.seterr(all="ignore")
      \(chosen(settings).python)
      \(MinimizePython.Parts(of: runs).text)

      def run(leave):
          # Every step: x, f, g, the pairs, the rate and the direction that leave it.
          x, kept, steps = [num(v) for v in start], {}, []
          for k in range(6001):
              f, g = value(x), gradient(x)
              steps.append([x, f, g, [], None, None])
              if np.sqrt(dot(g, g)) <= tol or k == 6000:
                  break
              d, t = leave(k, x, f, g, None, kept)
              steps[-1][3:] = [list(kept.get("pairs", [])), t, d]
              if t is None:
                  break
              kept.update(x=x, g=g, direction=d, rate=t)
              x = moved(x, t, d)
          return steps


      def two_loops(g, pairs):
          # alpha and beta, the oldest pair first; gamma; q after each line.
          q, alphas, betas, trail = list(g), [], [], [list(g)]
          for p, t, y, curvature, square in reversed(pairs):
              alphas.insert(0, t * dot(p, q) / curvature)
              q = moved(q, -alphas[0], y)
              trail.append(q)
          gamma = pairs[-1][3] / pairs[-1][4] if pairs else num(1.0)
          q = [gamma * v for v in q]
          trail.append(q)
          for (p, t, y, curvature, square), alpha in zip(pairs, alphas):
              betas.append(dot(y, q) / curvature)
              q = moved(q, (alpha - betas[-1]) * t, p)
              trail.append(q)
          return alphas, betas, gamma, trail


      """ + (Self.endings[settings[view].text] ?? ""))
  }

  private static let endings = [
    "queue": """
    memory = m
    for k, (x, f, g, pairs, t, d) in enumerate(run(leave_lbfgs)):
        alphas, betas, gamma, _ = two_loops(g, pairs)
        show(k, f, np.sqrt(dot(g, g)), t, len(pairs), gamma, alphas, betas)
    """,
    "loops": """
    memory, k = m, 0
    steps = [step for step in run(leave_lbfgs) if step[4] is not None][:12]
    for iteration, (x, f, g, pairs, t, d) in enumerate(steps):
        alphas, betas, gamma, trail = two_loops(g, pairs)
        n = len(pairs)
        lines = [(1, None, None)]
        lines += [(2, n - 1 - i, alphas[n - 1 - i]) for i in range(n)]
        lines += [(3, None, gamma)] + [(4, i, betas[i]) for i in range(n)] + [(5, None, None)]
        for (line, pair, number), q in zip(lines, trail + trail[-1:]):
            show(k, iteration, line, pair, number, np.sqrt(dot(q, q)))
            k += 1
    """,
    "search": """
    memory, k = m, 0
    steps = [step for step in run(leave_lbfgs) if step[4] is not None][:12]
    for iteration, (x, f, g, pairs, t, d) in enumerate(steps):
        slope, low, high, t, good = dot(g, d), num(0.0), num(np.inf), num(1.0), False
        while not good:
            point = moved(x, t, d)
            height, bend = value(point), dot(gradient(point), d)
            falls = height <= f + 1e-4 * t * slope
            good = falls and bend >= 0.9 * slope
            show(k, iteration, t, height, bend, good)
            k += 1
            low, high = (t, high) if falls else (low, t)
            t = 0.5 * (low + high) if np.isfinite(high) else 2 * low
    """,
    "iterations": """
    for k, memory in enumerate([1, 2, 3, 5, 10, 20, 0]):
        show(k, memory, len(run(leave_lbfgs if memory else leave_bfgs)) - 1)
    """,
  ]
}
