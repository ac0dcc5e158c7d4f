import Foundation
import Testing

@Suite("Progress on the command line")
struct CommandLineProgressTests {
  @Test func statsWithoutALogAreZeros() throws {
    let program = try CommandLineProgram()
    let outcome = try program.run("stats", "--json")
    #expect(outcome.status == 0)
    #expect(outcome.output == "{\"answers\":0,\"correct\":0,\"due\":0,\"skills\":[]}\n")
  }

  @Test("a newer database ends the program before anything, with every byte untouched")
  func newer() throws {
    let program = try CommandLineProgram()
    try makeDatabase(program, "PRAGMA user_version = 99")
    let before = try Data(contentsOf: URL(fileURLWithPath: program.database))
    for arguments in [["stats"], ["list"], [], ["quiz", "drop-mask"]] {
      let outcome = try program.run(arguments)
      #expect(outcome.status == 65, "\(arguments)")
      #expect(
        outcome.complaint.first
          == "descent: \(program.database): it was written by a newer version of descent")
      #expect(outcome.complaint.count == 2)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: program.database)) == before)
    _ = try program.write("format: 1\nid: tiny\ntitle: Tiny\nmodules: []\n", to: "tiny/pack.yaml")
    for arguments in [
      ["run", "dropout-mask"], ["render", "dropout-mask", "--twin"],
      ["check", program.home + "/tiny"],
    ] {
      #expect(try program.run(arguments).status != 65, "\(arguments) needs no log")
    }
  }

  @Test("a damaged database is put aside, and it is said")
  func damaged() throws {
    let program = try CommandLineProgram()
    _ = try program.write("garbage\n", to: ".local/share/descent/progress.sqlite")
    let outcome = try program.run("stats", "--json")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\"answers\":0"))
    #expect(outcome.complaint.first?.contains("the file was damaged") == true)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: program.home + "/.local/share/descent")
    #expect(names.contains { $0.hasPrefix("progress.sqlite.broken-") })
  }

  /// A database of ours, changed by SQL.
  private func makeDatabase(_ program: CommandLineProgram, _ sql: String) throws {
    _ = try program.run("quiz", "drop-mask")
    let outcome = try program.shell(
      """
      python3 - <<'END'
      import sqlite3
      database = sqlite3.connect("\(program.database)")
      database.execute("\(sql)")
      database.commit()
      END
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }
}
