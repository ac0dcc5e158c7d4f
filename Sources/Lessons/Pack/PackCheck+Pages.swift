import Figures

extension PackCheck {
  mutating func checkPage(_ page: PackIndex.PageFiles, languages: [Language]) {
    var documents: [(language: Language, document: PageDocument)] = []
    let items = checkQuiz(page)
    var films: [String: Film] = [:]
    for language in Language.allCases {
      guard let path = page.documents[language] else {
        guard languages.contains(language), let other = page.documents.values.sorted().first else {
          continue
        }
        diagnostics.error(
          SourceLocation(file: files.name(other)), "the page is missing in '\(language.rawValue)'",
          fix:
            "write \(other.replacing(".en.md", with: ".ko.md").replacing(".ko.md", with: ".\(language.rawValue).md"))"
        )
        continue
      }
      guard let source = source(path) else { continue }
      let filling = pack?.filling(language) ?? PlainFilling()
      checkText(source, language)
      guard
        let document = PageDocument(
          source, catalogue: catalogue, filling: filling, into: &diagnostics)
      else { continue }
      checkFront(document.front, of: page, isSecondLanguage: !documents.isEmpty)
      checkFences(
        document.fences, items: items, isSecondLanguage: !documents.isEmpty, films: &films)
      checkLinks(document.blocks, at: source.location(line: document.front.bodyLine))
      documents.append((language, document))
    }
    runItems(of: page, films: films)
    if documents.count == 2 { compare(documents[0].document, documents[1].document) }
  }

  // MARK: One language

  private mutating func checkFront(
    _ front: FrontMatter, of page: PackIndex.PageFiles, isSecondLanguage: Bool
  ) {
    if front.id.text != page.id {
      diagnostics.error(
        front.id.node.location, "the id '\(front.id.text)' is not the file's name",
        fix: "write 'id: \(page.id)', or rename the file")
    } else {
      claim(page.id, at: front.id.node.location, isSecondLanguage: isSecondLanguage)
    }
    for (name, node) in front.needs {
      if name == page.id {
        diagnostics.error(node.location, "a page cannot need itself", fix: "take it off the list")
      } else if !pages.contains(name) {
        unknown("page", name, at: node.location, among: pages)
      }
    }
    for (name, node) in front.drills where !walkthroughs.contains(name) {
      unknown("walkthrough", name, at: node.location, among: walkthroughs)
    }
  }

  private mutating func checkFences(
    _ fences: [FigureFence], items: [String], isSecondLanguage: Bool, films: inout [String: Film]
  ) {
    for fence in fences {
      if let (id, node) = fence.prediction, !items.contains(id) {
        unknown("item", id, at: node.location, among: items)
      }
      guard !isSecondLanguage else { continue }
      do {
        let film = try fence.figure.film(fence.settings)
        if let id = fence.prediction?.text { films[id] = film }
        for mark in fence.bookmarks where mark.frame >= film.frames {
          diagnostics.error(
            mark.location, "the figure has no frame \(mark.frame)",
            fix: "its last frame is \(film.frames - 1)")
        }
      } catch let error as ControlError {
        diagnostics.error(fence.location, error.message, fix: error.fix)
      } catch let error as BuiltInData.Missing {
        diagnostics.error(fence.location, error.says.en, fix: error.mend.en)
      } catch {
        diagnostics.error(
          fence.location, "the figure does not run with these settings: \(error)",
          fix: "change them")
      }
    }
  }

  /// Words of a page: no Hangul in English.
  private mutating func checkText(_ source: Source, _ language: Language) {
    guard language == .en else { return }
    for line in 1...max(1, source.lineCount) {
      let text = source.line(line)
      guard
        let index = text.unicodeScalars.firstIndex(where: {
          (0xAC00...0xD7A3).contains($0.value) || (0x1100...0x11FF).contains($0.value)
            || (0x3130...0x318F).contains($0.value)
        })
      else { continue }
      diagnostics.warning(
        SourceLocation(file: source.file, line: line, column: text[..<index].count + 1),
        "an English page holds Hangul", fix: "put the word into glossary.yaml: 'w' shows it")
    }
  }

  /// Links to places in the pack.
  private mutating func checkLinks(_ blocks: [Block], at location: SourceLocation) {
    for destination in blocks.flatMap(\.links) {
      if destination.hasPrefix("https://") || destination.hasPrefix("http://") { continue }
      do {
        let link = try Link(parsing: destination)
        let screens = ["contents", "progress", "glossary"]
        let known = names.keys.sorted() + pages + walkthroughs + screens
        if !known.contains(link.id) {
          unknown("page, figure or walkthrough", link.id, at: location, among: known)
        }
      } catch {
        diagnostics.error(location, error.message, fix: error.fix)
      }
    }
  }

