import Core

/// Why a minimizer ended, in the words of a student's page, with the values behind the words.
enum MinimizeReason {
  static func reason(_ last: Minimizer.Step) -> Reason {
    let place = NumberText.vector(last.x, digits: 5)
    let slope = NumberText.short(last.slope, digits: 2)
    let steps = NumberText.counted(last.index, "step")
    func reason(
      _ code: String, _ en: String, _ ko: String, _ more: [(key: String, value: JSON)] = []
    ) -> Reason {
      let values = JSON.object(
        [
          ("x", .numbers(last.x)), ("gradient_norm", .number(last.slope)),
          ("steps", .int(last.index)),
        ] + more)
      return Reason(code: code, values: values, text: Words(en: en, ko: ko))
    }
    switch last.ending {
    case .stationary(let kind, let eigenvalues):
      let words = words(of: kind, eigenvalues)
      return reason(
        kind.rawValue, "the slope is \(slope) at \(place) after \(steps): \(words.en)",
        "\(last.index)걸음 뒤 \(place)에서 기울기가 \(slope)이다: \(words.ko)",
        [("eigenvalues", .numbers(eigenvalues))])
    case .stepLimit:
      return reason(
        "step-limit", "the limit of \(steps) came first; the slope is still \(slope)",
        "걸음 수 한도 \(last.index)에 먼저 이르렀다. 기울기는 아직 \(slope)이다")
    case .notFinite(let quantity):
      let name = name(of: quantity)
      return reason(
        "not-finite", "after \(steps) \(name.en) at \(place) is not finite",
        "\(last.index)걸음 뒤 \(place)에서 \(name.ko) 유한하지 않다",
        [("quantity", .string(quantity.rawValue))])
    case .ranAway(let reach):
      let bound = NumberText.short(reach, digits: 2)
      return reason(
        "ran-away", "it ran away: after \(steps) it is at \(place), beyond \(bound)",
        "달아났다: \(last.index)걸음 뒤 \(place)에 있어 \(Josa.object(bound)) 넘었다",
        [("reach", .number(reach))])
    case .singularHessian(let eigenvalues):
      let words = HessianWords.words(.singular, eigenvalues, at: place)
      return reason(
        "singular-hessian", words.en, words.ko, [("eigenvalues", .numbers(eigenvalues))])
    case .unfitHessian(let kind, let eigenvalues):
      let words = HessianWords.words(kind, eigenvalues, at: place)
      return reason(
        HessianWords.code(kind), words.en, words.ko, [("eigenvalues", .numbers(eigenvalues))])
    case .uphill(let rise):
      let size = NumberText.short(rise, digits: 3)
      return reason(
        "uphill",
        "the direction at \(place) does not go down (g.d = \(size)): no line search along it can",
        "\(place)에서 방향이 내려가지 않는다(g.d = \(size)). 이 방향으로는 선 탐색이 내려갈 수 없다",
        [("slope", .number(rise))])
    case .lineSearch(let trials, let rate):
      let least = NumberText.short(rate, digits: 2)
      return reason(
        "line-search",
        "the line search at \(place) found no acceptable step in \(NumberText.counted(trials, "trial")), the last at rate \(least)",
        "\(place)에서 선 탐색이 \(trials)번 시도했으나(마지막 학습률 \(least)) 받아들일 걸음을 찾지 못했다",
        [("trials", .int(trials)), ("rate", .number(rate))])
    case .radius(let radius):
      let size = NumberText.short(radius, digits: 2)
      return reason(
        "trust-region",
        "the trust region at \(place) shrank to radius \(size) and still no step goes down",
        "\(place)에서 신뢰 영역의 반지름이 \(size)까지 줄었으나 내려가는 걸음이 없다",
        [("radius", .number(radius))])
    case nil:
      return reason(last.status.rawValue, last.status.words.en, last.status.words.ko)
    }
  }

  private static func words(of kind: Minimizer.Stationary, _ eigenvalues: [Double]) -> Words {
    let list = HessianWords.list(eigenvalues)
    let tail =
      eigenvalues.isEmpty ? Words("") : Words(en: " (\(list.en))", ko: "(\(list.ko))")
    let name =
      switch kind {
      case .minimum: Words(en: "a minimum", ko: "최소점")
      case .maximum: Words(en: "a maximum, not a minimum", ko: "최소점이 아니라 최대점")
      case .saddle: Words(en: "a saddle, not a minimum", ko: "최소점이 아니라 안장점")
      case .flat: Words(en: "a flat place, undecided", ko: "평평하여 판정할 수 없는 곳")
      case .unknown:
        Words(
          en: "a stationary point, of which kind was not asked", ko: "정류점(어떤 종류인지는 따지지 않았다)")
      }
    // Of a minimum the eigenvalues are in the values; the sentence stays short.
    return kind == .minimum ? name : name + tail
  }

  private static func name(of quantity: Minimizer.Quantity) -> Words {
    switch quantity {
    case .point: Words(en: "the point", ko: "점이")
    case .value: Words(en: "the value", ko: "함숫값이")
    case .gradient: Words(en: "the gradient", ko: "그레이디언트가")
    case .hessian: Words(en: "the Hessian", ko: "헤시언이")
    }
  }
}
