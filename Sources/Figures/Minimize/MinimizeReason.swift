import Core

/// Why a minimizer ended, in the words of a student's page.
enum MinimizeReason {
  static func reason(_ last: Minimizer.Step) -> Reason {
    let place = NumberText.vector(last.x, digits: 5)
    let size = NumberText.short(last.slope, digits: 2)
    let values = JSON.object([
      ("x", .numbers(last.x)), ("gradient_norm", .number(last.slope)), ("steps", .int(last.index)),
    ])
    func reason(_ code: String, _ en: String, _ ko: String) -> Reason {
      Reason(code: code, values: values, text: Words(en: en, ko: ko))
    }
    let steps = "\(last.index) \(last.index == 1 ? "step" : "steps")"
    switch last.ending {
    case .stationary(let kind):
      let words = words(of: kind)
      return reason(
        kind.rawValue, "the slope is \(size) at \(place) after \(steps): \(words.en)",
        "\(last.index)걸음 뒤 \(place)에서 기울기가 \(size)이다: \(words.ko)")
    case .stepLimit:
      return reason(
        "step-limit", "the limit of \(steps) came first; the slope is still \(size)",
        "걸음 수 한도 \(last.index)에 먼저 이르렀다. 기울기는 아직 \(size)이다")
    case .notFinite:
      return reason(
        "not-finite", "after \(steps) a value at \(place) is not finite",
        "\(last.index)걸음 뒤 \(place)에서 값이 유한하지 않다")
    case .ranAway:
      return reason(
        "ran-away", "it ran away: after \(steps) it is at \(place)",
        "발산했다: \(last.index)걸음 뒤 \(place)에 있다")
    case .singularHessian:
      return reason(
        "singular-hessian", "the Hessian at \(place) is singular: the Newton step is not defined",
        "\(place)에서 헤시언이 특이 행렬이라 뉴턴 걸음이 정의되지 않는다")
    case nil:
      return reason(last.status.rawValue, last.status.words.en, last.status.words.ko)
    }
  }

  private static func words(of kind: Minimizer.Stationary) -> Words {
    switch kind {
    case .minimum: Words(en: "a minimum", ko: "최소점")
    case .maximum: Words(en: "a maximum, not a minimum", ko: "최소점이 아니라 최대점")
    case .saddle: Words(en: "a saddle, not a minimum", ko: "최소점이 아니라 안장점")
    case .flat: Words(en: "a flat place, undecided", ko: "평평하여 판정할 수 없는 곳")
    }
  }
}
