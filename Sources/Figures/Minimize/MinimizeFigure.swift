import Core
import Plot

extension Figure {
  /// Laboratory: minimizers on built-in functions and on any formula.
  package static let minimize: Figure = {
    let controls = MinimizeControls()
    return Figure(
      id: "minimize", title: Words(en: "Minimisation", ko: "최소화"), controls: controls.all,
      presets: LaboratoryPresets.minimize,
      run: { try controls.film($0).stepped },
      python: { try MinimizePython.script(controls, $0) })
  }()
}

/// The controls of `minimize`, and the walks they make.
struct MinimizeControls: Sendable {
  static let methods = Minimizer.Method.allCases.map(\.rawValue)

  let function = Control(
    "f", Words(en: "function", ko: "함수"), .formula, initial: .text("rosenbrock"),
    presets: MinimizeTarget.names.map { .init(.text($0), FunctionWords.note($0)) })
  let start = Control(
    "start", Words(en: "start", ko: "출발점"), .vector(length: nil, range: nil, notch: 0.1),
    initial: .vector([-1.2, 1]))
  let method = Control(
    "method", Words(en: "method", ko: "방법"),
    .set(methods.map { Control.Choice($0, MethodWords.name($0)) }), initial: .choices(["newton"]))
  let rate = Control.log(
    "rate", "learning rate", "학습률", 1e-5...1, factor: 10.0.squareRoot(), initial: 0.001,
    allowed: 0...1e6)
  let momentum = Control.real(
    "momentum", "momentum", "모멘텀 계수", 0...0.99, notch: 0.05, initial: 0.9, allowed: 0...1)
  let memory = Control.whole(
    "memory", "stored pairs", "저장하는 쌍", 1...20, initial: 10, allowed: 1...1000)
  let lineSearch = Control.choice(
    "line-search", "line search", "선 탐색",
    [
      ("auto", "the method's own", "방법에 맞게"),
      ("none", "none", "없음"),
      ("backtracking", "backtracking", "되돌림"),
      ("strong-wolfe", "strong Wolfe", "강한 울프"),
    ])
  let steps = Control.whole(
    "steps", "steps at most", "최대 걸음 수", 10...1000, notch: 10, initial: 100, allowed: 0...1e6)
  let tolerance = Control.log(
    "tolerance", "tolerance", "허용 오차", 1e-14...1e-2, initial: 1e-8, allowed: 0...1e6)

  var all: [Control] {
    [function, start, method, rate, momentum, memory, lineSearch, steps, tolerance]
  }

  /// - Throws: `ControlError` at the character of a formula that is wrong, or naming `start`;
  ///   `BuiltInData.Missing`.
  func target(_ settings: Settings) throws -> MinimizeTarget {
    let text = settings[function].text
    let given = settings[start] == start.initial ? nil : settings[start].vector
    if let known = try MinimizeTarget.named(text) {
      let from = given ?? known.start
      guard from.count == known.start.count else {
        let size = known.start.count
        let example = known.start.prefix(3).map(Control.exact).joined(separator: ",")
        throw ControlError(
          control: start.name,
          says: Words(
            en:
              "start: \(NumberText.counted(from.count, "number")), but \(text) has \(NumberText.counted(size, "variable"))",
            ko: "start: 수는 \(from.count)개인데 \(text)의 변수는 \(size)개이다"),
          mend: Words(
            en: "write, for example, \(example)\(size > 3 ? ",... (\(size) numbers)" : "")",
            ko: "예를 들어 \(example)\(size > 3 ? ",...(수 \(size)개)" : "")처럼 적어라"))
      }
      return known.starting(at: from)
    }
    let formula = try checked(function.name) { try Expression(parsing: text) }
    if let word = misspelt(text) {
      let near = nearest(to: word, among: MinimizeTarget.names) ?? "rosenbrock"
      throw ControlError(
        control: function.name,
        says: Words(
          en: "f: there is no function '\(word)'", ko: "f: 이름이 '\(word)'인 함수는 없다"),
        mend: Words(
          en: "write '\(near)', or a formula such as (1-x)^2 + 100 (y-x^2)^2",
          ko: "\(Josa.object("'\(near)'")) 적거나 (1-x)^2 + 100 (y-x^2)^2 같은 식을 적어라"),
        column: 1,
        isMalformed: true)
    }
    let short = text.count > 26 ? text.prefix(23) + "..." : text[...]
    return MinimizeTarget(
      name: Words(String(short)), problem: .formula(formula),
      start: given ?? defaultStart(of: formula))
  }

