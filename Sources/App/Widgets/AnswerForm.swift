import Figures
import Lessons
import Plot

/// The answer to a question being given: a state per part, and which part has the focus.
package struct AnswerForm: Sendable {
  package private(set) var parts: [PartForm]
  package private(set) var focus = 0
  /// Printable keys go into the field; Escape leaves it.
  package var isTyping: Bool

  package init(_ question: Question) { self.init(question.parts.map(\.form)) }

  package init(_ forms: [Form]) {
    parts = forms.map(PartForm.init)
    isTyping = parts.first?.hasFields ?? false
  }

  package var responses: [Response] { parts.map(\.response) }
  /// Every part has something in it.
  package var isComplete: Bool { parts.allSatisfy(\.isAnswered) }
  package var hasFields: Bool { parts.contains(where: \.hasFields) }
  /// The focused part is one with fields.
  package var isOnField: Bool { parts.indices.contains(focus) && parts[focus].hasFields }

  /// What the status line says while a field is open.
  func prompt(_ desk: Desk) -> String? {
    guard isTyping, isOnField else { return nil }
    return desk.say(
      "Enter submits   Esc leaves the field: h hint, s solution",
      "Enter로 제출한다   Esc로 칸을 나간다: h 힌트, s 풀이")
  }

  /// What a key did.
  package enum Outcome: Equatable, Sendable { case ignored, changed, submit }

  package mutating func handle(_ key: Key) -> Outcome {
    guard parts.indices.contains(focus) else { return .ignored }
    if parts[focus].hasFields, isTyping {
      switch key {
      case .enter: return advance() ? .changed : .submit
      case .escape:
        isTyping = false
        return .changed
      case .tab, .down: return advance() ? .changed : .ignored
      case .backTab, .up: return retreat() ? .changed : .ignored
      default: return parts[focus].type(key) ? .changed : .ignored
      }
    }
    switch key {
    case .enter:
      if parts[focus].hasFields {
        isTyping = true
        return .changed
      }
      if parts[focus].needsPick { parts[focus].pick() }
      return parts.count > 1 && advance() ? .changed : .submit
    case .tab: return advance() ? .changed : .ignored
    case .backTab: return retreat() ? .changed : .ignored
    default: return parts[focus].choose(key) ? .changed : .ignored
    }
  }

  package mutating func insert(_ text: String) {
    guard isTyping, isOnField else { return }
    parts[focus].insert(text)
  }

  /// To the next field or part; false at the last.
  private mutating func advance() -> Bool {
    if parts[focus].nextField() { return true }
    guard focus + 1 < parts.count else { return false }
    focus += 1
    isTyping = parts[focus].hasFields
    return true
  }

  private mutating func retreat() -> Bool {
    if parts[focus].previousField() { return true }
    guard focus > 0 else { return false }
    focus -= 1
    isTyping = parts[focus].hasFields
    return true
  }

  /// Sets the point that the focused part asks for.
  package mutating func set(point: Point) {
    guard parts.indices.contains(focus) else { return }
    parts[focus].point = point
  }

  /// After a wrong answer: back to the first part that was not right.
  package mutating func retry(_ marking: Marking?) {
    let firstWrong = marking?.parts.firstIndex { $0.verdict != .right && $0.verdict != .carried }
    focus = firstWrong.flatMap { parts.indices.contains($0) ? $0 : nil } ?? 0
    isTyping = isOnField
  }
}

