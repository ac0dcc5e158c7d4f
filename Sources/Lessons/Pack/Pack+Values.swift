import Core
import Figures
import Synchronization

extension Pack {
  /// What only a page knows: `numbers.NAME`, or a run, `minimize?f=… : step(3).f`.
  ///
  /// - Returns: nil if it is neither.
  /// - Throws: where a number, a figure, a setting, a step or a formula is wrong.
  func value(
    of text: String, at location: SourceLocation
  ) throws(Diagnostic) -> Value? {
    func failure(_ message: String, _ fix: String, column: Int = 1) -> Diagnostic {
      var place = location
      place.column += column - 1
      return Diagnostic(place, message, fix: fix)
    }
    let body = text.trimmed
    if body.hasPrefix("numbers.") {
      let name = String(body.dropFirst(8))
      guard let number = number(name) else {
        throw failure(
          "there is no number '\(name)'",
          nearName(name, among: numberNames).map { "write '\($0)'" }
            ?? "add it to data/numbers.yaml")
      }
      if let plain = Double(number.value) { return .scalar(plain) }
      do {
        return try Expression(parsing: number.value).value()
      } catch {
        throw failure(
          "the number '\(name)' is '\(number.value)', which is no number: \(error.message)",
          "mend its value in data/numbers.yaml")
      }
    }
    guard
      let colon = body.firstRange(of: " : ")
        ?? body.lastIndex(of: ":").map({ $0..<body.index(after: $0) })
    else { return nil }
    let expressionColumn =
      1 + text.prefix { $0.isWhitespace }.count + body[..<colon.upperBound].count
    let film = try film(of: body[..<colon.lowerBound].trimmed) { failure($0, $1) }
    let expression = FilmExpression(String(body[colon.upperBound...]))
    do throws(FormulaError) {
      let scope = try expression.scope(over: Scope(), film: film)
      return try Expression(parsing: expression.formula).value(in: scope)
    } catch {
      throw failure(error.message, error.fix, column: expressionColumn + error.column - 1)
    }
  }

  /// The film of a link, computed once.
  func film(
    of link: String, _ failure: (String, String) -> Diagnostic
  ) throws(Diagnostic) -> Film {
    if let film = kept.withLock({ $0.films[link] }) { return film }
    let film: Film
    do {
      let parsed = try Link(parsing: link)
      guard let figure = catalogue.figure(parsed.id) else {
        throw failure(
          "there is no figure '\(parsed.id)'",
          nearName(parsed.id, among: catalogue.figures.map(\.id)).map { "write '\($0)'" }
            ?? "'descent list' names the figures")
      }
      film = try figure.film(parsed.apply(to: figure, over: figure.initialSettings))
    } catch let error as Diagnostic {
      throw error
    } catch let error as LinkError {
      throw failure(error.message, error.fix)
    } catch let error as ControlError {
      throw failure(error.message, error.fix)
    } catch {
      throw failure("the figure does not run: \(error)", "change its settings")
    }
    kept.withLock { $0.films[link] = film }
    return film
  }

  var numberNames: [String] {
    _ = number("")
    return kept.withLock { ($0.numbers ?? [:]).keys.sorted() }
  }
}
