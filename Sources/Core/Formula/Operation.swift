import Glibc

/// One scalar operation of a flat program.
///
/// The kernels are the C library's, in the same order as the Python that `descent code` prints, so that
/// scalar code agrees bit for bit.
enum Operation: UInt8, Equatable, Hashable, Sendable {
  case add, subtract, multiply, divide, negate
  case power, minimum, maximum, arctangent2, modulo
  case sine, cosine, tangent, arcsine, arccosine, arctangent
  case hyperbolicSine, hyperbolicCosine, hyperbolicTangent
  case exponential, logarithm, logarithm10, logarithm2, squareRoot
  case magnitude, floor, ceiling, round, sign
  case sigmoid, relu, softplus, normalDensity, normalDistribution
  case less, lessOrEqual, nearlyEqual, not, both, either
  /// a ≠ 0 ? b : c
  case select

  /// The value; a truth is 1 or 0.
  @inline(__always)
  func callAsFunction(_ a: Double, _ b: Double, _ c: Double) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .negate: -a
    case .power: Glibc.pow(a, b)
    case .minimum: a.isNaN || a < b ? a : b
    case .maximum: a.isNaN || a > b ? a : b
    case .arctangent2: Glibc.atan2(a, b)
    case .modulo: Operation.flooredRemainder(a, b)
    case .sine: Glibc.sin(a)
    case .cosine: Glibc.cos(a)
    case .tangent: Glibc.tan(a)
    case .arcsine: Glibc.asin(a)
    case .arccosine: Glibc.acos(a)
    case .arctangent: Glibc.atan(a)
    case .hyperbolicSine: Glibc.sinh(a)
    case .hyperbolicCosine: Glibc.cosh(a)
    case .hyperbolicTangent: Glibc.tanh(a)
    case .exponential: Glibc.exp(a)
    case .logarithm: Glibc.log(a)
    case .logarithm10: Glibc.log10(a)
    case .logarithm2: Glibc.log2(a)
    case .squareRoot: a.squareRoot()
    case .magnitude: abs(a)
    case .floor: a.rounded(.down)
    case .ceiling: a.rounded(.up)
    case .round: a.rounded(.toNearestOrEven)
    case .sign: a > 0 ? 1 : a < 0 ? -1 : a
    case .sigmoid: Operation.sigmoid(a)
    case .relu: a > 0 || a.isNaN ? a : 0
    case .softplus: (a > 0 || a.isNaN ? a : 0) + Glibc.log1p(Glibc.exp(-abs(a)))
    case .normalDensity: Glibc.exp(-0.5 * (a * a)) / 2.5066282746310002
    case .normalDistribution: 0.5 * Glibc.erfc(-a / 1.4142135623730951)
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .nearlyEqual: Operation.isNearlyEqual(a, b) ? 1 : 0
    case .not: a != 0 ? 0 : 1
    case .both: a != 0 && b != 0 ? 1 : 0
    case .either: a != 0 || b != 0 ? 1 : 0
    case .select: a != 0 ? b : c
    }
  }

  /// `=` of the language: within 1e-9 of the larger one, or within 1e-12.
  static func isNearlyEqual(_ a: Double, _ b: Double) -> Bool {
    a == b || abs(a - b) <= max(1e-9 * max(abs(a), abs(b)), 1e-12) && a.isFinite && b.isFinite
  }

  /// The remainder with the sign of the divisor, as Python's `%` and `numpy.mod`.
  static func flooredRemainder(_ a: Double, _ b: Double) -> Double {
    let remainder = Glibc.fmod(a, b)
    if remainder != 0 { return (remainder < 0) != (b < 0) ? remainder + b : remainder }
    return b.isFinite && b != 0 ? (b < 0 ? -0.0 : 0) : remainder
  }

  /// 1/(1 + e⁻ᵃ), by the form that cannot overflow.
  static func sigmoid(_ a: Double) -> Double {
    if a >= 0 { return 1 / (1 + Glibc.exp(-a)) }
    let power = Glibc.exp(a)
    return power / (1 + power)
  }
}
