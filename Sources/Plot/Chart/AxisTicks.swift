import Glibc

/// A tick of an axis: a long one with or without a label, or a short one between.
package struct Tick: Equatable, Sendable {
  package var value: Double
  package var label: String?
  package var isMinor: Bool

  package init(_ value: Double, _ label: String? = nil, isMinor: Bool = false) {
    self.value = value
    self.label = label
    self.isMinor = isMinor
  }
}

/// The ticks of an axis of a given length, chosen so that no two labels touch.
package struct AxisTicks: Equatable, Sendable {
  package var ticks: [Tick]
  /// The power of ten taken out of the labels; it goes into the name of the axis.
  package var exponent: Int?

  package enum Direction: Equatable, Sendable { case across, down }

  /// - Parameters:
  ///   - length: columns or rows of the plot along the axis.
  ///   - margin: columns that the first label may stand out to the left of the plot.
  ///   - isSparse: about half as many labels as there is room for.
  package init(
    _ axis: Axis, length: Int, _ direction: Direction, margin: Int = 0, isSparse: Bool = false,
    glyphs: Glyphs
  ) {
    ticks = []
    exponent = nil
    guard length > 0 else { return }
    let room = LabelRoom(
      AxisProjection(axis), length: length, direction, margin: margin, glyphs: glyphs)
    switch axis.ticks {
    case .none, .hidden: break
    case .labelled(let values, let labels):
      let texts = labels.map(glyphs.shown)
      ticks = zip(values, texts).map { Tick($0, $1.isEmpty ? nil : $1) }
      for value in values.dropFirst(texts.count) { ticks.append(Tick(value)) }
      ticks = room.thinned(ticks)
    case .automatic:
      let (low, high) = axis.usableRange
      if axis.scale == .log, high / low >= 10 {
        ticks = LogTicks(low: low, high: high, room: room).ticks
      } else {
        let canFactor = !axis.name.isEmpty
        let wanted = isSparse ? room.wanted / 2 : room.wanted
        let wilkinson = Wilkinson(low: low, high: high, wanted: wanted, isInside: true)
        func places(gap: Int) -> [Double] {
          wilkinson.ticks { values in
            room.isLegible(values, LabelForm(values, canFactor: canFactor).labels, gap: gap)
          }
        }
        var values = places(gap: 2)
        if values.isEmpty { values = places(gap: 1) }
        let form = LabelForm(values, canFactor: canFactor)
        exponent = form.exponent
        ticks = zip(values, form.labels).map { Tick($0, $1) }
      }
    }
    if !axis.showsLabels { ticks = ticks.map { Tick($0.value, nil, isMinor: $0.isMinor) } }
  }

  /// Columns of the widest label.
  var labelColumns: Int { ticks.map { TextWidth.columns(of: $0.label ?? "") }.max() ?? 0 }
}

/// One form for the labels of a linear axis: as many decimals for all, or a common power of ten.
struct LabelForm {
  let labels: [String]
  let exponent: Int?

  init(_ values: [Double], canFactor: Bool) {
    let largest = values.map(\.magnitude).max() ?? 0
    let step = values.count > 1 ? values[1] - values[0] : 1
    let decimals = TickText.decimals(of: values, step: step)
    guard largest > 0, largest >= 1e4 || largest < 1e-3 || decimals > 5 && largest < 0.1 else {
      labels = values.map { TickText.fixed($0, decimals: decimals) }
      exponent = nil
      return
    }
    let order = Int(floor(log10(largest * (1 + 1e-12))))
    if canFactor {
      let power = largest >= 1 ? order / 3 * 3 : order
      let scaled = values.map { TickText.scaled($0, by: -power) }
      let places = TickText.decimals(of: scaled, step: TickText.scaled(step, by: -power))
      labels = scaled.map { TickText.fixed($0, decimals: places) }
      exponent = power
    } else {
      let mantissas = values.map { value in
        value == 0
          ? 0 : TickText.scaled(value, by: -Int(floor(log10(value.magnitude * (1 + 1e-12)))))
      }
      let places = TickText.decimals(of: mantissas, step: 1)
      labels = values.map { TickText.scientific($0, decimals: places) }
      exponent = nil
    }
  }
}

