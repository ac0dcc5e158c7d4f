import Testing

/// A sentence of a page about its first figure.
struct ProseClaim: Sendable, CustomTestStringConvertible {
  let page: String
  /// In English, with `#` for each number.
  let sentence: String
  /// What the sentence sets beside the settings that the page gives to its figure.
  let settings: String
  /// For each `#` an expression on the film, as pages write them; empty: nothing of the figure's.
  let reads: [String]

  init(_ page: String, _ sentence: String, _ settings: String = "", _ reads: String...) {
    self.page = page
    self.sentence = sentence
    self.settings = settings
    self.reads = reads
  }
  var testDescription: String { "\(page): \(sentence)" }

  static let all = dropout + search + newton + quasiNewton

  private static let dropout = [
    ProseClaim("drop-why", "over # epochs", "", "step(last).k"),
    ProseClaim("drop-mask", "so there are 2^n = # masks", "", "result.possible"),
    ProseClaim(
      "drop-mask", "Draw #: the whole first hidden layer", "", "if(step(18).kept[2] = 6, 19, 0)"),
    ProseClaim(
      "drop-mask", "Draw # repeats draw #: the first network to come twice", "",
      "if(step(30).distinct = 31 and step(31).distinct = 31, 32, 0)", ""),
    ProseClaim(
      "drop-mask", "Draw #: the second hidden layer is gone", "", "if(step(37).kept[3] = 0, 38, 0)"),
    ProseClaim(
      "drop-forward", "masked input (#, #)", "", "step(last).masked[1]", "step(last).masked[2]"),
    ProseClaim(
      "drop-forward", "b1 (#, #, #)", "", "step(last).z[1]", "step(last).z[2]", "step(last).z[3]"),
    ProseClaim(
      "drop-forward", "ReLU (#, #, #)", "", "step(last).h[1]", "step(last).h[2]", "step(last).h[3]"),
    ProseClaim(
      "drop-forward", "masked again (#, #, #)", "", "step(last).hidden[1]", "step(last).hidden[2]",
      "step(last).hidden[3]"),
    ProseClaim("drop-forward", "h + 1 #", "", "result.y"),
    ProseClaim("drop-forward", "outputs times k, gives #", "phase=test", "result.y"),
    ProseClaim("drop-backward", "gave y = #", "", "step(last).y"),
    ProseClaim(
      "drop-backward", "w2 (#, #, #)", "", "step(last).dw2[1]", "step(last).dw2[2]",
      "step(last).dw2[3]"),
    ProseClaim(
      "drop-backward", "hidden outputs, masked (#, #, #)", "", "step(last).dh[1]",
      "step(last).dh[2]", "step(last).dh[3]"),
    ProseClaim(
      "drop-backward", "z, after ReLU (#, #, #)", "", "step(last).dz[1]", "step(last).dz[2]",
      "step(last).dz[3]"),
    ProseClaim(
      "drop-backward", "first row of W1 (#, #)", "", "step(last).dW1[1, 1]", "step(last).dW1[1, 2]"),
    ProseClaim("drop-backward", "only # of # weights move", "", "result.moved", ""),
    ProseClaim("drop-backward", "once more gives y = #", "", "step(last).again"),
    ProseClaim("drop-backward", "falls from # to #", "", "result.loss", "result.loss_again"),
    ProseClaim(
      "drop-backward", "1,0,1,1,1: # units learn", "mask=1,0,1,1,1",
      "sum(i, 1, 3, if(step(last).dz[i] = 0, 0, 1))"),
    ProseClaim("drop-backward", "all # weights move", "mask=1,1,1,1,1", "result.moved"),
    ProseClaim(
      "drop-counting", "the mean is # and the standard deviation #", "", "result.mean",
      "sqrt(result.variance)"),
    ProseClaim("drop-scaling", "restores the average is #", "p=0.2&rule=none", "1/result.limit"),
    ProseClaim("drop-scaling", "0.2 # 0.25", "p=0.2&rule=none", "result.limit"),
    ProseClaim("drop-scaling", "0.2 1.25 #", "p=0.2&rule=times-p", "result.limit"),
    ProseClaim("drop-scaling", "0.2 1.25 0.25 #", "p=0.2&rule=times-k", "result.limit"),
    ProseClaim("drop-scaling", "0.8 # 4", "p=0.8&rule=none", "result.limit"),
    ProseClaim("drop-scaling", "0.8 5 #", "p=0.8&rule=times-p", "result.limit"),
    ProseClaim("drop-scaling", "0.8 5 4 1 #", "p=0.8&rule=inverted", "result.limit"),
    ProseClaim("drop-ensemble", "probability # = #", "", "result.scaled", "result.scaled"),
    ProseClaim("drop-ensemble", "the four probabilities: #", "", "result.arithmetic"),
    ProseClaim("drop-ensemble", "so again #", "", "result.geometric"),
    ProseClaim("drop-ensemble", "Raise n to 8: # columns", "n=8", "step(last).k + 1"),
    ProseClaim("drop-rates", "has # noise at p = 0.2", "p=0.2", "result.noise"),
    ProseClaim("drop-rates", "# at 0.5 and", "", "result.noise"),
    ProseClaim("drop-rates", "# at 0.8", "p=0.8", "result.noise"),
    ProseClaim("drop-rates", "only # are left after ten steps", "view=rnn", "result.after_10"),
  ]

