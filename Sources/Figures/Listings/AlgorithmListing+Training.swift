import Core

/// The loop around A1: epochs and mini-batches, as the trainings of the laboratory run it.
extension AlgorithmListing {
  static func training(_ run: Training) -> AlgorithmListing {
    run.method == .lbfgs ? fullBatch(run) : miniBatches(run)
  }

  private static func miniBatches(_ run: Training) -> AlgorithmListing {
    let isDropping = !run.dropout.isNone
    let update = update(run)
    return AlgorithmListing(
      isDropping
        ? Words(en: "Training with dropout (A1)", ko: "드롭아웃 훈련 (A1)")
        : Words(en: "Training by mini-batches", ko: "미니배치 훈련"),
      [
        start(run),
        Words(
          en: "each epoch: shuffle \(run.train.count) examples",
          ko: "에포크마다: 예제 \(run.train.count)개를 섞는다"),
        Words(en: "  each batch of \(run.batch):", ko: "  \(run.batch)개씩 묶은 배치마다:"),
        isDropping
          ? Words(
            en: "    draw r, keep k = \(keeps(run))", ko: "    r을 뽑는다, k = \(keeps(run))")
          : Words(en: "    every unit is on", ko: "    모든 노드를 켠다"),
        forward(run, indent: "    "),
        backward(run),
        Words("    " + update),
        Words(
          en: "  judge both sets\(isDropping ? ", all units on (A3)" : "")",
          ko: "  두 집합을 평가한다\(isDropping ? " (모두 켜고, A3)" : "")"),
        Words(en: "  keep the best epoch", ko: "  가장 좋은 에포크를 기억한다"),
      ])
  }

  private static func fullBatch(_ run: Training) -> AlgorithmListing {
    let isDropping = !run.dropout.isNone
    return AlgorithmListing(
      Words(en: "Training by L-BFGS", ko: "L-BFGS 훈련"),
      [
        start(run),
        isDropping
          ? Words(
            en: "draw r once, keep k = \(keeps(run))",
            ko: "r을 한 번만 뽑는다, k = \(keeps(run))")
          : Words(en: "every unit is on", ko: "모든 노드를 켠다"),
        Words(en: "for each epoch:", ko: "에포크마다:"),
        forward(run, indent: "  "),
        Words(
          en: "  loss and g over all \(run.train.count) examples",
          ko: "  예제 \(run.train.count)개 전체의 손실과 g"),
        Words(en: "  p by two loops over 10 pairs (A10)", ko: "  10쌍의 이중 루프로 p (A10)"),
        Words(en: "  t by a line search, w <- w + t p", ko: "  선 탐색으로 t, w <- w + t p"),
        Words(
          en: "  judge both sets\(isDropping ? ", all units on (A3)" : "")",
          ko: "  두 집합을 평가한다\(isDropping ? " (모두 켜고, A3)" : "")"),
        Words(en: "  keep the best epoch", ko: "  가장 좋은 에포크를 기억한다"),
      ])
  }

  private static func start(_ run: Training) -> Words {
    let name = run.network.activation == .relu ? "He" : "Glorot"
    return Words(en: "w <- random (\(name)), b <- 0", ko: "w <- 난수 (\(name)), b <- 0")
  }

  /// `0.8, 0.5`: what a unit's chance to stay is, at the input and hidden.
  private static func keeps(_ run: Training) -> String {
    let keeps = run.dropout.rates.map { NumberText.short(1 - $0, digits: 3) }
    return keeps.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
      .joined(separator: ", ")
  }

  private static func forward(_ run: Training, indent: String) -> Words {
    let x = run.dropout.isNone ? "x" : run.dropout.scaling == .inverted ? "(x*r/k)" : "(x*r)"
    let z = "W \(x) + b"
    let name = run.network.activation == .none ? z : "\(run.network.activation.rawValue)(\(z))"
    return Words("\(indent)x <- \(name)")
  }

  private static func backward(_ run: Training) -> Words {
    let mask =
      run.dropout.isNone ? Words("") : Words(en: ", same r (A2)", ko: "같은 r로 ")
    let decay = run.weightDecay > 0 && run.method != .adamw ? ", g <- g + wd w" : ""
    return Words(
      en: "    loss, g backward\(mask.en)\(decay)",
      ko: "    손실, \(mask.ko)역전파로 g\(run.dropout.isNone ? "" : " (A2)")\(decay)")
  }

  private static func update(_ run: Training) -> String {
    switch run.method {
    case .sgd, .lbfgs: "w <- w - lr g"
    case .momentum: "v <- 0.9 v - lr g, w <- w + v"
    case .nesterov: "v <- 0.9 v - lr g(w + 0.9 v), w <- w + v"
    case .rmsprop: "w <- w - lr g/sqrt(mean g^2)"
    case .adam: "w <- w - lr mean(g)/sqrt(mean g^2)"
    case .adamw: "w <- w - lr (mean(g)/sqrt(mean g^2) + wd w)"
    }
  }
}
