/// A flat program that computes a value with its gradient, and its Hessian if asked.
final class DifferentiatedProgram: Sendable {
  let program: Program
  private let value: Int32
  /// Where the non-zero entries are: coordinate, register.
  private let gradient: [(index: Int32, register: Int32)]
  /// Upper triangle: row, column, register.
  private let hessian: [(row: Int32, column: Int32, register: Int32)]

  init(
    _ builder: ProgramBuilder, output: Scalar, withHessian: Bool, withGradient: Bool = true,
    limit: Int = Differentiator.instructionLimit
  ) throws(Differentiator.Limit) {
    let derived =
      withGradient
      ? try Differentiator.derive(
        builder, output: output, withHessian: withHessian, limit: limit)
      : (builder: builder, gradient: [], hessian: [])
    let outputs =
      [output] + derived.gradient.map(\.value) + (withHessian ? derived.hessian.map(\.value) : [])
    let (program, registers) = derived.builder.finish(outputs: outputs)
    self.program = program
    value = registers[0]
    var gradient: [(index: Int32, register: Int32)] = []
    for (place, entry) in derived.gradient.enumerated() {
      gradient.append((Int32(clamping: entry.key), registers[1 + place]))
    }
    var hessian: [(row: Int32, column: Int32, register: Int32)] = []
    if withHessian {
      let first = 1 + gradient.count
      for (place, entry) in derived.hessian.enumerated() {
        let (row, column) = Differentiator.unpack(entry.key)
        hessian.append((Int32(clamping: row), Int32(clamping: column), registers[first + place]))
      }
    }
    self.gradient = gradient
    self.hessian = hessian
  }

  var instructionCount: Int { program.code.count }

  /// The registers of the outputs; nil where an entry is known to be zero.
  var outputs: (value: Int32, gradient: [Int32?], hessian: [[Int32?]]) {
    let count = program.inputs
    var slope = [Int32?](repeating: nil, count: count)
    for entry in gradient { slope[Int(entry.index)] = entry.register }
    var curvature = [[Int32?]](repeating: [Int32?](repeating: nil, count: count), count: count)
    for entry in hessian {
      curvature[Int(entry.row)][Int(entry.column)] = entry.register
      curvature[Int(entry.column)][Int(entry.row)] = entry.register
    }
    return (value, slope, curvature)
  }

  /// Runs the program on registers whose constants are prepared, and writes the outputs.
  ///
  /// - Parameters:
  ///   - point: `inputs` numbers.
  ///   - slope: room for `inputs` numbers, or nil.
  ///   - curvature: room for inputs × inputs numbers, or nil.
  @inline(__always)
  func run(
    _ point: UnsafePointer<Double>, on registers: UnsafeMutablePointer<Double>,
    slope: UnsafeMutablePointer<Double>?, curvature: UnsafeMutablePointer<Double>?
  ) -> Double {
    let count = program.inputs
    for index in 0..<count { registers[index] = point[index] }
    program.run(on: registers)
    if let slope {
      if gradient.count < count { for index in 0..<count { slope[index] = 0 } }
      gradient.withUnsafeBufferPointer { entries in
        for entry in entries { slope[Int(entry.index)] = registers[Int(entry.register)] }
      }
    }
    if let curvature {
      if 2 * hessian.count < count * (count + 1) {
        for index in 0..<count * count { curvature[index] = 0 }
      }
      hessian.withUnsafeBufferPointer { entries in
        for entry in entries {
          let number = registers[Int(entry.register)]
          curvature[Int(entry.row) * count + Int(entry.column)] = number
          curvature[Int(entry.column) * count + Int(entry.row)] = number
        }
      }
    }
    return registers[Int(value)]
  }

  func valueAfterRun(_ registers: UnsafeMutablePointer<Double>) -> Double { registers[Int(value)] }

  /// The value alone.
  ///
  /// Small programs keep their registers on the stack: nothing is allocated.
  func evaluateValue(_ point: [Double]) -> Double {
    guard point.count == program.inputs else { return .nan }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, program.registerCount)) {
      registers in
      guard let registers = registers.baseAddress else { return .nan }
      program.prepare(registers)
      return point.withUnsafeBufferPointer { point in
        // Without coordinates there is no point to read.
        guard let point = point.baseAddress else {
          program.run(on: registers)
          return registers[Int(value)]
        }
        return run(point, on: registers, slope: nil, curvature: nil)
      }
    }
  }

  /// All at a point.
  func evaluate(
    _ point: [Double], wantsHessian: Bool = true
  ) -> (value: Double, gradient: [Double], hessian: Matrix) {
    let count = program.inputs
    var gradient = Array(repeating: 0.0, count: count)
    let size = wantsHessian ? count : 0
    var hessian = Matrix(
      rows: size, columns: size, elements: Array(repeating: 0, count: size * size))
    guard point.count == count else { return (.nan, gradient, hessian) }
    let value = withUnsafeTemporaryAllocation(
      of: Double.self, capacity: max(1, program.registerCount)
    ) { registers -> Double in
      guard let registers = registers.baseAddress else { return .nan }
      program.prepare(registers)
      return point.withUnsafeBufferPointer { point -> Double in
        guard let point = point.baseAddress else { return .nan }
        return gradient.withUnsafeMutableBufferPointer { slope in
          hessian.elements.withUnsafeMutableBufferPointer { curvature in
            run(
              point, on: registers, slope: slope.baseAddress,
              curvature: wantsHessian ? curvature.baseAddress : nil)
          }
        }
      }
    }
    return (value, gradient, hessian)
  }
}
