import Foundation
import Testing

@testable import Plot

/// Pictures kept under `Frames/`: text, then the inks as letters. `RECORD=1` writes them anew and fails the run.
struct FrameTests {
  static let sizes = [(24, 80), (13, 60), (12, 40), (40, 120)]

  /// What a frame is drawn with; the third kind where blocks are safe and there are colours.
  static let kinds: [(name: String, glyphs: Glyphs)] = [
    ("ascii", .ascii), ("unicode", .unicode),
    ("narrow", Glyphs(.unicode, ambiguousIsNarrow: true, hasColours: true)),
  ]
  static let withBlocks = ["dropout", "heat", "ground", "boxes", "beforeafter"]

  @Test(arguments: Pictures.every.map(\.name), kinds.map(\.name))
  func stands(_ name: String, _ kind: String) throws {
    guard kind != "narrow" || Self.withBlocks.contains(name) else { return }
    let glyphs = try #require(Self.kinds.first { $0.name == kind }?.glyphs)
    let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
    let scene = try #require(Pictures.every.first { $0.name == name }?.scene)
    var text = ""
    for (rows, columns) in Self.sizes {
      var surface = Surface(size: Size(rows: rows, columns: columns), glyphs: glyphs)
      surface.draw(scene, in: surface.area)
      text += "--- \(name) \(columns)x\(rows)\n" + surface.lines().joined(separator: "\n") + "\n"
      if rows == 13 { text += "--- inks\n" + surface.inkLines().joined(separator: "\n") + "\n" }
    }
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Frames/\(name).\(kind).txt")
    if isRecording {
      try text.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(
        try String(contentsOf: file, encoding: .utf8) == text,
        "RECORD=1 writes \(file.lastPathComponent) anew")
    }
    #expect(!isRecording, "recorded: run again without RECORD")
  }

  @Test(arguments: Pictures.every.map(\.name))
  func drawsAtAnySize(_ name: String) throws {
    let scene = try #require(Pictures.every.first { $0.name == name }?.scene)
    for glyphs in [Glyphs.ascii, .unicode, Glyphs(.unicode, ambiguousIsNarrow: true)] {
      for rows in [0, 1, 2, 3, 4, 5, 6, 8, 11, 19, 60] {
        for columns in [0, 1, 2, 7, 8, 13, 20, 33, 61, 200] {
          var surface = Surface(size: Size(rows: rows, columns: columns), glyphs: glyphs)
          surface.draw(scene, in: surface.area)
          for line in surface.lines() {
            #expect(TextWidth.columns(of: line) <= columns)
            if glyphs == .ascii && !["korean", "hangul"].contains(name) {
              #expect(line.utf8.allSatisfy { $0 < 0x7F })
            }
          }
        }
      }
    }
  }

  /// No cell of a frame holds a character that some terminals draw two cells wide.
  @Test(arguments: Pictures.every.map(\.name))
  func holdsNoAmbiguousCharacter(_ name: String) throws {
    let scene = try #require(Pictures.every.first { $0.name == name }?.scene)
    var surface = Surface(size: Size(rows: 24, columns: 80))
    surface.draw(scene, in: surface.area)
    let text = surface.lines().joined()
    let doubtful = text.unicodeScalars.filter {
      AmbiguousWidth.contains($0) || $0.value == 0x2800
    }
    #expect(doubtful.isEmpty)
  }
}
