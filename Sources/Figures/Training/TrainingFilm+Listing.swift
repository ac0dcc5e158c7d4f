import Core

extension TrainingFilm {
  /// The film, whole or as far as it is, with the loop that it runs beside it.
  var stepped: Film {
    let listing = AlgorithmListing.training(run)
    let isFullBatch = run.method == .lbfgs
    let steps = isFullBatch ? 1 : (run.train.count + run.batch - 1) / run.batch
    return film.beside { k in
      let isBest = epochs[k].bestIndex == k
      let loop =
        k == 0 ? [1, 8] : isFullBatch ? [3, 4, 5, 6, 7, 8] : [2, 3, 4, 5, 6, 7, 8]
      return AlgorithmPlace(
        listing, lit: (k == 0 && isFullBatch ? [1, 2, 8] : loop) + (isBest ? [9] : []),
        values: values(k, steps: steps))
    }
  }

  private func values(_ k: Int, steps: Int) -> Words {
    let epoch = epochs[k]
    let best = epochs[epoch.bestIndex]
    func short(_ value: Double) -> String { NumberText.short(value, digits: 3) }
    let done = NumberText.grouped(k * steps)
    return Words(
      en:
        "\(done) \(k * steps == 1 ? "step" : "steps") of w, |g| \(short(epoch.gradientNorm)), best \(short(best.validLoss)) at epoch \(best.index)",
      ko:
        "w를 \(done)번 고침, |g| \(short(epoch.gradientNorm)), 최고 \(short(best.validLoss)) (\(best.index)에포크)"
    )
  }
}
