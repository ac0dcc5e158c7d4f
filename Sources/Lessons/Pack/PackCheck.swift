import Figures

extension Pack {
  /// Every mistake in a pack, in one run, by place.
  package static func check(_ directory: String, catalogue: Catalogue) -> [Diagnostic] {
    guard let files = PackFiles(directory) else {
      return [
        Diagnostic(
          SourceLocation(file: directory), "there is no such directory",
          fix: "name the directory that holds pack.yaml")
      ]
    }
    var check = PackCheck(files: files, catalogue: catalogue)
    check.run()
    return check.diagnostics.sorted
  }
}

/// Reads every file of a pack in full and collects what is wrong. (PackCheck+Pages.swift, PackCheck+Lists.swift)
struct PackCheck {
  let files: PackFiles
  let catalogue: Catalogue
  var diagnostics = Diagnostics()
  /// The pack as it opens, if it does.
  var pack: Pack?
  /// Ids of modules, pages, figures and walkthroughs, with where each first stands (figures: nowhere).
  var names: [String: SourceLocation?] = [:]
  var pages: [String] = []
  var walkthroughs: [String] = []
  var numbers: [String] = []
  var usedNumbers = Set<String>()
  /// By page.
  var items: [String: [Item]] = [:]
  var context: ItemContext

  init(files: PackFiles, catalogue: Catalogue) {
    self.files = files
    self.catalogue = catalogue
    var quiet = Diagnostics()
    let known = (try? files.source("mistakes.yaml")).map {
      PackLists.misconceptions($0, into: &quiet).map(\.misconception)
    }
    context = ItemContext(misconceptions: known ?? [], catalogue: catalogue)
    for figure in catalogue.figures { names[figure.id] = .some(nil) }
  }

  mutating func run() {
    guard let source = source("pack.yaml"), let head = PackHead(source, into: &diagnostics) else {
      return
    }
    pack = try? Pack.open(files.directory, catalogue: catalogue)
    let modules = head.modules.map(\.text)
    var drawers: [(directory: String, module: ModuleHead?)] = []
    for (name, node) in head.modules {
      if modules.prefix(drawers.count).contains(name) {
        diagnostics.error(
          node.location, "the module '\(name)' stands twice", fix: "keep one of them")
        continue
      }
      let module = Pack.module(name, at: node, files: files, into: &diagnostics)
      if files.isDirectory(name) { drawers.append((name, module)) }
    }
    for name in files.names()
    where !modules.contains(name) && name != "data" && files.isDirectory(name) {
      drawers.append((name, nil))
    }
    let indexes = drawers.map { Pack.pages(in: $0.directory, files: files) }
    for (drawer, index) in zip(drawers, indexes) where modules.contains(drawer.directory) {
      pages += index.files.map(\.id)
    }
    let drills = drawers.flatMap { Pack.walkthroughs(in: $0.directory, files: files) }
    walkthroughs = drills.map(\.file.id)
    numbers = self.numberNames()
    for (drawer, index) in zip(drawers, indexes) {
      if let module = drawer.module { checkModule(module, drawer.directory, among: modules) }
      checkNames(in: drawer.directory, isModule: modules.contains(drawer.directory))
      guard modules.contains(drawer.directory) else {
        if let page = index.files.first {
          diagnostics.error(
            SourceLocation(
              file: files.name(page.documents.values.sorted().first ?? drawer.directory)),
            "this page lies outside every module",
            fix: "add '\(drawer.directory)' to 'modules' in pack.yaml, with a module.yaml")
        }
        continue
      }
      for page in index.files { checkPage(page, languages: head.languages) }
    }
    for drill in drills { checkWalkthrough(drill.file) }
    checkLists()
    checkPlans(head)
  }

  // MARK: Files

  /// A file as text; why not is told, its odd characters too.
  mutating func source(_ path: String) -> Source? {
    do {
      let source = try files.source(path)
      diagnostics.add(contentsOf: source.warnings)
      checkCharacters(source)
      noteNumbers(source)
      return source
    } catch {
      diagnostics.add(contentsOf: error.diagnostics)
      return nil
    }
  }

  /// Characters whose width terminals do not agree on: emoji and what joins them.
  private mutating func checkCharacters(_ source: Source) {
    for (offset, line) in source.text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard !line.utf8.allSatisfy({ $0 < 0xE2 }),
        let index = line.unicodeScalars.firstIndex(where: { scalar in
          switch scalar.value {
          case 0x200B...0x200D, 0xFE00...0xFE0F, 0x1F1E6...0x1F1FF, 0x1F300...0x1FAFF: true
          default: false
          }
        })
      else { continue }
      diagnostics.warning(
        SourceLocation(file: source.file, line: offset + 1, column: line[..<index].count + 1),
        "terminals do not agree on the width of this character", fix: "write it in words")
    }
  }

  /// Numbers that a file quotes.
  private mutating func noteNumbers(_ source: Source) {
    var rest = source.text[...]
    while let range = rest.firstRange(of: "numbers.") {
      rest = rest[range.upperBound...]
      usedNumbers.insert(String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }))
    }
  }

  /// Files that nothing reads.
  private mutating func checkNames(in directory: String, isModule: Bool) {
    var seen: [String: String] = [:]
    for name in files.names(in: directory) {
      if name == "module.yaml" && isModule { continue }
      if let (_, id, ending) = PackIndex.parts(of: name),
        ["en.md", "ko.md", "quiz.yaml", "walkthrough.yaml"].contains(ending)
      {
        if let other = seen["\(id).\(ending)"] {
          diagnostics.error(
            SourceLocation(file: files.name("\(directory)/\(name)")),
            "'\(id)' has this file twice (\(other))",
            fix: "keep one number and delete the other file")
        }
        seen["\(id).\(ending)"] = name
        continue
      }
      diagnostics.warning(
        SourceLocation(file: files.name("\(directory)/\(name)")), "nothing reads this file",
        fix:
          "name it NN-id.en.md, NN-id.ko.md, NN-id.quiz.yaml or NN-id.walkthrough.yaml, or delete it"
      )
    }
  }

  // MARK: Names

  /// Takes an id into the one namespace of modules, pages, figures and walkthroughs.
  mutating func claim(_ id: String, at location: SourceLocation, isSecondLanguage: Bool = false) {
    if !id.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }) || id.isEmpty
    {
      diagnostics.error(
        location, "'\(id)' is not an id", fix: "use small letters, digits and hyphens")
    }
    guard let first = names[id] else {
      names[id] = location
      return
    }
    if isSecondLanguage { return }
    if let first {
      diagnostics.error(
        location, "the id '\(id)' is taken (\(first))",
        fix: "choose another: modules, pages, figures and walkthroughs share their ids")
    } else {
      diagnostics.error(
        location, "'\(id)' is the name of a figure",
        fix: "choose another: modules, pages, figures and walkthroughs share their ids")
    }
  }

  mutating func unknown(
    _ what: String, _ name: String, at location: SourceLocation, among names: [String]
  ) {
    diagnostics.error(
      location, "there is no \(what) '\(name)'",
      fix: nearName(name, among: names).map { "write '\($0)'" }
        ?? (names.isEmpty
          ? "delete it" : "write one of: \(names.prefix(12).joined(separator: ", "))"))
  }

  private mutating func checkModule(
    _ module: ModuleHead, _ directory: String, among modules: [String]
  ) {
    claim(module.id, at: SourceLocation(file: files.name("\(directory)/module.yaml")))
    for (name, node) in module.needs where !modules.contains(name) {
      unknown("module", name, at: node.location, among: modules.filter { $0 != directory })
    }
  }
}
