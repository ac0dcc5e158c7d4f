import Core
import Plot

extension Figure {
  /// Curriculum N10: gradient descent, Newton and BFGS on Rosenbrock's valley, counted as Nocedal & Wright count.
  package static let bfgsVsOthers: Figure = {
    let methods = Control(
      "methods", Words(en: "methods", ko: "방법"),
      .set(ComparedMethod.all.map { .init($0.method.rawValue, $0.name) }),
      initial: .choices(["gradient-descent", "newton-modified", "bfgs"]))
    let start = Control(
      "start", Words(en: "start", ko: "출발점"), .vector(length: 2, range: -2...2, notch: 0.1),
      initial: .vector([-1.2, 1]), allowed: -100...100,
      presets: [
        .init(.vector([-1.2, 1]), Words(en: "the classical start", ko: "고전적인 출발점")),
        .init(.vector([0, 0]), Words(en: "on the valley floor", ko: "골짜기 바닥")),
        .init(.vector([0, 2]), Words(en: "an indefinite Hessian", ko: "부정부호 헤시언")),
      ])
    let tolerance = Control.log(
      "tol", "tolerance on |g|", "|g|의 허용 오차", 1e-8...1e-2, initial: 1e-5, allowed: 1e-12...1e6)
    let runs: @Sendable (Settings) throws -> [Minimizer] = { settings in
      let chosen = ComparedMethod.all.filter {
        settings[methods].names.contains($0.method.rawValue)
      }
      return try chosen.map { each in
        try checked {
          try Minimizer(
            TestFunction.rosenbrock.objective, from: settings[start].vector, method: each.method,
            rate: 1, lineSearch: each.method == .newton ? .none : .backtracking, steps: 20_000,
            tolerance: settings[tolerance].number, isTextbook: true)
        }
      }
    }
    return Figure(
      id: "bfgs-vs-others", title: Words(en: "BFGS and the others", ko: "BFGS와 다른 방법"),
      controls: [methods, start, tolerance],
      run: { settings in
        let comparison = BFGSComparison(try runs(settings).map { try CountedRun($0) })
        guard let end = comparison.endOfBFGS else { return comparison.story.film }
        return comparison.story.film.beside(
          .bfgs, lit: { $0 == 0 ? [1, 2] : comparison.frames[$0] < end ? [3, 4, 5] : [6] })
      },
      python: { settings in
        let all = try runs(settings)
        return Python.script(
          settings, [start, tolerance],
          """
          import math

          num = np.float64
          np.seterr(all="ignore")
          rate = num(1.0)
          \(TestFunction.rosenbrock.python)
          value, gradient, hessian = f, g, H
          \(MinimizePython.Parts(of: all).text)

          def run(leave, wants_hessian):
              x, kept, steps = [num(v) for v in start], {}, []
              reach = 1e12 * max(1.0, max(abs(v) for v in x))
              for k in range(20001):
                  height, slope = value(x), gradient(x)
                  steps.append((x, height, slope))
                  length = np.sqrt(dot(slope, slope))
                  if not np.all(np.isfinite([height, *slope, *x])) or max(abs(v) for v in x) > reach:
                      break
                  if length <= tol or k == 20000:
                      break
                  d, t = leave(k, x, height, slope, hessian(x) if wants_hessian else None, kept)
                  if t is None:
                      break
                  kept.update(x=x, g=slope, direction=d, rate=t)
                  x = moved(x, t, d)
              return steps


          runs = [\(all.map { "run(\(MinimizePython.name($0.method)), \($0.method.usesHessian ? "True" : "False"))" }.joined(separator: ", "))]
          ends = [len(steps) - 1 for steps in runs]
          frames = list(range(min(max([e for e in ends if e <= 200] or [40]), max(ends)) + 1))
          while frames[-1] < max(ends):
              frames.append(min(max(1, 2 * frames[-1]), max(ends)))
          for k in frames:
              now = [steps[min(k, len(steps) - 1)] for steps in runs]
              show(k, [[*x, height, np.sqrt(dot(slope, slope))] for x, height, slope in now])
          """)
      })
  }()
}

