import Plot

/// An algorithm in our words, to be stepped beside its run. Two blanks before a line nest it one deeper.
package struct AlgorithmListing: Sendable {
  package let caption: Words
  package let lines: [Words]

  package init(_ caption: Words, _ lines: [Words]) {
    self.caption = caption
    self.lines = lines
  }

  /// - Parameters:
  ///   - lit: the lines being done, from 1.
  ///   - values: what the variables are now.
  func listing(lit: [Int], _ language: Language, values: Words? = nil) -> Listing {
    Listing(
      caption: caption[language], lines.map { $0[language] },
      lit: lit.map { $0 - 1 }.filter(lines.indices.contains), note: values?[language] ?? "")
  }

  /// `line 4: z <- W x + b`, for those who hear the figure; of more than four lines only where they begin and end.
  func sentence(lit: [Int], _ language: Language, values: Words? = nil) -> String? {
    let known = lit.filter { lines.indices.contains($0 - 1) }
    func text(_ number: Int) -> String {
      var text = lines[number - 1][language].drop { $0 == " " }
      if text.last == ":" { text.removeLast() }
      return String(text)
    }
    var parts: [String]
    if known.count > 4, let first = known.first, let last = known.last {
      parts = [
        language("lines \(first) to \(last)", "\(first)~\(last)번째 줄")
          + ": \(text(first)) ... \(text(last))"
      ]
    } else {
      parts = known.map { language("line \($0)", "\($0)번째 줄") + ": " + text($0) }
    }
    if let values { parts.append(values[language]) }
    return parts.isEmpty ? nil : parts.joined(separator: "; ") + "."
  }
}

/// Where a frame stands in an algorithm.
package struct AlgorithmPlace: Sendable {
  package let algorithm: AlgorithmListing
  /// The lines being done, from 1.
  package let lit: [Int]
  /// What the variables are now; always in one line of text.
  package let values: Words?

  package init(_ algorithm: AlgorithmListing, lit: [Int], values: Words? = nil) {
    self.algorithm = algorithm
    self.lit = lit
    self.values = values
  }

  fileprivate func listing(_ language: Language) -> Listing {
    algorithm.listing(lit: lit, language, values: values)
  }

  fileprivate func sentence(_ language: Language) -> String? {
    algorithm.sentence(lit: lit, language, values: values)
  }
}

extension Film {
  /// The film with an algorithm stepped beside it, where there is room, and at the end of its words.
  /// - Parameter lit: the lines of a frame, from 1.
  package func beside(
    _ algorithm: AlgorithmListing, lit: @escaping @Sendable (_ frame: Int) -> [Int]
  ) -> Film {
    beside { AlgorithmPlace(algorithm, lit: lit($0)) }
  }

  /// The same of a film whose frames belong to several algorithms, or that tells the values of their variables.
  package func beside(_ place: @escaping @Sendable (_ frame: Int) -> AlgorithmPlace) -> Film {
    let (scene, twin, predicted, last) = (scene, twin, predicted, frames - 1)
    @Sendable func now(_ frame: Int) -> AlgorithmPlace { place(min(max(frame, 0), last)) }
    var drawn: (@Sendable (Prediction, Int, Language) -> Scene)?
    if let predicted {
      drawn = { prediction, frame, language in
        var shown = predicted(prediction, frame, language)
        shown.listing = now(frame).listing(language)
        return shown
      }
    }
    return Film(
      frames: frames, status: status, reason: reason, step: step, result: result,
      evaluations: evaluations,
      scene: { frame, language in
        var shown = scene(frame, language)
        shown.listing = now(frame).listing(language)
        return shown
      },
      twin: { frame, language in
        var told = twin(frame, language)
        if let said = now(frame).sentence(language) {
          told.sentence += " " + said.sentence(in: language)
        }
        return told
      }, bookmarks: bookmarks, runs: runs, predicted: drawn)
  }
}
