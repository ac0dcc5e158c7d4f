/// `ID?name=value&name=value`: the address of a page, figure, walkthrough or screen at a moment.
///
/// Split at `&`, then at the first `=`. `+` is a plus; only `%`, `&`, `#`, `'`, spaces and controls are
/// percent-encoded. `t` is the frame (an index into the steps, or `last`).
package struct Link: Equatable, Hashable, Sendable {
  package enum Frame: Equatable, Hashable, Sendable { case number(Int), last }
  package struct Setting: Equatable, Hashable, Sendable {
    /// `figure-id.name` addresses another figure of the page; nil: the first.
    package var figure: String?
    package var name: String
    package var value: String
    package init(figure: String? = nil, name: String, value: String) {
      self.figure = figure
      self.name = name
      self.value = value
    }
  }
  package var id: String
  package var settings: [Setting]
  package var frame: Frame?

  package init(_ id: String, settings: [Setting] = [], frame: Frame? = nil) {
    self.id = id
    self.settings = settings
    self.frame = frame
  }
}

/// A link that cannot be read: what is wrong, how to mend it.
package struct LinkError: Error, Equatable, Sendable {
  package let says: Words
  package let mend: Words
  /// In English, as those who write lessons read it.
  package var message: String { says.en }
  package var fix: String { mend.en }

  package init(_ says: Words, mend: Words) {
    self.says = says
    self.mend = mend
  }
}
