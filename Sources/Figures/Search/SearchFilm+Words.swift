import Core
import Plot

extension SearchFilm {
  var isGrid: Bool { if case .grid = search.sampler { true } else { false } }
  var method: Words {
    switch search.sampler {
    case .random: Words(en: "Random search", ko: "임의 탐색")
    case .grid: Words(en: "Grid search", ko: "격자 탐색")
    case .halton: Words(en: "Halton search", ko: "Halton 탐색")
    case .sobol: Words(en: "Sobol search", ko: "Sobol 탐색")
    case .latinHypercube: Words(en: "Latin hypercube", ko: "라틴 하이퍼큐브")
    case .coarseToFine: Words(en: "Coarse to fine", ko: "대략-세밀 탐색")
    case .treeParzen: Words(en: "Parzen densities (TPE)", ko: "파젠 밀도 탐색 (TPE)")
    case .gaussianProcess: Words(en: "Gaussian process", ko: "가우시안 프로세스 탐색")
    case .halving: Words(en: "Successive halving", ko: "연속 반감 탐색")
    }
  }
  var gridShape: String {
    guard case .grid(let values, _) = search.sampler else { return "" }
    return values.map { "\($0.count)" }.joined(separator: "x")
  }

  func look(_ k: Int, _ language: Language) -> String {
    if bests[k].isNaN {
      return language(
        "no trial has had a value yet: look at where the objective is defined.",
        "아직 값이 있는 시도가 없다: 목적 함수의 정의역을 살펴보라.")
    }
    if k == 0 {
      switch search.sampler {
      case .grid:
        return language(
          "a grid tries \(gridShape) values: few different ones on each axis.",
          "격자는 \(gridShape)개 값을 시도한다: 축마다 다른 값은 적다.")
      case .random:
        return language(
          "each trial is drawn anew; none knows of the others.", "시도마다 새로 뽑으며 다른 시도를 모른다.")
      case .halton, .sobol:
        return language(
          "an even sequence: each trial goes where there is most room.", "고른 수열: 시도마다 가장 빈 곳으로 간다.")
      case .coarseToFine:
        return language(
          "a coarse grid first; then a box half as wide around the best point, and again.",
          "먼저 성긴 격자, 다음은 최고점 둘레의 절반 너비 상자, 그리고 한 번 더.")
      case .latinHypercube:
        return language(
          "each slice of each axis will be tried exactly once.", "축마다 모든 칸을 정확히 한 번씩 시도한다.")
      case .treeParzen, .gaussianProcess:
        return language(
          "the first trials are drawn at random: there is nothing to learn from yet.",
          "처음 몇 번은 임의로 뽑는다: 아직 배울 것이 없다.")
      case .halving:
        return language(
          "many trials on a small budget first; the best third goes on with three times as much.",
          "먼저 적은 예산으로 여럿을 시도하고, 상위 3분의 1만 예산을 세 배로 늘려 계속한다.")
      }
    }
    if k == bestAt[k] {
      return language(
        "trial \(k + 1) is the best so far: \(short(values[k])).",
        "\(k + 1)번째 시도가 지금까지 최선이다: \(short(values[k])).")
    }
    if k == total - 1, axes.count >= 2 {
      let top = ranks(k).suffix(max(2, min(6, (k + 1) / 5)))
      let spans = axes.prefix(2).enumerated().map { index, axis in
        let numbers = top.map { points[$0][index] }
        return "\(axis.name) \(short(numbers.min() ?? 0))-\(short(numbers.max() ?? 0))"
      }
      return language(
        "the best \(top.count) have \(spans.joined(separator: ", ")).",
        "상위 \(top.count)개: \(spans.joined(separator: ", ")).")
    }
    if let told = learned(k, language) { return told }
    let since = k - bestAt[k]
    return language(
      "no better one for \(since) \(since == 1 ? "trial" : "trials"); trial \(bestAt[k] + 1) leads.",
      "\(since)회 동안 더 나은 것이 없다. \(bestAt[k] + 1)번째가 최선이다.")
  }

  /// What a sampler that looks back was after with this trial.
  private func learned(_ k: Int, _ language: Language) -> String? {
    let step = self[k]
    if let choice = step.gaussian {
      let promise = short(choice.improvement)
      return language(
        "trial \(k + 1) promised to gain \(promise) over the best and gave \(short(values[k])).",
        "\(k + 1)번째 시도는 최선보다 \(promise)만큼의 개선을 기대했고 값은 \(short(values[k]))이다.")
    }
    if let choice = step.parzen {
      let ratio = short(choice.scores[choice.chosen])
      return language(
        "trial \(k + 1): the good trials are \(ratio) times as dense there as the rest.",
        "\(k + 1)번째 시도: 그곳은 좋은 시도의 밀도가 나머지의 \(ratio)배이다.")
    }
    if let rung = step.rung {
      return language(
        "rung \(rung.index + 1), budget \(short(rung.budget)): trial \(k + 1) gives \(short(values[k])).",
        "\(rung.index + 1)단계, 예산 \(short(rung.budget)): \(k + 1)번째 시도의 값은 \(short(values[k]))이다.")
    }
    return nil
  }

  /// The first trial that a model chose, and the first of each further rung.
  private var turns: [Int] {
    switch search.sampler {
    case .treeParzen: [TreeParzen.startup]
    case .gaussianProcess(let method, _): [method.startup]
    case .halving: budgets.indices.dropFirst().filter { budgets[$0] != budgets[$0 - 1] }
    default: []
    }
  }

  var bookmarks: [Bookmark] {
    ([0, leap, values.count - 1] + turns).filter(values.indices.contains).reduce(into: [Int]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    .sorted().map {
      Bookmark(frame: $0, say: Words(en: look($0, .en).sentence, ko: look($0, .ko)))
    }
  }

  func twin(_ frame: Int, _ language: Language) -> Twin {
    let k = min(max(frame, 0), values.count - 1)
    let step = self[k]
    let place = zip(axes, step.point).map { "\($0.name) = \(short($1))" }.joined(separator: ", ")
    let method = method[language]
    let sentence = language(
      "\(method) over \(axes.map(\.name).joined(separator: ", ")), trial \(k + 1) of \(total): \(place) gives \(short(step.value)); best so far \(short(bests[k])) at trial \(bestAt[k] + 1). \(look(k, language).sentence)",
      "\(method) (\(axes.map(\.name).joined(separator: ", "))), \(total)회 중 \(k + 1)회: \(place)에서 값 \(short(step.value)); 최선 \(short(bests[k])) (\(bestAt[k] + 1)번째). \(look(k, language))"
    )
    let shown = ranks(k).reversed().prefix(12)
    let rows = shown.map { index in
      ["\(index + 1)"] + points[index].prefix(3).map(short) + [short(values[index])]
    }
    let header = [language("trial", "시도")] + axes.prefix(3).map(\.name) + [language("value", "값")]
    let shades = space(k, language, nil).heatWords(language)
    return Twin(
      sentence: shades.isEmpty ? sentence : sentence + " " + shades,
      table: TextTable(
        header: header, rows: Array(rows),
        current: shown.firstIndex(of: k).map { shown.distance(from: shown.startIndex, to: $0) }))
  }
}
