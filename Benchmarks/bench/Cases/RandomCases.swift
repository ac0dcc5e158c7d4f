import Core

extension Case {
  static let maskUnits = 10_000_000
  /// A run makes so many masks and tells the seconds of one, as the peer does: see `Case.inARow`.
  private static let masks = 5

  static let mask = mask("mask", threads: 1)
  static let maskByTwo = mask("mask-2-threads", threads: 2)

  private static func mask(_ name: String, threads: Int) -> Case {
    let manner = threads == 1 ? "one thread" : "\(threads) threads"
    return Case(
      name: name,
      work:
        "a mask of 10^7 draws, rng.random(n) >= 0.5, \(manner), seconds of one of \(masks) in a row"
    ) {
      { number in
        inARow(masks) {
          var random = NumPyRandom(UInt64(number))
          let mask = random.mask(maskUnits, rate: 0.5, threads: threads)
          return [("kept", Double(VectorKernels.count(mask)))]
        }
      }
    }
  }

  static let logUniform = Case(name: "log-uniform", work: "10^6 draws, log-uniform from 1e-5 to 1")
  {
    { number in
      var random = NumPyRandom(UInt64(number))
      let draws = random.logUniform(1_000_000, from: 1e-5, to: 1)
      return Outcome(("first", draws[0]), ("last", draws[draws.count - 1]))
    }
  }
}
