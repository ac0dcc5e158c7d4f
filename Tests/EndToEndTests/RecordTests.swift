import CTerminal
import Foundation
import Testing

@Suite("Films as asciicasts")
struct RecordTests {
  /// A recording, read as another program would read it.
  private struct Cast {
    let header: [String: Any]
    let events: [(time: Double, text: String)]

    init(_ text: String) throws {
      let lines = try text.split(separator: "\n").map {
        try JSONSerialization.jsonObject(with: Data($0.utf8))
      }
      header = try #require(lines.first as? [String: Any])
      events = try lines.dropFirst().map { line in
        let parts = try #require(line as? [Any])
        #expect(parts.count == 3 && parts[1] as? String == "o")
        return (try #require(parts[0] as? Double), try #require(parts[2] as? String))
      }
    }

    /// What a terminal shows after the first `count` events.
    func picture(after count: Int) throws -> [String] {
      let rows = try #require(header["height"] as? Int)
      let columns = try #require(header["width"] as? Int)
      let screen = try #require(ct_screen_new(Int32(rows), Int32(columns)))
      defer { ct_screen_free(screen) }
      for event in events.prefix(count) {
        let bytes = event.text.utf8.map { CChar(bitPattern: $0) }
        ct_screen_write(screen, bytes, bytes.count)
      }
      return (0..<rows).map { row in
        var line = ""
        var column = 0
        while column < columns {
          let cell = ct_screen_cell(screen, Int32(row), Int32(column))
          withUnsafeBytes(of: cell.scalars) { raw in
            for scalar in raw.bindMemory(to: UInt32.self).prefix(Int(cell.count)) {
              line.unicodeScalars.append(Unicode.Scalar(scalar) ?? " ")
            }
          }
          if cell.count == 0 { line += " " }
          column += max(1, Int(cell.width))
        }
        while line.last == " " { line.removeLast() }
        return line
      }
    }
  }

  @Test(
    "a terminal that plays it shows the frames",
    arguments: [
      ["newton-1d-walk"], ["dropout-mask", "--set", "draws=7", "--lang", "ko"],
      ["minimize", "--size", "120x40"], ["search", "--glyphs", "ascii"],
    ])
  func plays(arguments: [String]) throws {
    let program = try CommandLineProgram()
    let file = program.home + "/film.cast"
    let recorded = try program.run(["record"] + arguments + ["-o", file])
    #expect(recorded.status == 0 && recorded.output.isEmpty, "\(recorded.errors)")
    let cast = try Cast(String(contentsOfFile: file, encoding: .utf8))
    #expect(cast.header["version"] as? Int == 2)
    let times = cast.events.map(\.time)
    #expect(times.first == 0 && times == times.sorted())
    for (count, frame) in [(1, "0"), (cast.events.count, "last")] {
      let drawn = try program.run(["render"] + arguments + ["--frame", frame]).output
      let expected = drawn.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(try cast.picture(after: count) == expected.map(String.init), "\(arguments) \(frame)")
    }
    let again = try program.run(["record"] + arguments)
    #expect(again.output == (try String(contentsOfFile: file, encoding: .utf8)), "the same bytes")
  }

  @Test("speed shortens it; without motion it jumps from bookmark to bookmark; t is its start")
  func pacing() throws {
    let program = try CommandLineProgram()
    func length(_ arguments: String...) throws -> (seconds: Double, events: Int) {
      let cast = try Cast(try program.run(["record", "dropout-mask"] + arguments).output)
      return (cast.events.last?.time ?? 0, cast.events.count)
    }
    let whole = try length()
    let fast = try length("--speed", "4")
    #expect(whole.seconds > 10 && whole.seconds < 60)
    #expect((fast.seconds - 2) * 3 < whole.seconds - 2)
    #expect(try length("--no-motion").events < whole.events)
    let rest = try Cast(try program.run("record", "dropout-mask?t=30").output)
    #expect(rest.events.count < whole.events)
    let plain = try program.run("record", "dropout-mask", "--color", "never").output
    #expect(!plain.contains("38;5;"))
  }

  @Test(
    "what cannot be recorded",
    arguments: [
      (["drop-masks"], 64, "drop-masks: there is no such figure"),
      (["dropout-mask", "--speed", "0"], 64, "--speed: '0' is not a speed"),
      (["dropout-mask", "--size", "8"], 64, "--size: '8' is not a size"),
      (["dropout-mask", "-o", "/nowhere/f"], 74, "/nowhere/f: No such file or directory"),
      (["dropout-mask", "-o", "/dev/full"], 74, "/dev/full: No space left on device"),
      ([], 64, "record: missing expected argument '<figure>'"),
    ])
  func impossible(arguments: [String], status: Int32, what: String) throws {
    let outcome = try CommandLineProgram().run(["record"] + arguments)
    #expect(outcome.status == status)
    #expect(outcome.complaint.first == "descent: " + what)
    #expect(outcome.complaint.count == 2)
  }
}
