/// Curriculum §2.5, A4–A6.
extension AlgorithmListing {
  static let selection = AlgorithmListing(
    Words(en: "A4  Selection", ko: "A4  하이퍼 매개변수 선택"),
    [
      Words(en: "best <- none", ko: "best <- 없음"), Words(en: "repeat", ko: "반복"),
      Words(en: "  make a combination h", ko: "  조합 h를 만든다"),
      Words(en: "  train with h", ko: "  h로 학습한다"),
      Words(en: "  score on validation set", ko: "  검증 집합으로 평가한다"),
      Words(en: "  keep h if best so far", ko: "  최고이면 h를 남긴다"),
      Words(en: "until the budget is spent", ko: "예산이 다할 때까지"),
      Words(en: "report once on the test set", ko: "테스트 집합으로 한 번 보고"),
    ])

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
}
