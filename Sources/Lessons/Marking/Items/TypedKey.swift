import Core
import Figures
import Plot

/// The right value of a typed answer, and what marks one.
struct TypedKey: Sendable {
  let source: PartSource
  let right: Value
  let scope: Scope

  /// Shows the shape without the answer: `(1, -2)`.
  var example: String {
    func numbers(_ count: Int) -> [String] {
      (0..<count).map { $0 % 2 == 0 ? "\($0 + 1)" : "-\($0 + 1)" }
    }
    switch right {
    case .scalar, .truth: return "1/3"
    case .vector(let entries):
      let list = numbers(entries.count).joined(separator: ", ")
      return source.kind == .set ? list : "(\(list))"
    case .matrix(let matrix):
      let all = (0..<matrix.elements.count).map { "\($0 + 1)" }
      let rows = (0..<matrix.rows).map { row in
        "[" + all[row * matrix.columns..<(row + 1) * matrix.columns].joined(separator: ", ") + "]"
      }
      return "[" + rows.joined(separator: ", ") + "]"
    }
  }

  func mark(_ response: Response) -> Marking.PartMark {
    if case .point(let point) = response, source.kind == .point { return mark(point) }
    guard case .typed(let fields) = response, source.kind != .point else { return .misfit }
    switch read(fields) {
    case .failure(let failure): return failure.mark
    case .success(let value): return judge(value)
    }
  }

  // MARK: Reading

  /// Carries the mark of an answer that cannot be read.
  struct Unreadable: Error { var mark: Marking.PartMark }

  func read(_ fields: [String]) -> Result<Value, Unreadable> {
    guard source.labels.isEmpty else { return readTable(fields) }
    let text = fields.first ?? ""
    let shape: AnswerParser.Shape =
      switch right {
      case .scalar, .truth: .number
      case .vector: .list
      case .matrix: .table
      }
    let value: AnswerValue
    do { value = try parse(text, as: shape) } catch { return .failure(unreadable(error, field: 0)) }
    guard let shaped = shaped(value) else {
      var mark = Marking.PartMark(verdict: .invalid, reading: echo(value))
      mark.field = 0
      mark.feedback = RichText(plain: wrongShape(value))
      return .failure(Unreadable(mark: mark))
    }
    return .success(shaped)
  }

  private func readTable(_ fields: [String]) -> Result<Value, Unreadable> {
    var entries: [Double] = []
    for index in source.labels.indices {
      let text = index < fields.count ? fields[index] : ""
      do throws(AnswerError) {
        guard case .number(let number) = try parse(text, as: .number) else {
          throw AnswerError(offset: 0, problem: .list)
        }
        entries.append(number)
      } catch {
        return .failure(unreadable(error, field: index))
      }
    }
    return .success(.vector(entries))
  }

  /// Reads a text whose unit may be typed behind it.
  private func parse(
    _ text: String, as shape: AnswerParser.Shape
  ) throws(AnswerError) -> AnswerValue {
    let text = withoutUnit(text)
    var start = 0
    // `= 5` and `≈ 5` are read as 5.
    let characters = Array(text)
    while start < characters.count, characters[start].isWhitespace { start += 1 }
    if start < characters.count, "=≈~".contains(characters[start]) {
      do { return try AnswerParser.parse(String(characters[(start + 1)...]), as: shape) } catch {
        throw AnswerError(offset: error.offset + start + 1, problem: error.problem)
      }
    }
    return try AnswerParser.parse(text, as: shape)
  }

  private func withoutUnit(_ text: String) -> String {
    guard let unit = source.unit, let words = try? unit.words(in: scope) else { return text }
    var trimmed = text[...]
    while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
    for unit in [words.en, words.ko] where !unit.isEmpty {
      guard trimmed.lowercased().hasSuffix(unit.lowercased()), trimmed.count > unit.count else {
        continue
      }
      return String(trimmed.dropLast(unit.count))
    }
    return text
  }

  private func unreadable(_ error: AnswerError, field: Int) -> Unreadable {
    var feedback = RichText(plain: error.words)
    if error.problem != .empty { feedback = .joined([feedback, looksLike], by: " ") }
    return Unreadable(
      mark: Marking.PartMark(
        verdict: .invalid, feedback: feedback, field: field, column: error.offset + 1))
  }

