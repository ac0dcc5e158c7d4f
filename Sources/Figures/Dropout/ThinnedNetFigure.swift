import Core
import Plot

extension Figure {
  /// Curriculum D2: a network 4–6–6–2, thinned anew in every frame.
  package static let thinnedNet: Figure = {
    let input = Control.inputRate("p-in", 0...0.8, initial: 0.2)
    let hidden = Control.hiddenRate("p-hidden", initial: 0.5)
    let draws = Control.whole("draws", "draws", "추출 횟수", 1...1000, initial: 40, allowed: 1...1e6)
    let seed = Control.seed(7)
    let controls = [input, hidden, draws, seed]
    return Figure(
      id: "thinned-net", title: Words(en: "Thinned networks", ko: "부분 신경망"),
      controls: controls,
      run: { settings in
        let rates = [settings[input].number, settings[hidden].number, settings[hidden].number]
        let run = try checked {
          try ThinnedNetworks(
            widths: [4, 6, 6], rates: rates, draws: settings[draws].whole, seed: settings[seed].seed
          )
        }
        return try ThinnedFilm(run).story.film
      },
      python: {
        Python.script(
          $0, controls,
          """
          widths, rates = [4, 6, 6], [p_in, p_hidden, p_hidden]
          rng = np.random.default_rng(seed)
          seen = set()
          for k in range(1, draws + 1):
              masks = [rng.random(width) >= rate for width, rate in zip(widths, rates)]
              seen.add(tuple(np.concatenate(masks)))
              show(k, *masks, [mask.sum() for mask in masks], len(seen))
          """)
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
    recording = try Recording(run, expected: run.draws) { step in
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

  var story: Story {
    let count = distinct.count
    let last = count - 1
    return Story(
      title: Words(en: "Thinned network 4-6-6-2", ko: "부분 신경망 4-6-6-2"), frames: count,
      reason: Reason(
        code: "all-draws",
        values: .object([("draws", .int(count)), ("distinct", .int(distinct[last]))]),
        text: Words(
          en:
            "\(NumberText.counted(count, "draw")) gave \(NumberText.counted(distinct[last], "different network"))",
          ko: "\(count)번 추출하여 서로 다른 부분 신경망 \(distinct[last])개를 얻었다")),
      step: { step($0) },
      result: .object([
        ("distinct", .int(distinct[last])), ("possible", .int(possible)), ("cut", .int(cuts[last])),
      ]),
      readout: { k, language in
        let seen = NumberText.padded("\(distinct[k])", "\(count)".count)
        let all = NumberText.grouped(possible)
        return language.place(k + 1, of: count, .draw)
          + language("   seen \(seen) of \(all)", "   종류 \(seen)/\(all)")
      },
      body: { body($0, $1, $2) }, look: { look($0, $1) },
      header: { [$0("draw", "추출")] + names($0).prefix(3) + [$0("different", "서로 다름")] },
      row: { k in
        let step = recording[k]
        return ["\(step.index)"] + step.kept.map(String.init) + ["\(distinct[k])"]
      }, turns: [firstCut].compactMap(\.self))
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

  private func body(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Pane {
    let now = recording[k]
    let layers = zip(names(language), now.masks + [[true, true]]).map {
      NetworkDiagram.Layer(name: $0, kept: $1)
    }
    return .row([
      Slot(
        .network(NetworkDiagram(layers: layers)), minimum: Size(rows: 8, columns: 32), share: 1.4,
        priority: 3),
      Slot(
        .column([
          Slot(
            .table(table(now, language)), minimum: Size(rows: 4, columns: 20), share: 0,
            priority: 1),
          Slot(
            .chart(counter(k, language, guess)), minimum: Size(rows: 6, columns: 20),
            share: 1, priority: 2),
        ]), minimum: Size(rows: 6, columns: 22), share: 1, priority: 2),
    ])
  }

  private func table(_ step: ThinnedNetworks.Step, _ language: Language) -> TextTable {
    let rows = zip(names(language), zip(step.kept, zip(run.widths, run.rates))).map { name, row in
      [name, "\(row.0)", "\(row.1.0)", NumberText.short(row.1.1)]
    }
    return TextTable(
      header: [language("layer", "층"), language("kept", "생존"), language("units", "노드"), "p"],
      rows: rows)
  }

  private func counter(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> Chart {
    let all = Double(distinct.count)
    let line =
      [Point(0, 0)] + thinned(k + 1, to: 400).map { Point(Double($0 + 1), Double(distinct[$0])) }
    var marks: [Mark] = [
      .ghost([Point(0, 0), Point(all, all)], .dim), .line(line, Style(.first)),
      .points([Point(Double(k + 1), Double(distinct[k]))], .now, Style(.accent, bold: true)),
    ]
    var top = max(all, 2)
    if let number = guess?.number, number >= 0 {
      top = min(max(top, number * 1.05), all * 20)
      marks.append(.guess(Point(all, number)))
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
}
