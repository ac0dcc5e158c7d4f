import Glibc

/// A Gaussian process through some values, on the unit cube: at any place a mean and a standard deviation.
///
/// - Kernel: Matérn 5/2, one length per axis: (1 + r + r²/3)·e⁻ʳ with r² = 5·Σ((uᵢ−vᵢ)/ℓᵢ)²; two different
///   choices are as far apart as the ends of an axis. The values may be off by noise of the variance `noise`
///   (as a share of the process's own), which also keeps the matrix well away from singular.
/// - The constant mean and the variance are those of the largest likelihood, in closed form.
///
/// Source: Rasmussen & Williams (2006), *Gaussian Processes for Machine Learning*, algorithm 2.1; the closed forms
/// from Jones, Schonlau & Welch (1998), J. Global Optimization 13, 455–492; the kernel as advised by Snoek,
/// Larochelle & Adams (2012), NIPS 25, §3.1.
package struct GaussianProcess: Sendable {
  package let lengths: [Double]
  package let noise: Double
  /// log p(values), up to a constant; −∞ if all values are equal.
  package let logEvidence: Double
  /// Of the values as they were given.
  package let best: Double
  private let isChoice: [Bool]
  private let inputs: [Double]
  private let factor: KernelFactor
  private let weights: [Double]
  private let mean: Double
  private let variance: Double
  /// Values are shifted and scaled to 0 … 1 before anything else.
  private let shift: Double
  private let scale: Double

  package var count: Int { weights.count }

  /// - Parameters:
  ///   - inputs: row-major, a row per value, one number per length.
  ///   - isChoice: the axes whose numbers are names, not distances.
  /// - Returns: nil if the matrix is not positive definite, or without values.
  package init?(
    inputs: [Double], values: [Double], lengths: [Double], noise: Double, isChoice: [Bool]
  ) {
    let n = values.count
    guard let low = values.min(), let high = values.max(), inputs.count == n * lengths.count
    else { return nil }
    let range = high - low
    let scale = range > 0 && range.isFinite ? range : 1
    let isFlat = scale != range
    self.lengths = lengths
    self.noise = noise
    self.isChoice = isChoice
    self.inputs = inputs
    best = low
    shift = low
    self.scale = scale
    let kernel = Kernel(lengths: lengths, isChoice: isChoice)
    var matrix = [Double](repeating: 0, count: n * n)
    kernel.fillLower(&matrix, inputs, n)
    for i in 0..<n { matrix[i * n + i] += noise }
    guard let factor = KernelFactor(matrix, size: n) else { return nil }
    self.factor = factor
    // a = L⁻¹1, b = L⁻¹y.
    var ones = [Double](repeating: 1, count: n)
    var targets = values.map { isFlat ? 0 : ($0 - low) / scale }
    factor.forward(&ones, columns: 1)
    factor.forward(&targets, columns: 1)
    var (product, square, logarithm) = (0.0, 0.0, 0.0)
    for i in 0..<n {
      product += ones[i] * targets[i]
      square += ones[i] * ones[i]
      logarithm += log(factor.elements[i * n + i])
    }
    let mean = product / square
    let weights = zip(targets, ones).map { $0 - mean * $1 }
    var sum = 0.0
    for weight in weights { sum += weight * weight }
    let variance = sum / Double(n)
    self.mean = mean
    self.weights = weights
    self.variance = variance > 0 ? variance : 1
    logEvidence = variance > 0 ? -0.5 * Double(n) * log(variance) - logarithm : -.infinity
  }

  /// Mean and standard deviation at each place.
  /// - Parameter places: row-major, one number per axis.
  package func posterior(at places: [Double]) -> (means: [Double], deviations: [Double]) {
    let (means, deviations) = scaled(at: places)
    return (means.map { shift + scale * $0 }, deviations.map { scale * $0 })
  }

  /// What a trial at each place is expected to gain over the best value: (f* − μ)·Φ(z) + σ·φ(z) with
  /// z = (f* − μ)/σ.
  package func expectedImprovement(at places: [Double]) -> [Double] {
    let (means, deviations) = scaled(at: places)
    return zip(means, deviations).map { mean, deviation in
      scale * Self.expectedImprovement(best: 0, mean: mean, deviation: deviation)
    }
  }

  /// E[max(0, best − f)] for f normal.
  package static func expectedImprovement(best: Double, mean: Double, deviation: Double) -> Double {
    guard deviation > 0 else { return max(0, best - mean) }
    let z = (best - mean) / deviation
    return (best - mean) * NormalDistribution.cumulative(z) + deviation
      * NormalDistribution.density(z)
  }

  private func scaled(at places: [Double]) -> (means: [Double], deviations: [Double]) {
    let columns = lengths.isEmpty ? 0 : places.count / lengths.count
    var rows = [Double](repeating: 0, count: count * columns)
    Kernel(lengths: lengths, isChoice: isChoice).fill(&rows, inputs, count, places, columns)
    factor.forward(&rows, columns: columns)
    var means = [Double](repeating: mean, count: columns)
    var rests = [Double](repeating: 1, count: columns)
    for row in 0..<count {
      let weight = weights[row]
      for column in 0..<columns {
        let value = rows[row * columns + column]
        means[column] += weight * value
        rests[column] -= value * value
      }
    }
    return (means, rests.map { (variance * max($0, 1e-18)).squareRoot() })
  }
}

/// The Matérn kernel of smoothness 5/2.
private struct Kernel {
  let inverse: [Double]
  let isChoice: [Bool]

  init(lengths: [Double], isChoice: [Bool]) {
    inverse = lengths.map { 1 / $0 }
    self.isChoice = isChoice
  }

  @inline(__always)
  private func value(
    _ a: UnsafeBufferPointer<Double>, _ i: Int, _ b: UnsafeBufferPointer<Double>, _ j: Int,
    _ inverse: UnsafeBufferPointer<Double>
  ) -> Double {
    let d = inverse.count
    var square = 0.0
    for axis in 0..<d {
      let (u, v) = (a[i * d + axis], b[j * d + axis])
      let z = (isChoice[axis] ? (u == v ? 0 : 1) : u - v) * inverse[axis]
      square += z * z
    }
    let r = (5 * square).squareRoot()
    return (1 + r + r * r / 3) * exp(-r)
  }

  /// The lower triangle of the matrix of all inputs with each other.
  func fillLower(_ matrix: inout [Double], _ inputs: [Double], _ n: Int) {
    matrix.withUnsafeMutableBufferPointer { matrix in
      inputs.withUnsafeBufferPointer { inputs in
        inverse.withUnsafeBufferPointer { inverse in
          for i in 0..<n {
            for j in 0...i { matrix[i * n + j] = value(inputs, i, inputs, j, inverse) }
          }
        }
      }
    }
  }

  /// A row per input, a column per place.
  func fill(
    _ rows: inout [Double], _ inputs: [Double], _ n: Int, _ places: [Double], _ columns: Int
  ) {
    rows.withUnsafeMutableBufferPointer { rows in
      inputs.withUnsafeBufferPointer { inputs in
        places.withUnsafeBufferPointer { places in
          inverse.withUnsafeBufferPointer { inverse in
            for i in 0..<n {
              for j in 0..<columns {
                rows[i * columns + j] = value(inputs, i, places, j, inverse)
              }
            }
          }
        }
      }
    }
  }
}
