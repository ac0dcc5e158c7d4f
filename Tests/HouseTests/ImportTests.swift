import Foundation
import Testing

/// The rooms and what each may import: the drawing in ARCHITECTURE.md as data. SwiftPM lets an undeclared
/// transitive import pass; this does not.
private let allowed: [String: Set<String>] = [
  "Core": [],
  "Plot": ["CText"],
  "Figures": ["Core", "Plot"],
  "Lessons": ["Core", "Plot", "Figures", "CCmark", "Yams"],
  "Study": ["Core", "Lessons"],
  "Store": ["Study", "GRDB"],
  "App": ["Plot", "Figures", "Lessons", "Study"],
  "TUI": ["App", "Plot", "CNcurses"],
  "descent": [
    "Core", "Plot", "Figures", "Lessons", "Study", "Store", "App", "TUI", "ArgumentParser",
  ],
]

/// What any room may import besides.
private let standard: Set<String> = [
  "Glibc", "Synchronization", "FoundationEssentials", "Foundation", "Dispatch",
]
/// Rooms that know neither files nor time.
private let pure: Set<String> = ["Core", "Plot"]

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func swiftFiles(in directory: URL) -> [URL] {
  let found = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil)
  return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
}

private func imports(of file: URL) throws -> [String] {
  try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
    // An indented one stands in a Python script that a figure prints.
    guard !line.hasPrefix(" ") else { return nil }
    let words = line.split(separator: " ").map(String.init)
    guard let place = words.firstIndex(of: "import"), place <= 2,
      words[..<place].allSatisfy({ $0.hasPrefix("@") || $0 == "internal" || $0 == "package" })
    else { return nil }
    // `import struct Foundation.Date` names the module in its last word.
    return words.last?.split(separator: ".").first.map(String.init)
  }
}

@Suite("The house")
struct ImportTests {
  @Test("each file imports only what its room may know", arguments: allowed.keys.sorted())
  func importsRunOneWay(room: String) throws {
    let files = swiftFiles(in: root.appending(path: "Sources/\(room)"))
    #expect(!files.isEmpty, "no Swift files in \(room)")
    let rooms = try #require(allowed[room])
    for file in files {
      for name in try imports(of: file) where !rooms.contains(name) {
        let isStandard =
          standard.contains(name) && !(pure.contains(room) && name.hasPrefix("Foundation"))
        #expect(isStandard, "\(room)/\(file.lastPathComponent) imports \(name)")
      }
    }
  }

  @Test("every room of the table has a folder, and every folder is in the table")
  func roomsAreAllListed() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "Sources").path)
    let rooms = Set(folders).subtracting(["CText", "CCmark", "CNcurses"])
    #expect(rooms == Set(allowed.keys))
  }

  @Test("one file calls ncurses")
  func oneFileKnowsTheTerminal() throws {
    let callers = try swiftFiles(in: root.appending(path: "Sources"))
      .filter { try imports(of: $0).contains("CNcurses") }
    #expect(callers.count <= 1, "\(callers.map(\.lastPathComponent))")
  }
}
