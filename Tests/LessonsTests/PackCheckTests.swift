import Figures
import Glibc
import Plot
import Testing

@testable import Lessons

private let packs =
  #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
    separator: "/")
  + "/Packs"

/// Packs with one mistake each, and beside each what `check` says about it.
private let broken: [String] = PackFiles("\(packs)/broken")?.names() ?? []

@Suite struct PackCheckTests {
  @Test("every broken pack is told where it is broken and how to mend it", arguments: broken)
  func brokenPack(_ name: String) throws {
    let directory = "\(packs)/broken/\(name)"
    let found =
      Pack.check(directory, catalogue: .standard).map { diagnostic in
        "\(diagnostic.severity.rawValue): \(diagnostic)".replacing(directory + "/", with: "")
      }.joined(separator: "\n") + "\n"
    if getenv("RECORD") != nil { record(found, at: "\(directory)/expected.txt") }
    let expected = try PackFiles(directory)?.source("expected.txt").text
    #expect(found == expected)
    #expect(getenv("RECORD") == nil, "recorded: look at the difference before you commit it")
  }

  @Test func thereAreBrokenPacks() { #expect(broken.count >= 25) }

  @Test func theValidPackIsClean() throws {
    #expect(Pack.check("\(packs)/valid", catalogue: .standard) == [])
    let pack = try Pack.open("\(packs)/valid", catalogue: .standard)
    let page = try #require(try pack.page("second"))
    #expect(page.needs == ["first"])
    #expect(page.figures.first?.locked == ["seed"])
    #expect(page.figures.first?.narrowed == ["p": 0.1...0.5])
    #expect(page.figures.first?.bookmarks.last?.say.ko == "마지막 마스크.")
    #expect(page.figures.first?.settings["p"] == .number(0.25))
    #expect(page.figures.first?.caption.en == "Eight masks with p = 1/4.")
    #expect(pack.glossary.first?.symbol == "r")
    #expect(pack.misconception("MD1")?.page == "first")
    #expect(pack.number("wins")?.value == "69")
  }

  @Test func nothingOutsideThePackIsRead() throws {
    try withCopy(of: "valid") { directory in
      let page = "\(directory)/masks/01-first.en.md"
      for (make, message) in [
        ({ symlink("/etc/hostname", page) }, "this link leads out of the pack"),
        ({ mkfifo(page, 0o600) }, "this is not a regular file"),
        ({ mkdir(page, 0o700) }, "this is not a regular file"),
        (
          {
            let file = creat(page, 0o600)
            defer { close(file) }
            return ftruncate(file, off_t(PackFiles.sizeLimit + 1))
          }, "it is larger than 4 MiB"
        ),
      ] as [(() -> Int32, String)] {
        remove(page)
        #expect(make() == 0)
        let told = Pack.check(directory, catalogue: .standard).map(\.message)
        #expect(told.contains(message), "\(told)")
        let pack = try Pack.open(directory, catalogue: .standard)
        #expect(throws: PackError.self) { try pack.page("first") }
      }
    }
  }

  @Test func aLinkInsideThePackIsFollowed() throws {
    try withCopy(of: "valid") { directory in
      let page = "\(directory)/masks/01-first.en.md"
      #expect(rename(page, "\(directory)/data/page.md") == 0)
      #expect(symlink("../data/page.md", page) == 0)
      #expect(Pack.check(directory, catalogue: .standard) == [])
    }
  }

  @Test func mutatedPacksNeverTrap() throws {
    var state: UInt64 = 11
    func next(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, n)
    }
    let bits: [[UInt8]] =
      [
        "$", "$$", "{{", "}}", "|", "`", "```", "'", "\"", "- ", ": ", "{", "[", "\\", "\n", "\t",
        "é", "\u{FEFF}",
        "&a ", "*a ", "---\n", "\\frac", "p: 9e999\n", "\u{202E}", "#",
      ].map { Array($0.utf8) } + [[0xFF], [0], [0x1B]]
    try withCopy(of: "valid") { directory in
      let files = try #require(PackFiles(directory))
      let paths = files.names().flatMap { name in
        files.isDirectory(name) ? files.names(in: name).map { "\(name)/\($0)" } : [name]
      }
      for round in 0..<40 {
        let path = paths[next(paths.count)]
        let original = try files.bytes(path)
        var bytes = original
        for _ in 0...next(4) {
          let place = next(bytes.count)
          switch next(4) {
          case 0: bytes.removeSubrange(place..<min(bytes.count, place + next(30)))
          case 1:
            bytes.insert(
              contentsOf: bytes[place..<min(bytes.count, place + next(60))], at: next(bytes.count))
          default: bytes.insert(contentsOf: bits[next(bits.count)], at: place)
          }
        }
        write(bytes, to: "\(directory)/\(path)")
        for diagnostic in Pack.check(directory, catalogue: .standard) {
          #expect(diagnostic.location.line >= 1 && diagnostic.location.column >= 1, "\(diagnostic)")
          #expect(
            !diagnostic.fix.isEmpty && !diagnostic.message.contains("\u{1B}"), "\(diagnostic)")
        }
        if let pack = try? Pack.open(directory, catalogue: .standard) {
          for entry in pack.modules.flatMap(\.pages) {
            guard let page = try? pack.page(entry.id) else { continue }
            for (language, blocks) in page.documents {
              let columns = 1 + round % 80
              let setter = Typesetter(
                columns: columns, glyphs: round % 2 == 0 ? .ascii : .unicode, language: language)
              #expect(!setter.lines(blocks).contains { $0.text.text.contains("\n") })
            }
          }
        }
        write(original, to: "\(directory)/\(path)")
      }
    }
  }

  /// A pack in a directory of its own that may be changed; deleted afterwards.
  private func withCopy(of name: String, _ body: (String) throws -> Void) throws {
    var template = Array("/tmp/descent-pack-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      Issue.record("no temporary directory")
      return
    }
    let directory = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { delete(directory) }
    let files = try #require(PackFiles("\(packs)/\(name)"))
    for folder in [""] + files.names().filter({ files.isDirectory($0) }) {
      if !folder.isEmpty { mkdir("\(directory)/\(folder)", 0o700) }
      for name in files.names(in: folder) where !files.isDirectory(name) {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        write(try files.bytes(path), to: "\(directory)/\(path)")
      }
    }
    try body(directory)
  }

  private func delete(_ directory: String) {
    guard let files = PackFiles(directory) else { return }
    for folder in files.names() + [""] {
      for name in files.names(in: folder) { remove("\(directory)/\(folder)/\(name)") }
      remove("\(directory)/\(folder)")
    }
  }

  private func write(_ bytes: [UInt8], to path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(file) }
    #expect(bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) } == bytes.count)
  }

  private func record(_ text: String, at path: String) {
    guard let file = fopen(path, "w") else { return }
    fputs(text, file)
    fclose(file)
  }
}
