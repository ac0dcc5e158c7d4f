/// A language of the lessons.
package enum Language: String, Equatable, Hashable, Sendable, CaseIterable {
  case en, ko
}

/// One text in both languages.
package struct Words: Equatable, Hashable, Sendable {
  package var en: String
  package var ko: String

  package init(en: String, ko: String) {
    self.en = en
    self.ko = ko
  }
  /// The same in both languages.
  package init(_ both: String) { self.init(en: both, ko: both) }

  package subscript(language: Language) -> String { language == .en ? en : ko }
}
