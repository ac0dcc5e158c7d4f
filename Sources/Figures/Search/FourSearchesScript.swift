import Core

/// The script of `four-searches`: three simple rules, and the script of the laboratory for the fourth.
enum FourSearchesScript {
  static func text(budget: Int, length: Double, seed: UInt64) throws -> String {
    let method = ExpectedImprovement(startup: 2, length: length)
    let search = try checked {
      try Search(
        space: FourSearches.space, objective: FourSearches.objective, gaussianProcess: budget,
        seed: seed, method: method)
    }
    return """
      \(Python.head)
      import math

      axes = [lambda u: u]


      def error(u):
          wide, deep = (u - 0.25) / 0.12, (u - 0.78) / 0.1
          return 0.62 - 0.22 * math.exp(-(wide * wide)) - 0.42 * math.exp(-(deep * deep))


      def manual(budget):
          best, step, failures = \(Python.number(FourSearches.habit.start)), \(Python.number(FourSearches.habit.step)), 0
          places = [best]
          while len(places) < budget:
              place = min(max(best + step, 0.0), 1.0)
              places.append(place)
              if error(place) < error(best):
                  best, failures = place, 0
              else:
                  failures += 1
                  step = step / -2 if failures % 2 == 0 else -step
          return places

      \(SearchPython.gaussianProcess(search, method, seed))
      budget = \(budget)
      blind = np.random.default_rng(\(seed))
      ways = [manual(budget), [(i + 0.5) / budget for i in range(budget)], [blind.random() for i in range(budget)]]
      bests = [math.inf] * 4
      for k, (point,) in enumerate(units, start=1):
          numbers = []
          for way, u in enumerate([places[k - 1] for places in ways] + [point]):
              bests[way] = min(bests[way], error(u))
              numbers += [u, error(u), bests[way]]
          if model is not None:
              means, deviations = spread(model, np.array([read([point])]))
              low, scale = min(value for _, value in history), model[-1]
              numbers += [low + scale * means[0], scale * deviations[0], improvement(model, np.array([read([point])]))[0]]
          history.append(([point], error(point)))
          show(k, *numbers)

      """
  }
}
