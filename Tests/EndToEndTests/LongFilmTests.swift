import Foundation
import Testing

/// A run of a million steps: the screen lives, the run can be stopped, another one takes its place.
@Suite struct LongFilmTests {
  private static let long =
    "minimize?f=rosenbrock&method=gradient-descent&rate=1e-9&steps=1000000"

  @Test("keys are answered while a run computes; Escape stops it; Space at its end goes on")
  func stops() throws {
    let session = try Session(["open", Self.long, "--lang", "en"])
    try session.waitFor("Esc stops")
    try session.send("?")
    try session.waitFor("any other key: back")
    try session.send("?")
    try session.waitFor("Esc stops")
    try session.send("\u{1B}")
    try session.waitFor("stopped")
    // At the end of what there is.
    try session.send("}}}}}}}}}}")
    try session.send(" ")
    try session.waitFor("Esc stops")
    // Another setting needs no waiting for this one.
    try session.send("1")
    try session.waitFor("step 0 of 6")
    // No film is forgotten that is ready just when the keys have been read.
    for _ in 0..<20 {
      try session.send("2")
      try session.waitFor("Gradient descent on Rosenbrock")
      try session.send("1")
      try session.waitFor("Newton on Rosenbrock")
    }
    try session.send("Q")
    #expect(try session.waitExit() == .status(0))
    #expect(session.kept == [])
  }

  @Test("leaving does not wait for a run")
  func leaves() throws {
    let session = try Session(["open", Self.long, "--lang", "en"])
    try session.waitFor("Esc stops")
    try session.send("Q")
    #expect(try session.waitExit() == .status(0))
  }

  @Test("settings come back at the next start, and 0 takes them away")
  func keeps() throws {
    let home = try Home()
    let first = try Session(["open", "dropout-mask", "--lang", "en"], home: home)
    try first.waitFor("draw  1 of 40")
    try first.send("\t+")
    try first.waitFor("units 65")
    try first.send("Q")
    #expect(try first.waitExit() == .status(0))
    let second = try Session(["open", "dropout-mask", "--lang", "en"], home: home)
    try second.waitFor("as you left it")
    try second.waitFor("units 65")
    try second.send("0")
    try second.waitFor("units 64")
    try second.send("Q")
    #expect(try second.waitExit() == .status(0))
    let third = try Session(["open", "dropout-mask", "--lang", "en"], home: home)
    try third.waitFor("units 64")
    #expect(!third.text.contains("as you left it"))
    try third.send("Q")
    #expect(try third.waitExit() == .status(0))
  }
}
