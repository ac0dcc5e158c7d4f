import Foundation
import GRDB
import Study
import Testing

@testable import Store

@Suite("Bad days")
struct BadDaysTests {
  // MARK: - Not writable

  @Test("without a home, or below a file, answers wait in memory and are said to be unsaved")
  func nowhere() throws {
    let sandbox = try Sandbox()
    try Data("x".utf8).write(to: URL(fileURLWithPath: sandbox.path + "/file"))
    for path in [nil, sandbox.path + "/file/descent/progress.sqlite"] {
      let logbook = try Logbook(at: path, for: .writing, now: { 0 })
      #expect(logbook.notices.count == 1)
      #expect(!logbook.record(.numbered(1)))
      #expect(!logbook.record(.numbered(2)))
      #expect(logbook.answers().map(\.seed) == [1, 2])
      logbook.keep(place: "drop-mask", in: "p")
      #expect(logbook.place(in: "p") == "drop-mask")
      #expect(!logbook.flush())
      #expect(logbook.unsaved.count == 2)
    }
  }

  @Test("what could not be saved is saved with the next answer")
  func later() throws {
    let sandbox = try Sandbox()
    let blocker = sandbox.path + "/data"
    try Data().write(to: URL(fileURLWithPath: blocker))
    let logbook = try sandbox.logbook()
    #expect(!logbook.record(.numbered(1)))
    logbook.keep(place: "drop-mask", in: "p")
    try FileManager.default.removeItem(atPath: blocker)
    #expect(logbook.record(.numbered(2)))
    #expect(logbook.unsaved.isEmpty)
    let other = try sandbox.logbook(.reading)
    #expect(other.answers().map(\.seed) == [1, 2])
    #expect(other.place(in: "p") == "drop-mask")
  }

