/// Examples to learn from or to be judged by.
package struct Examples: Equatable, Sendable {
  package enum Targets: Equatable, Sendable {
    /// The class of each example, from 0.
    case labels([Int])
    /// Numbers to come near, a row per example.
    case values(Matrix)
  }
  /// A row per example.
  package let features: Matrix
  package let targets: Targets

  /// - Precondition: a label or a row of targets for each example.
  package init(_ features: Matrix, labels: [Int]) {
    precondition(labels.count == features.rows, "a label for each example")
    self.features = features
    targets = .labels(labels)
  }

  package init(_ features: Matrix, targets: Matrix) {
    precondition(targets.rows == features.rows, "a row of targets for each example")
    self.features = features
    self.targets = .values(targets)
  }

  package var count: Int { features.rows }
  package var labels: [Int] { if case .labels(let labels) = targets { labels } else { [] } }

  /// Those at some places, in that order.
  package func chosen(_ places: some Collection<Int>) -> Examples {
    let width = features.columns
    var elements: [Double] = []
    elements.reserveCapacity(places.count * width)
    for place in places {
      elements += features.elements[place * width..<(place + 1) * width]
    }
    let chosen = Matrix(rows: places.count, columns: width, elements: elements)
    switch targets {
    case .labels(let labels): return Examples(chosen, labels: places.map { labels[$0] })
    case .values(let values):
      let rows = places.flatMap { values.row($0) }
      return Examples(
        chosen, targets: Matrix(rows: places.count, columns: values.columns, elements: rows))
    }
  }

  /// The first so many.
  package func prefix(_ count: Int) -> Examples { chosen(0..<min(max(count, 0), self.count)) }
}
