/// Curriculum §2.5, A7–A10.
extension AlgorithmListing {
  static let newton = AlgorithmListing(
    Words(en: "A7  Newton", ko: "A7  뉴턴 방법"),
    [
      Words(en: "g, H at w", ko: "w에서 g, H"),
      Words(en: "stop if |g| <= tol", ko: "|g| <= tol이면 끝"),
      Words(
        en: "safe: mu <- 0; until H + mu I > 0: mu <- max(2 mu, 0.001)",
        ko: "안전판: mu <- 0, H + mu I > 0일 때까지 mu <- max(2 mu, 0.001)"),
      Words(en: "solve (H + mu I) d = -g", ko: "(H + mu I) d = -g를 푼다"),
      Words(en: "safe: halve t from 1 until J falls enough", ko: "안전판: J가 충분히 줄 때까지 t를 1에서 반씩"),
      Words(en: "w <- w + t d, go to 1", ko: "w <- w + t d, 1로"),
    ])

  static let weakWolfe = AlgorithmListing(
    Words(en: "A8  Weak Wolfe line search", ko: "A8  약한 울프 선 탐색"),
    [
      Words(en: "lo <- 0, hi <- inf, t <- 1", ko: "lo <- 0, hi <- inf, t <- 1"),
      Words(en: "repeat:", ko: "반복:"),
      Words(en: "  J(w+tp) > J + 1e-4 t g'p: hi <- t", ko: "  J(w+tp) > J + 1e-4 t g'p이면 hi <- t"),
      Words(en: "  g(w+tp)'p < 0.9 g'p: lo <- t", ko: "  g(w+tp)'p < 0.9 g'p이면 lo <- t"),
      Words(en: "  else done", ko: "  아니면 끝"),
      Words(
        en: "  t <- 2 lo, or (lo+hi)/2 once hi is known", ko: "  t <- 2 lo, hi가 있으면 (lo+hi)/2"),
    ])

  static let bfgs = AlgorithmListing(
    Words(en: "A9  BFGS", ko: "A9  BFGS"),
    [
      Words("M <- I"), Words("p <- -M g"),
      Words(en: "t by a line search along p", ko: "p를 따라 선 탐색으로 t"),
      Words("s <- t p, w <- w + s, y <- g+ - g"),
      Words("M <- (I-rho s y')M(I-rho y s') + rho s s'"),
      Words(en: "stop if |g+| <= tol, else 2", ko: "|g+| <= tol이면 끝, 아니면 2로"),
    ])

  static let twoLoop = AlgorithmListing(
    Words(en: "A10  L-BFGS direction", ko: "A10  L-BFGS의 방향"),
    [
      Words("q <- g"),
      Words(
        en: "newest to oldest: a <- s'q/y's, q <- q - a y",
        ko: "새 쌍부터: a <- s'q/y's, q <- q - a y"),
      Words(en: "q <- gamma q, gamma = s'y/y'y (newest)", ko: "q <- gamma q, gamma = s'y/y'y (최신)"),
      Words(
        en: "oldest to newest: b <- y'q/y's, q <- q + (a-b) s",
        ko: "옛 쌍부터: b <- y'q/y's, q <- q + (a-b) s"),
      Words("p <- -q"),
      Words(en: "store the new pair, drop the oldest", ko: "새 쌍을 넣고 가장 오래된 쌍을 뺀다"),
    ])
}
