import ArgumentParser
import Figures
import Study

/// `descent stats`: what the log adds up to.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Show how many answers were given and what is due.",
    usage: "descent stats [--json]")

  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var globals: Globals

  func run() throws {
    let manner = try globals.resolved()
    let log = try Material.record(for: .reading).answers()
    let stats = Stats(
      of: log, on: Material.today, scheduler: Material.scheduler(manner.preferences))
    let output = Output()
    if json {
      try output.write(Self.json(stats).text + "\n")
    } else {
      try Self.write(stats, manner.language, to: output)
    }
    try output.flush()
  }

  private static func json(_ stats: Stats) -> JSON {
    .object([
      ("answers", .int(stats.answers)), ("correct", .int(stats.correct)), ("due", .int(stats.due)),
      (
        "skills",
        .array(
          stats.skills.map { skill in
            .object([
              ("id", .string(skill.id)), ("mastery", .number(skill.mastery)),
              ("due", .string(StudyDay.date(skill.dueDay))),
            ])
          })
      ),
    ])
  }

  private static func write(_ stats: Stats, _ language: Language, to output: Output) throws {
    let isKorean = language == .ko
    guard stats.answers > 0 || !stats.skills.isEmpty else {
      try output.line(isKorean ? "아직 답이 없다." : "No answers yet.")
      try output.line(
        isKorean ? "시작: descent quiz" : "To begin: descent quiz")
      return
    }
    try output.line(
      isKorean
        ? "답 \(stats.answers)개, 맞은 답 \(stats.correct)개, 오늘 복습할 것 \(stats.due)개"
        : "\(stats.answers) answers, \(stats.correct) right, \(stats.due) skills due today")
    let width = stats.skills.map(\.id.count).max() ?? 0
    for skill in stats.skills {
      let percent = NumberText.padded(NumberText.fixed(100 * skill.mastery, decimals: 0), 3)
      let name = skill.id + String(repeating: " ", count: width - skill.id.count)
      let date = StudyDay.date(skill.dueDay)
      try output.line(
        isKorean
          ? "  \(name)  기억 \(percent)%  복습일 \(date)" : "  \(name)  recall \(percent)%  due \(date)")
    }
  }
}
