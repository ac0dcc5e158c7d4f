import Foundation
import Testing

@testable import Store

@Test func flatLinesAndABlockAreRead() {
  let preferences = Preferences(
    """
    # mine
    lang: ko      # Korean
    glyphs: 'ascii'
    mouse: no
    exam:
      date: 2026-12-01
      minutes: 45
    retention: 0.85
    """)
  #expect(preferences.warnings.isEmpty)
  #expect(preferences[.lang] == "ko")
  #expect(preferences[.glyphs] == "ascii")
  #expect(preferences[.mouse] == "off")
  #expect(preferences[.examDate] == "2026-12-01")
  #expect(preferences[.examMinutes] == "45")
  #expect(preferences[.retention] == "0.85")
  #expect(preferences[.color] == nil)
  #expect(preferences.value(of: .color) == "auto")
}

@Test func wrongValuesAreWarningsWithAPlace() {
  let preferences = Preferences("lang: ko\nglyphs:  fancy\ncolour: never\nexam.date: 2026-02-30\n")
  #expect(preferences[.lang] == "ko")
  #expect(preferences.warnings.map { [$0.line, $0.column] } == [[2, 10], [3, 1], [4, 12]])
  #expect(preferences.warnings.first?.message == "'glyphs' cannot be 'fancy'")
  #expect(preferences.warnings.first?.fix == "write auto, ascii or unicode")
}

@Test func writingKeepsWhatItDoesNotKnow() {
  var preferences = Preferences(
    "# mine\r\nfuture: [1, 2]\nlang: en   # for now\nexam:\n  date: none\n  place: hall\n\n???\n")
  preferences.set(.lang, to: "ko")
  preferences.set(.examDate, to: "2026-12-01")
  preferences.set(.mouse, to: "off")
  #expect(
    preferences.text
      == "# mine\r\nfuture: [1, 2]\nlang: ko   # for now\nexam:\n  date: 2026-12-01\n"
      + "  place: hall\n\n???\nmouse: off\n")
  #expect(preferences[.lang] == "ko")
}

@Test func anEmptyValueAndTheLastLineOfAKey() {
  var preferences = Preferences("lang: en\nlang:\nlang: ko")
  #expect(preferences[.lang] == "ko")
  preferences.set(.lang, to: "en")
  #expect(preferences.text == "lang: en\nlang:\nlang: en\n")
}

@Test("every initial value is a value", arguments: Preference.allCases)
func initialValues(of preference: Preference) {
  #expect(preference.value(of: preference.initial) == preference.initial)
  #expect(preference.value(of: "\u{1B}[2J") == nil)
}

@Test func theFileIsReplacedInOneMoveAndALinkStaysOne() throws {
  let sandbox = try Sandbox()
  let real = sandbox.path + "/real.yaml"
  let link = sandbox.path + "/config/config.yaml"
  try Data("lang: en\n".utf8).write(to: URL(fileURLWithPath: real))
  try Files.makeDirectories(sandbox.path + "/config")
  try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
  var file = try PreferencesFile(at: link)
  try file.set(.lang, to: "ko")
  #expect(try String(contentsOfFile: real, encoding: .utf8) == "lang: ko\n")
  #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == real)
  #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.path + "/config").count == 1)
}

@Test func aMissingFileSaysNothingAndADirectoryIsAFailure() throws {
  let sandbox = try Sandbox()
  var file = try PreferencesFile(at: sandbox.path + "/deep/er/config.yaml")
  #expect(file.preferences == Preferences())
  try file.set(.color, to: "never")
  #expect(try PreferencesFile(at: file.path).preferences[.color] == "never")
  #expect(throws: PreferencesFile.Failure.self) { try PreferencesFile(at: sandbox.path) }
}

@Test func linesMayEndAsInWindows() {
  var preferences = Preferences("lang: ko\r\nmouse: off\r\n")
  #expect(preferences[.lang] == "ko")
  #expect(preferences[.mouse] == "off")
  preferences.set(.lang, to: "en")
  #expect(preferences.text == "lang: en\r\nmouse: off\r\n")
}

@Test("any text is read, and setting a value changes that value and nothing else")
func anyText() {
  let pieces = [
    "lang", ":", " ", "\n", "#", "'", "\"", "exam", "date", "  ", "ko", "\r\n", "mouse: off\n", "é",
    "-",
    "glyphs: ascii # why\n", "exam:\n  minutes: 5\n", "\t",
  ]
  var state: UInt64 = 3
  for _ in 0..<2000 {
    var text = ""
    for _ in 0..<12 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text += pieces[Int(state >> 33) % pieces.count]
    }
    var preferences = Preferences(text)
    let before = Preference.allCases.filter { $0 != .retention }.map { preferences[$0] }
    preferences.set(.retention, to: "0.8")
    #expect(preferences[.retention] == "0.8", "\(text.debugDescription)")
    let after = Preference.allCases.filter { $0 != .retention }.map { preferences[$0] }
    #expect(before == after, "\(text.debugDescription)")
  }
}
