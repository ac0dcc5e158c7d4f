import Core
import Figures

/// The numbers that an item or walkthrough is about: draws, lets, and the curriculum's own.
struct Numbers: Sendable {
  private(set) var draws: [Draw] = []
  private var lets: [(name: String, formula: Formula)] = []
  private var first: [String: Formula] = [:]
  private var condition: Formula?
  private let place: SourceLocation
  /// Names of draws and lets, in order, with their places.
  private(set) var names: [(name: String, location: SourceLocation)] = []

  /// The keys that it reads.
  static let keys = ["draw", "first", "let", "where"]
  private static let tries = 1000

  var isDrawn: Bool { !draws.isEmpty }

  /// Reads `draw`, `first`, `let`, `where`.
  init(_ fields: YAMLNode.Fields, into diagnostics: inout Diagnostics) {
    place = fields.node.location
    if let node = fields["draw"], let entries = node.mapping(of: "draw", into: &diagnostics) {
      for entry in entries.entries {
        do { draws.append(try Draw(name: entry.name, entry.value)) } catch {
          diagnostics.add(error)
        }
        declare(entry, into: &diagnostics)
      }
    }
    if let node = fields["let"], let entries = node.mapping(of: "let", into: &diagnostics) {
      for entry in entries.entries {
        if let formula = Formula.read(entry.value, into: &diagnostics) {
          lets.append((entry.name, formula))
        }
        declare(entry, into: &diagnostics)
      }
    }
    if let node = fields["where"] { condition = Formula.read(node, into: &diagnostics) }
    readFirst(fields, into: &diagnostics)
  }

  private mutating func declare(_ entry: YAMLNode.Entry, into diagnostics: inout Diagnostics) {
    let location = entry.key.location
    Self.checkName(entry.name, at: location, taken: names.map(\.name), into: &diagnostics)
    names.append((entry.name, location))
  }

  /// Rules for names of draws, lets, parts and steps, which share one namespace.
  static func checkName(
    _ name: String, at location: SourceLocation, taken: [String],
    into diagnostics: inout Diagnostics
  ) {
    if taken.contains(name) {
      diagnostics.error(
        location, "the name '\(name)' is used twice", fix: "give one of them another name")
      return
    }
    if Names.reserved.contains(name) {
      diagnostics.error(
        location, "'\(name)' is a word of the formula language", fix: "choose another name")
      return
    }
    let isName =
      name.first.map { $0.isASCII && $0.isLetter } == true
      && name.allSatisfy { ($0.isASCII && ($0.isLetter || $0.isNumber)) || $0 == "_" }
    guard isName else {
      diagnostics.error(
        location, "'\(name)' cannot be a name in formulas",
        fix: "use letters, digits and _, a letter first")
      return
    }
    if let meaning = Self.hidden(name) {
      diagnostics.warning(
        location, "the name '\(name)' hides \(meaning) of the formula language",
        fix: "choose another name if a formula needs it")
    }
  }

