import Core
import Plot

/// What to see, and the film in words.
extension MinimizeFilm {
  func look(_ k: Int, _ language: Language) -> String {
    if walks.count > 1 { return lookAtAll(k, language) }
    let walk = walks[0]
    let now = walk.at(k)
    let stop = walk.stop(now)
    func short(_ value: Double) -> String { NumberText.short(value, digits: 3) }
    if now == walk.last, walk.status != .running { return walk.reason.text[language] + "." }
    guard now > 0 else {
      if let remark = remark(walk, now) { return remark[language] + "." }
      if let direction = stop.direction, dimension == 2, dotProduct(direction, stop.g) >= 0 {
        return language("the step does not even point downhill here.", "이 걸음은 내리막조차 향하지 않는다.")
      }
      return language("the start: f = \(short(stop.f)).", "출발점: f = \(short(stop.f)).")
    }
    let before = walk.stop(now - 1)
    if dimension <= 2, !window.contains(stop.x) {
      return language(
        "step \(now) left the picture: it is at \(NumberText.vector(stop.x, digits: 3)).",
        "\(now)번째 걸음은 그림을 벗어나 \(NumberText.vector(stop.x, digits: 3))에 있다.")
    }
    if let remark = remark(walk, now) { return remark[language] + "." }
    if stop.f > before.f {
      let ratio = before.f > 0 && stop.f > 0 ? stop.f / before.f : 0
      if ratio >= 2 {
        return language(
          "step \(now) went uphill: f rose \(short(ratio))-fold.",
          "\(now)번째 걸음에서 f가 \(short(ratio))배로 올랐다.")
      }
      return language(
        "step \(now) went uphill: f rose by \(short(stop.f - before.f)).",
        "\(now)번째 걸음에서 f가 \(short(stop.f - before.f)) 올랐다.")
    }
    if let least, before.f > least {
      let share = (stop.f - least) / (before.f - least)
      if share < 0.01 {
        return language(
          "one step brought f \(short(1 / max(share, 1e-99))) times nearer to its minimum.",
          "한 걸음에 f가 최솟값에 \(short(1 / max(share, 1e-99)))배 가까워졌다.")
      }
      if share > 0.97 {
        return language(
          "small progress: f fell by only \(short(100 * (1 - share))) %.",
          "느린 진전: f가 \(short(100 * (1 - share))) %만 줄었다.")
      }
    }
    return language(
      "step \(now) took f from \(short(before.f)) to \(short(stop.f)).",
      "\(now)번째 걸음: f가 \(short(before.f))에서 \(Josa.direction(short(stop.f))).")
  }

  /// Where the Hessian is not positive definite: what the step that leaves makes of it.
  func remark(_ walk: Walk, _ index: Int) -> Words? {
    let stop = walk.stop(index)
    guard stop.direction != nil, dimension <= 10, let hessian = stop.hessian.flatMap({ Matrix($0) })
    else { return nil }
    let values = SymmetricEigen(hessian).values
    let kind = Definiteness(eigenvalues: values)
    guard kind != .positive else { return nil }
    let place = NumberText.vector(stop.x, digits: 3, limit: 3)
    guard let shift = stop.shift else { return HessianWords.words(kind, values, at: place) }
    let size = NumberText.short(shift, digits: 3)
    return HessianWords.fact(kind, values, at: place)
      + Words(en: "; \(size) is added to its diagonal", ko: ". 대각선에 \(Josa.object(size)) 더한다")
  }

  func lookAtAll(_ k: Int, _ language: Language) -> String {
    let parts = walks.map { walk -> String in
      let now = walk.at(k)
      let name = MethodWords.name(walk.method)[language]
      let f = NumberText.short(walk.stop(now).f, digits: 3)
      guard now == walk.last else { return "\(name) f = \(f)" }
      let word = walk.status.words[language]
      return language("\(name) \(word) after \(walk.last)", "\(name) \(walk.last)걸음 뒤 \(word)")
    }
    return parts.joined(separator: "; ") + "."
  }

  func dotProduct(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  var bookmarks: [Bookmark] {
    let ends = walks.map(\.last)
    return ([0, leap] + ends).reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
      .sorted().map {
        Bookmark(frame: $0, say: Words(en: look($0, .en).sentence, ko: look($0, .ko)))
      }
  }

  func twin(_ frame: Int, _ language: Language) -> Twin {
    let k = min(max(frame, 0), frames - 1)
    func short(_ value: Double) -> String { NumberText.short(value, digits: 4) }
    var parts: [String] = []
    for walk in walks {
      let now = walk.at(k)
      let stop = walk.stop(now)
      var text = "w = \(NumberText.vector(stop.x)), f = \(short(stop.f))"
      if now > 0 {
        let before = walk.stop(now - 1).f
        let word = stop.f > before ? language("up from", "이전") : language("down from", "이전")
        text += ", \(word) \(short(before))"
      }
      parts.append(walks.count > 1 ? "\(MethodWords.name(walk.method)[language]) \(text)" : text)
    }
    let sentence = language(
      "\(methodNames(.en)) on \(function.en), step \(k) of \(frames - 1): \(parts.joined(separator: "; ")). \(look(k, .en).sentence)",
      "\(function.ko)에 대한 \(methodNames(.ko)), \(frames - 1)걸음 중 \(k): \(parts.joined(separator: "; ")). \(look(k, .ko))"
    )
    let rows = (max(0, k - 11)...k).map { index -> [String] in
      ["\(index)"]
        + walks.flatMap { walk -> [String] in
          let stop = walk.stop(walk.at(index))
          return walks.count == 1
            ? [NumberText.vector(stop.x), short(stop.f), short(stop.slope)] : [short(stop.f)]
        }
    }
    let header =
      ["k"]
      + (walks.count == 1
        ? ["w", "f", "|g|"] : walks.map { "f " + MethodWords.name($0.method)[language] })
    return Twin(
      sentence: sentence, table: TextTable(header: header, rows: rows, current: rows.count - 1))
  }
}
