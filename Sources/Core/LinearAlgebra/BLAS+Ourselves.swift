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
  /// it is.
  private static func addRows(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, _ rowStep: Int, _ columnStep: Int,
    _ b: UnsafePointer<Double>, _ c: UnsafeMutablePointer<Double>
  ) {
    var row = 0
    while row < m {
      let isPair = row &+ 2 <= m
      let target = c + row &* n
      let left = a + row &* rowStep
      var inner = 0
      while inner &+ 4 <= k {
        let source = b + inner &* n
        let place = left + inner &* columnStep
        let upper = Weights(place, columnStep)
        if isPair {
          let lower = Weights(place + rowStep, columnStep)
          gather(n, source) { column, rows in
            (target + column).add(upper.sum(rows))
            (target + n + column).add(lower.sum(rows))
          } rest: { column, rows in
            target[column] += upper.sum(rows)
            target[n + column] += lower.sum(rows)
          }
        } else {
          gather(n, source) { column, rows in
            (target + column).add(upper.sum(rows))
          } rest: { column, rows in
            target[column] += upper.sum(rows)
          }
        }
        inner &+= 4
      }
      while inner < k {
        let source = b + inner &* n
        for below in 0..<(isPair ? 2 : 1) {
          let factor = left[below &* rowStep &+ inner &* columnStep]
          let target = target + below &* n
          var column = 0
          while column < n {
            target[column] += factor * source[column]
            column &+= 1
          }
        }
        inner &+= 1
      }
      row &+= isPair ? 2 : 1
    }
  }

  /// Four entries of a row of A.
  private struct Weights {
    let a: (Double, Double, Double, Double)

    @inline(__always)
    init(_ place: UnsafePointer<Double>, _ step: Int) {
      a = (place[0], place[step], place[2 &* step], place[3 &* step])
    }

    @inline(__always)
    func sum(_ rows: (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>, SIMD4<Double>)) -> SIMD4<Double>
    {
      (a.0 * rows.0 + a.1 * rows.1) + (a.2 * rows.2 + a.3 * rows.3)
    }

    @inline(__always)
    func sum(_ rows: (Double, Double, Double, Double)) -> Double {
      (a.0 * rows.0 + a.1 * rows.1) + (a.2 * rows.2 + a.3 * rows.3)
    }
  }

  /// Entries of four rows of B that stand below each other: four columns at a time, then one by one.
  @inline(__always)
  private static func gather(
    _ n: Int, _ b: UnsafePointer<Double>,
    _ body: (Int, (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>, SIMD4<Double>)) -> Void,
    rest: (Int, (Double, Double, Double, Double)) -> Void
  ) {
    func four(_ place: UnsafePointer<Double>) -> SIMD4<Double> {
      UnsafeRawPointer(place).loadUnaligned(as: SIMD4<Double>.self)
    }
    let (b1, b2, b3) = (b + n, b + 2 &* n, b + 3 &* n)
    var column = 0
    while column &+ 4 <= n {
      body(column, (four(b + column), four(b1 + column), four(b2 + column), four(b3 + column)))
      column &+= 4
    }
    while column < n {
      rest(column, (b[column], b1[column], b2[column], b3[column]))
      column &+= 1
    }
  }
}

extension UnsafeMutablePointer<Double> {
  /// Adds to four numbers from here on.
  @inline(__always)
  fileprivate func add(_ numbers: SIMD4<Double>) {
    let sum = UnsafeRawPointer(self).loadUnaligned(as: SIMD4<Double>.self) + numbers
    UnsafeMutableRawPointer(self).storeBytes(of: sum, as: SIMD4<Double>.self)
  }
}
