import Foundation
import Plot
import Testing

@testable import Figures

/// Frames as a reader sees them, a file a figure under `Frames/`. `RECORD=1` writes them anew and fails the run.
@Suite("Golden frames")
struct GoldenFrameTests {
  static func picture(
    _ film: Film, _ frame: Int, _ language: Language, _ glyphs: Glyphs, _ size: Size
  ) -> [String] {
    var surface = Surface(size: size, glyphs: glyphs)
    surface.draw(film.scene(frame, language), in: surface.area)
    return surface.lines()
  }

  /// First, middle and last frame in both languages, glyph sets and sizes. Rows that stand as in the picture
  /// before are left out and counted (`= 12`), so that a file shows what moves.
  static func pictures(of figure: Figure) throws -> String {
    let film = try figure.film(figure.briefSettings)
    var frames: [Int] = []
    for frame in [0, film.frames / 2, film.frames - 1] where !frames.contains(frame) {
      frames.append(frame)
    }
    var text: [String] = []
    for size in [Size(rows: 24, columns: 80), Size(rows: 40, columns: 120)] {
      for glyphs in [Glyphs.ascii, .unicode] {
        for language in Language.allCases {
          var before: [String] = []
          for frame in frames {
            let lines = picture(film, frame, language, glyphs, size)
            text.append(
              "--- frame \(frame) \(size.columns)x\(size.rows) \(glyphs.repertoire.rawValue) \(language.rawValue)"
            )
            text += changes(from: before, to: lines)
            before = lines
          }
        }
      }
    }
    // The last frame also where there is little room; and what differs where ambiguous characters are wide.
    let (last, small) = (film.frames - 1, Size(rows: 18, columns: 60))
    let (usual, wide) = (Size(rows: 24, columns: 80), Glyphs(.unicode, ambiguousIsWide: true))
    for language in Language.allCases {
      text.append("--- frame \(last) 60x18 unicode \(language.rawValue)")
      text += picture(film, last, language, .unicode, small)
      text.append("--- frame \(last) 80x24 wide \(language.rawValue)")
      text += changes(
        from: picture(film, last, language, .unicode, usual),
        to: picture(film, last, language, wide, usual))
    }
    return text.joined(separator: "\n") + "\n"
  }

  private static func changes(from before: [String], to lines: [String]) -> [String] {
    var shown: [String] = []
    var equal = 0
    func count() { if equal > 0 { shown.append("= \(equal)") } }
    for (row, line) in lines.enumerated() {
      if row < before.count, before[row] == line {
        equal += 1
      } else {
        count()
        equal = 0
        shown.append(line)
      }
    }
    count()
    return shown
  }

  @Test("of every figure stand as they were", arguments: Catalogue.standard.figures)
  func frames(of figure: Figure) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Frames/\(figure.id).txt")
    let text = try Self.pictures(of: figure)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded: run again without RECORD")
    } else {
      let golden = try? String(contentsOf: file, encoding: .utf8)
      #expect(golden == text, "\(file.lastPathComponent) differs; RECORD=1 writes it anew")
    }
  }

  @Test(
    "draw at every size, and stay 7-bit in English ascii", arguments: Catalogue.standard.figures)
  func sizes(of figure: Figure) throws {
    let film = try figure.film(figure.briefSettings)
    for (rows, columns) in [(1, 1), (3, 200), (10, 40), (18, 60), (24, 80), (60, 200), (100, 20)] {
      let size = Size(rows: rows, columns: columns)
      let text = Self.picture(film, film.frames - 1, .en, .ascii, size).joined()
      #expect(text.unicodeScalars.allSatisfy { $0.isASCII }, "\(rows)×\(columns)")
      _ = Self.picture(film, film.frames / 2, .ko, .unicode, size)
    }
  }
}
