import Glibc
import Testing

@testable import Plot

/// Ticks and labels of 100,000 random axes: none overlaps or is cut, every value is round, all rise.
struct TickPropertyTests {
  /// An axis and the room along it.
  struct Sample: CustomStringConvertible {
    var axis: Axis
    var length: Int
    var direction: AxisTicks.Direction
    var margin: Int
    var glyphs: Glyphs
    var description: String {
      "\(axis.range) \(axis.scale) reversed \(axis.isReversed), \(length) \(direction)"
    }
  }

  private static func sample(_ random: inout Pictures.Random) -> Sample {
    let isLog = random.next() < 0.3
    let range: ClosedRange<Double>
    if isLog {
      let low = pow(10, random.next() * 40 - 20)
      range = low...low * pow(10, 0.05 + random.next() * random.next() * 24)
    } else {
      let size = pow(10, random.next() * 24 - 12)
      let middle =
        random.next() < 0.3 ? 0 : (random.next() * 2 - 1) * pow(10, random.next() * 5) * size
      range = middle - size * random.next()...middle + size * (0.1 + random.next())
    }
    let isAcross = random.next() < 0.5
    return Sample(
      axis: Axis(
        random.next() < 0.5 ? "x" : "", range, scale: isLog ? .log : .linear,
        isReversed: random.next() < 0.2),
      length: 2 + Int(random.next() * (isAcross ? 198 : 58)), direction: isAcross ? .across : .down,
      margin: isAcross ? Int(random.next() * 9) : 0,
      glyphs: random.next() < 0.5 ? .ascii : .unicode)
  }

  @Test(arguments: 0..<4)
  func hold(_ part: Int) {
    var random = Pictures.Random(state: UInt64(part) &* 7919 &+ 5)
    var broken: [String] = []
    for _ in 0..<25_000 where broken.count < 5 {
      let sample = Self.sample(&random)
      if let what = Self.mistake(in: sample) { broken.append("\(what): \(sample)") }
    }
    #expect(broken.isEmpty, "\(broken.joined(separator: "\n"))")
  }

  /// What is wrong with the ticks of an axis; nil if nothing is.
  static func mistake(in sample: Sample) -> String? {
    let ticks = AxisTicks(
      sample.axis, length: sample.length, sample.direction, margin: sample.margin,
      glyphs: sample.glyphs)
    let room = LabelRoom(
      AxisProjection(sample.axis), length: sample.length, sample.direction, margin: sample.margin,
      glyphs: sample.glyphs)
    let projection = Projection(
      x: sample.axis, y: sample.axis, columns: sample.length, rows: 1, glyphs: sample.glyphs)
    let factor = Double("1e\(ticks.exponent ?? 0)") ?? 1
    let (low, high) = sample.axis.usableRange
    let dust = 1e-9 * (high - low)
    var spans: [Range<Int>] = []
    var before = -Double.infinity
    var labels: [String] = []
    for tick in ticks.ticks where !tick.isMinor || tick.label != nil {
      if !(tick.value > before) { return "not rising" }
      before = tick.value
      if tick.value < low - dust - 1e-9 * low.magnitude
        || tick.value > high + dust + 1e-9 * high.magnitude
      {
        return "\(tick.value) lies outside"
      }
      guard let label = tick.label else { continue }
      guard let cell = room.cell(tick.value), let span = room.span(of: label, at: tick.value) else {
        return "\(label) has no cell"
      }
      if sample.direction == .across {
        let place = projection.column(tick.value) ?? .nan
        let middle = Double(span.lowerBound + span.upperBound) / 2
        let isShifted = span.lowerBound == -sample.margin || span.upperBound == sample.length
        let far = sample.glyphs.repertoire == .ascii ? 1 : 0.75
        if !span.contains(cell) || !isShifted && !((middle - place).magnitude <= far + 1e-9) {
          return "\(label) stands beside its tick"
        }
      }
      spans.append(span)
      labels.append(label)
      if (label.hasPrefix("-0") && Double(label) == 0) || label.count > 15 { return "\(label)" }
      guard let told = Double(label) else { return "\(label) is no number" }
      if (told * factor - tick.value).magnitude > 1e-9 * max(high - low, tick.value.magnitude) {
        return "\(label) is not \(tick.value)"
      }
    }
    if let cut = spans.first(where: {
      $0.lowerBound < -sample.margin || $0.upperBound > sample.length
    }) {
      return "cut at \(cut)"
    }
    let gap = sample.direction == .across ? 1 : 0
    for (a, b) in zip(spans, spans.dropFirst())
    where a.upperBound + gap > b.lowerBound && b.upperBound + gap > a.lowerBound {
      return "\(labels) overlap"
    }
    return sample.axis.scale == .linear ? unround(ticks.ticks.map(\.value), high - low) : nil
  }

  /// Linear ticks are equal steps of 1, 2, 2.5, 3, 4, 5 times a power of ten, from a multiple.
  private static func unround(_ values: [Double], _ range: Double) -> String? {
    guard values.count > 1 else { return nil }
    let step = values[1] - values[0]
    let digits = step / pow(10, floor(log10(step * (1 + 1e-9))))
    let isRound = [1, 2, 2.5, 3, 4, 5].contains { (digits - $0).magnitude < 1e-4 }
    let isEven = zip(values, values.dropFirst()).allSatisfy {
      ($1 - $0 - step).magnitude < 1e-6 * step + 1e-12 * max($0.magnitude, $1.magnitude)
    }
    let multiple = values[0] / step
    let isMultiple = (multiple - multiple.rounded()).magnitude < 1e-6 * max(1, multiple.magnitude)
    return isRound && isEven && isMultiple ? nil : "\(values.prefix(3)) are not round"
  }

  /// Where there is room for labels there are some.
  @Test func areNotTooFew() {
    var random = Pictures.Random(state: 3)
    var few: [String] = []
    for _ in 0..<2000 {
      let sample = Self.sample(&random)
      guard sample.direction == .across ? sample.length >= 30 : sample.length >= 6 else { continue }
      let ticks = AxisTicks(
        sample.axis, length: sample.length, sample.direction, margin: sample.margin,
        glyphs: sample.glyphs)
      if ticks.ticks.count(where: { $0.label != nil }) < 2 { few.append(sample.description) }
    }
    #expect(few.isEmpty, "\(few.count): \(few.prefix(5))")
  }
}
