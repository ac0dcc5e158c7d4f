import Figures

extension Pack {
  /// Opens a pack: reads what the contents need.
  package static func open(
    _ directory: String, catalogue: Catalogue
  ) throws(PackError) -> Pack {
    guard let files = PackFiles(directory) else {
      throw PackError(
        isMissing: true,
        [
          Diagnostic(
            SourceLocation(file: directory), "there is no such directory",
            fix: "name the directory that holds pack.yaml")
        ])
    }
    let source: Source
    do {
      source = try files.source("pack.yaml")
    } catch  where error.isMissing {
      throw PackError(
        isMissing: true,
        [
          Diagnostic(
            SourceLocation(file: files.name("pack.yaml")), "this directory holds no lesson pack",
            fix: "name a directory with a pack.yaml; 'descent new' makes one")
        ])
    }
    var diagnostics = Diagnostics()
    guard let head = PackHead(source, into: &diagnostics) else {
      throw PackError(diagnostics.sorted.filter { $0.severity == .error })
    }
    var index = PackIndex()
    var modules: [Module] = []
    var drills: [Drill] = []
    for (name, node) in head.modules {
      guard let module = module(name, at: node, files: files, into: &diagnostics) else { continue }
      let (pages, entries) = Self.pages(in: name, files: files)
      index.pages += pages
      drills += Self.walkthroughs(in: name, files: files)
      modules.append(
        Module(
          id: module.id, title: module.title, summary: module.summary,
          needs: module.needs.map(\.text),
          pages: entries, walkthroughs: []))
    }
    let others = files.names().filter { name in
      name != "data" && !head.modules.contains { $0.text == name } && !name.contains(".")
    }
    for name in others { drills += Self.walkthroughs(in: name, files: files) }
    index.walkthroughs = drills.map(\.file)
    guard !diagnostics.hasErrors else { throw PackError(diagnostics.errors) }
    let placed = modules.map { module in
      let isLast = module.id == modules.last?.id
      let own = drills.filter { drill in
        let home = modules.first { $0.pages.contains { $0.id == drill.entry.page } }
        return home.map { $0.id == module.id } ?? isLast
      }
      return Module(
        id: module.id, title: module.title, summary: module.summary, needs: module.needs,
        pages: module.pages, walkthroughs: own.map(\.entry))
    }
    return Pack(
      id: head.id, title: head.title, modules: placed, catalogue: catalogue, files: files,
      index: index)
  }

  /// A module's own file.
  static func module(
    _ name: String, at node: YAMLNode, files: PackFiles, into diagnostics: inout Diagnostics
  ) -> ModuleHead? {
    do {
      let source = try files.source("\(name)/module.yaml")
      return ModuleHead(source, directory: name, into: &diagnostics)
    } catch {
      if error.isMissing {
        diagnostics.error(
          node.location, "there is no module '\(name)'",
          fix: "create '\(name)/module.yaml', or take it off the list")
      } else {
        diagnostics.add(contentsOf: error.diagnostics)
      }
      return nil
    }
  }

  /// The pages of a directory, in the order of their numbers.
  static func pages(
    in directory: String, files: PackFiles
  ) -> (files: [PackIndex.PageFiles], entries: [Module.Entry]) {
    var documents: [String: [Language: String]] = [:]
    var quizzes: [String: String] = [:]
    var order: [(number: Int, id: String)] = []
    for name in files.names(in: directory) {
      guard let (number, id, ending) = PackIndex.parts(of: name) else { continue }
      switch ending {
      case "en.md": documents[id, default: [:]][.en] = "\(directory)/\(name)"
      case "ko.md": documents[id, default: [:]][.ko] = "\(directory)/\(name)"
      case "quiz.yaml": quizzes[id] = "\(directory)/\(name)"
      default: continue
      }
      if ending.hasSuffix(".md"), !order.contains(where: { $0.id == id }) {
        order.append((number, id))
      }
    }
    order.sort { ($0.number, $0.id) < ($1.number, $1.id) }
    var pages: [PackIndex.PageFiles] = []
    var entries: [Module.Entry] = []
    for (_, id) in order {
      let page = PackIndex.PageFiles(
        id: id, module: directory, documents: documents[id] ?? [:], quiz: quizzes[id])
      pages.append(page)
      var titles: [Language: String] = [:]
      var figures: [String] = []
      var predictions: [String] = []
      for language in Language.allCases {
        guard let path = page.documents[language], let bytes = try? files.bytes(path) else {
          continue
        }
        let scan = PackIndex.scanPage(bytes)
        titles[language] = scan.title
        if figures.isEmpty { figures = scan.figures }
        predictions += scan.predictions
      }
      let quiz = page.quiz.flatMap { try? files.bytes($0) }.map(PackIndex.scanQuiz) ?? []
      let title = titles[.en] ?? titles[.ko] ?? id
      entries.append(
        Module.Entry(
          id: id, title: Words(en: title, ko: titles[.ko] ?? title),
          items: quiz.filter { !predictions.contains($0) }, figures: figures))
    }
    return (pages, entries)
  }

