import Core
import Figures

/// A quiz item as it was read.
struct ItemSource: Sendable {
  let id: String
  let skill: String
  let aliases: [String]
  let page: String
  let numbers: Numbers
  /// nil where the parts ask.
  let ask: TextSource?
  let parts: [PartSource]
  /// The item has `parts`: they have ids, and values for later ones.
  let isInParts: Bool
  let hints: [TextSource]
  let why: TextSource?
  let replay: Template?
  let tests: [MarkingTest]
  let location: SourceLocation
  let context: ItemContext

  var formulas: [Formula] {
    var all = numbers.formulas + parts.flatMap(\.formulas)
    for text in [ask, why].compactMap({ $0 }) + hints { all += text.formulas }
    return all + (replay?.formulas ?? [])
  }

  /// An item with its numbers.
  struct Drawn: Sendable {
    let question: Question
    let parts: [DrawnPart]
    /// Draws, lets and the parts' right values.
    let scope: Scope
  }

  func drawn(
    seed: Int, film: Film?, into diagnostics: inout Diagnostics
  ) throws(Diagnostic) -> Drawn {
    let base = try FilmNumbers.scope(for: formulas, from: film)
    var scope = try numbers.scope(seed: seed, over: base)
    var drawn: [DrawnPart] = []
    for (index, part) in parts.enumerated() {
      let next = try part.drawn(
        in: scope, key: "\(id)/\(index)/\(seed)", showsAsk: isInParts, into: &diagnostics)
      if isInParts, let id = part.id, let value = next.value { scope[id] = .value(value) }
      drawn.append(next)
    }
    var hints: [RichText] = []
    for hint in self.hints { hints.append(try hint.rich(in: scope, into: &diagnostics)) }
    let isCloze = !isInParts && parts.first?.kind == .cloze
    let markers = drawn.map(\.marker)
    let question = Question(
      item: id, skill: skill, seed: seed, hasDraws: numbers.isDrawn,
      ask: isCloze ? RichText() : try ask?.rich(in: scope, into: &diagnostics) ?? RichText(),
      parts: drawn.map(\.part), hints: hints,
      why: try why?.rich(in: scope, into: &diagnostics) ?? RichText(),
      replay: link(replay, in: scope, into: &diagnostics),
      marker: { responses in
        Marking(
          markers.enumerated().map { index, marker in
            index < responses.count ? marker(responses[index]) : .misfit
          })
      })
    return Drawn(question: question, parts: drawn, scope: scope)
  }

  /// A question is worth asking without its figure, so a link that leads nowhere is only told.
  private func link(
    _ template: Template?, in scope: Scope, into diagnostics: inout Diagnostics
  ) -> Link? {
    do { return try template?.link(in: scope, catalogue: context.catalogue) } catch {
      diagnostics.add(error)
      return nil
    }
  }
}

extension Template {
  /// The link that a text says, of a known figure and with settings that it takes.
  func link(in scope: Scope, catalogue: Catalogue) throws(Diagnostic) -> Link {
    let text = try filled(in: scope)
    let link: Link
    do { link = try Link(parsing: text) } catch {
      throw place.diagnostic(error.message, fix: error.fix)
    }
    guard let figure = catalogue.figure(link.id) else {
      // Pages have links too; only what names a figure can be tried.
      guard !catalogue.figures.isEmpty else { return link }
      throw place.diagnostic(
        "there is no figure '\(link.id)'",
        fix: nearName(link.id, among: catalogue.figures.map(\.id)).map { "write '\($0)'" }
          ?? "'descent list' names the figures")
    }
    do { _ = try link.apply(to: figure, over: figure.initialSettings) } catch {
      throw place.diagnostic("\(error.control): \(error.message)", fix: error.fix)
    }
    return link
  }
}

extension Marking {
  /// The verdict of all parts: invalid if any is, else wrong if any is, else carried if any is.
  init(_ parts: [PartMark]) {
    let verdicts = parts.map(\.verdict)
    let verdict: Verdict =
      verdicts.contains(.invalid)
      ? .invalid
      : verdicts.contains(.wrong) ? .wrong : verdicts.contains(.carried) ? .carried : .right
    self.init(verdict: verdict, parts: parts)
  }
}
