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

  private func short(_ value: Double, _ digits: Int = 3) -> String {
    NumberText.short(value, digits: digits)
  }
  private func fixed(_ value: Double) -> String {
    value.isFinite && value < 1000 ? NumberText.fixed(value, decimals: 3) : short(value)
  }
  private func share(_ value: Double) -> String { NumberText.fixed(100 * value, decimals: 1) + "%" }

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
  private func outcome(_ k: Int) -> (loss: Double?, accuracy: Double?) {
    switch frames[k] {
    case .initial(let loss): (loss, nil)
    case .memorising(_, let loss, let accuracy): (loss, accuracy)
    case .rate(_, let losses): (losses.last, nil)
    case .trial(_, _, _, let loss, let accuracy): (loss, accuracy)
    case .curve(_, _, let valid, let accuracy): (valid, accuracy)
    }
  }

  private func tried(_ k: Int) -> String {
    switch frames[k] {
    case .initial: "-"
    case .memorising(let epoch, _, _), .curve(let epoch, _, _, _): "epoch \(epoch)"
    case .rate(let rate, _): "lr \(short(rate))"
    case .trial(_, let rate, let decay, _, _): "lr \(short(rate)) wd \(short(decay))"
    }
  }

  private func json(_ k: Int) -> JSON {
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

  private func readout(_ k: Int, _ language: Language) -> String {
    let numbers = outcome(k)
    let head = language("step \(frames[k].step) of 6", "6단계 중 \(frames[k].step)단계")
    let loss = numbers.loss.map { language("loss", "손실") + " " + fixed($0) }
    let right = numbers.accuracy.map { language("right", "정답") + " " + share($0) }
    return [head, loss, right].compactMap { $0 }.joined(separator: "   ")
  }

  // MARK: The picture

  private func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    let names = [
      language("initial loss", "초기 손실"), language("overfit 20 digits", "숫자 20개 과적합"),
      language("learning rate", "학습률 찾기"), language("coarse grid", "대략적 격자"),
      language("refined grid", "세밀한 격자"), language("curves", "학습 곡선"),
    ]
    let lines = names.enumerated().map { index, name in
      let found = frames[...k].last { $0.step == index + 1 }.map { verdict($0, k) } ?? ""
      return Listing.Line("\(index + 1)", found.isEmpty ? name : "\(name): \(found)")
    }
    return .row([
      Slot(
        .listing(Listing(lines: lines, lit: [frames[k].step - 1])),
        minimum: Size(rows: 6, columns: 32), share: 0.75, priority: 1),
      Slot(
        .chart(chart(k, language, guess)), minimum: Size(rows: 6, columns: 34), share: 1,
        priority: 2),
    ])
  }

  /// What a step has come to so far, short.
  private func verdict(_ frame: RecipeFrame, _ k: Int) -> String {
    switch frame {
    case .initial(let loss): return fixed(loss)
    case .memorising(_, _, let accuracy): return share(accuracy)
    case .rate:
      // The one that has come down farthest.
      let ends = frames[...k].compactMap { frame -> (rate: Double, loss: Double)? in
        guard case .rate(let rate, let losses) = frame, losses.allSatisfy(\.isFinite) else {
          return nil
        }
        return (rate, losses.suffix(5).reduce(0, +))
      }
      return ends.min { $0.loss < $1.loss }.map { "lr \(short($0.rate))" } ?? ""
    case .trial(let isCoarse, _, _, _, _):
      let best = trials(isCoarse, upTo: k).min { $0.loss < $1.loss }
      return best.map { "lr \(short($0.rate)) wd \(short($0.decay))" } ?? ""
    case .curve(_, _, _, let accuracy): return share(accuracy)
    }
  }

  private struct Trial {
    let rate, decay, loss, accuracy: Double
  }

  private func trials(_ isCoarse: Bool, upTo k: Int) -> [Trial] {
    frames[...k].compactMap {
      guard case .trial(isCoarse, let rate, let decay, let loss, let accuracy) = $0 else {
        return nil
      }
      return Trial(rate: rate, decay: decay, loss: loss, accuracy: accuracy)
    }
  }

  private func chart(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Chart {
    var chart: Chart
    switch frames[k] {
    case .initial(let loss): chart = initial(loss, language)
    case .memorising: chart = memorising(k, language)
    case .rate: chart = rates(k, language)
    case .trial(let isCoarse, _, _, _, _): chart = grid(isCoarse, k, language)
    case .curve: chart = curves(k, language)
    }
    if let number = guess?.number {
      let y = chart.y.range
      chart.marks.append(
        .guess(Point(chart.x.range.upperBound, min(max(number, y.lowerBound), y.upperBound))))
    }
    return chart
  }

  private func initial(_ loss: Double, _ language: Language) -> Chart {
    let expected = log(10.0)
    let top = max(4, min(loss, 1e6) * 1.1)
    return Chart(
      x: Axis("", 0...2, ticks: .none),
      y: Axis(language("loss before training", "훈련 전 손실"), 0...top),
      marks: [
        .horizontal(expected, .dim),
        .label(
          Point(0.1, expected + 0.05 * top), "ln 10 = 2.303", .strong, centred: false),
        .stems([Point(1.2, loss)], base: 0, Style(.first)),
        .points([Point(1.2, loss)], .now, Style(.accent, bold: true)),
      ])
  }

  private func memorising(_ k: Int, _ language: Language) -> Chart {
    let points = frames[...k].compactMap { frame -> (epoch: Int, loss: Double, accuracy: Double)? in
      guard case .memorising(let epoch, let loss, let accuracy) = frame else { return nil }
      return (epoch, loss, accuracy)
    }
    let top = max(2.6, min(points.map(\.loss).max() ?? 1, 10)) * 1.05
    return Chart(
      x: Axis(language("epoch on 20 digits", "숫자 20개의 에포크"), 0...Double(Recipe.sampleEpochs)),
      y: Axis(language("loss (o: share right, on the same axis)", "손실 (o: 정답 비율, 같은 축)"), 0...top),
      marks: [
        .horizontal(1, .dim),
        .points(
          points.map { Point(Double($0.epoch), $0.accuracy) }, .medium, Style(.second)),
        .line(
          points.map { Point(Double($0.epoch), $0.loss) }, Style(.first, bold: true)),
      ])
  }

  private func rates(_ k: Int, _ language: Language) -> Chart {
    var marks: [Mark] = []
    let shown = frames.indices.prefix(k + 1).filter { frames[$0].step == 3 }
    for index in shown {
      guard case .rate(let rate, let losses) = frames[index] else { continue }
      let line = losses.enumerated().filter { $0.element.isFinite }.map {
        Point(Double($0.offset + 1), min($0.element, 1e9))
      }
      marks.append(index == k ? .line(line, Style(.first, bold: true)) : .ghost(line, .dim))
      guard index == k, let end = line.last else { continue }
      let isNaN = losses.contains { !$0.isFinite }
      marks.append(
        .label(
          Point(max(14, min(end.x, 80)), max(0.2, min(3.4, end.y + 0.25))),
          "lr \(short(rate))" + (isNaN ? ": NaN" : ""), .strong, centred: true))
    }
    return Chart(
      x: Axis(language("iteration", "반복"), 0...Double(Recipe.iterations)),
      y: Axis(language("loss of the batch", "배치의 손실"), 0...4), marks: marks)
  }

  private func grid(_ isCoarse: Bool, _ k: Int, _ language: Language) -> Chart {
    let rates = isCoarse ? Recipe.coarseRates : Recipe.factors.map { $0 * coarse.rate }
    let decays = isCoarse ? Recipe.coarseDecays : recipe.fineDecays(coarse.decay)
    let shown = trials(isCoarse, upTo: k)
    let best = shown.min { $0.loss < $1.loss }
    var marks: [Mark] = []
    for (index, trial) in shown.enumerated() {
      guard let place = decays.firstIndex(of: trial.decay) else { continue }
      let isBest = trial.rate == best?.rate && trial.decay == best?.decay
      marks.append(
        .label(
          Point(trial.rate, Double(place)), NumberText.fixed(100 * trial.accuracy, decimals: 1),
          isBest
            ? Style(.good, bold: true, reverse: true)
            : Style(index == shown.count - 1 ? .accent : .plain, bold: index == shown.count - 1),
          centred: true))
    }
    let (low, high) = (rates.min() ?? 1e-3, rates.max() ?? 1)
    return Chart(
      x: Axis(language("learning rate", "학습률"), low / 2...high * 2, scale: .log),
      y: Axis.categories(
        decays.map { short($0) }, name: language("decay; % right on validation", "감쇠; 검증 정답 %")),
      marks: marks)
  }

  private func curves(_ k: Int, _ language: Language) -> Chart {
    let points = frames[...k].compactMap { frame -> (x: Double, train: Double, valid: Double)? in
      guard case .curve(let epoch, let train, let valid, _) = frame else { return nil }
      return (Double(epoch), train, valid)
    }
    let first = points.first.map { max($0.train, $0.valid) } ?? 2.5
    let top = max(2.6, min(first.isFinite ? first : 2.6, 10)) * 1.05
    return Chart(
      x: Axis(language("epoch", "에포크"), 0...Double(2 * recipe.epochs)),
      y: Axis(language("loss", "손실"), 0...top),
      legend: [
        LegendEntry(.ghost, language("training", "훈련"), Style(.second)),
        LegendEntry(.line, language("validation", "검증"), Style(.first, bold: true)),
      ],
      marks: [
        .ghost(points.map { Point($0.x, $0.train) }, Style(.second)),
        .line(points.map { Point($0.x, $0.valid) }, Style(.first, bold: true)),
      ])
  }

  private func look(_ k: Int, _ language: Language) -> String {
    switch frames[k] {
    case .initial(let loss):
      return (loss - log(10)).magnitude < 0.7
        ? language(
          "ten classes, nothing known: the loss should be near ln 10 = 2.303, and it is \(fixed(loss)).",
          "열 부류에 아는 것이 없으니 손실은 ln 10 = 2.303 근처여야 한다. 실제로 \(fixed(loss))이다.")
        : language(
          "the loss is \(fixed(loss)), far from ln 10 = 2.303: look at the initialisation.",
          "손실 \(Josa.subject(fixed(loss))) ln 10 = 2.303에서 멀다. 초기화를 살펴보라.")
    case .memorising(let epoch, _, let accuracy):
      return accuracy == 1
        ? language(
          "20 of 20 right after \(epoch) \(epoch == 1 ? "epoch" : "epochs"): model, loss and gradients work. Overfitting is the aim here.",
          "\(epoch)에포크 만에 20개를 모두 맞혔다. 모델, 손실, 그레이디언트가 제대로 작동한다. 여기서는 과적합이 목표다.")
        : language(
          "twenty digits must be learned by heart; regularisation is off.",
          "숫자 20개는 통째로 외울 수 있어야 한다. 규제는 꺼 둔다.")
    case .rate(let rate, let losses):
      return rateLook(rate, losses, language)
    case .trial(let isCoarse, _, _, _, _):
      let best = trials(isCoarse, upTo: k).min { $0.loss < $1.loss }
      let place = best.map { "lr \(short($0.rate)), wd \(short($0.decay))" } ?? ""
      return isCoarse
        ? language(
          "\(Recipe.coarseEpochs) epochs each are enough to rule out; the best so far: \(place).",
          "후보를 걸러 내는 데는 \(Recipe.coarseEpochs)에포크씩이면 충분하다. 지금까지 가장 좋은 것: \(place).")
        : language(
          "closer around the best of the coarse grid, \(recipe.epochs) epochs each; the best so far: \(place).",
          "대략적 격자의 최선 둘레를 \(recipe.epochs)에포크씩 촘촘히 본다. 지금까지 가장 좋은 것: \(place).")
    case .curve(let epoch, let train, let valid, let accuracy):
      return epoch < 2 * recipe.epochs
        ? language(
          "look at the curves: do they still fall, is there a gap?",
          "곡선을 본다. 아직 줄어드는가, 격차가 있는가?")
        : language(
          "\(share(accuracy)) right, a gap of \(fixed(valid - train)); then back to step 5.",
          "정답 \(share(accuracy)), 격차 \(fixed(valid - train)). 그리고 다시 5단계로 돌아간다.")
    }
  }

  private func rateLook(_ rate: Double, _ losses: [Double], _ language: Language) -> String {
    let start = losses.first ?? 0
    let end = losses.suffix(5).reduce(0, +) / Double(max(1, min(5, losses.count)))
    let name = "lr \(short(rate))"
    if losses.contains(where: { !$0.isFinite }) {
      return language(
        "\(name): after \(losses.count) iterations the outputs are so large that exp overflows: NaN, far too high.",
        "\(name): \(losses.count)번 만에 출력이 너무 커져 exp가 넘친다. NaN, 지나치게 크다.")
    }
    if end > 0.93 * start, end < 1.07 * start {
      return language("\(name): flat, too low.", "\(name): 평평하다. 너무 작다.")
    }
    if end > 0.8 * start {
      return language(
        "\(name): it jumps about and gets nowhere: too high, or far too low.",
        "\(name): 제자리를 맴돈다. 너무 크거나 너무 작다.")
    }
    return end < 0.35 * start
      ? language(
        "\(name): from \(fixed(start)) to \(fixed(end)) in 100 iterations: this is the region.",
        "\(name): 100번에 \(fixed(start))에서 \(Josa.direction(fixed(end))) 떨어진다. 이 근처가 좋다.")
      : language(
        "\(name): it falls, but slowly: \(fixed(start)) to \(fixed(end)).",
        "\(name): 줄지만 느리다. \(fixed(start))에서 \(fixed(end)).")
  }
}

extension Recipe {
  /// The decays of the refined grid around the best of the coarse one.
  func fineDecays(_ best: Double) -> [Double] { [best, max(10 * best, 1e-4)] }
}