  /// A single word that is no coordinate, such as `rosenbrok`.
  private func misspelt(_ text: String) -> String? {
    let isWord = text.allSatisfy { $0.isLetter || $0 == "-" || $0.isNumber }
    guard isWord, text.count > 3, text.first?.isLetter == true else { return nil }
    return text
  }

  /// The usual start −1.2, 1, −1.2, 1 …, as long as the formula needs it: `x[i+1]` in a loop tells its length only
  /// when it is compiled.
  private func defaultStart(of formula: Expression) -> [Double] {
    var count = formula.names == ["w"] ? 1 : max(2, min(formula.dimension, 100))
    while count < 100 {
      do {
        _ = try CompiledFormula(formula, dimension: count)
        break
      } catch {
        guard case .indexOutside(let wanted, size: count) = error.problem,
          let index = Int(wanted), index > count
        else { break }
        count = min(index, 100)
      }
    }
    return (0..<count).map { $0.isMultiple(of: 2) ? -1.2 : 1 }
  }

  /// One run a method. In a comparison the line search is that of the methods that can take one.
  func minimizers(_ settings: Settings) throws -> [Minimizer] {
    let target = try target(settings)
    let methods = settings[method].names.map { Minimizer.Method(rawValue: $0) ?? .newton }
    let objective = try checked(function.name) {
      try target.objective(needsHessian: methods.contains(where: \.usesHessian))
    }
    let search = LineSearch(rawValue: settings[lineSearch].text) ?? .auto
    let someSearch = methods.contains(where: \.takesLineSearch)
    if let method = methods.first, !someSearch, search != .auto, search != .none {
      throw ControlError(
        control: lineSearch.name,
        says: Words(
          en: "line-search: \(method.rawValue) takes no line search",
          ko: "line-search: \(method.rawValue)에는 선 탐색이 없다"),
        mend: Words(en: "write auto or none", ko: "auto나 none을 적어라"))
    }
    return try methods.map { method in
      try checked {
        try Minimizer(
          objective, from: target.start, method: method,
          rate: settings[rate].number, momentum: settings[momentum].number,
          memory: settings[memory].whole,
          lineSearch: someSearch && !method.takesLineSearch ? .auto : search,
          steps: settings[steps].whole, tolerance: settings[tolerance].number)
      }
    }
  }

  /// Plays the runs, one after the other; who watches sees the paths grow.
  func film(_ settings: Settings) throws -> MinimizeFilm {
    let target = try target(settings)
    let runs = try minimizers(settings)
    let each = settings[method].names.map { name in
      var single = settings
      single[method.name] = .choices([name])
      return single
    }
    let value = runs[0].objective.value
    func film(_ walks: [Walk], like before: MinimizeFilm? = nil) -> MinimizeFilm {
      // Of a formula the minimum is what a run has found.
      let found = walks.first { $0.reason.code == "minimum" }.map { [$0.end.x] } ?? []
      let minima = target.minima ?? found
      return MinimizeFilm(
        function: target.name, value: value, minima: minima, least: minima.first.map(value),
        walks: walks, settings: each, dimension: target.start.count,
        tolerance: settings[tolerance].number, like: before)
    }
    let expected = runs.reduce(0) { $0 + $1.steps + 1 }
    var walks: [Walk] = []
    var shown: MinimizeFilm?
    for run in runs {
      let before = walks
      let walk = try Walk(
        run, expected: expected, before: before.reduce(0) { $0 + $1.count }
      ) { walk in
        let growing = film(before + [walk], like: shown)
        shown = growing
        return growing.stepped
      }
      walks.append(walk)
    }
    return film(walks)
  }
}
