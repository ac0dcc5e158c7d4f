import GRDB
import Study

/// Brings over what can still be read of a damaged database.
struct Salvage {
  /// A row of `answers` or `asides`: its id, its columns, and for an aside the answer it came after.
  struct Line {
    var id: Int64
    var values: [DatabaseValue]
    var after: Int64?
  }
  private(set) var answers: [Line] = []
  private(set) var asides: [Line] = []
  private(set) var links: [(LinkKey, String)] = []

  // MARK: - Putting aside

  /// Renames a database with what belongs to it, so that SQLite can still open it under the new name.
  /// - Returns: the new path.
  static func putAside(_ path: String, stamp: String) throws(Files.Failure) -> String {
    var target = "\(path).broken-\(stamp)"
    var count = 1
    while Files.identity(of: target) != nil, count < 1000 {
      count += 1
      target = "\(path).broken-\(stamp)-\(count)"
    }
    // The log first: a database without its log is read as it was, a log beside another database is ignored.
    for suffix in ["-wal", "-shm", ""] where Files.identity(of: path + suffix) != nil {
      try Files.move(path + suffix, to: target + suffix)
    }
    return target
  }

  // MARK: - Reading

  /// What SQLite can read, then what stands in pages that it cannot reach.
  static func contents(of path: String) -> Salvage {
    var found = Salvage()
    var isWhole = false
    if let connection = try? Connection.reading(path, patience: 1) {
      isWhole = found.read(from: connection.queue)
    }
    if !isWhole { found.scan(path) }
    return found
  }

  /// - Returns: whether every row came.
  private mutating func read(from queue: DatabaseQueue) -> Bool {
    let columns = Schema.columns.joined(separator: ", ")
    let (answers, first) = Self.lines(
      queue, "SELECT id, \(columns) FROM answers ORDER BY id", hasAfter: false)
    let (asides, second) = Self.lines(
      queue, "SELECT id, \(columns), after FROM asides ORDER BY id", hasAfter: true)
    self.answers = answers
    self.asides = asides
    links += Self.links(queue, "SELECT pack, link FROM places") { .place(pack: $0[0]) }
    links += Self.links(queue, "SELECT pack, figure, link FROM settings") {
      .settings(pack: $0[0], figure: $0[1])
    }
    return first && second
  }

  private static func lines(
    _ queue: DatabaseQueue, _ sql: String, hasAfter: Bool
  ) -> ([Line], isWhole: Bool) {
    var lines: [Line] = []
    do {
      try queue.read { database in
        let rows = try Row.fetchCursor(database, sql: sql)
        while let row = try rows.next() {
          var values = Array(row.databaseValues)
          guard let id = Int64.fromDatabaseValue(values.removeFirst()) else { continue }
          let after = hasAfter ? values.popLast().flatMap(Int64.fromDatabaseValue) : nil
          lines.append(Line(id: id, values: values, after: after))
        }
      }
    } catch {
      return (lines, false)
    }
    return (lines, true)
  }

  private static func links(
    _ queue: DatabaseQueue, _ sql: String, key: ([String]) -> LinkKey
  ) -> [(LinkKey, String)] {
    var links: [(LinkKey, String)] = []
    try? queue.read { database in
      let rows = try Row.fetchCursor(database, sql: sql)
      while let row = try rows.next() {
        let texts: [String] = row.databaseValues.compactMap(String.fromDatabaseValue)
        guard texts.count == row.count, let link = texts.last else { continue }
        links.append((key(texts), link))
      }
    }
    return links
  }

  /// Adds the rows of leaf pages that no tree leads to.
  private mutating func scan(_ path: String) {
    let limit = 256 << 20
    var known = Set(answers.map(\.id))
    var knownAsides = Set(asides.map(\.id))
    let log = (try? Files.read(path + "-wal", limit: limit)) ?? []
    let main = (try? Files.read(path, limit: limit)) ?? []
    // The log holds the newer pages.
    for record in PageScan(log: log).records + PageScan(database: main).records {
      let width = Schema.columns.count
      switch record.values.count {
      // The id itself stands there as NULL.
      case width + 1:
        let line = Line(id: record.id, values: Array(record.values.dropFirst()))
        if line.isSound, known.insert(record.id).inserted { answers.append(line) }
      case width + 2:
        let line = Line(
          id: record.id, values: Array(record.values[1...width]),
          after: record.values.last.flatMap(Int64.fromDatabaseValue))
        if line.isSound, knownAsides.insert(record.id).inserted { asides.append(line) }
      default:
        continue
      }
    }
    answers.sort { $0.id < $1.id }
    asides.sort { $0.id < $1.id }
  }

  // MARK: - Writing

  func write(to database: Database) throws {
    let columns = Schema.columns.joined(separator: ", ")
    let marks = Schema.columns.map { _ in "?" }.joined(separator: ", ")
    for line in answers where line.isSound {
      try database.execute(
        sql: "INSERT OR IGNORE INTO answers (id, \(columns)) VALUES (?, \(marks))",
        arguments: StatementArguments([line.id.databaseValue] + line.values))
    }
    for line in asides where line.isSound {
      try database.execute(
        sql: "INSERT OR IGNORE INTO asides (id, \(columns), after) VALUES (?, \(marks), ?)",
        arguments: StatementArguments(
          [line.id.databaseValue] + line.values + [(line.after ?? 0).databaseValue]))
    }
    for (key, link) in links { try key.keep(link, in: database) }
  }
}

extension Salvage.Line {
  /// It is a row of ours, undone or not.
  var isSound: Bool {
    guard id > 0, values.count == Schema.columns.count else { return false }
    var values = values
    values[values.count - 1] = false.databaseValue
    return Answer(row: values) != nil
  }
}
