import Glibc

extension Control {
  /// So many notches up or down: onto the slider's grid and inside its range. Choices and presets go round.
  /// - Parameter entry: of a vector, the entry that moves.
  package func stepping(
    _ value: ControlValue, by notches: Int, entry: Int = 0
  ) -> ControlValue {
    let steps = min(max(notches, -1_000_000), 1_000_000)
    switch (kind, value) {
    case (.real(let range, let notch), .number(let value)):
      return .number(Control.moved(value, by: steps, in: range, notch: notch))
    case (.log(let range, let factor), .number(let value)):
      return .number(Control.scaled(value, by: steps, in: range, factor: factor))
    case (.whole(let range, let notch), .whole(let value)):
      let moved = Control.moved(
        Double(value), by: steps, in: Double(range.lowerBound)...Double(range.upperBound),
        notch: Double(notch))
      return .whole(Int(exactly: moved.rounded()) ?? value)
    case (.choice(let choices), .choice(let id)):
      guard let index = choices.firstIndex(where: { $0.id == id }) else { return value }
      return .choice(choices[Control.turned(index + steps, choices.count)].id)
    case (.set(let choices), .choices(let ids)):
      let count = 1 << min(choices.count, 20)
      let index = choices.enumerated().reduce(0) {
        $0 | (ids.contains($1.element.id) ? 1 << $1.offset : 0)
      }
      let next = 1 + Control.turned(index - 1 + steps, count - 1)
      return .choices(
        choices.enumerated().filter { next & (1 << $0.offset) != 0 }.map(\.element.id))
    case (.toggle, .flag(let flag)):
      return .flag(steps.isMultiple(of: 2) ? flag : !flag)
    case (.seed, .seed(let seed)):
      let size = UInt64(steps.magnitude)
      let moved =
        steps < 0 ? seed.subtractingReportingOverflow(size) : seed.addingReportingOverflow(size)
      return .seed(moved.overflow ? (steps < 0 ? 0 : .max) : moved.partialValue)
    case (.vector(_, let range, let notch), .vector(var values)):
      guard values.indices.contains(entry) else { return value }
      values[entry] = Control.moved(
        values[entry], by: steps, in: range ?? -1e9...1e9, notch: notch, onGridFrom: 0)
      return .vector(values)
    default:
      // What has no grid has presets to go through.
      guard !presets.isEmpty else { return value }
      let here = presets.firstIndex { $0.value == value }
      let next = here.map { $0 + steps } ?? (steps > 0 ? steps - 1 : steps)
      return presets[Control.turned(next, presets.count)].value
    }
  }

  /// Where the value stands on its slider, 0…1; nil for what has none.
  package func fraction(of value: ControlValue) -> Double? {
    func place(_ value: Double, _ range: ClosedRange<Double>) -> Double {
      guard range.upperBound > range.lowerBound else { return 0 }
      return min(max((value - range.lowerBound) / (range.upperBound - range.lowerBound), 0), 1)
    }
    switch (kind, value) {
    case (.real(let range, _), .number(let value)): return place(value, range)
    case (.log(let range, _), .number(let value)):
      return place(
        Glibc.log(max(value, range.lowerBound)),
        Glibc.log(range.lowerBound)...Glibc.log(range.upperBound))
    case (.whole(let range, _), .whole(let value)):
      return place(Double(value), Double(range.lowerBound)...Double(range.upperBound))
    case (.choice(let choices), .choice(let id)):
      guard choices.count > 1, let index = choices.firstIndex(where: { $0.id == id }) else {
        return 0
      }
      return Double(index) / Double(choices.count - 1)
    case (.toggle, .flag(let flag)): return flag ? 1 : 0
    case (.seed, .seed(let seed)): return place(Double(seed), 1...99)
    default: return nil
    }
  }

  /// The value on the slider's grid nearest to a place on it; nil for what has no slider.
  package func value(atFraction fraction: Double) -> ControlValue? {
    let place = fraction.isNaN ? 0 : min(max(fraction, 0), 1)
    switch kind {
    case .real(let range, let notch):
      return .number(
        Control.moved(
          range.lowerBound + place * (range.upperBound - range.lowerBound), by: 0, in: range,
          notch: notch))
    case .log(let range, let factor):
      let value = range.lowerBound * pow(range.upperBound / range.lowerBound, place)
      return .number(Control.scaled(value, by: 0, in: range, factor: factor))
    case .whole(let range, let notch):
      let width = Double(range.upperBound) - Double(range.lowerBound)
      let value = Control.moved(
        Double(range.lowerBound) + place * width, by: 0,
        in: Double(range.lowerBound)...Double(range.upperBound), notch: Double(notch))
      return Int(exactly: value.rounded()).map(ControlValue.whole)
    case .choice(let choices):
      let index = Int((place * Double(choices.count - 1)).rounded())
      return choices.indices.contains(index) ? .choice(choices[index].id) : nil
    case .toggle: return .flag(place >= 0.5)
    case .seed: return .seed(UInt64((1 + place * 98).rounded()))
    default: return nil
    }
  }

  /// Along a linear grid. From between two notches one notch leads to the next one in its direction.
  private static func moved(
    _ value: Double, by steps: Int, in range: ClosedRange<Double>, notch: Double,
    onGridFrom origin: Double? = nil
  ) -> Double {
    let start = origin ?? range.lowerBound
    let size = notch > 0 ? notch : 1
    let place = (min(max(value, range.lowerBound), range.upperBound) - start) / size
    let decimals = max(Control.decimals(size), Control.decimals(start))
    let next = start + Control.next(place, steps) * size
    let scale = pow(10, Double(decimals))
    let rounded = (next * scale).rounded() / scale
    return min(max(rounded == 0 ? 0 : rounded, range.lowerBound), range.upperBound)
  }

  /// Along a geometric grid, to three digits.
  private static func scaled(
    _ value: Double, by steps: Int, in range: ClosedRange<Double>, factor: Double
  ) -> Double {
    guard factor > 1, range.lowerBound > 0 else { return value }
    let start = min(max(value, range.lowerBound), range.upperBound)
    let place = Glibc.log(start / range.lowerBound) / Glibc.log(factor)
    let next = range.lowerBound * pow(factor, Control.next(place, steps))
    let digits = floor(log10(next)) - 2
    let rounded = Double("\((next / pow(10, digits)).rounded())e\(Int(digits))") ?? next
    return min(max(rounded, range.lowerBound), range.upperBound)
  }

  /// The grid index after so many steps from a place between two of them.
  private static func next(_ place: Double, _ steps: Int) -> Double {
    let near = place.rounded()
    if (place - near).magnitude < 1e-6 || steps == 0 { return near + Double(steps) }
    return steps > 0 ? floor(place) + Double(steps) : ceil(place) + Double(steps)
  }

  /// How many decimals a notch has.
  private static func decimals(_ value: Double) -> Int {
    var scaled = value.magnitude
    for decimals in 0..<12 {
      if (scaled - scaled.rounded()).magnitude < 1e-9 * max(scaled, 1) { return decimals }
      scaled *= 10
    }
    return 12
  }

  private static func turned(_ index: Int, _ count: Int) -> Int {
    guard count > 0 else { return 0 }
    return (index % count + count) % count
  }
}
