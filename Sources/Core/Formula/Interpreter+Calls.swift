extension Interpreter {
  private static let unary: [(name: String, operation: Operation)] = [
    ("sin", .sine), ("cos", .cosine), ("tan", .tangent), ("asin", .arcsine), ("acos", .arccosine),
    ("atan", .arctangent), ("sinh", .hyperbolicSine), ("cosh", .hyperbolicCosine),
    ("tanh", .hyperbolicTangent), ("exp", .exponential), ("log", .logarithm), ("ln", .logarithm),
    ("log10", .logarithm10), ("log2", .logarithm2), ("sqrt", .squareRoot), ("abs", .magnitude),
    ("floor", .floor), ("ceil", .ceiling), ("round", .round), ("sign", .sign),
    ("sigmoid", .sigmoid), ("relu", .relu), ("softplus", .softplus),
    ("normal_pdf", .normalDensity), ("normal_cdf", .normalDistribution),
  ]
  static func unaryOperation(_ name: String) -> Operation? {
    for entry in unary where entry.name == name { return entry.operation }
    return nil
  }

  mutating func call(
    _ name: String, _ arguments: [Node], _ column: Int
  ) throws(FormulaError) -> Term {
    if case .function(let function) = scope[name], local(name) == nil {
      return try apply(function, at: try point(arguments, column), column)
    }
    guard let builtin = Builtin.named(name), !isHidden(name) else {
      let known = scope.meanings.keys.sorted() + Builtin.all.map(\.name)
      throw FormulaError(
        column: column,
        .unknownFunction(name, nearest: Names.nearest(to: name, among: known)))
    }
    guard builtin.arguments.contains(arguments.count) else {
      throw FormulaError(column: column, .argumentCount(name, usage: builtin.usage))
    }
    if let operation = Interpreter.unaryOperation(name) {
      return try mapped(try evaluate(arguments[0]), column) { $0.emit(operation, $1) }
    }
    switch name {
    case "if": return try conditional(arguments, column)
    case "sum", "prod", "vector", "every":
      if arguments.count == 4 { return try loop(builtin, arguments, column) }
      guard arguments.count == 1, name == "sum" || name == "prod" else {
        throw FormulaError(column: column, .argumentCount(name, usage: builtin.usage))
      }
    case "gradient", "hessian", "newton_step":
      return try derivative(builtin, arguments, column)
    default: break
    }
    var terms: [Term] = []
    for argument in arguments { terms.append(try evaluate(argument)) }
    return try self.function(builtin, terms, column)
  }

  // MARK: Functions of coordinates

  /// `f(at)`: a number, a vector, or the coordinates one by one.
  mutating func point(_ arguments: [Node], _ column: Int) throws(FormulaError) -> [Scalar] {
    if arguments.count == 1 {
      switch try evaluate(arguments[0]) {
      case .scalar(let scalar): return [scalar]
      case .vector(let entries): return entries
      case let other:
        throw FormulaError(
          column: arguments[0].column,
          .argumentKind("a function", usage: "f(at), at a point", found: other.kind))
      }
    }
    var entries: [Scalar] = []
    for argument in arguments {
      entries.append(try scalar(try evaluate(argument), argument.column))
    }
    return entries
  }

  /// The body of a function at a point; it sees its coordinates only.
  mutating func apply(
    _ function: Expression, at point: [Scalar], _ column: Int
  ) throws(FormulaError) -> Term {
    let saved = (scope, locals, coordinates)
    defer { (scope, locals, coordinates) = saved }
    (scope, locals, coordinates) = (Scope(), [], point)
    do {
      return try evaluate(function.root)
    } catch {
      // Its columns belong to another text; the place to mend is the call.
      throw FormulaError(column: column, error.problem)
    }
  }

  // MARK: Conditions and loops

  private mutating func conditional(
    _ arguments: [Node], _ column: Int
  ) throws(FormulaError) -> Term {
    let condition = try truth(arguments[0])
    if let known = condition.constant {
      return try evaluate(arguments[known != 0 ? 1 : 2])
    }
    let yes = try evaluate(arguments[1])
    let no = try evaluate(arguments[2])
    func mixed(_ a: [Scalar], _ b: [Scalar], _ builder: inout ProgramBuilder) -> [Scalar] {
      a.indices.map { builder.emit(.select, condition, a[$0], b[$0]) }
    }
    switch (yes, no) {
    case (.scalar(let a), .scalar(let b)):
      return .scalar(builder.emit(.select, condition, a, b))
    case (.truth(let a), .truth(let b)): return .truth(builder.emit(.select, condition, a, b))
    case (.vector(let a), .vector(let b)) where a.count == b.count:
      return .vector(mixed(a, b, &builder))
    case (.matrix(let rows, let columns, let a), .matrix(let otherRows, let otherColumns, let b))
    where rows == otherRows && columns == otherColumns:
      return .matrix(rows: rows, columns: columns, mixed(a, b, &builder))
    default:
      throw FormulaError(column: column, .shapes(yes.kind, no.kind, operation: "if"))
    }
  }

  private mutating func bound(_ node: Node) throws(FormulaError) -> Int {
    guard let value = try scalar(try evaluate(node), node.column).constant else {
      throw FormulaError(column: node.column, .needsConstants("a bound"))
    }
    guard let whole = Interpreter.whole(value) else {
      throw FormulaError(column: node.column, .boundNotWhole(NumberNotation.text(value)))
    }
    return whole
  }

  private mutating func loop(
    _ builtin: Builtin, _ arguments: [Node], _ column: Int
  ) throws(FormulaError) -> Term {
    guard case .name(let variable, _) = arguments[0] else {
      throw FormulaError(column: column, .argumentCount(builtin.name, usage: builtin.usage))
    }
    let from = try bound(arguments[1])
    let to = try bound(arguments[2])
    var total: Term?
    var collected: [Term] = []
    var holds = Scalar.constant(1)
    if to >= from {
      try spend(to - from + 1, column)
      locals.append((variable, Term(0)))
      defer { locals.removeLast() }
      for index in from...to {
        locals[locals.count - 1].term = Term(Double(index))
        if builtin.name == "every" {
          holds = builder.emit(.both, holds, try truth(arguments[3]))
          if holds == .constant(0) { break }
          continue
        }
        let term = try evaluate(arguments[3])
        if builtin.name == "vector" {
          collected.append(term)
          try checkSize(collected.count * max(1, term.entries.count), column)
        } else if let sum = total {
          total =
            builtin.name == "sum"
            ? try combine(sum, term, .add, arguments[3].column)
            : try product(sum, term, arguments[3].column)
        } else {
          if case .truth = term {
            throw FormulaError(column: arguments[3].column, .notNumber(found: term.kind))
          }
          total = term
        }
      }
    }
    switch builtin.name {
    case "every": return .truth(holds)
    case "vector": return try vector(of: collected, column)
    case "sum": return total ?? Term(0)
    default: return total ?? Term(1)
    }
  }

  // MARK: Derivatives

  private mutating func derivative(
    _ builtin: Builtin, _ arguments: [Node], _ column: Int
  ) throws(FormulaError) -> Term {
    let place = try evaluate(arguments[1])
    let isScalar: Bool
    switch place {
    case .scalar: isScalar = true
    case .vector(let entries) where !entries.isEmpty: isScalar = false
    default:
      throw FormulaError(
        column: arguments[1].column,
        .argumentKind(builtin.name, usage: builtin.usage, found: place.kind))
    }
    guard let point = place.value?.entries else {
      throw FormulaError(column: arguments[1].column, .needsConstants(builtin.name))
    }
    for local in locals where local.term.value == nil {
      throw FormulaError(column: column, .needsConstants(builtin.name))
    }
    try checkSize(point.count * point.count, column)
    var inner = Interpreter(
      scope: scope, locals: locals,
      coordinates: (0..<point.count).map { .register(Int32(clamping: $0)) }, inputs: point.count,
      budget: budget)
    let result = try inner.evaluate(arguments[0])
    budget = inner.budget
    guard case .scalar(let output) = result else {
      throw FormulaError(
        column: arguments[0].column,
        .argumentKind(builtin.name, usage: builtin.usage, found: result.kind))
    }
    let wantsHessian = builtin.name != "gradient"
    let program: DifferentiatedProgram
    do {
      program = try DifferentiatedProgram(
        inner.builder, output: output, withHessian: wantsHessian)
    } catch {
      throw FormulaError(
        column: column, .tooManyOperations(limit: Differentiator.instructionLimit))
    }
    // A flat instruction is far cheaper than a node of the tree.
    try spend(program.instructionCount / 16 + point.count * point.count / 16, column)
    let derivatives = program.evaluate(point)
    let gradient = derivatives.gradient
    let hessian = derivatives.hessian
    switch builtin.name {
    case "gradient": return isScalar ? Term(gradient[0]) : Term(gradient)
    case "hessian": return isScalar ? Term(hessian.elements[0]) : Term(hessian)
    default:
      guard gradient.allSatisfy({ $0.isFinite }), hessian.elements.allSatisfy({ $0.isFinite })
      else {
        throw FormulaError(column: column, .noFiniteDerivative(builtin.name))
      }
      try spend(point.count * point.count * point.count / 16, column)
      guard let step = LUFactors(hessian).solve(gradient.map { -$0 }) else {
        throw FormulaError(column: column, .singular)
      }
      return isScalar ? Term(step[0]) : Term(step)
    }
  }
}
