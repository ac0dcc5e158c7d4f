import Figures
import Plot
import Testing

@testable import App

@Suite("Laboratories")
struct LaboratoryTests {
  static let all = Catalogue.standard.figures.filter { !$0.presets.isEmpty }.map(\.id)

  @Test func everyLaboratoryHasPresets() {
    for id in ["dropout-mask", "dropout-layer", "training", "search", "minimize"] {
      #expect(Self.all.contains(id))
    }
  }

  @Test(
    "each preset can be set, differs from the others, and says what to look for", arguments: all)
  func presets(id: String) throws {
    let figure = try #require(Catalogue.standard.figure(id))
    #expect(figure.presets.count <= 9)
    var seen: [Settings] = []
    for preset in figure.presets {
      let settings = try figure.settings(preset.settings)
      #expect(!seen.contains(settings), "\(preset.title.en)")
      seen.append(settings)
      // Training takes its time elsewhere.
      if id.hasPrefix("dropout") || id == "minimize" { _ = try figure.film(settings) }
      #expect(!preset.say.en.isEmpty && preset.say.ko.unicodeScalars.contains { $0.value > 0xAC00 })
      let isPlain = preset.say.en.unicodeScalars.allSatisfy(\.isASCII)
      #expect(isPlain)
      // On one row of 80 columns.
      for language in Language.allCases {
        #expect(TextWidth.columns(of: preset.say[language]) <= 72, "\(preset.say[language])")
      }
    }
  }

  @Test(
    "where presets do not fit, names are left out whole and every digit stays",
    arguments: ["dropout-layer", "minimize"], Language.allCases)
  func narrow(id: String, language: Language) throws {
    let figure = try #require(Catalogue.standard.figure(id))
    for columns in [60, 80] {
      let session = try start(id, size: Size(rows: 18, columns: columns), language: language)
      let lines = session.surface().lines()
      let titles = figure.presets.map { $0.title[language] }
      let row = try #require(lines.first { $0.hasPrefix(" 1 \(titles[0])") })
      var next = 0
      for piece in row.split(separator: "  ").map({ $0.drop { $0 == " " } }) {
        if piece == "\(next + 1)" || piece == "\(next + 1)-\(titles.count)" {
          next = titles.count
        } else {
          #expect(next < titles.count && piece == "\(next + 1) \(titles[next])", "\(row)")
          next += 1
        }
        if next == titles.count { break }
      }
      #expect(next == titles.count, "\(row)")
      let look = try #require(lines.first { $0.hasPrefix(language == .en ? " Look:" : " 볼 것:") })
      let say = figure.presets[0].say[language]
      #expect(look.hasSuffix("...") || look.hasSuffix(say), "\(look)")
    }
  }

  @Test func aDigitTakesAPresetAndSaysWhatToLookFor() throws {
    var session = try start("minimize")
    #expect(session.text.contains("1 Newton  2 GD"))
    session.press("5")
    #expect(session.text.contains("saddle"))
    #expect(session.text.contains("Look: one eigenvalue is negative"))
    // A control that is turned is no preset any more.
    session.press("Tab Tab Tab + Esc")
    #expect(!session.text.contains("Look: one eigenvalue"))
    session.press("0")
    #expect(session.text.contains("Rosenbrock from (-1.2, 1)"))
    // A formula goes through its own presets.
    session.press("Tab +")
    #expect(!session.text.contains("f rosenbrock") && !session.text.contains("Rosenbrock from"))
    // On a page a digit means nothing.
    var page = try start("newton-iterate")
    page.press("2")
    #expect(page.text.contains("no preset 2 here"))
  }

  @Test("all controls of the core stand on the screen", arguments: all, Language.allCases)
  func controls(id: String, language: Language) throws {
    let session = try start(id, language: language)
    for control in try #require(Catalogue.standard.figure(id)).controls {
      let name = language == .ko ? control.label.ko : control.name
      #expect(session.text.contains(Glyphs.unicode.shown(name)), "\(name)")
    }
  }

  @Test func theMouseTakesAControlAndDragsItsSlider() throws {
    var session = try start("dropout-mask")
    func place(_ word: String) throws -> (row: Int, column: Int) {
      let lines = session.surface().lines()
      let row = try #require(lines.lastIndex { $0.contains(word) })
      let before = try #require(lines[row].range(of: word)).lowerBound
      return (row, lines[row].distance(from: lines[row].startIndex, to: before))
    }
    let control = try place("p 0.5")
    session.settle(.mouse(Mouse(.press, row: control.row, column: control.column)))
    let slider = try place("[=")
    session.settle(.mouse(Mouse(.press, row: slider.row, column: slider.column + 12)))
    #expect(session.text.contains("p 1 "))
  }

  @Test func settingsAreKeptForTheNextVisit() throws {
    var session = try start("newton-iterate")
    let effects = session.press("Tab Tab Tab + +")
    let kept = effects.compactMap { effect -> (String, String)? in
      if case .settings(let figure, let link) = effect { (figure, link) } else { nil }
    }
    #expect(kept.map(\.0).allSatisfy { $0 == "newton-iterate.quadratic-convergence" })
    #expect(kept.last?.1 == "quadratic-convergence?eta=0.12")
    // In this run, from the contents and back.
    session.press("q")
    let back = try start("newton-iterate", kept: Dictionary(kept, uniquingKeysWith: { $1 }))
    #expect(back.text.contains("0.12"))
    #expect(back.text.contains("as you left it"))
    // A link that sets something means just that.
    let linked = try start(
      "newton-iterate?eta=0.05", kept: Dictionary(kept, uniquingKeysWith: { $1 }))
    #expect(linked.text.contains("0.05") && !linked.text.contains("as you left it"))
    // Put back, nothing is left to restore.
    var reset = back
    let restored = reset.press("0")
    #expect(
      restored.contains {
        if case .settings(_, "quadratic-convergence") = $0 { true } else { false }
      })
  }

  @Test("what was kept and cannot be any more is passed over")
  func oldSettings() throws {
    let session = try start(
      "newton-iterate",
      kept: [
        "newton-iterate.quadratic-convergence": "quadratic-convergence?gone=1", "x": "%zz",
      ])
    #expect(!session.text.contains("as you left it"))
  }
}