extension TestFunction {
  /// As Core minimises it.
  var objective: Objective {
    Objective(
      dimension: dimension, value: value, gradient: gradient,
      hessian: { x in
        Matrix(rows: x.count, columns: x.count, elements: hessian(x).flatMap { $0 })
      })
  }
}

/// A method of the comparison: its name, its letter in the plot, its looks.
struct ComparedMethod: Sendable {
  let method: Minimizer.Method
  let name: Words
  let letter: Character
  let style: Style

  static let all = [
    ComparedMethod(
      method: .gradientDescent, name: Words(en: "descent", ko: "경사 하강"), letter: "d",
      style: Style(.second)),
    ComparedMethod(
      method: .newton, name: Words(en: "pure Newton", ko: "순수 뉴턴"), letter: "p",
      style: Style(.fourth)),
    ComparedMethod(
      method: .newtonModified, name: Words(en: "Newton + search", ko: "뉴턴 + 선 탐색"), letter: "n",
      style: Style(.third, bold: true)),
    ComparedMethod(
      method: .bfgs, name: Words("BFGS"), letter: "b", style: Style(.accent, bold: true)),
  ]
}

/// A minimizer's run with what a picture of all of it needs.
struct CountedRun: Sendable {
  let recording: Recording<Minimizer>
  let points: [Point]
  /// ‖g‖₂ of every step.
  let norms: [Double]

  init(_ run: Minimizer) throws {
    var points: [Point] = []
    var norms: [Double] = []
    recording = try Recording(run) { step in
      points.append(Point(step.x[0], step.x.count > 1 ? step.x[1] : 0))
      norms.append(VectorKernels.norm(step.g))
    }
    self.points = points
    self.norms = norms
  }

  var last: Int { recording.count - 1 }
  func at(_ k: Int) -> Int { min(max(k, 0), last) }

  /// ‖g‖₂ against the iteration on log axes.
  func fall(to k: Int, above floor: Double) -> [Point] {
    thinned(at(k) + 1, to: 300).compactMap { index in
      norms[index].isFinite ? Point(Double(max(index, 1)), max(norms[index], floor)) : nil
    }
  }
}

private struct BFGSComparison: Sendable {
  let runs: [CountedRun]
  let looks: [ComparedMethod]
  /// The iterations that frames show: one by one while the quick methods run, then in doubling strides.
  let frames: [Int]
  let field = ScalarField { TestFunction.rosenbrock.value([$0, $1]) }
  let xs: ClosedRange<Double>
  let ys: ClosedRange<Double>

  init(_ runs: [CountedRun]) {
    self.runs = runs
    looks = runs.map { run in
      ComparedMethod.all.first { $0.method == run.recording.run.method } ?? ComparedMethod.all[3]
    }
    let ends = runs.map(\.last)
    let longest = ends.max() ?? 0
    var frames = Array(0...min(ends.filter { $0 <= 200 }.max() ?? 40, longest))
    while let last = frames.last, last < longest { frames.append(min(max(1, 2 * last), longest)) }
    self.frames = frames
    let start = runs.first?.points.first ?? Point(0, 0)
    xs = min(-1.6, start.x - 0.2)...max(1.6, start.x + 0.2)
    ys = min(-0.6, start.y - 0.2)...max(1.8, start.y + 0.2)
  }

  private static func short(_ value: Double) -> String { NumberText.short(value, digits: 2) }

  /// The last iteration of BFGS; nil if it does not take part.
  var endOfBFGS: Int? { zip(looks, runs).first { $0.0.method == .bfgs }?.1.last }

  private func ending(_ index: Int) -> Words {
    let last = runs[index].recording.last
    let count = NumberText.grouped(runs[index].last)
    let name = looks[index].name
    return last.status == .converged
      ? Words(en: "\(name.en) \(count)", ko: "\(name.ko) \(count)")
      : Words(
        en: "\(name.en) \(last.status.words.en) at \(count)",
        ko: "\(name.ko) \(count)에서 \(last.status.words.ko)")
  }

