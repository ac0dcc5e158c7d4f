extension SearchSpace {
  /// A test of an earlier axis: `layers >= 2`.
  package struct Condition: Equatable, Sendable {
    package enum Relation: String, CaseIterable, Sendable {
      case lessOrEqual = "<="
      case greaterOrEqual = ">="
      case unequal = "!="
      case equal = "="
      case less = "<"
      case greater = ">"
    }
    /// Index of the axis that is tested; it stands before the one that is tested for.
    package let axis: Int
    package let relation: Relation
    package let value: Double

    package init(axis: Int, _ relation: Relation, _ value: Double) {
      self.axis = axis
      self.relation = relation
      self.value = value
    }

    /// Whether it holds in a point that may yet lack its last coordinates; never where the tested axis is not
    /// used itself.
    package func holds(in point: [Double]) -> Bool {
      guard point.indices.contains(axis), !point[axis].isNaN else { return false }
      let number = point[axis]
      return switch relation {
      case .equal: number == value
      case .unequal: number != value
      case .less: number < value
      case .lessOrEqual: number <= value
      case .greater: number > value
      case .greaterOrEqual: number >= value
      }
    }
  }

  /// Whether some axis is used in a part of the space only.
  package var isConditional: Bool { axes.contains { !$0.conditions.isEmpty } }

  /// NaN on the axes that are not used there.
  package func used(_ units: [Double]) -> [Double] {
    guard isConditional else { return units }
    return zip(units, point(at: units)).map { $1.isNaN ? .nan : $0 }
  }

  /// On axes of whole numbers and choices the middle of the value's cell.
  package func snapped(_ units: [Double]) -> [Double] {
    zip(axes, units).map { $0.scale.snapped($1) }
  }
}

extension SearchSpace.Scale {
  func snapped(_ unit: Double) -> Double {
    guard let count else { return unit }
    let cells = Double(count)
    return (min(max((unit * cells).rounded(.down), 0), cells - 1) + 0.5) / cells
  }
}
