import GRDB

/// The records in the leaf pages of an SQLite file, found page by page without its trees: what is left when the
/// header or an inner page is damaged.
///
/// Bounded by the number of bytes; anything odd ends the page it stands in. Source: the SQLite file format,
/// sqlite.org/fileformat2.html, sections 1.6, 2.1 and 4.1.
struct PageScan {
  struct Record {
    var id: Int64
    var values: [DatabaseValue]
  }
  private(set) var records: [Record] = []
  private let bytes: [UInt8]
  private let pageSize: Int
  /// Where page 1 would begin, for overflow chains; nil in a log, whose pages stand in another order.
  private let base: Int?

  /// - Parameter database: a main database file.
  init(database: [UInt8]) {
    bytes = database
    let said = database.count > 17 ? Int(database[16]) << 8 | Int(database[17]) : 0
    pageSize = Self.pageSize(said)
    base = 0
    for start in stride(from: 0, to: bytes.count, by: pageSize) {
      scan(page: start, header: start == 0 ? 100 : start)
    }
  }

  /// - Parameter log: a write-ahead log: the newest pages come first.
  init(log: [UInt8]) {
    bytes = log
    base = nil
    pageSize = Self.pageSize(log.count > 11 ? Int(log[10]) << 8 | Int(log[11]) : 0)
    let frames = stride(from: 32, to: bytes.count, by: pageSize + 24)
    for frame in frames.reversed() {
      let start = frame + 24
      let isFirst =
        start + 16 <= bytes.count && bytes[start..<start + 6].elementsEqual("SQLite".utf8)
      scan(page: start, header: isFirst ? start + 100 : start)
    }
  }

  /// The size as the file says it (1 means 65536), or the usual one if it says nonsense.
  private static func pageSize(_ said: Int) -> Int {
    if said == 1 { return 65_536 }
    return said >= 512 && said & (said - 1) == 0 ? said : 4096
  }

  // MARK: - Pages

  private mutating func scan(page start: Int, header: Int) {
    let end = start + pageSize
    guard end <= bytes.count, bytes[header] == 0x0D else { return }
    let cells = Int(bytes[header + 3]) << 8 | Int(bytes[header + 4])
    for cell in 0..<cells {
      let pointer = header + 8 + 2 * cell
      guard pointer + 1 < end else { return }
      let offset = Int(bytes[pointer]) << 8 | Int(bytes[pointer + 1])
      guard offset > 0, offset < pageSize else { continue }
      if let record = record(at: start + offset, end: end) { records.append(record) }
    }
  }

  private func record(at place: Int, end: Int) -> Record? {
    var place = place
    guard let length = varint(&place, end, bytes), let id = varint(&place, end, bytes),
      length > 0, length < 16 << 20, id > 0
    else { return nil }
    guard let payload = payload(at: place, end: end, length: Int(length)) else { return nil }
    return Self.values(in: payload).map { Record(id: id, values: $0) }
  }

  /// The bytes of a record, those in overflow pages too.
  private func payload(at place: Int, end: Int, length: Int) -> [UInt8]? {
    let most = pageSize - 35
    if length <= most {
      guard place + length <= end else { return nil }
      return Array(bytes[place..<place + length])
    }
    let least = (pageSize - 12) * 32 / 255 - 23
    let fitting = least + (length - least) % (pageSize - 4)
    let local = fitting <= most ? fitting : least
    guard let base, place + local + 4 <= end else { return nil }
    var payload = Array(bytes[place..<place + local])
    var next = number(at: place + local)
    while payload.count < length {
      guard next > 0, next <= bytes.count / pageSize else { return nil }
      let start = base + (next - 1) * pageSize
      guard start + pageSize <= bytes.count else { return nil }
      let count = min(length - payload.count, pageSize - 4)
      payload += bytes[start + 4..<start + 4 + count]
      next = number(at: start)
    }
    return payload
  }

  private func number(at place: Int) -> Int {
    bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  // MARK: - Records

  private static func values(in payload: [UInt8]) -> [DatabaseValue]? {
    var place = 0
    guard let header = varint(&place, payload.count, payload), header <= payload.count, header > 0
    else { return nil }
    var types: [Int64] = []
    while place < Int(header) {
      guard let type = varint(&place, Int(header), payload), types.count < 64 else { return nil }
      types.append(type)
    }
    var values: [DatabaseValue] = []
    for type in types {
      guard let value = value(of: type, at: &place, in: payload) else { return nil }
      values.append(value)
    }
    return values
  }

  private static func value(of type: Int64, at place: inout Int, in payload: [UInt8])
    -> DatabaseValue?
  {
    let widths: [Int64: Int] = [1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8]
    switch type {
    case 0: return .null
    case 8: return 0.databaseValue
    case 9: return 1.databaseValue
    case 1...7:
      guard let width = widths[type], place + width <= payload.count else { return nil }
      let field = payload[place..<place + width]
      place += width
      if type == 7 {
        return Double(bitPattern: field.reduce(0) { $0 << 8 | UInt64($1) }).databaseValue
      }
      let negative = field.first.map { $0 >= 128 } ?? false
      let bits = field.reduce(negative ? UInt64.max : 0) { $0 << 8 | UInt64($1) }
      return Int64(bitPattern: bits).databaseValue
    case 13... where type % 2 == 1:
      let length = (type - 13) / 2
      guard length <= Int64(payload.count - place) else { return nil }
      let field = payload[place..<place + Int(length)]
      place += Int(length)
      return String(validating: field, as: UTF8.self)?.databaseValue
    default:
      return nil
    }
  }

  /// A variable-length integer of at most nine bytes, which must end before `end`.
  private static func varint(_ place: inout Int, _ end: Int, _ bytes: [UInt8]) -> Int64? {
    var value: UInt64 = 0
    for index in 0..<9 {
      guard place < end, place < bytes.count else { return nil }
      let byte = bytes[place]
      place += 1
      if index == 8 { return Int64(bitPattern: value << 8 | UInt64(byte)) }
      value = value << 7 | UInt64(byte & 0x7F)
      if byte < 0x80 { break }
    }
    return Int64(bitPattern: value)
  }

  private func varint(_ place: inout Int, _ end: Int, _ bytes: [UInt8]) -> Int64? {
    Self.varint(&place, end, bytes)
  }
}
