/// Line searches and the trust region's step in the order of operations of Core.
extension MinimizePython {
  static let backtracking = """
    def backtracking(x, f, g, d, first):
        # Armijo by halves: the rate, or None.
        slope, t = dot(g, d), first
        if not slope < 0:
            return None
        for _ in range(60):
            if value(moved(x, t, d)) <= f + 1e-4 * t * slope:
                return t
            t = t * 0.5
        return None

    """

  static let weakWolfe = """
    def weak_wolfe(x, f, g, d, first):
        # Doubling and bisection: f falls enough, and the slope has risen to 0.9 of what it was.
        slope, low, high, t = dot(g, d), num(0.0), num(np.inf), first
        if not slope < 0:
            return None
        for _ in range(60):
            point = moved(x, t, d)
            falls = value(point) <= f + 1e-4 * t * slope
            if falls and dot(gradient(point), d) >= 0.9 * slope:
                return t
            low, high = (t, high) if falls else (low, t)
            t = 0.5 * (low + high) if np.isfinite(high) else 2 * low
        return None

    """

  static let strongWolfe = """
    def strong_wolfe(x, f, g, d, first, curvature):
        # More and Thuente (1994): an end of the interval is (t, value, slope).
        slope0 = dot(g, d)
        if not slope0 < 0 or not first > 0:
            return None
        test = 1e-4 * slope0
        best = other = (num(0.0), f, slope0)
        bracketed, first_stage = False, True
        width, width1 = num(1e20), num(2e20)
        shortest, farthest = num(0.0), first + 4 * first
        t, seen = first, False
        for _ in range(40):
            point = moved(x, t, d)
            height, slope = value(point), dot(gradient(point), d)
            aim = f + t * test
            if height <= aim and abs(slope) <= curvature * -slope0:
                return t
            if not (np.isfinite(height) and np.isfinite(slope)):
                # Beyond the edge of the domain: half-way back, and never that far again.
                other, farthest = (t, num(np.inf), num(np.inf)), t
                t = best[0] + 0.5 * (t - best[0])
                if t == best[0]:
                    break
                continue
            if first_stage and height <= aim and slope >= 0:
                first_stage = False
            if bracketed and (t <= shortest or t >= farthest or farthest - shortest <= 1e-16 * farthest):
                break
            before, trial = best[0], (t, height, slope)
            limits = (shortest, farthest)
            if first_stage and height <= best[1] and height > aim:
                # The auxiliary function f(t) - f(0) - c1 t f'(0).
                low = (best[0], best[1] - best[0] * test, best[2] - test)
                high = (other[0], other[1] - other[0] * test, other[2] - test)
                shifted = (t, height - t * test, slope - test)
                t, low, high, bracketed = next_trial(low, high, shifted, bracketed, limits)
                best = (low[0], low[1] + low[0] * test, low[2] + test)
                other = (high[0], high[1] + high[0] * test, high[2] + test)
            else:
                t, best, other, bracketed = next_trial(best, other, trial, bracketed, limits)
            if best[0] != before:
                seen = True
            if bracketed:
                if abs(other[0] - best[0]) >= 0.66 * width1:
                    t = best[0] + 0.5 * (other[0] - best[0])
                width1, width = width, abs(other[0] - best[0])
                shortest, farthest = min(best[0], other[0]), max(best[0], other[0])
            else:
                shortest, farthest = t + 1.1 * (t - best[0]), t + 4 * (t - best[0])
            t = min(max(t, num(0.0)), num(1e20))
            if bracketed and (t <= shortest or t >= farthest or farthest - shortest <= 1e-16 * farthest):
                break
        # Rounding ended the search: the lowest point seen is taken if it is lower at all.
        return best[0] if best[0] > 0 and best[1] < f and seen else None


    def next_trial(best, other, trial, bracketed, limits):
        t, height, slope = trial
        shortest, farthest = limits
        sign = slope * (-1 if best[2] < 0 else 1 if best[2] > 0 else 0)

        def cubic(end):
            theta = 3 * (end[1] - height) / (t - end[0]) + end[2] + slope
            return theta, max(abs(theta), max(abs(end[2]), abs(slope)))

        def root(theta, scale, end):
            inner = (theta / scale) * (theta / scale) - (end[2] / scale) * (slope / scale)
            return scale * np.sqrt(max(num(0.0), inner))

        if height > best[1]:  # higher: the minimum is bracketed
            theta, scale = cubic(best)
            gamma = root(theta, scale, best)
            if t < best[0]:
                gamma = -gamma
            p = (gamma - best[2]) + theta
            q = ((gamma - best[2]) + gamma) + slope
            by_cubic = best[0] + (p / q) * (t - best[0])
            by_square = best[0] + ((best[2] / ((best[1] - height) / (t - best[0]) + best[2])) / 2) * (
                t - best[0]
            )
            if abs(by_cubic - best[0]) <= abs(by_square - best[0]):
                step = by_cubic
            else:
                step = by_cubic + (by_square - by_cubic) / 2
            bracketed = True
        elif sign < 0:  # lower, slopes of opposite sign: bracketed
            theta, scale = cubic(best)
            gamma = root(theta, scale, best)
            if t > best[0]:
                gamma = -gamma
            p = (gamma - slope) + theta
            q = ((gamma - slope) + gamma) + best[2]
            by_cubic = t + (p / q) * (best[0] - t)
            by_secant = t + (slope / (slope - best[2])) * (best[0] - t)
            step = by_cubic if abs(by_cubic - t) > abs(by_secant - t) else by_secant
            bracketed = True
        elif abs(slope) < abs(best[2]):  # lower, the slope flattens
            theta, scale = cubic(best)
            gamma = root(theta, scale, best)
            if t > best[0]:
                gamma = -gamma
            p = (gamma - slope) + theta
            q = (gamma + (best[2] - slope)) + gamma
            r = p / q
            if r < 0 and gamma != 0:
                by_cubic = t + r * (best[0] - t)
            else:
                by_cubic = farthest if t > best[0] else shortest
            by_secant = t + (slope / (slope - best[2])) * (best[0] - t)
            if bracketed:
                step = by_cubic if abs(by_cubic - t) < abs(by_secant - t) else by_secant
                bound = t + 0.66 * (other[0] - t)
                step = min(bound, step) if t > best[0] else max(bound, step)
            else:
                step = by_cubic if abs(by_cubic - t) > abs(by_secant - t) else by_secant
                step = min(farthest, max(shortest, step))
        elif bracketed:  # lower, the slope does not flatten
            theta, scale = cubic(other)
            gamma = root(theta, scale, other)
            if t > other[0]:
                gamma = -gamma
            p = (gamma - slope) + theta
            q = ((gamma - slope) + gamma) + other[2]
            step = t + (p / q) * (other[0] - t)
        else:
            step = farthest if t > best[0] else shortest
        if height > best[1]:
            other = trial
        else:
            if sign < 0:
                other = best
            best = trial
        return step, best, other, bracketed

    """

