import Study
import Testing

private let hour = 3600.0

@Test("a day begins at four in the morning, local time")
func rollover() {
  let seoul = 9 * 3600
  let midnight = 20_000 * 24 * hour - 9 * hour  // 00:00 in Seoul at the start of day 20000
  #expect(StudyDay.number(at: midnight + 4 * hour, offset: seoul) == 20_000)
  #expect(StudyDay.number(at: midnight + 4 * hour - 1, offset: seoul) == 19_999)
  #expect(StudyDay.number(at: midnight + 27.9 * hour, offset: seoul) == 20_000)
  #expect(StudyDay.number(at: 0, offset: 0) == -1)
  #expect(StudyDay.number(at: 4 * hour, offset: 0) == 0)
  #expect(StudyDay.number(at: 3 * hour, offset: 3600) == 0)
}

@Test func aBrokenClockIsNoTrap() {
  for time in [Double.nan, .infinity, -.infinity, 1e300, -1e300] {
    #expect(StudyDay.number(at: time, offset: 0) == 0)
  }
  #expect(StudyDay.date(.max).hasPrefix("2739877"))
  #expect(StudyDay.date(.min).hasPrefix("-"))
}

@Test(
  "dates are those of the calendar",
  arguments: [
    (0, "1970-01-01"), (-1, "1969-12-31"), (59, "1970-03-01"), (789, "1972-02-29"),
    (11_016, "2000-02-29"), (20_782, "2026-11-25"), (-719_528, "0000-01-01"),
    (2_932_896, "9999-12-31"),
  ])
func dates(day: Int, date: String) {
  #expect(StudyDay.date(day) == date)
  #expect(StudyDay.number(of: date) == day)
}

@Test("every day of four centuries comes back")
func roundTrip() {
  for day in stride(from: -200_000, through: 200_000, by: 7) {
    #expect(StudyDay.number(of: StudyDay.date(day)) == day)
  }
}

@Test(
  "what is no date is refused",
  arguments: [
    "", "2026", "2026-13-01", "2026-02-29", "2026-2-3", "2026-11-31", "26-11-25", "2026-11-25 ",
    "+026-11-25", "2026--1-25", "9999999999999999999-01-01", "٢٠٢٦-11-25",
  ])
func notDates(text: String) {
  #expect(StudyDay.number(of: text) == nil)
}
