import Glibc

/// The forgetting curve and the memory updates of FSRS-6, as pure functions.
///
/// Stability S is the days until recall falls to 90 %, at least 0.001; difficulty D lies in 1…10; `days` are whole
/// days since the last review.
///
/// Source: the open-spaced-repetition project, FSRS-6 with its published default weights.
package struct FSRS: Equatable, Sendable {
  /// w0 … w20.
  package let weights: [Double]

  package static let defaultWeights: [Double] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ]

  /// What each weight may be.
  package static let bounds: [ClosedRange<Double>] = [
    0.001...100, 0.001...100, 0.001...100, 0.001...100, 1...10, 0.001...4, 0.001...4,
    0.001...0.75, 0...4.5, 0...0.8, 0.001...3.5, 0.001...5, 0.001...0.25, 0.001...0.9, 0...4,
    0...1, 1...6, 0...2, 0...2, 0...0.8, 0.1...0.8,
  ]

  package init() { weights = Self.defaultWeights }

  /// nil unless there are 21 weights, each within its bounds.
  package init?(weights: [Double]) {
    guard weights.count == Self.bounds.count,
      zip(weights, Self.bounds).allSatisfy({ $1.contains($0) })
    else { return nil }
    self.weights = weights
  }

  /// The memory of a card.
  package struct Memory: Equatable, Sendable {
    package var stability: Double
    package var difficulty: Double
    package init(stability: Double, difficulty: Double) {
      self.stability = stability
      self.difficulty = difficulty
    }
  }

  private static let leastStability = 0.001
  private static let greatestStability = 36_500.0

  // MARK: - The curve

  /// c of the curve: R = 0.9 at t = S.
  private var curvature: Double { pow(0.9, -1 / weights[20]) - 1 }

  /// The chance of recall after some days, 0…1.
  package func recall(after days: Double, stability: Double) -> Double {
    pow(1 + curvature * max(0, days) / stability, -weights[20])
  }

  /// Days until recall falls to `retention`, not rounded.
  package func exactInterval(stability: Double, retention: Double) -> Double {
    stability / curvature * (pow(retention, -1 / weights[20]) - 1)
  }

  /// Whole days until recall falls to `retention`, 1…`longest`.
  package func interval(stability: Double, retention: Double, longest: Int = 36_500) -> Int {
    let days = exactInterval(stability: stability, retention: retention)
    guard days.isFinite else { return longest }
    return Int(max(1, min(Double(longest), days.rounded(.toNearestOrEven))))
  }

  // MARK: - The updates

  /// The memory after the first review.
  package func first(_ grade: Grade) -> Memory {
    Memory(
      stability: clampedStability(weights[grade.rawValue - 1]),
      difficulty: clampedDifficulty(firstDifficulty(grade)))
  }

  /// The memory after a later review. Stability moves by the old difficulty.
  package func next(_ memory: Memory, _ grade: Grade, after days: Int) -> Memory {
    let stability: Double
    if days < 1 {
      stability = sameDay(memory, grade)
    } else if grade == .again {
      stability = lapsed(memory, after: days)
    } else {
      stability = recalled(memory, grade, after: days)
    }
    return Memory(
      stability: clampedStability(stability), difficulty: difficulty(memory.difficulty, grade))
  }

  private func sameDay(_ memory: Memory, _ grade: Grade) -> Double {
    let exponent = weights[17] * (Double(grade.rawValue) - 3 + weights[18])
    let factor = exp(exponent) * pow(memory.stability, -weights[19])
    return memory.stability * (grade == .again ? factor : max(factor, 1))
  }

  private func recalled(_ memory: Memory, _ grade: Grade, after days: Int) -> Double {
    let recall = recall(after: Double(days), stability: memory.stability)
    let hard = grade == .hard ? weights[15] : 1
    let easy = grade == .easy ? weights[16] : 1
    let growth =
      exp(weights[8]) * (11 - memory.difficulty) * pow(memory.stability, -weights[9])
      * (exp(weights[10] * (1 - recall)) - 1) * hard * easy
    return memory.stability * (1 + growth)
  }

  private func lapsed(_ memory: Memory, after days: Int) -> Double {
    let recall = recall(after: Double(days), stability: memory.stability)
    let long =
      weights[11] * pow(memory.difficulty, -weights[12])
      * (pow(memory.stability + 1, weights[13]) - 1) * exp(weights[14] * (1 - recall))
    return min(long, memory.stability / exp(weights[17] * weights[18]))
  }

  /// D₀ of a grade, not clamped: the mean that difficulty returns to is D₀(easy) as it stands here.
  package func firstDifficulty(_ grade: Grade) -> Double {
    weights[4] - exp(weights[5] * Double(grade.rawValue - 1)) + 1
  }

  private func difficulty(_ old: Double, _ grade: Grade) -> Double {
    let moved = old - weights[6] * Double(grade.rawValue - 3) * (10 - old) / 9
    return clampedDifficulty(
      weights[7] * firstDifficulty(.easy) + (1 - weights[7]) * moved)
  }

  private func clampedDifficulty(_ value: Double) -> Double { max(1, min(10, value)) }

  private func clampedStability(_ value: Double) -> Double {
    max(Self.leastStability, min(Self.greatestStability, value))
  }
}
