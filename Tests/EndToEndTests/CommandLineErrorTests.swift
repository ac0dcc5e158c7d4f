import Foundation
import Testing

@Suite("Errors on the command line")
struct CommandLineErrorTests {
  /// Arguments, status, the two lines.
  struct Complaint: CustomTestStringConvertible, Sendable {
    var arguments: [String]
    var status: Int32
    var what: String
    var fix: String
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ line: String, _ status: Int32, _ what: String, fix: String) {
      arguments = line.split(separator: " ").map(String.init)
      self.status = status
      self.what = what
      self.fix = fix
    }
  }

  static let complaints: [Complaint] = [
    Complaint(
      "runn", 64, "runn: there is no such command",
      fix: "write 'descent run', or see 'descent --help'"),
    Complaint(
      "newton-iterate", 64, "newton-iterate: there is no such command",
      fix: "write 'descent open newton-iterate'"),
    Complaint(
      "run", 64, "run: missing expected argument '<figure>'", fix: "give it: descent run FIGURE"),
    Complaint(
      "stats extra", 64, "stats: unexpected argument 'extra'",
      fix: "leave out what is too much: descent stats"),
    Complaint("stats --jsn", 64, "stats: unknown option '--jsn'", fix: "write '--json'"),
    Complaint(
      "run dropout-mask --set", 64, "run: missing value for '--set <name=value>'",
      fix: "see 'descent run --help'"),
    Complaint(
      "run drop-masks", 64, "drop-masks: there is no such figure",
      fix: "write 'dropout-mask'; 'descent list' names them all"),
    Complaint(
      "run dropout-mask --set units", 64, "--set: 'units' is not a setting",
      fix: "write a control's name, '=' and a value, such as seed=7"),
    Complaint(
      "run dropout-mask --set unit=3", 64,
      "dropout-mask: figure 'dropout-mask' has no control 'unit'",
      fix: "write 'units' (a whole number from 1 to 256 (typed: from 1 to 1000000))"),
    Complaint(
      "run dropout-mask --set p=1.5", 64, "dropout-mask.p: 1.5 is out of range",
      fix: "write a number from 0 to 1 in notches of 0.05"),
    Complaint(
      "run dropout-mask?p=1.5", 64, "dropout-mask.p: 1.5 is out of range",
      fix: "write a number from 0 to 1 in notches of 0.05"),
    Complaint(
      "code dropout-mask --set p=x", 64, "dropout-mask.p:1: 'x' is not a number",
      fix: "write a number from 0 to 1 in notches of 0.05"),
    Complaint(
      "run dropout-mask?p=%zz", 64,
      "dropout-mask?p=%zz: '%zz' has a % without two hexadecimal digits",
      fix: "write a percent sign as %25"),
    Complaint(
      "run dropout-mask --json --csv", 64, "run: --json and --csv exclude each other",
      fix: "give one of them"),
    Complaint(
      "run search --set space=lr=log(1,0)", 65,
      "search.space:8: the lower end is above the upper end",
      fix: "swap the two numbers"),
    Complaint(
      "run dropout-mask --input /nowhere", 66, "/nowhere: No such file or directory",
      fix: "name a file that exists, or - for standard input"),
    Complaint(
      "render dropout-mask --frame 40", 64, "--frame: there is no frame 40",
      fix: "the last frame is 39"),
    Complaint(
      "render dropout-mask?t=40", 64, "dropout-mask: there is no frame 40",
      fix: "the last frame is 39"),
    Complaint(
      "render dropout-mask --frame -1", 64, "render: missing value for '--frame <n>'",
      fix: "see 'descent render --help'"),
    Complaint(
      "render dropout-mask --size 80", 64, "--size: '80' is not a size",
      fix: "write columns and rows from 1x1 to 1000x1000, such as 80x24"),
    Complaint("list --lang fr", 64, "--lang: 'fr' is not one of its values", fix: "write en or ko"),
    Complaint(
      "--glyphs dots list", 64, "--glyphs: 'dots' is not one of its values",
      fix: "write ascii or unicode"),
    Complaint(
      "stats --color sometimes", 64, "--color: 'sometimes' is not one of its values",
      fix: "write auto, always or never"),
    Complaint(
      "list --lessons /nowhere", 66, "/nowhere: there is no such directory",
      fix: "name the directory that holds pack.yaml"),
    Complaint(
      "check /nowhere", 66, "/nowhere: there is no such directory",
      fix: "name the directory of a lesson pack"),
    Complaint(
      "quiz drop-maks", 64, "drop-maks: there is no such page, figure, walkthrough or screen",
      fix: "write 'drop-mask'; 'descent list' names them all"),
    Complaint(
      "open drop-maks", 64, "drop-maks: there is no such page, figure, walkthrough or screen",
      fix: "write 'drop-mask'; 'descent list' names them all"),
    Complaint(
      "quiz thinned-net", 64, "thinned-net: only pages and modules have questions",
      fix: "see 'descent list'"),
    Complaint(
      "help runn", 64, "runn: there is no such command",
      fix: "write 'descent run', or see 'descent --help'"),
    Complaint(
      "version", 64, "version: there is no such command",
      fix: "write 'descent --version', or see 'descent --help'"),
    Complaint(
      "run dropout-mask?t=40 --json", 64, "dropout-mask: there is no frame 40",
      fix: "the last frame is 39"),
    Complaint(
      "render glossary --set a=3", 64, "glossary: there is no figure here for 'a'",
      fix: "leave 'a' out"),
    Complaint(
      "render contents --frame 3", 64, "contents: there is no figure here for 't'",
      fix: "leave 't' out"),
    Complaint("config lang fr", 64, "lang: it cannot be 'fr'", fix: "write auto, en or ko"),
  ]

  @Test("each mistake has its status and its two lines", arguments: complaints)
  func complains(_ complaint: Complaint) throws {
    let outcome = try CommandLineProgram().run(complaint.arguments)
    #expect(outcome.status == complaint.status)
    #expect(outcome.complaint == ["descent: \(complaint.what)", "fix: \(complaint.fix)"])
    #expect(outcome.output.isEmpty)
  }

  @Test("an unknown key of the configuration is named with the nearest one")
  func unknownKey() throws {
    let outcome = try CommandLineProgram().run("config", "colour")
    #expect(outcome.status == 64)
    #expect(outcome.complaint.first == "descent: colour: there is no such key")
    #expect(outcome.complaint.last?.hasPrefix("fix: write 'color'; the keys are lang") == true)
  }

  @Test(
    "what is wrong inside an input is malformed data, with its place",
    arguments: [
      ("{\"units\": 5,}", ":1:13: a name in double quotes should stand here"),
      ("{\"units\": 5\n\"p\": 1}", ":2:1: ',' or '}' should stand here"),
      ("[1]", ":1:1: it is not a JSON object"),
      ("", ":1:1: the text ends where a value should stand"),
      ("{\"unit\": 5}", ": unit: figure 'dropout-mask' has no control 'unit'"),
      ("{\"p\": 3}", ": p: 3 is out of range"), ("{\"p\": 01}", ":1:7: '01' is not a number"),
      ("{\"p\": 1, \"p\": 1}", ":1:10: 'p' stands here a second time"),
    ])
  func input(text: String, what: String) throws {
    let program = try CommandLineProgram()
    let outcome = try program.run("run", "dropout-mask", "--input", "-", input: text)
    #expect(outcome.status == 65)
    #expect(outcome.complaint.first == "descent: standard input" + what)
    #expect(outcome.complaint.count == 2)
    let file = try program.write(text, to: "in.json")
    let again = try program.run("run", "dropout-mask", "--input", file)
    #expect(again.complaint.first == "descent: \(file)" + what)
  }

  @Test("escapes in an argument do not reach the terminal")
  func escapes() throws {
    let outcome = try CommandLineProgram().run("open", "\u{1B}[2J\u{202E}x")
    #expect(outcome.status == 64)
    #expect(!outcome.errors.unicodeScalars.contains("\u{1B}"))
    #expect(!outcome.errors.unicodeScalars.contains("\u{202E}"))
  }

  @Test(
    "in Korean where that is the language",
    arguments: [
      (["--lang", "ko", "opne"], "opne: 그런 명령은 없다", "'descent open'"),
      (
        ["run", "dropout-mask", "--set", "p=2", "--lang=ko"], "dropout-mask.p: 2는 범위를 벗어난다",
        "0부터 1까지의 수를 적어라"
      ),
      (
        ["run", "minimize", "--set", "f=x^2+fo(y)", "--lang", "ko"],
        "minimize.f:5: 이름이 'fo'인 함수는 없다", "sin, exp, sqrt"
      ),
      (
        ["render", "newton", "--zzzzzz", "--lang", "ko"], "render: '--zzzzzz'는 모르는 옵션이다",
        "'descent render --help'를 보라"
      ),
      (
        ["render", "drop-maks", "--lang", "ko"], "drop-maks: 그런 쪽, 그림, 풀이, 화면은 없다",
        "'drop-mask'를 적어라"
      ),
    ])
  func korean(arguments: [String], what: String, fix: String) throws {
    let complaint = try CommandLineProgram().run(arguments).complaint
    #expect(complaint.count == 2)
    #expect(complaint.first == "descent: " + what)
    #expect(
      complaint.last?.hasPrefix("fix: ") == true && complaint.last?.contains(fix) == true,
      "\(complaint)")
  }

  @Test("a full or closed standard output is an input/output error")
  func fullOutput() throws {
    let program = try CommandLineProgram()
    for line in ["$descent list >/dev/full", "$descent --help >/dev/full", "$descent stats >&-"] {
      let outcome = try program.shell(line)
      #expect(outcome.status == 74, "\(line)")
      #expect(outcome.complaint.first?.hasPrefix("descent: standard output: ") == true)
      #expect(outcome.complaint.count == 2)
    }
  }

  @Test("a broken pipe ends quietly")
  func brokenPipe() throws {
    let outcome = try CommandLineProgram().shell(
      "{ $descent run dropout-mask --set draws=5000 --json; echo $? >&2; } | head -c 1")
    #expect(outcome.output == "{")
    #expect(outcome.errors == "0\n")
  }

  @Test("a pack with a mistake is malformed, and its place is said")
  func brokenPack() throws {
    let program = try CommandLineProgram()
    _ = try program.write("format: 1\nid: p\ntitle: T\nmodules: [gone]\n", to: "pack/pack.yaml")
    let outcome = try program.run("list", "--lessons", program.home + "/pack")
    #expect(outcome.status == 65)
    #expect(
      outcome.complaint.first
        == "descent: \(program.home)/pack/pack.yaml:4:11: there is no module 'gone'")
    let checked = try program.run("check", program.home + "/pack", "--json")
    #expect(checked.status == 1)
    let finding = (checked.json as? [[String: Any]])?.first
    #expect(finding?["line"] as? Int == 4)
    #expect(finding?["column"] as? Int == 11)
    #expect(finding?["severity"] as? String == "error")
    for key in ["file", "message", "fix"] { #expect(finding?[key] is String, "\(key)") }
  }
}
