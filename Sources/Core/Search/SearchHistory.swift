/// What a search has tried so far, for the samplers that learn from it: a place on the unit cube and a value for
/// every trial, in order.
package struct SearchHistory: Sendable {
  package let dimensions: Int
  /// Row-major, one row per trial; NaN on an axis that the trial does not use.
  package private(set) var units: [Double] = []
  package private(set) var values: [Double] = []

  package init(dimensions: Int) { self.dimensions = dimensions }

  package var count: Int { values.count }

  /// - Precondition: one number per axis.
  package mutating func append(_ units: [Double], _ value: Double) {
    precondition(units.count == dimensions, "one number per axis")
    self.units += units
    values.append(value)
  }

  package func row(_ trial: Int) -> [Double] {
    Array(units[trial * dimensions..<(trial + 1) * dimensions])
  }

  /// The trials from the smallest value to the largest: equal ones in order, those without a value last.
  package var ranking: [Int] {
    values.enumerated().map { (value: $1, trial: $0) }.sorted { left, right in
      if left.value.isNaN || right.value.isNaN {
        return left.value.isNaN == right.value.isNaN
          ? left.trial < right.trial : right.value.isNaN
      }
      return left.value == right.value ? left.trial < right.trial : left.value < right.value
    }.map(\.trial)
  }
}
