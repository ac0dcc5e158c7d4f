import Core

extension MinimizePython {
  /// Logistic regression on digits, in the order of operations of `LogisticRegression`.
  static func digits(_ path: String, ridge: Double) -> String {
    """
    # f = mean cross-entropy of logistic regression, digit 0 against digit 1, + ridge/2 |w|^2
    ridge = num(\(Python.number(ridge)))
    table = np.loadtxt(\(Python.string(path)), delimiter=",")
    table = table[table[:, -1] <= 1]
    X = np.hstack([np.ones((len(table), 1)), table[:, :-1] / 16])
    labels = table[:, -1]


    def scores(w):
        z = np.zeros(len(X))
        for column in range(X.shape[1]):
            z = z + X[:, column] * w[column]
        return z


    def softplus(v):
        return (v if v > 0 or v != v else num(0.0)) + call(math.log1p, call(math.exp, -abs(v)))


    def value(w):
        total = num(0.0)
        for z, y in zip(scores(w), labels):
            total = total + (softplus(z) - y * z)
        return total / num(len(X)) + 0.5 * ridge * dot(w, w)


    def gradient(w):
        total = np.zeros(X.shape[1])
        for z, y, row in zip(scores(w), labels, X):
            total = total + (sigmoid(z) - y) * row
        return list(total / num(len(X)) + ridge * np.array(w))


    def hessian(w):
        total = np.zeros((X.shape[1], X.shape[1]))
        for z, row in zip(scores(w), X):
            p = sigmoid(z)
            total = total + np.outer(p * (1 - p) * row, row)
        total = np.triu(total) / num(len(X)) + ridge * np.eye(X.shape[1])
        return [list(row) for row in total + np.triu(total, 1).T]

    """
  }
}
