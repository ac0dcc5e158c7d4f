import Core

/// Samplers that look back: what their scripts do with the trials so far, in the program's order of operations.
extension SearchPython {
  /// What all of them start from.
  private static func beginning(_ space: SearchSpace, seed: UInt64) -> String {
    let cells = space.axes.map { "\($0.scale.count ?? 0)" }.joined(separator: ", ")
    let choices = space.axes.map { $0.scale.isChoice ? "True" : "False" }.joined(separator: ", ")
    let used =
      space.isConditional
      ? "[math.nan if v is None else u for u, v in zip(units, place(units))]" : "list(units)"
    return """

      rng = np.random.default_rng(\(seed))
      cells = [\(cells)]  # values of an int or choice axis; 0: not counted
      choices = [\(choices)]
      history = []  # (place on the unit cube, nan where an axis is not used; value)


      def snapped(units):
          return [u if n == 0 else (min(max(math.floor(u * n), 0), n - 1) + 0.5) / n for u, n in zip(units, cells)]


      def used(units):
          return \(used)


      def drawn():
          return [rng.random() for axis in axes]


      def ranked(trials):
          return sorted(trials, key=lambda t: (math.isnan(t[1]), 0.0 if math.isnan(t[1]) else t[1]))


      def normal(z):
          return 0.5 * math.erfc(-z / 1.4142135623730951)


      """
  }

  static func halving(_ search: Search, _ method: SuccessiveHalving, _ seed: UInt64) -> String {
    """
    \(beginning(search.space, seed: seed))
    sizes = \(method.sizes)


    def rungs():
        budget = \(Python.number(method.firstBudget))
        for _ in range(sizes[0]):
            yield 0, budget, drawn()
        for rung in range(1, len(sizes)):
            budget *= 3.0
            kept = ranked(history[-sizes[rung - 1]:])[:sizes[rung]]
            for units, _ in kept:
                yield rung, budget, [0.5 if math.isnan(u) else u for u in units]


    units = rungs()
    """
  }

  static func treeParzen(_ search: Search, _ seed: UInt64) -> String {
    """
    \(beginning(search.space, seed: seed))
    def mixture(centres):
        widths = [[math.nan] * len(axes) for c in centres]
        factors = [[1.0] * len(axes) for c in centres]
        for a in range(len(axes)):
            if choices[a]:
                continue
            floor = max(0.01, 1 / cells[a] if cells[a] else 0.0)
            rows = sorted((c[a], i) for i, c in enumerate(centres) if not math.isnan(c[a]))
            for p, (c, i) in enumerate(rows):
                left = rows[p - 1][0] if p > 0 else 0.0
                right = rows[p + 1][0] if p + 1 < len(rows) else 1.0
                w = min(max(max(c - left, right - c), floor), 1.0)
                mass = normal((1 - c) / w) - normal((0 - c) / w)
                widths[i][a], factors[i][a] = w, 1 / (w * mass * 2.5066282746310002)
        return centres, widths, factors


    def density(bumps, units):
        total, share = 1.0, 1 / len(bumps[0])
        for centre, width, own in zip(*bumps):
            factor, square = 1.0, 0.0
            for a, u in enumerate(units):
                if math.isnan(centre[a]) or math.isnan(u):
                    continue
                if choices[a]:
                    weight = (1 + share if u == centre[a] else share) / (1 + cells[a] * share)
                    factor *= weight * cells[a]
                else:
                    z = (u - centre[a]) * (1 / width[a])
                    factor *= own[a]
                    square += z * z
            total += factor * math.exp(-0.5 * square)
        return total / (len(bumps[0]) + 1)


    def draw(bumps):
        centres, widths, _ = bumps
        row, units = int(rng.random() * (len(centres) + 1)), []
        for a in range(len(axes)):
            c = math.nan if row == len(centres) else centres[row][a]
            if math.isnan(c):
                u = rng.random()
            elif choices[a]:
                share = 1 / len(centres)
                height = rng.random() * (1 + cells[a] * share) - 1
                u = c if height < 0 else (min(int(height / share), cells[a] - 1) + 0.5) / cells[a]
            else:
                for _ in range(100):
                    u = c + widths[row][a] * rng.standard_normal()
                    if 0 <= u <= 1:
                        break
                else:
                    u = c
            units.append(u)
        return units


    def trials():
        for trial in range(\(search.trials)):
            if trial < \(TreeParzen.startup):
                yield snapped(drawn())
                continue
            order = [units for units, value in ranked(history)]
            size = min((len(order) + 9) // 10, 25)
            good, rest = mixture(order[:size]), mixture(order[size:])
            places = [used(snapped(draw(good))) for _ in range(\(TreeParzen.candidates))]
            scores = [density(good, units) / density(rest, units) for units in places]
            yield [0.5 if math.isnan(u) else u for u in places[scores.index(max(scores))]]


    units = trials()
    """
  }

