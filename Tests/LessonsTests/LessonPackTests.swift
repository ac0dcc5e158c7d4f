import Figures
import Foundation
import Plot
import Testing

@testable import Lessons

/// The lessons of this repository.
let lessonsDirectory =
  #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(
    separator: "/")
  + "/lessons"

/// The handwritten digits, as the program hands them to figures.
private let digits: Void = BuiltInData.provide { name in
  let path = lessonsDirectory + "/data/" + name
  guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
  return BuiltInData.File(path: path, bytes: Array(bytes))
}

@Suite struct LessonPackTests {
  @Test func contentsAreReadWithoutThePages() throws {
    let pack = try Pack.open(lessonsDirectory, catalogue: .standard)
    #expect(pack.id == "training-art")
    #expect(pack.modules.map(\.id).prefix(3) == ["dropout", "hyper", "newton"])
    let entry = try #require(pack.modules.first?.pages.first { $0.id == "drop-mask" })
    #expect(entry.title == Words(en: "Random masks, thinned networks", ko: "무작위 마스크와 부분 신경망"))
    #expect(entry.figures == ["thinned-net"])
    #expect(entry.items.contains("drop-mask.count"))
    #expect(!entry.items.contains("drop-mask.guess"))
    let drill = try #require(
      pack.modules.flatMap(\.walkthroughs).first { $0.id == "exam-newton-2d" })
    #expect(drill.title.ko == "손으로 하는 뉴턴 방법 한 걸음")
    #expect(drill.items.prefix(3) == ["exam-newton-2d.g", "exam-newton-2d.H", "exam-newton-2d.D"])
  }

  @Test func pagesAreReadOnDemand() throws {
    let pack = try Pack.open(lessonsDirectory, catalogue: .standard)
    for entry in pack.modules.flatMap(\.pages) where isPlayable(entry, of: pack) {
      let page = try #require(try pack.page(entry.id))
      #expect(page.documents.count == 2)
      #expect(page.figures.map(\.figure.id) == entry.figures)
      #expect(page.items.map(\.id) == entry.items)
    }
    #expect(try pack.page("no-such-page") == nil)
  }

  @Test("every figure of every page asks before it runs, and can tell a right answer")
  func everyFigureAsksFirst() throws {
    _ = digits
    let pack = try Pack.open(lessonsDirectory, catalogue: .standard)
    var asked: [String] = []
    for entry in pack.modules.flatMap(\.pages) {
      let page = try #require(try pack.page(entry.id))
      for placed in page.figures {
        let place = "\(entry.id): \(placed.figure.id)"
        guard let item = placed.prediction else {
          Issue.record("\(place) asks nothing")
          continue
        }
        asked.append(item.id)
        let film = item.readsFilm ? try placed.figure.film(placed.settings) : nil
        let question = try item.question(seed: 0, film: film)
        #expect(!question.parts.isEmpty && item.check(film: film) == [], "\(place)")
        #expect(!question.why.en.plainText.isEmpty && !question.why.ko.plainText.isEmpty)
        #expect(!entry.items.contains(item.id), "\(item.id) is asked in the quiz too")
      }
    }
    #expect(asked.count == Set(asked).count && asked.count >= 37)
  }

  @Test("what the recipe's question calls right is what its run finds")
  func recipe() throws {
    _ = digits
    let pack = try Pack.open(lessonsDirectory, catalogue: .standard)
    let page = try #require(try pack.page("hp-recipe"))
    let placed = try #require(page.figures.first { $0.figure.id == "recipe" })
    let film = try placed.figure.film(placed.settings)
    let trials = (0..<film.frames).map(film.step).filter { $0["step"]?.double == 4 }
    let best = trials.min { $0["valid_loss"]?.double ?? 9 < $1["valid_loss"]?.double ?? 9 }
    let answer = try #require(try placed.prediction?.question(seed: 0).parts.first)
    #expect(answer.solution.en.plainText == "\(best?["rate"]?.double ?? 0)")
  }

  @Test func everyPageFitsItsColumns() throws {
    let pack = try Pack.open(lessonsDirectory, catalogue: .standard)
    for entry in pack.modules.flatMap(\.pages) where isPlayable(entry, of: pack) {
      for (language, blocks) in try pack.page(entry.id)?.documents ?? [:] {
        for columns in [36, 50, 80, 100] {
          for glyphs in [Glyphs.ascii, .unicode] {
            let setter = Typesetter(columns: columns, glyphs: glyphs, language: language)
            for line in setter.lines(blocks).map(\.text) {
              #expect(line.columns <= columns, "\(entry.id): \(line.text)")
              guard glyphs == .ascii else { continue }
              #expect(
                line.text.unicodeScalars.allSatisfy {
                  $0.value < 0x80 || language == .ko && (0xAC00...0xD7A3).contains($0.value)
                }, "\(entry.id): \(line.text)")
            }
          }
        }
      }
    }
  }

  /// Whether all figures of a page are in the catalogue, those it takes numbers from among them.
  private func isPlayable(_ entry: Module.Entry, of pack: Pack) -> Bool {
    guard let files = pack.index.pages.first(where: { $0.id == entry.id }) else { return false }
    let texts = files.documents.values.compactMap { try? pack.files.source($0).text }
    let runs = texts.contains { $0.contains("{{minimize?") } ? ["minimize"] : []
    return (entry.figures + runs).allSatisfy { Catalogue.standard.figure($0) != nil }
  }

  @Test func itemsAndWalkthroughsAreFoundByTheirIds() throws {
    let pack = try Pack.open(lessonsDirectory, catalogue: .standard)
    for module in pack.modules {
      for entry in module.pages {
        for id in entry.items { #expect(try pack.item(id)?.id == id) }
      }
      for entry in module.walkthroughs {
        let walkthrough = try #require(try pack.walkthrough(entry.id))
        #expect(walkthrough.items == entry.items)
        #expect(walkthrough.title == entry.title)
      }
    }
    #expect(try pack.item("drop-mask.guess")?.page == "drop-mask")
    #expect(try pack.item("drop-mask.no-such-item") == nil)
    #expect(try pack.walkthrough("no-such-walkthrough") == nil)
  }

  @Test func whatIsMissingIsCalledMissing() {
    let error = #expect(throws: PackError.self) {
      try Pack.open("/no/such/pack", catalogue: .standard)
    }
    #expect(error?.isMissing == true)
    let empty = #expect(throws: PackError.self) {
      try Pack.open("/proc/self", catalogue: .standard)
    }
    #expect(empty?.isMissing == true)
  }
}
