import Figures

/// A page in one language, as its file has it.
struct PageDocument {
  let front: FrontMatter
  let blocks: [Block]
  let fences: [FigureFence]

  /// - Parameter filling: what `{{…}}` prints, on a page and in the maths on it.
  init?(
    _ source: Source, catalogue: Catalogue, filling: any Filling,
    into diagnostics: inout Diagnostics
  ) {
    guard let front = FrontMatter(source, into: &diagnostics) else { return nil }
    self.front = front
    var fences: [FigureFence] = []
    var markdown = Markdown(
      source, lines: front.bodyLine..<max(front.bodyLine, source.lineCount + 1),
      fill: { piece, diagnostics in filling.inlines(piece, source: source, into: &diagnostics) },
      figure: { fence, diagnostics in
        guard
          let read = FigureFence(fence, source: source, catalogue: catalogue, into: &diagnostics)
        else { return nil }
        fences.append(read)
        let caption = read.caption.map {
          ShortText.inlines($0.plainText, at: $0, filling: filling, into: &diagnostics)
        }
        return .figure(fences.count - 1, caption: caption ?? [])
      })
    blocks = markdown.blocks()
    diagnostics.add(contentsOf: markdown.diagnostics.all)
    self.fences = fences
  }
}

/// What formulas and `{{…}}` in prose become.
protocol Filling {
  func inlines(
    _ piece: Protected.Piece, source: Source, into diagnostics: inout Diagnostics
  ) -> [Inline]
}

/// Fills in maths; `{{…}}` stays as it is written.
struct PlainFilling: Filling {
  func inlines(
    _ piece: Protected.Piece, source: Source, into diagnostics: inout Diagnostics
  ) -> [Inline] {
    switch piece.kind {
    case .template: return [.text("{{\(piece.text)}}")]
    case .inline, .display: return math(piece.text, at: piece.location, into: &diagnostics)
    }
  }

  /// A formula of LaTeX at a place in a file.
  func math(
    _ latex: String, at location: SourceLocation, into diagnostics: inout Diagnostics
  ) -> [Inline] {
    do throws(MathError) {
      return [.math(try MathText(latex))]
    } catch {
      var place = location
      let before = latex.prefix(max(0, error.column - 1))
      let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.count > 1 {
        place.line += lines.count - 1
        place.column = (lines.last?.count ?? 0) + 1
      } else {
        place.column += before.count
      }
      diagnostics.error(place, error.message, fix: error.fix)
      return [.code(latex)]
    }
  }
}