  private static let search = [
    ProseClaim("hp-two-kinds", "from w = #", "", "step(0).w"),
    ProseClaim("hp-two-kinds", "bounces between # and #", "eta=0.5", "step(2).w", "step(1).w"),
    ProseClaim("hp-selection-loop", "equally good, #", "", "step(last).truth"),
    ProseClaim("hp-selection-loop", "by (sd) #", "trials=5", "result.expected_gap/0.01"),
    ProseClaim("hp-selection-loop", "by (sd) 1.16 #", "trials=10", "result.expected_gap/0.01"),
    ProseClaim("hp-selection-loop", "1.54 #", "", "result.expected_gap/0.01"),
    ProseClaim("hp-selection-loop", "1.87 #", "trials=100", "result.expected_gap/0.01"),
    ProseClaim(
      "hp-grid", "the grid has # points; at 12 minutes each that is # hours, or # days", "",
      "step(last).trials", "step(last).hours", "step(last).days"),
    ProseClaim("hp-grid", "Set m to 5: # days", "m=5", "floor(step(last).days + 0.5)"),
    ProseClaim(
      "hp-random", "# for the grid, # for random search", "", "result.grid_values",
      "result.random_values"),
    ProseClaim(
      "hp-top-fraction", "reads # after 20 trials, # after 45 and # after 59", "", "step(19).p",
      "step(44).p", "step(58).p"),
    ProseClaim("hp-top-fraction", "generously; # will do", "", "result.needed"),
    ProseClaim("hp-top-fraction", "reached only after #", "v=0.01", "result.needed"),
    ProseClaim(
      "hp-coarse-to-fine", "find # after 25 trials, # after 50 and # after #", "", "step(24).best",
      "step(49).best", "step(last).best", "step(last).k"),
    ProseClaim("hp-recipe", "after 100 steps goes from #", "log-eta=-4", "step(last).loss"),
    ProseClaim("hp-training-loop", "sticks at #", "case=3&noise=0", "step(last).train"),
    ProseClaim("hp-training-loop", "near epoch #", "case=5&noise=0", "result.best_epoch"),
  ]

