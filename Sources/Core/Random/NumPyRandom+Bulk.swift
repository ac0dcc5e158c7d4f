import Glibc

/// Many draws at once, in the order of single ones.
///
/// One step of the generator waits for the 128-bit product of the step before. So four streams are interleaved, each
/// jumping four draws at a time: the order stays, the products overlap. (Four keep all in registers; eight spill.)
/// A draw takes three multiplications, of which processors begin one per cycle: that is how fast it can become, on two
/// threads of one core too.
/// More threads take consecutive parts of the same stream.
extension NumPyRandom {
  /// `random(count)`.
  package mutating func random(_ count: Int) -> [Double] {
    bulk(count, threads: 1, Unit())
  }

  /// `random(count) >= rate`: true where a unit is kept. Advances by exactly `count` draws.
  ///
  /// - Parameter threads: how many share the work; 0: as many as the machine has cores.
  package mutating func mask(_ count: Int, rate: Double, threads: Int = 1) -> [Bool] {
    // u = (word >> 11) · 2⁻⁵³ ≥ rate as a comparison of whole numbers: 2⁵³ · rate is exact.
    let scaled = (rate * 0x1p53).rounded(.up)
    if rate.isNaN || scaled >= 0x1p53 {
      skip(count)
      return Array(repeating: false, count: max(0, count))
    }
    return bulk(count, threads: threads, Kept(bound: scaled > 0 ? UInt64(scaled) << 11 : 0))
  }

  /// `where(random(count) >= rate, open, 0)`, into a place that stands already.
  mutating func fillGates(
    _ place: UnsafeMutablePointer<Double>, count: Int, rate: Double, open: Double
  ) {
    let scaled = (rate * 0x1p53).rounded(.up)
    if rate.isNaN || scaled >= 0x1p53 {
      place.update(repeating: 0, count: max(0, count))
    } else {
      fill(place, count, Gate(bound: scaled > 0 ? UInt64(scaled) << 11 : 0, open: open.bitPattern))
    }
    skip(count)
  }

  /// `exp(log(low) + random(count) * log(high / low))`: uniform in the logarithm, from `low` up to `high`.
  ///
  /// - Parameter threads: as in ``mask(_:rate:threads:)``.
  /// - Precondition: 0 < low ≤ high.
  package mutating func logUniform(
    _ count: Int, from low: Double, to high: Double, threads: Int = 0
  ) -> [Double] {
    bulk(
      count, threads: threads,
      LogUniform(low: low, start: Glibc.log(low), width: Glibc.log(high / low)))
  }

  /// Below this many draws a thread costs more than it saves.
  private static let draftSize = 100_000
  /// Threads fetch parts of so many draws, until none is left: whoever is held up by other work on its core does fewer.
  private static let partSize = 250_000

  private mutating func bulk<Kind: DrawKind>(_ count: Int, threads: Int, _ kind: Kind) -> [Kind
    .Draw]
  {
    let count = max(0, count)
    let start = self
    let cores = threads == 0 ? SideBySide.cores : threads
    let threads = min(cores, max(1, count / Self.draftSize))
    let draws = [Kind.Draw](unsafeUninitializedCapacity: count) { target, filled in
      filled = count
      guard let place = target.baseAddress else { return }
      if threads <= 1 {
        start.fill(place, count, kind)
      } else {
        let room = Room(place)
        let size = min(Self.partSize, (count + threads - 1) / threads)
        _ = SideBySide.map((count + size - 1) / size, threads: threads) { part in
          let (first, end) = (size * part, min(count, size * (part + 1)))
          start.advanced(by: UInt64(first)).fill(room.place + first, end - first, kind)
          return 0
        }
      }
    }
    skip(count)
    return draws
  }

  /// Parts of it are written by one thread each.
  private struct Room<Draw>: @unchecked Sendable {
    let place: UnsafeMutablePointer<Draw>
    init(_ place: UnsafeMutablePointer<Draw>) { self.place = place }
  }

  private func fill<Kind: DrawKind>(
    _ place: UnsafeMutablePointer<Kind.Draw>, _ count: Int, _ kind: Kind
  ) {
    var single = self
    var index = 0
    if count >= 64 {
      let jump = Self.jump(4, increment: increment)
      var first = following(state)
      var second = following(first)
      var third = following(second)
      var fourth = following(third)
      while index &+ 4 <= count {
        (place + index).initialize(to: kind.draw(Self.output(first)))
        (place + index + 1).initialize(to: kind.draw(Self.output(second)))
        (place + index + 2).initialize(to: kind.draw(Self.output(third)))
        (place + index + 3).initialize(to: kind.draw(Self.output(fourth)))
        first = first &* jump.multiplier &+ jump.increment
        second = second &* jump.multiplier &+ jump.increment
        third = third &* jump.multiplier &+ jump.increment
        fourth = fourth &* jump.multiplier &+ jump.increment
        index &+= 4
      }
      single = advanced(by: UInt64(index))
    }
    while index < count {
      (place + index).initialize(to: kind.draw(single.next64()))
      index &+= 1
    }
  }
}

/// What is made of a word of the generator. A type each, so that every loop is compiled for it.
private protocol DrawKind: Sendable {
  associatedtype Draw: Sendable
  func draw(_ word: UInt64) -> Draw
}

private struct Unit: DrawKind {
  @inline(__always) func draw(_ word: UInt64) -> Double { Double(word >> 11) * 0x1p-53 }
}

private struct Kept: DrawKind {
  let bound: UInt64
  @inline(__always) func draw(_ word: UInt64) -> Bool { word >= bound }
}

private struct Gate: DrawKind {
  let bound: UInt64
  let open: UInt64
  /// Without a branch, which half of the draws would mislead.
  @inline(__always) func draw(_ word: UInt64) -> Double {
    Double(bitPattern: open & (0 &- (word >= bound ? 1 : 0)))
  }
}

private struct LogUniform: DrawKind {
  let low: Double
  let start: Double
  let width: Double

  @inline(__always) func draw(_ word: UInt64) -> Double {
    let unit = Double(word >> 11) * 0x1p-53
    return unit <= 0 ? low : Glibc.exp(start + unit * width)
  }
}
