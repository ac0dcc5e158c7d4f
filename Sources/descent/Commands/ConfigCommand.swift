import ArgumentParser
import Figures
import Store

/// `descent config [KEY [VALUE]]`: reads and writes the configuration.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show or change the configuration.",
    usage: "descent config [KEY [VALUE]]",
    discussion: "Keys: " + Preference.allCases.map(\.rawValue).joined(separator: ", ") + ".")

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
        .usage, preference.rawValue, "it cannot be '\(text)'", fix: "write \(preference.allowed)")
    }
    guard let path = Globals.paths.preferences else {
      throw Failure(
        .inputOutput, "config", "there is no home directory to keep it in",
        fix: "set HOME or XDG_CONFIG_HOME")
    }
    do {
      var file = try PreferencesFile(at: path)
      try file.set(preference, to: value)
    } catch {
      throw Failure(
        .inputOutput, path, error.words, fix: "give yourself the right to write there")
    }
  }

  private static func preference(_ key: String) throws -> Preference {
    if let preference = Preference(rawValue: key) { return preference }
    let names = Preference.allCases.map(\.rawValue)
    throw Failure(
      .usage, key, "there is no such key",
      fix: "write '\(nearest(to: key, among: names) ?? "lang")'; the keys are "
        + names.joined(separator: ", "))
  }
}
