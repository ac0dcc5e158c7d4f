import Core

extension Control {
  /// The value that a text says, exactly, if the algorithm can take it. Notches bind keys and mouse only.
  package func parse(_ text: String) throws(ControlError) -> ControlValue {
    let body = text[...].trimmed
    switch kind {
    case .real, .log:
      return .number(try number(body, in: text))
    case .whole:
      guard let value = ControlEntry.whole(body) else {
        throw refusal("'\(text)' is not a whole number")
      }
      guard allows(Double(value)) else { throw refusal("\(value) is out of range") }
      return .whole(value)
    case .choice(let choices):
      guard choices.contains(where: { $0.id == body }) else {
        throw unknown(String(body), in: choices)
      }
      return .choice(String(body))
    case .set(let choices):
      return .choices(try names(body, of: choices))
    case .toggle:
      switch body.lowercased() {
      case "on", "true", "yes", "1": return .flag(true)
      case "off", "false", "no", "0": return .flag(false)
      default: throw refusal("'\(text)' is neither on nor off")
      }
    case .seed:
      guard let value = UInt64(ControlEntry.narrowed(body)) else {
        throw refusal("'\(text)' is not a seed")
      }
      return .seed(value)
    case .vector(let length, _, _):
      return .vector(try vector(body, length: length, in: text))
    case .matrix:
      return .matrix(try matrix(body, in: text))
    case .formula:
      return .text(try formula(body, in: text))
    case .text:
      return .text(String(body))
    }
  }

  /// What ``parse(_:)`` reads back equal.
  package func print(_ value: ControlValue) -> String {
    switch value {
    case .number(let value): Control.exact(value)
    case .whole(let value): String(value)
    case .choice(let id): id
    case .choices(let ids): ids.joined(separator: ",")
    case .flag(let value): value ? "on" : "off"
    case .seed(let value): String(value)
    case .vector(let values): values.map(Control.exact).joined(separator: ",")
    case .matrix(let rows):
      "["
        + rows.map { "[" + $0.map(Control.exact).joined(separator: ",") + "]" }
        .joined(separator: ",") + "]"
    case .text(let text): text
    }
  }

  private func refusal(
    _ message: String, column: Int? = nil, fix: String? = nil, isMalformed: Bool = false
  ) -> ControlError {
    ControlError(
      control: name, message: "\(name): \(message)", fix: fix ?? "write \(rangeDescription)",
      column: column,
      isMalformed: isMalformed)
  }

  private func unknown(_ id: String, in choices: [Choice]) -> ControlError {
    guard let near = nearest(to: id, among: choices.map(\.id)) else {
      return refusal("there is no '\(id)'")
    }
    return refusal("there is no '\(id)'", fix: "write '\(near)' (\(rangeDescription))")
  }

  private func number(_ part: Substring, in text: String) throws(ControlError) -> Double {
    switch ControlEntry.number(part) {
    case .success(let value):
      guard value.isFinite else { throw refusal("'\(part.trimmed)' is not a finite number") }
      guard allows(value) else { throw refusal("\(Control.exact(value)) is out of range") }
      return value
    case .failure(let error):
      let offset = text.distance(from: text.startIndex, to: part.trimmed.startIndex)
      throw refusal(
        part.trimmed.isEmpty ? "a number is missing" : "'\(part.trimmed)' is not a number",
        column: offset + error.column)
    }
  }

  private func names(_ body: Substring, of choices: [Choice]) throws(ControlError) -> [String] {
    let named = body.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0.trimmed)
    }
    for id in named where !choices.contains(where: { $0.id == id }) {
      throw id.isEmpty ? refusal("a name is missing") : unknown(id, in: choices)
    }
    return choices.map(\.id).filter(named.contains)
  }

  private func vector(
    _ body: Substring, length: Int?, in text: String
  ) throws(ControlError) -> [Double] {
    var values: [Double] = []
    let inner = Control.unwrapped(body)
    // Where a preset is empty, a value may be.
    if inner.trimmed.isEmpty, presets.contains(where: { $0.value == .vector([]) }) { return [] }
    for part in Control.parts(inner, at: ",") {
      values.append(try number(part, in: text))
    }
    if let length, values.count != length {
      throw refusal(
        "\(values.count == 1 ? "1 number" : "\(values.count) numbers"), but \(length) are needed")
    }
    guard values.count <= 1_000_000 else { throw refusal("more than a million numbers") }
    return values
  }

  private func matrix(_ body: Substring, in text: String) throws(ControlError) -> [[Double]] {
    let inner = Control.unwrapped(body)
    let rows =
      inner.trimmed.hasPrefix("[")
      ? Control.parts(inner, at: ",").map(Control.unwrapped) : Control.parts(inner, at: ";")
    var matrix: [[Double]] = []
    for row in rows {
      var values: [Double] = []
      for part in Control.parts(Control.unwrapped(row), at: ",") {
        values.append(try number(part, in: text))
      }
      matrix.append(values)
    }
    if let ragged = matrix.first(where: { $0.count != matrix.first?.count }) {
      let count = ragged.count == 1 ? "1 number" : "\(ragged.count) numbers"
      throw refusal("a row has \(count), the first has \(matrix.first?.count ?? 0)")
    }
    return matrix
  }

  /// A built-in name (a preset) or a formula of the language.
  private func formula(_ body: Substring, in text: String) throws(ControlError) -> String {
    let known = presets.map { print($0.value) } + [print(initial)]
    if known.contains(String(body)) { return String(body) }
    guard !body.isEmpty else {
      throw refusal("a formula is missing", column: 1, isMalformed: true)
    }
    do throws(FormulaError) {
      _ = try Expression(parsing: String(body))
    } catch {
      let offset = text.distance(from: text.startIndex, to: body.startIndex)
      throw ControlError(error, in: name, offset: offset)
    }
    return String(body)
  }

  /// Without one pair of brackets around all of it.
  private static func unwrapped(_ text: Substring) -> Substring {
    let body = text.trimmed
    guard let first = body.first, let last = body.last, body.count >= 2,
      (first == "[" && last == "]") || (first == "(" && last == ")")
    else { return body }
    var depth = 0
    for index in body.indices {
      if "[(".contains(body[index]) { depth += 1 }
      if "])".contains(body[index]) {
        depth -= 1
        if depth == 0, body.index(after: index) != body.endIndex { return body }
      }
    }
    return body.dropFirst().dropLast()
  }

  /// Cut at a separator outside brackets.
  private static func parts(_ text: Substring, at separator: Character) -> [Substring] {
    var parts: [Substring] = []
    var depth = 0
    var start = text.startIndex
    for index in text.indices {
      switch text[index] {
      case "[", "(": depth += 1
      case "]", ")": depth -= 1
      case separator where depth == 0:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    parts.append(text[start...])
    return parts
  }
}