  /// Moré and Sorensen in the eigenvectors' coordinates, as in our `TrustRegion`.
  static let region = """
    def region_step(g, values, vectors, radius):
        # min g'p + p'Hp/2 over |p| <= radius: p, whether it touches, and what the model promises.
        n = len(g)
        slopes = [straight_dot([vectors[i][k] for i in range(n)], g) for k in range(n)]
        lowest = values[0]
        tiny = EPSILON * max(max(abs(v) for v in values), 1e-300)

        def at(shift):
            return [
                num(0.0) if s == 0 else -s / (v + shift) for s, v in zip(slopes, values)
            ]

        def norm(p):
            return np.sqrt(straight_dot(p, p))

        p, touches = None, True
        if lowest > tiny:
            p = at(0.0)
            touches = norm(p) > radius
        if touches:
            floor = max(num(0.0), -lowest)
            close = floor + max(tiny, 1e-14 * floor)
            nearest = at(close)
            if norm(nearest) <= radius and lowest <= tiny:
                # The hard case: g has no part along the lowest eigenvector, which is added.
                p = [
                    num(0.0) if v + floor <= 8 * tiny else u for v, u in zip(values, nearest)
                ]
                rest = np.sqrt(max(num(0.0), radius * radius - straight_dot(p, p)))
                if floor > 0 or rest > 0:
                    p[0] = p[0] + (-rest if slopes[0] > 0 else rest)
            else:
                low, high = close, floor + norm(slopes) / radius + tiny
                shift = num(0.0)
                if not lowest > tiny:
                    shift = min(high, max(close, floor + 1e-3 * (high - floor)))
                for _ in range(100):
                    p = at(shift)
                    length = norm(p)
                    if abs(length - radius) <= 1e-13 * radius:
                        break
                    if length > radius:
                        low = max(low, shift)
                    else:
                        high = min(high, shift)
                    bend = num(0.0)
                    for k in range(n):
                        if p[k] != 0:
                            bend = bend + p[k] * p[k] / (values[k] + shift)
                    newton = shift + (length * length / bend) * ((length - radius) / radius)
                    following = newton if low < newton < high else 0.5 * (low + high)
                    if following == shift:
                        break
                    shift = following
        drop = num(0.0)
        for s, v, u in zip(slopes, values, p):
            drop = drop - (s * u + 0.5 * v * u * u)
        return [straight_dot(row, p) for row in vectors], touches, drop

    """
}
