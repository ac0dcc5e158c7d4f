import Core
import Figures

/// A text of the pack in both languages, with formulas in it.
struct TextSource: Sendable {
  let en: Template
  /// nil: the same as `en`.
  let ko: Template?

  init?(_ node: YAMLNode?, into diagnostics: inout Diagnostics) {
    guard let node, let texts = node.texts(into: &diagnostics) else { return nil }
    en = Template(texts.en, into: &diagnostics)
    if case .text = node.content {
      ko = nil
    } else {
      ko = Template(texts.ko, into: &diagnostics)
    }
  }

  func words(in scope: Scope) throws(Diagnostic) -> Words {
    let english = try en.filled(in: scope)
    return Words(en: english, ko: try ko?.filled(in: scope) ?? english)
  }

  /// Filled in, as running text. What is wrong with its Markdown or maths goes to the diagnostics.
  func rich(in scope: Scope, into diagnostics: inout Diagnostics) throws(Diagnostic) -> RichText {
    let words = try words(in: scope)
    let english = ShortText.inlines(words.en, at: en.place.node, into: &diagnostics)
    guard let ko else { return RichText(en: english, ko: english) }
    return RichText(
      en: english, ko: ShortText.inlines(words.ko, at: ko.place.node, into: &diagnostics))
  }

  func rich(in scope: Scope) throws(Diagnostic) -> RichText {
    var ignored = Diagnostics()
    return try rich(in: scope, into: &ignored)
  }

  var formulas: [Formula] { en.formulas + (ko?.formulas ?? []) }
}

extension RichText {
  /// Text without markup.
  init(plain words: Words) {
    self.init(en: [.text(words.en)], ko: [.text(words.ko)])
  }

  /// Several texts behind each other, with a separator.
  static func joined(_ texts: [RichText], by separator: String) -> RichText {
    var result = RichText()
    for text in texts where !text.isEmpty {
      if !result.isEmpty {
        result.en.append(.text(separator))
        result.ko.append(.text(separator))
      }
      result.en += text.en
      result.ko += text.ko
    }
    return result
  }
}
