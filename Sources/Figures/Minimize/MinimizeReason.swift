import Core

/// Why a minimizer ended, in the words of a student's page.
enum MinimizeReason {
  /// - Parameter hessian: at the end, where it is known: it tells a minimum from a saddle.
  static func reason(
    status: Status, steps: Int, x: [Double], slope: Double, tolerance: Double, hessian: [[Double]]?
  ) -> Reason {
    let place = NumberText.vector(x, digits: 5)
    let values = JSON.object([
      ("x", .numbers(x)), ("gradient_norm", .number(slope)), ("steps", .int(steps)),
    ])
    let size = NumberText.short(slope, digits: 2)
    switch status {
    case .converged:
      let kind = kind(of: hessian)
      return Reason(
        code: kind.code, values: values,
        text: Words(
          en:
            "the slope is \(size) at \(place) after \(steps) \(steps == 1 ? "step" : "steps"): \(kind.words.en)",
          ko: "\(steps)걸음 뒤 \(place)에서 기울기가 \(size)이다: \(kind.words.ko)"))
    case .stopped:
      return Reason(
        code: "step-limit", values: values,
        text: Words(
          en: "the limit of \(steps) steps came first; the slope is still \(size)",
          ko: "걸음 수 한도 \(steps)에 먼저 이르렀다. 기울기는 아직 \(size)이다"))
    case .diverged:
      return Reason(
        code: "diverged", values: values,
        text: Words(
          en: "it blew up after \(steps) steps, at \(place)", ko: "\(steps)걸음 뒤 \(place)에서 발산했다"))
    case .failed:
      return Reason(
        code: "singular-hessian", values: values,
        text: Words(
          en: "the Hessian at \(place) is singular: the Newton step is not defined",
          ko: "\(place)에서 헤시언이 특이 행렬이라 뉴턴 걸음이 정의되지 않는다"))
    case .running, .done:
      return Reason(code: status.rawValue, values: values, text: status.words)
    }
  }

  private static func kind(of hessian: [[Double]]?) -> (code: String, words: Words) {
    guard let hessian, hessian.count <= 2, let first = hessian.first?.first else {
      return ("stationary", Words(en: "a stationary point", ko: "임계점"))
    }
    let values =
      hessian.count == 1 ? [first] : SmallNewton.eigenvalues(first, hessian[0][1], hessian[1][1])
    if values.allSatisfy({ $0 > 0 }) { return ("minimum", Words(en: "a minimum", ko: "최소점")) }
    if values.allSatisfy({ $0 < 0 }) {
      return ("maximum", Words(en: "a maximum, not a minimum", ko: "최소점이 아니라 최대점"))
    }
    if values.contains(where: { $0 > 0 }), values.contains(where: { $0 < 0 }) {
      return ("saddle", Words(en: "a saddle, not a minimum", ko: "최소점이 아니라 안장점"))
    }
    return ("flat", Words(en: "a flat place, undecided", ko: "평평하여 판정할 수 없는 곳"))
  }
}
