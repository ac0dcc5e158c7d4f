import Core
import Plot

extension Figure {
  /// Curriculum D2: a network 4–6–6–2, thinned anew in every frame.
  package static let thinnedNet: Figure = {
    let input = Control(
      "p-in", Words(en: "input drop rate", ko: "입력 드롭아웃 비율"), .real(0...0.8, notch: 0.1),
      initial: .number(0.2),
      allowed: 0...1)
    let hidden = Control(
      "p-hidden", Words(en: "hidden drop rate", ko: "은닉 드롭아웃 비율"), .real(0...0.9, notch: 0.1),
      initial: .number(0.5), allowed: 0...1)
    let draws = Control(
      "draws", Words(en: "draws", ko: "추출 횟수"), .whole(1...1000, notch: 1), initial: .whole(40),
      allowed: 1...1e6)
    let seed = Control("seed", Words(en: "seed", ko: "시드"), .seed, initial: .seed(7))
    return Figure(
      id: "thinned-net", title: Words(en: "Thinned networks", ko: "부분 신경망"),
      controls: [input, hidden, draws, seed],
      run: { settings in
        let rates = [settings[input].number, settings[hidden].number, settings[hidden].number]
        let run = try checked {
          try ThinnedNetworks(
            widths: [4, 6, 6], rates: rates, draws: settings[draws].whole, seed: settings[seed].seed
          )
        }
        return try ThinnedFilm(run).film
      },
      python: { settings in
        """
        \(Python.head)
        widths = [4, 6, 6]
        rates = [\(Python.number(settings[input].number)), \(Python.number(settings[hidden].number)), \
        \(Python.number(settings[hidden].number))]
        rng = np.random.default_rng(\(settings[seed].seed))
        seen = set()
        for k in range(1, \(settings[draws].whole) + 1):
            masks = [rng.random(width) >= rate for width, rate in zip(widths, rates)]
            seen.add(tuple(np.concatenate(masks)))
            show(k, *masks, [mask.sum() for mask in masks], len(seen))

        """
      })
  }()
}

private struct ThinnedFilm: Sendable {
  let recording: Recording<ThinnedNetworks>
  /// After each draw.
  let distinct: [Int]
  /// Draws so far that lost a whole layer.
  let cuts: [Int]
  let firstCut: Int?

  init(_ run: ThinnedNetworks) throws {
    var seen: Set<Int> = []
    var distinct: [Int] = []
    var cuts: [Int] = []
    recording = try Recording(run) { step in
      seen.insert(step.masks.joined().reduce(0) { $0 << 1 | ($1 ? 1 : 0) })
      distinct.append(seen.count)
      cuts.append((cuts.last ?? 0) + (step.isCut ? 1 : 0))
    }
    self.distinct = distinct
    self.cuts = cuts
    firstCut = cuts.firstIndex(of: 1)
  }

  var run: ThinnedNetworks { recording.run }
  var possible: Int { 1 << run.widths.reduce(0, +) }

  var film: Film {
    let last = distinct.count - 1
    return Film(
      frames: distinct.count, status: .done,
      reason: Reason(
        code: "all-draws",
        values: .object([("draws", .int(distinct.count)), ("distinct", .int(distinct[last]))]),
        text: Words(
          en: "\(distinct.count) draws gave \(distinct[last]) different networks",
          ko: "\(distinct.count)번 추출하여 서로 다른 부분 신경망 \(distinct[last])개를 얻었다")),
      step: { step($0) },
      result: .object([
        ("distinct", .int(distinct[last])), ("possible", .int(possible)), ("cut", .int(cuts[last])),
      ]),
      scene: { scene($0, $1, nil) }, twin: twin, bookmarks: bookmarks,
      predicted: { scene($1, $2, $0) })
  }

  private func step(_ frame: Int) -> JSON {
    let step = recording[frame]
    return .object([
      ("k", .int(step.index)),
      ("masks", .array(step.masks.map { .array($0.map { .int($0 ? 1 : 0) }) })),
      ("kept", .array(step.kept.map(JSON.int))), ("distinct", .int(distinct[frame])),
    ])
  }

  private func names(_ language: Language) -> [String] {
    [
      language("input", "입력"), language("hidden 1", "은닉 1"), language("hidden 2", "은닉 2"),
      language("output", "출력"),
    ]
  }

  private func scene(_ frame: Int, _ language: Language, _ prediction: Prediction?) -> Scene {
    let k = min(max(frame, 0), distinct.count - 1)
    let now = recording[k]
    let masks = now.masks + [[true, true]]
    let layers = zip(names(language), masks).map { NetworkDiagram.Layer(name: $0, kept: $1) }
    let width = String(distinct.count).count
    let place = NumberText.padded("\(k + 1)", width)
    return Scene(
      title: language("Thinned network 4-6-6-2", "부분 신경망 4-6-6-2"),
      readout: language(
        "draw \(place) of \(distinct.count)   seen \(NumberText.padded("\(distinct[k])", width)) of \(NumberText.grouped(possible))",
        "추출 \(place)/\(distinct.count)   종류 \(NumberText.padded("\(distinct[k])", width))/\(NumberText.grouped(possible))"
      ),
      body: .row([
        Slot(
          .network(NetworkDiagram(layers: layers)), minimum: Size(rows: 8, columns: 32), share: 1.4,
          priority: 3),
        Slot(
          .column([
            Slot(
              .table(table(now, language)), minimum: Size(rows: 4, columns: 20), share: 0,
              priority: 1),
            Slot(
              .chart(counter(k, language, prediction)), minimum: Size(rows: 6, columns: 20),
              share: 1, priority: 2),
          ]), minimum: Size(rows: 6, columns: 22), share: 1, priority: 2),
      ]),
      look: look(k, language).sentence(in: language))
  }

