import Core
import Plot

/// What the two frames of `dropout-layer` show.
struct LayerFilm: Sendable {
  let layer: DropoutLayer
  let rate: Double
  let scaling: DropoutScaling
  let forward: DropoutLayer.Forward
  let backward: DropoutLayer.Backward

  init(_ setup: LayerControls.Setup) {
    layer = setup.layer
    rate = setup.rate
    scaling = setup.scaling
    forward = setup.layer.forward
    backward = setup.layer.backward(forward)
  }

  private var isFinite: Bool {
    [forward.z, forward.y, backward.dz, backward.dx, backward.dW.elements].allSatisfy {
      $0.allSatisfy(\.isFinite)
    }
  }

  var film: Film {
    let first: [(key: String, value: JSON)] = [
      ("z", .numbers(forward.z)), ("a", .numbers(forward.a)),
      ("mask", layer.mask.map { .array($0.map { .int($0 ? 1 : 0) }) } ?? .null),
      ("y", .numbers(forward.y)),
    ]
    let second: [(key: String, value: JSON)] = [
      ("dx", .numbers(backward.dx)), ("dW", .rows(backward.dW.list)), ("db", .numbers(backward.dz)),
    ]
    let reason =
      isFinite
      ? Reason(
        code: "computed",
        text: Words(en: "the layer is computed forward and backward", ko: "층을 앞뒤로 모두 계산했다"))
      : Reason(
        code: "not-finite",
        text: Words(en: "a number grew beyond all bounds", ko: "값이 유한하지 않다"))
    return Film(
      frames: 2, status: isFinite ? .done : .diverged, reason: reason,
      step: { .object([("k", .int($0))] + ($0 == 0 ? first : second)) },
      result: .object(first + second), scene: { scene($0, $1, nil) }, twin: twin,
      bookmarks: [0, 1].map {
        Bookmark(frame: $0, say: Words(en: look($0, .en).sentence, ko: look($0, .ko)))
      },
      predicted: { scene($1, $2, $0.guess) })
  }

  private func scene(_ frame: Int, _ language: Language, _ guess: Prediction.Guess?) -> Scene {
    let k = min(max(frame, 0), 1)
    let isSmall = layer.weights.rows <= 12 && layer.weights.columns <= 12
    let kept = layer.mask ?? [Bool](repeating: true, count: layer.weights.rows)
    let picture: Slot =
      isSmall
      ? Slot(
        .network(
          NetworkDiagram(layers: [
            .init(
              name: language("input", "입력"),
              kept: [Bool](repeating: true, count: layer.weights.columns)),
            .init(name: language("units", "노드"), kept: kept),
          ])), minimum: Size(rows: 5, columns: 16), share: 1, priority: 1)
      : Slot(
        .units(UnitGrid(caption: language("mask", "마스크"), kept: kept)),
        minimum: Size(rows: 2, columns: 16), share: 0, priority: 1)
    let table = table(k, language, guess)
    let lines = lines(k, language).map { StyledText($0) }
    return Scene(
      title: layer.mask == nil
        ? language("A layer at test", "테스트 단계의 층") : language("A layer in training", "훈련 단계의 층"),
      readout: k == 0
        ? language("forward", "전방 계산") + "   y = " + NumberText.vector(forward.y)
        : language("backward", "역전파") + "   dx = " + NumberText.vector(backward.dx),
      body: .row([
        picture,
        Slot(
          .column([
            Slot(.table(table), minimum: Size(rows: 3, columns: 24), share: 0, priority: 3),
            Slot(
              .text([StyledText()] + lines), minimum: Size(rows: 2, columns: 24), share: 1,
              priority: 2),
          ]), minimum: Size(rows: 3, columns: 30), share: 2, priority: 2),
      ]),
      look: look(k, language).sentence(in: language))
  }

  private func table(_ k: Int, _ language: Language, _ guess: Prediction.Guess?) -> TextTable {
    let header =
      k == 0
      ? [language("unit", "노드"), "z", "a", language("mask", "마스크"), "y"]
      : [language("unit", "노드"), "dL/dy", language("mask", "마스크"), "dL/da", "dL/dz"]
    var rows = layer.bias.indices.prefix(400).map { unit in row(unit, k) }
    guard case .vector(let guessed)? = guess, guessed.count == layer.bias.count, k == 0 else {
      return TextTable(header: header, rows: rows)
    }
    for unit in rows.indices { rows[unit].append("? " + NumberText.short(guessed[unit])) }
    return TextTable(header: header + [language("guess", "예측")], rows: rows)
  }

