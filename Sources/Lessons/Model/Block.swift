/// A block of a lesson page.
package indirect enum Block: Equatable, Sendable {
  case heading(level: Int, [Inline])
  case paragraph([Inline])
  case list(start: Int?, items: [[Block]])
  case quote([Block])
  case code(String)
  case table(header: [[Inline]], rows: [[[Inline]]], alignments: [Alignment])
  case math(MathText)
  /// The page's figure with this index stands here.
  case figure(Int, caption: [Inline])
  case rule

  package enum Alignment: Equatable, Sendable { case left, centre, right }
}
