/// What `descent run ID` prints: the numbers of a film and how it ended. Everything is handed out in pieces, so
/// that a run of a million steps is never one string.
package struct RunResult: Sendable {
  package let figure: Figure
  package let settings: Settings
  package let film: Film

  package init(figure: Figure, settings: Settings, film: Film) {
    self.figure = figure
    self.settings = settings
    self.film = film
  }

  /// Computes the run.
  package init(running figure: Figure, with settings: Settings) throws {
    self.init(figure: figure, settings: settings, film: try figure.film(settings))
  }
}

extension RunResult {
  /// The JSON of `descent run ID --json`, without a newline at the end: one object with the keys `figure`,
  /// `settings`, `status`, `reason`, `steps`, `evaluations`, `result`; of a comparison `{"runs":[…]}`.
  package func writeJSON(_ emit: (String) throws -> Void) rethrows {
    guard film.runs.isEmpty else {
      try emit("{\"runs\":[")
      for (index, run) in film.runs.enumerated() {
        if index > 0 { try emit(",") }
        try RunResult(figure: figure, settings: run.settings, film: run.film).writeJSON(emit)
      }
      return try emit("]}")
    }
    let head = JSON.object([
      ("figure", .string(figure.id)), ("settings", settings.json(of: figure)),
      ("status", .string(film.status.rawValue)), ("reason", film.reason.json),
    ])
    try emit(head.text.dropLast() + ",\"steps\":[")
    var piece = ""
    for index in 0..<film.frames {
      if index > 0 { piece += "," }
      film.step(index).write(to: &piece)
      if piece.utf8.count > 1 << 16 {
        try emit(piece)
        piece = ""
      }
    }
    let counts = film.evaluations
    let tail = JSON.object([
      (
        "evaluations",
        .object([("f", .int(counts.f)), ("g", .int(counts.g)), ("H", .int(counts.H))])
      ),
      ("result", film.result),
    ])
    try emit(piece + "]," + tail.text.dropFirst())
  }

  /// All of the JSON as one text: for short runs and tests.
  package var json: String {
    var text = ""
    writeJSON { text += $0 }
    return text
  }

  /// CSV (RFC 4180, lines end in `\n`): a line of names, then a line a step; lists are spread over columns
  /// `x[1]`, `H[1,2]`; a comparison begins with a column `run`.
  package func writeCSV(_ emit: (String) throws -> Void) rethrows {
    let parts =
      film.runs.isEmpty
      ? [self] : film.runs.map { RunResult(figure: figure, settings: $0.settings, film: $0.film) }
    let columns = Flattened.columns(of: parts.flatMap { $0.samples })
    let names = (film.runs.isEmpty ? [] : ["run"]) + columns
    try emit(names.map(Flattened.quoted).joined(separator: ",") + "\n")
    for (number, part) in parts.enumerated() {
      var piece = ""
      for index in 0..<part.film.frames {
        let cells = Dictionary(
          Flattened.cells(of: part.film.step(index)), uniquingKeysWith: { first, _ in first })
        let values = columns.map { Flattened.quoted(cells[$0] ?? "") }
        piece +=
          ((film.runs.isEmpty ? [] : [String(number + 1)]) + values).joined(separator: ",") + "\n"
        if piece.utf8.count > 1 << 16 {
          try emit(piece)
          piece = ""
        }
      }
      try emit(piece)
    }
  }

  /// Steps that show all columns there are: each of a short run, of a long one some from all over it.
  var samples: [JSON] {
    Set([0, 1] + thinned(film.frames, to: 512)).filter { (0..<film.frames).contains($0) }.sorted()
      .map(film.step)
  }
}

extension Reason {
  package var json: JSON {
    .object([("code", .string(code)), ("values", values), ("text", .string(text.en))])
  }
}

/// A step's numbers as one row: keys joined by points, `runs[2].x[1]` in lists, from 1.
enum Flattened {
  static func cells(of step: JSON) -> [(String, String)] {
    var cells: [(String, String)] = []
    func walk(_ value: JSON, _ stem: String, indices: [Int]) {
      let name =
        indices.isEmpty ? stem : "\(stem)[\(indices.map(String.init).joined(separator: ","))]"
      switch value {
      case .object(let members):
        for member in members {
          walk(member.value, name.isEmpty ? member.key : name + "." + member.key, indices: [])
        }
      case .array(let elements):
        for (index, element) in elements.enumerated() {
          walk(element, stem, indices: indices + [index + 1])
        }
      default:
        let text: String =
          switch value {
          case .string(let text): text
          case .null: ""
          // NaN and the infinities, which JSON can only quote.
          case .number(let number) where !number.isFinite: String(value.text.filter { $0 != "\"" })
          default: value.text
          }
        cells.append((name, text))
      }
    }
    walk(step, "", indices: [])
    return cells
  }

  /// The names of all columns, in the order of the richest sample; a name that is null in one and a list or an
  /// object in another gives way to its parts.
  static func columns(of samples: [JSON]) -> [String] {
    let rows = samples.map { cells(of: $0).map(\.0) }
    guard let richest = rows.max(by: { $0.count < $1.count }) else { return [] }
    var columns = richest
    var known = Set(richest)
    for row in rows {
      for name in row where known.insert(name).inserted { columns.append(name) }
    }
    let wholes = Set(columns.flatMap(parents))
    return columns.filter { !wholes.contains($0) }
  }

  /// What a column is a part of: of `a.x[1]` these are `a.x` and `a`.
  private static func parents(of name: String) -> [String] {
    name.indices.filter { $0 > name.startIndex && (name[$0] == "." || name[$0] == "[") }
      .map { String(name[..<$0]) }
  }

  static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
