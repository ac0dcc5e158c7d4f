import ArgumentParser
import Figures
import Lessons

/// `descent check [DIR]`: every mistake in a lesson pack.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "List every mistake in a lesson pack, with its place and a fix.",
    usage: "descent check [DIR] [--json]")

  @Argument(
    help: ArgumentHelp("The pack; else the one in use.", valueName: "dir"), completion: .directory)
  var directory: String?
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var globals: Globals

  func run() throws {
    let directory = try directory ?? LessonsDirectory.find(globals.lessons)
    guard Surroundings.isDirectory(directory) else {
      throw Failure(
        .missing, directory,
        Words(en: "there is no such directory", ko: "그런 디렉터리는 없다"),
        fix: Words(en: "name the directory of a lesson pack", ko: "강의 묶음의 디렉터리를 적어라"))
    }
    let findings = Pack.check(directory, catalogue: .standard)
    let output = Output()
    if json {
      try output.write(JSON.array(findings.map(Self.json)).text + "\n")
    } else {
      for finding in findings {
        let isWarning = finding.severity == .warning
        try output.line("\(finding.location): \(isWarning ? "warning: " : "")\(finding.message)")
        try output.line("fix: \(finding.fix)")
      }
    }
    try output.flush()
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count - errors
    if !json { Talk.line(Self.summary(directory, errors, warnings)) }
    if errors > 0 { throw Finish(.findings) }
  }

  private static func json(_ finding: Diagnostic) -> JSON {
    .object([
      ("file", .string(finding.location.file)), ("line", .int(finding.location.line)),
      ("column", .int(finding.location.column)), ("severity", .string(finding.severity.rawValue)),
      ("message", .string(finding.message)), ("fix", .string(finding.fix)),
    ])
  }

  private static func summary(_ directory: String, _ errors: Int, _ warnings: Int) -> String {
    let count = NumberText.counted
    if errors + warnings == 0 { return "\(directory): no mistakes" }
    return "\(directory): \(count(errors, "error")), \(count(warnings, "warning"))"
  }
}
