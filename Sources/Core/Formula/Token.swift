/// A word of a formula, with its place.
struct Token: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    /// The value and how it was written.
    case number(Double, text: String)
    case name(String)
    /// An operator or bracket; `²` arrives as `^` and a raised number.
    case symbol(String)
    /// A whole number written as superscript digits.
    case raised(Double)
    case end
  }
  let kind: Kind
  /// 1-based, in characters.
  let column: Int
  /// Whether white space stands before it: `A[1]` is an entry, `A [1]` a product.
  let isSpaced: Bool

  /// As an error message names it.
  var description: String {
    switch kind {
    case .number(_, let text): "'\(text)'"
    case .name(let name): "'\(name)'"
    case .symbol(let symbol): "'\(symbol)'"
    case .raised: "a raised number"
    case .end: "the end"
    }
  }

  func isSymbol(_ text: String) -> Bool { kind == .symbol(text) }
  func isWord(_ text: String) -> Bool { kind == .name(text) }
}
