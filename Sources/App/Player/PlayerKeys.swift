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
        ? [.primary, .focusNext, .quiz, .drill, .nextPage, .zoom]
          + (player.placed == nil && !player.figure.presets.isEmpty ? [.preset] : [])
          + [.stepForward, .compare, .crossHair, .newSeed, .python]
        : [.decrease, .increase, .typeValue, .focusNext, .primary, .reset, .newSeed]
  }

  static func context(_ player: Player) -> Context {
    player.focus != nil ? .control : player.cross != nil ? .cross : .film
  }

  /// nil: the command is not one for a player.
  static func perform(
    _ command: Command, _ player: inout Player, _ pane: FigurePane?, _ desk: inout Desk
  ) -> Turn? {
    switch command {
    case .reverse where player.film == nil, .mark where player.film == nil: break
    case .primary:
      if asks(&player, &desk) { return .stay }
      if player.isStopped, player.frame >= player.frames - 1 { return Turn(player.refetch()) }
      play(&player, desk)
    case .predict: return asksAgain(&player, &desk)
    case .reverse:
      player.reverse()
      desk.notice =
        player.isReversed ? desk.say("backwards", "거꾸로") : desk.say("forwards", "앞으로")
    case .mark: mark(&player, &desk)
    case .ghosts:
      player.showsGhosts.toggle()
      desk.notice =
        player.showsGhosts
        ? desk.say(
          "shadows of earlier runs: , a point or unit that was, + a unit that was not",
          "앞선 실행의 잔상: , 그때 있던 점이나 노드, + 그때 없던 노드") : desk.say("no shadows", "잔상 끔")
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
    case .compare where player.companion == nil && !player.canBeCompared:
      desk.notice = desk.say(
        "the run must be complete before another stands beside it", "실행이 끝나야 다른 실행과 비교할 수 있다")
    case .compare:
      player.toggleComparison()
      desk.notice =
        player.companion == nil
        ? desk.say("comparison ended", "비교를 끝냈다")
        : desk.say(
          "A is kept: change a control (Tab, + -) for B", "A로 남겼다. Tab과 + -로 값을 바꾸면 B가 된다")
    case .crossHair: turnCross(&player, pane, &desk)
    case .crossLeft: moveCross(.left, &player, pane)
    case .crossRight: moveCross(.right, &player, pane)
    case .crossUp: moveCross(.up, &player, pane)
    case .crossDown: moveCross(.down, &player, pane)
    case .python: return FigureTexts.python(player, desk)
    case .twin: return FigureTexts.twin(player, desk)
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

  static func play(_ player: inout Player, _ desk: Desk) {
    if desk.reducesMotion {
      jumpOn(&player)
    } else {
      player.playOrPause()
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
}
