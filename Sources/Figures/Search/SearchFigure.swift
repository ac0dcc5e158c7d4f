import Core
import Plot

extension Figure {
  /// Laboratory: points landing in a search space, and the best value so far.
  package static let search: Figure = {
    let controls = SearchControls()
    return Figure(
      id: "search", title: Words(en: "Hyperparameter search", ko: "하이퍼 매개변수 탐색"),
      controls: controls.all, presets: LaboratoryPresets.search,
      run: { try SearchFilm(try controls.setup($0)).stepped },
      python: { try SearchPython.script(try controls.setup($0)) })
  }()
}

/// The controls of `search`, and what they make together.
struct SearchControls: Sendable {
  let space = Control(
    "space", Words(en: "search space", ko: "탐색 공간"), .text,
    initial: .text("lr=log(1e-4,1); wd=log(1e-6,1e-1)"),
    presets: [
      .init(
        .text("lr=log(1e-4,1); wd=log(1e-6,1e-1)"),
        Words(
          en: "learning rate and weight decay, both on log scales", ko: "학습률과 가중치 감쇠, 둘 다 로그 척도")),
      .init(
        .text("lr=linear(1e-4,1); wd=log(1e-6,1e-1)"),
        Words(
          en: "a linear learning rate: the small ones are never tried",
          ko: "학습률을 선형 척도로: 작은 값은 시도되지 않는다")),
      .init(
        .text("lr=log(1e-4,1); wd=log(1e-6,1e-1); layers=int(1,4)"),
        Words(en: "a third hyperparameter", ko: "세 번째 하이퍼 매개변수")),
      .init(
        .text(
          "lr=log(1e-4,1); wd=log(1e-6,1e-1); layers=int(1,4); units=int(8,128) if layers >= 2"),
        Words(
          en: "a hyperparameter that exists for some values of another only",
          ko: "다른 값에 따라 있기도 없기도 한 하이퍼 매개변수")),
    ])
  let sampler = Control(
    "sampler", Words(en: "sampler", ko: "탐색 방법"),
    .choice([
      .init("random", Words(en: "random", ko: "임의")), .init("grid", Words(en: "grid", ko: "격자")),
      .init("halton", Words("Halton")),
      .init("sobol", Words("Sobol")),
      .init("latin-hypercube", Words(en: "Latin hypercube", ko: "라틴 하이퍼큐브")),
      .init("coarse-to-fine", Words(en: "coarse to fine", ko: "대략-세밀")),
      .init("tpe", Words(en: "Parzen densities (TPE)", ko: "파젠 밀도 (TPE)")),
      .init("gp", Words(en: "Gaussian process", ko: "가우시안 프로세스")),
      .init("halving", Words(en: "successive halving", ko: "연속 반감")),
    ]), initial: .choice("random"))
  let trials = Control.whole("trials", "trials", "시도 횟수", 1...200, initial: 25, allowed: 1...1e5)
  let objective = Control(
    "objective", Words(en: "objective", ko: "목적 함수"), .formula,
    initial: .text("(log10(lr)+2)^2 + 0.1 (log10(wd)+4)^2"),
    presets: [
      .init(
        .text("(log10(lr)+2)^2 + 0.1 (log10(wd)+4)^2"),
        Words(en: "one hyperparameter matters ten times more", ko: "한쪽이 열 배 더 중요하다")),
      .init(.text("branin"), Words(en: "three equally deep valleys", ko: "깊이가 같은 골짜기 세 개")),
      .init(
        .text("bergstra-bengio"), Words(en: "a narrow peak along one axis", ko: "한 축에만 좁은 봉우리")),
      .init(
        .text("learning-curve"),
        Words(
          en: "a loss that falls while it trains: small budgets mislead",
          ko: "학습하며 줄어드는 손실: 적은 예산은 오판을 부른다")),
      .init(
        .text(SearchObjective.digitsName),
        Words(
          en: "real training on handwritten digits: the validation loss after 9 epochs",
          ko: "손글씨 숫자로 하는 실제 훈련: 9에포크 뒤의 검증 손실")),
    ])
  let grid = Control.choice(
    "grid-points", "grid points", "격자점",
    [
      ("ends", "from end to end", "양 끝 포함"),
      ("centres", "cell centres", "칸의 중심"),
    ])
  let seed = Control.seed(0)

