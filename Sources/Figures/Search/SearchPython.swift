import Core

/// The script of `search`: the same trials in the same order, with the standard library's `math`, which is the
/// same C library as ours.
enum SearchPython {
  static func script(_ setup: SearchControls.Setup) throws -> String {
    let search = setup.search
    let names = search.space.names
    let isHalving = if case .halving = search.sampler { true } else { false }
    return """
      \(Python.head)
      import math
      \(try objective(setup, names))
      \(scales)
      axes = [
      \(search.space.axes.map { "    \(axis($0)),  # \($0.name)" }.joined(separator: "\n"))
      ]
      \(places(search.space))
      \(units(search))
      best = math.nan
      for k, \(isHalving ? "(rung, budget, point_units)" : "point_units") in enumerate(units, start=1):
          point = place(point_units)
          result = objective(*[math.nan if v is None else v for v in point]\(isHalving ? ", budget=budget" : ""))
          if result < best or (math.isnan(best) and not math.isnan(result)):
              best, best_units = result, point_units
          elif k == 1:
              best_units = point_units
      \(looksBack(search) ? "    history.append((used(point_units), result))\n" : "")\
          show(k, *point, result, best\(isHalving ? ", rung, budget" : ""))

      """
  }

  private static func looksBack(_ search: Search) -> Bool {
    switch search.sampler {
    case .treeParzen, .gaussianProcess, .halving: true
    default: false
    }
  }

  /// From the unit cube to a point; `None` where a condition does not hold.
  private static func places(_ space: SearchSpace) -> String {
    guard space.isConditional else {
      return """

        def place(units):
            return [axis(u) for axis, u in zip(axes, units)]

        """
    }
    let tests = space.axes.map { axis -> String in
      let tests = axis.conditions.map { condition -> String in
        let sign = condition.relation == .equal ? "==" : condition.relation.rawValue
        let tested = "p[\(condition.axis)]"
        return "\(tested) is not None and \(tested) \(sign) \(Python.number(condition.value))"
      }
      return "    lambda p: \(tests.isEmpty ? "True" : tests.joined(separator: " and ")),"
    }
    return """
      # Whether an axis is used, given those before it.
      tests = [
      \(tests.joined(separator: "\n"))
      ]


      def place(units):
          point = []
          for axis, test, u in zip(axes, tests, units):
              point.append(axis(u) if test(point) else None)
          return point

      """
  }

  private static let scales = """

    def linear(a, b):
        return lambda u: a if u <= 0 else b if u >= 1 else a + (b - a) * u


    def log(a, b):
        return lambda u: a if u <= 0 else b if u >= 1 else math.exp(math.log(a) + u * math.log(b / a))


    def choice(values):
        return lambda u: values[min(math.floor(u * len(values)), len(values) - 1)]


    """

  private static func axis(_ axis: SearchSpace.Axis) -> String {
    switch axis.scale {
    case .linear(let a, let b): "linear(\(Python.number(a)), \(Python.number(b)))"
    case .log(let a, let b): "log(\(Python.number(a)), \(Python.number(b)))"
    case .int(let a, let b): "choice(range(\(a), \(b) + 1))"
    case .choice(let values): "choice(\(Python.list(values)))"
    }
  }

  private static func units(_ search: Search) -> String {
    switch search.sampler {
    case .random(let seed):
      """

      rng = np.random.default_rng(\(seed))
      units = ([rng.random() for axis in axes] for trial in range(\(search.trials)))
      """
    case .grid(let values, _):
      """
      import itertools

      \(search.space.isConditional ? conditionalGrid : "")\
      units = \(search.space.isConditional ? "distinct" : "")(\
      itertools.product(\(values.map { Python.list($0) }.joined(separator: ", "))))
      """
    case .halton: halton(search)
    case .coarseToFine(let side, let stages): zoom(search, side, stages)
    case .sobol: sobol(search)
    case .latinHypercube(let seed, _):
      """

      rng = np.random.default_rng(\(seed))
      slices = [rng.permutation(\(search.trials)) for axis in axes]
      units = ([(int(s[t]) + rng.random()) / \(search.trials) for s in slices] for t in range(\(search.trials)))
      """
    case .treeParzen(let seed): treeParzen(search, seed)
    case .gaussianProcess(let method, let seed): gaussianProcess(search, method, seed)
    case .halving(let method, let seed): halving(search, method, seed)
    }
  }

