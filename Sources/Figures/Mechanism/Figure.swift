import Core
import Plot

/// A figure: controls in, a film out. A constant value, found in `Catalogue`.
package struct Figure: Sendable {
  package let id: String
  package let title: Words
  package let controls: [Control]
  /// Computes the film. Pure: the same settings give the same film. May take long (training); it looks at
  /// `Task.isCancelled` between steps.
  package let run: @Sendable (Settings) throws -> Film
  /// A self-contained NumPy script that prints the steps' numbers for these settings.
  package let python: @Sendable (Settings) throws -> String
  /// What it computes from data of one's own (`--input`) besides values of its controls.
  package let input: InputForm?
  /// Starts worth trying, each with what to look for.
  package let presets: [Preset]

  /// Values of some controls, as they are typed; the rest stands as the figure begins.
  package struct Preset: Sendable {
    package let title: Words
    package let settings: [(name: String, value: String)]
    package let say: Words

    package init(_ title: Words, _ settings: [(name: String, value: String)], _ say: Words) {
      self.title = title
      self.settings = settings
      self.say = say
    }
  }

  package init(
    id: String, title: Words, controls: [Control], input: InputForm? = nil,
    presets: [Preset] = [],
    run: @escaping @Sendable (Settings) throws -> Film,
    python: @escaping @Sendable (Settings) throws -> String
  ) {
    self.id = id
    self.title = title
    self.controls = controls
    self.input = input
    self.presets = presets
    self.run = run
    self.python = python
  }

  package func control(named name: String) -> Control? { controls.first { $0.name == name } }
  package var initialSettings: Settings { Settings(of: controls) }
  package func film(_ settings: Settings) throws -> Film { try run(settings) }
}

/// All that a figure computed for some settings: the numbers of every step and a scene for every frame.
/// A frame is an index into the steps.
package struct Film: Sendable {
  /// At least 1.
  package let frames: Int
  package let status: Status
  /// Why it ended, in the languages of the lessons; `code` and `values` as in the JSON.
  package let reason: Reason
  /// The numbers of step `k`, keys in the order of design §2.
  package let step: @Sendable (Int) -> JSON
  /// What the run adds up to.
  package let result: JSON
  package let evaluations: (f: Int, g: Int, H: Int)
  package let scene: @Sendable (Int, Language) -> Scene
  package let twin: @Sendable (Int, Language) -> Twin
  /// Frames worth a stop: first, last, largest change, every change of status.
  package let bookmarks: [Bookmark]
  /// Of a comparison: the whole runs that it shows together, each with its own settings.
  package let runs: [Run]
  /// The scene with a prediction drawn on it; nil: it is said in words only.
  package let predicted: (@Sendable (Prediction, Int, Language) -> Scene)?

  /// One run of a comparison.
  package struct Run: Sendable {
    package let settings: Settings
    package let film: Film

    package init(settings: Settings, film: Film) {
      self.settings = settings
      self.film = film
    }
  }

  package init(
    frames: Int, status: Status, reason: Reason, step: @escaping @Sendable (Int) -> JSON,
    result: JSON = .object([]), evaluations: (f: Int, g: Int, H: Int) = (0, 0, 0),
    scene: @escaping @Sendable (Int, Language) -> Scene,
    twin: @escaping @Sendable (Int, Language) -> Twin, bookmarks: [Bookmark] = [],
    runs: [Run] = [], predicted: (@Sendable (Prediction, Int, Language) -> Scene)? = nil
  ) {
    self.frames = frames
    self.status = status
    self.reason = reason
    self.step = step
    self.result = result
    self.evaluations = evaluations
    let ahead = LookingAhead { scene(max(0, frames - 1), .en) }
    self.scene = { ahead.telling(scene($0, $1)) }
    self.twin = twin
    self.bookmarks = bookmarks
    self.runs = runs
    guard let predicted else {
      self.predicted = nil
      return
    }
    self.predicted = { prediction, frame, language in
      var scene = ahead.telling(predicted(prediction, frame, language))
      scene.look = prediction.sentence(language)
      return scene
    }
  }

  /// The scene of a frame with a prediction on it: `?` at the guess, the truth beside it, the gap in words.
  package func scene(_ frame: Int, _ language: Language, with prediction: Prediction) -> Scene {
    if let predicted { return predicted(prediction, frame, language) }
    var scene = scene(frame, language)
    scene.look = prediction.sentence(language)
    return scene
  }
}

/// Why a run ended: a case with values (from Core) and its words.
package struct Reason: Equatable, Sendable {
  package var code: String
  package var values: JSON
  package var text: Words

  package init(code: String, values: JSON = .object([]), text: Words) {
    self.code = code
    self.values = values
    self.text = text
  }
}

/// The figure in words: one living sentence and a small table (at most 12 rows) of the same data.
package struct Twin: Equatable, Sendable {
  package var sentence: String
  package var table: TextTable?

  package init(sentence: String, table: TextTable? = nil) {
    self.sentence = sentence
    self.table = table
  }
}

/// A frame worth a stop, with its "Look:" sentence.
package struct Bookmark: Equatable, Sendable {
  package var frame: Int
  package var say: Words

  package init(frame: Int, say: Words) {
    self.frame = frame
    self.say = say
  }
}
