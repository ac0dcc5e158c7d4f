import Core

/// Curriculum §2.5, A4–A6.
extension AlgorithmListing {
  static let selection = selection(
    Words(en: "make a combination h", ko: "조합 h를 만든다"))

  /// - Parameter line: the third, in which the ways of searching differ.
  static func selection(_ line: Words) -> AlgorithmListing {
    AlgorithmListing(
      Words(en: "A4  Selection", ko: "A4  하이퍼 매개변수 선택"),
      [
        Words(en: "best <- none", ko: "best <- 없음"), Words(en: "repeat", ko: "반복"),
        Words(en: "  " + line.en, ko: "  " + line.ko),
        Words(en: "  train with h", ko: "  h로 학습한다"),
        Words(en: "  score on validation set", ko: "  검증 집합으로 평가한다"),
        Words(en: "  keep h if best so far", ko: "  최고이면 h를 남긴다"),
        Words(en: "until the budget is spent", ko: "예산이 다할 때까지"),
        Words(en: "report once on the test set", ko: "테스트 집합으로 한 번 보고"),
      ])
  }

  static let randomSearch = AlgorithmListing(
    Words(en: "A5  Random search", ko: "A5  임의 탐색"),
    [
      Words(en: "for each trial, one u for each h:", ko: "시도마다, h 하나에 u 하나씩:"),
      Words(en: "  a scale: 10^(lo + (hi-lo) u)", ko: "  규모: 10^(lo + (hi-lo) u)"),
      Words(en: "  a bounded real: lo + (hi-lo) u", ko: "  범위가 있는 실수: lo + (hi-lo) u"),
      Words(en: "  a whole number: uniform on lo..hi", ko: "  정수: lo..hi에서 균등"),
      Words(en: "  evaluate, keep the best", ko: "  평가하고 최고를 남긴다"),
    ])

  static let coarseToFine = AlgorithmListing(
    Words(en: "A6  Coarse to fine", ko: "A6  대략-세밀 탐색"),
    [
      Words(en: "box <- the full range (exponents)", ko: "상자 <- 전체 범위 (지수)"),
      Words(en: "evaluate 5 values an axis", ko: "축마다 값 5개를 평가"),
      Words(en: "best on the border: shift the box, go to 2", ko: "최고가 경계에 있으면 상자를 옮기고 2로"),
      Words(en: "shrink the box around the best, go to 2", ko: "최고 주위로 상자를 줄이고 2로"),
      Words(en: "stop when two stages differ by noise", ko: "두 단계의 차이가 잡음뿐이면 끝"),
    ])

  /// A6 as the laboratory runs it: the box stays inside the full range, and the stages are counted.
  static func coarseToFine(side: Int, stages: Int) -> AlgorithmListing {
    AlgorithmListing(
      Words(en: "A6  Coarse to fine", ko: "A6  대략-세밀 탐색"),
      [
        Words(en: "box <- the full range", ko: "상자 <- 전체 범위"),
        Words(
          en: "evaluate \(side) \(side == 1 ? "value" : "values") an axis",
          ko: "축마다 값 \(side)개를 평가"),
        Words(en: "where the box would stick out, shift it inside", ko: "밖으로 나가는 상자는 안으로 옮긴다"),
        Words(en: "halve the box around the best, go to 2", ko: "최고 주위로 상자를 반으로 줄이고 2로"),
        Words(
          en: "stop after \(stages) \(stages == 1 ? "stage" : "stages")", ko: "\(stages)단계 뒤에 끝"),
      ])
  }

  /// A4 with budgets: what is not among the best is given up early.
  static func halving(_ method: SuccessiveHalving) -> AlgorithmListing {
    let budgets = method.sizes.indices.reduce(into: [method.firstBudget]) { budgets, index in
      if index > 0 { budgets.append(budgets[index - 1] * Double(SuccessiveHalving.factor)) }
    }
    let list = budgets.map { NumberText.short($0) }.joined(separator: ", ")
    return AlgorithmListing(
      Words(en: "Successive halving", ko: "연속 반감"),
      [
        Words(
          en: "draw \(method.sizes[0]) combinations h", ko: "조합 h \(method.sizes[0])개를 뽑는다"),
        Words(en: "for the budgets \(list):", ko: "예산 \(list)에 대하여:"),
        Words(
          en: "  train each h on to there, score it", ko: "  h마다 거기까지 이어서 학습하고 평가한다"),
        Words(en: "  keep the best third", ko: "  상위 3분의 1만 남긴다"),
        Words(en: "the best at the full budget wins", ko: "전체 예산에서 가장 좋은 것이 답"),
      ])
  }
}
