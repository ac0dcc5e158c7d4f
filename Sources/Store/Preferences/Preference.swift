import Study

/// A key of the configuration file and what it may say.
package enum Preference: String, Equatable, Hashable, Sendable, CaseIterable {
  case lang, glyphs, color, motion, mouse, ambiguous
  case examDate = "exam.date"
  case examMinutes = "exam.minutes"
  case retention

  /// The value as it is kept; nil if the key cannot have it.
  package func value(of text: String) -> String? {
    switch self {
    case .lang, .glyphs, .color, .ambiguous:
      return words.contains(text.lowercased()) ? text.lowercased() : nil
    case .motion, .mouse:
      return Self.switches[text.lowercased()].map { $0 ? "on" : "off" }
    case .examDate:
      return text == "none" || Self.isDate(text) ? text : nil
    case .examMinutes:
      return Int(text).flatMap { (1...1440).contains($0) ? String($0) : nil }
    case .retention:
      return Double(text).flatMap { (0.7...0.99).contains($0) ? text : nil }
    }
  }

  /// What holds when the file says nothing.
  package var initial: String {
    switch self {
    case .lang, .glyphs, .color, .ambiguous: "auto"
    case .motion, .mouse: "on"
    case .examDate: "none"
    case .examMinutes: "30"
    case .retention: "0.9"
    }
  }

  /// What may be written, for a message.
  package var allowed: String {
    switch self {
    case .examDate: "a date such as 2026-12-24, or none"
    case .examMinutes: "a whole number of minutes a day from 1 to 1440"
    case .retention: "a number from 0.7 to 0.99"
    default: Self.listed(words)
    }
  }

  private var words: [String] {
    switch self {
    case .lang: ["auto", "en", "ko"]
    case .glyphs: ["auto", "ascii", "unicode"]
    case .color: ["auto", "always", "never"]
    case .ambiguous: ["auto", "narrow", "wide"]
    case .motion, .mouse: ["on", "off"]
    case .examDate, .examMinutes, .retention: []
    }
  }

  private static func listed(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  private static let switches = [
    "on": true, "yes": true, "true": true, "off": false, "no": false, "false": false,
  ]

  private static func isDate(_ text: String) -> Bool { StudyDay.number(of: text) != nil }
}
