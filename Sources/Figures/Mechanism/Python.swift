/// Pieces of the scripts that `descent code` prints.
///
/// Every script prints one line a step: the step's numbers in the JSON's key order, lists flattened, by
/// `repr(float(v))`, separated by spaces; what is null in the JSON is left out.
enum Python {
  static let head = """
    # One line per step: its numbers in the order of the JSON's keys, lists flattened, null left out.
    import numpy as np


    def show(*values):
        print(*(repr(float(v)) for value in values if value is not None for v in np.ravel(value)))

    """

  /// A literal that Python reads back equal.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "float('nan')" }
    if value.isInfinite { return value < 0 ? "-float('inf')" : "float('inf')" }
    return value.jsonText
  }

  static func list(_ values: [Double]) -> String {
    "[" + values.map(number).joined(separator: ", ") + "]"
  }

  static func list(_ rows: [[Double]]) -> String {
    "[" + rows.map { list($0) }.joined(separator: ", ") + "]"
  }

  /// A string literal.
  static func string(_ text: String) -> String { JSON.string(text).text }
}
