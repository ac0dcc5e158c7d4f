/// The values of all controls of one figure.
package struct Settings: Equatable, Hashable, Sendable {
  package private(set) var values: [String: ControlValue]

  package init(of controls: [Control]) {
    values = Dictionary(controls.map { ($0.name, $0.initial) }, uniquingKeysWith: { $1 })
  }

  package subscript(name: String) -> ControlValue? {
    get { values[name] }
    set { values[name] = newValue }
  }
  /// - Precondition: the control belongs to the figure the settings are of.
  package subscript(control: Control) -> ControlValue { values[control.name] ?? control.initial }
}

extension Settings {
  /// Sets a control of a figure from text, as `--set`, links, fences and typed values all do.
  /// - Throws: `ControlError`: an unknown name (with the nearest one), or a value that cannot be.
  package mutating func set(
    _ name: String, to text: String, of figure: Figure
  ) throws(ControlError) {
    guard let control = figure.control(named: name) else { throw figure.unknownControl(name) }
    set(control, to: try control.parse(text))
  }

  /// Sets a control, and empties the one that it stands for.
  package mutating func set(_ control: Control, to value: ControlValue) {
    values[control.name] = value
    if let other = control.clears { values[other] = .vector([]) }
  }

  /// The address of a figure at these settings: those that differ from the start, in the controls' order.
  package func link(to figure: Figure, frame: Link.Frame? = nil) -> Link {
    Link(figure.id, settings: changes(from: figure.initialSettings, of: figure), frame: frame)
  }

  /// What leads from others to these, in the controls' order.
  package func changes(from others: Settings, of figure: Figure) -> [Link.Setting] {
    let changed = figure.controls.filter { self[$0] != others[$0] }
    // Reading a control that clears another must not lose that one.
    let cleared = changed.compactMap(\.clears)
    return figure.controls.filter { changed.contains($0) || cleared.contains($0.name) }.map {
      Link.Setting(name: $0.name, value: $0.print(self[$0]))
    }
  }

  /// All settings as JSON, in the controls' order.
  package func json(of figure: Figure) -> JSON {
    .object(figure.controls.map { ($0.name, self[$0].json) })
  }
}

extension Figure {
  /// The error for a name that is no control: `figure 'x' has no control 'momentun'`.
  package func unknownControl(_ name: String) -> ControlError {
    let problem = Words(
      en: "figure '\(id)' has no control '\(name)'",
      ko: "그림 '\(id)'에는 조절값 \(Josa.subject("'\(name)'")) 없다")
    guard let near = nearest(to: name, among: controls.map(\.name)),
      let control = control(named: near)
    else {
      let names = controls.map(\.name).joined(separator: ", ")
      return ControlError(
        control: name, says: problem,
        mend: controls.isEmpty
          ? Words(en: "leave it out: this figure has no controls", ko: "빼라. 이 그림에는 조절값이 없다")
          : Words(en: "it has \(names)", ko: "\(names) 중에서 골라라"))
    }
    return ControlError(
      control: name, says: problem,
      mend: Words(
        en: "write '\(near)' (\(control.range.en))",
        ko: "\(Josa.object("'\(near)'")) 적어라(\(control.range.ko))"))
  }

  /// The initial settings with some set from text; of the same name the last wins.
  package func settings(
    _ texts: some Sequence<(name: String, value: String)>
  ) throws(ControlError) -> Settings {
    var settings = initialSettings
    for (name, value) in texts { try settings.set(name, to: value, of: self) }
    return settings
  }

  /// A value for every control at every end of its range: what a figure must survive. At most one control is
  /// away from its start, and then all of them at their ends.
  package var corners: [Settings] {
    var corners = [initialSettings]
    var low = initialSettings
    var high = initialSettings
    for control in controls {
      for value in control.ends {
        var settings = initialSettings
        settings[control.name] = value
        corners.append(settings)
      }
      switch control.kind {
      // What these may be depends on each other.
      case .formula, .text, .vector(nil, _, _): break
      default:
        low[control.name] = control.ends.first ?? control.initial
        high[control.name] = control.ends.last ?? control.initial
      }
    }
    return corners + [low, high]
  }
}

extension Control {
  /// The ends of its slider, every choice, every preset.
  package var ends: [ControlValue] {
    let presets = presets.map(\.value)
    switch kind {
    case .real(let range, _), .log(let range, _):
      return [.number(range.lowerBound), .number(range.upperBound)] + presets
    case .whole(let range, _):
      return [.whole(range.lowerBound), .whole(range.upperBound)] + presets
    case .choice(let choices): return choices.map { .choice($0.id) }
    case .set(let choices):
      return choices.map { .choices([$0.id]) } + [.choices(choices.map(\.id))]
    case .toggle: return [.flag(false), .flag(true)]
    case .seed: return [.seed(0), .seed(.max)]
    case .vector(let length?, let range?, _):
      return [range.lowerBound, range.upperBound].map {
        .vector([Double](repeating: $0, count: length))
      } + presets
    case .vector, .matrix, .formula, .text: return presets
    }
  }
}

extension ControlValue {
  package var json: JSON {
    switch self {
    case .number(let value): .number(value)
    case .whole(let value): .int(value)
    case .choice(let id): .string(id)
    case .choices(let ids): .array(ids.map(JSON.string))
    case .flag(let value): .bool(value)
    case .seed(let value): .unsigned(value)
    case .vector(let values): .numbers(values)
    case .matrix(let rows): .rows(rows)
    case .text(let text): .string(text)
    }
  }

  // What a figure reads from its own controls; a value of another kind is a mistake of ours and reads as the
  // kind's zero, so that no input can stop the program.
  var number: Double {
    switch self {
    case .number(let value): value
    case .whole(let value): Double(value)
    default: 0
    }
  }
  var whole: Int { if case .whole(let value) = self { value } else { 0 } }
  var text: String {
    switch self {
    case .choice(let text), .text(let text): text
    default: ""
    }
  }
  var names: [String] { if case .choices(let names) = self { names } else { [] } }
  var flag: Bool { self == .flag(true) }
  var seed: UInt64 { if case .seed(let value) = self { value } else { 0 } }
  var vector: [Double] { if case .vector(let values) = self { values } else { [] } }
  var matrix: [[Double]] { if case .matrix(let rows) = self { rows } else { [] } }
}