  static func gaussianProcess(
    _ search: Search, _ method: ExpectedImprovement, _ seed: UInt64
  ) -> String {
    """
    \(beginning(search.space, seed: seed))
    \(GaussianScript.process)
    def read(units):
        units = used([0.5 if math.isnan(u) else u for u in units])
        return [(-1.0 if c else 0.5) if math.isnan(u) else u for u, c in zip(units, choices)]


    def neighbours(units, step):
        for a, u in enumerate(units):
            for sign in (1.0, -1.0):
                place, cell = list(units), 1 / cells[a] if cells[a] else 0.0
                if choices[a]:
                    moved = u + sign * cell
                    place[a] = 0.0 if moved >= 1 else 1.0 if moved <= 0 else moved
                else:
                    place[a] = min(max(u + sign * max(step, cell), 0.0), 1.0)
                snap = snapped(place)
                yield [snap[b] if b == a else w for b, w in enumerate(units)]


    model = None  # what led to the trial; None at random ones


    def trials():
        global model
        parameters = [math.log(\(Python.number(method.length ?? 0.3)))] * len(axes) + [math.log(1e-8)]
        for trial in range(\(search.trials)):
            finite = [value for units, value in history if math.isfinite(value)]
            if trial < \(method.startup) or not finite:
                yield snapped(drawn())
                continue
            inputs = np.array([read(units) for units, value in history])
            values = [value if math.isfinite(value) else max(finite) for units, value in history]
            top = [0.5 if math.isnan(u) else u for u in history[values.index(min(finite))][0]]
            model, parameters = fitted(inputs, values, parameters, \(method.length == nil ? "True" : "False"))
            if model is None:
                yield snapped(drawn())
                continue
            places = [snapped(drawn()) for _ in range(min(100 * len(axes), 500))]
            promised = improvement(model, np.array([read(units) for units in places + [top]]))
            order = sorted(range(len(places)), key=lambda i: -promised[i])[:3]
            starts = [places[i] for i in order] + [top]
            gains = [promised[i] for i in order] + [promised[-1]]
            steps = [0.1] * len(starts)
            for _ in range(\(ExpectedImprovement.rounds)):
                around = [list(neighbours(u, h)) for u, h in zip(starts, steps)]
                promised = improvement(model, np.array([read(units) for group in around for units in group]))
                for i, group in enumerate(around):
                    own = promised[i * len(group):(i + 1) * len(group)]
                    if max(own) > gains[i]:
                        gains[i], starts[i] = max(own), group[own.index(max(own))]
                    else:
                        steps[i] /= 2.5
            yield starts[gains.index(max(gains))]


    units = trials()
    """
  }
}

