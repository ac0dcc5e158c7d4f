import Core

extension SearchFilm {
  /// The film, whole or as far as it is, with what its sampler does beside it: A5 of a random search, A6 from coarse
  /// to fine, rungs of successive halving, else A4 with a third line of its own.
  var stepped: Film {
    let listing = listing
    return film.beside { k in
      AlgorithmPlace(listing, lit: lit(k), values: numbers(k))
    }
  }

  private var listing: AlgorithmListing {
    switch search.sampler {
    case .random: .randomSearch
    case .coarseToFine(let side, let stages): .coarseToFine(side: side, stages: stages)
    case .halving(let method, _): .halving(method)
    case .grid:
      .selection(Words(en: "h <- the next point of the grid", ko: "h <- 격자의 다음 점"))
    case .halton:
      .selection(Words(en: "h <- the next point of Halton", ko: "h <- Halton 수열의 다음 점"))
    case .sobol:
      .selection(Words(en: "h <- the next point of Sobol", ko: "h <- Sobol 수열의 다음 점"))
    case .latinHypercube:
      .selection(Words(en: "h <- from unused slices", ko: "h <- 축마다 쓰지 않은 칸에서"))
    case .treeParzen:
      .selection(
        Words(en: "h <- the candidate of largest l/g", ko: "h <- l/g가 가장 큰 후보"))
    case .gaussianProcess:
      .selection(
        Words(en: "h <- largest expected improvement", ko: "h <- 기대 개선이 가장 큰 점"))
    }
  }

  /// What trial k does.
  private func lit(_ k: Int) -> [Int] {
    let isLast = k == total - 1
    switch search.sampler {
    case .random:
      let lines = axes.map { axis -> Int in
        switch axis.scale {
        case .log: 2
        case .linear: 3
        case .int, .choice: 4
        }
      }
      return [1] + Set(lines).sorted() + [5]
    case .coarseToFine(_, let stages):
      if isLast { return [5] }
      if k == 0 { return [1, 2] }
      return (k + 1).isMultiple(of: total / max(1, stages)) ? [4] : [2]
    case .halving(let method, _):
      guard let rung = self[k].rung else { return [] }
      let isFull = rung.member == method.sizes[rung.index] - 1
      return (k == 0 ? [1] : []) + [3] + (!isFull ? [] : isLast ? [5] : [4])
    default:
      return (k == 0 ? [1] : []) + [3, 4, 5] + (bestAt[k] == k ? [6] : []) + (isLast ? [7] : [])
    }
  }

  /// `lr 0.0126 (u 0.525), wd 2.23e-05 (u 0.274): 0.0304`: h and its value, of a random search the draws.
  private func numbers(_ k: Int) -> Words {
    let step = self[k]
    let isRandom = if case .random = search.sampler { true } else { false }
    let parts = axes.indices.prefix(3).filter { !step.point[$0].isNaN }.map { index in
      "\(axes[index].name) \(short(step.point[index]))"
        + (isRandom ? " (u \(NumberText.fixed(step.units[index], decimals: 3)))" : "")
    }
    let more = axes.count > 3 ? ", ..." : ""
    let text = parts.joined(separator: ", ") + more + ": \(short(step.value))"
    guard let budget = step.rung?.budget else { return Words(text) }
    let size = short(budget)
    return Words(en: "budget \(size): \(text)", ko: "예산 \(size): \(text)")
  }
}
