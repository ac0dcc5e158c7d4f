/// A JSON value whose keys keep their order and whose numbers read back equal.
package enum JSON: Equatable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  /// A seed may need all 64 bits.
  case unsigned(UInt64)
  /// Shortest text that reads back equal; NaN and the infinities become the strings `"NaN"`, `"Infinity"`,
  /// `"-Infinity"`.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  package static func == (left: JSON, right: JSON) -> Bool { left.text == right.text }
}

extension JSON {
  package static func numbers(_ values: some Sequence<Double>) -> JSON {
    .array(values.map(JSON.number))
  }

  /// null where there is none.
  package static func optional(_ value: Double?) -> JSON { value.map(JSON.number) ?? .null }

  /// null where nothing is known yet.
  package static func known(_ values: [Double]) -> JSON {
    values.isEmpty ? .null : .numbers(values)
  }

  package static func rows(_ rows: some Sequence<[Double]>) -> JSON {
    .array(rows.map { .numbers($0) })
  }

  /// The value of a key of an object; nil if there is none or this is no object.
  package subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The element at an index of an array; nil beyond its ends.
  package subscript(index: Int) -> JSON? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The number, if it is one: also the strings that stand for what is not finite.
  package var double: Double? {
    switch self {
    case .int(let value): Double(value)
    case .unsigned(let value): Double(value)
    case .number(let value): value
    case .string("NaN"): .nan
    case .string("Infinity"): .infinity
    case .string("-Infinity"): -.infinity
    default: nil
    }
  }

  package var elements: [JSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  package var members: [(key: String, value: JSON)]? {
    if case .object(let members) = self { members } else { nil }
  }

  package var isNull: Bool { if case .null = self { true } else { false } }
}
