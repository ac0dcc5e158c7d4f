import Core

extension ControlError {
  /// A value outside an algorithm's domain, as a setting that cannot be.
  init(_ error: DomainError, of figure: String) {
    self.init(
      control: error.name, says: Words("\(error.name): ") + error.problem, mend: error.mend)
  }

  /// A mistake inside a formula or a search space: malformed data.
  init(_ error: FormulaError, in control: String, offset: Int = 0) {
    self.init(
      control: control, says: Words("\(control): ") + error.messageWords, mend: error.fixWords,
      column: error.column + offset, isMalformed: true)
  }
}

/// Runs what may leave its domain or misread a formula, and says it as an error of a control.
func checked<Result>(_ control: String = "", _ body: () throws -> Result) throws -> Result {
  do { return try body() } catch let error as DomainError {
    throw ControlError(error, of: control)
  } catch let error as FormulaError {
    throw ControlError(error, in: control)
  }
}

extension Words {
  static func + (left: Words, right: Words) -> Words {
    Words(en: left.en + right.en, ko: left.ko + right.ko)
  }
}

extension Language {
  /// The text in this language: for sentences built on the spot.
  func callAsFunction(_ en: @autoclosure () -> String, _ ko: @autoclosure () -> String) -> String {
    self == .en ? en() : ko()
  }
}