  private static let newton = [
    ProseClaim("newton-orders", "slope is # and the curvature #", "", "step(0).g", "step(0).H"),
    ProseClaim("newton-orders", "Newton goes to #", "", "result.newton"),
    ProseClaim("newton-orders", "with eta = 0.05 to #", "", "result.descent"),
    ProseClaim("newton-orders", "point, #, lies uphill", "w=1", "result.newton"),
    ProseClaim(
      "newton-convexity", "is not enough: [[1, 2], [2, 1]] has the eigenvalues (#, #)",
      "a=1&b=2&d=1", "step(last).eigenvalues[1]", "step(last).eigenvalues[2]"),
    ProseClaim(
      "newton-convexity", "has determinant # and the eigenvalues (#, #)", "a=-2&b=1&d=-2",
      "step(last).det", "step(last).eigenvalues[1]", "step(last).eigenvalues[2]"),
    ProseClaim(
      "newton-taylor", "At delta = -0.5 it says #, the truth is #", "", "step(0).model",
      "step(0).f"),
    ProseClaim(
      "newton-taylor", "At delta = -0.1 the model says # and the truth is #", "delta=-0.1",
      "step(0).model", "step(0).f"),
    ProseClaim(
      "newton-1d", "From 4 it goes to #, #, #, #", "", "step(1).w", "step(2).w", "step(3).w",
      "step(4).w"),
    ProseClaim("newton-1d", "Heron from -1 walks to #", "start=-1", "step(last).w"),
    ProseClaim(
      "newton-hessian", "that is g = (#, #)", "", "step(last).g[1]", "step(last).g[2]"),
    ProseClaim(
      "newton-hessian", "and H = [[#, #], [#, #]]", "", "step(last).H[1, 1]",
      "step(last).H[1, 2]", "step(last).H[2, 1]", "step(last).H[2, 2]"),
    ProseClaim(
      "newton-hessian", "origin H = [[#, #], [#, #]]", "at=0,0", "step(last).H[1, 1]",
      "step(last).H[1, 2]", "step(last).H[2, 1]", "step(last).H[2, 2]"),
    ProseClaim(
      "newton-hessian",
      "Hessian is [[#, #], [#, #]], with a curvature of about # one way and # the other",
      "function=camel&at=0,1", "step(last).H[1, 1]", "step(last).H[1, 2]", "step(last).H[2, 1]",
      "step(last).H[2, 2]", "floor(step(last).eigenvalues[1] + 0.5)",
      "floor(step(last).eigenvalues[2] + 0.5)"),
    ProseClaim(
      "newton-step", "needs # steps to bring J down to a millionth", "eta=2/11",
      "if(step(35).descent.f <= 1e-6 step(0).descent.f and step(34).descent.f > 1e-6 step(0).descent.f, 35, 0)"
    ),
    ProseClaim(
      "newton-iterate", "turns it into e^2/(1 + 2e): 1, #, #, #, #", "", "step(1).newton.error",
      "step(2).newton.error", "step(3).newton.error", "step(4).newton.error"),
    ProseClaim(
      "newton-iterate", "Newton has an error of #, gradient descent of #", "",
      "step(1).newton.error", "step(1).descent.error"),
    ProseClaim(
      "newton-iterate", "multiplying the error by #", "",
      "step(last).descent.error/step(39).descent.error"),
    ProseClaim(
      "newton-iterate", "Newton's values of J read #, #, #, #, #",
      "function=rosenbrock&start=-1.2,1", "step(0).newton.f", "step(1).newton.f",
      "step(2).newton.f", "step(3).newton.f", "step(4).newton.f"),
    ProseClaim("newton-failures", "a leap to #", "start=1.25", "step(1).w[1]"),
    ProseClaim("newton-failures", "start to 1: one step to #", "start=1", "step(1).w[1]"),
    ProseClaim("newton-failures", "To -0.5: over the top to #", "start=-0.5", "result.end[1]"),
    ProseClaim(
      "newton-failures", "the same start walks to # in # steps", "repair=damping",
      "step(last).w[1]", "step(last).k"),
    ProseClaim(
      "newton-failures", "Newton from (#, #) to (#, #), to (#, #)", "view=2d&start=0",
      "step(0).w[1]", "step(0).w[2]", "step(1).w[1]", "step(1).w[2]", "step(2).w[1]",
      "step(2).w[2]"),
    ProseClaim("newton-cost", "fills # GB", "", "step(1).memory/10^9"),
    ProseClaim("newton-cost", "one solve takes #", "", "step(1).work/10^11"),
    ProseClaim(
      "newton-cost", "absurd: # GiB", "n=1000000&precision=4", "floor(step(1).memory/2^30 + 0.5)"),
    ProseClaim("newton-cost", "needs # MiB", "n=1000000", "floor(step(3).memory/2^20 + 0.5)"),
  ]

  private static let quasiNewton = [
    ProseClaim("quasi-newton-bfgs", "gradient descent # gradients", "", "step(last).k"),
    ProseClaim(
      "quasi-newton-bfgs", "Newton # Hessians", "methods=newton-modified", "step(last).k"),
    ProseClaim("quasi-newton-bfgs", "BFGS # gradients", "", "result.bfgs.iterations"),
    ProseClaim("quasi-newton-lbfgs", "BFGS, all #", "view=iterations", "result.BFGS"),
    ProseClaim(
      "quasi-newton-lbfgs", "BFGS, all 34 #", "view=iterations&problem=quadratic50", "result.BFGS"),
    ProseClaim("quasi-newton-lbfgs", "1 #", "m=1", "step(last).k"),
    ProseClaim("quasi-newton-lbfgs", "5 #", "", "step(last).k"),
    ProseClaim("quasi-newton-lbfgs", "20 #", "m=20", "step(last).k"),
  ]
}
