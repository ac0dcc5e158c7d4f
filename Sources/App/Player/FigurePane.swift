import Figures
import Lessons
import Plot

/// Draws a player: the scene, the controls and the timeline.
struct FigurePane {
  let player: Player
  let area: Area
  let hasFocus: Bool
  let desk: Desk
  /// It has the screen for itself: all controls are shown.
  var isAlone = false

  /// Rows below the scene: one for controls and timeline where there is little room, else one for each; alone,
  /// as many as all controls take, and one that says more.
  var stripRows: Int { area.rows < 15 ? 1 : isAlone ? 2 + presetRows + controlRows.rows : 2 }
  private var presetRows: Int { player.presets.isEmpty ? 0 : 1 }
  var showsAll: Bool { isAlone && area.rows >= 15 }
  var sceneArea: Area {
    Area(row: area.row, column: area.column, rows: area.rows - stripRows, columns: area.columns)
  }
  /// The row and columns of the timeline's track, for the mouse.
  var timeline: Area {
    let width = stripRows >= 2 ? max(10, area.columns - 24) : min(24, max(8, area.columns / 4))
    let row = area.row + area.rows - 1
    let column = stripRows >= 2 ? area.column + 1 : area.column + area.columns - width - 1
    return Area(row: row, column: column, rows: 1, columns: width)
  }
  var controlStrip: Area {
    Area(
      row: area.row + area.rows - min(2, stripRows), column: area.column + 1, rows: 1,
      columns: stripRows >= 2 ? area.columns - 2 : max(0, area.columns - timeline.columns - 4))
  }

  func draw(on surface: inout Surface) {
    guard area.rows >= 4, area.columns >= 20 else { return }
    drawScene(on: &surface)
    drawControls(on: &surface)
    drawTimeline(on: &surface)
  }

  // MARK: The scene

  private func drawScene(on surface: inout Surface) {
    if let error = player.error {
      draw(error, on: &surface)
      return
    }
    guard let film = player.film else {
      drawWaiting(on: &surface)
      return
    }
    let pictures = pictures(of: film)
    for picture in pictures { surface.draw(picture.scene, in: picture.area) }
    if player.companion != nil { drawHeads(on: &surface) }
    drawCross(over: pictures, on: &surface)
    if player.isComputing, !player.isPartial {
      let percent = player.progress.map { " \(Int($0.fraction * 100)) %" } ?? ""
      let text = desk.say(" computing\(percent), Esc stops ", " 계산 중\(percent), Esc로 멈춤 ")
      surface.write(
        StyledText(text, Style(.warn, reverse: true)), row: sceneArea.row,
        column: sceneArea.column + max(0, sceneArea.columns - TextWidth.columns(of: text)))
    }
  }

  /// Nothing to show yet: how far it is.
  private func drawWaiting(on surface: inout Surface) {
    let row = sceneArea.row + sceneArea.rows / 2
    func centred(_ text: StyledText, _ row: Int) {
      let shown = desk.glyphs.shown(text)
      surface.write(
        shown, row: row, column: sceneArea.column + max(0, (sceneArea.columns - shown.columns) / 2))
    }
    guard player.pending != nil else {
      centred(
        StyledText(desk.say("stopped; Space computes it", "멈췄다. Space로 계산한다"), .dim), row)
      return
    }
    guard let progress = player.progress else {
      centred(StyledText(desk.say("computing ...", "계산 중 ..."), .dim), row)
      return
    }
    let columns = min(40, sceneArea.columns - 8)
    let done = Int(progress.fraction * Double(columns))
    centred(
      StyledText(
        "[" + String(repeating: "=", count: done) + String(repeating: " ", count: columns - done)
          + "] \(Int(progress.fraction * 100)) %", Style(.accent)), row)
    centred(StyledText(desk.say("Esc stops", "Esc로 멈춘다"), .dim), row + 1)
  }

