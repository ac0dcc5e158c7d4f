import Core
import Plot

/// What a lesson figure tells, frame by frame; bookmarks, scene, twin and film follow from it, so that a figure
/// costs its numbers, its picture and its sentences, and nothing else.
struct Story: Sendable {
  var title: Words
  var frames: Int
  var status = Status.done
  var reason: Reason
  var step: @Sendable (Int) -> JSON
  var result: JSON = .object([])
  var evaluations = (f: 0, g: 0, H: 0)
  /// The numbers of the moment; also the middle of the twin's sentence.
  var readout: @Sendable (Int, Language) -> String
  /// The picture, with a guess drawn as `?` where it can be.
  var body: @Sendable (Int, Language, Prediction.Guess?) -> Pane
  /// What to see: a sentence without a capital.
  var look: @Sendable (Int, Language) -> String
  /// The row of the twin's table for a frame, under these names.
  var header: @Sendable (Language) -> [String]
  var row: @Sendable (Int) -> [String]
  /// Frames worth a stop besides the first and the last.
  var turns: [Int] = []

  var film: Film {
    Film(
      frames: frames, status: status, reason: reason, step: step, result: result,
      evaluations: evaluations,
      scene: { scene($0, $1, nil) }, twin: twin, bookmarks: bookmarks,
      predicted: { scene($1, $2, $0.guess) })
  }

  private func scene(_ frame: Int, _ language: Language, _ guess: Prediction.Guess?) -> Scene {
    let k = min(max(frame, 0), frames - 1)
    return Scene(
      title: title[language], readout: readout(k, language), body: body(k, language, guess),
      look: look(k, language).sentence(in: language))
  }

  private func twin(_ frame: Int, _ language: Language) -> Twin {
    let k = min(max(frame, 0), frames - 1)
    let place = language("frame \(k + 1) of \(frames)", "\(frames)장면 중 \(k + 1)")
    let numbers = Self.items(of: readout(k, language))
    let sentence =
      "\(title[language]), \(place): \(numbers.joined(separator: "; ")). \(look(k, language).sentence(in: language))"
    let rows = (max(0, k - 11)...k).map(row)
    let shades = body(k, language, nil).heatWords(language)
    return Twin(
      sentence: shades.isEmpty ? sentence : sentence + " " + shades,
      table: TextTable(header: header(language), rows: rows, current: rows.count - 1))
  }

  /// The items of a readout, which stand two blanks apart; a number that is padded away from its name is one item
  /// with it.
  private static func items(of readout: String) -> [String] {
    readout.split(separator: "  ", omittingEmptySubsequences: true).map(\.trimmed).reduce(into: [])
    {
      items, piece in
      if let name = items.last, !name.contains(where: \.isNumber), !name.contains("="),
        let first = piece.first, first.isNumber || first == "-"
      {
        items[items.count - 1] += " " + piece
      } else if !piece.isEmpty {
        items.append(String(piece))
      }
    }
  }

  private var bookmarks: [Bookmark] {
    let stops = ([0] + turns + [frames - 1]).filter { (0..<frames).contains($0) }
    return stops.reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }.sorted().map {
      Bookmark(frame: $0, say: Words(en: look($0, .en).sentence, ko: look($0, .ko)))
    }
  }
}

extension Mark {
  /// A guess, where it is drawn; beyond the axes at their edge.
  static func guess(_ point: Point) -> Mark {
    .pinned([point], .question, Style(.warn, bold: true))
  }
}

extension Prediction.Guess {
  var number: Double? { if case .number(let value) = self, value.isFinite { value } else { nil } }
}
