import Core
import Figures

extension PartSource {
  /// The options with their texts, in their own order.
  private func texts(
    in scope: Scope, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> [Form.Option] {
    var result: [Form.Option] = []
    for option in options {
      result.append(
        Form.Option(id: option.id, text: try option.text.rich(in: scope, into: &diagnostics)))
    }
    return result
  }

  func choice(
    in scope: Scope, key: String, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> Drawing {
    let texts = try texts(in: scope, into: &diagnostics)
    var found = Set<String>()
    for option in options where try option.right?.holds(in: scope) ?? false {
      found.insert(option.id)
    }
    let right = found
    guard kind == .multiple ? !right.isEmpty : right.count == 1 else {
      let wanted = kind == .multiple ? "at least one" : "exactly one"
      throw Diagnostic(
        location, "\(right.count == 0 ? "no" : "\(right.count)") options are right, not \(wanted)",
        fix: "set 'right: true', or a condition, so that \(wanted) holds")
    }
    let order = Shuffle.order(options.count, key: key)
    let shown = order.map { texts[$0] }
    let options = self.options
    let isSingle = kind == .single
    return Drawing(
      form: isSingle ? .single(shown) : .multiple(shown),
      solution: .joined(texts.filter { right.contains($0.id) }.map(\.text), by: "; "),
      response: .chosen(options.map(\.id).filter(right.contains)),
      marker: { response in
        guard case .chosen(let chosen) = response else { return .misfit }
        let given = Set(chosen)
        guard given.isSubset(of: options.map(\.id)), isSingle ? given.count == 1 : !given.isEmpty
        else {
          return .invalid(
            isSingle
              ? Words(en: "Choose one option.", ko: "하나를 골라라.")
              : Words(en: "Choose at least one option.", ko: "하나 이상 골라라."))
        }
        let reading = chosen.joined(separator: ", ")
        if given == right { return Marking.PartMark(verdict: .right, reading: reading) }
        // A right one left out tells something only where several are chosen.
        let slips = options.filter {
          given.contains($0.id) ? !right.contains($0.id) : !isSingle && right.contains($0.id)
        }
        let mistake = slips.lazy.compactMap(\.mistake).first
        let say = mistake?.feedback(in: scope) ?? RichText()
        let count = isSingle ? RichText() : RichText(plain: Self.slips(given, right))
        return Marking.PartMark(
          verdict: .wrong, reading: reading, mistake: mistake?.id,
          feedback: .joined([count, say], by: " "))
      })
  }

  private static func slips(_ given: Set<String>, _ right: Set<String>) -> Words {
    let extra = given.subtracting(right).count
    let missing = right.subtracting(given).count
    switch (extra, missing) {
    case (0, _): return Words(en: "\(missing) more belong to it.", ko: "\(missing)개가 빠졌다.")
    case (_, 0): return Words(en: "\(extra) of them do not belong.", ko: "\(extra)개는 맞지 않는다.")
    default:
      return Words(
        en: "\(extra) of them do not belong, \(missing) are missing.",
        ko: "\(extra)개는 맞지 않고 \(missing)개가 빠졌다.")
    }
  }

  func order(
    in scope: Scope, key: String, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> Drawing {
    let texts = try texts(in: scope, into: &diagnostics)
    // Items of equal text may change places.
    let right = texts.map(\.text)
    let order = Shuffle.order(
      texts.count, key: key, avoids: { order in order.map { right[$0] } == right })
    let textOf = Dictionary(texts.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
    let mistakes = self.mistakes
    return Drawing(
      form: .order(order.map { texts[$0] }),
      solution: .joined(
        texts.enumerated().map { index, option in
          .joined([RichText(plain: Words("\(index + 1).")), option.text], by: " ")
        }, by: "  "),
      response: .ordered(texts.map(\.id)),
      marker: { response in
        guard case .ordered(let given) = response else { return .misfit }
        guard given.count == texts.count, Set(given) == Set(textOf.keys) else {
          return .invalid(Words(en: "Put all of them in order.", ko: "모두 차례대로 놓아라."))
        }
        let reading = given.joined(separator: ", ")
        let shown = given.compactMap { textOf[$0] }
        if shown == right { return Marking.PartMark(verdict: .right, reading: reading) }
        var inside = scope
        for (place, id) in given.enumerated() { inside[id] = .value(.scalar(Double(place + 1))) }
        let mistake = mistakes.first {
          guard case .when(let formula) = $0.trigger else { return false }
          return (try? formula.truth(in: inside)) ?? false
        }
        let settled = zip(shown, right).prefix { $0 == $1 }.count
        let count =
          settled == 0
          ? Words(en: "Something else comes first.", ko: "처음에 올 것은 다른 것이다.")
          : Words(en: "The first \(settled) are right.", ko: "앞의 \(settled)개는 맞는다.")
        return Marking.PartMark(
          verdict: .wrong, reading: reading, mistake: mistake?.id,
          feedback: .joined(
            [RichText(plain: count), mistake?.feedback(in: inside) ?? RichText()], by: " "))
      })
  }

  func match(
    in scope: Scope, key: String, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> Drawing {
    var left: [Form.Option] = []
    var rightOf: [String: RichText] = [:]
    var right: [Form.Option] = []
    for pair in pairs {
      left.append(
        Form.Option(id: pair.id, text: try pair.left.rich(in: scope, into: &diagnostics)))
      let text = try pair.right.rich(in: scope, into: &diagnostics)
      rightOf[pair.id] = text
      // Equal rights are interchangeable, so they stand once.
      if !right.contains(where: { $0.text == text }) {
        right.append(Form.Option(id: pair.id, text: text))
      }
    }
    let texts = right.map(\.text)
    let order = Shuffle.order(
      right.count, key: key,
      avoids: { order in
        order.count > 1 && order == Array(0..<texts.count)
      })
    let pairs = self.pairs
    let answers = rightOf
    return Drawing(
      form: .match(left: left, right: order.map { right[$0] }),
      solution: .joined(
        left.map { option in
          .joined([option.text, answers[option.id] ?? RichText()], by: " – ")
        }, by: "; "),
      response: .matched(
        Dictionary(
          uniqueKeysWithValues: left.map { option in
            (option.id, right.first { $0.text == answers[option.id] }?.id ?? option.id)
          })),
      marker: { response in
        guard case .matched(let given) = response else { return .misfit }
        guard given.count == pairs.count,
          pairs.allSatisfy({ given[$0.id].flatMap { answers[$0] } != nil })
        else {
          return .invalid(Words(en: "Pair every row first.", ko: "모든 줄의 짝을 지어라."))
        }
        let reading = pairs.map { "\($0.id)=\(given[$0.id] ?? "")" }.joined(separator: ", ")
        let wrong = pairs.filter { pair in
          given[pair.id].flatMap { answers[$0] } != answers[pair.id]
        }
        guard !wrong.isEmpty else { return Marking.PartMark(verdict: .right, reading: reading) }
        let mistake = wrong.lazy.compactMap(\.mistake).first
        let count = pairs.count - wrong.count
        let words = Words(
          en: "\(count) of \(pairs.count) pairs are right.",
          ko: "\(pairs.count)쌍 가운데 \(count)쌍이 맞는다.")
        return Marking.PartMark(
          verdict: .wrong, reading: reading, mistake: mistake?.id,
          feedback: .joined(
            [RichText(plain: words), mistake?.feedback(in: scope) ?? RichText()], by: " "))
      })
  }

  func cloze(
    in scope: Scope, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> Drawing {
    guard let ask else { throw Diagnostic(location, "no 'ask'", fix: "add the text with ___") }
    let words = try ask.words(in: scope)
    let english = Cloze.pieces(of: words.en)
    let korean = Cloze.pieces(of: words.ko)
    guard english.count == blanks.count + 1, korean.count == blanks.count + 1 else {
      throw ask.en.place.diagnostic(
        "the text has not as many ___ as there are blanks", fix: "write one ___ per blank")
    }
    let node = ask.en.place.node
    let koreanNode = ask.ko?.place.node ?? node
    var pieces: [RichText] = []
    for (en, ko) in zip(english, korean) {
      pieces.append(
        RichText(
          en: Self.piece(en, at: node, into: &diagnostics),
          ko: Self.piece(ko, at: koreanNode, into: &diagnostics)))
    }
    var accepted: [[Words]] = []
    for blank in blanks {
      var list: [Words] = []
      for text in blank.accept { list.append(try text.words(in: scope)) }
      accepted.append(list)
    }
    var solution = pieces[0]
    for (index, list) in accepted.enumerated() {
      guard let first = list.first else { continue }
      solution.en += [.strong([.text(first.en)])] + pieces[index + 1].en
      solution.ko += [.strong([.text(first.ko)])] + pieces[index + 1].ko
    }
    let keys = accepted.map { list in Set(list.flatMap { [Cloze.key($0.en), Cloze.key($0.ko)] }) }
    let blanks = self.blanks
    return Drawing(
      form: .cloze(pieces: pieces), solution: solution,
      response: .typed(accepted.map { $0.first?.en ?? "" }),
      marker: { response in
        guard case .typed(let given) = response else { return .misfit }
        let texts = keys.indices.map { $0 < given.count ? Cloze.key(given[$0]) : "" }
        if let empty = texts.firstIndex(of: "") {
          return .invalid(Words(en: "Fill every blank.", ko: "빈칸을 모두 채워라."), field: empty)
        }
        let reading = given.joined(separator: ", ")
        let wrong = keys.indices.filter { !keys[$0].contains(texts[$0]) }
        guard !wrong.isEmpty else { return Marking.PartMark(verdict: .right, reading: reading) }
        let mistake = wrong.lazy.compactMap { index in
          blanks[index].mistakes.first {
            if case .text(let text) = $0.trigger { Cloze.key(text) == texts[index] } else { false }
          }
        }.first
        let numbers = wrong.map { "\($0 + 1)" }.joined(separator: ", ")
        let words = Words(en: "Not right: blank \(numbers).", ko: "맞지 않는 빈칸: \(numbers).")
        return Marking.PartMark(
          verdict: .wrong, reading: reading, mistake: mistake?.id,
          feedback: .joined(
            [
              keys.count > 1 ? RichText(plain: words) : RichText(),
              mistake?.feedback(in: scope) ?? RichText(),
            ], by: " "))
      })
  }

  /// A piece of a cloze, with the blanks around it.
  private static func piece(
    _ text: String, at node: YAMLNode, into diagnostics: inout Diagnostics
  ) -> [Inline] {
    guard !text.trimmed.isEmpty else { return text.isEmpty ? [] : [.text(" ")] }
    var inlines = ShortText.inlines(text.trimmed, at: node, into: &diagnostics)
    if text.first?.isWhitespace == true { inlines.insert(.text(" "), at: 0) }
    if text.last?.isWhitespace == true { inlines.append(.text(" ")) }
    return inlines
  }
}
