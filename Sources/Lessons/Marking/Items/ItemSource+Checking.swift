import Core
import Figures

extension ItemSource {
  /// Draws seeds 0…99 and runs the tests.
  func check(film: Film?) -> [Diagnostic] {
    var diagnostics = Diagnostics()
    for seed in 0...(numbers.isDrawn ? 99 : 0) {
      do {
        let drawn = try drawn(seed: seed, film: film, into: &diagnostics)
        for part in drawn.parts { part.checkMistakes(seed: seed, into: &diagnostics) }
        part(drawn, marksItself: seed, into: &diagnostics)
      } catch {
        diagnostics.add(error.naming(seed: seed))
        break
      }
      if diagnostics.hasErrors { break }
    }
    if !diagnostics.hasErrors {
      for test in tests { run(test, film: film, into: &diagnostics) }
    }
    return diagnostics.once
  }

  /// The right answer, as text, must be read as right.
  private func part(_ drawn: Drawn, marksItself seed: Int, into diagnostics: inout Diagnostics) {
    for part in drawn.parts where part.marker(part.rightResponse).verdict != .right {
      diagnostics.error(
        part.source.location, "the right answer itself is not marked right (seed \(seed))",
        fix: "check the answer and the tolerance")
    }
  }

  private func run(_ test: MarkingTest, film: Film?, into diagnostics: inout Diagnostics) {
    do {
      var ignored = Diagnostics()
      let drawn = try drawn(seed: test.seed, film: film, into: &ignored)
      var inputs: [String: MarkingTest.Input] = [:]
      if isInParts {
        guard case .mapping(let entries) = test.input else {
          diagnostics.error(
            test.location, "an item in parts is answered by part",
            fix: "write 'input: {\(parts.first?.id ?? "part"): …}'")
          return
        }
        inputs = Dictionary(entries.map { ($0.name, $0.input) }, uniquingKeysWith: { $1 })
        let ids = parts.compactMap(\.id)
        for name in entries.map(\.name) + test.verdicts.map(\.name) where !ids.contains(name) {
          diagnostics.error(
            test.location, "there is no part '\(name)'",
            fix: nearName(name, among: ids).map { "write '\($0)'" }
              ?? "write one of: \(ids.joined(separator: ", "))")
        }
      }
      var responses: [Response] = []
      for part in drawn.parts {
        let input = isInParts ? part.source.id.flatMap { inputs[$0] } : test.input
        guard let input else {
          responses.append(part.rightResponse)
          continue
        }
        responses.append(try MarkingTest.response(to: part, input, in: drawn.scope))
      }
      judge(drawn.question.mark(responses), test, into: &diagnostics)
    } catch { diagnostics.add(error.naming(seed: test.seed)) }
  }

  private func judge(
    _ marking: Marking, _ test: MarkingTest, into diagnostics: inout Diagnostics
  ) {
    for (name, wanted) in test.verdicts {
      guard let index = parts.firstIndex(where: { $0.id == name }) else { continue }
      if let complaint = MarkingTest.complaint(marking.parts[index], wanted, "\(name) ") {
        diagnostics.add(complaint)
      }
    }
    guard let wanted = test.verdict else { return }
    var all =
      marking.parts.count == 1 ? marking.parts[0] : Marking.PartMark(verdict: marking.verdict)
    if marking.parts.count > 1 {
      let mistakes = marking.parts.compactMap(\.mistake)
      all.mistake = mistakes.first { $0 == wanted.word } ?? mistakes.first
    }
    if let complaint = MarkingTest.complaint(all, wanted, "") { diagnostics.add(complaint) }
  }
}

extension DrawnPart {
  /// A mistake whose value is the right answer would never be seen.
  func checkMistakes(seed: Int, into diagnostics: inout Diagnostics) {
    guard let value else { return }
    for mistake in source.mistakes {
      guard case .value(let formula) = mistake.trigger else { continue }
      do throws(Diagnostic) {
        let slip = try formula.value(in: scope)
        guard slip.hasShape(of: value) || source.kind == .point else {
          throw formula.place.diagnostic(
            "the mistake is \(slip.kindDescription), the answer \(value.kindDescription)",
            fix: "give it the shape of the answer")
        }
        guard typedKey(value).judge(slip).verdict == .right else { continue }
        diagnostics.add(
          formula.place.diagnostic(
            "the mistake equals the right answer (seed \(seed))",
            fix: "exclude such numbers by 'where', or change the mistake",
            severity: seed == 0 ? .error : .warning))
      } catch {
        // Numbers for which a slip has no value are no fault of the item, unless they are its own.
        if seed == 0 { diagnostics.add(error) }
      }
    }
    for mistake in source.mistakes {
      var inside = scope
      inside["given"] = .value(value)
      do throws(Diagnostic) {
        if case .when(let formula) = mistake.trigger { _ = try formula.truth(in: inside) }
        if let say = mistake.say { _ = try say.rich(in: inside, into: &diagnostics) }
      } catch {
        if seed == 0 { diagnostics.add(error) }
      }
    }
  }
}

extension Diagnostic {
  /// Says for which numbers it holds.
  func naming(seed: Int) -> Diagnostic {
    guard seed != 0, !message.contains("(seed") else { return self }
    var named = self
    named.message += " (seed \(seed))"
    return named
  }
}

extension Diagnostics {
  /// Each mistake once: what differs only by its seed counts as the same.
  var once: [Diagnostic] {
    var seen = Set<String>()
    return all.filter { diagnostic in
      let words = diagnostic.message.split(separator: "(seed").first.map(String.init) ?? ""
      return seen.insert("\(diagnostic.location) \(words)").inserted
    }
  }
}
