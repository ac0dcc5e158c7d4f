extension RunResult {
  /// What `descent run ID` prints for people: settings, a row a step with short numbers, and how it ended.
  package func writeTable(_ language: Language, _ emit: (String) throws -> Void) rethrows {
    guard film.runs.isEmpty else {
      for (index, run) in film.runs.enumerated() {
        if index > 0 { try emit("\n") }
        try RunResult(figure: figure, settings: run.settings, film: run.film).writeTable(
          language, emit)
      }
      return
    }
    let told = figure.controls.map { "\($0.name) \($0.print(settings[$0]))" }
    try emit("\(figure.title[language])  (\(figure.id))\n")
    try emit(told.joined(separator: "   ") + "\n\n")
    let names = Self.columns(of: samples)
    var widths = names.map(\.count)
    let step = max(1, film.frames / 200)
    for index in stride(from: 0, to: film.frames, by: step) {
      for (column, cell) in Self.row(film.step(index), names).enumerated() {
        widths[column] = max(widths[column], cell.count)
      }
    }
    func line(_ cells: [String]) -> String {
      var text = zip(cells, widths).map { NumberText.padded($0, $1) }.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }
    try emit(line(names))
    for index in 0..<film.frames { try emit(line(Self.row(film.step(index), names))) }
    try emit("\n\(film.status.words[language]): \(film.reason.text[language])\n")
  }

  private static func columns(of samples: [JSON]) -> [String] {
    var names: [String] = []
    for case .object(let members) in samples {
      for (key, value) in members {
        let keys =
          if case .object(let inner) = value { inner.map { "\(key).\($0.key)" } } else { [key] }
        for name in keys where !names.contains(name) { names.append(name) }
      }
    }
    return names
  }

  private static func row(_ step: JSON, _ names: [String]) -> [String] {
    names.map { name in
      if let value = step[name] { return cell(value) }
      let halves = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard halves.count == 2, let value = step[halves[0]]?[halves[1]] else { return "" }
      return cell(value)
    }
  }

  private static func cell(_ value: JSON) -> String {
    switch value {
    case .null: return "-"
    case .bool(let flag): return flag ? "yes" : "no"
    case .string(let text): return text
    case .number(let number): return NumberText.short(number, digits: 6)
    case .int, .unsigned: return value.text
    case .object: return value.text
    case .array(let elements):
      if elements.allSatisfy({ $0 == .int(0) || $0 == .int(1) }) {
        return elements.map { $0 == .int(1) ? "1" : "0" }.joined()
      }
      return "(" + elements.map(cell).joined(separator: ", ") + ")"
    }
  }
}