/// How labels stand along an axis: centred on their tick, shifted inward at the ends, never touching.
struct LabelRoom {
  let projection: AxisProjection
  let length: Int
  let direction: AxisTicks.Direction
  let margin: Int
  /// Dots of a cell along the axis, to which ticks are aligned.
  private let dots: Int

  init(
    _ projection: AxisProjection, length: Int, _ direction: AxisTicks.Direction, margin: Int = 0,
    glyphs: Glyphs
  ) {
    self.projection = projection
    self.length = length
    self.direction = direction
    self.margin = margin
    dots = glyphs.repertoire == .ascii ? 1 : direction == .across ? 2 : 4
  }

  /// The wanted number of labels: one per 12 columns, one per 3 to 4 rows.
  var wanted: Int {
    let each = direction == .across ? 12.0 : 3.5
    return max(2, Int((Double(length - 1) / each).rounded()) + 1)
  }

  /// The dot of a value along the axis, where its tick is drawn; nil outside.
  private func dot(_ value: Double) -> Int? {
    guard let fraction = projection.fraction(value), fraction > -1e-9, fraction < 1 + 1e-9 else {
      return nil
    }
    let along = direction == .across ? fraction : 1 - fraction
    let count = length * dots
    return min(max(0, Int(floor(0.5 + along * Double(count - 1)))), count - 1)
  }

  /// The cell of a value along the axis; nil outside.
  func cell(_ value: Double) -> Int? { dot(value).map { $0 / dots } }

  /// The columns (rows) that the label of a value takes, from `-margin`: its middle as near to the tick as whole
  /// cells allow. Nil outside.
  func span(of label: String, at value: Double) -> Range<Int>? {
    guard let dot = dot(value) else { return nil }
    guard direction == .across else { return dot / dots..<dot / dots + 1 }
    let width = TextWidth.columns(of: label)
    let middle = (Double(dot) + 0.5) / Double(dots)
    let start = Int(floor(middle - Double(width) / 2 + 0.5))
    let kept = min(max(-margin, start), length - width)
    return kept..<kept + width
  }

  /// Whether the labels of rising values stand apart, inside and near their ticks, and no two alike.
  func isLegible(_ values: [Double], _ labels: [String], gap: Int = 2) -> Bool {
    let gap = direction == .across ? gap : 0
    var before: Range<Int>?
    var index = 0
    while index < values.count, index < labels.count {
      guard let cell = cell(values[index]), let span = span(of: labels[index], at: values[index])
      else { return false }
      if span.lowerBound < -margin || span.count > length { return false }
      if direction == .across, !span.contains(cell) { return false }
      if let before {
        if labels[index] == labels[index - 1] { return false }
        // On a reversed axis, and downwards, the values run against the cells.
        if span.lowerBound - before.upperBound < gap, before.lowerBound - span.upperBound < gap {
          return false
        }
      }
      before = span
      index += 1
    }
    return true
  }

  /// The ticks with the labels of those left out that would touch an earlier one or do not fit.
  func thinned(_ ticks: [Tick], gap: Int? = nil) -> [Tick] {
    let gap = gap ?? (direction == .across ? 1 : 0)
    var taken: [Range<Int>] = []
    return ticks.compactMap { tick in
      guard let span = span(of: tick.label ?? "", at: tick.value) else { return nil }
      guard tick.label != nil else { return tick }
      let touches = taken.contains {
        span.lowerBound < $0.upperBound + gap && $0.lowerBound < span.upperBound + gap
      }
      if touches || span.lowerBound < -margin || span.count > length {
        return Tick(tick.value, nil, isMinor: tick.isMinor)
      }
      taken.append(span)
      return tick
    }
  }
}