  // MARK: Two languages

  /// Both files have the same figures with the same settings, in the same order.
  private mutating func compare(_ en: PageDocument, _ ko: PageDocument) {
    let korean = ko.front.id.node.source
    func place(_ line: Int) -> SourceLocation { korean.location(line: line) }
    func lists(_ name: String, _ left: [String], _ right: [String]) {
      guard left != right else { return }
      diagnostics.error(
        place(1), "'\(name)' differs from the English file",
        fix: left.isEmpty ? "delete it" : "write '\(name): [\(left.joined(separator: ", "))]'")
    }
    lists("needs", en.front.needs.map(\.text), ko.front.needs.map(\.text))
    lists("covers", en.front.covers, ko.front.covers)
    lists("drills", en.front.drills.map(\.text), ko.front.drills.map(\.text))
    if en.front.goals.count != ko.front.goals.count {
      diagnostics.error(
        place(1), "\(ko.front.goals.count) goals here, \(en.front.goals.count) in the English file",
        fix: "give both files the same goals")
    }
    if en.fences.count != ko.fences.count {
      diagnostics.error(
        ko.fences.last?.location ?? place(ko.front.bodyLine),
        "\(ko.fences.count) figures here, \(en.fences.count) in the English file",
        fix: "give both files the same figures in the same order")
      return
    }
    for (left, right) in zip(en.fences, ko.fences) { compare(left, right) }
    for kind in Block.Kind.allCases {
      let (left, right) = (en.blocks.count(of: kind), ko.blocks.count(of: kind))
      guard left != right else { continue }
      diagnostics.warning(
        place(ko.front.bodyLine),
        "\(right) \(kind.rawValue) here, \(left) in the English file",
        fix: "give both files the same structure")
    }
  }

  private mutating func compare(_ left: FigureFence, _ right: FigureFence) {
    func differs(_ what: String, _ wanted: String) {
      diagnostics.error(
        right.location, "\(what) differs from the English file", fix: "write '\(wanted)' in both")
    }
    guard left.figure.id == right.figure.id else {
      differs("the figure", left.figure.id)
      return
    }
    for control in left.figure.controls where left.settings[control] != right.settings[control] {
      differs("'\(control.name)'", "\(control.name): \(control.print(left.settings[control]))")
    }
    if left.locked != right.locked {
      differs("'lock'", "lock: [\(left.locked.joined(separator: ", "))]")
    }
    if left.hidden != right.hidden {
      differs("'hide'", "hide: [\(left.hidden.joined(separator: ", "))]")
    }
    if left.narrowed != right.narrowed { differs("'narrow'", "the same ranges") }
    if left.prediction?.text != right.prediction?.text {
      differs("'predict'", "predict: \(left.prediction?.text ?? "")")
    }
    if left.bookmarks.map(\.frame) != right.bookmarks.map(\.frame) {
      differs("'bookmarks'", "the same frames")
    }
  }
}

extension Block {
  /// What both languages have equally many of.
  enum Kind: String, CaseIterable { case headings, tables, formulas = "displayed formulas", lists }

  var kind: Kind? {
    switch self {
    case .heading: .headings
    case .table: .tables
    case .math: .formulas
    case .list: .lists
    case .paragraph, .quote, .code, .figure, .rule: nil
    }
  }

  /// Destinations of its links.
  var links: [String] {
    switch self {
    case .heading(_, let inlines), .paragraph(let inlines), .figure(_, let inlines): inlines.links
    case .list(_, let items): items.flatMap { $0.flatMap(\.links) }
    case .quote(let blocks): blocks.flatMap(\.links)
    case .table(let header, let rows, _): (header + rows.flatMap { $0 }).flatMap(\.links)
    case .code, .math, .rule: []
    }
  }
}

extension [Block] {
  func count(of kind: Block.Kind) -> Int { count { $0.kind == kind } }
}

extension [Inline] {
  var links: [String] {
    flatMap { inline -> [String] in
      switch inline {
      case .link(let inner, let destination): [destination] + inner.links
      case .emphasis(let inner), .strong(let inner): inner.links
      case .text, .code, .math, .lineBreak: []
      }
    }
  }
}
