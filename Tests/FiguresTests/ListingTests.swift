import Plot
import Synchronization
import Testing

@testable import Figures

@Suite("Listings")
struct ListingTests {
  /// `name=value&name=value`; trainings are brief.
  private func settings(of figure: Figure, _ text: String) throws -> Settings {
    let pairs = text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      return (name: parts[0], value: parts[1])
    }
    return figure.brief(try figure.settings(pairs), 12)
  }

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
      ("search", "sampler=random", "A5", [1, 2, 5]),
      ("search", "space=a=linear(0,1); b=int(1,3)&objective=a+b", "A5", [1, 3, 4, 5]),
      ("search", "sampler=grid", "A4", [1, 3, 4, 5, 6, 7]),
      ("search", "sampler=tpe", "A4", [1, 3, 4, 5, 6, 7]),
      ("search", "sampler=coarse-to-fine", "A6", [1, 2, 4, 5]),
      ("search", "sampler=halving", "Successive", [1, 3, 4, 5]),
      ("training", "p-hidden=0.5", "Training", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
      ("training", "optimizer=lbfgs", "Training", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ])
  func lines(id: String, setting: String, name: String, expected: [Int]) throws {
    let figure = try #require(Catalogue.standard.figure(id))
    let film = try figure.film(try settings(of: figure, setting))
    var seen: Set<Int> = []
    for frame in 0..<film.frames {
      let listing = try #require(film.scene(frame, .en).listing)
      #expect(listing.caption.hasPrefix(name + " "))
      seen.formUnion(listing.lit.map { $0 + 1 })
      #expect(film.scene(frame, .ko).listing?.lit == listing.lit)
    }
    #expect(seen.sorted() == expected)
  }

  @Test("change from frame to frame where a run does: a layer goes there by A1 and back by A2")
  func layer() throws {
    let figure = Figure.dropoutLayer
    func listings(_ setting: String) throws -> [Listing?] {
      let film = try figure.film(try settings(of: figure, setting))
      return (0..<2).map { film.scene($0, .en).listing }
    }
    let training = try listings("activation=tanh")
    #expect(training[0]?.caption.hasPrefix("A1") == true && training[0]?.lit == [1, 2, 3, 4])
    #expect(training[0]?.lines[4].text.hasPrefix("x <- tanh(z)") == true)
    #expect(training[1]?.caption.hasPrefix("A2") == true && training[1]?.lit == [2, 3])
    #expect(training[1]?.lines[3].text.contains("*r*tanh'(z)") == true)
    #expect(try listings("mode=test")[0]?.lit == [0, 1, 3])
    #expect(try listings("mode=test&scaling=inverted")[0]?.lit == [2, 3])
  }

  @Test("tell the values of the moment in one line, and stand beside a film that still grows")
  func values() throws {
    for (figure, setting) in [
      (Figure.search, "objective=digits&trials=3"), (.training, "epochs=3&p-input=0.2"),
    ] {
      let settings = try settings(of: figure, setting)
      let grown = Mutex<[Film]>([])
      let watch = FilmWatch { _, film in
        if let film = film?() { grown.withLock { $0.append(film) } }
      }
      let whole = try FilmWatch.$current.withValue(watch) { try figure.film(settings) }
      let films = grown.withLock { $0 }
      #expect(films.count >= 2)
      for film in films {
        let last = film.frames - 1
        #expect(film.scene(last, .ko).listing == whole.scene(last, .ko).listing)
      }
      for frame in 0..<whole.frames {
        let note = try #require(whole.scene(frame, .en).listing?.note)
        #expect(!note.isEmpty && TextWidth.columns(of: note) <= 78)
        #expect(whole.twin(frame, .en).sentence.hasSuffix(note + "."))
        let guessed = whole.scene(frame, .en, with: Prediction(.number(0.5)))
        #expect(guessed.listing == whole.scene(frame, .en).listing)
      }
    }
    let film = try Figure.search.film(try settings(of: .search, "trials=2"))
    #expect(
      film.scene(0, .en).listing?.note == "lr 0.0353 (u 0.637), wd 2.23e-5 (u 0.270): 0.343")
  }

  @Test func standWhereThereIsRoomForThem() throws {
    let figure = try #require(Catalogue.standard.figure("fc-dropout-pass"))
    let film = try figure.film(figure.initialSettings)
    func picture(_ rows: Int, _ columns: Int) -> String {
      var surface = Surface(size: Size(rows: rows, columns: columns), glyphs: .ascii)
      surface.draw(film.scene(2, .en), in: surface.area)
      return surface.lines().joined(separator: "\n")
    }
    for (rows, columns) in [(13, 80), (16, 80), (24, 58)] {
      #expect(!picture(rows, columns).contains("z <- W x"), "\(rows) x \(columns)")
    }
    for (rows, columns) in [(24, 80), (34, 80), (13, 110), (24, 120), (40, 120)] {
      let picture = picture(rows, columns)
      #expect(picture.contains("A1") && picture.contains("> 4"), "\(rows) x \(columns)")
    }
    // Where there is room for some lines only, those around the lit ones.
    #expect(!picture(19, 80).contains("A1") && picture(19, 80).contains("> 4"))
  }

  @Test func areHeardAtTheEndOfTheFigureInWords() throws {
    let figure = try #require(Catalogue.standard.figure("fc-dropout-pass"))
    let film = try figure.film(figure.initialSettings)
    #expect(film.twin(2, .en).sentence.hasSuffix("Line 4: z <- W x + b."))
    #expect(film.twin(2, .ko).sentence.hasSuffix("4번째 줄: z <- W x + b."))
    // Many lines at once are told by the first and the last of them.
    let training = try Figure.training.film(try settings(of: .training, "epochs=1"))
    #expect(training.twin(1, .en).sentence.contains("Lines 2 to 9: each epoch: shuffle 300"))
  }
}
