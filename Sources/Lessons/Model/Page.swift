import Figures
import Plot

/// A page of a lesson, in every language it is written in.
package struct Page: Sendable {
  package let id: String
  package let module: String
  package let title: Words
  package let goals: [Words]
  package let needs: [String]
  /// Statements of the notes.
  package let covers: [String]
  /// Walkthroughs offered at its end.
  package let drills: [String]
  package let documents: [Language: [Block]]
  package let figures: [PlacedFigure]
  /// Items asked in the quiz; those that a figure asks as predictions are not among them.
  package let items: [Item]

  package init(
    id: String, module: String, title: Words, goals: [Words], needs: [String], covers: [String],
    drills: [String], documents: [Language: [Block]], figures: [PlacedFigure], items: [Item]
  ) {
    self.id = id
    self.module = module
    self.title = title
    self.goals = goals
    self.needs = needs
    self.covers = covers
    self.drills = drills
    self.documents = documents
    self.figures = figures
    self.items = items
  }
}

/// A figure as a page sets it.
package struct PlacedFigure: Sendable {
  package let figure: Figure
  package let settings: Settings
  package let locked: [String]
  package let hidden: [String]
  package let narrowed: [String: ClosedRange<Double>]
  /// Asked before the figure first plays.
  package let prediction: Item?
  package let bookmarks: [Bookmark]
  package let caption: Words

  package init(
    figure: Figure, settings: Settings, locked: [String] = [], hidden: [String] = [],
    narrowed: [String: ClosedRange<Double>] = [:], prediction: Item? = nil,
    bookmarks: [Bookmark] = [], caption: Words = Words("")
  ) {
    self.figure = figure
    self.settings = settings
    self.locked = locked
    self.hidden = hidden
    self.narrowed = narrowed
    self.prediction = prediction
    self.bookmarks = bookmarks
    self.caption = caption
  }
}

/// A module: some pages on one subject.
package struct Module: Sendable {
  package let id: String
  package let title: Words
  package let summary: Words
  package let needs: [String]
  /// In order; what the contents need without reading the pages.
  package let pages: [Entry]
  package let walkthroughs: [Entry]

  /// A page or walkthrough in the contents.
  package struct Entry: Equatable, Sendable {
    package let id: String
    package let title: Words
    /// Ids of its items (of a walkthrough: `walkthrough.step`), in order.
    package let items: [String]
    /// Ids of a page's figures; of a walkthrough, the page it belongs to.
    package let figures: [String]
    package let page: String?

    package init(
      id: String, title: Words, items: [String], figures: [String] = [], page: String? = nil
    ) {
      self.id = id
      self.title = title
      self.items = items
      self.figures = figures
      self.page = page
    }
  }

  package init(
    id: String, title: Words, summary: Words, needs: [String], pages: [Entry],
    walkthroughs: [Entry]
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.needs = needs
    self.pages = pages
    self.walkthroughs = walkthroughs
  }
}

/// A word of the glossary.
package struct Term: Equatable, Sendable {
  package let id: String
  package let name: Words
  package let definition: Words
  package let symbol: String?

  package init(id: String, name: Words, definition: Words, symbol: String?) {
    self.id = id
    self.name = name
    self.definition = definition
    self.symbol = symbol
  }
}

/// A known misconception.
package struct Misconception: Equatable, Sendable {
  package let id: String
  package let text: Words
  package let page: String?

  package init(id: String, text: Words, page: String?) {
    self.id = id
    self.text = text
    self.page = page
  }
}
