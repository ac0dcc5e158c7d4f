import Core
import Glibc
import Plot

/// What the frames of `recipe` show.
extension RecipeFilm {
  func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    let names = [
      language("initial loss", "초기 손실"), language("overfit 20 digits", "숫자 20개 과적합"),
      language("learning rate", "학습률 찾기"), language("coarse grid", "대략적 격자"),
      language("refined grid", "세밀한 격자"), language("curves", "학습 곡선"),
    ]
    let rate = rate(guess)
    let lines = names.enumerated().map { index, name in
      let found = frames[...k].last { $0.step == index + 1 }.map { verdict($0, k) } ?? ""
      let line = found.isEmpty ? name : "\(name): \(found)"
      // The guess is the rate that the coarse grid finds; it stays there to the end.
      let guessed = index == 3 ? rate.map { " ? \(short($0))" } ?? "" : ""
      return Listing.Line("\(index + 1)", line + guessed)
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

  private func rate(_ guess: Prediction.Guess?) -> Double? {
    guess?.number.flatMap { $0 > 0 ? $0 : nil }
  }

  /// What a step has come to so far, short.
  func verdict(_ frame: RecipeFrame, _ k: Int) -> String {
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

  struct Trial {
    let rate, decay, loss, accuracy: Double
  }

  func trials(_ isCoarse: Bool, upTo k: Int) -> [Trial] {
    frames[...k].compactMap {
      guard case .trial(isCoarse, let rate, let decay, let loss, let accuracy) = $0 else {
        return nil
      }
      return Trial(rate: rate, decay: decay, loss: loss, accuracy: accuracy)
    }
  }

  func chart(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Chart {
    // A guess is a learning rate: it stands where rates do.
    let rate = rate(guess)
    switch frames[k] {
    case .initial(let loss): return initial(loss, language)
    case .memorising: return memorising(k, language)
    case .rate: return rates(k, language, guess: rate)
    case .trial(let isCoarse, _, _, _, _):
      var chart = grid(isCoarse, k, language)
      if let rate {
        let (x, y) = (chart.x.range, chart.y.range)
        let place = min(max(rate, x.lowerBound), x.upperBound)
        chart.marks.insert(.vertical(place, Style(.warn)), at: 0)
        chart.marks.append(.guess(Point(place, y.lowerBound)))
      }
      return chart
    case .curve: return curves(k, language)
    }
  }

  func initial(_ loss: Double, _ language: Language) -> Chart {
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

  func memorising(_ k: Int, _ language: Language) -> Chart {
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

  func rates(_ k: Int, _ language: Language, guess: Double?) -> Chart {
    var marks: [Mark] = []
    let shown = frames.indices.prefix(k + 1).filter { frames[$0].step == 3 }
    for index in shown {
      guard case .rate(let rate, let losses) = frames[index] else { continue }
      let line = losses.enumerated().filter { $0.element.isFinite }.map {
        Point(Double($0.offset + 1), min($0.element, 1e9))
      }
      marks.append(index == k ? .line(line, Style(.first, bold: true)) : .ghost(line, .dim))
      if let guess, let end = line.last, (log10(guess) - log10(rate)).magnitude < 0.5 {
        marks.append(.guess(end))
      }
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

  func grid(_ isCoarse: Bool, _ k: Int, _ language: Language) -> Chart {
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

  func curves(_ k: Int, _ language: Language) -> Chart {
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
}
