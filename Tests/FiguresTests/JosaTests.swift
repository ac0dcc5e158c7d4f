import Testing

@testable import Figures

@Suite struct JosaTests {
  @Test func theLastSoundDecides() {
    #expect(
      ["3", "0.37", "2.5", "1e-9"].map { Josa.subject($0) } == ["3이", "0.37이", "2.5가", "1e-9가"])
    #expect(["n", "x", "(1, 2)"].map { Josa.object($0) } == ["n을", "x를", "(1, 2)를"])
    #expect(
      ["layer", "training", "newton"].map { Josa.object($0) } == ["layer를", "training을", "newton을"])
    #expect(Josa.topic("+") == "+은(는)")
  }

  @Test func aFinalRieulTakesTheShortDirection() {
    let words = ["1", "7", "0.8", "0", "36", "2", "r", "n", "교실", "집", "학교"]
    let said = ["1로", "7로", "0.8로", "0으로", "36으로", "2로", "r로", "n으로", "교실로", "집으로", "학교로"]
    #expect(words.map { Josa.direction($0) } == said)
    #expect(Josa.direction("+") == "+(으)로")
  }
}
