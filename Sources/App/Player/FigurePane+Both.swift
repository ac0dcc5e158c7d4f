import Figures
import Plot

/// Two runs of a figure on one clock: side by side, or one below the other where it is narrow.
extension FigurePane {
  func drawBoth(_ film: Film, beside companion: Companion, on surface: inout Surface) {
    let halves = halves
    draw("A", companion.settings, companion.film, in: halves.first, on: &surface)
    draw("B", player.settings, film, in: halves.second, on: &surface)
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

  /// A run under its letter and what is set differently in it. A shorter run stays at its end.
  private func draw(
    _ letter: String, _ settings: Settings, _ film: Film?, in area: Area, on surface: inout Surface
  ) {
    let differing = player.difference
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
    guard let film else { return }
    let own = film.scene(min(player.frame, film.frames - 1), desk.language)
    let isSmall = area.rows < 14
    let scene = Scene(
      title: own.readout.isEmpty ? own.title : own.readout, body: own.body,
      look: isSmall ? "" : own.look)
    surface.draw(
      scene,
      in: Area(
        row: area.row + 1, column: area.column, rows: area.rows - 1, columns: area.columns))
  }
}
