import GRDB
import Study

/// An answer as a row of the log.
extension Answer {

  /// The values of `Schema.columns`, in their order.
  var arguments: [(any DatabaseValueConvertible)?] {
    // SQLite's texts end at a NUL.
    let response = String(response.map { $0 == "\0" ? "\u{FFFD}" : $0 })
    return [
      pack, item, skill, origin.rawValue, seed, showing, attempt, response, verdictName, mistake,
      hints, solutionShown, time, day, elapsed, duration, false,
    ]
  }

  /// The answer in a row; nil if it holds something that this version does not know.
  init?(row values: [DatabaseValue]) {
    guard values.count >= Schema.columns.count,
      let pack = String.fromDatabaseValue(values[0]),
      let item = String.fromDatabaseValue(values[1]), !item.isEmpty,
      let skill = String.fromDatabaseValue(values[2]),
      let origin = String.fromDatabaseValue(values[3]).flatMap(Origin.init(rawValue:)),
      let seed = Int.fromDatabaseValue(values[4]),
      let showing = String.fromDatabaseValue(values[5]),
      let attempt = Int.fromDatabaseValue(values[6]),
      let response = String.fromDatabaseValue(values[7]),
      let verdict = String.fromDatabaseValue(values[8]),
      let hints = Int.fromDatabaseValue(values[10]),
      let solutionShown = Bool.fromDatabaseValue(values[11]),
      let time = Double.fromDatabaseValue(values[12]),
      let day = Int.fromDatabaseValue(values[13]),
      let elapsed = Int.fromDatabaseValue(values[14]),
      let duration = Double.fromDatabaseValue(values[15]),
      let undone = Bool.fromDatabaseValue(values[16]), !undone
    else { return nil }
    self.init(
      pack: pack, item: item, skill: skill, origin: origin, seed: seed, showing: showing,
      attempt: attempt, response: response, verdictName: verdict,
      mistake: String.fromDatabaseValue(values[9]), hints: hints, solutionShown: solutionShown,
      time: time, day: day, duration: duration, elapsed: max(0, elapsed))
  }

  /// The answer in the row that a cursor stands at: as above, without a copy of every value.
  /// - Throws: when a column holds what it never holds.
  init?(reading row: Row) throws {
    let origin = try row.decode(String.self, atIndex: 3)
    guard let origin = Origin(rawValue: origin) else { return nil }
    self.init(
      pack: try row.decode(String.self, atIndex: 0), item: try row.decode(String.self, atIndex: 1),
      skill: try row.decode(String.self, atIndex: 2), origin: origin,
      seed: try row.decode(Int.self, atIndex: 4), showing: try row.decode(String.self, atIndex: 5),
      attempt: try row.decode(Int.self, atIndex: 6),
      response: try row.decode(String.self, atIndex: 7),
      verdictName: try row.decode(String.self, atIndex: 8),
      mistake: try row.decode(String?.self, atIndex: 9),
      hints: try row.decode(Int.self, atIndex: 10),
      solutionShown: try row.decode(Bool.self, atIndex: 11),
      time: try row.decode(Double.self, atIndex: 12), day: try row.decode(Int.self, atIndex: 13),
      duration: try row.decode(Double.self, atIndex: 15),
      elapsed: max(0, try row.decode(Int.self, atIndex: 14)))
  }
}