  private var looksLike: RichText {
    RichText(
      plain: source.labels.isEmpty && right.entries.count > 1
        ? Words(en: "An answer looks like \(example).", ko: "답은 \(example)처럼 적는다.") : Words(""))
  }

  /// As the shape that is wanted, if it can be meant: one entry of a list is a number, a column is a vector.
  private func shaped(_ value: AnswerValue) -> Value? {
    guard let given = value.value else { return nil }
    if given.hasShape(of: right) { return given }
    switch (right, given) {
    case (.scalar, .vector(let entries)) where entries.count == 1: return .scalar(entries[0])
    case (.scalar, .matrix(let matrix)) where matrix.elements.count == 1:
      return .scalar(matrix.elements[0])
    case (.vector(let wanted), .matrix(let matrix))
    where (matrix.columns == 1 || matrix.rows == 1) && matrix.elements.count == wanted.count:
      return .vector(matrix.elements)
    case (.vector(let wanted), .scalar(let number)) where wanted.count == 1:
      return .vector([number])
    case (.matrix(let wanted), .vector(let entries))
    where wanted.rows == 1 && wanted.columns == entries.count:
      return .matrix(Matrix(rows: 1, columns: entries.count, elements: entries))
    case (.matrix(let wanted), .scalar(let number)) where wanted.elements.count == 1:
      return .matrix(Matrix(rows: 1, columns: 1, elements: [number]))
    default: return nil
    }
  }

  private func echo(_ value: AnswerValue) -> String {
    if let value = value.value { return ValueText().text(value) }
    func text(_ value: AnswerValue) -> String {
      switch value {
      case .number(let number): ValueText().text(number)
      case .list(let entries): "[" + entries.map(text).joined(separator: ", ") + "]"
      }
    }
    return text(value)
  }

  private func wrongShape(_ value: AnswerValue) -> Words {
    let read = echo(value)
    switch right {
    case .scalar, .truth:
      return Words(
        en:
          "This is read as \(read); one number is wanted, as 1/3 or 0.25. A decimal point is a dot.",
        ko: "입력을 \(read)로 읽었다. 1/3이나 0.25처럼 수 하나를 적어라. 소수점은 마침표이다.")
    case .vector(let entries):
      return Words(
        en:
          "This is read as \(read); an answer has \(entries.count) numbers and looks like \(example).",
        ko: "입력을 \(read)로 읽었다. 답은 수 \(entries.count)개이고 \(example)처럼 적는다.")
    case .matrix(let matrix):
      return Words(
        en:
          "This is read as \(read); an answer has \(matrix.rows) rows of \(matrix.columns) and looks like \(example).",
        ko: "입력을 \(read)로 읽었다. 답은 \(matrix.rows)행 \(matrix.columns)열이고 \(example)처럼 적는다.")
    }
  }

  // MARK: Judging

  func judge(_ given: Value) -> Marking.PartMark {
    let reading = ValueText().text(given)
    let fits = self.fits(given, right)
    guard fits.contains(where: { $0 != .right }) else {
      return Marking.PartMark(verdict: .right, reading: reading)
    }
    var inside = scope
    inside["given"] = .value(given)
    let mistake = source.mistakes.first { shows($0, given, inside) }
    if mistake == nil, !fits.contains(.wrong), let index = fits.firstIndex(of: .rounded) {
      let wanted = ordered(right)[index]
      return Marking.PartMark(
        verdict: .invalid, reading: reading,
        feedback: RichText(plain: source.tolerance.request(for: wanted)),
        field: index < source.labels.count ? index : 0)
    }
    let say = mistake?.feedback(in: inside) ?? RichText()
    return Marking.PartMark(
      verdict: .wrong, reading: reading, mistake: mistake?.id,
      feedback: .joined([coordinates(fits), say], by: " "))
  }

