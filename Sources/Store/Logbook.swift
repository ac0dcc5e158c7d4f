import GRDB
import Glibc
import Study

/// The answers, settings and places of the student, in SQLite.
///
/// An answer that `record` calls saved is on disk: a killed program loses none of them. When the database cannot be
/// written the lessons go on, answers wait in memory, and they are tried again at the next one and on closing.
///
/// Used from one thread.
package final class Logbook {
  /// What the database is opened for.
  package enum Purpose: Equatable, Sendable {
    /// To add to it: it is made if there is none.
    case writing
    /// To look: nothing is made, and a sound file is not touched.
    case reading
  }

  /// What the student should be told; grows when something happens later.
  package private(set) var notices: [Notice] = []
  /// Answers that are not on disk.
  package private(set) var unsaved: [Answer] = []

  private let path: String?
  private let purpose: Purpose
  private let patience: Double
  private let migrations: [Migration]
  private let now: () -> Double
  private var connection: Connection?
  /// Places and settings that are not on disk, the newest of each.
  private var unsavedLinks: [LinkKey: String] = [:]

  /// - Parameters:
  ///   - path: of the database; nil where there is no home, which is "not writable".
  ///   - patience: seconds to wait for another process that writes.
  ///   - now: seconds since 1970, for the name of a damaged file.
  /// - Throws: when a newer descent wrote the database; not a byte of it is changed.
  package convenience init(
    at path: String?, for purpose: Purpose, patience: Double = 5, now: @escaping () -> Double
  ) throws(LogbookError) {
    try self.init(
      at: path, for: purpose, patience: patience, migrations: Schema.migrations, now: now)
  }

  init(
    at path: String?, for purpose: Purpose, patience: Double, migrations: [Migration],
    now: @escaping () -> Double
  ) throws(LogbookError) {
    self.path = path
    self.purpose = purpose
    self.patience = patience
    self.migrations = migrations
    self.now = now
    guard let trouble = firstConnection() else { return }
    switch trouble {
    case .newer(let why):
      throw LogbookError(
        path: path ?? "", message: why,
        fix: "use that version of descent, or move the file away to begin anew")
    case .unwritable(let why), .damaged(let why):
      if purpose == .writing || path != nil {
        notices.append(.notSaving(path: path, why: why))
      }
      lookOnly()
    }
  }

  private func firstConnection() -> Trouble? {
    do {
      try connect()
      return nil
    } catch {
      return error
    }
  }

  // MARK: - Connecting

  private func connect() throws(Trouble) {
    guard let path else { throw .unwritable("there is no home directory") }
    do {
      try connect(to: path)
    } catch .damaged(let why) {
      try putAside(path, why: why)
      try connect(to: path)
    }
  }

  /// Two that open a new file at once may each see half of what the other does: what looks wrong then is looked at
  /// again, for half a second at most, before it is called so.
  private func connect(to path: String) throws(Trouble) {
    let begun = ContinuousClock.now
    for attempt in 1...Self.attempts {
      do {
        return try open(path)
      } catch {
        // Who was busy for all of the patience has been waited for.
        guard attempt < Self.attempts, begun.duration(to: .now) < .seconds(patience),
          Trouble.mayPass(error)
        else { throw Trouble(error) }
        usleep(UInt32(attempt) * 20_000)
      }
    }
  }

  private static let attempts = 8

  private func open(_ path: String) throws {
    connection = nil
    var isCurrent = false
    if let size = Files.identity(of: path)?.size, size > 0 {
      let reader = try Connection.reading(path, patience: patience)
      isCurrent = try reader.inspection(migrations: migrations).applied.count == migrations.count
      if purpose == .reading, isCurrent { connection = reader }
    }
    switch purpose {
    case .reading where connection != nil || Files.identity(of: path) == nil:
      break
    default:
      if !isCurrent { try Files.makeDirectories(Files.directory(of: path)) }
      connection = try Connection.writing(path, patience: patience, migrations: migrations)
    }
  }

  /// What cannot be written may still be read.
  private func lookOnly() {
    guard let path, let reader = try? Connection.reading(path, patience: patience),
      let inspection = try? reader.inspection(migrations: migrations),
      inspection.applied.count == migrations.count
    else { return }
    connection = reader
  }

  /// Moves a damaged database out of the way and brings over what can be read of it.
  private func putAside(_ path: String, why: String) throws(Trouble) {
    connection = nil
    do {
      let aside = try Salvage.putAside(path, stamp: Files.stamp(now()))
      let found = Salvage.contents(of: aside)
      let fresh = try Connection.writing(path, patience: patience, migrations: migrations)
      try fresh.queue.write { try found.write(to: $0) }
      notices.append(.putAside(path: path, to: aside, why: why, salvaged: found.answers.count))
    } catch {
      throw Trouble(error)
    }
  }

  // MARK: - Answers

  /// The log in its order, what is not yet saved at the end: submissions, predictions, solutions looked at.
  package func answers() -> [Answer] {
    let saved: [Answer] =
      reading { database -> [Answer] in
        let columns = Schema.columns.joined(separator: ", ")
        let rows = try Row.fetchCursor(
          database,
          sql: """
            SELECT \(columns), id AS place, 0 AS part FROM answers WHERE NOT undone
            UNION ALL SELECT \(columns), after, id FROM asides WHERE NOT undone
            ORDER BY place, part
            """)
        var answers: [Answer] = []
        while let row = try rows.next() {
          // A row that cannot be read is passed over; it stays where it is.
          if let answer = (try? Answer(reading: row)) ?? nil { answers.append(answer) }
        }
        return answers
      } ?? []
    return saved + unsaved
  }

  /// Appends an answer, and those still waiting before it.
  /// - Returns: whether it is on disk now.
  package func record(_ answer: Answer) -> Bool {
    unsaved.append(answer)
    return flush()
  }

  /// Tries to save what is waiting.
  /// - Returns: whether nothing waits any more.
  @discardableResult
  package func flush() -> Bool {
    guard !unsaved.isEmpty || !unsavedLinks.isEmpty else { return true }
    let answers = unsaved
    let links = unsavedLinks
    guard
      writing({ database in
        for answer in answers { try Self.insert(answer, into: database) }
        for (key, link) in links { try key.keep(link, in: database) }
      })
    else { return false }
    unsaved = []
    unsavedLinks = [:]
    return true
  }

  private static func insert(_ answer: Answer, into database: Database) throws {
    var answer = answer
    let last = try Int.fetchOne(
      database,
      sql: """
        SELECT day FROM (
          SELECT day, id AS place, 0 AS part FROM answers WHERE pack = ?1 AND skill = ?2
          UNION ALL
          SELECT day, after, id FROM asides WHERE pack = ?1 AND skill = ?2 AND solution_shown
        ) ORDER BY place DESC, part DESC LIMIT 1
        """, arguments: [answer.pack, answer.skill])
    answer.elapsed = last.map { max(0, answer.day - $0) } ?? 0
    let columns = Schema.columns.joined(separator: ", ")
    let values = answer.arguments
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    if answer.isSubmission {
      try database.execute(
        sql: "INSERT INTO answers (\(columns)) VALUES (\(marks))",
        arguments: StatementArguments(values))
    } else {
      try database.execute(
        sql: """
          INSERT INTO asides (\(columns), after)
          VALUES (\(marks), (SELECT coalesce(max(id), 0) FROM answers))
          """, arguments: StatementArguments(values))
    }
  }

  // MARK: - Places and settings

  /// Where the student stopped: the text of a link.
  package func place(in pack: String) -> String? { link(.place(pack: pack)) }

  package func keep(place link: String, in pack: String) { keep(link, at: .place(pack: pack)) }

  /// A figure's settings: the text of a link.
  package func settings(of figure: String, in pack: String) -> String? {
    link(.settings(pack: pack, figure: figure))
  }

  /// The settings of all figures, by their names.
  package func settings(in pack: String) -> [String: String] {
    var links = reading { try LinkKey.settings(of: pack, in: $0) } ?? [:]
    for (key, link) in unsavedLinks {
      if case .settings(pack, let figure) = key { links[figure] = link }
    }
    return links
  }

  package func keep(settings link: String, of figure: String, in pack: String) {
    keep(link, at: .settings(pack: pack, figure: figure))
  }

  private func link(_ key: LinkKey) -> String? {
    unsavedLinks[key] ?? reading { try key.link(in: $0) } ?? nil
  }

  private func keep(_ link: String, at key: LinkKey) {
    if unsaved.isEmpty, unsavedLinks.isEmpty,
      writing(synced: false, { try key.keep(link, in: $0) })
    {
      return
    }
    unsavedLinks[key] = link
  }

  // MARK: - Reading and writing

  /// Whether another process added to the log since the last call.
  package func hasChangedElsewhere() -> Bool { connection?.hasChangedElsewhere() ?? false }

  private func reading<Result>(_ body: (Database) throws -> Result) -> Result? {
    guard let open = connection else { return nil }
    do {
      return try open.queue.read(body)
    } catch {
      guard case .damaged(let why) = Trouble(error), let path else { return nil }
      do {
        try putAside(path, why: why)
        try connect(to: path)
      } catch {
        return nil
      }
      return try? connection?.queue.read(body)
    }
  }

  /// One transaction; afterwards it is on disk or nothing of it is.
  /// - Parameter synced: without it a crash of the machine, not of the program, may lose it.
  private func writing(synced: Bool = true, _ body: (Database) throws -> Void) -> Bool {
    guard purpose == .writing else { return false }
    for isLastTry in [false, true] {
      do {
        if connection?.canWrite != true || connection?.wasReplaced == true { try connect() }
        guard let queue = connection?.queue else { return false }
        try queue.writeWithoutTransaction { database in
          if !synced { try database.execute(sql: "PRAGMA synchronous = NORMAL") }
          defer { if !synced { try? database.execute(sql: "PRAGMA synchronous = FULL") } }
          try database.inTransaction(.immediate) {
            try body(database)
            return .commit
          }
        }
        return true
      } catch {
        let trouble = Trouble(error)
        if case .damaged(let why) = trouble, !isLastTry, let path {
          do {
            try putAside(path, why: why)
            continue
          } catch {}
        }
        // A connection that failed at its file is no use any more; a busy one is.
        if (error as? DatabaseError)?.resultCode != .SQLITE_BUSY { reopenToLook() }
        return false
      }
    }
    return false
  }

  private func reopenToLook() {
    connection = nil
    lookOnly()
  }
}