  var story: Story {
    let ends = runs.indices.map(ending)
    let start = runs[0].recording[0].x
    return Story(
      title: Words(
        en: "Rosenbrock from \(NumberText.vector(start, digits: 2))",
        ko: "로젠브록, 출발점 \(NumberText.vector(start, digits: 2))"),
      frames: frames.count, status: runs.count == 1 ? runs[0].recording.last.status : .done,
      reason: Reason(
        code: "compared",
        values: .object(zip(looks, runs).map { ($0.method.rawValue, .int($1.last)) }),
        text: Words(
          en: "iterations: " + ends.map(\.en).joined(separator: ", "),
          ko: "반복 횟수: " + ends.map(\.ko).joined(separator: ", "))),
      step: { frame in
        let k = frames[frame]
        let each = zip(looks, runs).map { look, run -> (key: String, value: JSON) in
          let step = run.recording[run.at(k)]
          return (
            look.method.rawValue,
            .object([
              ("x", .numbers(step.x)), ("f", .number(step.f)),
              ("norm", .number(run.norms[step.index])),
            ])
          )
        }
        return .object([("k", .int(k))] + each)
      },
      result: .object(
        zip(looks, runs).map { look, run in
          let last = run.recording.last
          return (
            look.method.rawValue,
            .object([
              ("iterations", .int(run.last)), ("status", .string(last.status.rawValue)),
              ("f", .int(last.evaluations.f)), ("g", .int(last.evaluations.g)),
              ("H", .int(last.evaluations.h)),
            ])
          )
        }),
      readout: { frame, language in
        let k = NumberText.padded(
          NumberText.grouped(frames[frame]), NumberText.grouped(frames[frames.count - 1]).count)
        let slopes = zip(looks, runs).map {
          "\($0.letter) \(Self.short($1.norms[$1.at(frames[frame])]))"
        }
        return language("iteration \(k)", "반복 \(k)") + "   |g| "
          + slopes.joined(separator: ", ")
      },
      body: { body(frames[$0], $1, $2) },
      look: { look(frames[$0], $1) },
      header: { language in
        ["k"] + looks.map { "|g| \($0.name[language])" }
      },
      row: { frame in
        [NumberText.grouped(frames[frame])]
          + runs.map { Self.short($0.norms[$0.at(frames[frame])]) }
      },
      turns: runs.compactMap { frames.firstIndex(of: $0.last) })
  }

