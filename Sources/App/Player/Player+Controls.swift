import Figures

/// The controls: focus, notches, presets, reset.
extension Player {
  /// The controls that can be seen, in order.
  package var controls: [Control] {
    figure.controls.filter { !(placed?.hidden.contains($0.name) ?? false) }
  }
  package func isLocked(_ control: Control) -> Bool {
    placed?.locked.contains(control.name) ?? false
  }
  package var focusedControl: Control? {
    guard let focus, controls.indices.contains(focus) else { return nil }
    return controls[focus]
  }

  package mutating func set(_ control: Control, to value: ControlValue) -> [Effect] {
    guard settings[control] != value else { return [] }
    settings.set(control, to: value)
    return refetch() + follow(control, value)
  }

  package mutating func moveFocus(by direction: Int) -> Bool {
    let free = controls.indices.filter { !isLocked(controls[$0]) }
    let stops: [Int?] = [nil] + free.map { $0 }
    let here = stops.firstIndex { $0 == focus } ?? 0
    let next = here + direction
    guard stops.indices.contains(next) else { return false }
    focus = stops[next]
    return true
  }

  /// Back to the film from a control or a cross-hair; false if it has the focus already.
  package mutating func leaveFocus() -> Bool {
    guard focus != nil || cross != nil else { return false }
    if focus == nil { cross = nil }
    focus = nil
    return true
  }

  package mutating func turn(by notches: Int) -> [Effect] {
    guard let control = focusedControl, !isLocked(control) else { return [] }
    return set(control, to: narrowed(control, control.stepping(settings[control], by: notches)))
  }

  /// A value from the slider stays in what the page narrows it to.
  private func narrowed(_ control: Control, _ value: ControlValue) -> ControlValue {
    guard let range = placed?.narrowed[control.name] else { return value }
    switch value {
    case .number(let number):
      return .number(min(max(number, range.lowerBound), range.upperBound))
    case .whole(let number):
      let clamped = min(
        max(Double(number), range.lowerBound.rounded(.up)), range.upperBound.rounded(.down))
      return .whole(Int(exactly: clamped) ?? number)
    default: return value
    }
  }

  package mutating func slide(_ control: Control, fraction: Double) -> [Effect] {
    guard !isLocked(control), let value = control.value(atFraction: fraction) else { return [] }
    return set(control, to: narrowed(control, value))
  }

  /// Takes a preset of the figure: its settings over those that the figure begins with.
  package mutating func choose(preset index: Int) -> [Effect] {
    guard presets.indices.contains(index), let chosen = presets[index], chosen != settings
    else { return [] }
    settings = chosen
    unproven = nil
    position = 0
    isPlaying = false
    return refetch()
  }

  /// Begins with settings of an earlier visit; what the page hides or locks stays as the page sets it.
  mutating func restore(_ kept: Settings) -> Bool {
    guard film == nil, pending == nil else { return false }
    var restored = settings
    for control in controls where !isLocked(control) { restored[control.name] = kept[control] }
    defer { settings = restored }
    return restored != settings
  }

  package mutating func reset() -> [Effect] {
    ghosts = []
    guard settings != start else { return [] }
    settings = start
    unproven = nil
    return refetch()
  }

  package var seedControl: Control? {
    figure.controls.first { if case .seed = $0.kind { true } else { false } }
  }

  package mutating func newSeed() -> [Effect] {
    guard let control = seedControl, !isLocked(control), case .seed(let seed) = settings[control]
    else { return [] }
    return set(control, to: .seed(seed >= 99 ? 1 : seed + 1))
  }
}
