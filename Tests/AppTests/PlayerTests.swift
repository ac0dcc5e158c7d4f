import Core
import Figures
import Plot
import Testing

@testable import App

/// A figure of a few numbers: `n` frames, a line over them whose slope is the seed.
private let ramp = Figure(
  id: "ramp", title: Words("Ramp"),
  controls: [
    Control("n", Words("n"), .whole(2...100, notch: 1), initial: .whole(13)),
    Control("seed", Words("seed"), .seed, initial: .seed(1)),
    Control("gain", Words("gain"), .real(0...9, notch: 1), initial: .number(1)),
  ],
  run: { settings in film(frames: count(settings), of: settings) }, python: { _ in "" })

private func count(_ settings: Settings) -> Int {
  if case .whole(let count)? = settings["n"] { count } else { 1 }
}

private func film(frames: Int, of settings: Settings, status: Status = .done) -> Film {
  let slope: Double = if case .seed(let seed)? = settings["seed"] { Double(seed) } else { 0 }
  return Film(
    frames: frames, status: status, reason: Reason(code: "", text: Words("")),
    step: { .int($0) },
    scene: { frame, _ in
      let points = (0...max(1, frame)).map { Point(Double($0), slope * Double($0)) }
      return Scene(
        title: "frame \(frame)",
        body: .chart(
          Chart(x: Axis("k", 0...20), y: Axis("y", 0...40), marks: [.line(points, .plain)])))
    }, twin: { _, _ in Twin(sentence: "") },
    bookmarks: [0, 5, frames - 1].map { Bookmark(frame: $0, say: Words("stop \($0)")) })
}

/// Answers what a player asked for.
private func settle(_ player: inout Player, _ effects: [Effect]) {
  for case .film(let ticket, let figure) in effects {
    player.receive(ticket, figure.result(ticket.settings))
  }
}

private func started() -> Player {
  var player = Player(ramp)
  let effects = player.request()
  settle(&player, effects)
  return player
}

@Suite("The playhead")
struct PlayheadTests {
  @Test func playsBackwardsToTheStart() {
    var player = started()
    player.seek(frame: 6)
    player.reverse()
    #expect(player.isPlaying && player.isReversed)
    // Each frame has its time: the one it starts from as well.
    player.advance(by: 0.5 / player.rate)
    #expect(player.frame == 6)
    for _ in 0..<20 { player.advance(by: 1) }
    #expect(player.frame == 0)
    #expect(!player.isPlaying)
    // At the start it begins again from the end.
    player.playOrPause()
    #expect(player.frame == 12)
    player.reverse()
    #expect(player.isPlaying && !player.isReversed)
  }

  @Test func loopsBetweenTwoMarks() {
    var player = started()
    player.seek(frame: 8)
    player.setMark()
    player.setMark()
    // Twice in the same place is no loop.
    #expect(player.loop == nil)
    player.setMark()
    player.seek(frame: 5)
    player.setMark()
    #expect(player.loop == Loop(from: 5, to: 8))
    #expect(player.isPlaying)
    var seen: [Int] = []
    for _ in 0..<200 {
      player.advance(by: 0.1)
      if seen.last != player.frame { seen.append(player.frame) }
    }
    #expect(Array(seen.prefix(7)) == [5, 6, 7, 8, 5, 6, 7])
    player.reverse()
    seen = []
    for _ in 0..<200 {
      player.advance(by: 0.1)
      if seen.last != player.frame { seen.append(player.frame) }
    }
    #expect(seen.allSatisfy { (5...8).contains($0) })
    #expect(zip(seen, seen.dropFirst()).allSatisfy { $1 == $0 - 1 || ($0 == 5 && $1 == 8) })
    player.setMark()
    #expect(player.loop == nil)
  }

  @Test func aShorterFilmLetsGoOfALoopBeyondIt() {
    var player = started()
    player.seek(frame: 9)
    player.setMark()
    player.seek(frame: 11)
    player.setMark()
    let effects = player.set(ramp.controls[0], to: .whole(4))
    settle(&player, effects)
    #expect(player.loop == nil)
    #expect(player.frame == 3)
  }

  @Test func speedsFromAnEighthToSixteen() {
    var player = started()
    let rate = player.rate
    for _ in 0..<9 { player.changeSpeed(by: 0.5) }
    #expect(player.rate == rate / 8)
    #expect(SpeedText.text(player.speed) == "1/8")
    for _ in 0..<9 { player.changeSpeed(by: 2) }
    #expect(player.rate == rate * 16)
    #expect(SpeedText.text(player.speed) == "16")
  }

  @Test func bookmarksAreCountedAndSaid() {
    var player = started()
    player.jump(forward: true)
    #expect(player.frame == 5)
    #expect(player.bookmarkHere?.mark.say.en == "stop 5")
    #expect(player.bookmarkHere?.number == 2)
    #expect(player.bookmarkHere?.count == 3)
    player.jump(forward: false)
    #expect(player.frame == 0)
  }
}

@Suite("Runs beside each other")
struct RunsTests {
  @Test func twoRunsShareTheSeedAndTheClock() throws {
    var player = started()
    player.toggleComparison()
    settle(&player, player.set(ramp.controls[0], to: .whole(4)))
    #expect(player.difference.map(\.name) == ["n"])
    // The clock is the longer one's.
    #expect(player.frames == 13)
    player.seek(frame: 12)
    #expect(player.frame == 12)
    let effects = player.newSeed()
    #expect(effects.count == 2)
    settle(&player, effects)
    #expect(player.settings["seed"] == .seed(2))
    #expect(player.companion?.settings["seed"] == .seed(2))
    #expect(player.companion?.pending == nil)
    #expect(player.difference.map(\.name) == ["n"])
    player.toggleComparison()
    #expect(player.companion == nil)
    #expect(player.frame == 3)
  }