/// A Gaussian process in NumPy, every number by the program's own operations: products and sums entry by entry,
/// exponentials by the C library.
enum GaussianScript {
  static let process = """
    def kernel(a, b, lengths):
        square = np.zeros((len(a), len(b)))
        for x, y, length, choice in zip(a.T, b.T, lengths, choices):
            z = (x[:, None] != y if choice else x[:, None] - y) * (1 / length)
            square += z * z
        r = np.sqrt(5.0 * square)
        exp = np.array([math.exp(v) for v in (-r).ravel()]).reshape(r.shape)
        return (1.0 + r + r * r / 3.0) * exp


    def cholesky(k):
        for j in range(len(k)):
            if not 0.0 < k[j, j] < math.inf:
                return None
            k[j, j] = math.sqrt(k[j, j])
            k[j + 1:, j] /= k[j, j]
            k[j + 1:, j + 1:] -= np.outer(k[j + 1:, j], k[j + 1:, j])
        return k


    def forward(l, b):
        for j in range(len(l)):
            b[j] /= l[j, j]
            b[j + 1:] -= np.multiply.outer(l[j + 1:, j], b[j])
        return b


    # The process of the values scaled to 0 ... 1, and the logarithm of its evidence.
    def process(inputs, values, parameters):
        lengths, n = [math.exp(p) for p in parameters[:-1]], len(values)
        low, scale = min(values), max(values) - min(values)
        is_flat = not 0.0 < scale < math.inf
        l = cholesky(kernel(inputs, inputs, lengths) + math.exp(parameters[-1]) * np.eye(n))
        if l is None:
            return None
        ones = forward(l, np.ones(n))
        targets = forward(l, np.array([0.0 if is_flat else (v - low) / scale for v in values]))
        product = square = logarithm = total = 0.0
        for i in range(n):
            product += ones[i] * targets[i]
            square += ones[i] * ones[i]
            logarithm += math.log(l[i, i])
        mean = product / square
        weights = targets - mean * ones
        for w in weights:
            total += w * w
        variance = total / n
        evidence = -0.5 * n * math.log(variance) - logarithm if variance > 0 else -math.inf
        return evidence, inputs, lengths, l, mean, weights, variance if variance > 0 else 1.0, 1.0 if is_flat else scale


    # Means and deviations, on the scale of 0 ... 1.
    def spread(model, places):
        _, inputs, lengths, l, mean, weights, variance, _ = model
        rows = forward(l, kernel(inputs, places, lengths))
        means, rests = np.full(len(places), mean), np.ones(len(places))
        for weight, row in zip(weights, rows):
            means += weight * row
            rests -= row * row
        return means, np.sqrt(variance * np.maximum(rests, 1e-18))


    def improvement(model, places):
        gains, scale = [], model[-1]
        for m, s in zip(*spread(model, places)):
            z = float((0.0 - m) / s)
            density = math.exp(-0.5 * (z * z)) / 2.5066282746310002
            gains.append(float(scale * ((0.0 - m) * normal(z) + s * density)))
        return gains


    def posterior(model, parameters):
        prior = 0.0
        for p in parameters[:-1]:
            prior += (p - math.log(0.5)) * (p - math.log(0.5))
        return model[0] - 0.5 * prior


    def fitted(inputs, values, parameters, is_free):
        parameters = list(parameters)
        model = process(inputs, values, parameters)
        while model is None and parameters[-1] < 0:
            parameters[-1] += math.log(10)
            model = process(inputs, values, parameters)
        if model is None or not is_free:
            return model, parameters
        score = posterior(model, parameters)
        for step in (0.3, 0.1):
            for i in range(len(parameters)):
                is_length = i < len(parameters) - 1
                low, high = (0.03, 3.0) if is_length else (1e-10, 0.1)
                for sign in (1.0, -1.0):
                    tried = list(parameters)
                    moved = tried[i] + sign * (step if is_length else math.log(10))
                    tried[i] = min(max(moved, math.log(low)), math.log(high))
                    other = process(inputs, values, tried)
                    if other is None:
                        continue
                    value = posterior(other, tried)
                    if value > score:
                        model, parameters, score = other, tried, value
                        break
        return model, parameters


    """
}
