/// Vectors, systems and eigenvectors in the order of operations of Core.
extension MinimizePython {
  static let vectors = """
    EPSILON = 2.220446049250313e-16


    def straight_dot(a, b):
        total = num(0.0)
        for u, v in zip(a, b):
            total = total + u * v
        return total


    def dot(a, b):
        # Up to 32 entries from the left; more in eight interleaved sums.
        if len(a) <= 32:
            return straight_dot(a, b)
        whole = len(a) // 8 * 8
        total = num(0.0)
        for lane in range(8):
            total = total + straight_dot(a[lane:whole:8], b[lane:whole:8])
        for u, v in zip(a[whole:], b[whole:]):
            total = total + u * v
        return total


    def moved(x, t, d):
        return [u + t * v for u, v in zip(x, d)]

    """

  /// Gaussian elimination with partial pivoting, as in our `LUFactors`.
  static let solve = """
    def solve(A, b):
        A, x, n = [list(row) for row in A], list(b), len(b)
        if not np.all(np.isfinite(A)):
            return None
        for k in range(n):
            pivot = max(range(k, n), key=lambda i: (abs(A[i][k]), -i))
            A[k], A[pivot], x[k], x[pivot] = A[pivot], A[k], x[pivot], x[k]
            if A[k][k] == 0 or not np.isfinite(A[k][k]):
                return None
            for i in range(k + 1, n):
                factor = A[i][k] / A[k][k]
                for j in range(k + 1, n):
                    A[i][j] = A[i][j] - factor * A[k][j]
                x[i] = x[i] - factor * x[k]
        for i in reversed(range(n)):
            for j in range(i + 1, n):
                x[i] = x[i] - A[i][j] * x[j]
            x[i] = x[i] / A[i][i]
        return x if np.all(np.isfinite(x)) else None

    """

  static let cholesky = """
    def cholesky(A, shift):
        # L with L L' = A + shift I; None unless that is positive definite.
        n = len(A)
        L = [[num(0.0)] * n for _ in range(n)]
        for i in range(n):
            for j in range(i + 1):
                total = A[i][j] + (shift if i == j else 0.0)
                if j > 32:
                    total = total - dot(L[i][:j], L[j][:j])
                else:
                    for m in range(j):
                        total = total - L[i][m] * L[j][m]
                if i == j:
                    if not (total > 0 and np.isfinite(total)):
                        return None
                    L[i][i] = np.sqrt(total)
                else:
                    L[i][j] = total / L[j][j]
        return L


    def cholesky_solve(L, b):
        x, n = list(b), len(b)
        for i in range(n):
            for j in range(i):
                x[i] = x[i] - L[i][j] * x[j]
            x[i] = x[i] / L[i][i]
        for i in reversed(range(n)):
            for j in range(i + 1, n):
                x[i] = x[i] - L[j][i] * x[j]
            x[i] = x[i] / L[i][i]
        return x

    """

  /// Cyclic Jacobi rotations, as in our `SymmetricEigen`.
  static let jacobi = """
    def eigen(H):
        # Eigenvalues, ascending, and eigenvectors (the columns), by Jacobi rotations.
        n = len(H)
        largest = max(abs(v) for row in H for v in row)
        scale = num(math.ldexp(1.0, math.frexp(largest)[1] - 1)) if largest > 0 else num(1.0)
        a = [[H[min(i, j)][max(i, j)] / scale for j in range(n)] for i in range(n)]
        v = [[num(i == j) for j in range(n)] for i in range(n)]
        for _ in range(60):
            done = True
            for p in range(n):
                for q in range(p + 1, n):
                    off = a[p][q]
                    if abs(off) <= 1e-17 * np.sqrt(abs(a[p][p]) * abs(a[q][q])) or abs(off) < 1e-300:
                        a[p][q] = a[q][p] = num(0.0)
                        continue
                    done = False
                    theta = (a[q][q] - a[p][p]) / (2 * off)
                    t = num(0.0)
                    if np.isfinite(theta):
                        t = (-1.0 if theta < 0 else 1.0) / (abs(theta) + np.sqrt(theta * theta + 1))
                    c = 1 / np.sqrt(t * t + 1)
                    s = t * c
                    a[p][p], a[q][q] = a[p][p] - t * off, a[q][q] + t * off
                    a[p][q] = a[q][p] = num(0.0)
                    for m in range(n):
                        if m != p and m != q:
                            left, right = a[m][p], a[m][q]
                            a[m][p] = a[p][m] = c * left - s * right
                            a[m][q] = a[q][m] = s * left + c * right
                        left, right = v[m][p], v[m][q]
                        v[m][p], v[m][q] = c * left - s * right, s * left + c * right
            if done:
                break
        order = sorted(range(n), key=lambda i: (a[i][i], i))
        vectors = [[num(0.0)] * n for _ in range(n)]
        for place, column in enumerate(order):
            peak = 0
            for row in range(n):
                if abs(v[row][column]) > abs(v[peak][column]) + 1e-12:
                    peak = row
            sign = -1.0 if v[peak][column] < 0 else 1.0
            for row in range(n):
                vectors[row][place] = sign * v[row][column]
        return [a[i][i] * scale for i in order], vectors

    """

  static let lapackEigen = """
    def eigen(H):
        # LAPACK: equal to the run's up to rounding errors, which a long run may carry on.
        values, vectors = np.linalg.eigh(np.array(H))
        return list(values), [list(row) for row in vectors]

    """
}