  @Test func anEarlierRunLeavesItsShadow() throws {
    var player = started()
    for seed in 2...6 {
      settle(&player, player.newSeed())
      #expect(player.settings["seed"] == .seed(UInt64(seed)))
    }
    #expect(player.visibleGhosts.count == Player.mostGhosts)
    let film = try #require(player.film)
    let scene = film.scene(3, .ko).shadowed(
      by: player.visibleGhosts.compactMap { $0.run(beside: 3, .ko) })
    let chart = try #require(scene.body.charts.first)
    #expect(chart.marks.count == 1 + Player.mostGhosts)
    // Shadows lie behind, and reach to the end of their runs.
    guard case .ghost(let points, _) = chart.marks[0], case .line = chart.marks[3] else {
      Issue.record("shadows stand in front")
      return
    }
    #expect(points.count == 13)
    player.showsGhosts = false
    #expect(player.visibleGhosts.isEmpty)
    // With the controls they go back to the start.
    player.showsGhosts = true
    settle(&player, player.reset())
    #expect(player.visibleGhosts.count == 1)
  }

  @Test("a mask stands beside the same draw of the run before, in every language")
  func masksAreComparedAtTheSameMoment() throws {
    var player = Player(.dropoutMask)
    settle(&player, player.request())
    let before = try #require(player.film)
    settle(&player, player.set(player.controls[1], to: .number(0.3)))
    let ghost = try #require(player.visibleGhosts.last)
    for language in Language.allCases {
      let run = try #require(ghost.run(beside: 5, language))
      #expect(run.now == before.scene(5, language))
      #expect(run.end == before.scene(before.frames - 1, language))
    }
    // Two films at a time are enough.
    settle(&player, player.set(player.controls[1], to: .number(0.7)))
    #expect(player.visibleGhosts.map { $0.film == nil } == [true, false])
  }

  @Test func nothingIsAShadowOfItself() {
    var player = started()
    settle(&player, player.newSeed())
    settle(&player, player.set(ramp.controls[1], to: .seed(1)))
    #expect(player.visibleGhosts.allSatisfy { $0.settings != player.settings })
  }
}

@Suite("A film that grows")
struct GrowingTests {
  private func growing() -> (player: Player, ticket: FilmTicket) {
    var player = started()
    _ = player.set(ramp.controls[0], to: .whole(100))
    return (player, player.ticket)
  }

  @Test func isShownAsFarAsItIs() {
    var (player, ticket) = growing()
    #expect(!player.isComputing)
    player.advance(by: 0.2)
    #expect(player.isComputing)
    player.receive(ticket, film(frames: 10, of: ticket.settings), FilmProgress(done: 10, of: 100))
    #expect(player.isPartial && player.frames == 10 && player.expectedFrames == 100)
    // Played, it waits for more at its end.
    player.playOrPause()
    for _ in 0..<5 { player.advance(by: 1) }
    #expect(player.frame == 9 && player.isPlaying && !player.isAtEnd)
    player.receive(ticket, film(frames: 40, of: ticket.settings), FilmProgress(done: 40, of: 100))
    player.advance(by: 1)
    #expect(player.frame > 9)
    player.receive(ticket, .success(film(frames: 100, of: ticket.settings)))
    #expect(!player.isPartial && player.frames == 100 && player.pending == nil)
  }

  @Test func thePlayheadComesBackToWhereItStood() {
    var player = started()
    player.seek(frame: 8)
    _ = player.set(ramp.controls[1], to: .seed(4))
    let ticket = player.ticket
    player.receive(ticket, film(frames: 3, of: ticket.settings), FilmProgress(done: 3, of: 13))
    #expect(player.frame == 2)
    player.receive(ticket, .success(film(frames: 13, of: ticket.settings)))
    #expect(player.frame == 8)
  }

  @Test func escapeKeepsWhatThereIsAndSpaceGoesOn() {
    var (player, ticket) = growing()
    player.advance(by: 0.2)
    player.receive(ticket, film(frames: 10, of: ticket.settings), FilmProgress(done: 10, of: 100))
    let hasStopped = player.stopComputing()
    #expect(hasStopped)
    #expect(!player.awaits(ticket))
    #expect(player.isStopped && player.frames == 10)
    // What still arrives is not wanted any more.
    player.receive(ticket, .success(film(frames: 100, of: ticket.settings)))
    #expect(player.frames == 10)
    let effects = player.refetch()
    #expect(effects.count == 1 && player.awaits(ticket))
  }

  @Test func whatIsSeenGrowingIsStoppedFromItsFirstMoment() {
    var (player, ticket) = growing()
    player.receive(ticket, film(frames: 10, of: ticket.settings), FilmProgress(done: 10, of: 100))
    let hasStopped = player.stopComputing()
    #expect(hasStopped && player.isStopped)
  }

  @Test func escapeBeforeThereIsAnythingGoesBackToWhatIsSeen() {
    var (player, ticket) = growing()
    player.advance(by: 0.2)
    let hasStopped = player.stopComputing()
    #expect(hasStopped)
    #expect(player.settings["n"] == .whole(13))
    #expect(player.frames == 13 && !player.isPartial && !player.awaits(ticket))
  }

  @Test func aNewValueOvertakesTheOld() {
    var (player, ticket) = growing()
    _ = player.set(ramp.controls[0], to: .whole(50))
    #expect(!player.awaits(ticket) && player.awaits(player.ticket))
    player.receive(ticket, film(frames: 10, of: ticket.settings), FilmProgress(done: 10, of: 100))
    #expect(player.frames == 13)
  }
}