  private func draw(_ error: ControlError, on surface: inout Surface) {
    let lines =
      [
        StyledText(player.figure.title[desk.language], .heading),
        StyledText(error.says[desk.language], Style(.bad)),
      ].flatMap { desk.glyphs.shown($0).wrapped(to: max(1, sceneArea.columns - 2)) }
      + pointer(to: error)
      + desk.glyphs.shown(StyledText(error.mend[desk.language])).wrapped(
        to: max(1, sceneArea.columns - 2))
    for (row, line) in lines.prefix(sceneArea.rows).enumerated() {
      surface.write(line, row: sceneArea.row + row, column: sceneArea.column + 1)
    }
  }

  /// The value that is wrong with a mark under the character.
  private func pointer(to error: ControlError) -> [StyledText] {
    guard let column = error.column,
      let control = player.figure.controls.first(where: { $0.name == error.control })
    else { return [] }
    let text = control.print(player.settings[control])
    let before = TextWidth.columns(of: desk.glyphs.shown(String(text.prefix(max(0, column - 1)))))
    guard before + 4 < sceneArea.columns else { return [] }
    return [
      StyledText("  ") + desk.glyphs.shown(StyledText(text, .strong)),
      StyledText(String(repeating: " ", count: before + 2) + "^", Style(.bad, bold: true)),
    ]
  }

  /// What is drawn of the film, and where: its scene, or two runs on one clock.
  private func pictures(of film: Film) -> [(scene: Scene, area: Area)] {
    guard let companion = player.companion else { return [(scene(of: film), sceneArea)] }
    return both(film, beside: companion)
  }

  /// What the cells of the drawn plots mean.
  var maps: [SceneMap] {
    guard player.error == nil, let film = player.film else { return [] }
    return pictures(of: film).map { SceneMap($0.scene, in: $0.area, glyphs: desk.glyphs) }
  }

  private func drawCross(
    over pictures: [(scene: Scene, area: Area)], on surface: inout Surface
  ) {
    guard player.cross != nil || player.guessing?.asksForPoint == true else { return }
    let maps = pictures.map { SceneMap($0.scene, in: $0.area, glyphs: desk.glyphs) }
    let cross = player.guessing?.aimed(on: maps) ?? player.cross?.standing(on: maps)
    guard let cross, maps.indices.contains(cross.picture) else { return }
    surface.draw(
      cross.reading, of: maps[cross.picture], outside: desk.say("outside", "축 밖"))
  }

  /// The scene of the frame, with what was predicted and what ran before.
  private func scene(of film: Film) -> Scene {
    var scene = film.scene(player.frame, desk.language)
    let isOver = player.isAtEnd
    let guessing = player.guessing.flatMap { $0.holds(for: player.settings) ? $0 : nil }
    if let prediction = guessing?.prediction(isOver: isOver) {
      scene.body = body(of: film, with: prediction, scene.body)
    }
    scene = scene.shadowed(
      by: player.visibleGhosts.compactMap { $0.run(beside: player.frame, desk.language) })
    if let mark = player.bookmarkHere?.mark, !mark.say[desk.language].isEmpty {
      scene.look = mark.say[desk.language]
    }
    if isOver, let words = guessing?.outcome(desk.language) { scene.look = words }
    return scene
  }

  /// The prediction stays drawn: `?` at the guess, `x` at what came, the gap between them.
  private func body(of film: Film, with prediction: Prediction, _ body: Pane) -> Pane {
    if case .point(let x, let y) = prediction.guess {
      var marks: [Mark] = [.points([Point(x, y)], .question, Style(.warn, bold: true))]
      if case .point(let u, let v)? = prediction.truth {
        marks.insert(.ghost([Point(x, y), Point(u, v)], Style(.warn)), at: 0)
        marks.append(.points([Point(u, v)], .target, Style(.good, bold: true)))
      }
      let chart = player.guessing?.target?.reading.chart ?? 0
      var place = 0
      return body.mappingCharts { shown in
        defer { place += 1 }
        var shown = shown
        if place == chart { shown.marks += marks }
        return shown
      }
    }
    return film.predicted?(prediction, player.frame, desk.language).body ?? body
  }
}
