import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
  // MARK: - Without a terminal

  @Test("the bare command prints the contents and how to go on")
  func bare() throws {
    let outcome = try CommandLineProgram().run()
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("drop-mask"))
    #expect(outcome.output.contains("descent quiz drop-why"))
    #expect(outcome.errors.isEmpty)
  }

  @Test func helpAndVersionAreData() throws {
    let program = try CommandLineProgram()
    for arguments in [["--help"], ["run", "--help"], ["help", "quiz"], ["-h"]] {
      let outcome = try program.run(arguments)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("USAGE: descent"), "\(arguments)")
      #expect(outcome.errors.isEmpty)
    }
    let version = try program.run("--version")
    #expect(version.status == 0)
    #expect(version.output.hasPrefix("descent "))
  }

  @Test("global options stand before or after the command")
  func globalOptions() throws {
    let program = try CommandLineProgram()
    let before = try program.run("--lang", "ko", "--plain", "stats")
    let after = try program.run("stats", "--plain", "--lang=ko")
    #expect(before.output == "아직 답이 없다.\n시작: descent quiz\n")
    #expect(after.output == before.output)
    #expect(before.status == 0 && after.status == 0)
  }

  // MARK: - Language and glyphs

  @Test("language: option, configuration, LC_ALL, LC_MESSAGES, LANG, English")
  func language() throws {
    let program = try CommandLineProgram()
    func isKorean(_ arguments: String...) throws -> Bool {
      try program.run(["stats"] + arguments).output.contains("아직")
    }
    #expect(try !isKorean())
    program.environment["LANG"] = "ko_KR.UTF-8"
    #expect(try isKorean())
    program.environment["LC_MESSAGES"] = "en_US.UTF-8"
    #expect(try !isKorean())
    program.environment["LC_ALL"] = "ko_KR.UTF-8"
    #expect(try isKorean())
    program.environment["LC_ALL"] = ""
    #expect(try !isKorean())
    #expect(try program.run("config", "lang", "ko").status == 0)
    #expect(try isKorean())
    #expect(try !isKorean("--lang", "en"))
  }

  @Test("wrong values in the configuration are warnings with a place")
  func warnings() throws {
    let program = try CommandLineProgram()
    let path = try program.write("lang: ko\nglyphs: dots\n", to: ".config/descent/config.yaml")
    let outcome = try program.run("stats")
    #expect(outcome.status == 0)
    #expect(
      outcome.complaint == [
        "descent: \(path):2:9: 'glyphs' cannot be 'dots'", "fix: write auto, ascii or unicode",
      ])
    #expect(outcome.output.contains("아직"))
  }

  @Test func configurationIsShownAndChanged() throws {
    let program = try CommandLineProgram()
    #expect(try program.run("config", "exam.date").output == "none\n")
    #expect(try program.run("config", "exam.date", "2026-12-01").status == 0)
    #expect(try program.run("config", "exam.date").output == "2026-12-01\n")
    #expect(try program.run("config").output.contains("exam.date: 2026-12-01\n"))
    #expect(
      try String(contentsOfFile: program.configuration, encoding: .utf8)
        == "exam.date: 2026-12-01\n")
  }

  // MARK: - Figures

  @Test("draws are those of numpy.random.default_rng(7)")
  func run() throws {
    let outcome = try CommandLineProgram().run(
      "run", "dropout-mask", "--set", "units=8", "--set", "p=0.3", "--set", "seed=7", "--set",
      "draws=2", "--json")
    // (default_rng(7).random(16) >= 0.3), NumPy 2.4.
    let steps = outcome.object["steps"] as? [[String: Any]] ?? []
    #expect(
      steps.map { $0["mask"] as? [Int] } == [[1, 1, 1, 0, 1, 1, 0, 1], [1, 1, 1, 0, 0, 1, 1, 1]])
    #expect(outcome.status == 0)
    #expect(
      outcome.output.hasPrefix("{\"figure\":\"dropout-mask\",\"settings\":{\"units\":8,\"p\":0.3,"))
    #expect(outcome.output.hasSuffix("}\n"))
  }

  @Test("--set wins over --input, which wins over the link; the last of a name wins")
  func precedence() throws {
    let program = try CommandLineProgram()
    let input = try program.write("{\"units\": 5, \"draws\": 2}", to: "in.json")
    let outcome = try program.run(
      "run", "dropout-mask?units=3&draws=9&seed=4", "--input", input, "--set", "draws=7", "--set",
      "draws=1", "--json")
    let settings = outcome.object["settings"] as? [String: Any]
    #expect(settings?["units"] as? Int == 5)
    #expect(settings?["draws"] as? Int == 1)
    #expect(settings?["seed"] as? Int == 4)
  }

  @Test func csvHasALinePerStep() throws {
    let outcome = try CommandLineProgram().run(
      "run", "dropout-mask", "--csv", "--set", "units=2", "--set", "draws=3")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.first == "k,mask[1],mask[2],kept,fraction,mean_fraction")
  }

  @Test func codeIsAScript() throws {
    let outcome = try CommandLineProgram().run("code", "dropout-mask", "--set", "seed=3")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("import numpy"))
    #expect(outcome.output.hasSuffix("\n"))
  }

  @Test func theTwinIsWordsAndATable() throws {
    let outcome = try CommandLineProgram().run("render", "dropout-mask", "--twin", "--frame", "0")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("draw 1 of 40"))
  }

  // MARK: - Contents

  @Test("list has the shape that is promised, with nulls where nothing was answered")
  func list() throws {
    let program = try CommandLineProgram()
    let object = try program.run("list", "--json").object
    let modules = object["modules"] as? [[String: Any]] ?? []
    let pages = modules.flatMap { $0["pages"] as? [[String: Any]] ?? [] }
    let page = try #require(pages.first { $0["id"] as? String == "drop-mask" })
    #expect(page["figures"] as? [String] == ["thinned-net"])
    #expect((page["quizzes"] as? Int ?? 0) > 0)
    for key in ["done", "due", "score"] { #expect(page[key] is NSNull, "\(key)") }
    let drills = modules.flatMap { $0["walkthroughs"] as? [[String: Any]] ?? [] }
    let drill = try #require(drills.first { $0["id"] as? String == "exam-newton-2d" })
    #expect(drill["page"] as? String == "newton-step")
    let figures = object["figures"] as? [[String: Any]] ?? []
    let figure = try #require(figures.first { $0["id"] as? String == "dropout-mask" })
    let controls = figure["controls"] as? [[String: Any]] ?? []
    let p = try #require(controls.first { $0["name"] as? String == "p" })
    #expect(p["kind"] as? String == "real")
    #expect(p["range"] as? [Double] == [0, 1])
    #expect(p["initial"] as? Double == 0.5)
    #expect(
      Set(p.keys) == ["name", "label", "kind", "range", "notch", "scale", "choices", "initial"])
    let korean = try program.run("list", "--json", "--lang", "ko").output
    #expect(korean.contains("드롭아웃"))
    #expect(!FileManager.default.fileExists(atPath: program.home + "/.local"), "list makes no log")
  }

  @Test("the program finds its lessons from anywhere, by option and by variable")
  func lessons() throws {
    let program = try CommandLineProgram()
    _ = try program.write("format: 1\nid: tiny\ntitle: Tiny\nmodules: []\n", to: "tiny/pack.yaml")
    #expect(try program.run("--lessons", program.home + "/tiny").output.hasPrefix("Tiny\n"))
    program.environment["DESCENT_LESSONS"] = program.home + "/tiny"
    #expect(try program.run("list").output.hasPrefix("Tiny\n"))
    program.environment["DESCENT_LESSONS"] = ""
    let elsewhere = try program.shell("cd / && $descent")
    #expect(elsewhere.output.contains("drop-mask"))
  }

  @Test("shells are told what may follow")
  func completions() throws {
    let program = try CommandLineProgram()
    for shell in ["bash", "zsh", "fish"] {
      let script = try program.run("--generate-completion-script", shell)
      #expect(script.status == 0 && script.errors.isEmpty)
      #expect(script.output.contains("descent") && script.output.contains("record"))
    }
    let figures = try program.shell("$descent ---completion run -- positional@0 0 0 ''")
    #expect(figures.output.split(separator: "\n").contains("dropout-mask"))
    let links = try program.shell("$descent ---completion open -- positional@0 0 0 ''")
    #expect(links.output.split(separator: "\n").contains("drop-mask"))
  }
}
