import Foundation
import Testing

@testable import Figures

extension Figure: CustomTestStringConvertible {
  public var testDescription: String { id }
}

/// Figures that train do so for a few epochs here: settings that differ from a figure's own in nothing else.
extension Figure {
  /// Enough to see something.
  var briefSettings: Settings { brief(initialSettings, 12) }
  var briefCorners: [Settings] { corners.map { brief($0, 2) } }

  func brief(_ settings: Settings, _ epochs: Int) -> Settings {
    LessonData.provide()
    var settings = settings
    let few =
      switch id {
      case "overfit-curves": 25 * epochs
      case "mc-dropout": 4 * epochs
      case "activation-histograms", "recipe": max(1, epochs / 4)
      default: epochs
      }
    if case .whole(let count)? = settings["epochs"] { settings["epochs"] = .whole(min(count, few)) }
    if id == "recipe" { settings["examples"] = .whole(200) }
    // A trial is a whole training.
    if settings["objective"] == .text("digits"), case .whole(let count)? = settings["trials"] {
      settings["trials"] = .whole(min(count, epochs))
    }
    return settings
  }
}

/// The data files of the lessons in the source tree.
enum LessonData {
  static func provide() { _ = provided }

  private static let provided: Void = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    BuiltInData.provide { name in
      let file = root.appending(path: "lessons/data/\(name)")
      return (try? Data(contentsOf: file)).map {
        BuiltInData.File(path: file.path, bytes: Array($0))
      }
    }
  }()
}
