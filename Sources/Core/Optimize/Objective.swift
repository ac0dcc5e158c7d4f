/// A function of n variables to be minimised, with exact derivatives.
package struct Objective: Sendable {
  package let dimension: Int
  /// J(x); NaN where it has no value.
  package let value: @Sendable ([Double]) -> Double
  /// ∇J(x), n numbers.
  package let gradient: @Sendable ([Double]) -> [Double]
  /// The Hessian, n × n, symmetric.
  package let hessian: @Sendable ([Double]) -> Matrix

  package init(
    dimension: Int, value: @escaping @Sendable ([Double]) -> Double,
    gradient: @escaping @Sendable ([Double]) -> [Double],
    hessian: @escaping @Sendable ([Double]) -> Matrix
  ) {
    self.dimension = dimension
    self.value = value
    self.gradient = gradient
    self.hessian = hessian
  }
}
