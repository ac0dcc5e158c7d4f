import ArgumentParser
import Figures
import Plot
import Store

/// The options that every command takes, before or after its name.
struct Globals: ParsableArguments {
  @Option(
    help: ArgumentHelp("The lesson pack to use.", valueName: "dir"), completion: .directory)
  var lessons: String?
  @Option(
    help: ArgumentHelp("Language of the lessons: en or ko.", valueName: "lang"),
    completion: .list(["en", "ko"]))
  var lang: String?
  @Option(
    help: ArgumentHelp("Characters to draw with: ascii or unicode.", valueName: "set"),
    completion: .list(["ascii", "unicode"]))
  var glyphs: String?
  @Option(
    help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"),
    completion: .list(["auto", "always", "never"]))
  var color: String?
  @Flag(help: "Plain lines instead of a full screen.")
  var plain = false
  @Flag(name: .customLong("no-motion"), help: "Show figures without playing them.")
  var noMotion = false
  @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
  var noMouse = false

  /// What the options, the configuration and the surroundings add up to.
  func resolved() throws -> Manner { try Manner(self) }

  /// Where the configuration, the log and the crash notes lie.
  static var paths: Paths { Paths(environment: Surroundings.variable) }
}

/// How descent shall look and behave this time.
struct Manner {
  enum When: String, CaseIterable { case auto, always, never }

  let language: Language
  private(set) var glyphs: Glyphs
  let color: When
  let hasMotion: Bool
  let hasMouse: Bool
  let preferences: Preferences

  /// - Throws: `Failure` 64 for a value that an option cannot have. What is wrong in the file is only said.
  init(_ globals: Globals) throws {
    let preferences = Self.preferences()
    func value<Value: RawRepresentable<String> & CaseIterable>(
      _ option: String?, _ name: String, _ key: Preference, _ automatic: Value
    ) throws -> Value {
      if let option { return try Choice.value(option, of: name) }
      return preferences[key].flatMap(Value.init(rawValue:)) ?? automatic
    }
    language = try value(globals.lang, "--lang", .lang, Surroundings.language)
    let repertoire = try value(
      globals.glyphs, "--glyphs", .glyphs,
      Surroundings.showsUnicode ? Glyphs.Repertoire.unicode : .ascii)
    glyphs = Glyphs(
      repertoire, ambiguousIsNarrow: preferences[.ambiguous] == "narrow",
      ambiguousIsWide: preferences[.ambiguous] == "wide")
    color = try value(globals.color, "--color", .color, .auto)
    hasMotion = !globals.noMotion && preferences.value(of: .motion) == "on"
    hasMouse = !globals.noMouse && preferences.value(of: .mouse) == "on"
    self.preferences = preferences
  }

  /// Whether the screen is coloured; a terminal is at hand.
  var isColored: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: Surroundings.variable("NO_COLOR") == nil
    }
  }

  /// The same with the characters of a surface whose colours are shown; nil: as the terminal says.
  func shown(inColour hasColours: Bool? = nil) -> Manner {
    var manner = self
    manner.glyphs.hasColours = hasColours ?? (isColored && Surroundings.showsManyColours)
    return manner
  }

  private static func preferences() -> Preferences {
    guard let path = Globals.paths.preferences else { return Preferences() }
    do {
      let file = try PreferencesFile(at: path)
      for warning in file.preferences.warnings {
        Talk.say(
          "\(path):\(warning.line):\(warning.column)", Words(warning.message),
          fix: Words(warning.fix))
      }
      return file.preferences
    } catch {
      Talk.say(
        path, Words(error.words),
        fix: Words(en: "make the file readable, or remove it", ko: "파일을 읽을 수 있게 하거나 지워라"))
      return Preferences()
    }
  }
}

/// A word out of a few.
enum Choice {
  static func value<Value: RawRepresentable<String> & CaseIterable>(
    _ text: String, of option: String
  ) throws -> Value {
    if let value = Value(rawValue: text) { return value }
    let words = Value.allCases.map(\.rawValue)
    let first = words.dropLast().joined(separator: ", ")
    let last = words.last ?? ""
    throw Failure(
      .usage, option,
      Words(
        en: "'\(text)' is not one of its values", ko: "\(Josa.topic("'\(text)'")) 이 옵션의 값이 아니다"),
      fix: Words(
        en: "write \(first) or \(last)", ko: "\(first) 또는 \(Josa.object(last)) 적어라"))
  }
}
