extension Search {
  /// Where trial `index` goes, after the plan of the trial before it.
  /// - Parameter last: the last step that is known; within a block (``blockEnd(_:)``) it may be an older one.
  func plan(_ index: Int, _ before: Plan, _ last: Step?) -> Plan {
    var plan = Plan(random: before.random)
    switch sampler {
    case .random: plan.units = drawn(&plan.random)
    case .grid(let values, let places):
      plan.units = Search.corner(places[index - 1], of: values)
    case .coarseToFine(let side, let stages):
      let place = (index - 1) % (trials / stages)
      let box = place == 0 ? zoomed(after: last) : before.box ?? zoomed(after: nil)
      plan.box = box
      let steps = Search.corner(
        place,
        of: box.low.map { _ in (0..<side).map { side == 1 ? 0.5 : Double($0) / Double(side - 1) } })
      plan.units = zip(box.low, steps).map { $0 + box.width * $1 }
    case .halton: plan.units = QuasiRandom.halton(index, dimensions: space.axes.count)
    case .sobol: plan.units = QuasiRandom.sobol(index, dimensions: space.axes.count)
    case .latinHypercube(_, let slices):
      plan.units = slices.map {
        (Double($0[index - 1]) + (plan.random?.random() ?? 0)) / Double(trials)
      }
    case .treeParzen:
      guard index > TreeParzen.startup, let last, var random = plan.random else {
        plan.units = space.snapped(drawn(&plan.random))
        break
      }
      let choice = TreeParzen.choice(after: last.history, over: space, using: &random)
      plan.random = random
      plan.units = choice.candidates[choice.chosen].map { $0.isNaN ? 0.5 : $0 }
      plan.parzen = choice
    case .gaussianProcess(let method, _):
      guard index > method.startup, let last, var random = plan.random,
        let (units, why) = method.choice(
          after: last.history, fitted: before.gaussian?.parameters, over: space, using: &random)
      else {
        plan.units = space.snapped(drawn(&plan.random))
        break
      }
      plan.random = random
      plan.units = units
      plan.gaussian = why
    case .halving(let method, _):
      let place = method.place(of: index)
      if place.rung == 0 {
        plan.units = drawn(&plan.random)
        plan.rung = method.first
      } else {
        let rung =
          place.member == 0
          ? before.rung.flatMap { method.rung(after: $0, last?.history) }
          : before.rung
        plan.rung = rung
        plan.units = rung?.units[place.member] ?? []
      }
      plan.rung?.member = place.member
    }
    return plan
  }

  /// The first trial after `index` that waits for the value of one from `index` on, or that would make a block
  /// longer than eight.
  func blockEnd(_ index: Int) -> Int {
    var end = Swift.min(index + 8, trials + 1)
    switch sampler {
    case .random, .grid, .halton, .sobol, .latinHypercube: break
    case .coarseToFine(_, let stages):
      let count = trials / stages
      end = Swift.min(end, (index - 1) / count * count + count + 1)
    case .treeParzen: end = Swift.min(end, Swift.max(index, TreeParzen.startup) + 1)
    case .gaussianProcess(let method, _): end = Swift.min(end, Swift.max(index, method.startup) + 1)
    case .halving(let method, _):
      let place = method.place(of: index)
      end = Swift.min(end, index - place.member + method.sizes[place.rung])
    }
    return end
  }

  private func drawn(_ random: inout NumPyRandom?) -> [Double] {
    space.axes.map { _ in random?.random() ?? 0 }
  }

  /// The box of the next stage.
  private func zoomed(after last: Step?) -> (low: [Double], width: Double) {
    guard let last, let box = last.box else { return (space.axes.map { _ in 0 }, 1) }
    let width = box.width / 2
    return (last.bestUnits.map { Swift.min(Swift.max($0 - width / 2, 0), 1 - width) }, width)
  }

  /// The place of a number in a grid whose first axis is the slowest.
  static func corner(_ index: Int, of values: [[Double]]) -> [Double] {
    var rest = index
    var units: [Double] = []
    for axis in values.reversed() {
      units.append(axis[rest % axis.count])
      rest /= axis.count
    }
    return units.reversed()
  }
}
