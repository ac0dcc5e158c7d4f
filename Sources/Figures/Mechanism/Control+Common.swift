import Core

extension Control {
  /// A number on a slider.
  static func real(
    _ name: String, _ en: String, _ ko: String, _ slider: ClosedRange<Double>, notch: Double,
    initial: Double, allowed: ClosedRange<Double>? = nil
  ) -> Control {
    Control(
      name, Words(en: en, ko: ko), .real(slider, notch: notch), initial: .number(initial),
      allowed: allowed)
  }

  /// A number on a slider of factors.
  static func log(
    _ name: String, _ en: String, _ ko: String, _ slider: ClosedRange<Double>, factor: Double = 10,
    initial: Double, allowed: ClosedRange<Double>? = nil
  ) -> Control {
    Control(
      name, Words(en: en, ko: ko), .log(slider, factor: factor), initial: .number(initial),
      allowed: allowed)
  }

  /// A whole number on a slider.
  static func whole(
    _ name: String, _ en: String, _ ko: String, _ slider: ClosedRange<Int>, notch: Int = 1,
    initial: Int, allowed: ClosedRange<Double>? = nil
  ) -> Control {
    Control(
      name, Words(en: en, ko: ko), .whole(slider, notch: notch), initial: .whole(initial),
      allowed: allowed)
  }

  /// One of several, each with its id and what it is called; the first unless another is named.
  static func choice(
    _ name: String, _ en: String, _ ko: String, _ choices: [(id: String, en: String, ko: String)],
    initial: String? = nil
  ) -> Control {
    Control(
      name, Words(en: en, ko: ko),
      .choice(choices.map { Choice($0.id, Words(en: $0.en, ko: $0.ko)) }),
      initial: .choice(initial ?? choices.first?.id ?? ""))
  }

  /// The seed of a figure's stream.
  static func seed(_ initial: UInt64 = 1) -> Control {
    Control("seed", Words(en: "seed", ko: "시드"), .seed, initial: .seed(initial))
  }

  /// The probability of dropping a unit.
  static func dropRate(
    _ slider: ClosedRange<Double> = 0...1, notch: Double = 0.05, initial: Double = 0.5,
    name: String = "p"
  ) -> Control {
    .real(name, "drop rate", "드롭아웃 비율", slider, notch: notch, initial: initial, allowed: 0...1)
  }

  /// The probability of dropping an input.
  static func inputRate(_ name: String, _ slider: ClosedRange<Double>, initial: Double) -> Control {
    .real(
      name, "input drop rate", "입력 드롭아웃 비율", slider, notch: 0.1, initial: initial, allowed: 0...1)
  }

  /// The probability of dropping a hidden unit.
  static func hiddenRate(_ name: String, initial: Double) -> Control {
    .real(
      name, "hidden drop rate", "은닉 드롭아웃 비율", 0...0.9, notch: 0.1, initial: initial, allowed: 0...1)
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
