import Core

extension Status {
  /// The status in a word or two.
  package var words: Words {
    switch self {
    case .running: Words(en: "running", ko: "진행 중")
    case .done: Words(en: "done", ko: "완료")
    case .converged: Words(en: "converged", ko: "수렴")
    case .stopped: Words(en: "stopped", ko: "중단")
    case .diverged: Words(en: "diverged", ko: "발산")
    case .failed: Words(en: "failed", ko: "실패")
    }
  }
}
