/// A formula as a flat list of three-address instructions over registers.
///
/// Registers: the coordinates, then the constants, then one per instruction. Written once by `ProgramBuilder`;
/// running it allocates nothing but what the caller hands over.
struct Program: Sendable {
  struct Instruction: Equatable, Hashable, Sendable {
    var operation: Operation
    var a: Int32
    var b: Int32
    var c: Int32
  }

  let inputs: Int
  let constants: [Double]
  let code: [Instruction]

  var registerCount: Int { inputs + constants.count + code.count }

  /// Runs it.
  ///
  /// - Parameter registers: room for `registerCount` numbers, of which the first `inputs` are set and the
  ///   constants already copied (`prepare`).
  @inline(__always)
  func run(on registers: UnsafeMutablePointer<Double>) {
    code.withUnsafeBufferPointer { code in
      var target = registers + (inputs + constants.count)
      for instruction in code {
        let a = registers[Int(instruction.a)]
        let b = registers[Int(instruction.b)]
        switch instruction.operation {
        case .add: target.pointee = a + b
        case .subtract: target.pointee = a - b
        case .multiply: target.pointee = a * b
        case .divide: target.pointee = a / b
        case .negate: target.pointee = -a
        default:
          target.pointee = instruction.operation(a, b, registers[Int(instruction.c)])
        }
        target += 1
      }
    }
  }

  /// Copies the constants behind the inputs.
  @inline(__always)
  func prepare(_ registers: UnsafeMutablePointer<Double>) {
    constants.withUnsafeBufferPointer { constants in
      for index in 0..<constants.count { registers[inputs + index] = constants[index] }
    }
  }
}
