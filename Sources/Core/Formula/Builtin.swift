/// The functions of the language: their names, how many arguments they take, how a call is written.
struct Builtin: Sendable {
  let name: String
  let arguments: ClosedRange<Int>
  let usage: String

  static let all: [Builtin] = [
    .init("sin", 1...1, "sin(x)"), .init("cos", 1...1, "cos(x)"), .init("tan", 1...1, "tan(x)"),
    .init("asin", 1...1, "asin(x)"), .init("acos", 1...1, "acos(x)"),
    .init("atan", 1...1, "atan(x)"), .init("atan2", 2...2, "atan2(y, x)"),
    .init("sinh", 1...1, "sinh(x)"), .init("cosh", 1...1, "cosh(x)"),
    .init("tanh", 1...1, "tanh(x)"), .init("exp", 1...1, "exp(x)"), .init("log", 1...1, "log(x)"),
    .init("ln", 1...1, "ln(x)"), .init("log10", 1...1, "log10(x)"),
    .init("log2", 1...1, "log2(x)"), .init("sqrt", 1...1, "sqrt(x)"), .init("abs", 1...1, "abs(x)"),
    .init("min", 1...1000, "min(a, b) or min(v)"), .init("max", 1...1000, "max(a, b) or max(v)"),
    .init("floor", 1...1, "floor(x)"), .init("ceil", 1...1, "ceil(x)"),
    .init("round", 1...1, "round(x)"), .init("mod", 2...2, "mod(a, b)"),
    .init("sign", 1...1, "sign(x)"), .init("sigmoid", 1...1, "sigmoid(x)"),
    .init("relu", 1...1, "relu(x)"), .init("softplus", 1...1, "softplus(x)"),
    .init("normal_pdf", 1...1, "normal_pdf(x)"), .init("normal_cdf", 1...1, "normal_cdf(x)"),
    .init("normal_max", 1...1, "normal_max(n), n whole from 1 to 1000000"),
    .init("binomial", 2...2, "binomial(n, k), both whole"),
    .init("if", 3...3, "if(condition, a, b)"),
    .init("sum", 1...4, "sum(v) or sum(i, 1, n, …)"), .init("prod", 1...4, "prod(i, 1, n, …)"),
    .init("vector", 4...4, "vector(i, 1, n, …)"), .init("every", 4...4, "every(i, 1, n, …)"),
    .init("mean", 1...1, "mean(v)"), .init("length", 1...1, "length(v)"),
    .init("norm", 1...1, "norm(v)"), .init("dot", 2...2, "dot(a, b), two vectors of one length"),
    .init("odot", 2...2, "odot(a, b), two of one shape"), .init("outer", 2...2, "outer(a, b)"),
    .init("distinct", 1...1, "distinct(v)"), .init("transpose", 1...1, "transpose(A)"),
    .init("inverse", 1...1, "inverse(A)"), .init("det", 1...1, "det(A)"),
    .init("solve", 2...2, "solve(A, b)"), .init("identity", 1...1, "identity(n)"),
    .init("diagonal", 1...1, "diagonal(v) or diagonal(A)"),
    .init("eigenvalues", 1...1, "eigenvalues(A), A symmetric"),
    .init("gradient", 2...2, "gradient(f, at)"), .init("hessian", 2...2, "hessian(f, at)"),
    .init("newton_step", 2...2, "newton_step(f, at)"),
    .init("bfgs_update", 3...3, "bfgs_update(M, s, y)"),
    .init("lbfgs_direction", 3...3, "lbfgs_direction(g, S, Y)"),
  ]

  private init(_ name: String, _ arguments: ClosedRange<Int>, _ usage: String) {
    self.name = name
    self.arguments = arguments
    self.usage = usage
  }

  static func named(_ name: String) -> Builtin? {
    guard let index = table[name] else { return nil }
    return all[index]
  }
  private static let table: [String: Int] = {
    var table: [String: Int] = [:]
    for (index, function) in all.enumerated() { table[function.name] = index }
    return table
  }()
}
