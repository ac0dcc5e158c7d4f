import Core
import Testing

@testable import Figures

@Suite("Laboratory dropout-layer")
struct DropoutLayerTests {
  private func film(_ settings: [(name: String, value: String)]) throws -> Film {
    try Figure.dropoutLayer.film(try Figure.dropoutLayer.settings(settings))
  }

  @Test func theStepsAndTheResult() throws {
    let film = try film([])
    #expect(film.frames == 2 && film.status == .done)
    #expect(
      film.step(0).text
        == #"{"k":0,"z":[6.0,14.0,-6.0],"a":[6.0,14.0,0.0],"mask":[1,0,1],"y":[6.0,0.0,0.0]}"#)
    #expect(
      film.step(1).text
        == #"{"k":1,"dx":[2.0,2.0],"dW":[[10.0,0.0],[0.0,0.0],[0.0,0.0]],"db":[2.0,0.0,0.0]}"#)
    #expect(film.result["dW"]?[0]?[0]?.double == 10 && film.result["z"]?[1]?.double == 14)
  }

  @Test("of mask and seed the last one said holds")
  func maskOrSeed() throws {
    var random = NumPyRandom(0)
    let drawn = JSON.array(random.mask(3, rate: 0.5).map { .int($0 ? 1 : 0) })
    #expect(try film([("seed", "0")]).step(0)["mask"] == drawn)
    #expect(try film([("mask", "")]).step(0)["mask"] == drawn)
    let given = try film([("seed", "5"), ("mask", "0,0,1")])
    #expect(given.step(0)["mask"] == .array([.int(0), .int(0), .int(1)]))
    #expect(try film([("mode", "test")]).step(0)["mask"] == .null)
  }

  @Test("a mask said after a seed survives its link")
  func links() throws {
    let figure = Figure.dropoutLayer
    for texts in [[("seed", "5")], [("seed", "5"), ("mask", "1,0,1")], [("seed", "0")]] {
      let settings = try figure.settings(texts.map { (name: $0.0, value: $0.1) })
      let link = try Link(parsing: settings.link(to: figure).text)
      #expect(try link.apply(to: figure, over: figure.initialSettings) == settings)
    }
  }

  @Test(
    "what does not fit names its control",
    arguments: [
      ("x", "1,2,3"), ("b", "1"), ("upstream", "1,2"), ("mask", "1,0"), ("mask", "1,0.5,1"),
    ])
  func misfits(name: String, value: String) throws {
    do {
      _ = try film([(name, value)])
      Issue.record("\(name)=\(value) was taken")
    } catch let error as ControlError {
      #expect(error.control == name && !error.fix.isEmpty)
    }
  }

  @Test func numbersBeyondAllBoundsAreSaid() throws {
    let film = try film([("W", "1e308,1e308;1,1;1,1"), ("x", "1e308,1")])
    #expect(film.status == .diverged && film.step(0)["z"]?[0] == .number(.infinity))
  }
}
