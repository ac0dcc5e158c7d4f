/// Names of the minimizers.
enum MethodWords {
  static func name(_ id: String) -> Words {
    switch id {
    case "gradient-descent": Words(en: "Gradient descent", ko: "경사 하강법")
    case "momentum": Words(en: "Momentum", ko: "모멘텀")
    case "nesterov": Words(en: "Nesterov", ko: "네스테로프")
    case "adagrad": Words("AdaGrad")
    case "rmsprop": Words("RMSProp")
    case "adam": Words("Adam")
    case "conjugate-gradient": Words(en: "Conjugate gradient", ko: "켤레 그레이디언트")
    case "newton": Words(en: "Newton", ko: "뉴턴 방법")
    case "newton-damped": Words(en: "Damped Newton", ko: "감쇠 뉴턴 방법")
    case "newton-modified": Words(en: "Modified Newton", ko: "수정 뉴턴 방법")
    case "trust-region": Words(en: "Trust region", ko: "신뢰 영역")
    case "bfgs": Words("BFGS")
    case "lbfgs": Words("L-BFGS")
    default: Words(id)
    }
  }
}