  @Test("a busy database delays and loses nothing")
  func busy() throws {
    let sandbox = try Sandbox()
    try sandbox.fill(1)
    let logbook = try sandbox.logbook()
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: sandbox.database, configuration: configuration)
    try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    #expect(!logbook.record(.numbered(7)))
    #expect(logbook.answers().count == 2)
    try other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
    #expect(logbook.flush())
    #expect(try sandbox.logbook(.reading).answers().map(\.seed) == [0, 7])
  }

  @Test("a read-only directory is read and not written")
  func readOnly() throws {
    let sandbox = try Sandbox()
    try sandbox.fill(2)
    let directory = sandbox.path + "/data/descent"
    // Nothing is read-only for root: this thread touches files as somebody who owns the sandbox and nothing else.
    let superuser = try Superuser.becomeNobody(owning: sandbox.path)
    defer { superuser?.comeBack() }
    #expect(chmod(directory, 0o500) == 0 && chmod(sandbox.database, 0o400) == 0)
    let logbook = try sandbox.logbook()
    #expect(logbook.answers().count == 2)
    #expect(!logbook.record(.numbered(5)))
    #expect(chmod(directory, 0o700) == 0 && chmod(sandbox.database, 0o600) == 0)
    #expect(logbook.record(.numbered(6)))
    #expect(try sandbox.logbook(.reading).answers().count == 4)
  }

  @Test("a file that was removed under the program is made anew, not written into the void")
  func removed() throws {
    let sandbox = try Sandbox()
    let logbook = try sandbox.logbook()
    #expect(logbook.record(.numbered(1)))
    for name in sandbox.files {
      try FileManager.default.removeItem(atPath: sandbox.path + "/data/descent/" + name)
    }
    #expect(logbook.record(.numbered(2)))
    #expect(try sandbox.logbook(.reading).answers().map(\.seed) == [2])
  }

  // MARK: - A newer version

  @Test("a newer database is refused and not a byte is touched", arguments: [true, false])
  func newer(byNumber: Bool) throws {
    let sandbox = try Sandbox()
    try sandbox.fill(3)
    try sandbox.execute(
      byNumber
        ? "PRAGMA user_version = 99"
        : "INSERT INTO grdb_migrations (identifier) VALUES ('99-telepathy')")
    let before = try sandbox.bytes()
    let files = sandbox.files
    for purpose in [Logbook.Purpose.writing, .reading] {
      #expect(throws: LogbookError.self) { try sandbox.logbook(purpose) }
    }
    #expect(try sandbox.bytes() == before)
    #expect(sandbox.files.filter { !$0.hasSuffix("-shm") && !$0.hasSuffix("-wal") } == files)
  }

  @Test("a newer database whose log was not checkpointed keeps its log")
  func newerWithLog() throws {
    let sandbox = try Sandbox()
    let open = try sandbox.logbook()
    #expect(open.record(.numbered(1)))
    try sandbox.execute("PRAGMA user_version = 99")
    let main = try sandbox.bytes()
    let log = try sandbox.bytes("-wal")
    // As after a crash: the files alone, elsewhere.
    let crashed = try Sandbox()
    try Files.makeDirectories(Files.directory(of: crashed.database))
    try crashed.write(main)
    try crashed.write(log, "-wal")
    #expect(throws: LogbookError.self) { try crashed.logbook() }
    #expect(try crashed.bytes() == main)
    #expect(try crashed.bytes("-wal") == log)
    #expect(open.answers().count == 1)
  }

  // MARK: - Damage

  @Test("a damaged file is put aside and what can be read is saved", arguments: Damage.allCases)
  func damaged(_ damage: Damage) throws {
    let sandbox = try Sandbox()
    try sandbox.fill(400, response: String(repeating: "1", count: 40))
    let logbook = try sandbox.logbook()
    logbook.keep(place: "drop-mask", in: "p")
    try sandbox.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    var bytes = try sandbox.bytes()
    damage.harm(&bytes)
    try sandbox.write(bytes)

    let fresh = try Sandbox()
    try Files.makeDirectories(Files.directory(of: fresh.database))
    try fresh.write(bytes)
    let reopened = try fresh.logbook()
    let rows = reopened.answers().count
    #expect(damage.saved.contains(rows), "\(rows) answers")
    guard case .putAside(_, let aside, _, let salvaged)? = reopened.notices.first else {
      Issue.record("nothing was said: \(reopened.notices)")
      return
    }
    #expect(salvaged == rows)
    #expect(aside == fresh.database + ".broken-2026-11-25T05-00-00Z")
    #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == bytes, "the old file stays")
    #expect(reopened.record(.numbered(1000)))
    #expect(try fresh.logbook(.reading).answers().count == rows + 1)
  }

  enum Damage: CaseIterable {
    case garbage, header, innerPages, truncated, foreign

    func harm(_ bytes: inout Data) {
      switch self {
      case .garbage: bytes = Data("this is no database\n".utf8)
      case .header: bytes.replaceSubrange(0..<100, with: Data(repeating: 0x55, count: 100))
      case .innerPages:
        // The root of `answers` is an inner page by now; no leaf is reached through it any more.
        for page in stride(from: 4096, to: bytes.count, by: 4096) where bytes[page] == 0x05 {
          bytes.replaceSubrange(page..<page + 64, with: Data(repeating: 0xFF, count: 64))
        }
      case .truncated: bytes.removeLast(bytes.count / 4)
      case .foreign: bytes.replaceSubrange(68..<72, with: Data([1, 2, 3, 4]))
      }
    }

    var saved: ClosedRange<Int> {
      switch self {
      case .garbage: 0...0
      case .header, .innerPages, .foreign: 400...400
      case .truncated: 200...399
      }
    }
  }

  @Test("another program's database is put aside, not written into")
  func foreign() throws {
    let sandbox = try Sandbox()
    try Files.makeDirectories(Files.directory(of: sandbox.database))
    try sandbox.execute("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1);")
    let logbook = try sandbox.logbook()
    #expect(logbook.notices.count == 1)
    #expect(logbook.record(.numbered(1)))
    #expect(sandbox.files.contains { $0.hasPrefix("progress.sqlite.broken-") })
  }

  @Test("an empty file is a new database")
  func empty() throws {
    let sandbox = try Sandbox()
    try Files.makeDirectories(Files.directory(of: sandbox.database))
    try sandbox.write(Data())
    let logbook = try sandbox.logbook()
    #expect(logbook.notices.isEmpty)
    #expect(logbook.record(.numbered(1)))
  }

  @Test("random damage never traps, and what is said to be salvaged is there")
  func mutations() throws {
    let sandbox = try Sandbox()
    try sandbox.fill(60)
    let sound = try sandbox.bytes()
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<40 {
      var bytes = sound
      for _ in 0..<(1 + next(60)) { bytes[next(bytes.count)] = UInt8(next(256)) }
      let broken = try Sandbox()
      try Files.makeDirectories(Files.directory(of: broken.database))
      try broken.write(bytes)
      guard let logbook = try? broken.logbook() else { continue }
      let before = logbook.answers().count
      #expect(before <= 60)
      if logbook.record(.numbered(999)) { #expect(logbook.answers().count <= 61) }
    }
  }

  // MARK: - Migrations

  @Test("a migration keeps the answers and leaves a copy of what was before")
  func migration() throws {
    let sandbox = try Sandbox()
    try sandbox.fill(3)
    let second = Migration(name: "2-mood") { database in
      try database.execute(sql: "ALTER TABLE answers ADD COLUMN mood TEXT")
    }
    let migrated = try sandbox.logbook(migrations: Schema.migrations + [second])
    #expect(migrated.answers().count == 3)
    #expect(try sandbox.number("PRAGMA user_version") == 2)
    let copy = ".before-2-mood"
    #expect(try sandbox.number("SELECT count(*) FROM answers", in: copy) == 3)
    #expect(try sandbox.number("PRAGMA user_version", in: copy) == 1)
    #expect(
      try sandbox.number("PRAGMA application_id", in: copy) == Int(Schema.applicationID))
    #expect(throws: LogbookError.self) { try sandbox.logbook() }
  }
}