  /// Whether an answer shows a mistake; one that has no value here does not.
  private func shows(_ mistake: PartSource.Mistake, _ given: Value, _ scope: Scope) -> Bool {
    switch mistake.trigger {
    case .value(let formula):
      guard let value = try? formula.value(in: scope), value.isFinite, value.hasShape(of: given)
      else { return false }
      return fits(given, value).allSatisfy { $0 == .right }
    case .when(let formula): return (try? formula.truth(in: scope)) ?? false
    case .text, .here: return false
    }
  }

  /// The entries in the order in which they are compared: of a set, by size.
  private func ordered(_ value: Value) -> [Double] {
    source.kind == .set ? value.entries.sorted() : value.entries
  }

  private func fits(_ given: Value, _ right: Value) -> [Tolerance.Fit] {
    zip(ordered(given), ordered(right)).map { source.tolerance.fit($0, to: $1) }
  }

  /// Which entries are not right, in words.
  private func coordinates(_ fits: [Tolerance.Fit]) -> RichText {
    guard fits.count > 1 else { return RichText() }
    let wrong = fits.indices.filter { fits[$0] == .wrong }
    guard !wrong.isEmpty, wrong.count < fits.count else {
      return RichText(
        plain: wrong.isEmpty ? Words("") : Words(en: "No entry is right.", ko: "맞는 성분이 없다."))
    }
    if source.kind == .set {
      return RichText(
        plain: Words(
          en: "\(fits.count - wrong.count) of \(fits.count) values are right.",
          ko: "값 \(fits.count)개 가운데 \(fits.count - wrong.count)개가 맞는다."))
    }
    let isOne = wrong.count == 1
    if case .matrix(let matrix) = right {
      let en = wrong.map { "row \($0 / matrix.columns + 1), column \($0 % matrix.columns + 1)" }
      let ko = wrong.map { "\($0 / matrix.columns + 1)행 \($0 % matrix.columns + 1)열" }
      return RichText(
        plain: Words(
          en: "Not right: \(en.joined(separator: "; ")).",
          ko: "\(ko.joined(separator: ", "))이 맞지 않는다."))
    }
    if !source.labels.isEmpty {
      let names = wrong.compactMap { try? source.labels[$0].words(in: scope) }
      return RichText(
        plain: Words(
          en: "Not right: \(names.map(\.en).joined(separator: ", ")).",
          ko: "맞지 않는 칸: \(names.map(\.ko).joined(separator: ", "))."))
    }
    let numbers = wrong.map { "\($0 + 1)" }.joined(separator: ", ")
    return RichText(
      plain: Words(
        en: isOne ? "Entry \(numbers) is not right." : "Entries \(numbers) are not right.",
        ko: "\(numbers)번째 성분이 맞지 않는다."))
  }

  // MARK: Points

  private func mark(_ point: Point) -> Marking.PartMark {
    let reading = ValueText(.plain, digits: 3).text(.vector([point.x, point.y]))
    guard case .vector(let right) = right, right.count == 2, point.x.isFinite, point.y.isFinite
    else { return .misfit }
    let distance = max(abs(point.x - right[0]), abs(point.y - right[1]))
    let size = max(1, abs(right[0]), abs(right[1]))
    let width: Double =
      switch source.tolerance {
      case .absolute(let width): width
      case .relative(let share): share * size
      // What a mouse can hit.
      case .auto, .digits: 0.05 * size
      case .exact: 1e-9 * size
      }
    if distance <= width * (1 + 1e-9) {
      return Marking.PartMark(verdict: .right, reading: reading)
    }
    var inside = scope
    inside["given"] = .value(.vector([point.x, point.y]))
    let mistake = source.mistakes.first { shows($0, .vector([point.x, point.y]), inside) }
    return Marking.PartMark(
      verdict: .wrong, reading: reading, mistake: mistake?.id,
      feedback: mistake?.feedback(in: inside) ?? RichText())
  }
}

extension Marking.PartMark {
  /// A response of another kind than the question.
  static let misfit = Marking.PartMark(
    verdict: .invalid,
    feedback: RichText(
      plain: Words(en: "This question is answered otherwise.", ko: "이 문제는 다른 방식으로 답한다.")))

  static func invalid(_ words: Words, field: Int? = nil) -> Marking.PartMark {
    Marking.PartMark(verdict: .invalid, feedback: RichText(plain: words), field: field)
  }
}
