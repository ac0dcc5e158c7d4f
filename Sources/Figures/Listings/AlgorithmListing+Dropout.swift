import Core

/// Curriculum §2.5, A1–A3.
extension AlgorithmListing {
  static let dropoutTraining = dropoutTraining(.relu)

  static func dropoutTraining(_ activation: Activation) -> AlgorithmListing {
    let x = activation == .none ? "z" : "\(activation.rawValue)(z)"
    return AlgorithmListing(
      Words(en: "A1  Dropout, a training pass", ko: "A1  드롭아웃 훈련"),
      [
        Words(en: "for each layer from the input:", ko: "입력부터 층마다:"),
        Words(en: "  draw r: a unit stays with k = 1 - p", ko: "  r을 뽑는다: 확률 k = 1 - p로 남는다"),
        Words(en: "  x <- x*r  (inverted: x*r/k)", ko: "  x <- x*r  (역드롭아웃: x*r/k)"),
        Words(en: "  z <- W x + b", ko: "  z <- W x + b"),
        Words(en: "  x <- \(x); the output as it is", ko: "  x <- \(x), 출력층은 그대로"),
        Words(en: "loss", ko: "손실"),
        Words(en: "backward with the same masks (A2)", ko: "같은 마스크로 역전파 (A2)"),
        Words(en: "update, then draw new masks", ko: "가중치 갱신, 다음에는 새 마스크"),
      ])
  }

  static let dropoutBackward = dropoutBackward(.relu)

  static func dropoutBackward(_ activation: Activation) -> AlgorithmListing {
    let slope = activation == .none ? "" : "*\(activation.rawValue)'(z)"
    return AlgorithmListing(
      Words(en: "A2  Dropout, the way back", ko: "A2  드롭아웃 역전파"),
      [
        Words(en: "d <- dL/dz of the output", ko: "d <- 출력층의 dL/dz"),
        Words(en: "for each layer, backwards:", ko: "뒤에서부터 층마다:"),
        Words(
          en: "  dL/dW <- d x', the masked x; dL/db <- d",
          ko: "  dL/dW <- d x' (마스크된 x), dL/db <- d"),
        Words(
          en: "  d <- (W'd)*r\(slope)  (inverted: /k)", ko: "  d <- (W'd)*r\(slope)  (역드롭아웃: /k)"),
        Words(en: "w <- w - eta dL/dw", ko: "w <- w - eta dL/dw"),
      ])
  }

  static let prediction = AlgorithmListing(
    Words(en: "A3  Prediction", ko: "A3  예측"),
    [
      Words(en: "classic: at every layer that had a mask", ko: "고전 방식: 마스크가 있던 층마다"),
      Words(en: "  x <- k x, all units on", ko: "  모두 켜고 x <- k x"),
      Words(en: "inverted: nothing to scale", ko: "역드롭아웃: 보정하지 않는다"),
      Words(en: "run forward once", ko: "전방 계산 한 번"),
      Words(en: "Monte Carlo: the mean of T runs of A1", ko: "몬테카를로: A1을 T번 돌린 평균"),
    ])
}
