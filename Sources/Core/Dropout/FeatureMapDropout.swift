/// Dropout laid over a smooth map, as a convolution layer has them: what a dropped element held can nearly be read
/// off its surviving neighbours, unless the whole map is dropped.
///
/// One stream: the map (white noise, averaged twice over 3 × 3 neighbourhoods), then a mask per step, one draw per
/// element or one for the whole map.
///
/// Source: Tompson et al., "Efficient object localization using convolutional networks", CVPR 2015.
package struct FeatureMapDropout: Algorithm {
  package let rows: Int
  package let columns: Int
  package let rate: Double
  /// The whole map is kept or dropped.
  package let dropsWhole: Bool
  package let draws: Int
  package let seed: UInt64
  /// Row-major.
  package let map: [Double]
  private let start: NumPyRandom

  package struct Step: Equatable, Sendable {
    /// From 1.
    package let index: Int
    /// Row-major; true is kept.
    package let mask: [Bool]
    /// Kept elements as they are, dropped ones the mean of their surviving neighbours; nil where none survives.
    package let guesses: [Double?]
    /// Between dropped elements and their guesses; nil where fewer than three can be guessed.
    package let correlation: Double?
    package let status: Status
    let random: NumPyRandom

    package var kept: Int { mask.count { $0 } }
  }

  /// - Throws: `DomainError` for a rate outside 0 … 1, no draw, or a map without or with too many elements.
  package init(
    rows: Int, columns: Int, rate: Double, dropsWhole: Bool, draws: Int, seed: UInt64
  ) throws(DomainError) {
    guard (1...1000).contains(rows), (1...1000).contains(columns) else {
      throw DomainError("rows", "\(rows) x \(columns)", allowed: "1 to 1000 each")
    }
    guard (0...1).contains(rate) else { throw DomainError("p", rate, allowed: "from 0 to 1") }
    guard draws >= 1 else { throw DomainError("draws", draws, allowed: "at least 1") }
    self.rows = rows
    self.columns = columns
    self.rate = rate
    self.dropsWhole = dropsWhole
    self.draws = draws
    self.seed = seed
    var random = NumPyRandom(seed)
    var map = random.standardNormal(rows * columns)
    for _ in 0..<2 {
      map = map.indices.map { place in
        let near = Self.neighbours(of: place, rows, columns, itself: true)
        return near.reduce(0) { $0 + map[$1] } / Double(near.count)
      }
    }
    self.map = map
    start = random
  }

  package var first: Step { drawn(1, start) }

  package func step(after step: Step) -> Step? {
    step.index < draws ? drawn(step.index + 1, step.random) : nil
  }

  private func drawn(_ index: Int, _ random: NumPyRandom) -> Step {
    var random = random
    let mask =
      dropsWhole
      ? [Bool](repeating: random.random() >= rate, count: map.count)
      : random.mask(map.count, rate: rate)
    let guesses = map.indices.map { place -> Double? in
      if mask[place] { return map[place] }
      let near = Self.neighbours(of: place, rows, columns, itself: false).filter { mask[$0] }
      return near.isEmpty ? nil : near.reduce(0) { $0 + map[$1] } / Double(near.count)
    }
    var pairs: [(Double, Double)] = []
    for place in map.indices where !mask[place] {
      if let guess = guesses[place] { pairs.append((map[place], guess)) }
    }
    return Step(
      index: index, mask: mask, guesses: guesses, correlation: Self.correlation(pairs),
      status: index < draws ? .running : .done, random: random)
  }

  /// In reading order.
  private static func neighbours(
    of place: Int, _ rows: Int, _ columns: Int, itself: Bool
  ) -> [Int] {
    let (row, column) = (place / columns, place % columns)
    var near: [Int] = []
    for r in Swift.max(0, row - 1)...Swift.min(rows - 1, row + 1) {
      for c in Swift.max(0, column - 1)...Swift.min(columns - 1, column + 1)
      where itself || r * columns + c != place {
        near.append(r * columns + c)
      }
    }
    return near
  }

  private static func correlation(_ pairs: [(Double, Double)]) -> Double? {
    guard pairs.count >= 3 else { return nil }
    let count = Double(pairs.count)
    let x = pairs.reduce(0) { $0 + $1.0 } / count
    let y = pairs.reduce(0) { $0 + $1.1 } / count
    let xx = pairs.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) }
    let yy = pairs.reduce(0) { $0 + ($1.1 - y) * ($1.1 - y) }
    let xy = pairs.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
    let scale = (xx * yy).squareRoot()
    return scale > 0 ? xy / scale : nil
  }
}
