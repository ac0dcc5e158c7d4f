import Testing

@Suite("A figure as plain lines")
struct PlainFigureTests {
  @Test("Enter tells what changed, and nothing else")
  func steps() throws {
    let program = try CommandLineProgram()
    let outcome = try program.run("open", "dropout-mask", "--plain", input: "\n\n")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.contains("Dropout masks of 64 units"))
    #expect(outcome.output.contains("draw 2 of 40"))
    #expect(outcome.output.contains("draw 3 of 40"))
    #expect(outcome.output.components(of: "Dropout masks") == 1, "the title once")
    #expect(outcome.output.components(of: "  draw 3, kept ") == 1, "the new row")
    #expect(!outcome.output.contains("draw 4"))
  }

  @Test("it plays to the end, goes anywhere and takes settings")
  func words() throws {
    let program = try CommandLineProgram()
    func output(_ lines: String, _ arguments: String...) throws -> String {
      let outcome = try program.run(["open", "--plain"] + arguments, input: lines)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      return outcome.output
    }
    #expect(try output("play\n", "newton-1d-walk").contains("step 5 of 5"))
    #expect(try output("last\n", "dropout-mask").contains("draw 40 of 40"))
    #expect(try output("t=4\n", "dropout-mask").contains("draw 5 of 40"))
    #expect(try output("last\n\n", "dropout-mask").contains("This is the last frame."))
    #expect(try output("back\n", "dropout-mask").contains("This is the first frame."))
    #expect(try output("units=9\nquit\n\n", "dropout-mask").contains("Dropout masks of 9 units"))
    #expect(try output("units=x\n", "dropout-mask").contains("fix: write a whole number from 1"))
    #expect(try output("unit=3\n", "dropout-mask").contains("write 'units'"))
    #expect(try output("t=99\n", "dropout-mask").contains("fix: the last frame is 39"))
    #expect(try output("jump\n", "dropout-mask").contains("jump: this is no word here"))
    #expect(try output("\n", "dropout-mask", "--lang", "ko").contains("40장면 중 2") == false)
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
    #expect(opened.output.contains("Network"))
  }
}

extension String {
  /// How often a text stands in it.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
