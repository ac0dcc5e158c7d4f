extension Case {
  /// Every case, in the order of the table. One file per kind of work, under `Cases`.
  static var all: [Case] {
    [mask, maskByTwo, logUniform, formula, lbfgs, epoch] + searches + [
      contours, contoursOfFilm, logPoints, histogram,
    ] + frames
  }
}
