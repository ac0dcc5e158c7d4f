import Figures
import Synchronization

extension Pack {
  /// What reading items needs to know about the rest of the pack.
  var itemContext: ItemContext { ItemContext(misconceptions: misconceptions, catalogue: catalogue) }

  /// The items of a page's quiz file, predictions among them.
  func items(of files: PackIndex.PageFiles) throws(PackError) -> [Item] {
    if let items = kept.withLock({ $0.items[files.id] }) { return items }
    guard let path = files.quiz else { return [] }
    let source = try self.files.source(path)
    var diagnostics = Diagnostics()
    let items =
      YAMLNode.parse(source, into: &diagnostics).map {
        ItemReader.read($0, page: files.id, context: itemContext, into: &diagnostics)
      } ?? []
    guard !diagnostics.hasErrors else { throw PackError(diagnostics.errors) }
    kept.withLock { $0.items[files.id] = items }
    return items
  }

  /// A worked problem; nil: there is none of this id.
  package func walkthrough(_ id: String) throws(PackError) -> Walkthrough? {
    if let walkthrough = kept.withLock({ $0.walkthroughs[id] }) { return walkthrough }
    guard let file = index.walkthroughs.first(where: { $0.id == id }) else { return nil }
    let source = try files.source(file.path)
    var diagnostics = Diagnostics()
    let walkthrough = YAMLNode.parse(source, into: &diagnostics).flatMap {
      WalkthroughReader.read($0, context: itemContext, into: &diagnostics)
    }
    guard let walkthrough, !diagnostics.hasErrors else {
      if !diagnostics.hasErrors {
        diagnostics.error(
          source.location(line: 1), "the file is empty", fix: "write a walkthrough, or delete it")
      }
      throw PackError(diagnostics.errors)
    }
    kept.withLock { $0.walkthroughs[id] = walkthrough }
    return walkthrough
  }
}
