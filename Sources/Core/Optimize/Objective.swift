/// A function of n variables to be minimised, with exact derivatives.
package struct Objective: Sendable {
  package let dimension: Int
  /// J(x); NaN where it has no value.
  package let value: @Sendable ([Double]) -> Double
  /// ∇J(x), n numbers.
  package let gradient: @Sendable ([Double]) -> [Double]
  /// The Hessian, n × n, symmetric.
  package let hessian: @Sendable ([Double]) -> Matrix
  /// Both in one sweep.
  package let valueAndGradient: @Sendable ([Double]) -> (value: Double, gradient: [Double])

  package init(
    dimension: Int, value: @escaping @Sendable ([Double]) -> Double,
    gradient: @escaping @Sendable ([Double]) -> [Double],
    hessian: @escaping @Sendable ([Double]) -> Matrix,
    valueAndGradient: (@Sendable ([Double]) -> (value: Double, gradient: [Double]))? = nil
  ) {
    self.dimension = dimension
    self.value = value
    self.gradient = gradient
    self.hessian = hessian
    self.valueAndGradient = valueAndGradient ?? { (value($0), gradient($0)) }
  }
}
