import Core

/// The script of `search`: the same trials in the same order, with the standard library's `math`, which is the
/// same C library as ours.
enum SearchPython {
  static func script(_ setup: SearchControls.Setup) throws -> String {
    let search = setup.search
    let names = search.space.names
    return """
      \(Python.head)
      import math
      \(try objective(setup, names))
      \(scales)
      axes = [
      \(search.space.axes.map { "    \(axis($0)),  # \($0.name)" }.joined(separator: "\n"))
      ]
      \(units(search))
      best = math.nan
      for k, point_units in enumerate(units, start=1):
          point = [axis(u) for axis, u in zip(axes, point_units)]
          result = objective(*point)
          if result < best or math.isnan(best):
              best, best_units = result, point_units
          elif k == 1:
              best_units = point_units
          show(k, point, result, best)

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
    case .grid(let values):
      """
      import itertools

      units = itertools.product(\(values.map { Python.list($0) }.joined(separator: ", ")))
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
    }
  }

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


        def objective(\(arguments)):
            bend = x2 - 5.1 / (4.0 * math.pi * math.pi) * x1 * x1 + 5.0 / math.pi * x1 - 6.0
            return bend * bend + 10.0 * (1.0 - 1.0 / (8.0 * math.pi)) * math.cos(x1) + 10.0

        """
    case "bergstra-bengio" where setup.isBuiltIn:
      return """


        def objective(\(arguments)):
            u, v = (x - 0.65) / 0.1, (y - 0.35) / 0.1
            return 1.0 - 0.9 * math.exp(-(u * u)) - 0.1 * math.exp(-(v * v))

        """
    default:
      let formula = try Expression(parsing: setup.objective.source, values: Set(names))
      let compiled = try CompiledFormula(formula, names: names)
      return """

        \(CompiledFormula.pythonHelpers)
        \(compiled.pythonValue)

        def objective(*point):
            return float(value([num(u) for u in point]))

        """
    }
  }
}