  var all: [Control] { [space, sampler, trials, objective, grid, seed] }

  struct Setup: Sendable {
    let search: Search
    let objective: SearchObjective
    let isBuiltIn: Bool
    let spaceText: String
  }

  /// - Throws: `ControlError` at the character of a space or an objective that is wrong.
  func setup(_ settings: Settings) throws -> Setup {
    let text = settings[objective].text
    let builtIn =
      text == SearchObjective.digitsName
      ? (
        objective: SearchObjective.digits(try BuiltInData.digits()),
        space: SearchObjective.digitsSpace
      )
      : SearchObjective.builtIn.first { $0.objective.source == text }
    let isSet = settings[space] != space.initial
    let parsed: SearchSpace
    if let builtIn, !isSet {
      parsed = builtIn.space
    } else {
      parsed = try checked(space.name) { try SearchSpace(parsing: settings[space].text) }
    }
    let target: SearchObjective
    if let builtIn {
      target = try reading(builtIn.objective, from: parsed)
    } else {
      target = try checked(objective.name) { try SearchObjective(formula: text, in: parsed) }
    }
    let count = settings[trials].whole
    let search = try checked {
      switch settings[sampler].text {
      case "grid":
        try Search(
          space: parsed, objective: target, grid: count,
          centred: settings[grid].text == "centres")
      case "halton": try Search(space: parsed, objective: target, evenly: count, sobol: false)
      case "sobol": try Search(space: parsed, objective: target, evenly: count, sobol: true)
      case "latin-hypercube":
        try Search(
          space: parsed, objective: target, latinHypercube: count, seed: settings[seed].seed)
      case "coarse-to-fine":
        try Search(space: parsed, objective: target, coarseToFine: count)
      case "tpe":
        try Search(space: parsed, objective: target, treeParzen: count, seed: settings[seed].seed)
      case "gp":
        try Search(
          space: parsed, objective: target, gaussianProcess: count, seed: settings[seed].seed)
      case "halving":
        try Search(space: parsed, objective: target, halving: count, seed: settings[seed].seed)
      default:
        try Search(space: parsed, objective: target, random: count, seed: settings[seed].seed)
      }
    }
    return Setup(
      search: search, objective: target, isBuiltIn: builtIn != nil, spaceText: settings[space].text)
  }

  /// A built-in objective over a space that the student wrote: it must name its coordinates.
  private func reading(_ objective: SearchObjective, from space: SearchSpace) throws
    -> SearchObjective
  {
    var places: [Int] = []
    for name in objective.names {
      guard let place = space.names.firstIndex(of: name) else {
        throw ControlError(
          control: self.space.name,
          says: Words(
            en: "space: objective '\(objective.source)' needs '\(name)'",
            ko: "space: 목적 함수 '\(objective.source)'에는 \(Josa.subject("'\(name)'")) 있어야 한다"),
          mend: Words(
            en:
              "name the hyperparameters \(objective.names.joined(separator: " and ")), or leave the space out",
            ko:
              "하이퍼 매개변수의 이름을 \(Josa.direction(objective.names.joined(separator: ", "))) 하거나 공간을 비워 두어라"
          ),
          column: 1,
          isMalformed: true)
      }
      places.append(place)
    }
    let indices = places
    return SearchObjective(
      objective.source, names: space.names, minimum: objective.minimum,
      isCostly: objective.isCostly
    ) { point, budget in objective.value(indices.map { point[$0] }, budget: budget) }
  }
}