  private func table(_ step: ThinnedNetworks.Step, _ language: Language) -> TextTable {
    let rows = zip(names(language), zip(step.kept, zip(run.widths, run.rates))).map { name, row in
      [name, "\(row.0)", "\(row.1.0)", NumberText.short(row.1.1)]
    }
    return TextTable(
      header: [language("layer", "층"), language("kept", "생존"), language("units", "노드"), "p"],
      rows: rows)
  }

  private func counter(_ k: Int, _ language: Language, _ prediction: Prediction?) -> Chart {
    let all = Double(distinct.count)
    let line =
      [Point(0, 0)] + thinned(k + 1, to: 400).map { Point(Double($0 + 1), Double(distinct[$0])) }
    var marks: [Mark] = [
      .ghost([Point(0, 0), Point(all, all)], .dim), .line(line, Style(.first)),
      .points([Point(Double(k + 1), Double(distinct[k]))], .now, Style(.accent, bold: true)),
    ]
    var top = max(all, 2)
    if case .number(let guess)? = prediction?.guess, guess >= 0, guess.isFinite {
      top = min(max(top, guess * 1.05), all * 20)
      marks.append(.points([Point(all, min(guess, top))], .question, Style(.warn, bold: true)))
    }
    return Chart(
      x: Axis(language("draw", "추출"), 0...max(all, 2)),
      y: Axis(language("different networks", "서로 다른 신경망"), 0...top), marks: marks)
  }

  private func look(_ k: Int, _ language: Language) -> String {
    let now = recording[k]
    if now.isCut {
      let layer = now.kept.firstIndex(of: 0) ?? 0
      return language(
        "\(names(.en)[layer]) is gone altogether: no signal passes.",
        "\(names(.ko)[layer])층이 통째로 사라져 신호가 끊긴다.")
    }
    if run.rates.allSatisfy({ $0 == 0 }) {
      return language("p = 0: every draw is the whole network.", "p = 0: 언제나 전체 신경망이다.")
    }
    let dropped = zip(run.widths, now.kept).map { $0 - $1 }.reduce(0, +)
    if k > 0, distinct[k] == distinct[k - 1] {
      return language(
        "this network has been drawn before: \(distinct[k]) different ones so far.",
        "이미 나왔던 신경망이다: 지금까지 서로 다른 것은 \(distinct[k])개.")
    }
    return language(
      "\(dropped) \(dropped == 1 ? "unit drops" : "units drop") out, with every edge that touches \(dropped == 1 ? "it" : "them"); the outputs stay.",
      "노드 \(dropped)개가 이어진 에지와 함께 사라진다. 출력 노드는 남는다.")
  }

  private var bookmarks: [Bookmark] {
    var frames = [0]
    if let firstCut { frames.append(firstCut) }
    frames.append(distinct.count - 1)
    return frames.reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }.map {
      Bookmark(frame: $0, say: Words(en: look($0, .en).sentence, ko: look($0, .ko)))
    }
  }

  private func twin(_ frame: Int, _ language: Language) -> Twin {
    let k = min(max(frame, 0), distinct.count - 1)
    let now = recording[k]
    let counts = now.kept.map(String.init).joined(separator: ", ")
    let isNew = k == 0 || distinct[k] > distinct[k - 1]
    let sentence = language(
      "Network 4-6-6-2 thinned at random, draw \(k + 1) of \(distinct.count): kept \(counts) of 4, 6, 6 units; \(isNew ? "a network not seen before" : "seen before"), \(distinct[k]) different ones so far of \(NumberText.grouped(possible)). \(look(k, language).sentence)",
      "무작위로 솎은 신경망 4-6-6-2, \(distinct.count)회 중 \(k + 1)회: 4, 6, 6개 가운데 \(counts)개 생존; \(isNew ? "처음 나온 신경망" : "이미 나온 신경망"), 지금까지 서로 다른 것 \(distinct[k])개 (전체 \(NumberText.grouped(possible))개). \(look(k, language))"
    )
    let rows = (max(0, k - 11)...k).map { index -> [String] in
      let step = recording[index]
      return ["\(step.index)"] + step.kept.map(String.init) + ["\(distinct[index])"]
    }
    let header =
      [language("draw", "추출")] + names(language).prefix(3) + [language("different", "서로 다름")]
    return Twin(
      sentence: sentence, table: TextTable(header: header, rows: rows, current: rows.count - 1))
  }
}
