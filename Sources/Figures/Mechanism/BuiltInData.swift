import Core
import Synchronization

/// Data that came with the program. `descent` says once where it lies; it is read when a figure first wants it.
package enum BuiltInData {
  /// A file of the installed lessons.
  package struct File: Sendable {
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// There is none, or it cannot be read.
  package struct Missing: Error, Equatable, Sendable {
    package let says: Words
    package let mend: Words
  }

  private struct State {
    /// nil, not a closure that finds nothing: as the start value of a static lock an optimised build calls that as null.
    var reader: (@Sendable (_ name: String) -> File?)?
    var digits: (examples: Examples, path: String)?
  }
  private static let state = Mutex(State())

  /// - Parameter reader: from a name such as `digits.csv`; called when that is first wanted.
  package static func provide(_ reader: @escaping @Sendable (_ name: String) -> File?) {
    state.withLock { $0 = State(reader: reader) }
  }

  /// The 1797 handwritten digits.
  package static func digits() throws(Missing) -> Examples { try known().examples }

  /// The file that they come from, for scripts.
  package static func digitsPath() throws(Missing) -> String { try known().path }

  private static func known() throws(Missing) -> (examples: Examples, path: String) {
    if let known = state.withLock({ $0.digits }) { return known }
    let reader = state.withLock { $0.reader }
    guard let file = reader?("digits.csv") else {
      throw Missing(
        says: Words(
          en: "the digits are not found beside the program",
          ko: "프로그램 옆에 손글씨 숫자 데이터가 없다"),
        mend: Words(
          en: "install descent with its lessons: data/digits.csv is one of their files",
          ko: "강의와 함께 descent를 설치하라. data/digits.csv는 그 파일 가운데 하나이다"))
    }
    do {
      let digits = (examples: try Digits.examples(csv: file.bytes), path: file.path)
      state.withLock { $0.digits = digits }
      return digits
    } catch {
      throw Missing(
        says: Words(
          en: "\(file.path):\(error.line): this is no digit",
          ko: "\(file.path):\(error.line): 손글씨 숫자가 아니다"),
        mend: Words(
          en: "install the lessons anew: a line has 64 numbers from 0 to 16 and a digit",
          ko: "강의를 다시 설치하라. 한 줄은 0부터 16까지의 수 64개와 숫자 하나로 되어 있다"))
    }
  }
}
