import Core
import Plot
import Synchronization
import Testing

@testable import Figures

private func figure(_ link: String) throws -> (figure: Figure, settings: Settings) {
  LessonData.provide()
  let link = try Link(parsing: link)
  let figure = try #require(Catalogue.standard.figure(link.id))
  return (figure, try link.apply(to: figure, over: figure.initialSettings))
}

/// What a watch sees of a run, report by report.
private func watched(
  _ link: String, wantsFilms: Bool = true
) throws -> (whole: Film, seen: [(progress: FilmProgress, film: Film?)]) {
  let (figure, settings) = try figure(link)
  let seen = Mutex<[(progress: FilmProgress, film: Film?)]>([])
  let watch = FilmWatch { progress, film in
    let film = wantsFilms ? film?() : nil
    seen.withLock { $0.append((progress, film)) }
  }
  let whole = try FilmWatch.$current.withValue(watch) { try figure.film(settings) }
  return (whole, seen.withLock { $0 })
}

@Suite("Films that grow")
struct GrowingFilmTests {
  @Test(
    "show the frames that are there, with the numbers and pictures of the whole film",
    arguments: [
      "minimize?method=gradient-descent&steps=40",
      "minimize?f=x^4-3*x*y+y^4&method=adam&rate=0.1",
      "minimize?f=x^4+y^2+z^2&start=1,2,3&method=bfgs",
      "minimize?f=w^2&start=3&method=gradient-descent&rate=0.2",
      "minimize?method=newton,bfgs,gradient-descent&steps=30",
      "search?trials=30", "search?sampler=gp&trials=12", "search?sampler=tpe&trials=30",
      "search?sampler=halving", "training?epochs=4&examples=40",
      "overfit-curves?epochs=20&rate=0.5", "overfit-curves?epochs=20&rate=0",
      "mc-dropout?epochs=20&passes=10", "solve-timing",
    ])
  func growing(link: String) throws {
    let (whole, seen) = try watched(link)
    let films = seen.compactMap(\.film)
    #expect(films.count >= 3)
    var frames = 0
    for (progress, film) in seen {
      guard let film else { continue }
      #expect(film.frames >= frames, "a film never becomes shorter")
      frames = film.frames
      #expect(film.frames <= progress.frames)
      #expect(!film.bookmarks.isEmpty && !film.reason.text.ko.isEmpty)
      // Of a comparison the frames are compared below: here methods are still missing.
      guard whole.runs.isEmpty else { continue }
      #expect(film.status == .running || film.frames == whole.frames)
      for frame in Set([0, film.frames / 2, film.frames - 1]) {
        #expect(film.step(frame) == whole.step(frame))
        var surface = Surface(size: Size(rows: 24, columns: 80), glyphs: .ascii)
        surface.draw(film.scene(frame, .ko), in: surface.area)
        #expect(surface.lines().contains { !$0.isEmpty })
        #expect(!film.twin(frame, .en).sentence.isEmpty)
      }
    }
    let shares = seen.map(\.progress.fraction)
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 }, "progress never goes back")
    #expect(shares.allSatisfy { $0 > 0 && $0 <= 1 })
  }

  @Test("of several methods show those that are done beside the one under way")
  func comparison() throws {
    let (whole, seen) = try watched(
      "minimize?method=newton,bfgs,gradient-descent&steps=30")
    let last = try #require(seen.last?.film)
    #expect(whole.runs.count == 3 && last.runs.count == 3)
    for index in 0..<2 {
      let (a, b) = (whole.runs[index].film, last.runs[index].film)
      #expect(a.frames == b.frames && a.step(a.frames - 1) == b.step(a.frames - 1))
    }
    #expect(last.runs[2].film.status == .running)
  }

  @Test("keep their window while the path stays inside, contours and all")
  func window() throws {
    let (_, seen) = try watched("minimize?method=gradient-descent&rate=0.002&steps=300")
    let windows = seen.compactMap { $0.film?.scene(0, .en).body.charts.first }.map {
      [$0.x.range, $0.y.range]
    }
    #expect(windows.count > 20)
    let changes = zip(windows, windows.dropFirst()).count { $0 != $1 }
    #expect(changes <= 8)
    for (before, after) in zip(windows, windows.dropFirst()) {
      for (old, new) in zip(before, after) {
        #expect(new.lowerBound <= old.lowerBound && new.upperBound >= old.upperBound)
      }
    }
  }

  @Test("are asked for less and less often by a run whose steps are quick")
  func pace() throws {
    var pace = ReportPace(expected: 1_000_000)
    var told: [Int] = []
    for index in 0..<20_000 where pace.isDue(index) {
      told.append(index)
      pace.reported(at: index, wasAsked: false)
    }
    #expect(told.count < 32 && told.first == 0)
    // A watch that asks each time is told of each step.
    for index in 20_000..<20_100 where pace.isDue(index) {
      pace.reported(at: index, wasAsked: true)
    }
    var slow: [Int] = []
    for index in 30_000..<30_010 where pace.isDue(index) {
      slow.append(index)
      pace.reported(at: index, wasAsked: true)
    }
    #expect(!slow.isEmpty)
    let unwatched = try watched(
      "minimize?method=gradient-descent&steps=5000&tolerance=0", wantsFilms: false)
    #expect(unwatched.seen.count < 80 && unwatched.seen.allSatisfy { $0.film == nil })
  }

  @Test(
    "of every long run end at once when they are cancelled",
    arguments: [
      "minimize?method=gradient-descent&steps=1000000", "thinned-net?draws=1000000",
      "dropout-mask?draws=1000000", "survivor-count?draws=1000000",
      "overfit-curves?epochs=10000", "mc-dropout", "activation-histograms", "solve-timing",
      "recipe", "training", "search?objective=digits", "search?sampler=gp&trials=200",
      "search?sampler=halving&trials=5000",
    ])
  func cancelled(link: String) async throws {
    let (figure, settings) = try figure(link)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try figure.film(settings).frames
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
