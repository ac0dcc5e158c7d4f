/// A place in a lesson file. Line and column count from 1; columns in characters.
package struct SourceLocation: Equatable, Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Relative to the pack, prefixed by the directory as the user wrote it.
  package var file: String
  package var line: Int
  package var column: Int

  package init(file: String, line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }

  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// A mistake in a lesson file: where it is, what is wrong, what to write instead.
package struct Diagnostic: Error, Equatable, Hashable, Sendable, CustomStringConvertible {
  package enum Severity: String, Equatable, Hashable, Sendable { case error, warning }
  package var location: SourceLocation
  package var severity: Severity
  package var message: String
  package var fix: String

  package init(
    _ location: SourceLocation, _ message: String, fix: String, severity: Severity = .error
  ) {
    self.location = location
    self.severity = severity
    self.message = message
    self.fix = fix
  }

  package var description: String { "\(location): \(message)\nfix: \(fix)" }
}
