import Figures
import Synchronization

extension Pack {
  /// A page with its figures and its items; nil: there is no such page.
  package func page(_ id: String) throws(PackError) -> Page? {
    if let page = kept.withLock({ $0.pages[id] }) { return page }
    guard let files = index.pages.first(where: { $0.id == id }) else { return nil }
    var diagnostics = Diagnostics()
    let page = try read(files, into: &diagnostics)
    guard let page, !diagnostics.hasErrors else { throw PackError(diagnostics.errors.sorted) }
    kept.withLock { $0.pages[id] = page }
    return page
  }

  /// - Returns: nil if there is not enough to make a page of.
  func read(
    _ files: PackIndex.PageFiles, into diagnostics: inout Diagnostics
  ) throws(PackError) -> Page? {
    var documents: [Language: PageDocument] = [:]
    for language in Language.allCases {
      guard let path = files.documents[language] else { continue }
      let source = try self.files.source(path)
      documents[language] = PageDocument(
        source, catalogue: catalogue, filling: filling(language), into: &diagnostics)
    }
    guard let first = documents[.en] ?? documents[.ko] else { return nil }
    let second = documents[.ko] ?? first
    let items = try self.items(of: files)
    let predictions = first.fences.compactMap { $0.prediction?.text }
    let figures = first.fences.enumerated().map { index, fence in
      let other = index < second.fences.count ? second.fences[index] : fence
      return PlacedFigure(
        figure: fence.figure, settings: fence.settings, locked: fence.locked, hidden: fence.hidden,
        narrowed: fence.narrowed,
        prediction: fence.prediction.flatMap { wanted in items.first { $0.id == wanted.text } },
        bookmarks: fence.bookmarks.enumerated().map { place, mark in
          let said = place < other.bookmarks.count ? other.bookmarks[place].say : mark.say
          return Bookmark(frame: mark.frame, say: Words(en: mark.say, ko: said))
        },
        caption: Words(
          en: first.blocks.caption(of: index), ko: second.blocks.caption(of: index)))
    }
    let goals = first.front.goals.enumerated().map { index, goal in
      Words(en: goal, ko: index < second.front.goals.count ? second.front.goals[index] : goal)
    }
    return Page(
      id: files.id, module: files.module,
      title: Words(en: first.front.title, ko: second.front.title), goals: goals,
      needs: first.front.needs.map(\.text), covers: first.front.covers,
      drills: first.front.drills.map(\.text),
      documents: documents.mapValues(\.blocks), figures: figures,
      items: items.filter { !predictions.contains($0.id) })
  }

  /// What `{{…}}` prints on pages in a language.
  func filling(_ language: Language) -> any Filling { PackFilling(pack: self) }

  /// An item of a quiz or a prediction, by its id or an id that it had before; nil: there is none.
  package func item(_ id: String) throws(PackError) -> Item? {
    let page = id.prefix { $0 != "." }
    let likely = index.pages.filter { $0.id == page }
    for files in likely + index.pages where files.quiz != nil {
      let items = try items(of: files)
      if let item = items.first(where: { $0.id == id || $0.aliases.contains(id) }) { return item }
    }
    return nil
  }

  /// The words of the course, in the order of their file; none if it cannot be read.
  package var glossary: [Term] {
    if let glossary = kept.withLock({ $0.glossary }) { return glossary }
    var diagnostics = Diagnostics()
    let source = try? files.source("glossary.yaml")
    let glossary = source.map { PackLists.glossary($0, into: &diagnostics).map(\.term) } ?? []
    kept.withLock { $0.glossary = glossary }
    return glossary
  }

  /// A known misconception; nil: none of this id.
  package func misconception(_ id: String) -> Misconception? {
    misconceptions.first { $0.id == id }
  }

  var misconceptions: [Misconception] {
    if let known = kept.withLock({ $0.misconceptions }) { return known }
    var diagnostics = Diagnostics()
    let source = try? files.source("mistakes.yaml")
    let known = source.map { PackLists.misconceptions($0, into: &diagnostics).map(\.misconception) }
    kept.withLock { $0.misconceptions = known ?? [] }
    return known ?? []
  }

  /// A number that is quoted; nil: none of this name.
  func number(_ name: String) -> PackNumber? {
    if let numbers = kept.withLock({ $0.numbers }) { return numbers[name] }
    var diagnostics = Diagnostics()
    let source = try? files.source("data/numbers.yaml")
    let list = source.map { PackLists.numbers($0, into: &diagnostics).map(\.number) } ?? []
    let numbers = Dictionary(list.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    kept.withLock { $0.numbers = numbers }
    return numbers[name]
  }
}

extension [Diagnostic] {
  fileprivate var sorted: [Diagnostic] {
    var diagnostics = Diagnostics()
    diagnostics.add(contentsOf: self)
    return diagnostics.sorted
  }
}

extension [Block] {
  /// The caption of a figure, as plain text.
  func caption(of figure: Int) -> String {
    for block in self {
      if case .figure(figure, let caption) = block { return caption.plainText }
    }
    return ""
  }
}

extension [Inline] {
  /// The words alone, formulas in one row.
  package var plainText: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .emphasis(let inner), .strong(let inner), .link(let inner, _): inner.plainText
      case .math(let math): math.row(.unicode)
      case .lineBreak: " "
      }
    }.joined()
  }
}
