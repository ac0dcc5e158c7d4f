import Glibc

/// Numbers on axes: the same form for a whole axis, no minus zero, no rounding dust.
package enum TickText {
  /// A number with exactly so many decimals (0 to 15); scientific where the digits would be no more than noise.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    let decimals = min(max(0, decimals), 15)
    let power = PowersOfTen.power(decimals)
    let scaled = (value.magnitude * power).rounded()
    guard scaled < 9e15 else { return scientific(value, decimals: 3) }
    let digits = Int64(scaled)
    let unit = Int64(power)
    var text = String(digits / unit)
    if decimals > 0 {
      let rest = String(digits % unit)
      text += "." + String(repeating: "0", count: decimals - rest.count) + rest
    }
    return value < 0 && digits != 0 ? "-" + text : text
  }

  /// `m e k` with so many decimals in the mantissa: `2.5e-4`; 0 is `0`.
  package static func scientific(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return fixed(value, decimals: 0) }
    guard value != 0 else { return "0" }
    var exponent = Int(floor(log10(value.magnitude)))
    var mantissa = fixed(scaled(value, by: -exponent), decimals: decimals)
    if mantissa.hasPrefix("10") || mantissa.hasPrefix("-10") {
      exponent += 1
      mantissa = fixed(scaled(value, by: -exponent), decimals: decimals)
    }
    return "\(mantissa)e\(exponent)"
  }

  /// At most so many significant digits, no zeros behind: `0.7631`, `1412`, `4.6e-6`.
  package static func short(_ value: Double, digits: Int) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, decimals: 0) }
    let exponent = Int(floor(log10(value.magnitude)))
    var text: String
    var tail = ""
    if exponent < -4 || exponent >= max(digits, 5) {
      text = scientific(value, decimals: max(0, digits - 1))
      if let mark = text.firstIndex(of: "e") {
        tail = String(text[mark...])
        text = String(text[..<mark])
      }
    } else {
      text = fixed(value, decimals: max(0, digits - 1 - exponent))
    }
    if text.contains(".") {
      while text.last == "0" { text.removeLast() }
      if text.last == "." { text.removeLast() }
    }
    return text + tail
  }

  /// The fewest decimals (at most 12) that tell all values apart from their neighbours and exactly.
  static func decimals(of values: [Double], step: Double) -> Int {
    for decimals in 0..<12 {
      let power = PowersOfTen.power(decimals)
      let slack = max(min(0.01, step.magnitude * power * 1e-6), 1e-9)
      var isExact = true
      for value in values where isExact {
        let scaled = value * power
        isExact = (scaled - scaled.rounded()).magnitude <= slack
      }
      if isExact { return decimals }
    }
    return 12
  }

  static func scaled(_ value: Double, by exponent: Int) -> Double {
    exponent >= 0 ? value * PowersOfTen.power(exponent) : value / PowersOfTen.power(-exponent)
  }
}
