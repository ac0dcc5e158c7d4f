import Core
import Figures
import Plot
import Testing

@testable import Lessons

/// Every quiz file of the lessons.
private let quizzes: [String] = {
  guard let files = PackFiles(lessonsDirectory) else { return [] }
  return files.names().filter(files.isDirectory).flatMap { directory in
    files.names(in: directory).filter { $0.hasSuffix(".quiz.yaml") }.map { "\(directory)/\($0)" }
  }
}()

/// Every worked problem of the lessons.
private let walkthroughs: [String] = {
  guard let files = PackFiles(lessonsDirectory) else { return [] }
  return files.names(in: "exam").filter { $0.hasSuffix(".walkthrough.yaml") }.map { "exam/\($0)" }
}()

/// The items and the worked problems of the lessons that come with the program.
@Suite struct LessonItemsTests {
  let files: PackFiles
  let context: ItemContext

  init() throws {
    files = try #require(PackFiles(lessonsDirectory))
    var diagnostics = Diagnostics()
    let known = PackLists.misconceptions(try files.source("mistakes.yaml"), into: &diagnostics)
    context = ItemContext(
      misconceptions: known.map(\.misconception),
      // Links are tried once every laboratory that they name is there.
      catalogue: Catalogue.standard.figure("minimize") == nil ? Catalogue([]) : .standard)
  }

  private func items(_ path: String) throws -> [Item] {
    var diagnostics = Diagnostics()
    let node = try #require(YAMLNode.parse(try files.source(path), into: &diagnostics))
    let items = ItemReader.read(node, page: "page", context: context, into: &diagnostics)
    #expect(diagnostics.errors == [])
    return items
  }

  @Test("every item of the lessons is sound", arguments: quizzes)
  func sound(_ path: String) throws {
    for item in try items(path) { #expect(item.check() == []) }
  }

  @Test("every worked problem of the lessons is sound", arguments: walkthroughs)
  func soundWalkthrough(_ path: String) throws {
    var diagnostics = Diagnostics()
    let node = try #require(YAMLNode.parse(try files.source(path), into: &diagnostics))
    let walkthrough = WalkthroughReader.read(node, context: context, into: &diagnostics)
    #expect(diagnostics.errors == [])
    let found = try #require(walkthrough).check()
    #expect(found.map(\.description) == [])
  }
}
