/// What names mean: values, and functions of coordinates (a `let` that keeps free coordinates).
package struct Scope: Equatable, Sendable {
  package enum Meaning: Equatable, Sendable {
    case value(Value)
    /// An expression whose coordinates are free; its other names are already folded in.
    case function(Expression)
  }
  package private(set) var meanings: [String: Meaning] = [:]

  package init() {}

  package subscript(name: String) -> Meaning? {
    get { meanings[name] }
    set { meanings[name] = newValue }
  }
}
