import Core
import Plot
import Testing

@testable import Figures

@Suite("Every figure")
struct CornerTests {
  /// From the smallest room to the largest; 13 × 80 is a figure's on a page.
  private static let sizes = [
    (6, 20), (13, 80), (10, 40), (60, 200), (18, 60), (24, 80), (8, 200), (40, 120), (60, 20),
  ].map { Size(rows: $0.0, columns: $0.1) }

  @Test(
    "plays at every corner of its controls, in both languages",
    arguments: Catalogue.standard.figures)
  func corners(of figure: Figure) throws {
    // Each picture at another size, so that all sizes, glyphs and languages come by.
    var turn = figure.id.utf8.count
    for settings in figure.briefCorners {
      let film = try figure.film(settings)
      #expect(film.frames >= 1)
      for frame in Set([0, film.frames / 2, film.frames - 1]) {
        turn += 1
        var surface = Surface(
          size: Self.sizes[turn % Self.sizes.count],
          glyphs: turn.isMultiple(of: 2) ? .ascii : .unicode)
        surface.draw(
          film.scene(frame, turn.isMultiple(of: 3) ? .ko : .en), in: surface.area)
        #expect(surface.lines().contains { !$0.isEmpty }, "\(settings)")
        for language in Language.allCases {
          let scene = film.scene(frame, language)
          #expect(
            !scene.title.isEmpty && !scene.readout.isEmpty && !scene.look.isEmpty, "\(settings)")
          let twin = film.twin(frame, language)
          #expect(!twin.sentence.isEmpty)
          #expect(twin.table?.rows.count ?? 0 <= 12)
          if let table = twin.table {
            #expect(table.rows.allSatisfy { $0.count == table.header.count })
          }
        }
        #expect(film.step(frame)["k"] != nil)
      }
      #expect(!film.bookmarks.isEmpty)
      #expect(
        film.bookmarks.allSatisfy { (0..<film.frames).contains($0.frame) && !$0.say.ko.isEmpty })
      #expect(!film.reason.text.en.isEmpty && !film.reason.text.ko.isEmpty)
    }
  }

  /// A typed value may lie far beyond the slider: numbers at the end of what a Double holds, points so far away that
  /// the function there is infinite or not a number.
  @Test(
    "draws what is typed far beyond its sliders",
    arguments: Catalogue.standard.figures.filter { $0.control(named: "epochs") == nil })
  func farCorners(of figure: Figure) throws {
    for settings in figure.farCorners {
      guard let film = try? figure.film(settings) else { continue }
      for frame in Set([0, min(1, film.frames - 1), film.frames - 1]) {
        var surface = Surface(size: Size(rows: 24, columns: 80), glyphs: .unicode)
        surface.draw(film.scene(frame, .en), in: surface.area)
        #expect(surface.lines().contains { !$0.isEmpty }, "\(settings)")
        #expect(!film.twin(frame, .ko).sentence.isEmpty)
      }
    }
  }

  @Test("draws any prediction without stopping", arguments: Catalogue.standard.figures)
  func predictions(of figure: Figure) throws {
    let film = try figure.film(figure.briefSettings)
    let guesses: [Prediction.Guess] = [
      .number(3), .number(-1e300), .number(.nan), .vector([3, 9]), .vector([]), .point(0.5, 0.5),
      .choice(Words("a")),
    ]
    for guess in guesses {
      let scene = film.scene(film.frames - 1, .en, with: Prediction(guess, truth: .number(2)))
      #expect(scene.look.contains("guess"))
    }
  }

  @Test(
    "prints the same JSON twice, its CSV has a line a step, and a link leads back",
    arguments: Catalogue.standard.figures)
  func printing(of figure: Figure) throws {
    let result = try RunResult(running: figure, with: figure.briefSettings)
    #expect(try RunResult(running: figure, with: figure.briefSettings).json == result.json)
    var csv = ""
    result.writeCSV { csv += $0 }
    let lines = csv.split(separator: "\n")
    #expect(lines.count == result.film.frames + 1)
    var table = ""
    result.writeTable(.ko) { table += $0 }
    #expect(table.split(separator: "\n").count >= result.film.frames + 3)
    for settings in figure.corners {
      let link = try Link(parsing: settings.link(to: figure).text)
      #expect(try link.apply(to: figure, over: figure.initialSettings) == settings)
    }
  }

  @Test("English scenes hold no Hangul", arguments: Catalogue.standard.figures)
  func english(of figure: Figure) throws {
    let film = try figure.film(figure.briefSettings)
    for frame in [0, film.frames - 1] {
      let scene = film.scene(frame, .en)
      let text = "\(scene)" + film.twin(frame, .en).sentence
      #expect(!text.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) })
    }
  }
}
