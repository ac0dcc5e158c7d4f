/// Functions of one number: their first and second derivatives as instructions.
extension Differentiator {
  /// f′ and f″ of a function of one number.
  mutating func slopes(
    of operation: Operation, at u: Scalar, value y: Scalar
  ) -> (Scalar, Scalar) {
    let one = Scalar.constant(1)
    func number(_ value: Double) -> Scalar { .constant(value) }
    switch operation {
    case .sine: return (builder.emit(.cosine, u), builder.emit(.negate, y))
    case .cosine:
      return (builder.emit(.negate, builder.emit(.sine, u)), builder.emit(.negate, y))
    case .tangent:
      let first = builder.emit(.add, one, builder.emit(.multiply, y, y))
      return (first, builder.emit(.multiply, number(2), builder.emit(.multiply, y, first)))
    case .arcsine, .arccosine:
      let gap = builder.emit(.subtract, one, builder.emit(.multiply, u, u))
      let slope = builder.emit(.divide, one, builder.emit(.squareRoot, gap))
      let bend = builder.emit(.multiply, u, builder.emit(.divide, slope, gap))
      if operation == .arcsine { return (slope, bend) }
      return (builder.emit(.negate, slope), builder.emit(.negate, bend))
    case .arctangent:
      let first = builder.emit(
        .divide, one, builder.emit(.add, one, builder.emit(.multiply, u, u)))
      let twice = builder.emit(.multiply, number(-2), u)
      return (first, builder.emit(.multiply, twice, builder.emit(.multiply, first, first)))
    case .hyperbolicSine: return (builder.emit(.hyperbolicCosine, u), y)
    case .hyperbolicCosine: return (builder.emit(.hyperbolicSine, u), y)
    case .hyperbolicTangent:
      let first = builder.emit(.subtract, one, builder.emit(.multiply, y, y))
      return (first, builder.emit(.multiply, number(-2), builder.emit(.multiply, y, first)))
    case .exponential: return (y, y)
    case .logarithm:
      let first = builder.emit(.divide, one, u)
      return (first, builder.emit(.negate, builder.emit(.multiply, first, first)))
    case .logarithm10, .logarithm2:
      let scale = operation == .logarithm10 ? 0.4342944819032518 : 1.4426950408889634
      let first = builder.emit(.divide, number(scale), u)
      return (first, builder.emit(.negate, builder.emit(.divide, first, u)))
    case .squareRoot:
      let first = builder.emit(.divide, number(0.5), y)
      let twice = builder.emit(.multiply, number(2), u)
      return (first, builder.emit(.negate, builder.emit(.divide, first, twice)))
    case .magnitude: return (builder.emit(.sign, u), number(0))
    case .relu: return (builder.emit(.less, number(0), u), number(0))
    case .sigmoid:
      let rest = builder.emit(.subtract, one, y)
      let first = builder.emit(.multiply, y, rest)
      return (first, builder.emit(.multiply, first, builder.emit(.subtract, rest, y)))
    case .softplus:
      let slope = builder.emit(.sigmoid, u)
      return (slope, builder.emit(.multiply, slope, builder.emit(.subtract, one, slope)))
    case .normalDensity:
      let first = builder.emit(.negate, builder.emit(.multiply, u, y))
      let bend = builder.emit(.subtract, builder.emit(.multiply, u, u), one)
      return (first, builder.emit(.multiply, bend, y))
    case .normalDistribution:
      let density = builder.emit(.normalDensity, u)
      return (density, builder.emit(.negate, builder.emit(.multiply, u, density)))
    default: return (number(0), number(0))
    }
  }
}
