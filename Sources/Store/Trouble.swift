import GRDB

/// Why the database does not do what it should.
enum Trouble: Error, Equatable {
  /// Corrupt, not a database, or another program's: it must be put aside.
  case damaged(String)
  /// Written by a newer descent.
  case newer(String)
  /// Cannot be written now (full, read-only, I/O error, busy): later perhaps.
  case unwritable(String)

  /// Ours carry a mark.
  static let foreign = Trouble.damaged("it belongs to another program")

  /// Whether it may be gone at the next look: another process was making the file, its tables or its log just then
  /// (SQLite does not wait where a journal changes its kind).
  static func mayPass(_ error: any Error) -> Bool {
    if let trouble = error as? Trouble { return trouble == foreign }
    guard let error = error as? DatabaseError else { return false }
    return error.resultCode == .SQLITE_ERROR || error.resultCode == .SQLITE_BUSY
  }

  init(_ error: any Error) {
    switch error {
    case let trouble as Trouble:
      self = trouble
    case let failure as Files.Failure:
      self = .unwritable(failure.words)
    case let error as DatabaseError:
      switch error.resultCode {
      case .SQLITE_CORRUPT: self = .damaged("SQLite says that it is corrupt")
      case .SQLITE_NOTADB: self = .damaged("it is not an SQLite database")
      case .SQLITE_BUSY, .SQLITE_LOCKED: self = .unwritable("another program keeps it busy")
      case .SQLITE_FULL: self = .unwritable("the disk is full")
      case .SQLITE_READONLY, .SQLITE_PERM: self = .unwritable("it is read-only")
      case .SQLITE_CANTOPEN: self = .unwritable("it cannot be opened")
      case .SQLITE_IOERR: self = .unwritable("reading or writing it failed")
      default: self = .unwritable(error.message ?? "SQLite error \(error.resultCode.rawValue)")
      }
    default:
      self = .unwritable("\(error)")
    }
  }
}

/// The database cannot be used, and nothing was changed.
package struct LogbookError: Error, Equatable, Sendable {
  package let path: String
  package let message: String
  package let fix: String
}

/// Something about the database that the student should be told; the lessons go on.
package enum Notice: Equatable, Sendable {
  /// Nothing can be saved for now.
  case notSaving(path: String?, why: String)
  /// The database was damaged and put aside; some rows could still be read.
  case putAside(path: String, to: String, why: String, salvaged: Int)

  /// Where it is, what is the matter, what to do.
  package var lines: (place: String, what: String, fix: String) {
    switch self {
    case .notSaving(let path, let why):
      return (
        path ?? "the progress file", "progress cannot be saved: \(why)",
        path == nil
          ? "set HOME or XDG_DATA_HOME to a directory that you may write"
          : "make room or give yourself the right to write there; it is tried again at each answer"
      )
    case .putAside(let path, let to, let why, let salvaged):
      let rows =
        switch salvaged {
        case 0: "no answer could be read from it"
        case 1: "1 answer was saved from it"
        default: "\(salvaged) answers were saved from it"
        }
      return (
        path, "the file was damaged (\(why)); it is put aside, and \(rows)",
        "nothing needs to be done; the old file is \(to)"
      )
    }
  }
}
