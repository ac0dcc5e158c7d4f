import Figures
import Lessons
import Plot
import Study

/// Fields of controls, and what is asked before a figure runs.
extension PlayerKeys {
  /// Fields and questions first.
  static func take(
    _ key: Key, _ player: inout Player, _ pane: FigurePane?, _ desk: inout Desk
  ) -> Turn? {
    if player.field != nil {
      switch key {
      case .enter: return Turn(player.submitField())
      case .escape:
        player.cancelTyping()
        return .stay
      case .tab, .backTab, .up, .down: return .stay
      default:
        player.type { _ = $0.handle(key) }
        return .stay
      }
    }
    guard var guessing = player.guessing, guessing.phase == .asking, var form = guessing.form else {
      return takePreset(key, &player, &desk)
    }
    if key == .escape,
      !form.isTyping || !form.isOnField || form.parts.allSatisfy({ !$0.isAnswered })
    {
      guessing.phase = .skipped
      player.guessing = guessing
      play(&player, desk)
      return .stay
    }
    if form.parts.indices.contains(form.focus), case .point = form.parts[form.focus].form,
      let direction = direction(of: key)
    {
      guessing.aim(direction, by: desk.size.columns >= 100 ? 2 : 1, on: pane?.maps ?? [])
      player.guessing = guessing
      return .stay
    }
    let outcome = form.handle(key)
    guessing.form = form
    player.guessing = guessing
    guard outcome == .submit else { return .stay }
    return submit(&player, &desk)
  }

  /// A digit chooses one of the figure's presets.
  private static func takePreset(
    _ key: Key, _ player: inout Player, _ desk: inout Desk
  ) -> Turn? {
    guard Keymap.command(for: key, in: context(player)) == .preset,
      case .character(let digit) = key, let number = digit.wholeNumberValue
    else { return nil }
    guard player.placed == nil, player.figure.presets.indices.contains(number - 1) else {
      desk.notice = desk.say("no preset \(number) here", "여기에 예제 \(Josa.topic("\(number)")) 없다")
      return .stay
    }
    return Turn(player.choose(preset: number - 1))
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
    guessing.score = Guessing.Score(
      made: desk.record.predictions + 1,
      right: desk.record.rightPredictions + (marking.verdict == .right ? 1 : 0))
    player.guessing = guessing
    play(&player, desk)
    let answer = Answer(
      pack: desk.pack.id, item: question.item, skill: question.skill, origin: .prediction,
      seed: question.seed, showing: desk.newShowing(), attempt: 1,
      response: form.parts.map(\.text).joined(separator: " | "), verdict: marking.verdict,
      mistake: marking.parts.compactMap(\.mistake).first,
      duration: max(0, desk.clock - guessing.began))
    desk.record.add(answer)
    return Turn([.record(answer)])
  }

  static func paste(_ text: String, into player: inout Player) {
    if player.field != nil {
      player.type { $0.insert(text) }
    } else if player.guessing?.phase == .asking {
      player.guessing?.form?.insert(text)
    }
  }

  static func direction(of key: Key) -> SceneMap.Direction? {
    switch key {
    case .left: .left
    case .right: .right
    case .up: .up
    case .down: .down
    default: nil
    }
  }

  /// Opens the page's question if the film is about to run for the first time; false if it may just play.
  static func asks(_ player: inout Player, _ desk: inout Desk) -> Bool {
    guard let guessing = player.guessing, guessing.phase == .unasked, player.film != nil,
      !player.isPlaying
    else { return false }
    guard guessing.item.readsFilm || player.settings == player.start else {
      // What the page asks holds for its own settings.
      return false
    }
    return ask(guessing, &player, &desk)
  }

  /// Asks whenever the student wants it: first what the page asks, then with new numbers.
  static func asksAgain(_ player: inout Player, _ desk: inout Desk) -> Turn {
    guard let guessing = player.guessing, player.film != nil else {
      desk.notice = desk.say("nothing to predict here", "여기에는 예측할 것이 없다")
      return .stay
    }
    player.pause()
    let effects = guessing.item.readsFilm ? [] : player.reset()
    _ = ask(guessing, &player, &desk)
    return Turn(effects)
  }

  private static func ask(
    _ guessing: Guessing, _ player: inout Player, _ desk: inout Desk
  ) -> Bool {
    var guessing = guessing
    guard !guessing.item.readsFilm || !player.isPartial else {
      desk.notice = desk.say(
        "the answer is still being computed", "답이 될 값을 아직 계산하고 있다")
      return true
    }
    let seed = guessing.rounds % 100
    guard let question = try? guessing.item.question(seed: seed, film: player.film) else {
      guessing.phase = .skipped
      player.guessing = guessing
      return false
    }
    guessing.rounds += 1
    guessing.question = question
    guessing.form = AnswerForm(question)
    guessing.marking = nil
    guessing.score = nil
    guessing.target = nil
    guessing.phase = .asking
    guessing.settings = player.settings
    guessing.began = desk.clock
    player.guessing = guessing
    player.cross = nil
    player.seek(frame: 0)
    return true
  }
}