  private static let conditionalGrid = """

    def distinct(places):
        seen = set()
        for units in places:
            key = tuple(None if v is None else u for u, v in zip(units, place(units)))
            if key not in seen:
                seen.add(key)
                yield units


    """

  /// A generator that looks at the best point so far.
  private static func zoom(_ search: Search, _ side: Int, _ stages: Int) -> String {
    """
    import itertools

    best_units = None


    def zooms():
        low, width = [0.0] * len(axes), 1.0
        for stage in range(\(stages)):
            if stage > 0:
                width = width / 2.0
                low = [min(max(u - width / 2.0, 0.0), 1.0 - width) for u in best_units]
            places = [\(side == 1 ? "0.5" : "i / \(side - 1).0") for i in range(\(side))]
            for corner in itertools.product(places, repeat=len(axes)):
                yield [a + width * u for a, u in zip(low, corner)]


    units = zooms()
    """
  }

  private static func halton(_ search: Search) -> String {
    """


    def halton(index, base):
        value, share = 0.0, 1.0 / base
        while index > 0:
            value += index % base * share
            share /= base
            index //= base
        return value


    bases = \(QuasiRandom.primes(search.space.axes.count))
    units = ([halton(index, base) for base in bases] for index in range(1, \(search.trials) + 1))
    """
  }

  private static func sobol(_ search: Search) -> String {
    let rows = QuasiRandom.directions.prefix(search.space.axes.count)
    return """


      def sobol(index, numbers):
          gray, bits = index ^ (index >> 1), 0
          for bit, number in enumerate(numbers):
              if gray >> bit & 1:
                  bits ^= number
          return bits * 2.0**-32


      # Joe and Kuo's direction numbers.
      directions = [
      \(rows.map { "    \($0)," }.joined(separator: "\n"))
      ]
      units = ([sobol(index, numbers) for numbers in directions] for index in range(1, \(search.trials) + 1))
      """
  }

  private static func objective(_ setup: SearchControls.Setup, _ names: [String]) throws -> String {
    let arguments = names.joined(separator: ", ")
    switch setup.objective.source {
    case "branin" where setup.isBuiltIn:
      return """


        def objective(\(arguments), budget=9.0):
            bend = x2 - 5.1 / (4.0 * math.pi * math.pi) * x1 * x1 + 5.0 / math.pi * x1 - 6.0
            return bend * bend + 10.0 * (1.0 - 1.0 / (8.0 * math.pi)) * math.cos(x1) + 10.0

        """
    case "bergstra-bengio" where setup.isBuiltIn:
      return """


        def objective(\(arguments), budget=9.0):
            u, v = (x - 0.65) / 0.1, (y - 0.35) / 0.1
            return 1.0 - 0.9 * math.exp(-(u * u)) - 0.1 * math.exp(-(v * v))

        """
    case "learning-curve" where setup.isBuiltIn:
      return """


        def objective(\(arguments), budget=9.0):
            exponent = math.log10(lr)
            end = 0.1 + 0.1 * (exponent + 2.7) * (exponent + 2.7)
            speed = 4.0 * math.exp(0.8 * exponent)
            return end + (2.3 - end) * math.exp(-budget * speed)

        """
    case SearchObjective.digitsName where setup.isBuiltIn: return try DigitsScript.objective(names)
    default:
      let budget = SearchObjective.budgetName
      let known = names.contains(budget) ? names : names + [budget]
      let formula = try Expression(parsing: setup.objective.source, values: Set(known))
      let compiled = try CompiledFormula(formula, names: known)
      return """

        \(CompiledFormula.pythonHelpers)
        \(compiled.pythonValue)

        def objective(*point, budget=9.0):
            return float(value([num(u) for u in (*point, budget)]))

        """
    }
  }
}
