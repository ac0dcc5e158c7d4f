import Foundation
import FoundationXML
import Testing

@Suite("Pictures on the command line")
struct CommandLineRenderTests {
  private static let links = [
    "drop-mask", "hp-random", "newton-iterate", "thinned-net", "grid-vs-random", "scaling-rules",
    "quadratic-convergence", "dropout-mask", "search", "contents",
  ]

  @Test("a picture has as many lines as it was asked for", arguments: links)
  func size(link: String) throws {
    let program = try CommandLineProgram()
    for (size, rows) in [("80x24", 24), ("120x40", 40), ("60x18", 18), ("20x6", 6), ("1x1", 1)] {
      let outcome = try program.run("render", link, "--size", size, "--glyphs", "ascii")
      #expect(outcome.status == 0, "\(size): \(outcome.errors)")
      #expect(
        outcome.output.split(separator: "\n", omittingEmptySubsequences: false).count == rows + 1)
      #expect(outcome.output.utf8.allSatisfy { $0 < 128 }, "\(size) is 7-bit")
    }
    #expect(
      !FileManager.default.fileExists(atPath: program.home + "/.local"), "render needs no log")
  }

  @Test("Korean keeps to its columns, and in ascii only Hangul is not 7-bit", arguments: links)
  func korean(link: String) throws {
    let program = try CommandLineProgram()
    for (glyphs, columns) in [("ascii", 80), ("unicode", 80), ("ascii", 60), ("unicode", 101)] {
      let outcome = try program.run(
        "render", link, "--lang", "ko", "--glyphs", glyphs, "--size", "\(columns)x24")
      #expect(outcome.status == 0)
      for line in outcome.output.split(separator: "\n") {
        let wide = line.unicodeScalars.count { (0xAC00...0xD7A3).contains($0.value) }
        #expect(line.unicodeScalars.count + wide <= columns, "\(line)")
        let isPlain = line.unicodeScalars.allSatisfy {
          $0.isASCII || (0xAC00...0xD7A3).contains($0.value)
        }
        #expect(glyphs == "unicode" || isPlain, "\(line)")
      }
    }
  }

  @Test("glyphs follow the locale and the terminal")
  func glyphs() throws {
    let program = try CommandLineProgram()
    func isASCII() throws -> Bool {
      try program.run("render", "dropout-mask").output.utf8.allSatisfy { $0 < 128 }
    }
    #expect(try !isASCII())
    program.environment["LANG"] = "C"
    #expect(try isASCII())
    program.environment["LC_ALL"] = "en_US.UTF-8"
    #expect(try !isASCII())
    program.environment["TERM"] = "linux"
    #expect(try isASCII())
  }

  @Test("the last frame is shown by default; --frame, t and --set choose another picture")
  func frames() throws {
    let program = try CommandLineProgram()
    func picture(_ arguments: String...) throws -> String {
      let outcome = try program.run(["render"] + arguments)
      #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
      return outcome.output
    }
    let last = try picture("dropout-mask")
    #expect(try picture("dropout-mask", "--frame", "last") == last)
    #expect(try picture("dropout-mask", "--frame", "39") == last)
    #expect(try picture("dropout-mask?t=39") == last)
    #expect(try picture("dropout-mask", "--frame", "3") != last)
    #expect(try picture("dropout-mask?t=3", "--frame", "39") == last, "--frame wins")
    #expect(try picture("dropout-mask", "--set", "seed=4") != last)
    #expect(try picture("dropout-mask?seed=4", "--set", "seed=0") == last, "--set wins")
    let page = try picture("drop-mask")
    #expect(try picture("drop-mask?t=39") == page)
    #expect(try picture("drop-mask", "--frame", "0") != page)
    #expect(try picture("drop-mask", "--set", "seed=3") != page)
    #expect(try picture("drop-mask?thinned-net.seed=3") == picture("drop-mask", "--set", "seed=3"))
    #expect(try picture("drop-mask", "--scroll", "5") != page)
    let end = try picture("drop-mask", "--scroll", "500")
    #expect(try picture("drop-mask", "--scroll", "999999999999") == end, "scrolling ends")
  }

  @Test(
    "settings and frames of a page that cannot be",
    arguments: [
      (["drop-mask", "--frame", "40"], "--frame: there is no frame 40", "the last frame is 39"),
      (["drop-mask?t=40"], "drop-mask: there is no frame 40", "the last frame is 39"),
      (
        ["drop-mask", "--frame", "x"], "--frame: 'x' is not a frame",
        "write a whole number from 0, or 'last'"
      ),
      (
        ["drop-mask", "--set", "p-in=7"], "thinned-net.p-in: 7 is out of range",
        "write a number from 0 to 0.8 in notches of 0.1 (typed: from 0 to 1)"
      ),
      (
        ["glossary", "--twin"], "glossary: there is no figure here to put into words",
        "leave --twin out, or name a figure or a page"
      ),
      (
        ["drop-mask", "--twin", "--ansi"], "render: --twin and --ansi exclude each other",
        "give one of them"
      ),
      (
        ["drop-mask", "--theme", "dark"], "--theme: only --svg has a theme",
        "give --svg, or leave it out"
      ),
      (
        ["drop-mask", "--svg", "--theme", "grey"], "--theme: 'grey' is not one of its values",
        "write light or dark"
      ),
    ])
  func impossible(arguments: [String], what: String, fix: String) throws {
    let outcome = try CommandLineProgram().run(["render"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.complaint == ["descent: " + what, "fix: " + fix])
  }

  @Test("--svg is well-formed, with real text and the size of its cells", arguments: links)
  func svg(link: String) throws {
    let program = try CommandLineProgram()
    for language in ["en", "ko"] {
      let outcome = try program.run("render", link, "--svg", "--size", "100x30", "--lang", language)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let reader = Elements()
      let parser = XMLParser(data: Data(outcome.output.utf8))
      parser.delegate = reader
      #expect(parser.parse(), "\(link): \(String(describing: parser.parserError))")
      #expect(reader.names.first == "svg" && reader.names.contains("text"))
      #expect(reader.root["width"] == "800" && reader.root["height"] == "510")
    }
    let light = try program.run("render", link, "--svg").output
    #expect(try program.run("render", link, "--svg", "--theme", "light").output == light)
    #expect(try program.run("render", link, "--svg", "--theme", "dark").output != light)
  }

  @Test("--ansi colours the same picture")
  func ansi() throws {
    let program = try CommandLineProgram()
    let plain = try program.run("render", "dropout-mask").output
    let colored = try program.run("render", "dropout-mask", "--ansi").output
    #expect(colored.contains("\u{1B}["))
    #expect(colored.replacing(/\x1B\[[0-9;]*m/, with: "") == plain)
  }

  @Test("a page opens as lines from top to bottom where there is no terminal")
  func openPage() throws {
    let program = try CommandLineProgram()
    let page = try program.run("open", "drop-mask")
    #expect(page.status == 0)
    #expect(page.output.contains("Figure 1"))
    #expect(page.output.contains("Questions: descent quiz drop-mask"))
    let figure = try program.run("open", "dropout-mask?t=2")
    #expect(figure.output.contains("draw 3 of 40"))
    #expect(try program.run("open", "contents").output.contains("drop-mask"))
  }
}

/// The elements of an XML text in order.
private final class Elements: NSObject, XMLParserDelegate {
  private(set) var names: [String] = []
  private(set) var root: [String: String] = [:]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if names.isEmpty { root = attributes }
    names.append(name)
  }
}
