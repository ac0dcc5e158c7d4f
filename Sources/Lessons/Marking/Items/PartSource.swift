import Core
import Figures

/// One thing to answer as the pack writes it: an item, a part of one, or a step of a walkthrough.
struct PartSource: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case number, vector, matrix, set, single, multiple, order, match, cloze, point
    /// Whether an answer is a value, and so a variable later on.
    var isValue: Bool {
      switch self {
      case .number, .vector, .matrix, .set, .point: true
      case .single, .multiple, .order, .match, .cloze: false
      }
    }
  }
  struct Option: Sendable {
    let id: String
    let text: TextSource
    /// When it is right; nil: never (of an `order`: not asked).
    var right: Truth?
    var mistake: Mistake?
    let location: SourceLocation
  }
  enum Truth: Sendable {
    case always
    case when(Formula)
    func holds(in scope: Scope) throws(Diagnostic) -> Bool {
      switch self {
      case .always: true
      case .when(let formula): try formula.truth(in: scope)
      }
    }
  }
  /// A known misconception: when an answer shows it, and what is said then.
  struct Mistake: Sendable {
    enum Trigger: Sendable {
      case value(Formula)
      case when(Formula)
      /// A text of a blank.
      case text(String)
      /// The option or pair it stands at.
      case here
    }
    let trigger: Trigger
    let id: String?
    let say: TextSource?
    /// What `mistakes.yaml` says of it.
    let known: Words?
    let location: SourceLocation
  }
  struct Pair: Sendable {
    let id: String
    let left: TextSource
    let right: TextSource
    let mistake: Mistake?
  }
  struct Blank: Sendable {
    /// In either language; at least one.
    let accept: [TextSource]
    let mistakes: [Mistake]
    let location: SourceLocation
  }

  let id: String?
  let location: SourceLocation
  let kind: Kind
  let ask: TextSource?
  let answer: Formula?
  let tolerance: Tolerance
  let mistakes: [Mistake]
  let labels: [TextSource]
  let unit: TextSource?
  /// Of `single`, `multiple` and `order` (then in the right order).
  let options: [Option]
  let pairs: [Pair]
  let blanks: [Blank]

  /// All formulas in it.
  var formulas: [Formula] {
    var all = [answer].compactMap { $0 }
    all += ask?.formulas ?? []
    for mistake in allMistakes {
      switch mistake.trigger {
      case .value(let formula), .when(let formula): all.append(formula)
      case .text, .here: break
      }
      all += mistake.say?.formulas ?? []
    }
    for option in options {
      if case .when(let formula)? = option.right { all.append(formula) }
      all += option.text.formulas
    }
    for pair in pairs { all += pair.left.formulas + pair.right.formulas }
    for text in labels + [unit].compactMap({ $0 }) { all += text.formulas }
    return all
  }

  var allMistakes: [Mistake] {
    mistakes + options.compactMap(\.mistake) + pairs.compactMap(\.mistake)
      + blanks.flatMap(\.mistakes)
  }
}
