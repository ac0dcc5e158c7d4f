import Core
import Figures
import Plot

/// A part with its numbers drawn: what is shown, and how an answer to it is marked.
struct DrawnPart: Sendable {
  let source: PartSource
  let part: Part
  /// The right value; nil for choices and texts.
  let value: Value?
  /// What a right answer is, as a response.
  let rightResponse: Response
  let scope: Scope
  let marker: @Sendable (Response) -> Marking.PartMark

  /// The value that a response gives, however wrong; nil if it cannot be read.
  func given(_ response: Response) -> Value? {
    guard let value else { return nil }
    if case .point(let point) = response { return .vector([point.x, point.y]) }
    guard case .typed(let fields) = response else { return nil }
    return try? typedKey(value).read(fields).get()
  }

  func typedKey(_ value: Value) -> TypedKey { TypedKey(source: source, right: value, scope: scope) }
}

extension PartSource {
  /// Draws the part.
  ///
  /// - Parameters:
  ///   - scope: draws, lets, and earlier parts or steps.
  ///   - key: decides the order of options; the same for the same item, part and seed.
  ///   - showsAsk: whether the part carries its `ask`, or the question around it does.
  func drawn(
    in scope: Scope, key: String, showsAsk: Bool, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> DrawnPart {
    let asked =
      showsAsk && kind != .cloze ? try ask?.rich(in: scope, into: &diagnostics) : nil
    let drawing: Drawing =
      switch kind {
      case .number, .vector, .matrix, .set, .point: try typed(in: scope, into: &diagnostics)
      case .single, .multiple: try choice(in: scope, key: key, into: &diagnostics)
      case .order: try order(in: scope, key: key, into: &diagnostics)
      case .match: try match(in: scope, key: key, into: &diagnostics)
      case .cloze: try cloze(in: scope, into: &diagnostics)
      }
    return DrawnPart(
      source: self,
      part: Part(
        id: id, ask: asked ?? RichText(), form: drawing.form,
        precision: drawing.precision, solution: drawing.solution),
      value: drawing.value, rightResponse: drawing.response, scope: scope, marker: drawing.marker)
  }

  /// What a kind makes of a part.
  struct Drawing {
    var form: Form
    var precision = Words("")
    var solution: RichText
    var value: Value?
    var response: Response
    var marker: @Sendable (Response) -> Marking.PartMark
  }

  private func typed(
    in scope: Scope, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> Drawing {
    guard let answer else {
      throw Diagnostic(location, "no 'answer'", fix: "add 'answer: …'")
    }
    let value = try answer.value(in: scope)
    guard value.isFinite else {
      throw answer.place.diagnostic(
        "the right answer is not finite", fix: "exclude such numbers by 'where'")
    }
    try checkShape(of: value, answer)
    let key = TypedKey(source: self, right: value, scope: scope)
    let unit = try unit?.words(in: scope)
    var labels: [RichText] = []
    for label in self.labels { labels.append(try label.rich(in: scope, into: &diagnostics)) }
    var printed = Words(ValueText().text(value))
    if let unit { printed = Words(en: "\(printed.en) \(unit.en)", ko: "\(printed.ko) \(unit.ko)") }
    let form: Form =
      if kind == .point {
        .point
      } else if labels.isEmpty {
        .field(example: key.example, unit: unit?.en)
      } else {
        .table(labels: labels, unit: unit?.en)
      }
    let exact = ValueText(.exact)
    let response: Response =
      switch value {
      case .vector(let entries) where kind == .point:
        .point(Point(entries.first ?? 0, entries.dropFirst().first ?? 0))
      case .vector(let entries) where !labels.isEmpty: .typed(entries.map(exact.text))
      default: .typed([exact.text(value)])
      }
    return Drawing(
      form: form, precision: kind == .point ? Words("") : tolerance.words(for: value.entries),
      solution: RichText(plain: printed), value: value, response: response,
      marker: { key.mark($0) })
  }

  private func checkShape(of value: Value, _ answer: Formula) throws(Diagnostic) {
    let fits =
      switch (kind, value) {
      case (.number, .scalar), (.vector, .vector), (.set, .vector), (.matrix, .matrix): true
      case (.point, .vector(let entries)): entries.count == 2
      default: false
      }
    guard fits else {
      throw answer.place.diagnostic(
        "the answer of kind '\(kind.rawValue)' is \(value.kindDescription)",
        fix: "change 'kind' or 'answer'")
    }
    guard labels.isEmpty || labels.count == value.entries.count else {
      throw answer.place.diagnostic(
        "\(labels.count) labels, but the answer has \(value.entries.count) entries",
        fix: "write one label per entry")
    }
  }
}

extension PartSource.Mistake {
  /// What is said to the student who shows it.
  func feedback(in scope: Scope) -> RichText {
    if let say, let text = try? say.rich(in: scope) { return text }
    return known.map { RichText(plain: $0) } ?? RichText()
  }
}
