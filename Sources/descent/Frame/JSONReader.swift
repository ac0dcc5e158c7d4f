import Figures

/// Reads a JSON text (RFC 8259): total, bounded in depth, with the place of a mistake.
struct JSONReader {
  struct Mistake: Error, Equatable {
    var line: Int
    var column: Int
    var message: String
  }

  private let scalars: [Unicode.Scalar]
  private var place = 0
  private static let deepest = 64

  static func value(of text: String) throws(Mistake) -> JSON {
    var reader = JSONReader(text)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.place == reader.scalars.count else {
      throw reader.mistake("something follows the value")
    }
    return value
  }

  private init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { place = 1 }
  }

  // MARK: - Values

  private mutating func value(depth: Int) throws(Mistake) -> JSON {
    guard depth < Self.deepest else { throw mistake("it is nested too deeply") }
    skipBlanks()
    switch peek {
    case "{": return try object(depth: depth)
    case "[": return try array(depth: depth)
    case "\"": return .string(try string())
    case let scalar? where scalar == "-" || ("0"..."9").contains(scalar): return try number()
    case nil: throw mistake("the text ends where a value should stand")
    default:
      for (word, value) in [("true", JSON.bool(true)), ("false", .bool(false)), ("null", .null)]
      where scalars[place...].starts(with: word.unicodeScalars) {
        place += word.unicodeScalars.count
        return value
      }
      throw mistake("a value should stand here")
    }
  }

  private mutating func object(depth: Int) throws(Mistake) -> JSON {
    place += 1
    var members: [(key: String, value: JSON)] = []
    skipBlanks()
    if take("}") { return .object(members) }
    while true {
      skipBlanks()
      guard peek == "\"" else { throw mistake("a name in double quotes should stand here") }
      let start = place
      let key = try string()
      guard !members.contains(where: { $0.key == key }) else {
        place = start
        throw mistake("'\(key)' stands here a second time")
      }
      skipBlanks()
      guard take(":") else { throw mistake("':' is missing after the name") }
      members.append((key, try value(depth: depth + 1)))
      skipBlanks()
      if take("}") { return .object(members) }
      guard take(",") else { throw mistake("',' or '}' should stand here") }
    }
  }

  private mutating func array(depth: Int) throws(Mistake) -> JSON {
    place += 1
    var elements: [JSON] = []
    skipBlanks()
    if take("]") { return .array(elements) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if take("]") { return .array(elements) }
      guard take(",") else { throw mistake("',' or ']' should stand here") }
    }
  }

  private mutating func number() throws(Mistake) -> JSON {
    let start = place
    while let scalar = peek, "+-.eE0123456789".unicodeScalars.contains(scalar) { place += 1 }
    let text = String(String.UnicodeScalarView(scalars[start..<place]))
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let isPlain = digits.utf8.allSatisfy { (48...57).contains($0) }
    let hasLeadingZero = digits.hasPrefix("0") && digits.dropFirst().first.map(\.isNumber) == true
    guard digits.first.map(\.isNumber) == true, digits.last.map(\.isNumber) == true,
      !hasLeadingZero, let value = Double(text)
    else {
      place = start
      throw mistake("'\(text)' is not a number")
    }
    if isPlain, let whole = Int(text) { return .int(whole) }
    if isPlain, let whole = UInt64(text) { return .unsigned(whole) }
    return .number(value)
  }

  private mutating func string() throws(Mistake) -> String {
    place += 1
    var units: [UInt16] = []
    while let scalar = peek {
      if scalar == "\"" {
        place += 1
        return String(decoding: units, as: UTF16.self)
      }
      guard scalar.value >= 0x20 else {
        throw mistake("a control character stands in the string")
      }
      if scalar == "\\" {
        units.append(try escape())
      } else {
        units += UTF16.encode(scalar).map(Array.init) ?? []
        place += 1
      }
    }
    throw mistake("the string has no end")
  }

  private mutating func escape() throws(Mistake) -> UInt16 {
    let plain: [Unicode.Scalar: UInt16] = [
      "\"": 34, "\\": 92, "/": 47, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9,
    ]
    guard place + 1 < scalars.count else { throw mistake("the string has no end") }
    let kind = scalars[place + 1]
    if let unit = plain[kind] {
      place += 2
      return unit
    }
    let digits = scalars[min(place + 2, scalars.count)..<min(place + 6, scalars.count)]
    let text = String(String.UnicodeScalarView(digits))
    guard kind == "u", digits.count == 4, text.allSatisfy(\.isHexDigit),
      let unit = UInt16(text, radix: 16)
    else { throw mistake("this is no escape of JSON") }
    place += 6
    return unit
  }

  // MARK: - Pieces

  private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    place += 1
    return true
  }

  private mutating func skipBlanks() {
    while let scalar = peek, [" ", "\n", "\r", "\t"].contains(scalar) { place += 1 }
  }

  private func mistake(_ message: String) -> Mistake {
    let before = scalars[..<min(place, scalars.count)]
    let line = before.count { $0 == "\n" } + 1
    let start = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
    return Mistake(line: line, column: before.count - start + 1, message: message)
  }
}
