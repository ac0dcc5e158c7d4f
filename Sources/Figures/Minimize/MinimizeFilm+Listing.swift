import Core

extension MinimizeFilm {
  /// The film, of one method that the curriculum lists line by line with these lines beside it.
  var stepped: Film {
    guard walks.count == 1, let method = Minimizer.Method(rawValue: walks[0].method) else {
      return film
    }
    let (last, hasConverged) = (walks[0].last, walks[0].status == .converged)
    switch method {
    case .newton:
      return film.beside(.newton, lit: { $0 < last ? [1, 4, 6] : hasConverged ? [2] : [] })
    case .newtonDamped:
      return film.beside(.newton, lit: { $0 < last ? [1, 4, 5, 6] : hasConverged ? [2] : [] })
    case .newtonModified:
      return film.beside(.newton, lit: { $0 < last ? [1, 3, 4, 5, 6] : hasConverged ? [2] : [] })
    case .bfgs:
      return film.beside(
        .bfgs, lit: { $0 == 0 ? [1, 2, 3] : $0 < last ? [2, 3, 4, 5] : hasConverged ? [6] : [] })
    case .lbfgs:
      return film.beside(
        .twoLoop, lit: { $0 == 0 ? [1, 5] : $0 < last ? [1, 2, 3, 4, 5, 6] : [] })
    default: return film
    }
  }
}
