import Foundation
import Testing

@Suite("Questions on the command line")
struct CommandLineQuizTests {
  /// Of `drop-mask.count`, the first question of its page, with the curriculum's own numbers: 2^(3+4).
  private static let right = "128"

  private func stats(_ program: CommandLineProgram) throws -> [Int] {
    let object = try program.run("stats", "--json").object
    return ["answers", "correct"].compactMap { object[$0] as? Int }
  }

  @Test("answers are marked, logged and counted; what is no answer is none")
  func quiz() throws {
    let program = try CommandLineProgram()
    let outcome = try program.run(
      "quiz", "drop-mask", input: "two to the seventh\nhint\n14\n\(Self.right)\n")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.contains("[?] Not an answer yet."))
    #expect(outcome.output.contains("Hint: Every unit has two states"))
    #expect(outcome.output.contains("✗ Not right."))
    #expect(outcome.output.contains("✓ Right."))
    #expect(outcome.output.contains("2 answers"))
    #expect(try stats(program) == [2, 1])
    let skills = try program.run("stats", "--json").object["skills"] as? [[String: Any]]
    #expect(skills?.first?["id"] is String)
    #expect(skills?.first?["due"] is String)
  }

  @Test("a solution is no answer, and skipping leaves no trace")
  func solution() throws {
    let program = try CommandLineProgram()
    #expect(try program.run("quiz", "drop-mask", input: "skip\nquit\n").status == 0)
    #expect(try stats(program) == [0, 0])
    let outcome = try program.run("quiz", "drop-mask", input: "solution\nquit\n")
    #expect(outcome.output.contains("Solution: 128"))
    #expect(try stats(program) == [0, 0])
  }

  @Test("the second time there are new numbers, and the contents know what is done")
  func again() throws {
    let program = try CommandLineProgram()
    let first = try program.run("quiz", "drop-mask", input: "\(Self.right)\n")
    let second = try program.run("quiz", "drop-mask", input: "")
    #expect(first.output.contains("1/3"))
    let question = { (text: String) in text.split(separator: "\n").first { $0.hasPrefix("1/3") } }
    #expect(question(first.output) != question(second.output))
    let modules = try program.run("list", "--json").object["modules"] as? [[String: Any]] ?? []
    let pages = modules.flatMap { $0["pages"] as? [[String: Any]] ?? [] }
    let page = try #require(pages.first { $0["id"] as? String == "drop-mask" })
    #expect(page["done"] as? Bool == false)
    #expect(page["score"] as? Double == 1)
    #expect(page["due"] is Int)
  }

  @Test("in Korean and in 7-bit characters")
  func korean() throws {
    let program = try CommandLineProgram()
    let outcome = try program.run(
      "quiz", "drop-mask", "--lang", "ko", "--glyphs", "ascii", input: "14\n\(Self.right)\n")
    #expect(outcome.output.contains("[x] 틀렸다."))
    #expect(outcome.output.contains("[ok] 맞았다."))
    #expect(outcome.output.contains("답 2개"))
  }

  @Test("a module asks the questions of its pages; a walkthrough goes step by step")
  func module() throws {
    let program = try CommandLineProgram()
    #expect(try program.run("quiz", "dropout", input: "").output.contains("1/"))
    let walk = try program.run("open", "exam-newton-2d", input: "14, 7\nsolution\n")
    #expect(walk.status == 0)
    #expect(walk.output.contains("✗") || walk.output.contains("✓"))
    #expect(try stats(program).first == 1)
  }

  @Test("what cannot be saved is said, with the answer and at the end")
  func unsaved() throws {
    let program = try CommandLineProgram()
    program.environment["XDG_DATA_HOME"] = "/proc/nowhere"
    let outcome = try program.run("quiz", "drop-mask", input: "14\n\(Self.right)\n")
    #expect(outcome.status == 74)
    #expect(outcome.output.contains("✗ Not right. Try again."))
    #expect(outcome.output.contains("not saved"))
    let complaint = outcome.complaint.suffix(2)
    #expect(complaint.first?.hasSuffix("2 answers could not be saved") == true)
    #expect(complaint.last?.hasPrefix("fix: ") == true)
  }

  @Test("a full disk loses nothing that is called saved")
  func fullDisk() throws {
    let program = try CommandLineProgram()
    _ = try program.run("quiz", "drop-mask", input: "14\n")
    // 1 block of 512 bytes a file: the log cannot grow.
    let outcome = try program.shell(
      "ulimit -f 1; printf '14\\n128\\n' | $descent quiz drop-mask >/dev/null")
    #expect(outcome.status == 74)
    #expect(outcome.errors.contains("could not be saved"))
    #expect(try stats(program) == [1, 0])
  }

  @Test("a program that is killed loses no answer whose verdict was shown")
  func killed() throws {
    let program = try CommandLineProgram()
    for round in 1...3 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: CommandLineProgram.path)
      process.arguments = ["quiz", "drop-mask"]
      process.environment = program.environment
      let input = Pipe()
      let output = Pipe()
      process.standardInput = input
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      // 13 is no power of two: wrong whatever the numbers.
      input.fileHandleForWriting.write(Data("13\n".utf8))
      var text = ""
      while !text.contains("✗") {
        let piece = output.fileHandleForReading.availableData
        guard !piece.isEmpty else { break }
        text += String(decoding: piece, as: UTF8.self)
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(text.contains("✗"))
      #expect(try stats(program).first == round)
    }
  }
}
