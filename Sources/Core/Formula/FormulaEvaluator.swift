/// Evaluates one compiled formula many times: its registers are kept, nothing is allocated for a point.
///
/// Not for sharing between threads: each makes its own.
package final class FormulaEvaluator {
  private let compiled: DifferentiatedProgram
  private let registers: UnsafeMutablePointer<Double>
  package var dimension: Int { compiled.program.inputs }

  package enum Order: Sendable { case value, gradient, hessian }

  /// - Parameter order: the highest derivative wanted; what is not wanted is not computed.
  /// - Throws: `FormulaError` where the program of the Hessian would be too large.
  package init(_ formula: CompiledFormula, _ order: Order) throws(FormulaError) {
    switch order {
    case .value: compiled = formula.valueProgram
    case .gradient: compiled = formula.gradientProgram
    case .hessian: compiled = try formula.withHessian()
    }
    registers = UnsafeMutablePointer<Double>.allocate(
      capacity: max(1, compiled.program.registerCount))
    registers.initialize(repeating: 0, count: max(1, compiled.program.registerCount))
    compiled.program.prepare(registers)
  }

  deinit { registers.deallocate() }

  /// The value; writes gradient and Hessian (row-major) into buffers of `dimension` and `dimension²` numbers.
  ///
  /// - Precondition: `point` has `dimension` numbers, and so on.
  package func evaluate(
    _ point: UnsafeBufferPointer<Double>, gradient: UnsafeMutableBufferPointer<Double>? = nil,
    hessian: UnsafeMutableBufferPointer<Double>? = nil
  ) -> Double {
    precondition(point.count == dimension, "the point has another dimension than the formula")
    precondition(gradient.map { $0.count == dimension } ?? true, "room for the gradient")
    precondition(hessian.map { $0.count == dimension * dimension } ?? true, "room for the Hessian")
    guard let start = point.baseAddress else {
      compiled.program.run(on: registers)
      return compiled.valueAfterRun(registers)
    }
    return compiled.run(
      start, on: registers, slope: gradient?.baseAddress, curvature: hessian?.baseAddress)
  }

  /// The same into arrays that are already of the right size.
  package func evaluate(
    _ point: [Double], gradient: inout [Double], hessian: inout [Double]
  ) -> Double {
    point.withUnsafeBufferPointer { point in
      gradient.withUnsafeMutableBufferPointer { gradient in
        hessian.withUnsafeMutableBufferPointer { hessian in
          evaluate(point, gradient: gradient, hessian: hessian)
        }
      }
    }
  }
}
