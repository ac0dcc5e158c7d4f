import Figures

/// A figure as a fence of one language sets it.
struct FigureFence {
  let figure: Figure
  let location: SourceLocation
  var settings: Settings
  var locked: [String] = []
  var hidden: [String] = []
  var narrowed: [String: ClosedRange<Double>] = [:]
  /// The id of an item.
  var prediction: (text: String, node: YAMLNode)?
  var bookmarks: [(frame: Int, say: String, location: SourceLocation)] = []
  var caption: YAMLNode?

  private static let ownKeys = ["lock", "hide", "narrow", "predict", "bookmarks", "caption"]

  init?(
    _ fence: Markdown.Fence, source: Source, catalogue: Catalogue,
    into diagnostics: inout Diagnostics
  ) {
    guard let figure = catalogue.figure(fence.argument) else {
      let near = nearName(fence.argument, among: catalogue.figures.map(\.id))
      diagnostics.error(
        fence.location,
        fence.argument.isEmpty
          ? "this figure has no name" : "there is no figure '\(fence.argument)'",
        fix: near.map { "write '```figure \($0)'" } ?? "'descent list' names the figures")
      return nil
    }
    self.figure = figure
    location = fence.location
    settings = figure.initialSettings
    guard fence.lines.contains(where: { !source.line($0).allSatisfy(\.isWhitespace) }),
      let node = YAMLNode.parse(source, lines: fence.lines, into: &diagnostics),
      let fields = node.mapping(of: "a figure", into: &diagnostics)
    else { return }
    for entry in fields.entries where !Self.ownKeys.contains(entry.name) {
      set(entry, into: &diagnostics)
    }
    locked = names(fields["lock"], into: &diagnostics)
    hidden = names(fields["hide"], into: &diagnostics)
    if let node = fields["narrow"] { narrow(node, into: &diagnostics) }
    if let node = fields["predict"], let id = node.text(into: &diagnostics) {
      prediction = (id, node)
    }
    caption = fields["caption"]
    if let caption { _ = caption.text(into: &diagnostics) }
    for node in fields["bookmarks"]?.list(into: &diagnostics) ?? [] {
      guard let mark = node.mapping(["t", "say"], in: "a bookmark", into: &diagnostics),
        let t = mark["t"], let say = mark["say"]?.text(into: &diagnostics)
      else { continue }
      guard let frame = Int(t.plainText), frame >= 0 else {
        diagnostics.error(
          t.location, "'\(t.plainText)' is not a frame", fix: "write a whole number from 0")
        continue
      }
      bookmarks.append((frame, say, t.location))
    }
  }

  private mutating func set(_ entry: YAMLNode.Entry, into diagnostics: inout Diagnostics) {
    guard figure.control(named: entry.name) != nil else {
      unknown(entry.name, at: entry.key, own: Self.ownKeys, into: &diagnostics)
      return
    }
    guard let text = Self.controlText(entry.value, into: &diagnostics) else { return }
    do {
      try settings.set(entry.name, to: text, of: figure)
    } catch {
      let place = error.column.map { entry.value.location(offset: $0 - 1) } ?? entry.value.location
      diagnostics.error(place, error.message, fix: error.fix)
    }
  }

  /// A text as it is; a list as `a,b`, a list of lists as `[[a,b],[c,d]]`.
  private static func controlText(_ node: YAMLNode, into diagnostics: inout Diagnostics) -> String?
  {
    guard case .list(let list) = node.content else { return node.text(into: &diagnostics) }
    let parts = list.compactMap { controlText($0, into: &diagnostics) }
    let isMatrix = list.contains { if case .list = $0.content { true } else { false } }
    return isMatrix
      ? "[" + parts.map { "[\($0)]" }.joined(separator: ",") + "]" : parts.joined(separator: ",")
  }

  private func unknown(
    _ name: String, at node: YAMLNode, own: [String] = [], into diagnostics: inout Diagnostics
  ) {
    let error = figure.unknownControl(name)
    let near = nearName(name, among: own)
    diagnostics.error(node.location, error.message, fix: near.map { "write '\($0)'" } ?? error.fix)
  }

  private func names(_ node: YAMLNode?, into diagnostics: inout Diagnostics) -> [String] {
    (node?.texts(listInto: &diagnostics) ?? []).compactMap { name, node in
      if figure.control(named: name) != nil { return name }
      unknown(name, at: node, into: &diagnostics)
      return nil
    }
  }

  /// `narrow: {eta: 0.05…0.3}`, also with `..` or `...`.
  private mutating func narrow(_ node: YAMLNode, into diagnostics: inout Diagnostics) {
    for entry in node.mapping(of: "'narrow'", into: &diagnostics)?.entries ?? [] {
      guard let control = figure.control(named: entry.name) else {
        unknown(entry.name, at: entry.key, into: &diagnostics)
        continue
      }
      let text = entry.value.plainText.replacing("…", with: "..").replacing("...", with: "..")
      let ends = text.split(separator: ".." as Substring).map { Double($0.trimmed) }
      guard ends.count == 2, let low = ends[0], let high = ends[1], low <= high, low.isFinite,
        high.isFinite
      else {
        diagnostics.error(
          entry.value.location, "'\(entry.value.plainText)' is not a range",
          fix: "write it as '0.05…0.3'")
        continue
      }
      if let range = control.sliderRange, !(range.contains(low) && range.contains(high)) {
        diagnostics.error(
          entry.value.location, "\(entry.name): a page may narrow a range, not widen it",
          fix: "stay within \(control.range.en)")
        continue
      }
      narrowed[entry.name] = low...high
    }
  }
}

extension Control {
  /// The slider's range, of the kinds that have one number.
  fileprivate var sliderRange: ClosedRange<Double>? {
    switch kind {
    case .real(let range, _), .log(let range, _): range
    case .whole(let range, _): Double(range.lowerBound)...Double(range.upperBound)
    case .vector(_, let range, _): range
    case .seed: 1...99
    case .choice, .set, .toggle, .matrix, .formula, .text: nil
    }
  }
}
