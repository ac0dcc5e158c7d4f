import Testing

@testable import Figures

@Suite("Links")
struct LinkTests {
  @Test(
    "a link reads back what it prints",
    arguments: [
      "minimize", "minimize?f=(1-x)^2+100*(y-x^2)^2&start=-1.2,1&t=3",
      "drop-mask?thinned-net.p-in=0.3&t=last",
      "minimize?f=x%20y%20%26%20100%25%23%27", "search?space=lr=log(1e-4,1);%20wd=linear(0,1)",
    ])
  func roundTrip(text: String) throws {
    #expect(try Link(parsing: text).text == text)
  }

  @Test func partsAreCutAsTheDesignSays() throws {
    let link = try Link(parsing: "p?f=a=b+c&fig.name=%EA%B0%80&t=4")
    #expect(link.id == "p")
    #expect(
      link.settings == [
        .init(name: "f", value: "a=b+c"), .init(figure: "fig", name: "name", value: "가"),
      ])
    #expect(link.frame == .number(4))
  }

  @Test(
    "what cannot be read says so",
    arguments: [
      "", "?a=1", "p?a", "p?=3", "p?a=%2", "p?a=%zz", "p?t=-1", "p?t=x", "p?a=%FF", "p?a=%+1",
    ])
  func mistakes(text: String) {
    #expect(throws: LinkError.self) { try Link(parsing: text) }
  }

  @Test func controlsAndBidiAreEncoded() {
    let link = Link("p", settings: [.init(name: "a", value: "\u{1B}[0m\u{202E}")])
    #expect(link.text == "p?a=%1B[0m%E2%80%AE")
  }

  @Test func theLastSettingWinsAndOthersAreLeftAlone() throws {
    let figure = ControlTests.figure
    let link = try Link(parsing: "rolling-ball?rate=0.2&rate=0.3&other.rate=0.4")
    let settings = try link.apply(to: figure, over: figure.initialSettings)
    #expect(settings["rate"] == .number(0.3))
    #expect(settings.link(to: figure, frame: .last).text == "rolling-ball?rate=0.3&t=last")
    #expect(
      try link.apply(to: figure, over: figure.initialSettings, isFirst: false)
        == figure.initialSettings)
  }

  @Test func aFrameBeyondTheEndNamesTheLast() {
    #expect(
      throws: LinkError(
        Words(en: "there is no frame 9", ko: "장면 9는 없다"),
        mend: Words(en: "the last frame is 4", ko: "마지막 장면은 4이다"))
    ) {
      try Link.Frame.number(9).index(in: 5)
    }
  }
}
