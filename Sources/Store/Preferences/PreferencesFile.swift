import Glibc

/// The configuration on disk.
package struct PreferencesFile: Equatable, Sendable {
  package let path: String
  package private(set) var preferences: Preferences

  /// Why the file cannot be read or written.
  package struct Failure: Error, Equatable, Sendable {
    package let words: String
  }

  /// Reads a file; one that does not exist says nothing.
  package init(at path: String) throws(Failure) {
    self.path = path
    do {
      preferences = Preferences(
        String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self))
    } catch {
      guard error.code == ENOENT || error.code == ENOTDIR else {
        throw Failure(words: error.words)
      }
      preferences = Preferences()
    }
  }

  /// Changes one value, in the file as it stands now.
  package mutating func set(_ preference: Preference, to value: String) throws(Failure) {
    var current = try PreferencesFile(at: path)
    current.preferences.set(preference, to: value)
    do {
      try Files.makeDirectories(Files.directory(of: path))
      try Files.write(Array(current.preferences.text.utf8), to: path)
    } catch {
      throw Failure(words: error.words)
    }
    self = current
  }
}
