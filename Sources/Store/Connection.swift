import GRDB

/// An open database of ours, its schema up to date.
final class Connection {
  let queue: DatabaseQueue
  let path: String
  let canWrite: Bool
  /// The file that was opened; another one may take its path later.
  private let identity: Files.Identity?
  private var version: Int64

  private init(queue: DatabaseQueue, path: String, canWrite: Bool) throws {
    self.queue = queue
    self.path = path
    self.canWrite = canWrite
    identity = Files.identity(of: path)
    version = try queue.read { try Self.dataVersion($0) }
  }

  deinit {
    try? queue.close()
    // Closed, but not freed: with its dispatch queue goes the queue's own data on a pool of threads, whose
    // monitor then wakes every second for as long as the program waits for a key. There are only a few.
    _ = Unmanaged.passRetained(queue)
  }

  // MARK: - Opening

  /// Opens for writing: WAL, every commit synced, migrations run.
  static func writing(
    _ path: String, patience: Double, migrations: [Migration]
  ) throws -> Connection {
    var configuration = configuration(patience)
    configuration.journalMode = .wal
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { database in
      // After GRDB's own set-up, which chooses NORMAL.
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    try migrate(queue, path: path, migrations: migrations)
    return try Connection(queue: queue, path: path, canWrite: true)
  }

  /// Opens for reading without changing a byte.
  static func reading(_ path: String, patience: Double) throws -> Connection {
    var configuration = configuration(patience)
    configuration.readonly = true
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      return try Connection(queue: queue, path: path, canWrite: false)
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
      && !Files.canMakeFiles(beside: path)
    {
      // In a directory that cannot be written the shared memory of the WAL cannot be made. Nobody else writes
      // there either, so the file may be taken as it stands. Elsewhere somebody may be writing just now.
      let queue = try DatabaseQueue(path: immutableAddress(of: path), configuration: configuration)
      return try Connection(queue: queue, path: path, canWrite: false)
    }
  }

  private static func configuration(_ patience: Double) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    return configuration
  }

  /// The path as an address that tells SQLite that nobody changes the file.
  private static func immutableAddress(of path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    let plain = path.utf8.map { byte -> String in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 128
        && (scalar.properties.isAlphabetic || "/0123456789-_.".unicodeScalars.contains(scalar))
      return isPlain ? String(scalar) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }
    return "file:\(plain.joined())?immutable=1"
  }

  // MARK: - Looking

  /// What stands in a database, before anything is changed.
  struct Inspection {
    /// No table yet: made by an opening that was cut short.
    let isEmpty: Bool
    let applied: [String]
  }

  /// - Throws: `Trouble.damaged` for another program's file, `.newer` for a newer descent's.
  func inspection(migrations: [Migration]) throws -> Inspection {
    try queue.read { database in
      let mark = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      let tables = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'grdb_%'")
      let isEmpty = (tables ?? 0) == 0
      guard mark == Schema.applicationID || (mark == 0 && isEmpty) else {
        throw Trouble.foreign
      }
      let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      let applied = try Self.appliedMigrations(database)
      let known = migrations.map(\.name)
      guard version <= known.count, applied.allSatisfy(known.contains) else {
        throw Trouble.newer("it was written by a newer version of descent")
      }
      return Inspection(isEmpty: isEmpty, applied: known.filter(applied.contains))
    }
  }

  private static func appliedMigrations(_ database: Database) throws -> [String] {
    guard try database.tableExists("grdb_migrations") else { return [] }
    return try String.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations")
  }

  /// The file at the path is not the one that is open (it was removed or replaced).
  var wasReplaced: Bool { Files.identity(of: path) != identity }

  /// Whether another connection committed since the last call.
  func hasChangedElsewhere() -> Bool {
    guard let now = try? queue.read({ try Self.dataVersion($0) }) else { return false }
    defer { version = now }
    return now != version
  }

  private static func dataVersion(_ database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
  }

  // MARK: - Migrating

  /// Runs what is missing, each in a transaction of its own, with a copy of the database made before.
  private static func migrate(
    _ queue: DatabaseQueue, path: String, migrations: [Migration]
  ) throws {
    let applied = try queue.read { try appliedMigrations($0) }
    for (index, migration) in migrations.enumerated() where !applied.contains(migration.name) {
      if index > 0 { try copy(queue, to: "\(path).before-\(migration.name)") }
      var migrator = DatabaseMigrator()
      for step in migrations[...index] {
        migrator.registerMigration(step.name) { database in
          try step.run(database)
          try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
          try database.execute(sql: "PRAGMA user_version = \(index + 1)")
        }
      }
      try migrator.migrate(queue)
    }
  }

  /// A whole copy under a final name: half of one never stands there.
  private static func copy(_ queue: DatabaseQueue, to path: String) throws {
    let draft = "\(path).new"
    Files.remove(draft)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "VACUUM INTO ?", arguments: [draft])
    }
    try Files.move(draft, to: path)
  }
}
