import Core

/// Names of the built-in functions, and what to look for in each.
enum FunctionWords {
  static func name(_ id: String) -> Words {
    switch id {
    case "bowl": Words(en: "Bowl", ko: "그릇")
    case "valleys": Words(en: "TwoValleys", ko: "두 골짜기")
    case "heron": Words(en: "Heron", ko: "헤론")
    case "cosh": Words("cosh(w/2)")
    case "quartic": Words("w^4/4")
    case "folium": Words(en: "Folium", ko: "폴리움")
    case "camel": Words(en: "Six-hump camel", ko: "혹 여섯의 낙타")
    case "styblinski-tang": Words("Styblinski-Tang")
    case "monkey-saddle": Words(en: "Monkey saddle", ko: "원숭이 안장")
    case "sqrt1": Words("sqrt(1 + w^2)")
    case "log-cosh": Words("ln cosh w")
    case "logistic": Words(en: "Logistic regression", ko: "로지스틱 회귀")
    case "logistic-digits": Words(en: "Logistic regression on digits", ko: "숫자 그림의 로지스틱 회귀")
    default: Words(id.prefix(1).uppercased() + id.dropFirst())
    }
  }

  static func note(_ id: String) -> Words {
    switch id {
    case "rosenbrock": Words(en: "a curved, narrow valley", ko: "굽은 좁은 골짜기")
    case "bowl": Words(en: "a parabola: Newton needs one step", ko: "포물선: 뉴턴 방법은 한 걸음")
    case "valleys": Words(en: "two valleys and a hilltop between them", ko: "골짜기 둘과 그 사이의 언덕")
    case "heron": Words(en: "square roots by Newton", ko: "뉴턴 방법으로 구하는 제곱근")
    case "cosh": Words(en: "a long walk, then a collapse", ko: "긴 걸음 뒤의 급한 수렴")
    case "quartic":
      Words(en: "no curvature at the minimum: only linear convergence", ko: "최소점의 곡률이 0: 선형 수렴뿐이다")
    case "quad2": Words(en: "a quadratic in two variables", ko: "변수가 둘인 이차 함수")
    case "folium": Words(en: "a minimum and a saddle", ko: "최소점 하나와 안장점 하나")
    case "camel": Words(en: "six minima", ko: "최소점 여섯")
    case "himmelblau": Words(en: "four equally deep minima", ko: "깊이가 같은 최소점 넷")
    case "beale": Words(en: "flat plains and sharp corners", ko: "평평한 들과 날카로운 모서리")
    case "monkey-saddle": Words(en: "a saddle with three valleys", ko: "골짜기가 셋인 안장")
    case "logistic":
      Words(
        en: "twenty examples: Newton reweights least squares", ko: "예제 20개: 뉴턴 방법은 가중 최소 제곱의 반복이다")
    case "logistic-digits":
      Words(
        en: "digit 0 against digit 1: 65 weights, 360 images",
        ko: "숫자 0과 1 가르기: 가중치 65개, 그림 360장")
    case "sqrt1", "log-cosh":
      Words(
        en: "convex, and Newton still flies away from far starts", ko: "볼록하지만 먼 출발점에서는 뉴턴 방법이 달아난다")
    default: Words(en: "a test function", ko: "시험 함수")
    }
  }
}
