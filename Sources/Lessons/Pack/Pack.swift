import Figures
import Synchronization

/// A lesson pack on disk.
///
/// Opening reads only what the contents need (ids, titles, item ids); pages, quizzes and walkthroughs are read when
/// they are asked for and kept. So a pack of hundreds of pages starts in a blink.
package final class Pack: Sendable {
  package let id: String
  package let title: Words
  package let modules: [Module]
  /// As the user wrote it; diagnostics begin with it.
  package let directory: String
  package let catalogue: Catalogue

  let files: PackFiles
  let index: PackIndex
  let kept = Mutex(Kept())

  /// What has been read.
  struct Kept {
    var pages: [String: Page] = [:]
    var items: [String: [Item]] = [:]
    var walkthroughs: [String: Walkthrough] = [:]
    var numbers: [String: PackNumber]?
    /// By the text of their link.
    var films: [String: Film] = [:]
    var glossary: [Term]?
    var misconceptions: [Misconception]?
  }

  init(
    id: String, title: Words, modules: [Module], catalogue: Catalogue, files: PackFiles,
    index: PackIndex
  ) {
    self.id = id
    self.title = title
    self.modules = modules
    directory = files.directory
    self.catalogue = catalogue
    self.files = files
    self.index = index
  }
}

/// Why a pack or a part of it cannot be read.
package struct PackError: Error, Equatable, Sendable {
  /// The directory or file is missing (exit 66), not malformed (65).
  package let isMissing: Bool
  /// At least one.
  package let diagnostics: [Diagnostic]

  package init(isMissing: Bool = false, _ diagnostics: [Diagnostic]) {
    self.isMissing = isMissing
    self.diagnostics = diagnostics
  }
}
