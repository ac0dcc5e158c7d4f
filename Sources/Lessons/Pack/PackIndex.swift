import Figures

/// What the contents of a pack need: ids and titles, found by a quick scan of the files' lines.
///
/// The scan understands what a careful author writes; what it does not understand is left out here and told by
/// `check`, which reads every file in full.
struct PackIndex: Sendable {
  struct PageFiles: Sendable {
    let id: String
    let module: String
    /// By language.
    let documents: [Language: String]
    let quiz: String?
  }
  struct WalkthroughFile: Sendable {
    let id: String
    let path: String
  }
  var pages: [PageFiles] = []
  var walkthroughs: [WalkthroughFile] = []

  /// `NN-id.en.md` → `id`, with its number and its ending; nil for other names.
  static func parts(of name: String) -> (number: Int, id: String, ending: String)? {
    guard let dash = name.firstIndex(of: "-"), let number = Int(name[..<dash]), number >= 0,
      let dot = name[dash...].firstIndex(of: ".")
    else { return nil }
    let id = String(name[name.index(after: dash)..<dot])
    return id.isEmpty ? nil : (number, id, String(name[name.index(after: dot)...]))
  }

  /// The title and the figures of a page's file.
  static func scanPage(_ bytes: [UInt8]) -> (
    title: String?, figures: [String], predictions: [String]
  ) {
    var title: String?
    var figures: [String] = []
    var predictions: [String] = []
    var isFront = true
    forEachLine(bytes) { line, number in
      if isFront {
        if number > 1, line.elementsEqual("---".utf8) { isFront = false }
        if title == nil, let value = value(of: "title:", in: line) { title = value }
      } else if line.starts(with: "```figure ".utf8) {
        figures.append(text(line.dropFirst(10)).trimmed)
      } else if let value = value(of: "predict:", in: line) {
        predictions.append(value)
      }
      return true
    }
    return (title, figures, predictions)
  }

  /// The ids of the items of a quiz file: `id:` in the entries of the outermost list.
  static func scanQuiz(_ bytes: [UInt8]) -> [String] { scanList(bytes, from: nil).map(\.id) }

  /// The id, title, page and asking steps of a walkthrough file.
  static func scanWalkthrough(
    _ bytes: [UInt8]
  ) -> (id: String?, title: Words?, page: String?, steps: [String]) {
    var id: String?
    var title: Words?
    var page: String?
    var isTitle = false
    var en: String?
    var ko: String?
    forEachLine(bytes) { line, _ in
      if line.first == 0x20, isTitle {
        let body = line.drop { $0 == 0x20 }
        en = en ?? value(of: "en:", in: body)
        ko = ko ?? value(of: "ko:", in: body)
      } else {
        isTitle = false
        id = id ?? value(of: "id:", in: line)
        page = page ?? value(of: "page:", in: line)
        if line.starts(with: "title:".utf8) {
          isTitle = true
          title = words(text(line.dropFirst(6)).trimmed)
        }
      }
      return true
    }
    if title == nil, let first = en ?? ko { title = Words(en: en ?? first, ko: ko ?? first) }
    let steps = scanList(bytes, from: "steps:").filter { !$0.isSaid }.map(\.id)
    return (id, title, page, steps)
  }

  /// `{en: '…', ko: '…'}` or a plain text.
  private static func words(_ value: String) -> Words? {
    guard value.hasPrefix("{") else { return value.isEmpty ? nil : Words(unquoted(value)) }
    var parts: [String: String] = [:]
    for name in ["en", "ko"] {
      guard let range = value.firstRange(of: "\(name):") else { continue }
      let rest = value[range.upperBound...].trimmed
      if rest.first == "'" || rest.first == "\"" {
        parts[name] = unquoted(rest)
      } else {
        parts[name] = rest.prefix { $0 != "," && $0 != "}" }.trimmed
      }
    }
    guard let first = parts["en"] ?? parts["ko"] else { return nil }
    return Words(en: parts["en"] ?? first, ko: parts["ko"] ?? first)
  }

  /// The ids in the entries of a list of mappings, outermost or below a key at the margin.
  private static func scanList(
    _ bytes: [UInt8], from key: String?
  ) -> [(id: String, isSaid: Bool)] {
    var found: [(id: String, isSaid: Bool)] = []
    var isInside = key == nil
    var indent: Int?
    forEachLine(bytes) { line, _ in
      if let key, line.first != 0x20, line.first != 0x2D {
        if !line.isEmpty, line.first != 0x23 { isInside = line.starts(with: key.utf8) }
        return true
      }
      guard isInside else { return true }
      let depth = line.prefix { $0 == 0x20 }.count
      var body = line.dropFirst(depth)
      guard let first = body.first, first != 0x23 else { return true }
      if first == 0x2D, body.dropFirst().first == 0x20, indent == nil || indent == depth {
        indent = depth
        body = body.dropFirst(2).drop { $0 == 0x20 }
        if body.first == 0x7B { body = body.dropFirst().drop { $0 == 0x20 } }
      } else if let indent, depth != indent + 2 {
        return true
      }
      if let id = value(of: "id:", in: body) {
        found.append((id.prefix { $0 != "," && $0 != "}" }.trimmed, false))
      } else if body.starts(with: "say:".utf8), !found.isEmpty, depth != indent {
        // A said line with an id of its own: it asks nothing.
        found[found.count - 1].isSaid = true
      }
      return true
    }
    return found
  }

  /// Calls for every line, without its end, until the answer is false.
  private static func forEachLine(
    _ bytes: [UInt8], _ body: (ArraySlice<UInt8>, Int) -> Bool
  ) {
    var start = 0
    var number = 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      var line = bytes[start..<end]
      if line.last == 0x0D { line.removeLast() }
      guard body(line, number) else { return }
      start = end + 1
      number += 1
    }
  }

  private static func value(of key: String, in line: ArraySlice<UInt8>) -> String? {
    guard line.starts(with: key.utf8) else { return nil }
    let value = text(line.dropFirst(key.utf8.count)).trimmed
    return value.isEmpty ? nil : unquoted(value)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// A scalar of one line: quotes off; without them, a comment off.
  static func unquoted(_ value: String) -> String {
    guard let quote = value.first, quote == "'" || quote == "\"" else {
      guard let comment = value.firstRange(of: " #") else { return value }
      return value[..<comment.lowerBound].trimmed
    }
    var result = ""
    var rest = value.dropFirst()
    while let character = rest.popFirst() {
      if character == quote {
        guard quote == "'", rest.first == "'" else { break }
        rest.removeFirst()
      }
      result.append(character)
    }
    return result
  }
}
