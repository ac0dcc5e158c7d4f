/// Exact first and second derivatives by forward-mode automatic differentiation of a flat program.
///
/// Every value carries the sparse list of its partial derivatives; the rules write further instructions, entry by
/// entry, in the order of the dual-number class that `PythonSource` prints, so the two agree bit for bit. What is
/// known to be zero takes no instruction at all.
///
/// Source: Griewank & Walther, *Evaluating Derivatives*, 2nd ed. (2008), chapters 3 and 13.
struct Differentiator {
  /// Entries of a gradient (index i) or of a Hessian's upper triangle (i and j packed), ascending.
  struct Entry {
    let key: Int64
    var value: Scalar
  }
  private struct Jet {
    var gradient: [Entry] = []
    var hessian: [Entry] = []
  }
  struct Limit: Error {}

  static let instructionLimit = 4_000_000
  private var builder: ProgramBuilder
  private let withHessian: Bool
  private let limit: Int
  private var jets: [Jet]

  private static func pack(_ i: Int64, _ j: Int64) -> Int64 { i << 32 | j }
  static func unpack(_ key: Int64) -> (Int, Int) { (Int(key >> 32), Int(key & 0xFFFF_FFFF)) }

  /// Extends a program that computes `output` by its derivatives.
  static func derive(
    _ builder: ProgramBuilder, output: Scalar, withHessian: Bool, limit: Int = instructionLimit
  ) throws(Limit) -> (builder: ProgramBuilder, gradient: [Entry], hessian: [Entry]) {
    guard case .register(let register) = output else { return (builder, [], []) }
    var differentiator = Differentiator(
      builder: builder, withHessian: withHessian, limit: limit)
    try differentiator.run()
    let jet = differentiator.jets[Int(register)]
    return (differentiator.builder, jet.gradient, jet.hessian)
  }

  private init(builder: ProgramBuilder, withHessian: Bool, limit: Int) {
    self.builder = builder
    self.limit = limit
    self.withHessian = withHessian
    jets = (0..<builder.inputs).map { index in
      Jet(gradient: [Entry(key: Int64(index), value: .constant(1))])
    }
  }

  private mutating func run() throws(Limit) {
    let code = builder.code
    let inputs = builder.inputs
    // A jet whose last reader is the next sum may be extended in place: long sums stay linear.
    var lastUse = Array(repeating: -1, count: inputs + code.count)
    for (index, key) in code.enumerated() {
      for operand in [key.a, key.b, key.c] {
        if case .register(let register) = operand { lastUse[Int(register)] = index }
      }
    }
    jets.reserveCapacity(inputs + code.count)
    for (index, key) in code.enumerated() {
      guard builder.code.count < limit else { throw Limit() }
      if key.operation == .add, case .register(let a) = key.a, case .register(let b) = key.b,
        a != b,
        lastUse[Int(a)] == index
      {
        var sum = Jet()
        swap(&sum, &jets[Int(a)])
        extend(&sum.gradient, by: jets[Int(b)].gradient)
        extend(&sum.hessian, by: jets[Int(b)].hessian)
        jets.append(sum)
      } else {
        jets.append(jet(of: key, value: .register(Int32(clamping: inputs + index))))
      }
    }
  }

  private mutating func extend(_ entries: inout [Entry], by more: [Entry]) {
    guard let first = more.first else { return }
    if entries.last.map({ $0.key < first.key }) ?? true {
      entries.append(contentsOf: more)
    } else {
      entries = merge(entries, more, .add)
    }
  }

  // MARK: Arithmetic of sparse lists

  /// left ± right.
  private mutating func merge(
    _ left: [Entry], _ right: [Entry], _ operation: Operation
  ) -> [Entry] {
    if right.isEmpty { return left }
    var result: [Entry] = []
    result.reserveCapacity(left.count + right.count)
    var i = 0
    var j = 0
    while i < left.count || j < right.count {
      if j == right.count || (i < left.count && left[i].key < right[j].key) {
        result.append(left[i])
        i += 1
      } else if i == left.count || right[j].key < left[i].key {
        let value = operation == .add ? right[j].value : builder.emit(.negate, right[j].value)
        result.append(Entry(key: right[j].key, value: value))
        j += 1
      } else {
        let value = builder.emit(operation, left[i].value, right[j].value)
        result.append(Entry(key: left[i].key, value: value))
        i += 1
        j += 1
      }
    }
    return result
  }

  private mutating func scaled(_ factor: Scalar, _ entries: [Entry]) -> [Entry] {
    if factor == .constant(1) { return entries }
    if factor == .constant(0) { return [] }
    var result = entries
    for index in result.indices {
      result[index].value = builder.emit(.multiply, factor, entries[index].value)
    }
    return result
  }

  private mutating func divided(_ entries: [Entry], by divisor: Scalar) -> [Entry] {
    var result = entries
    for index in result.indices {
      result[index].value = builder.emit(.divide, entries[index].value, divisor)
    }
    return result
  }

