import Figures
import Foundation
import Lessons
import Plot
import Study
import Testing

@testable import App

let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The lessons of this repository.
func lessons() throws -> Pack {
  try Pack.open(root.appending(path: "lessons").path, catalogue: .standard)
}

func start(
  _ link: String? = nil, quiz: Bool = false, size: Size = Size(rows: 24, columns: 80),
  language: Language = .en, glyphs: Glyphs = .unicode, isFirstRun: Bool = false,
  kept: [String: String] = [:]
) throws -> Session {
  let desk = Desk(pack: try lessons(), size: size, language: language, glyphs: glyphs, kept: kept)
  var session = try Session(
    desk: desk, opening: link.map { try Link(parsing: $0) }, quiz: quiz, isFirstRun: isFirstRun)
  session.settle(session.entered())
  return session
}

extension Session {
  /// Presses keys by name, separated by spaces: `Tab + + Enter`; a word that is no name is typed.
  @discardableResult
  mutating func press(_ keys: String) -> [Effect] {
    var effects: [Effect] = []
    for word in keys.split(separator: " ") {
      let named: Key? =
        switch word {
        case "Space": .character(" ")
        case "Enter": .enter
        case "Esc": .escape
        case "Tab": .tab
        case "Shift-Tab": .backTab
        case "Up": .up
        case "Down": .down
        case "Left": .left
        case "Right": .right
        case "Ctrl-C": .control("c")
        case "Ctrl-U": .control("u")
        case "Ctrl-K": .control("k")
        default: nil
        }
      if let named {
        effects += settle(.key(named))
      } else {
        for letter in word { effects += settle(.key(.character(letter))) }
      }
    }
    return effects
  }

  var text: String { surface().lines().joined(separator: "\n") }
}

extension [Effect] {
  var answers: [Answer] {
    compactMap { if case .record(let answer) = $0 { answer } else { nil } }
  }
  var places: [String] {
    compactMap { if case .place(let place) = $0 { place } else { nil } }
  }
}

/// Compares a screen with the one on file; `RECORD=1` writes it and fails.
func expectFrame(
  _ surface: Surface, _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
  let url = root.appending(path: "Tests/AppTests/Frames/\(name).txt")
  let rows = surface.lines().map { line in
    String(line.reversed().drop { $0 == " " }.reversed())
  }
  let text = rows.joined(separator: "\n") + "\n"
  if ProcessInfo.processInfo.environment["RECORD"] != nil {
    try text.write(to: url, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name)", sourceLocation: sourceLocation)
    return
  }
  let known = try String(contentsOf: url, encoding: .utf8)
  #expect(text == known, "\(name)", sourceLocation: sourceLocation)
}
