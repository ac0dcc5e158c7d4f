import Core
import Glibc

/// Four ways to look for the lowest point of one hidden curve over 0 … 1, the same number of trials each.
struct FourSearches: Sendable {
  enum Way: Int, CaseIterable, Sendable { case manual, grid, random, bayes }

  /// The validation error over one hyperparameter: a wide valley, and a deeper, narrower one elsewhere.
  static func error(_ u: Double) -> Double {
    let (wide, deep) = ((u - 0.25) / 0.12, (u - 0.78) / 0.1)
    return 0.62 - 0.22 * exp(-(wide * wide)) - 0.42 * exp(-(deep * deep))
  }
  static let space = SearchSpace([.init("u", .linear(0, 1))])
  static let objective = SearchObjective("error", names: ["u"]) { error($0[0]) }

  /// Where experience begins, and its first step.
  static let habit = (start: 0.3, step: 0.1)

  let budget: Int
  /// Trial by trial, way by way.
  private let places: [[Double]]
  private let values: [[Double]]
  private let bests: [[Double]]
  /// What the process knew before each trial of the last way; nil at random trials.
  let models: [ExpectedImprovement.Choice?]

  init(budget: Int, length: Double, seed: UInt64) throws(DomainError) {
    let method = ExpectedImprovement(startup: 2, length: length)
    let search = try Search(
      space: Self.space, objective: Self.objective, gaussianProcess: budget, seed: seed,
      method: method)
    let steps = Array(search)
    var random = NumPyRandom(seed)
    let grid = (0..<budget).map { (Double($0) + 0.5) / Double(budget) }
    let places = [
      Self.manual(budget), grid, (0..<budget).map { _ in random.random() },
      steps.map { $0.point[0] },
    ]
    let values = places.map { $0.map(Self.error) }
    self.budget = budget
    self.places = places
    self.values = values
    bests = values.map { row in
      var best = Double.infinity
      return row.map { value in
        best = min(best, value)
        return best
      }
    }
    models = steps.map(\.gaussian)
  }

  /// A careful person: from a value that once worked, a step up; on while it helps, else the other way, else half
  /// the step.
  static func manual(_ budget: Int) -> [Double] {
    var places = [habit.start]
    var (best, step, failures) = (habit.start, habit.step, 0)
    while places.count < budget {
      let place = min(max(best + step, 0), 1)
      places.append(place)
      if error(place) < error(best) {
        (best, failures) = (place, 0)
      } else {
        failures += 1
        step = failures.isMultiple(of: 2) ? step / -2 : -step
      }
    }
    return places
  }

  func place(_ way: Way, _ trial: Int) -> Double { places[way.rawValue][trial] }
  func value(_ way: Way, _ trial: Int) -> Double { values[way.rawValue][trial] }
  func best(_ way: Way, _ trial: Int) -> Double { bests[way.rawValue][trial] }

  /// What the process thought of a trial before it was made: mean, deviation, expected improvement.
  func outlook(_ trial: Int) -> (mean: Double, deviation: Double, gain: Double)? {
    guard let process = models[trial]?.process else { return nil }
    let place = [place(.bayes, trial)]
    let (means, deviations) = process.posterior(at: place)
    return (means[0], deviations[0], process.expectedImprovement(at: place)[0])
  }
}