  /// aᵢaⱼ, the upper triangle.
  private mutating func square(_ a: [Entry]) -> [Entry] {
    var result: [Entry] = []
    result.reserveCapacity(a.count * (a.count + 1) / 2)
    for (index, left) in a.enumerated() {
      for right in a[index...] {
        result.append(
          Entry(
            key: Differentiator.pack(left.key, right.key),
            value: builder.emit(.multiply, left.value, right.value)))
      }
    }
    return result
  }

  /// aᵢbⱼ + bᵢaⱼ, the upper triangle.
  private mutating func cross(_ a: [Entry], _ b: [Entry]) -> [Entry] {
    var keys: [Int64] = []
    var inA: [Scalar?] = []
    var inB: [Scalar?] = []
    var i = 0
    var j = 0
    while i < a.count || j < b.count {
      if j == b.count || (i < a.count && a[i].key < b[j].key) {
        keys.append(a[i].key)
        inA.append(a[i].value)
        inB.append(nil)
        i += 1
      } else if i == a.count || b[j].key < a[i].key {
        keys.append(b[j].key)
        inA.append(nil)
        inB.append(b[j].value)
        j += 1
      } else {
        keys.append(a[i].key)
        inA.append(a[i].value)
        inB.append(b[j].value)
        i += 1
        j += 1
      }
    }
    var result: [Entry] = []
    for p in keys.indices {
      for q in p..<keys.count {
        var value: Scalar?
        if let left = inA[p], let right = inB[q] { value = builder.emit(.multiply, left, right) }
        if let left = inB[p], let right = inA[q] {
          let other = builder.emit(.multiply, left, right)
          value = value.map { builder.emit(.add, $0, other) } ?? other
        }
        if let value {
          result.append(Entry(key: Differentiator.pack(keys[p], keys[q]), value: value))
        }
      }
    }
    return result
  }

  // MARK: Rules

  private func jet(of scalar: Scalar) -> Jet {
    if case .register(let register) = scalar { return jets[Int(register)] }
    return Jet()
  }

  private mutating func jet(of key: ProgramBuilder.Key, value y: Scalar) -> Jet {
    let a = key.a
    let b = key.b
    switch key.operation {
    case .add, .subtract:
      let left = jet(of: a)
      let right = jet(of: b)
      return Jet(
        gradient: merge(left.gradient, right.gradient, key.operation),
        hessian: merge(left.hessian, right.hessian, key.operation))
    case .negate:
      return chain(jet(of: a), .constant(-1), .constant(0))
    case .multiply: return product(a, b)
    case .divide: return quotient(a, b, y)
    case .power: return power(a, b, y)
    case .minimum:
      return select(builder.emit(.less, b, a), jet(of: b), jet(of: a))
    case .maximum:
      return select(builder.emit(.less, a, b), jet(of: b), jet(of: a))
    case .select: return select(a, jet(of: b), jet(of: key.c))
    case .arctangent2: return arctangent2(a, b)
    case .modulo:
      // a − b⌊a/b⌋
      let turns = builder.emit(.floor, builder.emit(.divide, a, b))
      let right = chain(jet(of: b), turns, .constant(0))
      let left = jet(of: a)
      return Jet(
        gradient: merge(left.gradient, right.gradient, .subtract),
        hessian: merge(left.hessian, right.hessian, .subtract))
    case .floor, .ceiling, .round, .sign, .less, .lessOrEqual, .nearlyEqual, .not, .both, .either:
      return Jet()
    default:
      let (first, second) = slopes(of: key.operation, at: a, value: y)
      return chain(jet(of: a), first, second)
    }
  }

  /// f(u): f′ ∂u, f′ ∂²u + f″ ∂u ∂uᵀ.
  private mutating func chain(_ u: Jet, _ first: Scalar, _ second: Scalar) -> Jet {
    var result = Jet(gradient: scaled(first, u.gradient))
    if withHessian {
      result.hessian = scaled(first, u.hessian)
      if second != .constant(0) {
        let curved = scaled(second, square(u.gradient))
        result.hessian = merge(result.hessian, curved, .add)
      }
    }
    return result
  }

  private mutating func product(_ a: Scalar, _ b: Scalar) -> Jet {
    if a.constant != nil { return chain(jet(of: b), a, .constant(0)) }
    if b.constant != nil { return chain(jet(of: a), b, .constant(0)) }
    let left = jet(of: a)
    let right = jet(of: b)
    var result = Jet()
    result.gradient = merge(scaled(a, right.gradient), scaled(b, left.gradient), .add)
    if withHessian {
      result.hessian = merge(
        merge(scaled(a, right.hessian), scaled(b, left.hessian), .add),
        cross(left.gradient, right.gradient), .add)
    }
    return result
  }

