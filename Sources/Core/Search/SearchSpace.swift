import Glibc

/// Named hyperparameters and the scales they are searched on: `lr=log(1e-4,1); wd=linear(0,1)`.
package struct SearchSpace: Equatable, Sendable {
  package struct Axis: Equatable, Sendable {
    package let name: String
    package let scale: Scale
    /// The axis is used only where all of these hold; of none, always.
    package let conditions: [Condition]

    package init(_ name: String, _ scale: Scale, if conditions: [Condition] = []) {
      self.name = name
      self.scale = scale
      self.conditions = conditions
    }
  }

  package enum Scale: Equatable, Sendable {
    /// a + (b − a)·u.
    case linear(Double, Double)
    /// exp(ln a + u·ln(b/a)), 0 < a.
    case log(Double, Double)
    /// a + ⌊u·(b − a + 1)⌋.
    case int(Int, Int)
    /// The entry ⌊u·n⌋.
    case choice([Double])
  }

  package let axes: [Axis]

  package init(_ axes: [Axis]) { self.axes = axes }

  package var names: [String] { axes.map(\.name) }

  /// The point for one number u of 0 ≤ u ≤ 1 per axis; 0 and 1 give the ends themselves. NaN where a condition of
  /// the axis does not hold.
  package func point(at units: [Double]) -> [Double] {
    var point: [Double] = []
    for (axis, unit) in zip(axes, units) {
      let isUsed = axis.conditions.allSatisfy { $0.holds(in: point) }
      point.append(isUsed ? axis.scale.value(at: unit) : .nan)
    }
    return point
  }

  /// Where a point lies on the unit cube: the inverse of ``point(at:)``, up to rounding.
  package func units(of point: [Double]) -> [Double] {
    zip(axes, point).map { $0.scale.unit(of: $1) }
  }
}

extension SearchSpace.Scale {
  package func value(at unit: Double) -> Double {
    switch self {
    case .linear(let a, let b):
      if unit <= 0 { return a }
      return unit >= 1 ? b : a + (b - a) * unit
    case .log(let a, let b):
      if unit <= 0 { return a }
      return unit >= 1 ? b : exp(Glibc.log(a) + unit * Glibc.log(b / a))
    case .int(let a, let b):
      let count = Double(b) - Double(a) + 1
      return Double(a) + min(max(floor(unit * count), 0), count - 1)
    case .choice(let values):
      let index = min(max(floor(unit * Double(values.count)), 0), Double(values.count - 1))
      return values[Int(index)]
    }
  }

  package func unit(of value: Double) -> Double {
    switch self {
    case .linear(let a, let b): b > a ? (value - a) / (b - a) : 0.5
    case .log(let a, let b): b > a ? Glibc.log(value / a) / Glibc.log(b / a) : 0.5
    case .int(let a, let b): (value - Double(a) + 0.5) / (Double(b) - Double(a) + 1)
    case .choice(let values):
      (Double(values.firstIndex(of: value) ?? 0) + 0.5) / Double(values.count)
    }
  }

  /// How many different values there are; nil if they are not counted.
  package var count: Int? {
    switch self {
    case .linear, .log: nil
    case .int(let a, let b): b - a + 1
    case .choice(let values): values.count
    }
  }

  package var isLog: Bool { if case .log = self { true } else { false } }
  package var isChoice: Bool { if case .choice = self { true } else { false } }

  /// The ends of the axis as numbers.
  package var bounds: (low: Double, high: Double) {
    switch self {
    case .linear(let a, let b), .log(let a, let b): (a, b)
    case .int(let a, let b): (Double(a), Double(b))
    case .choice(let values): (values.min() ?? 0, values.max() ?? 0)
    }
  }
}
