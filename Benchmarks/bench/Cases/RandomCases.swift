import Core
import Glibc

extension Case {
  static let maskUnits = 10_000_000

  static let mask = Case(
    name: "mask", work: "a mask of 10^7 draws, rng.random(n) >= 0.5, one thread"
  ) {
    { number in
      var random = NumPyRandom(UInt64(number))
      let mask = random.mask(maskUnits, rate: 0.5)
      return Outcome(("kept", Double(mask.count { $0 })))
    }
  }

  static let logUniform = Case(name: "log-uniform", work: "10^6 draws, log-uniform from 1e-5 to 1")
  {
    let space = SearchSpace.Scale.log(1e-5, 1)
    return { number in
      var random = NumPyRandom(UInt64(number))
      let draws = (0..<1_000_000).map { _ in space.value(at: random.random()) }
      return Outcome(("first", draws[0]), ("last", draws[draws.count - 1]))
    }
  }
}
