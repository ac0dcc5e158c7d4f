extension Control {
  /// What may be written: `a number from 0 to 1 in notches of 0.05`.
  package var range: Words {
    let (what, notes) = rangeWords
    return Words(
      en: what.en + notes.map(\.en).joined(),
      ko: ([what] + notes).map(\.ko).joined(separator: ", "))
  }

  /// How to mend a value that cannot be: `write a number from 0 to 1 in notches of 0.05`.
  var writing: Words {
    let (what, notes) = rangeWords
    let noted = notes.map(\.ko).joined(separator: ", ")
    return Words(
      en: "write " + range.en,
      ko: Josa.object(what.ko) + " 적어라" + (noted.isEmpty ? "" : "(\(noted))"))
  }

  /// What it is, and what else there is to say of it.
  private var rangeWords: (what: Words, notes: [Words]) {
    switch kind {
    case .real(let range, let notch):
      return (
        Self.number(in: range),
        [Words(en: " in notches of \(Self.plain(notch))", ko: "\(Self.plain(notch)) 간격")]
          + beyond(range)
      )
    case .log(let range, let factor):
      let factor = NumberText.short(factor)
      return (
        Self.number(in: range),
        [Words(en: " in factors of \(factor)", ko: "\(factor)배 간격")] + beyond(range)
      )
    case .whole(let range, let notch):
      return (
        Words(
          en: "a whole number from \(range.lowerBound) to \(range.upperBound)",
          ko: "\(range.lowerBound)부터 \(range.upperBound)까지의 정수"),
        (notch == 1 ? [] : [Words(en: " in notches of \(notch)", ko: "\(notch) 간격")])
          + beyond(Double(range.lowerBound)...Double(range.upperBound))
      )
    case .choice(let choices):
      let list = choices.map(\.id).joined(separator: ", ")
      return (Words(en: "one of \(list)", ko: "\(list) 중 하나"), [])
    case .set(let choices):
      let list = choices.map(\.id).joined(separator: ", ")
      return (
        Words(en: "one or more of \(list)", ko: "\(list) 중 하나 이상"),
        [Words(en: ", separated by commas", ko: "쉼표로 나눈다")]
      )
    case .toggle: return (Words(en: "on or off", ko: "on 또는 off"), [])
    case .seed:
      return (
        Words(en: "a whole number from 0 to \(UInt64.max)", ko: "0부터 \(UInt64.max)까지의 정수"), []
      )
    case .vector(1?, let range, _):
      return (range.map(Self.number) ?? Words(en: "one number", ko: "수 하나"), [])
    case .vector(let length, let range, _):
      let count = length.map { Words(en: "\($0) numbers", ko: "수 \($0)개") }
      let numbers = count ?? Words(en: "numbers", ko: "수")
      let bounds = range.map(Self.bounds) ?? Words("")
      return (
        Words(en: numbers.en + bounds.en, ko: bounds.ko + numbers.ko),
        [Words(en: (range == nil ? "" : ",") + " separated by commas", ko: "쉼표로 나눈다")]
      )
    case .matrix:
      return (
        Words(en: "rows of numbers", ko: "행렬"),
        [Words(en: ", such as [[1,2],[3,4]] or 1,2;3,4", ko: "예: [[1,2],[3,4]] 또는 1,2;3,4")]
      )
    case .formula:
      return (
        Words(en: "a formula or one of its built-in names", ko: "식이나 내장 이름"),
        [Words(en: ", such as \(print(initial))", ko: "예: \(print(initial))")]
      )
    case .text:
      return (
        Words(en: "text", ko: "글"),
        [Words(en: ", such as \(print(initial))", ko: "예: \(print(initial))")]
      )
    }
  }

  private static func number(in range: ClosedRange<Double>) -> Words {
    Words(en: "a number" + bounds(range).en, ko: bounds(range).ko + "수")
  }

  private static func bounds(_ range: ClosedRange<Double>) -> Words {
    let (low, high) = (plain(range.lowerBound), plain(range.upperBound))
    return Words(en: " from \(low) to \(high)", ko: "\(low)부터 \(high)까지의 ")
  }

  /// Whether an exact value may be used.
  func allows(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    if let allowed { return allowed.contains(value) }
    switch kind {
    case .real(let range, _), .log(let range, _): return range.contains(value)
    case .whole(let range, _):
      return value >= Double(range.lowerBound) && value <= Double(range.upperBound)
    case .vector(_, let range, _): return range?.contains(value) ?? true
    default: return true
    }
  }

  /// ` (typed: from 0 to 1e6)`, where more is allowed than the slider reaches.
  private func beyond(_ range: ClosedRange<Double>) -> [Words] {
    guard let allowed, allowed != range else { return [] }
    let (low, high) = (Self.plain(allowed.lowerBound), Self.plain(allowed.upperBound))
    let words =
      switch (allowed.lowerBound.isFinite, allowed.upperBound.isFinite) {
      case (true, true): Words(en: "from \(low) to \(high)", ko: "\(low)부터 \(high)까지")
      case (true, false): Words(en: "from \(low) up", ko: "\(low) 이상")
      case (false, true): Words(en: "up to \(high)", ko: "\(high) 이하")
      case (false, false): Words(en: "any number", ko: "어떤 수든")
      }
    return [Words(en: " (typed: \(words.en))", ko: "직접 적을 때는 \(words.ko)")]
  }

  /// Whole numbers without a point, others as short as they read back.
  private static func plain(_ value: Double) -> String {
    if let whole = Int(exactly: value), whole.magnitude < 1_000_000_000 { return String(whole) }
    return exact(value)
  }

  /// What reads back equal, as short as it goes: `5`, `0.1`, `1e-05`.
  static func exact(_ value: Double) -> String {
    if let whole = Int(exactly: value), whole.magnitude < 1_000_000_000_000_000 {
      return value.sign == .minus && whole == 0 ? "-0.0" : String(whole)
    }
    return value.jsonText
  }
}
