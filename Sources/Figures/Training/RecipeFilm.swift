import Core
import Glibc
import Plot

/// The frames of `recipe` and how they are drawn: the six steps at the left, what the current one does at the right.
struct RecipeFilm: Sendable {
  let recipe: Recipe
  let frames: [RecipeFrame]
  /// The best points of the two grids.
  let coarse: (rate: Double, decay: Double)
  let refined: (rate: Double, decay: Double)
  let isRunning: Bool

  /// - Throws: `CancellationError` between two trainings or epochs.
  static func playing(_ recipe: Recipe) throws -> RecipeFilm {
    var frames: [RecipeFrame] = []
    var coarse = (rate: Recipe.coarseRates[0], decay: Recipe.coarseDecays[0])
    var refined = coarse
    let total =
      2 + Recipe.sampleEpochs + Recipe.rates.count
      + Recipe.coarseRates.count * Recipe.coarseDecays.count + 2 * Recipe.factors.count
      + 2 * recipe.epochs
    func film(isRunning: Bool) -> RecipeFilm {
      RecipeFilm(
        recipe: recipe, frames: frames, coarse: coarse, refined: refined, isRunning: isRunning)
    }
    func add(_ frame: RecipeFrame) throws {
      frames.append(frame)
      try FilmWatch.report(frames.count, of: max(total, frames.count + 1)) {
        film(isRunning: true).film
      }
    }
    /// Every pair; the lowest validation loss, the first of equals.
    func search(
      isCoarse: Bool, _ rates: [Double], _ decays: [Double], epochs: Int
    ) throws -> (rate: Double, decay: Double) {
      var best = (rate: rates[0], decay: decays[0], loss: Double.infinity)
      for rate in rates {
        for decay in decays {
          let run = try recipe.training(rate: rate, decay: decay, epochs: epochs)
          var last = run.first
          while let next = run.step(after: last) {
            if Task.isCancelled { throw CancellationError() }
            last = next
          }
          if last.validLoss < best.loss { best = (rate, decay, last.validLoss) }
          try add(
            .trial(
              isCoarse: isCoarse, rate: rate, decay: decay, loss: last.validLoss,
              accuracy: last.validAccuracy ?? 0))
        }
      }
      return (best.rate, best.decay)
    }

    try add(.initial(loss: try recipe.training(rate: 0.1, epochs: 0).first.trainLoss))
    for step in try recipe.memorising() where step.index > 0 {
      let accuracy = step.trainAccuracy ?? 0
      try add(.memorising(epoch: step.index, loss: step.trainLoss, accuracy: accuracy))
      if accuracy == 1 { break }
    }
    for rate in Recipe.rates {
      let run = try recipe.training(rate: rate, decay: 1e-5, epochs: 1)
      try add(.rate(rate, losses: run.batchLosses(Recipe.iterations)))
    }
    coarse = try search(
      isCoarse: true, Recipe.coarseRates, Recipe.coarseDecays, epochs: Recipe.coarseEpochs)
    refined = try search(
      isCoarse: false, Recipe.factors.map { $0 * coarse.rate }, recipe.fineDecays(coarse.decay),
      epochs: recipe.epochs)
    for step in try recipe.training(
      rate: refined.rate, decay: refined.decay, epochs: 2 * recipe.epochs)
    {
      try add(
        .curve(
          epoch: step.index, train: step.trainLoss, valid: step.validLoss,
          accuracy: step.validAccuracy ?? 0))
    }
    return film(isRunning: false)
  }

  // MARK: The story

  func short(_ value: Double, _ digits: Int = 3) -> String {
    NumberText.short(value, digits: digits)
  }
  func fixed(_ value: Double) -> String {
    value.isFinite && value < 1000 ? NumberText.fixed(value, decimals: 3) : short(value)
  }
  func share(_ value: Double) -> String { NumberText.fixed(100 * value, decimals: 1) + "%" }

