import Testing

@Suite("A figure as plain lines")
struct PlainFigureTests {
  @Test("Enter tells what changed, and nothing else")
  func steps() throws {
    let program = try CommandLineProgram()
    let outcome = try program.run("open", "dropout-mask", "--plain", input: "\n\n")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let first = try program.run("render", "dropout-mask", "--twin", "--frame", "0").output
    #expect(outcome.output.hasPrefix(first))
    let rest = outcome.output.dropFirst(first.count)
    #expect(rest.contains("2 of 40") && rest.contains("3 of 40") && !rest.contains("4 of 40"))
    #expect(!rest.contains("64 units"), "what stays the same is not said again")
    #expect(rest.split(separator: "\n").count { $0.hasPrefix("  draw ") } == 2, "the new rows")
  }

  @Test("it plays to the end, goes anywhere and takes settings")
  func words() throws {
    let program = try CommandLineProgram()
    func output(_ lines: String, _ arguments: String...) throws -> String {
      let outcome = try program.run(["open", "--plain"] + arguments, input: lines)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      return outcome.output
    }
    #expect(try output("play\n", "newton-1d-walk").contains("5 of 5"))
    #expect(try output("last\n", "dropout-mask").contains("40 of 40"))
    #expect(try output("t=4\n", "dropout-mask").contains("5 of 40"))
    #expect(try output("last\n\n", "dropout-mask").contains("This is the last frame."))
    #expect(try output("back\n", "dropout-mask").contains("This is the first frame."))
    #expect(try output("units=9\nquit\n\n", "dropout-mask").contains("9 units"))
    #expect(try output("units=x\n", "dropout-mask").contains("fix: write a whole number from 1"))
    #expect(try output("unit=3\n", "dropout-mask").contains("write 'units'"))
    #expect(try output("t=99\n", "dropout-mask").contains("fix: the last frame is 39"))
    #expect(try output("jump\n", "dropout-mask").contains("jump: this is no word here"))
    #expect(try output("\nlast\n\n", "dropout-mask", "--lang", "ko").contains("마지막 장면이다."))
    #expect(
      try output("play\n", "minimize?method=gradient-descent").split(separator: "\n").count < 300)
  }

  @Test("a page says how to see its figures frame by frame, and that works")
  func page() throws {
    let program = try CommandLineProgram()
    let page = try program.run("open", "drop-mask", "--plain").output
    let line = try #require(page.split(separator: "\n").first { $0.hasPrefix("Frame by frame: ") })
    let command = line.dropFirst("Frame by frame: descent ".count)
    let opened = try program.shell("$descent \(command)")
    #expect(opened.status == 0, "\(opened.errors)")
    #expect(opened.output.contains("1 of 40"))
  }
}
