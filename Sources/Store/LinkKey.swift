import GRDB

/// What a stored link belongs to.
enum LinkKey: Hashable {
  case place(pack: String)
  case settings(pack: String, figure: String)

  func link(in database: Database) throws -> String? {
    switch self {
    case .place(let pack):
      try String.fetchOne(
        database, sql: "SELECT link FROM places WHERE pack = ?", arguments: [pack])
    case .settings(let pack, let figure):
      try String.fetchOne(
        database, sql: "SELECT link FROM settings WHERE pack = ? AND figure = ?",
        arguments: [pack, figure])
    }
  }

  static func settings(of pack: String, in database: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT figure, link FROM settings WHERE pack = ?", arguments: [pack])
    var links: [String: String] = [:]
    for row in rows {
      let figure: String = row["figure"]
      links[figure] = row["link"]
    }
    return links
  }

  /// The last one wins.
  func keep(_ link: String, in database: Database) throws {
    switch self {
    case .place(let pack):
      try database.execute(
        sql: "INSERT OR REPLACE INTO places (pack, link) VALUES (?, ?)", arguments: [pack, link])
    case .settings(let pack, let figure):
      try database.execute(
        sql: "INSERT OR REPLACE INTO settings (pack, figure, link) VALUES (?, ?, ?)",
        arguments: [pack, figure, link])
    }
  }
}