  var film: Film {
    let last = frames.count - 1
    var turns: [Int] = []
    for index in frames.indices.dropFirst() where frames[index].step != frames[index - 1].step {
      turns += [index - 1, index]
    }
    return Story(
      title: Words(
        en: "Six-step recipe, digits 64-\(recipe.hidden)-10",
        ko: "여섯 단계, 숫자 64-\(recipe.hidden)-10"),
      frames: frames.count, status: isRunning ? .running : .done,
      reason: isRunning
        ? Reason(code: "running", text: Words(en: "the recipe goes on", ko: "선택 과정이 이어진다"))
        : Reason(
          code: "all-steps", text: Words(en: "all six steps are done", ko: "여섯 단계를 모두 마쳤다")),
      step: json,
      result: .object([
        ("rate", .number(refined.rate)), ("weight_decay", .number(refined.decay)),
        ("valid_accuracy", outcome(last).accuracy.map(JSON.number) ?? .null),
      ]),
      readout: readout, body: body, look: look,
      header: { ["k", $0("step", "단계"), $0("tried", "시도"), $0("loss", "손실"), $0("right", "정답")] },
      row: { k in
        let numbers = outcome(k)
        return [
          "\(k)", "\(frames[k].step)", tried(k), numbers.loss.map(fixed) ?? "-",
          numbers.accuracy.map(share) ?? "-",
        ]
      }, turns: turns
    ).film
  }

  /// The loss and the accuracy that count in a frame.
  func outcome(_ k: Int) -> (loss: Double?, accuracy: Double?) {
    switch frames[k] {
    case .initial(let loss): (loss, nil)
    case .memorising(_, let loss, let accuracy): (loss, accuracy)
    case .rate(_, let losses): (losses.last, nil)
    case .trial(_, _, _, let loss, let accuracy): (loss, accuracy)
    case .curve(_, _, let valid, let accuracy): (valid, accuracy)
    }
  }

  func tried(_ k: Int) -> String {
    switch frames[k] {
    case .initial: "-"
    case .memorising(let epoch, _, _), .curve(let epoch, _, _, _): "epoch \(epoch)"
    case .rate(let rate, _): "lr \(short(rate))"
    case .trial(_, let rate, let decay, _, _): "lr \(short(rate)) wd \(short(decay))"
    }
  }

  func json(_ k: Int) -> JSON {
    var members: [String: JSON] = [:]
    switch frames[k] {
    case .initial(let loss): members["train_loss"] = .number(loss)
    case .memorising(let epoch, let loss, let accuracy):
      members["epoch"] = .int(epoch)
      members["train_loss"] = .number(loss)
      members["accuracy"] = .number(accuracy)
    case .rate(let rate, let losses):
      members["rate"] = .number(rate)
      members["losses"] = .numbers(losses)
    case .trial(_, let rate, let decay, let loss, let accuracy):
      members["rate"] = .number(rate)
      members["decay"] = .number(decay)
      members["valid_loss"] = .number(loss)
      members["accuracy"] = .number(accuracy)
    case .curve(let epoch, let train, let valid, let accuracy):
      members["epoch"] = .int(epoch)
      members["train_loss"] = .number(train)
      members["valid_loss"] = .number(valid)
      members["accuracy"] = .number(accuracy)
    }
    let keys = ["epoch", "rate", "decay", "train_loss", "valid_loss", "accuracy", "losses"]
    return .object(
      [("k", .int(k)), ("step", .int(frames[k].step))] + keys.map { ($0, members[$0] ?? .null) })
  }

  func readout(_ k: Int, _ language: Language) -> String {
    let numbers = outcome(k)
    let head = language("step \(frames[k].step) of 6", "6단계 중 \(frames[k].step)단계")
    let loss = numbers.loss.map { language("loss", "손실") + " " + fixed($0) }
    let right = numbers.accuracy.map { language("right", "정답") + " " + share($0) }
    return [head, loss, right].compactMap { $0 }.joined(separator: "   ")
  }
}

extension Recipe {
  /// The decays of the refined grid around the best of the coarse one.
  func fineDecays(_ best: Double) -> [Double] { [best, max(10 * best, 1e-4)] }
}
