import Core
import Testing

@testable import Figures

@Suite("Every figure")
struct CornerTests {
  @Test(
    "plays at every corner of its controls, in both languages",
    arguments: Catalogue.standard.figures)
  func corners(of figure: Figure) throws {
    for settings in figure.briefCorners {
      let film = try figure.film(settings)
      #expect(film.frames >= 1)
      for frame in Set([0, film.frames / 2, film.frames - 1]) {
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
