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
        throw refusal(
          Words(en: "'\(text)' is not a whole number", ko: "\(Josa.topic("'\(text)'")) 정수가 아니다"))
      }
      guard allows(Double(value)) else { throw outside(String(value)) }
      return .whole(value)
    case .choice(let choices):
      guard choices.contains(where: { $0.id == body }) else {
        throw unknown(body, in: choices, at: nil)
      }
      return .choice(String(body))
    case .set(let choices):
      return .choices(try names(body, of: choices, in: text))
    case .toggle:
      switch body.lowercased() {
      case "on", "true", "yes", "1": return .flag(true)
      case "off", "false", "no", "0": return .flag(false)
      default:
        throw refusal(
          Words(
            en: "'\(text)' is neither on nor off", ko: "\(Josa.topic("'\(text)'")) on도 off도 아니다"))
      }
    case .seed:
      guard let value = UInt64(ControlEntry.narrowed(body)) else {
        throw refusal(
          Words(en: "'\(text)' is not a seed", ko: "\(Josa.topic("'\(text)'")) 시드가 아니다"))
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

  /// - Parameter column: in the value's text, 1-based, where only a part of it is wrong.
  private func refusal(
    _ problem: Words, column: Int? = nil, mend: Words? = nil, isMalformed: Bool = false
  ) -> ControlError {
    ControlError(
      control: name, says: Words("\(name): ") + problem, mend: mend ?? writing, column: column,
      isMalformed: isMalformed)
  }

  private func outside(_ value: String, column: Int? = nil) -> ControlError {
    refusal(
      Words(en: "\(value) is out of range", ko: "\(Josa.topic(value)) 범위를 벗어난다"), column: column)
  }

  private func unknown(_ id: Substring, in choices: [Choice], at column: Int?) -> ControlError {
    let problem = Words(en: "there is no '\(id)'", ko: "\(Josa.topic("'\(id)'")) 없는 이름이다")
    guard let near = nearest(to: String(id), among: choices.map(\.id)) else {
      return refusal(problem, column: column)
    }
    return refusal(
      problem, column: column,
      mend: Words(
        en: "write '\(near)' (\(range.en))", ko: "\(Josa.object("'\(near)'")) 적어라(\(range.ko))"))
  }

  /// Where a part of the text begins, 1-based.
  private func column(of part: Substring, in text: String) -> Int {
    text.distance(from: text.startIndex, to: part.trimmed.startIndex) + 1
  }

  private func number(_ part: Substring, in text: String) throws(ControlError) -> Double {
    let part = part.trimmed
    let column = column(of: part, in: text)
    // Of a list the part that is wrong is shown; a number alone is wrong as a whole.
    let place = part == text[...].trimmed ? nil : column
    switch ControlEntry.number(part) {
    case .success(let value):
      guard value.isFinite else {
        throw refusal(
          Words(
            en: "'\(part)' is not a finite number", ko: "\(Josa.topic("'\(part)'")) 유한한 수가 아니다"),
          column: place)
      }
      guard allows(value) else { throw outside(Control.exact(value), column: place) }
      return value
    case .failure(let error):
      let problem =
        part.isEmpty
        ? Words(en: "a number is missing", ko: "수가 빠져 있다")
        : Words(en: "'\(part)' is not a number", ko: "\(Josa.topic("'\(part)'")) 수가 아니다")
      throw refusal(problem, column: column + error.column - 1)
    }
  }

  private func names(
    _ body: Substring, of choices: [Choice], in text: String
  ) throws(ControlError) -> [String] {
    let named = body.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    for id in named where !choices.contains(where: { $0.id == id }) {
      let column = column(of: id, in: text)
      throw id.isEmpty
        ? refusal(Words(en: "a name is missing", ko: "이름이 빠져 있다"), column: column)
        : unknown(id, in: choices, at: column)
    }
    return choices.map(\.id).filter { id in named.contains { $0 == id } }
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
        Words(
          en: "\(NumberText.counted(values.count, "number")), but \(length) are needed",
          ko: "수는 \(length)개여야 하는데 \(values.count)개이다"))
    }
    guard values.count <= 1_000_000 else {
      throw refusal(Words(en: "more than a million numbers", ko: "수가 백만 개를 넘는다"))
    }
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
      let first = matrix.first?.count ?? 0
      throw refusal(
        Words(
          en: "a row has \(NumberText.counted(ragged.count, "number")), the first has \(first)",
          ko: "수가 \(ragged.count)개인 행이 있는데 첫 행은 \(first)개이다"))
    }
    return matrix
  }

  /// A built-in name (a preset) or a formula of the language.
  private func formula(_ body: Substring, in text: String) throws(ControlError) -> String {
    let known = presets.map { print($0.value) } + [print(initial)]
    if known.contains(String(body)) { return String(body) }
    guard !body.isEmpty else {

      throw refusal(
        Words(en: "a formula is missing", ko: "식이 빠져 있다"), column: 1, isMalformed: true)

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
