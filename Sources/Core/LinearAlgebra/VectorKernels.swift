/// Sums over long vectors.
///
/// Up to 32 entries are added from the left, as a reader would; longer ones in eight interleaved sums, which the
/// processor takes at once. The two orders agree within rounding.
package enum VectorKernels {
  private static let shortLimit = 32

  /// Σ aᵢbᵢ.
  package static func dot(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        let count = min(a.count, b.count)
        var total = 0.0
        if count <= shortLimit {
          for index in 0..<count { total += a[index] * b[index] }
          return total
        }
        var sums = SIMD8<Double>(repeating: 0)
        let blocks = count / 8
        guard let left = a.baseAddress, let right = b.baseAddress else { return 0 }
        for block in 0..<blocks {
          let p = UnsafeRawPointer(left + 8 * block).loadUnaligned(as: SIMD8<Double>.self)
          let q = UnsafeRawPointer(right + 8 * block).loadUnaligned(as: SIMD8<Double>.self)
          sums += p * q
        }
        total = sums.sum()
        for index in (8 * blocks)..<count { total += a[index] * b[index] }
        return total
      }
    }
  }

  package static func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }

  /// The largest |aᵢ|; NaN if an entry is.
  package static func largest(_ a: [Double]) -> Double {
    var result = 0.0
    for entry in a {
      if entry.isNaN { return .nan }
      result = max(result, abs(entry))
    }
    return result
  }

  /// x + t·d.
  package static func moved(_ x: [Double], by t: Double, along d: [Double]) -> [Double] {
    combined(x, d) { $0 + t * $1 }
  }

  package static func difference(_ a: [Double], _ b: [Double]) -> [Double] {
    combined(a, b) { $0 - $1 }
  }

  package static func negated(_ a: [Double]) -> [Double] { a.map { -$0 } }

  @inline(__always)
  package static func combined(
    _ a: [Double], _ b: [Double], _ change: (Double, Double) -> Double
  ) -> [Double] {
    let count = min(a.count, b.count)
    return [Double](unsafeUninitializedCapacity: count) { target, written in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          for index in 0..<count { target[index] = change(a[index], b[index]) }
        }
      }
      written = count
    }
  }

  /// a += t·b in place.
  @inline(__always)
  package static func add(_ t: Double, _ b: [Double], to a: inout [Double]) {
    a.withUnsafeMutableBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        for index in 0..<min(a.count, b.count) { a[index] += t * b[index] }
      }
    }
  }
}
