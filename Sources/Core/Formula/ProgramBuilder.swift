/// Writes a `Program`: folds constants, shares equal instructions.
///
/// While it is written, register k < inputs is a coordinate and inputs + k the result of instruction k.
struct ProgramBuilder {
  struct Key: Hashable {
    let operation: Operation
    let a: Scalar
    let b: Scalar
    let c: Scalar
  }

  let inputs: Int
  private(set) var code: [Key] = []
  private var known: [Key: Int32] = [:]

  init(inputs: Int) { self.inputs = inputs }

  /// The result of an operation, as a number now or as a register.
  mutating func emit(
    _ operation: Operation, _ a: Scalar, _ b: Scalar = .constant(0), _ c: Scalar = .constant(0)
  ) -> Scalar {
    if case .constant(let a) = a, case .constant(let b) = b, case .constant(let c) = c {
      return .constant(operation(a, b, c))
    }
    if operation == .select, case .constant(let condition) = a { return condition != 0 ? b : c }
    // Only what is exact for every number: 1·x, x·1, x/1, x − 0.
    switch operation {
    case .multiply:
      if a == .constant(1) { return b }
      if b == .constant(1) { return a }
      if a == .constant(-1) { return emit(.negate, b) }
      if b == .constant(-1) { return emit(.negate, a) }
    case .divide: if b == .constant(1) { return a }
    case .subtract: if b == .constant(0) { return a }
    case .add:
      if b == .constant(0) { return a }
      if a == .constant(0) { return b }
    case .both:
      if a.constant == 0 || b.constant == 0 { return .constant(0) }
    case .either:
      if let a = a.constant, a != 0 { return .constant(1) }
      if let b = b.constant, b != 0 { return .constant(1) }
    default: break
    }
    let key = Key(operation: operation, a: a, b: b, c: c)
    if let register = known[key] { return .register(register) }
    let register = Int32(clamping: inputs + code.count)
    code.append(key)
    known[key] = register
    return .register(register)
  }

  /// The finished program, and where in its registers the outputs lie.
  func finish(outputs: [Scalar]) -> (program: Program, outputs: [Int32]) {
    var constants: [Double] = []
    var places: [UInt64: Int32] = [:]
    func place(_ value: Double) -> Int32 {
      if let place = places[value.bitPattern] { return place }
      let place = Int32(clamping: inputs + constants.count)
      constants.append(value)
      places[value.bitPattern] = place
      return place
    }
    // Constants first, to know where the results begin.
    for key in code {
      for operand in [key.a, key.b, key.c] {
        if case .constant(let value) = operand { _ = place(value) }
      }
    }
    for output in outputs { if case .constant(let value) = output { _ = place(value) } }
    let shift = Int32(clamping: constants.count)
    func register(_ scalar: Scalar) -> Int32 {
      switch scalar {
      case .constant(let value): place(value)
      case .register(let register): register < inputs ? register : register + shift
      }
    }
    let instructions = code.map { key in
      Program.Instruction(
        operation: key.operation, a: register(key.a), b: register(key.b), c: register(key.c))
    }
    let ends = outputs.map(register)
    return (Program(inputs: inputs, constants: constants, code: instructions), ends)
  }
}
