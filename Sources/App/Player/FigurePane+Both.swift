import Figures
import Plot

/// Two runs of a figure on one clock: side by side, or one below the other where it is narrow.
extension FigurePane {
  /// The two scenes, each below its head, on the same axes.
  func both(_ film: Film, beside companion: Companion) -> [(scene: Scene, area: Area)] {
    let halves = halves
    let now = scene(of: film, in: halves.second)
    guard let kept = companion.film.map({ scene(of: $0, in: halves.first) }) else {
      return [(now, below(halves.second))]
    }
    return [
      (kept.sharingAxes(with: now), below(halves.first)),
      (now.sharingAxes(with: kept), below(halves.second)),
    ]
  }

  private func below(_ area: Area) -> Area {
    Area(row: area.row + 1, column: area.column, rows: area.rows - 1, columns: area.columns)
  }

  /// A shorter run stays at its end.
  private func scene(of film: Film, in area: Area) -> Scene {
    let scene = film.scene(min(player.frame, film.frames - 1), desk.language)
    let look = area.rows < 14 ? "" : scene.look
    let numbers = scene.readout.isEmpty ? scene.title : scene.readout
    let lines = desk.glyphs.shown(StyledText(numbers, .heading)).wrapped(
      to: max(8, area.columns - 2))
    guard lines.count > 1, area.rows >= 12 else {
      return Scene(title: numbers, body: scene.body, look: look)
    }
    // Numbers that are wider than a half take a second row.
    return Scene(
      title: lines[0].text,
      body: .column([
        Slot(.text(Array(lines[1...])), share: 0, priority: 1), Slot(scene.body, priority: 2),
      ]), look: look)
  }

  private var halves: (first: Area, second: Area) {
    let all = sceneArea
    if all.columns >= 70 {
      let left = (all.columns - 1) / 2
      return (
        Area(row: all.row, column: all.column, rows: all.rows, columns: left),
        Area(
          row: all.row, column: all.column + left + 1, rows: all.rows,
          columns: all.columns - left - 1)
      )
    }
    let top = all.rows / 2
    return (
      Area(row: all.row, column: all.column, rows: top, columns: all.columns),
      Area(row: all.row + top, column: all.column, rows: all.rows - top, columns: all.columns)
    )
  }

  /// Each run's letter, and what is set differently in it.
  func drawHeads(on surface: inout Surface) {
    guard let companion = player.companion else { return }
    let differing = player.difference
    for (letter, settings, area) in [
      ("A", companion.settings, halves.first), ("B", player.settings, halves.second),
    ] {
      let told =
        differing.isEmpty
        ? desk.say("as the other, so far", "아직 서로 같다")
        : differing.map { name(of: $0) + " " + $0.print(settings[$0]) }.joined(separator: "  ")
      let head =
        StyledText(" \(letter) ", Style(.accent, bold: true, reverse: true))
        + StyledText(" " + told, differing.isEmpty ? .dim : .strong)
      surface.write(
        desk.glyphs.shown(head), row: area.row, column: area.column + 1,
        limit: max(0, area.columns - 2))
    }
  }
}
