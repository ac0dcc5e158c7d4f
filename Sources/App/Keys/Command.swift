/// What a key can ask for, whatever key that is.
package enum Command: String, Equatable, Hashable, Sendable, CaseIterable {
  case nextPage, previousPage
  case scrollDown, scrollUp, halfDown, halfUp, top, bottom
  /// Play or pause, reveal, open, tick, submit: the act of what has the focus.
  case primary
  case focusNext, focusPrevious, increase, decrease, typeValue
  case stepBack, stepForward, slower, faster, bookmarkBack, bookmarkForward, scrubBack, scrubForward
  /// Play backwards, set a mark of a loop.
  case reverse, mark
  case reset, preset, newSeed, compare, ghosts, zoom
  /// A cross over the plot, and where it goes.
  case crossHair, crossLeft, crossRight, crossUp, crossDown
  case predict, hint, solution, python, twin, copyLink
  case quiz, drill, replay
  case language, glyphs, glossary
  case contents, search, nextMatch, palette, help, back, escape, quit
}

/// Where a key means something.
package enum Context: String, Equatable, Hashable, Sendable, CaseIterable {
  case contents
  /// A page whose prose has the focus.
  case prose
  /// A figure, on a page or alone, whose film has the focus.
  case film
  /// A control of a figure has the focus.
  case control
  /// A cross-hair stands on a figure.
  case cross
  /// A question with choices, or with its field left.
  case question
  /// A walkthrough whose field is left.
  case walkthrough
  /// Text over the screen: help, Python, a glossary card.
  case overlay
}