  private func row(_ unit: Int, _ k: Int) -> [String] {
    let kept = layer.mask.map { $0[unit] ? "1" : "0" } ?? "-"
    let numbers =
      k == 0
      ? [forward.z[unit], forward.a[unit], forward.y[unit]]
      : [layer.upstream[unit], backward.da[unit], backward.dz[unit]]
    let texts = numbers.map { NumberText.short($0) }
    return k == 0
      ? ["\(unit + 1)", texts[0], texts[1], kept, texts[2]]
      : ["\(unit + 1)", texts[0], kept, texts[1], texts[2]]
  }

  /// What the numbers come from.
  private func lines(_ k: Int, _ language: Language) -> [String] {
    let s = NumberText.short(layer.factor)
    let phi = layer.activation == .none ? "a = z" : "a = \(layer.activation.rawValue)(z)"
    let gate =
      layer.mask == nil ? "y = \(s) a" : layer.factor == 1 ? "y = mask a" : "y = \(s) mask a"
    guard k == 1 else {
      return ["x = \(NumberText.vector(layer.input))", "z = Wx + b,  \(phi),  \(gate)"]
    }
    return [
      "db = dL/dz = \(NumberText.vector(backward.dz))",
      "dW = \(NumberText.matrix(Array(backward.dW.list.prefix(4).map { Array($0.prefix(4)) })))"
        + (layer.weights.rows > 4 || layer.weights.columns > 4 ? " ..." : ""),
      "dx = \(NumberText.vector(backward.dx))",
    ]
  }

  private func look(_ k: Int, _ language: Language) -> String {
    let dropped = layer.mask?.indices.filter { layer.mask?[$0] == false } ?? []
    let dead = forward.a.indices.filter {
      layer.mask?[$0] != false && layer.activation == .relu && forward.a[$0] == 0
    }
    func units(_ indices: [Int]) -> (en: String, ko: String, isOne: Bool) {
      let numbers = indices.prefix(4).map { "\($0 + 1)" }.joined(separator: ", ")
      let more = indices.count > 4 ? ", ..." : ""
      return (
        (indices.count == 1 ? "unit " : "units ") + numbers + more, "노드 " + numbers + more,
        indices.count == 1
      )
    }
    guard layer.mask != nil else {
      let s = NumberText.short(layer.factor)
      if k == 1 {
        return language(
          "at test every unit would be reached by the gradient.", "테스트에서는 그레이디언트가 모든 노드에 닿는다.")
      }
      return layer.factor == 1
        ? language(
          "inverted dropout: nothing is masked and nothing scaled at test.",
          "역드롭아웃: 테스트에서는 끄는 것도 보정하는 것도 없다.")
        : language(
          "all units are on at test, and every output is multiplied by 1 - p = \(s).",
          "테스트에서는 모든 노드를 켜고 출력마다 1 - p = \(Josa.object(s)) 곱한다.")
    }
    let gone = units(dropped)
    if k == 0 {
      if dropped.count == forward.y.count {
        return language("no unit is left: no signal passes.", "남은 노드가 없어 신호가 끊긴다.")
      }
      if dropped.isEmpty { return language("the mask drops nothing.", "마스크가 아무것도 끄지 않았다.") }
      return language(
        "\(gone.en) \(gone.isOne ? "is" : "are") dropped: the output is 0, whatever z was.",
        "\(gone.ko): 마스크에 걸려 z와 상관없이 출력이 0이다.")
    }
    if dropped.isEmpty, dead.isEmpty {
      return language("every unit learns in this step.", "이번 단계에서는 모든 노드가 학습한다.")
    }
    if dropped.isEmpty {
      let silent = units(dead)
      return language(
        "\(silent.en) learn\(silent.isOne ? "s" : "") nothing: ReLU is flat there.",
        "\(silent.ko): ReLU가 평평한 곳이라 배우지 못한다.")
    }
    return language(
      "the same mask: \(gone.en) learn\(gone.isOne ? "s" : "") nothing, \(gone.isOne ? "its row" : "their rows") of dW \(gone.isOne ? "is" : "are") zero.",
      "같은 마스크를 지나므로 \(gone.ko)의 dW 행은 0이다.")
  }

  private func twin(_ frame: Int, _ language: Language) -> Twin {
    let k = min(max(frame, 0), 1)
    let table = table(k, language, nil)
    let phase =
      layer.mask == nil
      ? language("at test", "테스트 단계") : language("in training", "훈련 단계")
    let result =
      k == 0 ? "y = \(NumberText.vector(forward.y))" : "dx = \(NumberText.vector(backward.dx))"
    let sentence = language(
      "One layer with dropout \(phase), p = \(NumberText.short(rate)), \(k == 0 ? "forward" : "backward"): \(result). \(look(k, language).sentence)",
      "드롭아웃이 있는 한 층, \(phase), p = \(NumberText.short(rate)), \(k == 0 ? "전방 계산" : "역전파"): \(result). \(look(k, language))"
    )
    return Twin(
      sentence: sentence,
      table: TextTable(header: table.header, rows: Array(table.rows.prefix(12))))
  }
}
