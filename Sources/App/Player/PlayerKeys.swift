import Figures
import Lessons
import Plot
import Study

/// What keys and mouse do to a player, wherever it is shown.
enum PlayerKeys {
  static func hints(_ player: Player) -> [Command] {
    player.field != nil || player.guessing?.phase == .asking
      ? []
      : player.focus == nil
        ? [
          .primary, .focusNext, .quiz, .drill, .nextPage, .zoom, .stepForward, .newSeed, .python,
          .compare,
        ]
        : [.decrease, .increase, .typeValue, .focusNext, .primary, .reset, .newSeed]
  }

  /// Fields and questions first.
  static func take(_ key: Key, _ player: inout Player, _ desk: inout Desk) -> Turn? {
    if player.field != nil {
      switch key {
      case .enter: return Turn(player.submitField())
      case .escape:
        player.cancelTyping()
        return .stay
      case .tab, .backTab, .up, .down: return .stay
      default:
        _ = player.field?.handle(key)
        return .stay
      }
    }
    guard var guessing = player.guessing, guessing.phase == .asking, var form = guessing.form else {
      return nil
    }
    if key == .escape,
      !form.isTyping || !form.isOnField || form.parts.allSatisfy({ !$0.isAnswered })
    {
      guessing.phase = .skipped
      player.guessing = guessing
      player.playOrPause()
      return .stay
    }
    let outcome = form.handle(key)
    guessing.form = form
    player.guessing = guessing
    guard outcome == .submit else { return .stay }
    return submit(&player, &desk)
  }

  private static func submit(_ player: inout Player, _ desk: inout Desk) -> Turn {
    guard var guessing = player.guessing, let question = guessing.question, var form = guessing.form
    else { return .stay }
    guard form.isComplete else { return .stay }
    let marking = question.mark(form.responses)
    guessing.marking = marking
    guard marking.verdict != .invalid else {
      form.retry(marking)
      guessing.form = form
      player.guessing = guessing
      return .stay
    }
    guessing.phase = .given
    player.guessing = guessing
    player.playOrPause()
    let answer = Answer(
      pack: desk.pack.id, item: question.item, skill: question.skill, origin: .prediction,
      seed: question.seed, showing: desk.newShowing(), attempt: 1,
      response: form.parts.map(\.text).joined(separator: " | "), verdict: marking.verdict,
      mistake: marking.parts.compactMap(\.mistake).first)
    return Turn([.record(answer)])
  }

  static func paste(_ text: String, into player: inout Player) {
    if player.field != nil {
      player.field?.insert(text)
    } else if player.guessing?.phase == .asking {
      player.guessing?.form?.insert(text)
    }
  }

  /// nil: the command is not one for a player.
  static func perform(_ command: Command, _ player: inout Player, _ desk: inout Desk) -> Turn? {
    switch command {
    case .primary:
      if asks(&player) { return .stay }
      if player.isStopped, player.frame >= player.frames - 1 { return Turn(player.refetch()) }
      if desk.reducesMotion {
        jumpOn(&player)
      } else {
        player.playOrPause()
      }
    case .predict:
      player.seek(frame: 0)
      player.pause()
      if player.guessing == nil {
        desk.notice = desk.say("nothing to predict here", "여기에는 예측할 것이 없다")
      } else {
        player.guessing?.phase = .unasked
        _ = asks(&player)
      }
    case .reverse:
      player.reverse()
      desk.notice =
        player.isReversed ? desk.say("backwards", "거꾸로") : desk.say("forwards", "앞으로")
    case .mark: mark(&player, &desk)
    case .ghosts:
      player.showsGhosts.toggle()
      desk.notice =
        player.showsGhosts
        ? desk.say("shadows of earlier runs", "앞선 실행의 잔상") : desk.say("no shadows", "잔상 끔")
    case .stepBack: player.step(by: -1)
    case .stepForward: player.step(by: 1)
    case .slower, .faster:
      player.changeSpeed(by: command == .faster ? 2 : 0.5)
      desk.notice = desk.say("speed x", "속도 x") + SpeedText.text(player.speed)
    case .bookmarkBack, .bookmarkForward:
      player.jump(forward: command == .bookmarkForward)
    case .scrubBack: player.scrub(by: -1)
    case .scrubForward: player.scrub(by: 1)
    case .increase: return Turn(player.turn(by: 1))
    case .decrease: return Turn(player.turn(by: -1))
    case .typeValue: player.beginTyping()
    case .reset: return Turn(player.reset())
    case .newSeed:
      let effects = player.newSeed()
      if effects.isEmpty {
        desk.notice = desk.say("this figure draws nothing at random", "이 그림에는 무작위가 없다")
      }
      return Turn(effects)
    case .compare:
      player.toggleComparison()
      desk.notice =
        player.companion == nil
        ? desk.say("comparison ended", "비교를 끝냈다")
        : desk.say(
          "A is kept: change a control (Tab, + -) for B", "A로 남겼다. Tab과 + -로 값을 바꾸면 B가 된다")
    case .python: return python(player, desk)
    case .twin: return twin(player, desk)
    default: return nil
    }
    return .stay
  }

