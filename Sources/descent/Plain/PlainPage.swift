import Figures
import Lessons
import Plot

/// A page from top to bottom as lines, its figures in words.
struct PlainPage {
  let page: Page
  /// What the contents say of it.
  let entry: Module.Entry
  let manner: Manner

  func write(to output: Output) throws {
    let language = manner.language
    let setter = Typesetter(columns: 78, glyphs: manner.glyphs, language: language)
    let blocks = page.documents[language] ?? page.documents[.en] ?? page.documents[.ko] ?? []
    try line(page.title[language], to: output)
    try output.line()
    for line in setter.lines(blocks) {
      if let index = line.figure, page.figures.indices.contains(index) {
        try figure(page.figures[index], to: output)
        try output.line()
      }
      try self.line(line.text.text, to: output)
    }
    guard !entry.items.isEmpty else { return }
    try output.line()
    try line(
      Words(en: "Questions: descent quiz \(page.id)", ko: "문제: descent quiz \(page.id)")[language],
      to: output)
  }

  private func figure(_ placed: PlacedFigure, to output: Output) throws {
    do {
      let film = try placed.figure.film(placed.settings)
      try TwinText(film.twin(film.frames - 1, manner.language), manner: manner).write(to: output)
      let command = "descent open '\(placed.settings.link(to: placed.figure).text)' --plain"
      try line(
        Words(en: "Frame by frame: \(command)", ko: "한 장면씩: \(command)")[manner.language],
        to: output)
    } catch let error where !(error is BrokenPipe) && !(error is Failure) {
      throw Failure(running: error, of: placed.figure)
    }
  }

  private func line(_ text: String, to output: Output) throws {
    var text = manner.glyphs.repertoire == .ascii ? AsciiTable.map(text) : text
    while text.last == " " { text.removeLast() }
    try output.line(text)
  }
}
