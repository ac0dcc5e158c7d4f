import GRDB

/// One step of the schema, named for ever. Steps are only appended.
struct Migration: Sendable {
  let name: String
  let run: @Sendable (Database) throws -> Void
}

/// What the database looks like.
enum Schema {
  /// "dsnt": marks the file as ours, whatever it is called.
  static let applicationID: Int32 = 0x6473_6E74

  static let migrations: [Migration] = [
    Migration(name: "1-log") { database in
      try database.execute(sql: log)
    }
  ]

  /// The columns that `answers` and `asides` share, after `id`.
  static let columns = [
    "pack", "item", "skill", "origin", "seed", "showing", "attempt", "response", "verdict",
    "mistake", "hints", "solution_shown", "time", "day", "elapsed", "duration", "undone",
  ]

  private static let row = """
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      pack TEXT NOT NULL,
      item TEXT NOT NULL,
      skill TEXT NOT NULL,
      origin TEXT NOT NULL,
      seed INTEGER NOT NULL,
      showing TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      response TEXT NOT NULL,
      verdict TEXT NOT NULL,
      mistake TEXT,
      hints INTEGER NOT NULL,
      solution_shown INTEGER NOT NULL,
      time REAL NOT NULL,
      day INTEGER NOT NULL,
      elapsed INTEGER NOT NULL CHECK (elapsed >= 0),
      duration REAL NOT NULL,
      undone INTEGER NOT NULL DEFAULT 0
    """

  /// `answers` holds a row per valid submission with a verdict. `asides` holds what is no submission (predictions,
  /// solutions looked at); `after` is the last row of `answers` before it. Both are only appended to: undoing
  /// marks a row, and nothing erases one.
  private static let log = """
    CREATE TABLE answers (
    \(row)
    );
    CREATE INDEX answers_by_skill ON answers (pack, skill, id);
    CREATE TABLE asides (
    \(row),
      after INTEGER NOT NULL
    );
    CREATE INDEX asides_by_skill ON asides (pack, skill, id);
    CREATE TABLE places (
      pack TEXT NOT NULL PRIMARY KEY,
      link TEXT NOT NULL
    );
    CREATE TABLE settings (
      pack TEXT NOT NULL,
      figure TEXT NOT NULL,
      link TEXT NOT NULL,
      PRIMARY KEY (pack, figure)
    );
    \(guards(on: "answers"))
    \(guards(on: "asides"))
    """

  private static func guards(on table: String) -> String {
    """
    CREATE TRIGGER \(table)_stay BEFORE DELETE ON \(table) BEGIN
      SELECT RAISE(ABORT, 'the log is only appended to');
    END;
    CREATE TRIGGER \(table)_stand BEFORE UPDATE OF id, \(columns.dropLast().joined(separator: ", "))
    ON \(table) BEGIN
      SELECT RAISE(ABORT, 'the log is only appended to');
    END;
    """
  }
}
