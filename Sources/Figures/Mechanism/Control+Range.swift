extension Control {
  /// What may be written: `a number from 0 to 1 in notches of 0.05`.
  package var rangeDescription: String {
    switch kind {
    case .real(let range, let notch):
      "a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
        + " in notches of \(plain(notch))" + beyond(range)
    case .log(let range, let factor):
      "a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
        + " in factors of \(NumberText.short(factor))" + beyond(range)
    case .whole(let range, let notch):
      "a whole number from \(range.lowerBound) to \(range.upperBound)"
        + (notch == 1 ? "" : " in notches of \(notch)")
        + beyond(Double(range.lowerBound)...Double(range.upperBound))
    case .choice(let choices): "one of " + choices.map(\.id).joined(separator: ", ")
    case .set(let choices):
      "one or more of " + choices.map(\.id).joined(separator: ", ") + ", separated by commas"
    case .toggle: "on or off"
    case .seed: "a whole number from 0 to \(UInt64.max)"
    case .vector(let length, let range, _):
      switch (length, range) {
      case (1?, nil): "one number"
      case (1?, let range?):
        "one number from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
      case (let length?, nil): "\(length) numbers separated by commas"
      case (let length?, let range?):
        "\(length) numbers from \(plain(range.lowerBound)) to \(plain(range.upperBound)), separated by commas"
      case (nil, nil): "numbers separated by commas"
      case (nil, let range?):
        "numbers from \(plain(range.lowerBound)) to \(plain(range.upperBound)), separated by commas"
      }
    case .matrix: "rows of numbers, such as [[1,2],[3,4]] or 1,2;3,4"
    case .formula: "a formula or one of its built-in names, such as \(print(initial))"
    case .text: "text, such as \(print(initial))"
    }
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

  /// ` (any from 0 to 1e6 may be typed)`, where more is allowed than the slider reaches.
  private func beyond(_ range: ClosedRange<Double>) -> String {
    guard let allowed, allowed != range else { return "" }
    switch (allowed.lowerBound.isFinite, allowed.upperBound.isFinite) {
    case (true, true):
      return " (typed: from \(plain(allowed.lowerBound)) to \(plain(allowed.upperBound)))"
    case (true, false): return " (typed: from \(plain(allowed.lowerBound)) up)"
    case (false, true): return " (typed: up to \(plain(allowed.upperBound)))"
    case (false, false): return " (typed: any number)"
    }
  }

  /// Whole numbers without a point, others as short as they read back.
  func plain(_ value: Double) -> String {
    if let whole = Int(exactly: value), whole.magnitude < 1_000_000_000 { return String(whole) }
    return Control.exact(value)
  }

  /// What reads back equal, as short as it goes: `5`, `0.1`, `1e-05`.
  static func exact(_ value: Double) -> String {
    if let whole = Int(exactly: value), whole.magnitude < 1_000_000_000_000_000 {
      return value.sign == .minus && whole == 0 ? "-0.0" : String(whole)
    }
    return value.jsonText
  }
}
