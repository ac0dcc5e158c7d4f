/// A mistake in a formula of LaTeX.
package struct MathError: Error, Equatable, Sendable {
  /// 1-based, in characters of the source.
  package let column: Int
  package let message: String
  package let fix: String
}

extension MathText {
  /// - Parameter latex: what stands between the dollar signs.
  package init(_ latex: String) throws(MathError) {
    source = latex
  }
}
