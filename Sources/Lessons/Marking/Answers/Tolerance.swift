import Figures
import Glibc

/// How close an answer must come to the right value.
enum Tolerance: Equatable, Sendable {
  /// A value that ends within three decimals is exact, any other needs three digits.
  case auto
  /// Within 1e-9, relative above 1.
  case exact
  case absolute(Double)
  /// A share of the right value: 0.01 for `1%`.
  case relative(Double)
  /// Half a unit in the last of so many significant digits.
  case digits(Int)

  /// Reads `auto`, `exact`, `0.01`, `1%`, `3 digits`; nil for anything else.
  init?(_ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    switch words.count {
    case 1 where words[0] == "auto": self = .auto
    case 1 where words[0] == "exact": self = .exact
    case 1 where words[0].hasSuffix("%"):
      guard let share = Double(words[0].dropLast()), share > 0, share < 100 else { return nil }
      self = .relative(share / 100)
    case 1:
      guard let width = Double(words[0]), width > 0, width.isFinite else { return nil }
      self = .absolute(width)
    case 2 where words[1] == "digits" || words[1] == "digit":
      guard let count = Int(words[0]), (1...12).contains(count) else { return nil }
      self = .digits(count)
    default: return nil
    }
  }

  /// How one entry compares with the right value.
  enum Fit: Equatable, Sendable {
    case right
    /// The right value, rounded to fewer digits than are asked for.
    case rounded
    case wrong
  }

  func fit(_ given: Double, to right: Double) -> Fit {
    guard given.isFinite, right.isFinite else { return .wrong }
    if isClose(given, to: right) { return .right }
    return isRounding(given, of: right) ? .rounded : .wrong
  }

  private func isClose(_ given: Double, to right: Double) -> Bool {
    let distance = abs(given - right)
    // Whatever the tolerance, the value itself is never wrong.
    if distance <= Self.exactWidth(right) { return true }
    switch resolved(for: right) {
    case .exact, .auto: return false
    case .absolute(let width): return distance <= width * (1 + 1e-9)
    case .relative(let share): return distance <= share * abs(right) * (1 + 1e-9)
    case .digits(let count): return distance <= 0.5 * Self.unit(right, digits: count) * (1 + 1e-9)
    }
  }

  /// `auto` settled by the value.
  func resolved(for right: Double) -> Tolerance {
    guard self == .auto else { return self }
    return Self.ends(right) ? .exact : .digits(3)
  }

  /// Whether a value ends within three decimals; 12 significant digits decide.
  static func ends(_ value: Double) -> Bool {
    let thousands = value * 1000
    guard thousands.isFinite else { return true }
    return abs(thousands - thousands.rounded()) <= max(1e-11 * abs(thousands), 1e-10)
  }

  /// 1e-9, relative above 1 and for small values that are more than rounding noise.
  private static func exactWidth(_ right: Double) -> Double {
    let size = abs(right)
    return 1e-9 * (size < 1e-12 || size >= 1e-6 ? max(1, size) : size)
  }

  /// The unit of the last of so many significant digits.
  private static func unit(_ value: Double, digits: Int) -> Double {
    guard value != 0 else { return 0 }
    let exponent = log10(abs(value)).rounded(.down)
    return pow(10, exponent + 1 - Double(digits))
  }

  /// Whether an answer is the right value with fewer digits.
  private func isRounding(_ given: Double, of right: Double) -> Bool {
    guard right != 0, given != 0 else { return false }
    let most =
      if case .digits(let count) = resolved(for: right) { count - 1 } else { 11 }
    guard most >= 1 else { return false }
    let isExact = resolved(for: right) == .exact
    for count in 1...most {
      let unit = Self.unit(right, digits: count)
      // 10 is no rounding of 14: of an exact value only decimals are rounded away.
      if isExact, unit > 1 { continue }
      // One whole digit is an answer of its own rather than a rounding: 1 for 4/3.
      if count == 1, unit >= 1 { continue }
      let steps = given / unit
      guard abs(given - right) <= 0.5 * unit * (1 + 1e-9),
        abs(steps - steps.rounded()) <= 1e-6
      else { continue }
      return true
    }
    return false
  }

  /// What to do when an answer is rounded too far.
  func request(for right: Double) -> Words {
    switch resolved(for: right) {
    case .exact, .auto:
      Words(
        en: "Give the exact value, as a fraction or with all its decimals.",
        ko: "분수나 소수로 정확한 값을 적어라.")
    case .digits(let count):
      Words(en: "Give \(count) digits.", ko: "유효 숫자 \(count)자리로 적어라.")
    case .absolute(let width):
      Words(
        en: "Give it to within \(width.plainText).", ko: "오차가 \(width.plainText) 이내가 되게 적어라.")
    case .relative(let share):
      Words(
        en: "Give it to within \((share * 100).plainText) %.",
        ko: "오차가 \((share * 100).plainText)% 이내가 되게 적어라.")
    }
  }

  /// How exact an answer must be, said beforehand.
  func words(for right: [Double]) -> Words {
    let kinds = right.map { resolved(for: $0) }
    switch self {
    case .auto where kinds.contains(.digits(3)):
      return Words(en: "3 digits, or exact", ko: "유효 숫자 3자리, 또는 정확한 값")
    case .auto, .exact: return Words(en: "exact", ko: "정확한 값")
    case .digits(let count): return Words(en: "\(count) digits", ko: "유효 숫자 \(count)자리")
    case .absolute(let width):
      return Words(en: "to within \(width.plainText)", ko: "오차 \(width.plainText) 이내")
    case .relative(let share):
      let percent = (share * 100).plainText
      return Words(en: "to within \(percent) %", ko: "오차 \(percent)% 이내")
    }
  }
}

extension Double {
  /// The shortest text that reads back equal, without a trailing `.0`.
  var plainText: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
