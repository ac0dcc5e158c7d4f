import Core
import Glibc

/// Endings and moments of a training in words.
enum TrainingWords {
  static func reason(_ ending: Training.Ending, _ run: Training) -> Reason {
    switch ending {
    case .allEpochs:
      return Reason(
        code: "all-epochs", values: .object([("epochs", .int(run.epochs))]),
        text: Words(
          en: NumberText.all(run.epochs, "epoch", are: "done"),
          ko: "\(run.epochs)에포크를 모두 마쳤다"))
    case .patience(let count):
      return Reason(
        code: "early-stop", values: .object([("patience", .int(count))]),
        text: Words(
          en:
            "the validation loss has not fallen for \(NumberText.counted(count, "epoch")): training stops early",
          ko: "검증 손실이 \(count)에포크 동안 줄지 않아 조기에 멈췄다"))
    case .notFinite:
      return Reason(
        code: "not-finite",
        text: Words(
          en:
            "the loss is no longer a finite number: the learning rate is too large, or the start is bad",
          ko: "손실이 유한한 수가 아니다. 학습률이 너무 크거나 초기화가 나쁘다"))
    case .ranAway:
      return Reason(
        code: "ran-away",
        text: Words(
          en: "the weights ran away: the learning rate is too large",
          ko: "가중치가 끝없이 커졌다. 학습률이 너무 크다"))
    case .quasiNewton(let why):
      switch why {
      case .stationary:
        return Reason(
          code: "stationary",
          text: Words(
            en: "the slope is zero: L-BFGS has reached a stationary point",
            ko: "경사가 0이다. L-BFGS가 정지점에 닿았다"))
      case .lineSearch:
        return Reason(
          code: "line-search",
          text: Words(
            en: "the line search found nothing lower: rounding ends the run",
            ko: "선 탐색이 더 낮은 점을 찾지 못했다. 반올림 오차 때문에 여기서 끝난다"))
      default:
        return Reason(
          code: "not-finite",
          text: Words(en: "L-BFGS cannot go on", ko: "L-BFGS가 더 나아갈 수 없다"))
      }
    }
  }

  /// What to see after an epoch.
  static func look(
    _ epochs: [TrainingFilm.Epoch], _ k: Int, isLast: Bool, _ run: Training, _ status: Status,
    _ language: Language
  ) -> String {
    let now = epochs[k]
    let best = epochs[now.bestIndex]
    func short(_ value: Double) -> String { NumberText.short(value, digits: 3) }
    if k == 0 {
      let expected = log(Double(run.network.outputs))
      return language(
        "before training the loss should be near ln \(run.network.outputs) = \(short(expected)): the network knows nothing.",
        "훈련 전 손실은 ln \(run.network.outputs) = \(short(expected)) 근처여야 한다. 아직 아무것도 모른다.")
    }
    if isLast, status == .diverged {
      return language(
        "the loss blew up: a smaller learning rate is the first thing to try.",
        "손실이 폭발했다. 먼저 학습률을 줄여 보라.")
    }
    if now.deadFraction > 0.5 {
      return language(
        "\(short(100 * now.deadFraction))% of the hidden units answer 0 to everything: they no longer learn.",
        "은닉 노드의 \(short(100 * now.deadFraction))%가 어떤 입력에도 0을 낸다. 더는 배우지 못한다.")
    }
    if now.bestIndex < k, now.validLoss > 1.15 * best.validLoss, now.trainLoss < best.trainLoss {
      return language(
        "overfitting: since epoch \(best.index) the training loss falls and the validation loss rises.",
        "과적합이다. \(best.index)에포크부터 훈련 손실은 줄고 검증 손실은 늘어난다.")
    }
    let first = epochs[0]
    if k >= 5, now.trainLoss > 0.97 * first.trainLoss {
      return language(
        "the loss hardly moves: the learning rate is too low, or the start is bad.",
        "손실이 거의 움직이지 않는다. 학습률이 너무 작거나 초기화가 나쁘다.")
    }
    if !run.dropout.isNone, now.trainLoss < now.validLoss, isLast {
      return language(
        "dropout is off while both sets are judged: the gap that is left is \(short(now.validLoss - now.trainLoss)).",
        "평가할 때는 드롭아웃을 끈다. 남은 격차는 \(short(now.validLoss - now.trainLoss))이다.")
    }
    if now.bestIndex == k {
      return language(
        "the lowest validation loss so far; the weights move by \(short(now.updateRatio ?? 0)) of their size a step.",
        "지금까지 가장 낮은 검증 손실이다. 한 걸음에 가중치가 크기의 \(short(now.updateRatio ?? 0))배만큼 움직인다.")
    }
    return language(
      "the best validation loss was at epoch \(best.index): \(short(best.validLoss)).",
      "가장 낮은 검증 손실은 \(best.index)에포크의 \(short(best.validLoss))이다.")
  }
}
