import Foundation
import GRDB
import Study

@testable import Store

/// A directory of one test, removed with it.
final class Sandbox {
  let path: String

  init() throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("descent-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    path = directory.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var database: String { path + "/data/descent/progress.sqlite" }

  var files: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: path + "/data/descent")
    return (names ?? []).sorted()
  }

  func bytes(_ suffix: String = "") throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: database + suffix))
  }

  func write(_ bytes: Data, _ suffix: String = "") throws {
    try bytes.write(to: URL(fileURLWithPath: database + suffix))
  }

  func logbook(
    _ purpose: Logbook.Purpose = .writing, patience: Double = 0.05,
    migrations: [Migration] = Schema.migrations
  ) throws -> Logbook {
    try Logbook(
      at: database, for: purpose, patience: patience, migrations: migrations,
      now: { 1_795_582_800 })
  }

  /// A logbook with `count` answers, closed; the database stands without a log beside it.
  func fill(_ count: Int, response: String = "4/3") throws {
    let logbook = try logbook()
    for index in 0..<count { _ = logbook.record(.numbered(index, response: response)) }
  }

  /// SQL by a connection of another program.
  func execute(_ sql: String) throws {
    try DatabaseQueue(path: database).writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  func number(_ sql: String, in suffix: String = "") throws -> Int? {
    try DatabaseQueue(path: database + suffix).read { try Int.fetchOne($0, sql: sql) }
  }
}

extension Answer {
  static func numbered(
    _ index: Int, response: String = "4/3", origin: Origin = .quiz, solutionShown: Bool = false,
    day: Int = 0
  ) -> Answer {
    Answer(
      pack: "p", item: "item.\(index)", skill: "skill", origin: origin, seed: index,
      showing: "s\(index)", attempt: 1, response: response, verdict: .right, mistake: "MN7",
      hints: 1, solutionShown: solutionShown, time: 1e9 + 0.25, day: day, duration: 2.5)
  }
}
