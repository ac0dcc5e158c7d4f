import Core
import Figures

/// Fills in the `{{…}}` of a page: formulas, runs, and numbers of the pack.
struct PackFilling: Filling {
  let pack: Pack

  func inlines(
    _ piece: Protected.Piece, source: Source, into diagnostics: inout Diagnostics
  ) -> [Inline] {
    let (delimiter, text): (Int, String) =
      switch piece.kind {
      case .inline: (1, "$\(piece.text)$")
      case .display: (2, "$$\(piece.text)$$")
      case .template: (2, "{{\(piece.text)}}")
      }
    guard text.contains("{{") else {
      return PlainFilling().inlines(piece, source: source, into: &diagnostics)
    }
    let node = YAMLNode(
      .text(text), style: .plain, source: source, line: piece.location.line,
      scalarColumn: piece.location.column - delimiter)
    var found = Diagnostics()
    let template = Template(node, into: &found)
    do {
      let filled = try template.filled(in: Scope()) { name, place throws(Diagnostic) in
        try pack.value(of: name, at: place)
      }
      diagnostics.add(contentsOf: found.all)
      guard piece.kind != .template else { return [.text(filled)] }
      let latex = String(filled.dropFirst(delimiter).dropLast(delimiter))
      return PlainFilling().math(latex, at: piece.location, into: &diagnostics)
    } catch {
      found.add(error)
      diagnostics.add(contentsOf: found.all)
      return [.code(text)]
    }
  }
}
