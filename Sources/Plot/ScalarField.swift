/// A function of two variables that contours are drawn of. What is computed for one window and resolution is
/// kept, so a film pays for its contours once.
package final class ScalarField: Sendable, Equatable {
  /// NaN where the function has no value.
  package let value: @Sendable (Double, Double) -> Double

  package init(_ value: @escaping @Sendable (Double, Double) -> Double) {
    self.value = value
  }

  package static func == (left: ScalarField, right: ScalarField) -> Bool { left === right }
}