  private static func hidden(_ name: String) -> String? {
    if ["pi", "e"].contains(name) { return "a constant" }
    if ["x", "y", "z", "w"].contains(name) { return "a coordinate" }
    if let letter = name.first, "xw".contains(letter), name.count > 1,
      name.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber })
    {
      return "a coordinate"
    }
    return Builtins.isFunction(name) ? "a function" : nil
  }

  private mutating func readFirst(_ fields: YAMLNode.Fields, into diagnostics: inout Diagnostics) {
    guard let node = fields["first"] else {
      if isDrawn {
        let list = draws.map { "\($0.name): '…'" }.joined(separator: ", ")
        diagnostics.error(
          fields.location(ofKey: "draw"), "draws without 'first', the numbers of seed 0",
          fix: "add 'first: {\(list)}'")
      }
      return
    }
    guard let entries = node.mapping(of: "first", into: &diagnostics) else { return }
    for entry in entries.entries {
      guard draws.contains(where: { $0.name == entry.name }) else {
        let near = nearName(entry.name, among: draws.map(\.name))
        diagnostics.error(
          entry.key.location, "'first' names '\(entry.name)', which is not drawn",
          fix: near.map { "write '\($0)'" } ?? "delete it, or draw it")
        continue
      }
      first[entry.name] = Formula.read(entry.value, into: &diagnostics)
    }
    for draw in draws where !entries.entries.contains(where: { $0.name == draw.name }) {
      diagnostics.error(
        fields.location(ofKey: "first"), "'first' does not name the draw '\(draw.name)'",
        fix: "add '\(draw.name): …'")
    }
  }

  /// All formulas, to find the numbers of a film that they read.
  var formulas: [Formula] {
    draws.flatMap(\.formulas) + lets.map(\.formula) + [condition].compactMap { $0 }
  }

  // MARK: Drawing

  /// What the names mean for a seed; 0 is `first`.
  ///
  /// - Parameter base: meanings that stand before all (numbers of a film).
  func scope(seed: Int, over base: Scope = Scope()) throws(Diagnostic) -> Scope {
    guard isDrawn else {
      let scope = try withLets(base)
      if let condition { try check(condition, scope, "as it stands") }
      return scope
    }
    if seed == 0 { return try firstScope(over: base) }
    var random = NumPyRandom(UInt64(clamping: seed))
    var failure: Diagnostic?
    for _ in 0..<(condition == nil ? 1 : Self.tries) {
      var scope = base
      for draw in draws {
        scope[draw.name] = .value(try draw.value(in: scope, using: &random))
      }
      // What fails, or has no value, is drawn again.
      do {
        scope = try withLets(scope)
        guard let condition else { return scope }
        if try condition.truth(in: scope) { return scope }
      } catch { failure = error }
    }
    guard let condition else {
      throw failure ?? Diagnostic(place, "no numbers", fix: "check 'draw'")
    }
    throw condition.place.diagnostic(
      "no numbers in \(Self.tries) tries fulfil this (seed \(seed))"
        + (failure.map { "; the last try: \($0.message)" } ?? ""),
      fix: "loosen the condition, or draw from a narrower range")
  }

  private func firstScope(over base: Scope) throws(Diagnostic) -> Scope {
    var scope = base
    for draw in draws {
      guard let formula = first[draw.name] else {
        throw Diagnostic(place, "'first' does not name '\(draw.name)'", fix: "add it")
      }
      scope[draw.name] = .value(try formula.value(in: scope))
    }
    scope = try withLets(scope)
    if let condition { try check(condition, scope, "for 'first'") }
    return scope
  }

  private func check(_ condition: Formula, _ scope: Scope, _ when: String) throws(Diagnostic) {
    guard try condition.truth(in: scope) else {
      throw condition.place.diagnostic(
        "this does not hold \(when)", fix: "change the numbers or the condition")
    }
  }

  private func withLets(_ scope: Scope) throws(Diagnostic) -> Scope {
    var scope = scope
    for (name, formula) in lets {
      let meaning = try formula.meaning(in: scope)
      if case .value(let value) = meaning, !value.isFinite {
        throw formula.place.diagnostic(
          "'\(name)' is not finite", fix: "exclude such numbers by 'where'")
      }
      scope[name] = meaning
    }
    return scope
  }

}

/// Names of the formula language that a draw or let may hide.
enum Builtins {
  static func isFunction(_ name: String) -> Bool { names.contains(name) }

  private static let names: Set<String> = [
    "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "log",
    "ln",
    "log10", "log2", "sqrt", "abs", "min", "max", "floor", "ceil", "round", "mod", "sign",
    "sigmoid",
    "relu", "softplus", "normal_pdf", "normal_cdf", "normal_max", "binomial", "mean", "length",
    "norm", "dot", "odot", "outer", "distinct", "transpose", "inverse", "det", "solve", "identity",
    "diagonal", "eigenvalues", "gradient", "hessian", "newton_step", "bfgs_update",
    "lbfgs_direction",
  ]
}
