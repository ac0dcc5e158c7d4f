/// The rule of every operation: the derivatives of its result from those of its operands.
extension Differentiator {
  func jet(of scalar: Scalar) -> Jet {
    if case .register(let register) = scalar { return jets[Int(register)] }
    return Jet()
  }

  mutating func jet(of key: ProgramBuilder.Key, value y: Scalar) -> Jet {
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
  mutating func chain(_ u: Jet, _ first: Scalar, _ second: Scalar) -> Jet {
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

  mutating func product(_ a: Scalar, _ b: Scalar) -> Jet {
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
  mutating func quotient(_ a: Scalar, _ b: Scalar, _ y: Scalar) -> Jet {
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

  mutating func select(_ condition: Scalar, _ a: Jet, _ b: Jet) -> Jet {
    Jet(
      gradient: select(condition, a.gradient, b.gradient),
      hessian: select(condition, a.hessian, b.hessian))
  }
  mutating func select(_ condition: Scalar, _ a: [Entry], _ b: [Entry]) -> [Entry] {
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
  mutating func power(_ a: Scalar, _ b: Scalar, _ y: Scalar) -> Jet {
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

  mutating func arctangent2(_ a: Scalar, _ b: Scalar) -> Jet {
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
  mutating func chain(
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
}
