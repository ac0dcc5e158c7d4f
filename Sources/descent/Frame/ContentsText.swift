import Figures
import Lessons
import Plot

/// The contents as lines.
struct ContentsText {
  let manner: Manner
  let standing: Standing

  func write(_ pack: Pack, to output: Output) throws {
    try line(pack.title[manner.language], to: output)
    for module in pack.modules {
      try output.line()
      try line("\(module.title[manner.language])  (\(module.id))", to: output)
      let entries = module.pages + module.walkthroughs
      let width = entries.map(\.id.count).max() ?? 0
      for entry in entries {
        let id = entry.id + String(repeating: " ", count: width - entry.id.count)
        let state = standing.isDone(entry) == true ? "[x]" : "[ ]"
        try line("  \(state) \(id)  \(entry.title[manner.language])\(remark(entry))", to: output)
      }
    }
  }

  /// What stands behind the title: score and what is due.
  private func remark(_ entry: Module.Entry) -> String {
    var parts: [String] = []
    if let score = standing.score(entry) {
      parts.append("\(NumberText.fixed(100 * score, decimals: 0))%")
    }
    if let due = standing.due(entry), due > 0 {
      parts.append(Words(en: "\(due) due", ko: "복습 \(due)개")[manner.language])
    }
    return parts.isEmpty ? "" : "  " + parts.joined(separator: ", ")
  }

  func writeFigures(_ catalogue: Catalogue, to output: Output) throws {
    try output.line()
    try line(Words(en: "Figures", ko: "그림")[manner.language], to: output)
    for figure in catalogue.figures {
      try line("  \(figure.id)  \(figure.title[manner.language])", to: output)
      for control in figure.controls {
        try line(
          "      \(control.name) = \(control.print(control.initial))  (\(control.range[manner.language]))",
          to: output)
      }
    }
  }

  /// How to go on from here.
  func writeAdvice(_ pack: Pack, to output: Output) throws {
    guard let page = pack.modules.lazy.flatMap(\.pages).first else { return }
    let words =
      manner.language == .ko
      ? [
        "터미널에서 descent를 실행하면 이어서 공부한다. 터미널이 없을 때:",
        "  descent render \(page.id)    한 쪽을 글로 보기", "  descent quiz \(page.id)      문제 풀기",
        "  descent --help               그 밖의 명령",
      ]
      : [
        "Run descent in a terminal to go on where you stopped. Without one:",
        "  descent render \(page.id)    a page as text",
        "  descent quiz \(page.id)      its questions",
        "  descent --help               everything else",
      ]
    try output.line()
    for text in words { try line(text, to: output) }
  }

  private func line(_ text: String, to output: Output) throws {
    try output.line(manner.glyphs.repertoire == .ascii ? AsciiTable.map(text) : text)
  }
}
