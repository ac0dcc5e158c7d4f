extension CompiledFormula {
  /// `def value(x)`, `def gradient(x)`, `def hessian(x)` as straight-line Python: the very operations of the
  /// flat programs in their order, so that the numbers agree bit for bit (the C library's functions are reached
  /// through `math`). Wants `import math` and `import numpy as np` above it, and `helpers` once.
  ///
  /// - Parameter withHessian: whether `hessian` is wanted.
  /// - Throws: `FormulaError` where its program would be too large.
  package func python(withHessian: Bool = true) throws(FormulaError) -> String {
    let slopes =
      """
      def value(x):
      \(valueProgram.python { $0.value })

      def gradient(x):
      \(gradientProgram.python { "[" + $0.gradient.joined(separator: ", ") + "]" })
      """
    guard withHessian else { return slopes }
    let curvature = try self.withHessian().python { program in
      let rows = program.hessian.map { "[" + $0.joined(separator: ", ") + "]" }
      return "[" + rows.joined(separator: ", ") + "]"
    }
    return slopes + "\n\ndef hessian(x):\n" + curvature
  }

  /// `def value(x)` alone.
  package var pythonValue: String {
    """
    def value(x):
    \(valueProgram.python { $0.value })
    """
  }

  /// What the printed operations are built from: arithmetic on NumPy's floats, which knows infinities, and the C
  /// library's functions with their exceptions turned into the numbers C returns.
  package static let pythonHelpers = """
    np.seterr(all="ignore")


    def num(v):
        return np.float64(v)


    def call(function, *v):
        try:
            return num(function(*[float(u) for u in v]))
        except OverflowError:
            return num(np.inf)
        except ValueError:
            return num(np.nan)


    def power(a, b):
        try:
            return num(math.pow(float(a), float(b)))
        except OverflowError:
            return num(-np.inf if a < 0 and float(b) % 2 == 1 else np.inf)
        except (ValueError, ZeroDivisionError):
            return num(np.inf if a == 0 and b < 0 else np.nan)


    def logarithm(function, v):
        return num(-np.inf) if v == 0 else call(function, v)


    def sigmoid(v):
        if v >= 0:
            return 1 / (1 + call(math.exp, -v))
        power = call(math.exp, v)
        return power / (1 + power)


    def near(a, b):
        return num(a == b or abs(a - b) <= max(1e-9 * max(abs(a), abs(b)), 1e-12))


    """
}

extension DifferentiatedProgram {
  /// Names of the outputs in the printed code.
  struct Outputs {
    let value: String
    let gradient: [String]
    let hessian: [[String]]
  }

  func python(_ result: (Outputs) -> String) -> String {
    var lines: [String] = []
    let firstConstant = program.inputs
    let firstResult = firstConstant + program.constants.count
    func name(_ register: Int32) -> String {
      let index = Int(register)
      if index < firstConstant { return "x[\(index)]" }
      if index < firstResult { return "num(\(literal(program.constants[index - firstConstant])))" }
      return "t\(index - firstResult)"
    }
    for (index, instruction) in program.code.enumerated() {
      let (a, b, c) = (name(instruction.a), name(instruction.b), name(instruction.c))
      lines.append("    t\(index) = \(instruction.operation.python(a, b, c))")
    }
    let outputs = outputs
    lines.append(
      "    return "
        + result(
          Outputs(
            value: name(outputs.value),
            gradient: outputs.gradient.map { $0.map(name) ?? "num(0.0)" },
            hessian: outputs.hessian.map { $0.map { $0.map(name) ?? "num(0.0)" } })))
    return lines.joined(separator: "\n") + "\n"
  }

  private func literal(_ value: Double) -> String {
    if value.isNaN { return "np.nan" }
    if value.isInfinite { return value < 0 ? "-np.inf" : "np.inf" }
    return "\(value)"
  }
}

extension Operation {
  fileprivate func python(_ a: String, _ b: String, _ c: String) -> String {
    switch self {
    case .add: "\(a) + \(b)"
    case .subtract: "\(a) - \(b)"
    case .multiply: "\(a) * \(b)"
    case .divide: "\(a) / \(b)"
    case .negate: "-\(a)"
    case .power: "power(\(a), \(b))"
    case .minimum: "\(a) if \(a) != \(a) or \(a) < \(b) else \(b)"
    case .maximum: "\(a) if \(a) != \(a) or \(a) > \(b) else \(b)"
    case .arctangent2: "call(math.atan2, \(a), \(b))"
    case .modulo: "np.mod(\(a), \(b))"
    case .sine: "call(math.sin, \(a))"
    case .cosine: "call(math.cos, \(a))"
    case .tangent: "call(math.tan, \(a))"
    case .arcsine: "call(math.asin, \(a))"
    case .arccosine: "call(math.acos, \(a))"
    case .arctangent: "call(math.atan, \(a))"
    case .hyperbolicSine: "np.copysign(call(math.sinh, abs(\(a))), \(a))"
    case .hyperbolicCosine: "call(math.cosh, \(a))"
    case .hyperbolicTangent: "call(math.tanh, \(a))"
    case .exponential: "call(math.exp, \(a))"
    case .logarithm: "logarithm(math.log, \(a))"
    case .logarithm10: "logarithm(math.log10, \(a))"
    case .logarithm2: "logarithm(math.log2, \(a))"
    case .squareRoot: "np.sqrt(\(a))"
    case .magnitude: "abs(\(a))"
    case .floor: "np.floor(\(a))"
    case .ceiling: "np.ceil(\(a))"
    case .round: "np.rint(\(a))"
    case .sign: "np.sign(\(a))"
    case .sigmoid: "sigmoid(\(a))"
    case .relu: "\(a) if \(a) > 0 or \(a) != \(a) else num(0.0)"
    case .softplus:
      "(\(a) if \(a) > 0 or \(a) != \(a) else num(0.0)) + call(math.log1p, call(math.exp, -abs(\(a))))"
    case .normalDensity: "call(math.exp, -0.5 * (\(a) * \(a))) / 2.5066282746310002"
    case .normalDistribution: "0.5 * call(math.erfc, -\(a) / 1.4142135623730951)"
    case .less: "num(\(a) < \(b))"
    case .lessOrEqual: "num(\(a) <= \(b))"
    case .nearlyEqual: "near(\(a), \(b))"
    case .not: "num(\(a) == 0)"
    case .both: "num(\(a) != 0 and \(b) != 0)"
    case .either: "num(\(a) != 0 or \(b) != 0)"
    case .select: "\(b) if \(a) != 0 else \(c)"
    }
  }
}
