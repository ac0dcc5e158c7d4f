import ArgumentParser
import Figures
import Lessons

/// What a shell may offer for an argument. Looked up when the shell asks, so that a start does not pay for it.
enum Completions {
  static let figures = CompletionKind.custom { _, _, _ in
    Catalogue.standard.figures.map(\.id)
  }

  /// Pages, walkthroughs, figures and screens.
  static let links = CompletionKind.custom { _, _, _ in
    pages(walkthroughsToo: true) + Catalogue.standard.figures.map(\.id)
      + Place.Screen.allCases.map(\.rawValue)
  }

  /// What has questions.
  static let questions = CompletionKind.custom { _, _, _ in pages(walkthroughsToo: false) }

  /// Modules and pages of the pack in use; none where there is no pack.
  private static func pages(walkthroughsToo: Bool) -> [String] {
    guard let directory = try? LessonsDirectory.find(nil),
      let pack = try? Pack.open(directory, catalogue: .standard)
    else { return [] }
    return pack.modules.flatMap { module in
      [module.id] + module.pages.map(\.id)
        + (walkthroughsToo ? module.walkthroughs.map(\.id) : [])
    }
  }
}
