import ArgumentParser
import Figures
import Store

/// `descent config [KEY [VALUE]]`: reads and writes the configuration.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show or change the configuration.",
    usage: "descent config [KEY [VALUE]]",
    discussion: "Keys: " + Preference.allCases.map(\.rawValue).joined(separator: ", ") + """
      .

      'ambiguous' says in how many cells the terminal draws Greek letters and box lines: narrow, in one (bars then \
      come in eighths, heat maps in half blocks), or wide, in two, as some do in East Asia (words and formulas are \
      then written in 7 bits). With auto plots keep clear of both.
      """)

  @Argument(
    help: "The key to show or to change.",
    completion: .list(Preference.allCases.map(\.rawValue)))
  var key: String?
  @Argument(help: "Its new value.") var value: String?
  @OptionGroup var globals: Globals

  func run() throws {
    let preference = try key.map(Self.preference)
    let preferences = try globals.resolved().preferences
    let output = Output()
    if let preference, let value {
      try set(preference, to: value)
    } else if let preference {
      try output.line(preferences.value(of: preference))
    } else {
      for preference in Preference.allCases {
        try output.line("\(preference.rawValue): \(preferences.value(of: preference))")
      }
    }
    try output.flush()
  }

  private func set(_ preference: Preference, to text: String) throws {
    guard let value = preference.value(of: text) else {
      throw Failure(
        .usage, preference.rawValue,
        Words(en: "it cannot be '\(text)'", ko: "'\(text)'일 수 없다"),
        fix: Words(
          en: "write \(preference.allowed)", ko: "\(Josa.object(preference.koreanAllowed)) 적어라"))
    }
    guard let path = Globals.paths.preferences else {
      throw Failure(
        .inputOutput, "config",
        Words(en: "there is no home directory to keep it in", ko: "설정을 둘 홈 디렉터리가 없다"),
        fix: Words(en: "set HOME or XDG_CONFIG_HOME", ko: "HOME이나 XDG_CONFIG_HOME을 정하라"))
    }
    do {
      var file = try PreferencesFile(at: path)
      try file.set(preference, to: value)
    } catch {
      throw Failure(
        .inputOutput, path, error.words,
        fix: Words(en: "give yourself the right to write there", ko: "그곳의 쓰기 권한을 주어라"))
    }
  }

  private static func preference(_ key: String) throws -> Preference {
    if let preference = Preference(rawValue: key) { return preference }
    let names = Preference.allCases.map(\.rawValue)
    let near = nearest(to: key, among: names) ?? "lang"
    let list = names.joined(separator: ", ")
    throw Failure(
      .usage, key, Words(en: "there is no such key", ko: "그런 설정은 없다"),
      fix: Words(
        en: "write '\(near)'; the keys are \(list)",
        ko: "\(Josa.object("'\(near)'")) 적어라. 설정은 \(list)이다"))
  }
}
