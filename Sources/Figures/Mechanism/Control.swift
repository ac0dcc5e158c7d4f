/// A live parameter of a figure: written once, beside its figure. Front matter, fences, sliders, `--set` and
/// links all parse, step and print through it.
package struct Control: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// Linear slider from `range.lowerBound` to `range.upperBound` in steps of `notch`.
    case real(ClosedRange<Double>, notch: Double)
    /// Geometric slider: a notch multiplies by `factor`.
    case log(ClosedRange<Double>, factor: Double)
    case whole(ClosedRange<Int>, notch: Int)
    case choice([Choice])
    /// Some of the choices, in their order, at least one.
    case set([Choice])
    case toggle
    /// A seed 0 … 2⁶⁴−1; the slider runs 1 … 99.
    case seed
    /// `a,b,c`, brackets optional; entries may be constant formulas. `length` nil is any.
    case vector(length: Int?, range: ClosedRange<Double>?, notch: Double)
    case matrix
    /// A function in the formula language.
    case formula
    case text
  }
  package struct Choice: Equatable, Sendable {
    package var id: String
    package var label: Words
    package init(_ id: String, _ label: Words? = nil) {
      self.id = id
      self.label = label ?? Words(id)
    }
  }
  /// Kebab-case; the same in links and on the command line.
  package let name: String
  package let label: Words
  package let kind: Kind
  /// Outside it a value is refused; nil: as the slider's range. A value that the algorithm can take is taken.
  package let allowed: ClosedRange<Double>?
  package let initial: ControlValue
  package let presets: [Preset]
  /// A vector control that becomes empty when this one is set: of the two, the last one said holds.
  package let clears: String?

  /// A start worth trying, with what to look for.
  package struct Preset: Equatable, Sendable {
    package var value: ControlValue
    package var say: Words
    package init(_ value: ControlValue, _ say: Words) {
      self.value = value
      self.say = say
    }
  }

  package init(
    _ name: String, _ label: Words, _ kind: Kind, initial: ControlValue,
    allowed: ClosedRange<Double>? = nil, presets: [Preset] = [], clears: String? = nil
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.initial = initial
    self.allowed = allowed
    self.presets = presets
    self.clears = clears
  }
}

/// A parsed value of a control.
package enum ControlValue: Equatable, Hashable, Sendable {
  case number(Double)
  case whole(Int)
  case choice(String)
  case choices([String])
  case flag(Bool)
  case seed(UInt64)
  case vector([Double])
  case matrix([[Double]])
  case text(String)
}

/// A setting that cannot be: which control, what is wrong, how to mend it.
package struct ControlError: Error, Equatable, Sendable {
  package let control: String
  /// What is wrong and how to mend it, in the languages of the lessons.
  package let says: Words
  package let mend: Words
  /// In the value's text, 1-based, where a formula or a list goes wrong.
  package let column: Int?
  /// The value is malformed as data (a formula, a search space) rather than wrongly used: exit 65, not 64.
  package let isMalformed: Bool

  /// In English, as those who write lessons read it.
  package var message: String { says.en }
  package var fix: String { mend.en }

  /// What is wrong, without the name of the control: where that stands before it already.
  package var problem: Words {
    func alone(_ text: String) -> String {
      let prefix = "\(control): "
      return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    }
    return Words(en: alone(says.en), ko: alone(says.ko))
  }

  package init(
    control: String, says: Words, mend: Words, column: Int? = nil, isMalformed: Bool = false
  ) {
    self.control = control
    self.says = says
    self.mend = mend
    self.column = column
    self.isMalformed = isMalformed
  }
}
