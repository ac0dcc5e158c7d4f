import Synchronization

extension Objective {
  /// A formula in coordinates (`x1 … xn`, `w1 … wn`, `x[i]`, `x y z w`; in one variable `w` is the first), compiled
  /// once to flat programs with exact first and second derivatives.
  ///
  /// - Parameter needsHessian: says at once whether the program of the Hessian is too large. Else it is written when
  ///   first wanted, and where it cannot be the Hessian is NaN.
  /// - Throws: `FormulaError` where the formula is no number, or uses a coordinate beyond `dimension`.
  package init(
    formula: Expression, dimension: Int, needsHessian: Bool = false
  ) throws(FormulaError) {
    let compiled = try CompiledFormula(formula, dimension: dimension)
    if needsHessian { _ = try compiled.withHessian() }
    self.init(
      dimension: dimension, value: { compiled.value($0) },
      gradient: { compiled.gradient($0) }, hessian: { compiled.hessian($0) },
      valueAndGradient: { compiled.valueAndGradient($0) })
  }
}

/// A formula compiled to flat programs: its value alone, with its gradient, and with its Hessian too.
package final class CompiledFormula: Sendable {
  package let dimension: Int
  let valueProgram: DifferentiatedProgram
  let gradientProgram: DifferentiatedProgram
  /// The Hessian's program is large for many variables: it is written when first asked for.
  /// None inside: it is too large.
  private let hessianProgram: Mutex<DifferentiatedProgram??>
  private let builder: ProgramBuilder
  private let output: Scalar
  private let hessianLimit: Int

  /// Most entries of a Hessian: a thousand variables.
  static let entryLimit = 1_000_000

  /// A function of coordinates.
  ///
  /// - Parameter hessianLimit: most instructions of the program with the Hessian.
  package convenience init(
    _ formula: Expression, dimension: Int, hessianLimit: Int = Differentiator.instructionLimit
  ) throws(FormulaError) {
    try self.init(formula, locals: [], dimension: dimension, hessianLimit: hessianLimit)
  }

  /// A function of names, such as those of a search space.
  package convenience init(_ formula: Expression, names: [String]) throws(FormulaError) {
    let locals = names.enumerated().map {
      (name: $0.element, term: Term.scalar(.register(Int32(clamping: $0.offset))))
    }
    try self.init(
      formula, locals: locals, dimension: names.count,
      hessianLimit: Differentiator.instructionLimit)
  }

  private init(
    _ formula: Expression, locals: [(name: String, term: Term)], dimension: Int,
    hessianLimit: Int
  ) throws(FormulaError) {
    self.dimension = dimension
    self.hessianLimit = hessianLimit
    let coordinates = (0..<dimension).map { Scalar.register(Int32(clamping: $0)) }
    var interpreter = Interpreter(
      scope: Scope(), locals: locals, coordinates: locals.isEmpty ? coordinates : nil,
      inputs: dimension)
    let resolved = locals.isEmpty ? formula : formula.resolved(values: locals.map(\.name))
    let term = try interpreter.evaluate(resolved.root)
    guard case .scalar(let output) = term else {
      throw FormulaError(column: 1, .notNumber(found: term.kind))
    }
    builder = interpreter.builder
    self.output = output
    func program(_ withHessian: Bool?) throws(FormulaError) -> DifferentiatedProgram {
      do {
        return try DifferentiatedProgram(
          interpreter.builder, output: output, withHessian: withHessian ?? false,
          withGradient: withHessian != nil)
      } catch {
        throw FormulaError(
          column: 1, .tooManyOperations(limit: Differentiator.instructionLimit))
      }
    }
    valueProgram = try program(nil)
    gradientProgram = try program(false)
    hessianProgram = Mutex(nil)
  }

  /// - Precondition: `point.count == dimension`.
  package func value(_ point: [Double]) -> Double { valueProgram.evaluateValue(point) }
  package func gradient(_ point: [Double]) -> [Double] {
    gradientProgram.evaluate(point, wantsHessian: false).gradient
  }
  package func valueAndGradient(_ point: [Double]) -> (value: Double, gradient: [Double]) {
    let both = gradientProgram.evaluate(point, wantsHessian: false)
    return (both.value, both.gradient)
  }
  /// NaN where the program of the Hessian would be too large; empty where the matrix itself would.
  package func hessian(_ point: [Double]) -> Matrix {
    if let program = try? withHessian() { return program.evaluate(point).hessian }
    let size = dimension * dimension <= CompiledFormula.entryLimit ? dimension : 0
    return Matrix(rows: size, columns: size, elements: Array(repeating: .nan, count: size * size))
  }

  /// The program with the Hessian, written when it is first wanted.
  ///
  /// - Throws: `FormulaError` where it would have too many instructions, or the matrix too many entries.
  func withHessian() throws(FormulaError) -> DifferentiatedProgram {
    guard dimension * dimension <= CompiledFormula.entryLimit else {
      throw FormulaError(column: 1, .tooLarge(limit: CompiledFormula.entryLimit))
    }
    let made = hessianProgram.withLock { kept -> DifferentiatedProgram? in
      if case .some(let known) = kept { return known }
      let made = try? DifferentiatedProgram(
        builder, output: output, withHessian: true, limit: hessianLimit)
      kept = .some(made)
      return made
    }
    guard let made else {
      throw FormulaError(column: 1, .tooManyOperations(limit: hessianLimit))
    }
    return made
  }
}

extension Expression {
  func resolved(values: [String]) -> Expression {
    (try? Expression(parsing: source, values: Set(values))) ?? self
  }
}
