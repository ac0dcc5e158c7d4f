import Figures
import Plot

/// The track of the film: what is played, what is computed, bookmarks, the marks of a loop.
extension FigurePane {
  func drawTimeline(on surface: inout Surface) {
    guard player.film != nil, player.field == nil else { return }
    let track = timeline
    let inside = track.columns - 2
    guard inside >= 4 else { return }
    let frames = player.expectedFrames
    let last = max(1, frames - 1)
    func spot(_ frame: Int) -> Int { min(inside - 1, max(0, frame * (inside - 1) / last)) }
    let place = frames == 1 ? inside - 1 : spot(player.frame)
    // What is not computed yet is blank.
    let computed = player.isPartial ? spot(player.frames - 1) : inside - 1
    var cells = (0..<inside).map { Character($0 < place ? "=" : $0 <= computed ? "-" : " ") }
    for mark in player.bookmarks where mark.frame >= 0 && mark.frame <= last {
      cells[spot(mark.frame)] = "'"
    }
    if let loop = player.loop {
      cells[spot(loop.from)] = "("
      if let to = loop.to { cells[spot(to)] = ")" }
    }
    cells[place] = player.isPlaying ? (player.isReversed ? "<" : ">") : "o"
    surface.write(
      StyledText(
        "[" + String(cells) + "]", hasFocus && player.focus == nil ? Style(.accent) : .dim),
      row: track.row, column: track.column)
    guard stripRows >= 2 else { return }
    let room = max(0, area.column + area.columns - track.column - track.columns - 1)
    surface.write(
      StyledText(desk.glyphs.shown(standing(frames, room: room)), .dim), row: track.row,
      column: track.column + track.columns + 1, limit: room)
  }

  /// `12/40 x2`: the frame, the speed, how much is computed; while it grows, as much of that as has room, the way
  /// to stop it last of all to go.
  private func standing(_ frames: Int, room: Int) -> String {
    var text = "\(player.frame)/\(frames - 1)"
    if player.isPartial, let progress = player.progress, player.pending != nil {
      let growing = "\(Int(progress.fraction * 100))%, " + desk.say("Esc stops", "Esc로 멈춤")
      let said = [text + "  " + growing, "\(player.frame)  " + growing, growing]
      return said.first { TextWidth.columns(of: $0) <= room } ?? growing
    } else if player.isStopped {
      text += desk.say("  stopped", "  멈춤")
    } else if player.speed != 1 {
      text += "  x\(SpeedText.text(player.speed))"
    } else if let here = player.bookmarkHere {
      text += desk.say("  mark \(here.number)/\(here.count)", "  표시 \(here.number)/\(here.count)")
    }
    return text
  }
}

enum SpeedText {
  static func text(_ speed: Double) -> String {
    speed < 1 ? "1/\(Int((1 / speed).rounded()))" : "\(Int(speed))"
  }
}
