/// Products by our own loops: no library needed, and the same in any place.
extension BLAS {
  /// The same without any library.
  static func multiplyOurselves(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, transposingA: Bool,
    _ b: UnsafePointer<Double>, transposingB: Bool, into c: UnsafeMutablePointer<Double>,
    adding: Bool
  ) {
    guard m > 0, n > 0 else { return }
    if !adding { c.update(repeating: 0, count: m * n) }
    guard k > 0 else { return }
    let (rowStep, columnStep) = transposingA ? (1, m) : (k, 1)
    guard transposingB else {
      return addRows(m, n, k, a, rowStep, columnStep, b, c)
    }
    // Rows of B read along the way they lie: turned once, used m times.
    withUnsafeTemporaryAllocation(of: Double.self, capacity: k * n) { turned in
      guard let place = turned.baseAddress else { return }
      // Eight rows at a time: what they leave side by side fills the lines of the cache that it touches.
      var row = 0
      while row < n {
        let end = min(n, row &+ 8)
        var column = 0
        while column < k {
          var next = row
          while next < end {
            place[column &* n &+ next] = b[next &* k &+ column]
            next &+= 1
          }
          column &+= 1
        }
        row = end
      }
      addRows(m, n, k, a, rowStep, columnStep, place, c)
    }
  }

  /// Every row of C gathers rows of B, four at a time; two rows of C at once, since B comes from farther away the larger
  /// it is. Plain loops: the compiler turns them into vectors, and without optimisation they are not slow either.
  private static func addRows(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, _ rowStep: Int, _ columnStep: Int,
    _ b: UnsafePointer<Double>, _ c: UnsafeMutablePointer<Double>
  ) {
    var row = 0
    while row &+ 2 <= m {
      let (upper, lower) = (c + row &* n, c + (row &+ 1) &* n)
      let (left, next) = (a + row &* rowStep, a + (row &+ 1) &* rowStep)
      var inner = 0
      while inner &+ 4 <= k {
        let (s0, s1) = (inner &* columnStep, (inner &+ 1) &* columnStep)
        let (s2, s3) = ((inner &+ 2) &* columnStep, (inner &+ 3) &* columnStep)
        let (u0, u1, u2, u3) = (left[s0], left[s1], left[s2], left[s3])
        let (l0, l1, l2, l3) = (next[s0], next[s1], next[s2], next[s3])
        let b0 = b + inner &* n
        let (b1, b2, b3) = (b0 + n, b0 + 2 &* n, b0 + 3 &* n)
        var column = 0
        while column < n {
          let (x0, x1, x2, x3) = (b0[column], b1[column], b2[column], b3[column])
          upper[column] += (u0 * x0 + u1 * x1) + (u2 * x2 + u3 * x3)
          lower[column] += (l0 * x0 + l1 * x1) + (l2 * x2 + l3 * x3)
          column &+= 1
        }
        inner &+= 4
      }
      addRest(inner, n, k, left, columnStep, b, upper)
      addRest(inner, n, k, next, columnStep, b, lower)
      row &+= 2
    }
    guard row < m else { return }
    let (target, left) = (c + row &* n, a + row &* rowStep)
    var inner = 0
    while inner &+ 4 <= k {
      let (a0, a1) = (left[inner &* columnStep], left[(inner &+ 1) &* columnStep])
      let (a2, a3) = (left[(inner &+ 2) &* columnStep], left[(inner &+ 3) &* columnStep])
      let b0 = b + inner &* n
      let (b1, b2, b3) = (b0 + n, b0 + 2 &* n, b0 + 3 &* n)
      var column = 0
      while column < n {
        target[column] += (a0 * b0[column] + a1 * b1[column]) + (a2 * b2[column] + a3 * b3[column])
        column &+= 1
      }
      inner &+= 4
    }
    addRest(inner, n, k, left, columnStep, b, target)
  }

  /// The rows of B that are left over by fours, for one row of C.
  private static func addRest(
    _ start: Int, _ n: Int, _ k: Int, _ left: UnsafePointer<Double>, _ columnStep: Int,
    _ b: UnsafePointer<Double>, _ target: UnsafeMutablePointer<Double>
  ) {
    var inner = start
    while inner < k {
      let factor = left[inner &* columnStep]
      let source = b + inner &* n
      var column = 0
      while column < n {
        target[column] += factor * source[column]
        column &+= 1
      }
      inner &+= 1
    }
  }
}
