import Glibc

/// Search by a Gaussian process: the next trial where the expected improvement is largest.
///
/// What is chosen here:
/// - The first ``startup`` trials are drawn at random.
/// - A whole number stands at the middle of its cell, an axis that a trial does not use at ½; a trial without a
///   finite value counts as the worst that has one.
/// - The lengths and the noise maximise the likelihood times a prior (log ℓ normal around log ½ with variance 1)
///   by a coordinate search that begins where the last trial's ended: two sweeps of one step up or down per
///   number, of e^0.3 then e^0.1 in a length and of ten in the noise; lengths stay in 0.03 … 3, noise in
///   10⁻¹⁰ … 0.1. A fixed length is not fitted, nor is then the noise.
/// - The improvement is maximised by a compass search (14 rounds of steps from 0.1, shrunk by 2.5 where no
///   neighbour is better) from the best three of 100 random places per axis (500 at most) and from the best trial.
///
/// Source: Jones, Schonlau & Welch (1998), J. Global Optimization 13, 455–492; Snoek, Larochelle & Adams (2012),
/// NIPS 25, 2951–2959.
package struct ExpectedImprovement: Equatable, Sendable {
  /// Random trials at the beginning.
  package let startup: Int
  /// One length for all axes, as a share of an axis; nil: fitted.
  package let length: Double?

  package init(startup: Int, length: Double? = nil) {
    self.startup = startup
    self.length = length
  }

  /// Trials that a search may have: the work grows with their fourth power.
  package static let mostTrials = 500
  package static let rounds = 14
  private static let starts = 4

  /// Logarithms of the lengths and of the noise.
  struct Parameters: Sendable {
    var lengths: [Double]
    var noise: Double
  }

  /// What led to a trial.
  package struct Choice: Sendable {
    /// The process as it was when the trial was chosen. It holds a matrix of n × n numbers, so that of a long
    /// history is made anew from the history each time: about n³/3 operations.
    package var process: GaussianProcess? { kept ?? data.process(parameters) }
    private let kept: GaussianProcess?
    private let data: Data
    /// The random places, each by one number per axis as the process reads it, and what each promised.
    package let candidates: [[Double]]
    package let improvements: [Double]
    /// What the trial itself promised.
    package let improvement: Double
    let parameters: Parameters

    /// Trials up to which the process is kept.
    private static let mostKept = 64

    fileprivate init(
      _ process: GaussianProcess, of data: Data, _ parameters: Parameters, candidates: [[Double]],
      improvements: [Double], improvement: Double
    ) {
      kept = process.count <= Self.mostKept ? process : nil
      self.data = data
      self.parameters = parameters
      self.candidates = candidates
      self.improvements = improvements
      self.improvement = improvement
    }
  }

  /// The next trial on the unit cube, and why; nil while nothing can be learned from the history.
  func choice(
    after history: SearchHistory, fitted last: Parameters?, over space: SearchSpace,
    using random: inout NumPyRandom
  ) -> (units: [Double], why: Choice)? {
    guard let data = Data(history, space) else { return nil }
    let count = space.axes.count
    let begin =
      last
      ?? Parameters(
        lengths: [Double](repeating: log(length ?? 0.3), count: count), noise: log(1e-8))
    guard let (process, parameters) = fitted(data, from: begin) else { return nil }

    func improvements(_ places: [[Double]]) -> [Double] {
      process.expectedImprovement(at: places.flatMap { data.read($0) })
    }
    let drawn = (0..<min(100 * count, 500)).map { _ in
      space.snapped(space.axes.map { _ in random.random() })
    }
    let promised = improvements(drawn + [data.best])
    let order = drawn.indices.sorted {
      promised[$0] == promised[$1] ? $0 < $1 : promised[$0] > promised[$1]
    }
    var places = order.prefix(Self.starts - 1).map { drawn[$0] } + [data.best]
    var values = order.prefix(Self.starts - 1).map { promised[$0] } + [promised[drawn.count]]
    var steps = [Double](repeating: 0.1, count: places.count)
    for _ in 0..<Self.rounds {
      let around = zip(places, steps).map { space.neighbours(of: $0, step: $1) }
      let promised = improvements(around.flatMap { $0 })
      for index in places.indices {
        let own = Array(promised[index * 2 * count..<(index + 1) * 2 * count])
        let top = indexOfLargest(own)
        if own[top] > values[index] {
          (places[index], values[index]) = (around[index][top], own[top])
        } else {
          steps[index] /= 2.5
        }
      }
    }
    let top = indexOfLargest(values)
    let why = Choice(
      process, of: data, parameters, candidates: drawn.map { data.read($0) },
      improvements: Array(promised.dropLast()), improvement: values[top])
    return (places[top], why)
  }

  /// The process of the largest posterior that the coordinate search finds.
  private func fitted(
    _ data: Data, from begin: Parameters
  ) -> (GaussianProcess, Parameters)? {
    var parameters = begin
    var process = data.process(parameters)
    while process == nil, parameters.noise < 0 {
      parameters.noise += log(10)
      process = data.process(parameters)
    }
    guard var best = process else { return nil }
    guard length == nil else { return (best, parameters) }
    var score = posterior(best, parameters)
    for step in [0.3, 0.1] {
      for index in 0...parameters.lengths.count {
        for sign in [1.0, -1.0] {
          var tried = parameters
          if index < parameters.lengths.count {
            let moved = tried.lengths[index] + sign * step
            tried.lengths[index] = min(max(moved, log(0.03)), log(3.0))
          } else {
            tried.noise = min(max(tried.noise + sign * log(10.0), log(1e-10)), log(0.1))
          }
          guard let process = data.process(tried) else { continue }
          let value = posterior(process, tried)
          if value > score {
            (best, parameters, score) = (process, tried, value)
            break
          }
        }
      }
    }
    return (best, parameters)
  }

  private func posterior(_ process: GaussianProcess, _ parameters: Parameters) -> Double {
    var prior = 0.0
    for length in parameters.lengths {
      let distance = length - log(0.5)
      prior += distance * distance
    }
    return process.logEvidence - 0.5 * prior
  }

  /// The history as a process reads it.
  fileprivate struct Data: Sendable {
    var inputs: [Double] = []
    var values: [Double] = []
    let best: [Double]
    let space: SearchSpace
    let isChoice: [Bool]

    /// nil if no trial has a finite value.
    init?(_ history: SearchHistory, _ space: SearchSpace) {
      let finite = history.values.filter(\.isFinite)
      guard let worst = finite.max(), let least = finite.min() else { return nil }
      self.space = space
      isChoice = space.axes.map(\.scale.isChoice)
      values = history.values.map { $0.isFinite ? $0 : worst }
      best = history.row(history.values.firstIndex(of: least) ?? 0).map { $0.isNaN ? 0.5 : $0 }
      for trial in 0..<history.count { inputs += read(history.row(trial)) }
    }

    /// An axis that is not used stands at ½, one of choices outside.
    func read(_ units: [Double]) -> [Double] {
      let used = space.used(units.map { $0.isNaN ? 0.5 : $0 })
      return zip(used, isChoice).map { unit, isChoice in
        unit.isNaN ? (isChoice ? -1 : 0.5) : unit
      }
    }

    func process(_ parameters: Parameters) -> GaussianProcess? {
      GaussianProcess(
        inputs: inputs, values: values, lengths: parameters.lengths.map { exp($0) },
        noise: exp(parameters.noise), isChoice: isChoice)
    }
  }
}

extension SearchSpace {
  /// One step up and one down each axis: whole numbers move by a cell at least, choices to the next in a circle.
  fileprivate func neighbours(of units: [Double], step: Double) -> [[Double]] {
    axes.indices.flatMap { index in
      [1.0, -1.0].map { sign in
        var place = units
        let scale = axes[index].scale
        let cell = scale.count.map { 1 / Double($0) } ?? 0
        if scale.isChoice {
          let moved = units[index] + sign * cell
          place[index] = scale.snapped(moved >= 1 ? 0 : moved <= 0 ? 1 : moved)
        } else {
          let moved = units[index] + sign * max(step, cell)
          place[index] = scale.snapped(min(max(moved, 0), 1))
        }
        return place
      }
    }
  }
}