/// The answer to one part being given.
package struct PartForm: Sendable {
  package let form: Form
  package private(set) var fields: [TextField] = []
  /// The field or option that has the focus.
  package private(set) var cursor = 0
  package private(set) var chosen: [String] = []
  /// The ids in the order given so far.
  package private(set) var order: [Form.Option] = []
  package private(set) var isLifted = false
  package private(set) var pairs: [String: String] = [:]
  /// Of a point in a figure: where it is set.
  package fileprivate(set) var point: Point?

  package init(_ form: Form) {
    self.form = form
    switch form {
    case .field: fields = [TextField()]
    case .table(let labels, _): fields = labels.map { _ in TextField() }
    case .cloze(let pieces):
      fields = (1..<max(2, pieces.count)).map { _ in TextField(mapsJamo: false) }
    case .order(let options): order = options
    default: break
    }
  }

  package var hasFields: Bool { !fields.isEmpty }

  package var response: Response {
    switch form {
    case .field, .table, .cloze: .typed(fields.map(\.text))
    case .single, .multiple: .chosen(chosen)
    case .order: .ordered(order.map(\.id))
    case .match: .matched(pairs)
    case .point: point.map(Response.point) ?? .typed([])
    }
  }

  package var isAnswered: Bool {
    switch form {
    case .field, .table, .cloze: fields.allSatisfy { !$0.text.allSatisfy(\.isWhitespace) }
    case .single, .multiple: !chosen.isEmpty
    case .order: true
    case .match(let left, _): pairs.count == left.count
    case .point: point != nil
    }
  }

  // MARK: Typing

  mutating func type(_ key: Key) -> Bool {
    guard fields.indices.contains(cursor) else { return false }
    return fields[cursor].handle(key)
  }
  mutating func insert(_ text: String) {
    guard fields.indices.contains(cursor) else { return }
    fields[cursor].insert(text)
  }
  mutating func nextField() -> Bool {
    guard hasFields, cursor + 1 < fields.count else { return false }
    cursor += 1
    return true
  }
  mutating func previousField() -> Bool {
    guard hasFields, cursor > 0 else { return false }
    cursor -= 1
    return true
  }

  // MARK: Choosing

  private var options: [Form.Option] {
    switch form {
    case .single(let options), .multiple(let options): options
    case .order: order
    case .match(let left, _): left
    default: []
    }
  }

  /// Enter on a single choice with nothing chosen takes the lit one.
  var needsPick: Bool {
    if case .single = form { return chosen.isEmpty }
    return false
  }

  mutating func choose(_ key: Key) -> Bool {
    switch key {
    case .up, .character("k"): move(by: -1)
    case .down, .character("j"): move(by: 1)
    case .character(" "): pick()
    case .character(let letter):
      guard let digit = letter.wholeNumberValue, digit >= 1, letter.isASCII else { return false }
      return choose(number: digit - 1)
    default: return false
    }
    return true
  }

  private mutating func move(by direction: Int) {
    let next = min(max(0, cursor + direction), max(0, options.count - 1))
    if isLifted, order.indices.contains(cursor), order.indices.contains(next) {
      order.swapAt(cursor, next)
    }
    cursor = next
  }

  /// Space: ticks a choice, lifts or sets down a row, unpairs.
  mutating func pick() {
    guard options.indices.contains(cursor) else { return }
    let id = options[cursor].id
    switch form {
    case .single: chosen = [id]
    case .multiple:
      if let place = chosen.firstIndex(of: id) {
        chosen.remove(at: place)
      } else {
        chosen.append(id)
      }
    case .order: isLifted.toggle()
    case .match: pairs[id] = nil
    default: break
    }
  }

  private mutating func choose(number: Int) -> Bool {
    switch form {
    case .single, .multiple:
      guard options.indices.contains(number) else { return false }
      cursor = number
      pick()
      return true
    case .order:
      guard order.indices.contains(number), order.indices.contains(cursor) else { return false }
      // A digit sends the lit row to that place.
      let row = order.remove(at: cursor)
      order.insert(row, at: number)
      cursor = number
      isLifted = false
      return true
    case .match(let left, let right):
      guard right.indices.contains(number), left.indices.contains(cursor) else { return false }
      pairs[left[cursor].id] = right[number].id
      if cursor + 1 < left.count { cursor += 1 }
      return true
    default: return false
    }
  }

  /// The response as one line of text, for the log.
  package var text: String {
    switch response {
    case .typed(let texts): texts.joined(separator: " ; ")
    case .chosen(let ids): ids.joined(separator: " ")
    case .ordered(let ids): ids.joined(separator: " < ")
    case .matched(let pairs):
      pairs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    case .point(let point): "\(point.x), \(point.y)"
    }
  }
}
