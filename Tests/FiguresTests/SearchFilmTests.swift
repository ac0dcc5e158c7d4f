import Core
import Synchronization
import Testing

@testable import Figures

@Suite("Films of searches")
struct SearchFilmTests {
  private func settings(_ texts: (String, String)...) throws -> Settings {
    LessonData.provide()
    return try Figure.search.settings(texts.map { (name: $0.0, value: $0.1) })
  }

  @Test("a search over real training shows what there is of it, trial by trial")
  func growing() throws {
    let settings = try settings(("objective", "digits"), ("trials", "3"))
    let seen = Mutex<[(done: Int, total: Int, film: Film?)]>([])
    let watch = FilmWatch { progress, film in
      let film = film?()
      seen.withLock { $0.append((progress.done, progress.total, film)) }
    }
    let whole = try FilmWatch.$current.withValue(watch) { try Figure.search.film(settings) }
    let reports = seen.withLock { $0 }
    #expect(reports.map(\.done) == [1, 2, 3] && reports.allSatisfy { $0.total == 3 })
    for report in reports {
      let film = try #require(report.film)
      #expect(film.frames == report.done)
      #expect(film.status == (report.done < 3 ? .running : .done))
      #expect(film.step(report.done - 1) == whole.step(report.done - 1))
      #expect(film.scene(report.done - 1, .ko).title == whole.scene(2, .ko).title)
    }
    #expect(whole.result["best"]?.double ?? 9 < 2.4)
  }

  @Test("a cancelled search ends at once")
  func cancelled() async throws {
    for (objective, sampler) in [("digits", "random"), ("branin", "gp"), ("branin", "tpe")] {
      let settings = try settings(
        ("objective", objective), ("sampler", sampler), ("trials", "400"))
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try Figure.search.film(settings).frames
      }
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test("what a trial does not use is null; halving tells rungs and budgets")
  func steps() throws {
    let film = try Figure.search.film(
      try settings(
        ("space", "kind=choice(1,2); x=linear(0,1) if kind = 2"), ("objective", "kind"),
        ("sampler", "grid"), ("trials", "4")))
    #expect(film.step(0)["point"]?["x"]?.isNull == true)
    #expect(film.step(1)["point"]?["x"]?.double == 0)
    let halving = try Figure.search.film(
      try settings(("sampler", "halving"), ("trials", "9"), ("objective", "learning-curve")))
    #expect(halving.frames == 13)
    #expect(
      (0..<13).map { halving.step($0)["budget"]?.double }
        == [1, 3, 9].flatMap { budget in
          [Double](repeating: budget, count: Int(9 / budget))
        })
    #expect(halving.result["budget"]?.double == 27)
  }

  @Test(
    "bad settings name the control and what would do",
    arguments: [
      ("tpe", "5001", "5000"), ("gp", "501", "500"), ("halving", "5001", "5000"),
    ])
  func limits(sampler: String, trials: String, most: String) throws {
    let settings = try settings(("sampler", sampler), ("trials", trials))
    let error = #expect(throws: ControlError.self) { try Figure.search.film(settings) }
    #expect(error?.control == "trials" && error?.fix.contains(most) == true)
    let other = try self.settings(("space", "x=linear(0,1)"), ("objective", "digits"))
    #expect(throws: ControlError.self) { try Figure.search.film(other) }
  }
}
