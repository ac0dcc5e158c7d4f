import Core
import Glibc
import Plot

/// The numbers beside the picture.
extension MinimizeFilm {
  /// Step, value and a strip that shows the value on a log scale.
  func track(_ k: Int, _ language: Language, rows limit: Int) -> TextTable {
    let walk = walks[0]
    let now = walk.at(k)
    let heights = walk.samples.map { $0.f - (least ?? 0) }.filter { $0.isFinite && $0 > 0 }
    let (low, high) = (heights.min() ?? 1, heights.max() ?? 1)
    let bottom = max(-20, log10(low).rounded(.down))
    let top = max(bottom + 1, log10(high).rounded(.up))
    let hasStrip =
      walk.samples.allSatisfy { !($0.f < (least ?? 0)) } && bottom.isFinite && top.isFinite
    let first = min(max(0, now - limit + 2), max(0, walk.last - limit + 1))
    let shown = first...min(walk.last, first + limit - 1)
    let rows = shown.map { index -> [String] in
      let reached = index <= now
      let f = reached ? walk.stop(index).f : .nan
      let text = reached ? NumberText.short(f, digits: 4) : ""
      guard hasStrip else { return ["\(index)", text] }
      return ["\(index)", text, reached ? strip(f - (least ?? 0), bottom, top, index == now) : ""]
    }
    let scale = "1e\(Int(max(min(bottom, 999), -999)))  1e\(Int(max(min(top, 999), -999)))"
    return TextTable(
      header: hasStrip ? ["k", "f", scale] : ["k", "f"], rows: rows, current: now - first)
  }

  func strip(_ height: Double, _ bottom: Double, _ top: Double, _ isNow: Bool) -> String {
    let width = 11
    var cells = [Character](repeating: ".", count: width)
    let place = height > 0 ? (log10(height) - bottom) / (top - bottom) : 0
    let index =
      place.isFinite ? Int((min(max(place, 0), 1) * Double(width - 1)).rounded()) : width - 1
    cells[index] = isNow ? "@" : "o"
    return String(cells)
  }

  /// The numbers of the point where we stand.
  func moment(_ k: Int, _ language: Language) -> [StyledText] {
    let walk = walks[0]
    let stop = walk.stop(walk.at(k))
    func line(_ name: String, _ values: [Double]) -> StyledText {
      let texts = values.prefix(3).map { NumberText.padded(NumberText.short($0, digits: 4), 11) }
      return StyledText(name.padded(to: 5)) + StyledText(texts.joined())
    }
    var lines = [
      StyledText(language("at step \(walk.at(k))", "\(walk.at(k))걸음에서"), .heading),
      line("w", stop.x), line("g", stop.g),
    ]
    if let direction = stop.direction, let rate = stop.rate {
      lines.append(line(language("next", "다음"), direction.map { rate * $0 }))
    }
    lines.append(
      StyledText(
        minima.isEmpty ? language("@ now", "@ 현재") : language("@ now   x minimum", "@ 현재   x 최소점"),
        .dim))
    return lines
  }
}
