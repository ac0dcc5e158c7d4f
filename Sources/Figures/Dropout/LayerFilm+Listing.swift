import Core

extension LayerFilm {
  /// The film with the algorithm of each frame beside it: in training A1, then A2 on the way back, at test A3.
  var stepped: Film {
    let activation = layer.activation
    guard layer.mask != nil else {
      let isClassic = scaling == .classic
      return film.beside {
        $0 == 0
          ? AlgorithmPlace(.prediction, lit: isClassic ? [1, 2, 4] : [3, 4])
          : AlgorithmPlace(.dropoutBackward(activation), lit: [3])
      }
    }
    return film.beside {
      $0 == 0
        ? AlgorithmPlace(.dropoutTraining(activation), lit: [2, 3, 4, 5])
        : AlgorithmPlace(.dropoutBackward(activation), lit: [3, 4])
    }
  }
}
