/// Sums over long vectors.
///
/// Up to 32 entries are added from the left, as a reader would; longer ones in eight interleaved sums, which the
/// processor takes at once. The two orders agree within rounding.
package enum VectorKernels {
  static let shortLimit = 32

  @inline(__always)
  private static func load(_ place: UnsafePointer<Double>) -> SIMD8<Double> {
    UnsafeRawPointer(place).loadUnaligned(as: SIMD8<Double>.self)
  }

  /// Σ aᵢbᵢ.
  package static func dot(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        guard let left = a.baseAddress, let right = b.baseAddress else { return 0 }
        return dot(left, right, min(a.count, b.count))
      }
    }
  }

  @inline(__always)
  static func dot(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int
  ) -> Double {
    var total = 0.0
    if count <= shortLimit {
      for index in 0..<count { total += a[index] * b[index] }
      return total
    }
    var sums = SIMD8<Double>(repeating: 0)
    let blocks = count / 8
    for block in 0..<blocks { sums += load(a + 8 * block) * load(b + 8 * block) }
    total = sums.sum()
    for index in (8 * blocks)..<count { total += a[index] * b[index] }
    return total
  }

  package static func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }

  /// How many are true.
  package static func count(_ mask: [Bool]) -> Int {
    // A Bool is a byte, 0 or 1: 32 at a time, and no lane beyond 255.
    mask.withUnsafeBytes { bytes in
      var total = 0
      var index = 0
      while index + 32 <= bytes.count {
        var sums = SIMD32<UInt8>(repeating: 0)
        let end = min(bytes.count - 31, index + 255 * 32)
        while index < end {
          sums &+= bytes.loadUnaligned(fromByteOffset: index, as: SIMD32<UInt8>.self)
          index += 32
        }
        for lane in 0..<32 { total += Int(sums[lane]) }
      }
      while index < bytes.count {
        total += Int(bytes[index])
        index += 1
      }
      return total
    }
  }

  /// The largest |aᵢ|; NaN if an entry is, ∞ if one is infinite.
  package static func largest(_ a: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      guard let start = a.baseAddress else { return 0 }
      var peaks = SIMD8<Double>(repeating: 0)
      // 0 as long as every entry is finite.
      var doubts = SIMD8<Double>(repeating: 0)
      let blocks = a.count / 8
      for block in 0..<blocks {
        let entries = load(start + 8 * block)
        let sizes = entries.replacing(with: -entries, where: entries .< 0)
        peaks.replace(with: sizes, where: sizes .> peaks)
        doubts += entries * 0
      }
      var result = peaks.max()
      var doubt = doubts.sum()
      for index in (8 * blocks)..<a.count {
        result = max(result, abs(a[index]))
        doubt += a[index] * 0
      }
      if doubt == 0 { return result }
      return a.contains { $0.isNaN } ? .nan : .infinity
    }
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

  // MARK: One sweep for two things

  /// a += t·b, then Σ aᵢcᵢ.
  static func add(_ t: Double, _ b: [Double], to a: inout [Double], dot c: [Double]) -> Double {
    sweep(&a, b, c) { $0 + t * $1 }
  }

  /// a ← factor·(a + t·b), then Σ aᵢbᵢ.
  static func add(
    _ t: Double, _ b: [Double], scalingBy factor: Double, to a: inout [Double]
  ) -> Double {
    sweep(&a, b, b) { factor * ($0 + t * $1) }
  }

  /// a ← −(a + t·b).
  static func addNegating(_ t: Double, _ b: [Double], to a: inout [Double]) {
    a.withUnsafeMutableBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        for index in 0..<min(a.count, b.count) { a[index] = -(a[index] + t * b[index]) }
      }
    }
  }

  @inline(__always)
  private static func sweep(
    _ a: inout [Double], _ b: [Double], _ c: [Double],
    _ change: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
  ) -> Double {
    let count = min(a.count, min(b.count, c.count))
    return a.withUnsafeMutableBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeBufferPointer { c in
          guard let left = a.baseAddress, let middle = b.baseAddress, let right = c.baseAddress
          else { return 0 }
          var sums = SIMD8<Double>(repeating: 0)
          let blocks = count > shortLimit ? count / 8 : 0
          for block in 0..<blocks {
            let place = 8 * block
            let changed = change(load(left + place), load(middle + place))
            UnsafeMutableRawPointer(left + place).storeBytes(of: changed, as: SIMD8<Double>.self)
            sums += changed * load(right + place)
          }
          var total = sums.sum()
          for index in (8 * blocks)..<count {
            let changed = change(
              SIMD8(repeating: left[index]), SIMD8(repeating: middle[index]))[0]
            left[index] = changed
            total += changed * right[index]
          }
          return total
        }
      }
    }
  }

  /// a − b, with its products with itself and with c.
  static func difference(
    _ a: [Double], _ b: [Double], dot c: [Double]
  ) -> (difference: [Double], square: Double, product: Double) {
    let count = min(a.count, min(b.count, c.count))
    var square = 0.0
    var product = 0.0
    let result = [Double](unsafeUninitializedCapacity: count) { target, written in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          c.withUnsafeBufferPointer { c in
            guard let left = a.baseAddress, let middle = b.baseAddress, let right = c.baseAddress,
              let place = target.baseAddress
            else { return }
            var squares = SIMD8<Double>(repeating: 0)
            var products = SIMD8<Double>(repeating: 0)
            let blocks = count > shortLimit ? count / 8 : 0
            for block in 0..<blocks {
              let start = 8 * block
              let gap = load(left + start) - load(middle + start)
              UnsafeMutableRawPointer(place + start).storeBytes(of: gap, as: SIMD8<Double>.self)
              squares += gap * gap
              products += gap * load(right + start)
            }
            square = squares.sum()
            product = products.sum()
            for index in (8 * blocks)..<count {
              let gap = left[index] - middle[index]
              place[index] = gap
              square += gap * gap
              product += gap * right[index]
            }
          }
        }
      }
      written = count
    }
    return (result, square, product)
  }
}
