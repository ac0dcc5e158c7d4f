import Core

/// What a Hessian that is not positive definite means for Newton's step.
enum HessianWords {
  static func code(_ kind: Definiteness) -> String {
    switch kind {
    case .positive: "positive-definite-hessian"
    case .negative: "negative-definite-hessian"
    case .indefinite: "indefinite-hessian"
    case .singular: "singular-hessian"
    }
  }

  /// `eigenvalues -2 and 4`; of many the least and the largest.
  static func list(_ eigenvalues: [Double]) -> Words {
    let texts = eigenvalues.map { NumberText.short($0, digits: 4) }
    switch texts.count {
    case 0: return Words(en: "eigenvalues unknown", ko: "고윳값을 알 수 없음")
    case 1: return Words(en: "eigenvalue \(texts[0])", ko: "고윳값 \(texts[0])")
    case 2:
      return Words(
        en: "eigenvalues \(texts[0]) and \(texts[1])", ko: "고윳값 \(texts[0]), \(texts[1])")
    case 3, 4:
      let head = texts.dropLast().joined(separator: ", ")
      return Words(
        en: "eigenvalues \(head) and \(texts[texts.count - 1])",
        ko: "고윳값 \(texts.joined(separator: ", "))")
    default:
      let last = texts[texts.count - 1]
      return Words(
        en: "\(texts.count) eigenvalues from \(texts[0]) to \(last)",
        ko: "고윳값 \(texts.count)개, \(texts[0])부터 \(last)까지")
    }
  }

  /// A whole sentence without its full stop: what the Newton step does where the Hessian is like that.
  static func words(_ kind: Definiteness, _ eigenvalues: [Double], at place: String) -> Words {
    let fact = fact(kind, eigenvalues, at: place)
    switch kind {
    case .positive: return fact
    case .negative:
      return fact + Words(en: "; the Newton step goes to a maximum", ko: ". 뉴턴 걸음은 최대점으로 간다")
    case .indefinite:
      return fact + Words(en: "; the Newton step goes to a saddle", ko: ". 뉴턴 걸음은 안장점으로 간다")
    case .singular:
      return fact + Words(en: "; the Newton step is not defined", ko: ". 뉴턴 걸음이 정의되지 않는다")
    }
  }

  /// What it is like, with its eigenvalues.
  static func fact(_ kind: Definiteness, _ eigenvalues: [Double], at place: String) -> Words {
    if eigenvalues.count == 1 {
      let value = NumberText.short(eigenvalues[0], digits: 4)
      return Words(
        en: "the second derivative at \(place) is \(value)", ko: "\(place)에서 이계도함수가 \(value)이다")
    }
    let list = list(eigenvalues)
    let name =
      switch kind {
      case .positive: Words(en: "positive definite", ko: "양의 정부호이다")
      case .negative: Words(en: "negative definite", ko: "음의 정부호이다")
      case .indefinite: Words(en: "indefinite", ko: "부정부호이다")
      case .singular: Words(en: "singular", ko: "특이 행렬이다")
      }
    return Words(
      en: "the Hessian at \(place) is \(name.en): \(list.en)",
      ko: "\(place)에서 헤시언이 \(name.ko)(\(list.ko))")
  }
}
