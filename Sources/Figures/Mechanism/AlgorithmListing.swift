import Plot

/// An algorithm in our words, to be stepped beside its run. Two blanks before a line nest it one deeper.
package struct AlgorithmListing: Sendable {
  package let caption: Words
  package let lines: [Words]

  package init(_ caption: Words, _ lines: [Words]) {
    self.caption = caption
    self.lines = lines
  }

  /// - Parameter lit: the lines being done, from 1.
  func listing(lit: [Int], _ language: Language) -> Listing {
    Listing(
      caption: caption[language], lines.map { $0[language] },
      lit: lit.map { $0 - 1 }.filter(lines.indices.contains))
  }

  /// `line 4: z <- W x + b`, for those who hear the figure.
  func sentence(lit: [Int], _ language: Language) -> String? {
    let said = lit.filter { lines.indices.contains($0 - 1) }.map { number in
      language("line \(number)", "\(number)번째 줄") + ": "
        + String(lines[number - 1][language].drop { $0 == " " })
    }
    return said.isEmpty ? nil : said.joined(separator: "; ") + "."
  }
}

extension Film {
  /// The film with an algorithm stepped beside it, where there is room, and at the end of its words.
  /// - Parameter lit: the lines of a frame, from 1.
  package func beside(
    _ algorithm: AlgorithmListing, lit: @escaping @Sendable (_ frame: Int) -> [Int]
  ) -> Film {
    let (scene, twin, predicted, last) = (scene, twin, predicted, frames - 1)
    @Sendable func listing(_ frame: Int, _ language: Language) -> Listing {
      algorithm.listing(lit: lit(min(max(frame, 0), last)), language)
    }
    var drawn: (@Sendable (Prediction, Int, Language) -> Scene)?
    if let predicted {
      drawn = { prediction, frame, language in
        var shown = predicted(prediction, frame, language)
        shown.listing = listing(frame, language)
        return shown
      }
    }
    return Film(
      frames: frames, status: status, reason: reason, step: step, result: result,
      evaluations: evaluations,
      scene: { frame, language in
        var shown = scene(frame, language)
        shown.listing = listing(frame, language)
        return shown
      },
      twin: { frame, language in
        var told = twin(frame, language)
        if let said = algorithm.sentence(lit: lit(min(max(frame, 0), last)), language) {
          told.sentence += " " + said.sentence(in: language)
        }
        return told
      }, bookmarks: bookmarks, runs: runs, predicted: drawn)
  }
}