  struct Drill {
    let file: PackIndex.WalkthroughFile
    let entry: Module.Entry
  }

  /// The walkthroughs of a directory, in the order of their numbers.
  static func walkthroughs(in directory: String, files: PackFiles) -> [Drill] {
    files.names(in: directory).compactMap { name -> (Int, String, String)? in
      guard let (number, id, ending) = PackIndex.parts(of: name), ending == "walkthrough.yaml"
      else {
        return nil
      }
      return (number, id, "\(directory)/\(name)")
    }
    .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    .map { _, id, path in
      let scan = (try? files.bytes(path)).map(PackIndex.scanWalkthrough)
      return Drill(
        file: PackIndex.WalkthroughFile(id: id, path: path),
        entry: Module.Entry(
          id: id, title: scan?.title ?? Words(id), items: (scan?.steps ?? []).map { "\(id).\($0)" },
          page: scan?.page))
    }
  }
}

/// `pack.yaml`.
struct PackHead {
  let id: String
  let title: Words
  let languages: [Language]
  let modules: [(text: String, node: YAMLNode)]
  let fields: YAMLNode.Fields

  init?(_ source: Source, into diagnostics: inout Diagnostics) {
    guard let node = YAMLNode.parse(source, into: &diagnostics) else {
      if !diagnostics.hasErrors {
        diagnostics.error(
          source.location(line: 1), "pack.yaml is empty",
          fix: "write 'format: 1' and what follows it")
      }
      return nil
    }
    guard
      let fields = node.mapping(
        ["format", "id", "title", "modules"], optional: ["languages", "paths", "papers"],
        in: "pack.yaml", into: &diagnostics)
    else { return nil }
    if let format = fields["format"], format.plainText != "1" {
      diagnostics.error(
        format.location, "format '\(format.plainText)' is not known", fix: "write 'format: 1'")
    }
    languages = (fields["languages"]?.texts(listInto: &diagnostics) ?? []).compactMap {
      name, node in
      if let language = Language(rawValue: name) { return language }
      diagnostics.error(
        node.location, "there is no language '\(name)'", fix: "write 'en' or 'ko'")
      return nil
    }
    guard let id = fields["id"]?.text(into: &diagnostics),
      let title = fields["title"]?.words(into: &diagnostics),
      let modules = fields["modules"]
    else { return nil }
    self.id = id
    self.title = title
    self.modules = modules.texts(listInto: &diagnostics)
    self.fields = fields
    for (name, node) in self.modules where name.contains("/") || name.hasPrefix(".") {
      diagnostics.error(
        node.location, "'\(name)' is not the name of a directory in the pack",
        fix: "write the bare name of the module's directory")
    }
  }
}

/// `module.yaml`.
struct ModuleHead {
  let id: String
  let title: Words
  let summary: Words
  let needs: [(text: String, node: YAMLNode)]

  init?(_ source: Source, directory: String, into diagnostics: inout Diagnostics) {
    guard let node = YAMLNode.parse(source, into: &diagnostics),
      let fields = node.mapping(
        ["id", "title"], optional: ["summary", "needs"], in: "module.yaml", into: &diagnostics),
      let idNode = fields["id"], let id = idNode.text(into: &diagnostics),
      let title = fields["title"]?.words(into: &diagnostics)
    else {
      if !diagnostics.hasErrors {
        diagnostics.error(
          source.location(line: 1), "module.yaml is empty", fix: "give it 'id:' and 'title:'")
      }
      return nil
    }
    if id != directory {
      diagnostics.error(
        idNode.location, "the module '\(id)' lies in the directory '\(directory)'",
        fix: "write 'id: \(directory)'")
    }
    self.id = id
    self.title = title
    summary = fields["summary"]?.words(into: &diagnostics) ?? Words("")
    needs = fields["needs"]?.texts(listInto: &diagnostics) ?? []
  }
}
