import Glibc
import Plot
import Testing

@testable import Figures

/// Where the guesses stand that second figures of a page ask for.
@Suite("Guesses are drawn where they mean something")
struct DrawnGuessTests {
  private func guesses(_ film: Film, _ frame: Int, _ number: Double) -> [Point] {
    film.scene(frame, .en, with: Prediction(.number(number))).body.charts.flatMap(\.marks)
      .flatMap { mark -> [Point] in
        if case .pinned(let points, .question, _) = mark { points } else { [] }
      }
  }

  @Test("a number of trials lies on the wanted probability")
  func trials() throws {
    let figure = Figure.hitProbability
    let film = try figure.film(figure.initialSettings)
    #expect(guesses(film, 20, 59) == [Point(59, 0.95)])
  }

  @Test("a learning rate stands at its curve and in both grids of the recipe")
  func rates() throws {
    let figure = Figure.recipe
    let film = try figure.film(figure.briefSettings)
    for frame in 0..<film.frames {
      let step = film.step(frame)
      let points = guesses(film, frame, 0.01)
      switch step["step"]?.double {
      case 4: #expect(points.map(\.x) == [0.01])
      case 5: #expect(points.count == 1)
      case 3:
        // From the frame of its own curve on.
        #expect(points.isEmpty == (step["rate"]?.double ?? 0 < 0.01))
      default: #expect(points.isEmpty)
      }
    }
  }

  @Test("a power of ten stands so many decades above the gradient step")
  func decades() throws {
    let figure = Figure.solveTiming
    let film = try figure.film(figure.initialSettings)
    let last = film.frames - 1
    let gradient = try #require(film.step(last)["gradient"]?.double)
    let point = try #require(guesses(film, last, 3).first)
    #expect(point.x == film.step(last)["m"]?.double)
    #expect(abs(log10(point.y / gradient) - 3) < 1e-9)
    let wild = try #require(guesses(film, last, 1e300).first)
    #expect(wild.y.isFinite)
  }
}
