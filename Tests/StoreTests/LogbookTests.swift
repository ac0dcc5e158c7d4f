import Foundation
import GRDB
import Study
import Testing

@testable import Store

@Suite("The logbook")
struct LogbookTests {
  @Test func whatIsRecordedComesBackTheSame() throws {
    let sandbox = try Sandbox()
    let answers = [
      Answer.numbered(1), .numbered(2, response: "가 'x' \u{1B}\n"),
      .numbered(3, origin: .prediction), .numbered(4, solutionShown: true), .numbered(5),
    ]
    let logbook = try sandbox.logbook()
    #expect(logbook.notices.isEmpty)
    for answer in answers { #expect(logbook.record(answer)) }
    #expect(logbook.answers() == answers)
    #expect(try sandbox.logbook(.reading).answers() == answers)
    #expect(try sandbox.number("SELECT count(*) FROM answers") == 3)
  }

  @Test("a NUL, at which SQLite's texts end, does not cut an answer short")
  func nul() throws {
    let sandbox = try Sandbox()
    let logbook = try sandbox.logbook()
    #expect(logbook.record(.numbered(1, response: "1\u{0}2")))
    #expect(logbook.answers().map(\.response) == ["1\u{FFFD}2"])
  }

  @Test("every commit is synced, in WAL")
  func safety() throws {
    let sandbox = try Sandbox()
    let connection = try {
      try Files.makeDirectories(Files.directory(of: sandbox.database))
      return try Connection.writing(
        sandbox.database, patience: 1, migrations: Schema.migrations)
    }()
    func said(_ pragma: String) throws -> String? {
      try connection.queue.read { try String.fetchOne($0, sql: "PRAGMA \(pragma)") }
    }
    #expect(try said("synchronous") == "2")
    #expect(try said("journal_mode") == "wal")
    #expect(try said("application_id") == "\(Schema.applicationID)")
    let logbook = try sandbox.logbook()
    logbook.keep(place: "a", in: "p")
    #expect(logbook.record(.numbered(1)))
    #expect(try said("synchronous") == "2")
  }

  @Test func directoriesAreForTheUserAlone() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.logbook()
    for directory in ["/data", "/data/descent"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: sandbox.path + directory)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700, "\(directory)")
    }
  }

  @Test func readingMakesNothing() throws {
    let sandbox = try Sandbox()
    let logbook = try sandbox.logbook(.reading)
    #expect(logbook.answers().isEmpty)
    #expect(logbook.notices.isEmpty)
    #expect(!logbook.record(.numbered(1)))
    #expect(!FileManager.default.fileExists(atPath: sandbox.path + "/data"))
  }

  @Test func placeAndSettingsBelongToAPackAndTheLastWins() throws {
    let sandbox = try Sandbox()
    let logbook = try sandbox.logbook()
    #expect(logbook.place(in: "p") == nil)
    logbook.keep(place: "drop-mask", in: "p")
    logbook.keep(place: "newton-iterate?t=3", in: "p")
    logbook.keep(settings: "search?trials=9", of: "search", in: "p")
    let later = try sandbox.logbook()
    #expect(later.place(in: "p") == "newton-iterate?t=3")
    #expect(later.place(in: "q") == nil)
    #expect(later.settings(of: "search", in: "p") == "search?trials=9")
    #expect(later.settings(of: "minimize", in: "p") == nil)
  }

  @Test func daysSinceTheSkillsLastRowAreLoggedAndNeverNegative() throws {
    let sandbox = try Sandbox()
    let logbook = try sandbox.logbook()
    for (index, day) in [100, 103, 90, 95, 95].enumerated() {
      _ = logbook.record(.numbered(index, solutionShown: index == 3, day: day))
    }
    #expect(logbook.answers().map(\.elapsed) == [0, 3, 0, 5, 0])
    _ = logbook.record(.numbered(5, origin: .prediction, day: 200))
    _ = logbook.record(.numbered(6, day: 97))
    #expect(logbook.answers().last?.elapsed == 2, "a prediction moves no card")
  }

  @Test func theLogIsOnlyAppendedTo() throws {
    let sandbox = try Sandbox()
    try sandbox.fill(2)
    #expect(throws: DatabaseError.self) { try sandbox.execute("DELETE FROM answers") }
    #expect(throws: DatabaseError.self) {
      try sandbox.execute("UPDATE answers SET verdict = 'wrong'")
    }
    try sandbox.execute("UPDATE answers SET undone = 1 WHERE id = 1")
    #expect(try sandbox.logbook(.reading).answers().map(\.item) == ["item.1"])
  }

  @Test func anotherProcessIsNoticed() throws {
    let sandbox = try Sandbox()
    let first = try sandbox.logbook()
    let second = try sandbox.logbook()
    #expect(!first.hasChangedElsewhere())
    #expect(first.record(.numbered(0)))
    #expect(!first.hasChangedElsewhere())
    #expect(second.record(.numbered(1)))
    #expect(first.hasChangedElsewhere())
    #expect(!first.hasChangedElsewhere())
    #expect(first.answers().count == 2)
  }

  @Test("two that begin at once lose nothing", arguments: 0..<20)
  func twoWriters(round: Int) async throws {
    let sandbox = try Sandbox()
    let path = sandbox.database
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for writer in 0..<2 {
        group.addTask {
          let logbook = try Logbook(at: path, for: .writing, patience: 30, now: { 0 })
          return (0..<20).allSatisfy { logbook.record(.numbered(writer * 100 + $0)) }
        }
      }
      for try await saved in group { #expect(saved) }
    }
    let kept = try sandbox.logbook(.reading, patience: 30).answers()
    #expect(kept.count == 40)
  }

  @Test("what a killed process called saved is there")
  func killed() async throws {
    let directory = FileManager.default.temporaryDirectory.path + "/descent-killed-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    await #expect(processExitsWith: .signal(SIGKILL)) {
      // The child finds the directory by its parent's number.
      let path =
        FileManager.default.temporaryDirectory.path
        + "/descent-killed-\(getppid())/progress.sqlite"
      let logbook = try Logbook(at: path, for: .writing, now: { 0 })
      for index in 0..<5 where !logbook.record(.numbered(index)) { return }
      kill(getpid(), SIGKILL)
    }
    let logbook = try Logbook(at: directory + "/progress.sqlite", for: .reading, now: { 0 })
    #expect(logbook.answers().map(\.seed) == [0, 1, 2, 3, 4])
  }
}
