import Glibc

/// A density on the unit cube: one bump around each of some trials, and the uniform density as one more component,
/// all of equal weight.
///
/// A bump is a product over the axes. On an ordered axis it is a normal density cut off at the ends of the axis,
/// as wide as the larger of the gaps to its neighbours (the ends count as neighbours), but never narrower than
/// ``narrowest`` nor than one cell of an axis of whole numbers. On an axis of choices it gives its own choice the
/// weight 1 + 1/n and every other 1/n, n trials: counts, and one trial spread evenly. Where a trial does not use
/// an axis its bump is uniform there.
///
/// Source: Bergstra, Bardenet, Bengio & Kégl (2011), "Algorithms for Hyper-Parameter Optimization", NIPS 24, §4;
/// the bumps are joint, as in Falkner, Klein & Hutter (2018), ICML 80, 1437–1446.
package struct ParzenMixture: Sendable {
  static let narrowest = 0.01
  private static let root2pi = 2.5066282746310002

  package let count: Int
  private let dimensions: Int
  /// Choices of each axis; 0 on an ordered one.
  private let choices: [Int]
  /// Row-major, a row per bump: NaN where its trial does not use the axis.
  package let centres: [Double]
  package let widths: [Double]
  /// 1/width.
  private let slopes: [Double]
  /// What a bump is multiplied by so that it integrates to 1 on each axis.
  private let factors: [Double]

  init(of trials: some Collection<Int>, in history: SearchHistory, over space: SearchSpace) {
    let dimensions = space.axes.count
    count = trials.count
    self.dimensions = dimensions
    choices = space.axes.map { $0.scale.isChoice ? $0.scale.count ?? 0 : 0 }
    var centres: [Double] = []
    centres.reserveCapacity(trials.count * dimensions)
    for trial in trials {
      centres += history.units[trial * dimensions..<(trial + 1) * dimensions]
    }
    var widths = [Double](repeating: .nan, count: centres.count)
    var factors = [Double](repeating: 1, count: centres.count)
    for (index, axis) in space.axes.enumerated() where !axis.scale.isChoice {
      let floor = max(Self.narrowest, axis.scale.count.map { 1 / Double($0) } ?? 0)
      var sorted = (0..<trials.count).map { (centre: centres[$0 * dimensions + index], row: $0) }
      sorted.removeAll { $0.centre.isNaN }
      sorted.sort { $0.centre == $1.centre ? $0.row < $1.row : $0.centre < $1.centre }
      for (place, (centre, row)) in sorted.enumerated() {
        let left = place == 0 ? 0 : sorted[place - 1].centre
        let right = place + 1 == sorted.count ? 1 : sorted[place + 1].centre
        let width = min(max(max(centre - left, right - centre), floor), 1)
        let mass =
          NormalDistribution.cumulative((1 - centre) / width)
          - NormalDistribution.cumulative((0 - centre) / width)
        widths[row * dimensions + index] = width
        factors[row * dimensions + index] = 1 / (width * mass * Self.root2pi)
      }
    }
    self.centres = centres
    self.widths = widths
    slopes = widths.map { 1 / $0 }
    self.factors = factors
  }

  /// The density; the uniform one is 1 everywhere. Axes where `units` is NaN count for nothing.
  package func density(at units: [Double]) -> Double { densities(at: units)[0] }

  /// The density at each of several places.
  /// - Parameter places: row-major, one number per axis.
  package func densities(at places: [Double]) -> [Double] {
    let axes = 0..<dimensions
    return centres.withUnsafeBufferPointer { centres in
      slopes.withUnsafeBufferPointer { slopes in
        factors.withUnsafeBufferPointer { factors in
          choices.withUnsafeBufferPointer { choices in
            places.withUnsafeBufferPointer { places in
              (0..<places.count / dimensions).map { place in
                var total = 1.0
                for row in 0..<count {
                  var factor = 1.0
                  var square = 0.0
                  for axis in axes {
                    let index = row * dimensions + axis
                    Self.multiply(
                      places[place * dimensions + axis], centres[index], slopes[index],
                      factors[index], choices[axis], count, &factor, &square)
                  }
                  total += factor * exp(-0.5 * square)
                }
                return total / Double(count + 1)
              }
            }
          }
        }
      }
    }
  }

  /// The density along one axis, whatever the others are.
  package func density(along axis: Int, at unit: Double) -> Double {
    var total = 1.0
    for row in 0..<count {
      let index = row * dimensions + axis
      var factor = 1.0
      var square = 0.0
      Self.multiply(
        unit, centres[index], slopes[index], factors[index], choices[axis], count, &factor, &square)
      total += factor * exp(-0.5 * square)
    }
    return total / Double(count + 1)
  }

  /// One axis of one bump.
  @inline(__always)
  private static func multiply(
    _ unit: Double, _ centre: Double, _ slope: Double, _ own: Double, _ choices: Int, _ count: Int,
    _ factor: inout Double, _ square: inout Double
  ) {
    if choices > 0 {
      guard !centre.isNaN, !unit.isNaN else { return }
      let share = 1 / Double(count)
      let weight = (unit == centre ? 1 + share : share) / (1 + Double(choices) * share)
      factor *= weight * Double(choices)
    } else {
      let z = (unit - centre) * slope
      guard !z.isNaN else { return }
      factor *= own
      square += z * z
    }
  }

  /// Draws a place: one `random()` for the component, then axis by axis one `random()` where it is uniform or a
  /// choice, else `standard_normal()` until the place lies on the axis (100 times at most, then the centre).
  func draw(using random: inout NumPyRandom) -> [Double] {
    let row = Int(random.random() * Double(count + 1))
    return (0..<dimensions).map { axis in
      let place = row * dimensions + axis
      guard row < count, !centres[place].isNaN else { return random.random() }
      let centre = centres[place]
      if choices[axis] > 0 {
        let share = 1 / Double(count)
        let height = random.random() * (1 + Double(choices[axis]) * share) - 1
        if height < 0 { return centre }
        let index = min(Int(height / share), choices[axis] - 1)
        return (Double(index) + 0.5) / Double(choices[axis])
      }
      for _ in 0..<100 {
        let unit = centre + widths[place] * random.standardNormal()
        if unit >= 0, unit <= 1 { return unit }
      }
      return centre
    }
  }
}
