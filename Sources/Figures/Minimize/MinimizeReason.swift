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
    case .indefiniteHessian(let eigenvalues):
      let signs = eigenvalues.map { NumberText.short($0, digits: 3) }
      return reason(
        "indefinite-hessian",
        "the Hessian at \(place) is not positive definite (eigenvalues \(signs.joined(separator: ", "))): the Newton step need not go down",
        "\(place)에서 헤시언이 양의 정부호가 아니다(고윳값 \(signs.joined(separator: ", "))). 뉴턴 걸음이 내려간다는 보장이 없다")
    case .lineSearch(let trials):
      return reason(
        "line-search", "the line search at \(place) found no acceptable step in \(trials) trials",
        "\(place)에서 선 탐색이 \(trials)번 시도했으나 받아들일 걸음을 찾지 못했다")
    case .radius:
      return reason(
        "trust-region", "the trust region at \(place) shrank to nothing",
        "\(place)에서 신뢰 영역이 한없이 줄어들었다")
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