  private func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    var marks: [Mark] = [
      .contours(field, levels: [1, 10, 100, 1000], .dim),
      .points([Point(1, 1)], .target, Style(.good, bold: true)),
    ]
    for (run, look) in zip(runs, looks) {
      let trail = run.points.prefix(run.at(k) + 1).filter { $0.x.isFinite && $0.y.isFinite }
      let shown = thinned(trail.count, to: 200).map { trail[$0] }
      marks.append(
        look.method == .bfgs
          ? .path(shown, look.style) : .ghost(shown, look.style))
      marks.append(.points(shown.suffix(1).map(\.self), .letter(look.letter), look.style))
    }
    if case .point(let x, let y)? = guess { marks.append(.guess(Point(x, y))) }
    let plane = Chart(x: Axis("w1", xs), y: Axis("w2", ys), marks: marks)
    var side: [Slot] = [
      Slot(
        .table(counters(k, language)), minimum: Size(rows: runs.count + 1, columns: 22), share: 0,
        priority: 3)
    ]
    if let ellipses = ellipses(k, language) {
      side.append(Slot(.chart(ellipses), minimum: Size(rows: 6, columns: 22), priority: 2))
    }
    side.append(
      Slot(.chart(falling(k, language, guess)), minimum: Size(rows: 7, columns: 22), priority: 1))
    return .row([
      Slot(.chart(plane), minimum: Size(rows: 6, columns: 30), share: 1.3, priority: 2),
      Slot(.column(side), minimum: Size(rows: 3, columns: 34), share: 1, priority: 1),
    ])
  }

  /// Iterations and gradients so far: also the legend.
  private func counters(_ k: Int, _ language: Language) -> TextTable {
    TextTable(
      header: ["", language("  steps", "   반복"), language(" grads", "  미분")],
      rows: zip(looks, runs).map { look, run in
        let step = run.recording[run.at(k)]
        let mark = run.at(k) == run.last && step.status == .converged ? "" : "+"
        return [
          "\(look.letter) \(look.name[language])", NumberText.grouped(step.index) + mark,
          NumberText.grouped(step.evaluations.g),
        ]
      }, current: looks.firstIndex { $0.method == .bfgs })
  }

  /// Where δᵀBδ = 1 and where δᵀHδ = 1 around the point that BFGS is at.
  private func ellipses(_ k: Int, _ language: Language) -> Chart? {
    guard let run = zip(looks, runs).first(where: { $0.0.method == .bfgs })?.1 else { return nil }
    // The last step has no matrix of its own: that of the one before led there.
    let step = run.recording[run.at(k)]
    let source = step.inverse ?? run.recording[max(0, step.index - 1)].inverse
    guard let m = source else { return nil }
    let det = m[0, 0] * m[1, 1] - m[0, 1] * m[1, 0]
    let b = [[m[1, 1] / det, -m[0, 1] / det], [-m[1, 0] / det, m[0, 0] / det]]
    let h = TestFunction.rosenbrock.hessian(step.x)
    let marks: [Mark] =
      Conic.branches(h, size: 0.5, reach: 1.9).map { .ghost($0, Style(.third)) }
      + Conic.branches(b, size: 0.5, reach: 1.9).map { .line($0, Style(.accent, bold: true)) }
    return Chart(
      x: Axis(language("dw1   line B, dots H", "dw1   실선 B, 점선 H"), -2...2),
      y: Axis("dw2", -1.2...1.2), marks: marks)
  }

  private func falling(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Chart {
    let floor = (runs[0].recording.run.tolerance) / 10
    let most = Double(max(10, frames[frames.count - 1]))
    let highest = runs.compactMap { $0.norms.filter(\.isFinite).max() }.max() ?? 1
    let top = min(1e8, max(highest, floor * 100)) * 2
    var marks: [Mark] = [.horizontal(runs[0].recording.run.tolerance, .dim)]
    for (run, look) in zip(runs, looks) {
      let line = run.fall(to: k, above: floor)
      marks.append(look.method == .bfgs ? .line(line, look.style) : .ghost(line, look.style))
      marks.append(.points(line.suffix(1).map(\.self), .letter(look.letter), look.style))
    }
    if let number = guess?.number, number >= 1 {
      marks.append(.guess(Point(number, runs[0].recording.run.tolerance)))
    }
    return Chart(
      x: Axis(language("iteration", "반복"), 1...most, scale: .log),
      y: Axis("|g|", floor...top, scale: .log), marks: marks)
  }

  private func look(_ k: Int, _ language: Language) -> String {
    guard k < frames[frames.count - 1] else {
      let ends = runs.indices.map { ending($0)[language] }.joined(separator: ", ")
      return language("iterations: \(ends).", "반복 횟수: \(ends).")
    }
    if k == 0 {
      return language(
        "BFGS begins with B = I, a circle: its first step follows the gradient.",
        "BFGS는 아직 곡률을 모른다. B = I는 원이고 첫걸음은 그레이디언트 방향이다.")
    }
    let quick = zip(looks, runs).filter { $1.last <= k && $1.recording.last.status == .converged }
    if let slow = zip(looks, runs).first(where: { $0.method == .gradientDescent && $1.last > k })?
      .1, !quick.isEmpty
    {
      return language(
        "\(quick.map { $0.0.name.en }.joined(separator: ", ")) done; descent creeps along at |g| = \(Self.short(slow.norms[k])).",
        "\(quick.map { $0.0.name.ko }.joined(separator: ", ")) 끝. 경사 하강법은 |g| = \(Self.short(slow.norms[k]))에서 기어간다."
      )
    }
    return language(
      "B is learned from differences of gradients and turns into the valley's shape.",
      "B는 그레이디언트의 차이에서 곡률을 배워 골짜기 모양이 된다.")
  }
}