  /// y = a/b: (∂a − y ∂b)/b; (∂²a − (∂y ∂bᵀ + ∂b ∂yᵀ) − y ∂²b)/b.
  private mutating func quotient(_ a: Scalar, _ b: Scalar, _ y: Scalar) -> Jet {
    let left = jet(of: a)
    if b.constant != nil {
      return Jet(
        gradient: divided(left.gradient, by: b), hessian: divided(left.hessian, by: b))
    }
    let right = jet(of: b)
    var result = Jet()
    result.gradient = divided(
      merge(left.gradient, scaled(y, right.gradient), .subtract), by: b)
    if withHessian {
      let mixed = cross(result.gradient, right.gradient)
      result.hessian = divided(
        merge(
          merge(left.hessian, mixed, .subtract), scaled(y, right.hessian), .subtract), by: b)
    }
    return result
  }

  private mutating func select(_ condition: Scalar, _ a: Jet, _ b: Jet) -> Jet {
    Jet(
      gradient: select(condition, a.gradient, b.gradient),
      hessian: select(condition, a.hessian, b.hessian))
  }
  private mutating func select(_ condition: Scalar, _ a: [Entry], _ b: [Entry]) -> [Entry] {
    var result: [Entry] = []
    var i = 0
    var j = 0
    let zero = Scalar.constant(0)
    while i < a.count || j < b.count {
      if j == b.count || (i < a.count && a[i].key < b[j].key) {
        result.append(
          Entry(key: a[i].key, value: builder.emit(.select, condition, a[i].value, zero)))
        i += 1
      } else if i == a.count || b[j].key < a[i].key {
        result.append(
          Entry(key: b[j].key, value: builder.emit(.select, condition, zero, b[j].value)))
        j += 1
      } else {
        let value = builder.emit(.select, condition, a[i].value, b[j].value)
        result.append(Entry(key: a[i].key, value: value))
        i += 1
        j += 1
      }
    }
    return result
  }

  /// uᵇ for a constant b; else by the partial derivatives of aᵇ.
  private mutating func power(_ a: Scalar, _ b: Scalar, _ y: Scalar) -> Jet {
    if let exponent = b.constant {
      let first = builder.emit(
        .multiply, b, builder.emit(.power, a, .constant(exponent - 1)))
      let second = builder.emit(
        .multiply, .constant(exponent * (exponent - 1)),
        builder.emit(.power, a, .constant(exponent - 2)))
      return chain(jet(of: a), first, second)
    }
    let log = builder.emit(.logarithm, a)
    if a.constant != nil {
      let first = builder.emit(.multiply, y, log)
      return chain(jet(of: b), first, builder.emit(.multiply, first, log))
    }
    let less = builder.emit(.subtract, b, .constant(1))
    let lower = builder.emit(.power, a, less)
    let fa = builder.emit(.multiply, b, lower)
    let fb = builder.emit(.multiply, y, log)
    let faa = builder.emit(
      .multiply, builder.emit(.multiply, b, less),
      builder.emit(.power, a, builder.emit(.subtract, b, .constant(2))))
    let fab = builder.emit(
      .multiply, lower,
      builder.emit(.add, .constant(1), builder.emit(.multiply, b, log)))
    let fbb = builder.emit(.multiply, fb, log)
    return chain(jet(of: a), jet(of: b), fa, fb, faa, fab, fbb)
  }

  private mutating func arctangent2(_ a: Scalar, _ b: Scalar) -> Jet {
    let square = builder.emit(
      .add, builder.emit(.multiply, a, a), builder.emit(.multiply, b, b))
    let fa = builder.emit(.divide, b, square)
    let fb = builder.emit(.divide, builder.emit(.negate, a), square)
    let twice = builder.emit(.multiply, .constant(2), builder.emit(.multiply, fa, fb))
    let fab = builder.emit(
      .subtract, builder.emit(.multiply, fb, fb), builder.emit(.multiply, fa, fa))
    return chain(
      jet(of: a), jet(of: b), fa, fb, twice, fab, builder.emit(.negate, twice))
  }

  /// f(a, b): fa ∂a + fb ∂b; (fa ∂²a + fb ∂²b) + (faa ∂a ∂aᵀ + fab (∂a ∂bᵀ + ∂b ∂aᵀ)) + fbb ∂b ∂bᵀ.
  private mutating func chain(
    _ a: Jet, _ b: Jet, _ fa: Scalar, _ fb: Scalar, _ faa: Scalar, _ fab: Scalar, _ fbb: Scalar
  ) -> Jet {
    var result = Jet(
      gradient: merge(scaled(fa, a.gradient), scaled(fb, b.gradient), .add))
    if withHessian {
      let straight = merge(scaled(fa, a.hessian), scaled(fb, b.hessian), .add)
      let curved = merge(
        scaled(faa, square(a.gradient)), scaled(fab, cross(a.gradient, b.gradient)), .add)
      result.hessian = merge(
        merge(straight, curved, .add), scaled(fbb, square(b.gradient)), .add)
    }
    return result
  }

  /// f′ and f″ of a function of one number.
  private mutating func slopes(
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
