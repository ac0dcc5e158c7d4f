import Plot
import Testing

@testable import Figures

@Suite("Listings")
struct ListingTests {
  @Test(
    "step every line that their run does",
    arguments: [
      ("fc-dropout-pass", "mask=1,0,1,0,1", "A1", [1, 2, 3, 4, 5]),
      ("fc-dropout-pass", "phase=test", "A3", [2, 4]),
      ("mask-backprop", "eta=0.02", "A2", [1, 3, 4, 5]),
      ("zoom-search", "stages=3", "A6", [1, 2, 4, 5]),
      ("newton-1d-walk", "start=3", "A7", [1, 2, 4, 6]),
      ("lbfgs-memory", "view=search", "A8", [3, 4, 5]),
      ("bfgs-vs-others", "methods=bfgs", "A9", [1, 2, 3, 4, 5, 6]),
      ("lbfgs-memory", "view=loops", "A10", [1, 2, 3, 4, 5]),
    ])
  func lines(id: String, setting: String, name: String, expected: [Int]) throws {
    let figure = try #require(Catalogue.standard.figure(id))
    let parts = setting.split(separator: "=").map(String.init)
    let film = try figure.film(try figure.settings([(name: parts[0], value: parts[1])]))
    var seen: Set<Int> = []
    for frame in 0..<film.frames {
      let listing = try #require(film.scene(frame, .en).listing)
      #expect(listing.caption.hasPrefix(name + " "))
      seen.formUnion(listing.lit.map { $0 + 1 })
      #expect(film.scene(frame, .ko).listing?.lit == listing.lit)
    }
    #expect(seen.sorted() == expected)
  }

  @Test func standWhereThereIsRoomForThem() throws {
    let figure = try #require(Catalogue.standard.figure("fc-dropout-pass"))
    let film = try figure.film(figure.initialSettings)
    func picture(_ rows: Int, _ columns: Int) -> String {
      var surface = Surface(size: Size(rows: rows, columns: columns), glyphs: .ascii)
      surface.draw(film.scene(2, .en), in: surface.area)
      return surface.lines().joined(separator: "\n")
    }
    for rows in [13, 24] { #expect(!picture(rows, 80).contains("A1"), "\(rows) rows") }
    for (rows, columns) in [(34, 80), (13, 110), (24, 120), (40, 120)] {
      #expect(picture(rows, columns).contains("> 4"), "\(rows) x \(columns)")
    }
  }

  @Test func areHeardAtTheEndOfTheFigureInWords() throws {
    let figure = try #require(Catalogue.standard.figure("fc-dropout-pass"))
    let film = try figure.film(figure.initialSettings)
    #expect(film.twin(2, .en).sentence.hasSuffix("Line 4: z <- W x + b."))
    #expect(film.twin(2, .ko).sentence.hasSuffix("4번째 줄: z <- W x + b."))
  }
}
