import Foundation
import Plot
import Testing

@testable import Figures

/// Frames as a reader sees them, kept under `Frames/`. `RECORD=1` writes them anew and fails the run.
@Suite("Golden frames")
struct GoldenFrameTests {
  static func picture(
    _ film: Film, _ frame: Int, _ language: Language, _ glyphs: Glyphs, _ size: Size
  ) -> String {
    var surface = Surface(size: size, glyphs: glyphs)
    surface.draw(film.scene(frame, language), in: surface.area)
    return surface.lines().joined(separator: "\n")
  }

  /// First, middle and last frame under each other.
  static func pictures(of figure: Figure, _ language: Language, _ glyphs: Glyphs, _ size: Size)
    throws -> String
  {
    let film = try figure.film(figure.initialSettings)
    var frames: [Int] = []
    for frame in [0, film.frames / 2, film.frames - 1] where !frames.contains(frame) {
      frames.append(frame)
    }
    return frames.map { frame in
      "--- \(figure.id) frame \(frame) \(language.rawValue) \(glyphs.repertoire.rawValue) ---\n"
        + picture(film, frame, language, glyphs, size)
    }.joined(separator: "\n") + "\n"
  }

  @Test("of every figure stand as they were", arguments: Catalogue.standard.figures)
  func frames(of figure: Figure) throws {
    let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Frames")
    for language in Language.allCases {
      for glyphs in [Glyphs.ascii, .unicode] {
        let text = try Self.pictures(of: figure, language, glyphs, Size(rows: 24, columns: 80))
        let file = folder.appending(
          path: "\(figure.id).\(language.rawValue).\(glyphs.repertoire.rawValue).txt")
        if isRecording {
          try text.write(to: file, atomically: true, encoding: .utf8)
        } else {
          let golden = try? String(contentsOf: file, encoding: .utf8)
          #expect(golden == text, "\(file.lastPathComponent) differs; RECORD=1 writes it anew")
        }
      }
    }
    #expect(!isRecording, "recorded: run again without RECORD")
  }

  @Test(
    "draw at every size, and stay 7-bit in English ascii", arguments: Catalogue.standard.figures)
  func sizes(of figure: Figure) throws {
    let film = try figure.film(figure.initialSettings)
    for (rows, columns) in [(1, 1), (3, 200), (10, 40), (18, 60), (24, 80), (60, 200), (100, 20)] {
      let size = Size(rows: rows, columns: columns)
      let text = Self.picture(film, film.frames - 1, .en, .ascii, size)
      #expect(text.unicodeScalars.allSatisfy { $0.isASCII }, "\(rows)×\(columns)")
      _ = Self.picture(film, film.frames / 2, .ko, .unicode, size)
    }
  }
}
