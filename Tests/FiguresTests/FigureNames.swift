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

extension Figure {
  /// Each control by itself and then all of them at the ends of what may be typed.
  var farCorners: [Settings] {
    var corners: [Settings] = []
    for size in [1e300, -1e300, Double.leastNonzeroMagnitude] {
      var all = initialSettings
      for control in controls {
        guard let value = control.far(size, initialSettings[control.name]) else { continue }
        var one = initialSettings
        one[control.name] = value
        all[control.name] = value
        corners.append(one)
      }
      corners.append(all)
    }
    return corners
  }
}

extension Control {
  /// The number where it may be typed, else the nearest that may; the coordinates of a vector with alternating signs,
  /// so that infinities meet. Nil for what is counted or named.
  fileprivate func far(_ number: Double, _ now: ControlValue?) -> ControlValue? {
    func clamped(_ number: Double, _ range: ClosedRange<Double>?) -> Double {
      range.map { min(max(number, $0.lowerBound), $0.upperBound) } ?? number
    }
    switch kind {
    case .real(let range, _), .log(let range, _):
      return .number(clamped(number, allowed ?? range))
    case .vector(_, let range, _):
      guard case .vector(let values)? = now, name != "mask", name != "hidden" else { return nil }
      return .vector(
        values.indices.map {
          clamped($0.isMultiple(of: 2) ? number : -number, allowed ?? range)
        })
    default: return nil
    }
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