  private static func mark(_ player: inout Player, _ desk: inout Desk) {
    player.setMark()
    switch player.loop {
    case nil: desk.notice = desk.say("no loop", "반복 끔")
    case .some(let loop):
      desk.notice =
        loop.to.map { to in
          desk.say("loops over \(loop.from)-\(to); m ends it", "\(loop.from)-\(to) 반복, m으로 끈다")
        }
        ?? desk.say(
          "loop from \(loop.from): go on and press m for its end",
          "\(loop.from)부터 반복: 끝으로 가서 다시 m을 누른다")
    }
  }

  /// Without motion, playing goes from bookmark to bookmark.
  private static func jumpOn(_ player: inout Player) {
    if player.isAtEnd {
      player.seek(frame: 0)
    } else {
      let before = player.frame
      player.jump(forward: true)
      if player.frame == before { player.seek(fraction: 1) }
    }
  }

  /// Opens the page's question if the film is about to run for the first time; false if it may just play.
  private static func asks(_ player: inout Player) -> Bool {
    guard var guessing = player.guessing, guessing.phase == .unasked, let film = player.film,
      !player.isPlaying
    else { return false }
    guard let question = try? guessing.item.question(seed: 0, film: film) else {
      guessing.phase = .skipped
      player.guessing = guessing
      return false
    }
    guessing.question = question
    guessing.form = AnswerForm(question)
    guessing.marking = nil
    guessing.phase = .asking
    player.guessing = guessing
    player.seek(frame: 0)
    return true
  }

  private static func python(_ player: Player, _ desk: Desk) -> Turn {
    do {
      let script = try player.figure.python(player.settings)
      let lines = script.split(separator: "\n", omittingEmptySubsequences: false)
        .map { StyledText(String($0)) }
      let differing = player.figure.controls.filter { player.settings[$0] != $0.initial }
      let arguments = differing.map { " --set '\($0.name)=\($0.print(player.settings[$0]))'" }
        .joined()
      let hint = StyledText("# descent code \(player.figure.id)\(arguments)", .dim)
      return .go(
        .overlay(Overlay(title: "Python", lines: [hint, StyledText()] + lines, keepsLines: true)))
    } catch let error as ControlError {
      return .go(
        .overlay(
          Overlay(
            title: "Python", lines: [StyledText(error.message, Style(.bad)), StyledText(error.fix)])
        ))
    } catch {
      return .stay
    }
  }

  private static func twin(_ player: Player, _ desk: Desk) -> Turn {
    guard let film = player.film else { return .stay }
    let twin = film.twin(player.frame, desk.language)
    var lines = [StyledText(twin.sentence), StyledText()]
    if let table = twin.table { lines += TableText.lines(table) }
    return .go(.overlay(Overlay(title: player.figure.title[desk.language], lines: lines)))
  }

  static func mouse(_ mouse: Mouse, _ pane: FigurePane, _ player: inout Player) -> Turn {
    let track = pane.timeline
    guard mouse.action == .press || mouse.action == .drag else { return .stay }
    if mouse.row == track.row, mouse.column >= track.column,
      mouse.column < track.column + track.columns
    {
      player.pause()
      player.seek(
        fraction: Double(mouse.column - track.column - 1) / Double(max(1, track.columns - 3)))
      return .stay
    }
    guard let hit = pane.hit(row: mouse.row, column: mouse.column),
      player.controls.indices.contains(hit.control)
    else { return .stay }
    let control = player.controls[hit.control]
    guard !player.isLocked(control) else { return .stay }
    player.focus = hit.control
    return hit.fraction.map { Turn(player.slide(control, fraction: $0)) } ?? .stay
  }
}

/// A small table as lines of text.
package enum TableText {
  package static func lines(_ table: TextTable) -> [StyledText] {
    let rows = [table.header] + table.rows
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? TextWidth.columns(of: $0[column]) : 0 }.max() ?? 0
    }
    return rows.enumerated().map { index, row in
      let cells = row.enumerated().map { TextWidth.pad($0.element, to: widths[$0.offset], .right) }
      let isCurrent = table.current == index - 1
      return StyledText(
        cells.joined(separator: "  "),
        index == 0 ? .strong : Style(bold: isCurrent, reverse: isCurrent))
    }
  }
}
