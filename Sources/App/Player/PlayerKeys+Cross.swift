import Figures
import Plot

/// The cross-hair and the mouse.
extension PlayerKeys {
  /// From datum to datum, then from cell to cell, then off.
  static func turnCross(_ player: inout Player, _ pane: FigurePane?, _ desk: inout Desk) {
    switch player.cross {
    case .some(var cross) where cross.snaps:
      cross.snaps = false
      player.cross = cross
    case .some: player.cross = nil
    case nil:
      player.cross = pane?.maps.firstStart
      player.focus = nil
      if player.cross == nil {
        desk.notice = desk.say("no plot to read here", "여기에는 읽을 그래프가 없다")
      }
    }
  }

  static func moveCross(
    _ direction: SceneMap.Direction, _ player: inout Player, _ pane: FigurePane?
  ) {
    guard let cross = player.cross, let pane else { return }
    player.cross = cross.moved(direction, on: pane.maps)
  }

  static func nextChart(_ player: inout Player, _ pane: FigurePane) {
    player.cross = player.cross?.inNextChart(on: pane.maps)
  }

  /// What the cross reads, and the keys that move it; the keys of an open field.
  static func prompt(_ player: Player, _ pane: FigurePane, _ desk: Desk) -> String? {
    guard player.field == nil else {
      return desk.say("Enter sets it   Esc keeps the old value", "Enter로 정한다   Esc 이전 값 그대로")
    }
    guard player.focus == nil, desk.notice == nil,
      let cross = player.cross?.standing(on: pane.maps)
    else { return nil }
    let keys = [
      desk.say("Esc off", "Esc 끄기"),
      cross.snaps
        ? desk.say("x cell by cell", "x 칸마다") : desk.say("x off", "x 끄기"),
      desk.say("Tab next plot", "Tab 다음 그래프"),
    ]
    // As many as fit behind the numbers.
    return keys.reduce(cross.reading.text(outside: desk.say("outside", "축 밖"))) { text, key in
      let longer = text + "   " + key
      let columns = TextWidth.columns(of: desk.glyphs.shown(longer))
      return columns <= desk.size.columns - 2 ? longer : text
    }
  }

  static func mouse(_ mouse: Mouse, _ pane: FigurePane, _ player: inout Player) -> Turn {
    guard mouse.action == .press || mouse.action == .drag else { return .stay }
    guard player.field == nil else {
      // What is being typed comes first.
      if let character = pane.character(row: mouse.row, column: mouse.column) {
        player.type { $0.move(to: character) }
      }
      return .stay
    }
    let track = pane.timeline
    if mouse.row == track.row, mouse.column >= track.column,
      mouse.column < track.column + track.columns
    {
      player.pause()
      player.seek(
        fraction: Double(mouse.column - track.column - 1) / Double(max(1, track.columns - 3)))
      return .stay
    }
    if let hit = pane.hit(row: mouse.row, column: mouse.column),
      player.controls.indices.contains(hit.control)
    {
      let control = player.controls[hit.control]
      guard !player.isLocked(control) else { return .stay }
      player.focus = hit.control
      player.cross = nil
      return hit.fraction.map { Turn(player.slide(control, fraction: $0)) } ?? .stay
    }
    point(mouse, pane, &player)
    return .stay
  }

  /// A click on a plot reads it, or sets the point that is asked for.
  private static func point(_ mouse: Mouse, _ pane: FigurePane, _ player: inout Player) {
    let asks = player.guessing?.asksForPoint ?? false
    let snaps = !asks && (player.cross?.snaps ?? true)
    guard let cross = pane.maps.cross(row: mouse.row, column: mouse.column, snaps: snaps) else {
      return
    }
    if asks {
      player.guessing?.aim(at: cross)
    } else if player.guessing?.phase != .asking {
      player.cross = cross
      player.focus = nil
    }
  }
}
