import Figures

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

  init(id: String, title: Words, modules: [Module], directory: String, catalogue: Catalogue) {
    self.id = id
    self.title = title
    self.modules = modules
    self.directory = directory
    self.catalogue = catalogue
  }
  // In Pack+Loading.swift (owner: docs):
  //   static func open(_ directory: String, catalogue: Catalogue) throws(PackError) -> Pack
  //   func page(_ id: String) throws(PackError) -> Page?            nil: no such page
  //   func walkthrough(_ id: String) throws(PackError) -> Walkthrough?
  //   func item(_ id: String) throws(PackError) -> Item?            quiz, prediction, aliases too
  //   var glossary: [Term] · func misconception(_ id: String) -> Misconception?
  //   static func check(_ directory: String, catalogue: Catalogue) -> [Diagnostic]
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
