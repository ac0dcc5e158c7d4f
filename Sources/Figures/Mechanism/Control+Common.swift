import Core

extension Control {
  /// The seed of a figure's stream.
  static func seed(_ initial: UInt64 = 1) -> Control {
    Control("seed", Words(en: "seed", ko: "시드"), .seed, initial: .seed(initial))
  }

  /// The probability of dropping a unit.
  static func dropRate(
    _ name: String = "p", _ label: Words = Words(en: "drop rate", ko: "드롭아웃 비율"),
    _ slider: ClosedRange<Double> = 0...1, notch: Double = 0.05, initial: Double = 0.5
  ) -> Control {
    Control(name, label, .real(slider, notch: notch), initial: .number(initial), allowed: 0...1)
  }

  /// Units of a network with droppable units: an entry 0 (dropped) or 1 (kept) each.
  static func mask(_ initial: [Double]) -> Control {
    Control(
      "mask", Words(en: "mask", ko: "마스크"),
      .vector(length: initial.count, range: 0...1, notch: 1), initial: .vector(initial))
  }

  /// The value in Python, for a line `name = value`.
  func python(_ value: ControlValue) -> String {
    switch value {
    case .number(let value): Python.number(value)
    case .whole(let value): String(value)
    case .choice(let text), .text(let text): Python.string(text)
    case .choices(let names): "[" + names.map(Python.string).joined(separator: ", ") + "]"
    case .flag(let value): value ? "True" : "False"
    case .seed(let value): String(value)
    case .vector(let values): Python.list(values)
    case .matrix(let rows): Python.list(rows)
    }
  }
}

extension Python {
  /// A script: the head, a line `name = value` for each control, and what it does with them.
  static func script(_ settings: Settings, _ controls: [Control], _ body: String) -> String {
    let lines = controls.map { control in
      control.name.split(separator: "-").joined(separator: "_") + " = "
        + control.python(settings[control])
    }
    return head + "\n" + lines.joined(separator: "\n") + "\n" + body + "\n"
  }
}
