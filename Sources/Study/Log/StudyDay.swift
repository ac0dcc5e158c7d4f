/// Days as a student counts them: one begins at 04:00 local time, so that an evening that runs past midnight
/// stays one day.
package enum StudyDay {
  /// Seconds after midnight at which a day begins.
  package static let start = 4 * 3600

  /// The day's number: 0 is 1970-01-01.
  /// - Parameters:
  ///   - time: seconds since 1970, UTC; not finite counts as 0.
  ///   - offset: seconds that local time is ahead of UTC at that moment.
  package static func number(at time: Double, offset: Int) -> Int {
    let local = (time + Double(offset) - Double(start)) / 86_400
    guard local.isFinite, abs(local) < 1e9 else { return 0 }
    return Int(local.rounded(.down))
  }

  /// The date of a day, `2026-11-25` (proleptic Gregorian; Howard Hinnant's `civil_from_days`).
  package static func date(_ number: Int) -> String {
    let shifted = max(-1_000_000_000, min(1_000_000_000, number)) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// The day of a date written `2026-11-25`; nil if there is no such date.
  package static func number(of date: String) -> Int? {
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let number = era * 146_097 + dayOfEra - 719_468
    return self.date(number) == date ? number : nil
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(abs(number))
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }
}
