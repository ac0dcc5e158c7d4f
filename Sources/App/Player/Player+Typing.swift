import Figures

/// A value that was typed and that the run may still refuse: only the run knows whether a formula has the right
/// coordinates, or whether a point fits its function.
struct Unproven: Sendable {
  let control: Control
  let text: String
  /// How the figure stood before.
  let settings: Settings
  let error: ControlError?
}

/// Values of controls being typed. What is wrong keeps the field open; Esc puts everything back.
extension Player {
  package mutating func beginTyping() {
    guard let control = focusedControl, !isLocked(control) else { return }
    open(control, text: control.print(settings[control]))
  }

  package mutating func cancelTyping() {
    field = nil
    fieldError = nil
    draft = nil
  }

  /// A key or pasted text for the field. What was wrong with it stands until it changes.
  mutating func type(_ change: (inout TextField) -> Void) {
    guard var changed = field else { return }
    change(&changed)
    if changed.characters != field?.characters { fieldError = nil }
    field = changed
  }

  /// Takes the typed value and asks for its film, or says what is wrong with it and keeps the field.
  package mutating func submitField() -> [Effect] {
    guard let control = focusedControl, let text = field?.text else { return [] }
    let value: ControlValue
    do {
      value = try control.parse(text)
    } catch {
      say(error)
      return []
    }
    var typed = draft ?? settings
    typed.set(control, to: value)
    cancelTyping()
    guard typed != settings else { return [] }
    if unproven == nil {
      unproven = Unproven(control: control, text: text, settings: settings, error: error)
    }
    settings = typed
    return refetch() + follow(control, value)
  }

  /// The run does not take what was typed: the figure stands as before, and the field is open again at the mistake.
  /// Where the value only does not fit another control, that one is typed next; both are set together.
  mutating func refuse(_ refused: Unproven, _ failure: ControlError) {
    let typed = settings
    settings = refused.settings
    error = refused.error
    unproven = nil
    let other = controls.firstIndex {
      $0.name == failure.control && $0.name != refused.control.name && !isLocked($0)
    }
    guard let index = other ?? controls.firstIndex(of: refused.control) else { return }
    focus = index
    open(
      controls[index],
      text: other == nil ? refused.text : controls[index].print(typed[controls[index]]))
    draft = typed
    // The column counts in the value, which has no blanks before it.
    let blanks = other == nil ? refused.text.prefix { $0.isWhitespace }.count : 0
    say(failure, blanks: blanks)
  }

  private mutating func open(_ control: Control, text: String) {
    var mapsJamo = true
    if case .text = control.kind { mapsJamo = false }
    field = TextField(text, mapsJamo: mapsJamo)
    fieldError = nil
    draft = nil
  }

  private mutating func say(_ failure: ControlError, blanks: Int = 0) {
    let isHere = failure.control == focusedControl?.name
    let column = isHere ? failure.column.map { $0 + blanks } : nil
    fieldError = ControlError(
      control: failure.control, says: failure.says, mend: failure.mend, column: column,
      isMalformed: failure.isMalformed)
    if let column { field?.move(to: column - 1) }
  }
}
